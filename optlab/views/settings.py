"""A theme and a size as settings of matplotlib."""

from __future__ import annotations

from typing import Any

from optlab.views.style import Size, Theme


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
        "axes.titlepad": 10.0 if size.fitted else 6.0,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.labelsize": size.text,
        "axes.unicode_minus": True,
        "grid.color": theme.grid,
        "grid.linewidth": size.line * 0.3,
        "text.color": theme.ink,
        "text.parse_math": False,  # whatever a name holds is written as it is, be it dollars
        "xtick.color": theme.muted,
        "ytick.color": theme.muted,
        "xtick.labelcolor": theme.ink,
        "ytick.labelcolor": theme.ink,
        "xtick.labelsize": size.letters(0.9),
        "ytick.labelsize": size.letters(0.9),
        "xtick.minor.visible": False,
        "ytick.minor.visible": False,
        "lines.linewidth": size.line,
        "lines.markersize": size.text * 0.45,
        "font.size": size.text,
        "font.family": "DejaVu Sans",
        "path.simplify": True,
    }
