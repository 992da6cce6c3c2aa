"""How everything looks: colours, markers and sizes, in one place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from matplotlib.colors import is_color_like, to_hex
from matplotlib.markers import MarkerStyle

from optlab.optimizers.rule import Rule
from optlab.values import shown
from optlab.views.contrast import GRAPHICS, apart, faint

# Okabe & Ito's palette, which the colour-blind can tell apart; three of them are too dark for dark paper.
BLUE, SKY, RED, GREEN, PURPLE, ORANGE = "#0072B2", "#56B4E9", "#D55E00", "#009E73", "#CC79A7", "#E69F00"
LIGHTENED = {BLUE: "#4DA3DB", RED: "#FF8A47", GREEN: "#2CC79A"}

PALETTE = {"blue": BLUE, "sky": SKY, "red": RED, "green": GREEN, "purple": PURPLE, "orange": ORANGE}
MARKERS = "osD^vP"  # for a rule whose own marker is already taken
UNSAID = [(BLUE, "d"), (RED, "H"), (GREEN, "8"), (PURPLE, "<")]  # looks of rules that name no colour or no marker


@dataclass(frozen=True)
class Theme:
    """Paper and ink.

    Attributes:
        muted: for axes, and words that stand back; as readable as any text.
        grid: for lines that are only just seen.
        terrain: the colours of a landscape from its floor to its heights, even steps for the eye.
    """

    name: str
    paper: str
    ink: str
    muted: str
    grid: str
    terrain: tuple[str, ...]

    def __getitem__(self, colour: str) -> str:
        """A colour as it is to be seen on this paper, from which it stands out."""
        return apart(LIGHTENED.get(colour, colour) if self.name == "dark" else colour, self.paper)

    def faint(self, colour: str, least: float = GRAPHICS) -> str:
        """The same, as pale as it can be while it can still be seen."""
        return faint(self[colour], self.paper, least)


LIGHT_TERRAIN = "#7AA9C8", "#84B9CC", "#95C8CE", "#ABD6D2", "#C8E2D5", "#E5EEDE", "#FCF9F1"
DARK_TERRAIN = "#091019", "#111B27", "#182633", "#1F323F", "#283D49", "#334A54", "#3F565D"
LIGHT = Theme("light", "#FFFFFF", "#1A1A1A", "#5F6368", "#E3E5E8", LIGHT_TERRAIN)
DARK = Theme("dark", "#111418", "#EDEDED", "#A2A8B0", "#2A2F36", DARK_TERRAIN)
THEMES = {"light": LIGHT, "dark": DARK}


class Size(NamedTuple):
    """A figure's width and height, its type in points, its lines in points.

    Where letters must have a ``least`` size, in points, what is beside them gives way: ticks are fewer, words break.
    """

    width: int
    height: int
    text: float
    line: float
    least: float = 0.0

    @property
    def fitted(self) -> bool:
        """Whether all gives way to letters that are large enough."""
        return self.least > 0

    def letters(self, scale: float = 1.0) -> float:
        """Type so many times as large as the text, in points."""
        return max(scale * self.text, self.least)

    def most(self, pixels: float, letters: float) -> int:
        """How many words of so many letters' height or width have room in CSS pixels; where it is not fitted, many."""
        return max(1, int(pixels / (letters * self.text * DPI / 72))) if self.fitted else MANY


DPI = 100
MANY = 99
SIZES = {
    "normal": Size(800, 400, 11.5, 2.2),
    "presenter": Size(1200, 560, 18, 3.4),
    "slide": Size(800, 430, 15, 2.8, 14.4),
}
CHART = Size(800, 400, 12.2, 2.2)  # of which a slide with words beside it takes 1.19 times the width: letters of 20 px
PLACE = (240, 150), (2400, 1600)  # the smallest and the largest one of a picture on a slide


def size_of(place: Sequence[float]) -> Size:
    """The size of a picture on a slide, whose place has a width and a height in pixels of a screen 720 high."""
    width, height = (round(min(max(side, low), high)) for side, low, high in zip(place, *PLACE, strict=True))
    slide = SIZES["slide"]
    return slide._replace(width=width, height=height, text=min(max(slide.text, 0.0155 * width), 17.5))


def choice(name: str, value: str, allowed: Collection[str]) -> str:
    """The value, if it is one of those allowed; else a ValueError that lists them."""
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}: it must be one of {', '.join(map(repr, allowed))}")
    return value


def look(rule: Rule, place: int = 0, taken: tuple = ()) -> tuple[str, Any]:
    """Colour and marker of a rule: its own, each unless a neighbour has it already.

    Raises:
        ValueError: a colour or a marker that matplotlib does not know.

    >>> from optlab.optimizers import Adam
    >>> look(Adam())
    ('#E69F00', 'P')
    """
    colour, marker = own_look(type(rule))
    colour, marker = colour or UNSAID[place % len(UNSAID)][0], marker or UNSAID[place % len(UNSAID)][1]
    colours, markers = {pair[0] for pair in taken}, {pair[1] for pair in taken}
    return _free(colour, PALETTE.values(), colours), _free(marker, MARKERS, markers)


def looks(rules: Iterable[Rule]) -> list[tuple[str, Any]]:
    """Colour and marker of each of several rules, no two alike."""
    found: list[tuple[str, Any]] = []
    for place, rule in enumerate(rules):
        found.append(look(rule, place, tuple(found)))
    return found


def own_look(rule: type[Rule]) -> tuple[str, Any]:
    """The colour and the marker that a rule names for itself; "" for what it leaves open."""
    colour = PALETTE.get(rule.colour, rule.colour)
    if colour and not is_color_like(colour):
        known = f"it must be one of {', '.join(PALETTE)}, or a colour of matplotlib"
        raise ValueError(f"{rule.__name__}.colour is {shown(rule.colour)}: {known}")
    if rule.marker:
        try:
            MarkerStyle(rule.marker)
        except ValueError:
            known = "it must be a marker of matplotlib, such as 'o'"
            raise ValueError(f"{rule.__name__}.marker is {shown(rule.marker)}: {known}") from None
    return to_hex(colour).upper() if colour else "", rule.marker


def _free(own: Any, others: Iterable[str], taken: set[Any]) -> Any:
    return next((one for one in [own, *others] if one not in taken), own)
