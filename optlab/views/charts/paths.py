"""Paths on their landscapes, seen from above, with units as long in both directions."""

from __future__ import annotations

from collections.abc import Mapping

from optlab.runs.trace import Trace
from optlab.values import shown
from optlab.views.alone import drawing
from optlab.views.charts.chart import BOTTOM, LEFT, LINE, Chart
from optlab.views.scene.contours import Contours
from optlab.views.style import CHART, LIGHT, Size, Theme, look

MOST = 3  # as many maps fit side by side


def plot_paths(paths: Mapping[str, Trace], title: str, theme: Theme = LIGHT, size: Size = CHART) -> Chart:
    """Draw one map or several side by side, each with the path of a run on it.

    A unit is as long upwards as it is to the right, so a right angle looks like one.

    Args:
        paths: from 1 to 3 single runs on objectives of two coordinates, each by its name.
        title: the finding, in a sentence.
        theme: light or dark.
        size: of the figure.

    Returns:
        A figure whose ``digest`` has where each path begins and ends.

    Raises:
        ValueError: no runs or too many, a batch of runs, or an objective that has not two coordinates.

    >>> from optlab import GradientDescent, bowl, run
    >>> print(plot_paths({"rate 0.1": run(GradientDescent(0.1), bowl, steps=20)}, title="Across, then along"))
    Across, then along
    rate 0.1: from (-5, -2) to (-3.34, -7.31e-05) in 20 steps
    """
    if not isinstance(paths, Mapping) or not 1 <= len(paths) <= MOST:
        raise ValueError(f"paths is {shown(paths)}: it must be a dict of 1 to {MOST} runs, each by its name")
    for name, trace in paths.items():
        if trace.batch or trace.objective.dim != 2:
            raise ValueError(f"paths[{name!r}] is {shown(trace)}: it must be a single run of two coordinates")
    chart = Chart(title, theme, size)
    width, height = chart.em
    bottom, top = BOTTOM * height, 1 - height * LINE * (len(chart.headline) + 1.5)
    part = 1 / len(paths)
    with drawing(chart.settings):
        for i, (name, trace) in enumerate(paths.items()):
            box = (i * part + LEFT * width, bottom, part - LEFT * width - 0.02, top - bottom)
            axes = chart.add_axes(box)
            ground = Contours(axes, trace.objective, [look(trace.rule)], theme, size, equal=True)
            ground.title.set_text(name)
            ground.take([trace], moving=True)  # a path that leaves does not have the picture zoomed out
            ground.fit(trace.steps)
            ground.draw(trace.steps)
    chart.digest = "\n".join([title, *(f"{name}: {_words(trace)}" for name, trace in paths.items())])
    return chart


def _words(trace: Trace) -> str:
    ends = (", ".join(f"{x:.3g}" for x in trace["position"][t]) for t in (0, -1))
    return "from ({}) to ({}) in {} steps".format(*ends, trace.steps)
