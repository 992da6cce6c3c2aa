"""A run as an animated PNG: it plays once wherever a saved notebook is shown, and ends on the last step."""

from __future__ import annotations

from io import BytesIO

import numpy as np

from optlab.values import Array
from optlab.views.palette import COLOURS, numbers_in, palette_of, paletted
from optlab.views.scene.scene import Scene

SECONDS = 4.0
FRAMES = 20
EFFORT = 6  # zlib's level of compression
CLEAR = COLOURS  # the number of the colour that stands for a pixel that has not changed


def film(scene: Scene, last: int | None = None, effort: int = EFFORT) -> bytes:
    """Steps 0 to ``last`` (all, by default) as an animated PNG of one palette, at most 4 seconds long.

    Each frame holds only the pixels that changed since the one before. With more ``effort``, up to 9, it
    becomes up to a fifth smaller, and takes twice as long.

    >>> from optlab import GradientDescent, parabola, run
    >>> from PIL import Image
    >>> moving = film(Scene([run(GradientDescent(), parabola, steps=10)]))
    >>> Image.open(BytesIO(moving)).n_frames
    11
    """
    steps = frame_steps(scene.steps if last is None else last)
    palette = palette_of(scene.picture(steps[-1]))
    number, size = numbers_in(palette), scene.pixels
    before = _pixels(scene, steps[0])
    pictures = [paletted(number(before), size, palette)]
    for t in steps[1:]:
        now = _pixels(scene, t)
        changed = np.flatnonzero(now != before)
        delta = np.full(now.shape, CLEAR, np.uint8)
        delta[changed] = number(now[changed])
        pictures.append(paletted(delta, size, palette))
        before = now
    buffer = BytesIO()
    pictures[0].save(
        buffer,
        "PNG",
        compress_level=effort,
        save_all=True,
        append_images=pictures[1:],
        duration=1000 * SECONDS / max(len(steps), FRAMES),
        loop=1,
        transparency=CLEAR,
        blend=1,
        disposal=0,
    )
    return buffer.getvalue()


def frame_steps(last: int) -> list[int]:
    """The steps that a film shows: all of a short run, evenly spread ones of a long run.

    >>> frame_steps(3)
    [0, 1, 2, 3]
    """
    return np.unique(np.linspace(0, last, min(last + 1, FRAMES)).round().astype(int)).tolist()


def _pixels(scene: Scene, t: int) -> Array:
    """Step t with each pixel as one whole number: red in its lowest byte, then green, then blue."""
    return np.frombuffer(scene.picture(t).tobytes(), "<u4")
