"""Pictures as JPEG, one after another: only what changed since the last one is encoded.

A JPEG may be written so that each strip of 16 rows stands by itself, between restart markers (ITU-T T.81, B.2.4.4).
To encode takes longer than to draw, and from step to step most strips stay as they are.
"""

from __future__ import annotations

import re
from itertools import chain

import numpy as np

from optlab.values import Array
from optlab.views.scene.writing import as_picture, encoded

HIGH = 16  # a strip has as many rows of pixels
RESTART = re.compile(rb"\xff[\xd0-\xd7]")  # JPEG's restart markers: inside a strip no 0xFF is followed by such a byte


class Strips:
    """Encodes pictures of one size, ``(height, width, 4)`` of red, green, blue and nothing, at a quality of JPEG's.

    >>> pixels = np.zeros((400, 800, 4), np.uint8)
    >>> strips = Strips(85)
    >>> black = strips(pixels)
    >>> pixels[100:110, 100:110] = 255
    >>> strips(pixels) == Strips(85)(pixels) != black
    True
    """

    def __init__(self, quality: int) -> None:
        self.quality = quality
        self._last: Array | None = None  # the pixels of the picture before, one or two to a whole number

    def __call__(self, pixels: Array) -> bytes:
        """The picture as a JPEG."""
        now = pixels.reshape(len(pixels), -1).view("<u8" if pixels.shape[1] % 2 == 0 else "<u4")
        if self._last is None:
            self._head, self._strips = self._parts(pixels)
            self._last = now.copy()
        changed = np.logical_or.reduceat((now != self._last).any(axis=1), range(0, len(now), HIGH))
        for begin, end in np.flatnonzero(np.diff(changed, prepend=False, append=False)).reshape(-1, 2):
            rows = slice(HIGH * begin, HIGH * end)
            self._strips[begin:end] = self._parts(pixels[rows])[1]
            self._last[rows] = now[rows]
        restarts = [bytes([0xFF, 0xD0 + i % 8]) for i in range(len(self._strips) - 1)] + [b"\xff\xd9"]
        return b"".join([self._head, *chain(*zip(self._strips, restarts, strict=True))])

    def _parts(self, pixels: Array) -> tuple[bytes, list[bytes]]:
        """What stands before the strips of a JPEG, and the strips."""
        whole = encoded(as_picture(pixels), "JPEG", quality=self.quality, subsampling="4:2:0", restart_marker_rows=1)
        scan = whole.index(b"\xff\xda") + 2
        begin = scan + int.from_bytes(whole[scan : scan + 2], "big")
        return whole[:begin], RESTART.split(whole[begin:-2])
