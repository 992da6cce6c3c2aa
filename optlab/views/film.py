"""A run as an animated PNG: it plays once wherever a saved notebook is shown, and ends on the last step."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from optlab.rule import Array
from optlab.views.scene import Scene

SECONDS = 4.0
FRAMES = 32
CLEAR = 255  # the colour number of a pixel that stays as it was


def film(scene: Scene, last: int | None = None) -> bytes:
    """Steps 0 to ``last`` (all, by default) as an animated PNG of one palette, at most 4 seconds long.

    Each frame holds only the pixels that changed since the one before.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> moving = film(Scene([run(GradientDescent(), parabola, steps=10)]))
    >>> Image.open(BytesIO(moving)).n_frames
    11
    """
    steps = frame_steps(scene.steps if last is None else last)
    palette = _colours(scene, steps[-1])
    pictures, shown = [], None
    for t in steps:
        now = np.asarray(scene.picture(t).convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE))
        pictures.append(_paletted(now if shown is None else np.where(now == shown, CLEAR, now), palette))
        shown = now
    buffer = BytesIO()
    pictures[0].save(
        buffer,
        "PNG",
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


def _colours(scene: Scene, t: int) -> Image.Image:
    return scene.picture(t).convert("RGB").quantize(CLEAR, dither=Image.Dither.NONE)


def _paletted(numbers: Array, palette: Image.Image) -> Image.Image:
    picture = Image.fromarray(numbers.astype(np.uint8))
    picture.putpalette(palette.getpalette())
    return picture
