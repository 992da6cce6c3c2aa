"""Where a slope comes from: a loss computed step by step, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.text import Text

from optlab.values import shown
from optlab.views.alone import drawing
from optlab.views.charts.chart import Chart
from optlab.views.contrast import TEXT, apart
from optlab.views.style import BLUE, CHART, LIGHT, RED, Size, Theme
from optlab.views.words import number

ABOVE, BELOW = 0.76, 0.2  # the heights of the two rows, as parts of the chart's
BETWEEN = 0.42  # the height of the factors


def plot_chain(
    values: Mapping[str, float],
    slopes: Sequence[float],
    factors: Sequence[str],
    title: str,
    theme: Theme = LIGHT,
    size: Size = CHART,
) -> Chart:
    """Draw a chain of computations forwards, and the chain rule backwards below it (backpropagation).

    Args:
        values: of each quantity, by its formula, from a parameter to the loss; two or more.
        slopes: how much the loss changes for each unit of each quantity, in the same order; the last is 1.
        factors: what a slope is multiplied by to give the one before it, in words, from left to right.
        title: the finding, in a sentence.
        theme: light or dark.
        size: of the figure.

    Returns:
        A figure whose ``digest`` has all the values, and all the slopes from the last to the first.

    Raises:
        ValueError: fewer than two values, or slopes and factors that do not fit them.

    >>> print(plot_chain({"w": 3, "loss = w²": 9}, slopes=[6, 1], factors=["2w"], title="One link"))
    One link
    forwards: w is 3, loss = w² is 9
    backwards: 1, × 2w is 6
    """
    if not isinstance(values, Mapping) or len(values) < 2:
        raise ValueError(f"values is {shown(values)}: it must be a dict of two or more numbers, each by its formula")
    for name, given, count in (("slopes", slopes, len(values)), ("factors", factors, len(values) - 1)):
        if len(given) != count:
            raise ValueError(f"{name} has {len(given)}: there must be {count}, as there are {len(values)} values")
    chart = Chart(title, theme, size)
    with drawing(chart.settings):
        axes = chart.plot(xlim=(-1.1, len(values) - 0.5), ylim=(0, 1))
        axes.set_position((0.01, 0.02, 0.98, axes.get_position().y1 - 0.02))
        axes.set_axis_off()
        blue, red = (apart(theme[colour], theme.paper, TEXT) for colour in (BLUE, RED))
        along = [f"slope along {name.split(' = ')[0]}" for name in values]
        there = _row(axes, list(values), list(values.values()), ABOVE, blue, theme)
        back = _row(axes, along, slopes, BELOW, red, theme)
        for i, factor in enumerate(factors):
            _arrow(axes, there[i], there[i + 1], blue)
            _arrow(axes, back[i + 1], back[i], red)
            axes.text(i + 0.5, BETWEEN, f"× {factor}", ha="center", va="center", color=red)
        for words, height, colour in (("forwards", ABOVE, blue), ("backwards", BELOW, red)):
            axes.text(-1.08, height, words, va="center", color=colour, weight="bold")
    forwards = ", ".join(f"{name} is {value:.4g}" for name, value in values.items())
    steps = [f"× {factor} is {slope:.4g}" for factor, slope in zip(factors, slopes[:-1], strict=True)]
    backwards = ", ".join([f"{slopes[-1]:.4g}", *reversed(steps)])
    chart.digest = "\n".join([title, f"forwards: {forwards}", f"backwards: {backwards}"])
    return chart


def _row(
    axes: Axes, names: Sequence[str], numbers: Sequence[float], height: float, colour: str, theme: Theme
) -> list[Text]:
    box = {"boxstyle": "round,pad=0.5", "facecolor": theme.paper, "edgecolor": colour}
    said = [f"{name}\n{number(value)}" for name, value in zip(names, numbers, strict=True)]
    style = {"ha": "center", "va": "center", "bbox": box, "linespacing": 1.6}
    return [axes.text(i, height, words, **style) for i, words in enumerate(said)]


def _arrow(axes: Axes, begin: Text, end: Text, colour: str) -> None:
    ends = {"patchA": begin.get_bbox_patch(), "patchB": end.get_bbox_patch(), "shrinkA": 3, "shrinkB": 3}
    style = {"arrowstyle": "-|>", "color": colour, "lw": 2, "mutation_scale": 16, **ends}
    axes.annotate("", end.get_position(), begin.get_position(), arrowprops=style)
