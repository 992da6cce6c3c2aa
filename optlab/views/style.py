"""How everything looks: colours, markers and sizes, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from optlab.rule import Rule

# Okabe & Ito's palette, which the colour-blind can tell apart; its blue, green and red are lightened on dark paper.
BLUE, SKY, RED, GREEN, PURPLE, ORANGE = "#0072B2", "#56B4E9", "#D55E00", "#009E73", "#CC79A7", "#E69F00"
LIGHTENED = {BLUE: "#4DA3DB", RED: "#FF8A47", GREEN: "#2CC79A"}

METHODS = {
    "GradientDescent": (BLUE, "o"),
    "SGD": (SKY, "s"),
    "Momentum": (RED, "^"),
    "AdaGrad": (GREEN, "D"),
    "RMSProp": (PURPLE, "v"),
    "Adam": (ORANGE, "P"),
    "Nesterov": (SKY, "<"),
    "Adadelta": (GREEN, "h"),
    "AdamW": (BLUE, "X"),
    "AMSGrad": (PURPLE, "p"),
    "Nadam": (RED, ">"),
    "Lion": (SKY, "*"),
}
OTHERS = [(BLUE, "d"), (RED, "H"), (GREEN, "8"), (PURPLE, "<")]


@dataclass(frozen=True)
class Theme:
    """Paper and ink. ``terrain`` names the colours of a landscape from its floor to its heights."""

    name: str
    paper: str
    ink: str
    muted: str
    grid: str
    terrain: tuple[str, str]

    def __getitem__(self, colour: str) -> str:
        """A colour of the palette as it is to be seen on this paper."""
        return LIGHTENED.get(colour, colour) if self.name == "dark" else colour


LIGHT = Theme("light", "#FFFFFF", "#1A1A1A", "#6E6E6E", "#DDDDDD", ("#FFFFFF", "#AEB9C9"))
DARK = Theme("dark", "#111418", "#EDEDED", "#A2A8B0", "#33383F", ("#11161D", "#4A5566"))
THEMES = {"light": LIGHT, "dark": DARK}


class Size(NamedTuple):
    """A figure's width and height, its type in points, its lines in points."""

    width: int
    height: int
    text: float
    line: float


SIZES = {"normal": Size(800, 400, 11.5, 2.2), "presenter": Size(1200, 560, 18, 3.4)}
DPI = 100


def look(rule: Rule, place: int = 0, taken: tuple = ()) -> tuple[str, str]:
    """Colour and marker of a rule: always the same for the same method, unless a neighbour has them already.

    >>> from optlab.optimizers import Adam
    >>> look(Adam())
    ('#E69F00', 'P')
    """
    usual = METHODS.get(type(rule).__name__, OTHERS[place % len(OTHERS)])
    if usual[0] not in {colour for colour, _ in taken}:
        return usual
    free = [pair for pair in [*METHODS.values(), *OTHERS] if pair[0] not in {colour for colour, _ in taken}]
    return (free or OTHERS)[0]


def rc(theme: Theme, size: Size) -> dict[str, Any]:
    """The matplotlib settings of a figure."""
    return {
        "figure.facecolor": theme.paper,
        "axes.facecolor": theme.paper,
        "axes.edgecolor": theme.muted,
        "axes.labelcolor": theme.ink,
        "axes.titlecolor": theme.ink,
        "axes.titlelocation": "left",
        "axes.titlesize": size.text * 1.05,
        "axes.titleweight": "bold",
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.labelsize": size.text,
        "axes.unicode_minus": True,
        "grid.color": theme.grid,
        "grid.linewidth": size.line * 0.3,
        "text.color": theme.ink,
        "xtick.color": theme.muted,
        "ytick.color": theme.muted,
        "xtick.labelcolor": theme.ink,
        "ytick.labelcolor": theme.ink,
        "xtick.labelsize": size.text * 0.9,
        "ytick.labelsize": size.text * 0.9,
        "xtick.minor.visible": False,
        "ytick.minor.visible": False,
        "lines.linewidth": size.line,
        "lines.markersize": size.text * 0.45,
        "font.size": size.text,
        "font.family": "DejaVu Sans",
        "path.simplify": True,
    }
