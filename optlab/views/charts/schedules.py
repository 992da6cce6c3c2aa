"""Schedules side by side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from optlab.values import Array, Schedule, as_number, as_whole, shown
from optlab.views.alone import drawing
from optlab.views.charts.chart import Chart
from optlab.views.charts.names import name_curves
from optlab.views.scene.graph import DASHES
from optlab.views.style import BLUE, CHART, GREEN, LIGHT, ORANGE, PURPLE, RED, SKY, Size, Theme

COLOURS = [BLUE, RED, GREEN, PURPLE, ORANGE, SKY]
MOST = len(COLOURS) * len(DASHES)  # as many curves can be told apart: every colour with every dash


def plot_schedules(
    schedules: Mapping[str, Schedule | float],
    steps: int,
    name: str = "learning_rate",
    title: str | None = None,
    theme: Theme = LIGHT,
    size: Size = CHART,
) -> Chart:
    """What each schedule gives at the steps 1, 2, …, ``steps``.

    Args:
        schedules: from 1 to 24, each by the name that the legend is to have. A number stands for itself at every step.
        steps: how many, at least 1.
        name: the hyperparameter that they are for.
        title: the finding, in a sentence; by default only what is drawn.
        theme: light or dark.
        size: of the figure.

    Returns:
        A figure whose ``digest`` has the first, the highest and the last value of each schedule.

    Raises:
        ValueError: no schedules, or one that gives anything but a finite number from 0 up.

    >>> from optlab.schedules import cosine, warmup
    >>> print(plot_schedules({"cosine": cosine(0.1, steps=90), "and warmup": warmup(cosine(0.1, 90), 10)}, 100))
    learning_rate over 100 steps
    cosine: 0.1 at step 1, at most 0.1 (step 1), 0 at step 100
    and warmup: 0.01 at step 1, at most 0.1 (step 10), 3.05e-05 at step 100
    """
    steps = as_whole("steps", steps, low=1)
    if not isinstance(schedules, Mapping) or not 1 <= len(schedules) <= MOST:
        raise ValueError(
            f"schedules is {shown(schedules)}: it must be a dict of 1 to {MOST} schedules, each by its name"
        )
    t = np.arange(1, steps + 1)
    curves = {label: _values(label, schedule, steps) for label, schedule in schedules.items()}
    title = title or f"{name} over {steps} steps"
    chart = Chart(title, theme, size)
    with drawing(chart.settings):
        drawn: list[Line2D] = []
        axes = chart.plot(xlabel="step", ylabel=name.replace("_", " "))
        for i, (label, values) in enumerate(curves.items()):
            dash = DASHES[(i + i // len(COLOURS)) % len(DASHES)]
            colour = theme[COLOURS[i % len(COLOURS)]]
            drawn += axes.plot(t, values, color=colour, ls=dash, label=str(label), marker="o" if steps == 1 else None)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_ylim(bottom=0)
        name_curves(chart, axes, drawn)
    chart.digest = "\n".join([title, *(f"{label}: {_words(values)}" for label, values in curves.items())])
    return chart


def _values(label: str, schedule: Schedule | float, steps: int) -> Array:
    at = schedule if callable(schedule) else lambda t: schedule
    return np.array([as_number(f"{label} at step {t}", at(t)) for t in range(1, steps + 1)])


def _words(values: Array) -> str:
    top = int(np.argmax(values))
    ends = f"{values[0]:.3g} at step 1", f"{values[-1]:.3g} at step {len(values)}"
    return f"{ends[0]}, at most {values[top]:.3g} (step {top + 1}), {ends[1]}"
