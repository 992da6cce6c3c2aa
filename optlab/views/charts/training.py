"""How a training run went: four quantities over its steps, beside those of another run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from optlab.training.train import Training
from optlab.values import Array
from optlab.views.alone import drawing
from optlab.views.charts.chart import Chart
from optlab.views.style import BLUE, CHART, GREEN, LIGHT, ORANGE, Size, Theme
from optlab.views.words import number

TALL = 1.4  # the height, in heights of a chart with one picture
ENOUGH = 1e9  # the largest value that is drawn


class Pane(NamedTuple):
    """A picture of the four: its headline, its scale, and its curves: name in the record, words, colour, dashes."""

    title: str
    scale: str
    curves: tuple[tuple[str, str, str, str], ...]


GRADIENT = "length of the gradient"
TRAINED, VALIDATED = ("training images", BLUE, "-"), ("validation images", ORANGE, "--")
PANES = (
    Pane("loss", "log", (("batch_loss", "a batch", GREEN, ":"), ("loss", *TRAINED), ("validation_loss", *VALIDATED))),
    Pane("accuracy", "linear", (("accuracy", *TRAINED), ("validation_accuracy", *VALIDATED))),
    Pane(GRADIENT, "log", (("gradient_norm", "", GREEN, "-"),)),
    Pane("length of the weights", "linear", (("weight_norm", "", BLUE, "-"),)),
)


def plot_training(
    training: Training,
    title: str,
    beside: Training | None = None,
    theme: Theme = LIGHT,
    size: Size = CHART,
) -> Chart:
    """Draw the loss, the accuracy, the length of the gradient and the length of the weights of one run.

    Args:
        training: of one run (no batch of runs), with all that `train` can watch.
        title: the finding, in a sentence.
        beside: another run, drawn in grey behind it.
        theme: light or dark.
        size: of the figure; it is made taller for the four pictures.

    Raises:
        ValueError: a batch of runs.
        KeyError: something that was not watched.

    >>> from optlab.training.recipe import Recipe
    >>> print(plot_training(Recipe(steps=30).trained(), title="Most of it is learned in 30 steps"))
    Most of it is learned in 30 steps
    loss: training images 2.33 → 0.883, validation images 2.35 → 0.9, a batch 2.2 → 1
    accuracy: training images 0.165 → 0.823, validation images 0.144 → 0.839
    length of the gradient: 0.761 → 0.838
    length of the weights: 9.16 → 10
    clipped in 0 % of steps
    """
    if training["loss"].ndim != 1:
        raise ValueError(f"training is a batch of runs of shape {training['loss'].shape[1:]}: it must be one run")
    chart = Chart(title, theme, size._replace(height=round(TALL * size.height)))
    with drawing(chart.settings):
        for place, pane in enumerate(PANES):
            axes = chart.plot(place=(place % 2, place // 2), yscale=pane.scale, xlabel="update" if place > 1 else "")
            axes.set_title(f"gradient: {_clipped(training)}" if pane.title == GRADIENT else pane.title)
            if beside is not None:
                for name, *_ in pane.curves[-2:]:
                    _draw(axes, beside.t, beside[name], color=theme.muted, ls="-", lw=0.6 * size.line, alpha=0.6)
            for name, words, colour, dashes in pane.curves:
                _draw(axes, training.t, training[name], label=words, color=theme[colour], ls=dashes, marker="")
            if pane.title == "loss":
                chart.line_of_names(axes.lines[-len(pane.curves) :])
            if pane.scale == "linear":
                axes.set_ylim(bottom=0, top=1.03 if pane.title == "accuracy" else None)
    chart.digest = "\n".join([title, *(_words(pane, training) for pane in PANES), _clipped(training)])
    return chart


def share_clipped(training: Training) -> float:
    """In what part of all steps clipping acted."""
    return float(np.average(training["clipped"][1:], weights=np.diff(training.t), axis=0))


def _draw(axes: Axes, t: Array, y: Array, **style: object) -> None:
    axes.plot(t, np.where(np.abs(y) < ENOUGH, y, np.nan), **style)  # type: ignore[arg-type]


def _words(pane: Pane, training: Training) -> str:
    def one(name: str, words: str) -> str:
        y = training[name]
        first, last = y[~np.isnan(y)][[0, -1]] if not np.isnan(y).all() else (np.nan, np.nan)
        return f"{words} {number(first)} → {number(last)}".strip()

    order = [*pane.curves[1:], pane.curves[0]] if len(pane.curves) == 3 else pane.curves
    return f"{pane.title}: " + ", ".join(one(name, words) for name, words, *_ in order)


def _clipped(training: Training) -> str:
    return f"clipped in {100 * share_clipped(training):.0f} % of steps"
