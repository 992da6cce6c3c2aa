"""From a block of space to the picture, in perspective."""

from __future__ import annotations

import numpy as np

from optlab.values import Array

AROUND, ABOVE = np.radians(-58.0), np.radians(40.0)  # the angles of the eye: around the block, and above it
DISTANCE = 6.0  # of the eye from the middle of the block, whose half width is 1
TALL = 0.95  # the height of the block

_SIN, _COS = np.sin((AROUND, ABOVE)), np.cos((AROUND, ABOVE))


def projected(points: Array) -> tuple[Array, Array]:
    """Where points ``(…, 3)`` of the block are in the picture, ``(…, 2)``, and how near each is.

    The block's ground is [−1, 1]², its height [0, 1].

    >>> picture, near = projected(np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]))
    >>> bool(picture[1, 1] > picture[0, 1]), bool(abs(picture[1, 0]) < 1e-12)
    (True, True)
    """
    x, y = points[..., 0], points[..., 1]
    z = (points[..., 2] - 0.5) * TALL
    right = -x * _SIN[0] + y * _COS[0]
    toward = x * _COS[0] + y * _SIN[0]
    up = z * _COS[1] - toward * _SIN[1]
    near = toward * _COS[1] + z * _SIN[1]
    scale = DISTANCE / (DISTANCE - near)
    return np.stack([right * scale, up * scale], axis=-1), near
