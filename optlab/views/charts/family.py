"""A map of methods: an arrow from each to those that it contains."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.text import Text

from optlab import optimizers
from optlab.optimizers.rule import Rule
from optlab.theory.family import FAMILY, PLACES
from optlab.views.alone import drawing
from optlab.views.charts.chart import Chart
from optlab.views.contrast import TEXT, apart
from optlab.views.style import CHART, LIGHT, PURPLE, Size, Theme, own_look

ABOVE = 0.28  # the words of an arrow stand this far above its middle, in rows
RULES = [rule for rule in vars(optimizers).values() if isinstance(rule, type) and issubclass(rule, Rule)]
COLOURS = {rule.title: own_look(rule)[0] for rule in RULES if rule.title and rule.colour}


def plot_family(title: str, theme: Theme = LIGHT, size: Size = CHART) -> Chart:
    """Draw which method contains which, `optlab.theory.family.FAMILY`, and with which setting.

    Args:
        title: the finding, in a sentence.
        theme: light or dark.
        size: of the figure.

    Returns:
        A figure whose ``digest`` has a line for each arrow.

    >>> print(plot_family("Who contains whom").digest.splitlines()[1])
    momentum contains gradient descent: μ = 0
    """
    chart = Chart(title, theme, size)
    with drawing(chart.settings):
        axes = chart.plot(xlim=(-0.45, 3.35), ylim=(5.5, -0.5))
        axes.set_position((0.01, 0.01, 0.98, axes.get_position().y1 - 0.01))
        axes.set_axis_off()
        drawn = {name: _method(axes, name, theme) for name in PLACES}
        for arrow in FAMILY:
            _arrow(axes, drawn[arrow.method], drawn[arrow.other], arrow.when, theme)
    chart.digest = "\n".join([title, *(f"{a.method} contains {a.other}: {a.when}" for a in FAMILY)])
    return chart


def _method(axes: Axes, name: str, theme: Theme) -> Text:
    colour = apart(theme[COLOURS.get(name, PURPLE)], theme.paper, TEXT)
    box = {"boxstyle": "round,pad=0.45", "facecolor": theme.paper, "edgecolor": colour}
    x, y = PLACES[name]
    return axes.text(x, y, name, ha="center", va="center", color=colour, bbox=box, zorder=3)


def _arrow(axes: Axes, begin: Text, end: Text, when: str, theme: Theme) -> None:
    ends = {"patchA": begin.get_bbox_patch(), "patchB": end.get_bbox_patch(), "shrinkA": 2, "shrinkB": 2}
    style = {"arrowstyle": "-|>", "color": theme.muted, "lw": 1.5, "mutation_scale": 14, **ends}
    axes.annotate("", end.get_position(), begin.get_position(), arrowprops=style)
    (x0, y0), (x1, y1) = begin.get_position(), end.get_position()
    paper = {"facecolor": theme.paper, "edgecolor": "none", "pad": 1.0}
    axes.text((x0 + x1) / 2, (y0 + y1) / 2 - ABOVE, when, ha="center", va="center", color=theme.ink, bbox=paper)
