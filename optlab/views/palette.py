"""A picture in 255 colours: a third of the bytes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from optlab.values import Array

COLOURS = 255  # number 255 itself is left free
AS_THEY_ARE = 48  # as many colours of a picture are kept exactly


def palette_of(picture: Image.Image) -> Image.Image:
    """255 colours that suit a picture, the commonest last; a quarter of its pixels tell enough.

    The commonest are taken as they are: paper stays as white as the page around it, and no two bands of a landscape
    become one. Of the others, in each group of like colours, the commonest is.
    """
    small = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.NEAREST).convert("RGB")
    palette = small.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    members = np.column_stack([np.asarray(palette).ravel(), np.asarray(small).reshape(-1, 3)])
    found, counts = np.unique(members.view("<u4"), return_counts=True)
    members = found[np.argsort(-counts, kind="stable")].view("u1").reshape(-1, 4)
    commonest = {tuple(colour): None for _, *colour in members[:AS_THEY_ARE].tolist()}
    groups: dict[int, tuple[int, ...]] = {}
    for group, *colour in members.tolist():
        groups.setdefault(group, tuple(colour))
    chosen = [*(commonest | dict.fromkeys(groups.values()))][:COLOURS]
    chosen += chosen[:1] * (COLOURS - len(chosen))
    palette.putpalette(np.array(chosen[::-1], np.uint8).tobytes())
    return palette


def in_few_colours(picture: Image.Image) -> Image.Image:
    """The picture in the colours of its palette."""
    palette = palette_of(picture)
    colours = np.frombuffer(picture.convert("RGBX").tobytes(), "<u4") & 0xFFFFFF
    return paletted(numbers_in(palette)(colours), picture.size, palette)


def numbers_in(palette: Image.Image) -> Callable[[Array], Array]:
    """From pixels to the numbers of the nearest colours in a palette, by a table of 32,768 colours."""
    levels = np.linspace(0, 255, 32).round().astype(np.uint8)
    cube = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(256, 128, 3)
    table = np.array(Image.fromarray(cube).quantize(palette=palette, dither=Image.Dither.NONE)).ravel()
    own = np.array(palette.getpalette() or [], np.uint32).reshape(-1, 3) @ np.array([1, 1 << 8, 1 << 16], np.uint32)
    table[_place(own)] = range(len(own))

    def number(colours: Array) -> Array:
        return table[_place(colours)]

    return number


def _place(colours: Array) -> Array:
    return (colours & 0xF8) << 7 | (colours >> 6) & 0x3E0 | (colours >> 19) & 0x1F


def paletted(numbers: Array, size: tuple[int, int], palette: Image.Image) -> Image.Image:
    """A picture of the numbers of colours in a palette."""

    picture = Image.frombytes("P", size, numbers.tobytes())
    picture.putpalette(bytes(palette.getpalette() or []).ljust(3 * 256, b"\0"))  # with room for the colour CLEAR
    return picture
