"""A run as an animated PNG: it plays once wherever a saved notebook is shown, and ends on the last step."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image

from optlab.rule import Array
from optlab.views.scene import Scene

SECONDS = 4.0
FRAMES = 20
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
    palette = _palette(scene.picture(steps[-1]))
    number, size = _numbers(palette), (scene.size.width, scene.size.height)
    before = _pixels(scene, steps[0])
    pictures = [_paletted(number(before), size, palette)]
    for t in steps[1:]:
        now = _pixels(scene, t)
        changed = np.flatnonzero(now != before)
        delta = np.full(now.shape, CLEAR, np.uint8)
        delta[changed] = number(now[changed])
        pictures.append(_paletted(delta, size, palette))
        before = now
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


def _palette(picture: Image.Image) -> Image.Image:
    """255 colours that suit a picture, the commonest last; a quarter of its pixels tell enough.

    Of each group of like colours the commonest is taken, not the mean: paper stays as white as the page around it.
    """
    small = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.NEAREST).convert("RGB")
    palette = small.quantize(CLEAR, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    members = np.column_stack([np.asarray(palette).ravel(), np.asarray(small).reshape(-1, 3)])
    found, counts = np.unique(members.view("<u4"), return_counts=True)
    commonest: dict[int, Array] = {}
    for group, *colour in found[np.argsort(-counts, kind="stable")].view("u1").reshape(-1, 4).tolist():
        commonest.setdefault(group, colour)
    palette.putpalette(np.array([*commonest.values()][::-1], np.uint8).tobytes())
    return palette


def _numbers(palette: Image.Image) -> Callable[[Array], Array]:
    """From pixels to the numbers of the nearest colours in a palette, by a table of 32,768 colours."""
    levels = np.linspace(0, 255, 32).round().astype(np.uint8)
    cube = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(256, 128, 3)
    table = np.array(Image.fromarray(cube).quantize(palette=palette, dither=Image.Dither.NONE)).ravel()
    own = np.array(palette.getpalette(), np.uint32).reshape(-1, 3) @ np.array([1, 1 << 8, 1 << 16], np.uint32)
    table[_place(own)] = range(len(own))

    def number(colours: Array) -> Array:
        return table[_place(colours)]

    return number


def _place(colours: Array) -> Array:
    return (colours & 0xF8) << 7 | (colours >> 6) & 0x3E0 | (colours >> 19) & 0x1F


def _pixels(scene: Scene, t: int) -> Array:
    """Step t with each pixel as one whole number: red in its lowest byte, then green, then blue."""
    return np.frombuffer(scene.picture(t).tobytes(), "<u4")


def _paletted(numbers: Array, size: tuple[int, int], palette: Image.Image) -> Image.Image:
    picture = Image.frombytes("P", size, numbers.tobytes())
    picture.putpalette(bytes(palette.getpalette()).ljust(3 * 256, b"\0"))  # with room for the colour CLEAR
    return picture
