"""How far two colours stand apart, as the Web Content Accessibility Guidelines 2.2 measure it.

Criterion 1.4.3 asks for 4.5 between text and its ground, 1.4.11 for 3 between the parts of a picture.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.colors import to_hex, to_rgb

GRAPHICS, TEXT = 3.0, 4.5


def contrast(one: str, other: str) -> float:
    """(L₁ + 0.05) / (L₂ + 0.05), where L₁ is the luminance of the lighter one: from 1 to 21.

    >>> contrast("#FFFFFF", "#000000")
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return round((light + 0.05) / (dark + 0.05), 6)


@cache
def apart(colour: str, paper: str, least: float = GRAPHICS) -> str:
    """A colour, darkened or lightened as far as it must be to stand out from its paper.

    >>> apart("#0072B2", "#FFFFFF"), apart("#E69F00", "#FFFFFF")
    ('#0072B2', '#C68800')
    """
    light_paper = luminance(paper) > 0.18
    end = "#000000" if light_paper else "#FFFFFF"
    return next(mixed for share in np.linspace(0, 1, 101) if contrast(mixed := mix(colour, end, share), paper) >= least)


@cache
def faint(colour: str, paper: str, least: float = GRAPHICS) -> str:
    """A colour, as near to its paper as can be while it still stands out from it."""
    mixed = (mix(colour, paper, share) for share in np.linspace(1, 0, 101))
    return next((pale for pale in mixed if contrast(pale, paper) >= least), colour)


@cache
def mix(colour: str, other: str, share: float) -> str:
    """So much of another colour in one, by the light that they give."""
    one, two = _linear(colour), _linear(other)
    light = one + (two - one) * share
    red, green, blue = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return to_hex((red, green, blue)).upper()


def _linear(colour: str) -> np.ndarray:
    encoded = np.array(to_rgb(colour))
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """The light that a colour gives, from 0 to 1."""
    return float(_linear(colour) @ (0.2126, 0.7152, 0.0722))
