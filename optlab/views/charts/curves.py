"""Curves side by side: a finding, and the numbers that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from optlab.optimizers.rule import Rule
from optlab.values import Array, as_numbers, shown
from optlab.views.alone import drawing
from optlab.views.charts.chart import Chart
from optlab.views.charts.names import name_curves, name_marks
from optlab.views.scene.graph import DASHES
from optlab.views.style import CHART, LIGHT, PALETTE, Size, Theme, choice, own_look

COLOURS = [PALETTE[name] for name in ("blue", "red", "green", "purple", "orange", "sky")]
BAND = (10, 90)  # the band reaches between these percentiles of the seeds
MARKERS = 9  # a curve has as many markers
FEW = 6  # up to as many points have a tick each on a logarithmic axis
FARTHEST = 1e100  # the largest value that is drawn: matplotlib's logarithmic axes overflow beyond it


def plot_curves(
    x: Any,
    curves: Mapping[str, Any],
    title: str,
    xlabel: str,
    ylabel: str,
    xscale: str = "linear",
    yscale: str = "linear",
    ylim: tuple[float, float] | None = None,
    marks: Mapping[str, float] | None = None,
    dots: Sequence[str] = (),
    theme: Theme = LIGHT,
    size: Size = CHART,
) -> Chart:
    """Draw one or more quantities over the same x.

    Args:
        x: ``(points,)``.
        curves: the values of each by its name, ``(points,)``; or ``(points, seeds)``, of which the median is drawn as
            a line, and as a band what lies between the lowest and the highest tenth. A name that begins with
            a method's ("Adam", "momentum, rate 0.1") gets that method's colour and marker; the second of a method
            has other dashes, and beside bands, which have none, a colour of its own and no marker. What is infinite
            or NaN, or not above 0 on a logarithmic axis, is left out of the picture, and not out of the words.
        title: the finding, in a sentence.
        xlabel, ylabel: what the axes show.
        xscale, yscale: ``"linear"`` or ``"log"``.
        ylim: the lowest and highest y of the picture, which curves may leave; by default all that is finite.
        marks: values of x to mark with a vertical line, each by its name.
        dots: the names of curves to draw as dots, as measurements are drawn over a line that predicts them.
        theme: light or dark.
        size: of the figure.

    Returns:
        A figure whose ``digest`` has the title, and each curve's first, smallest and last value.

    Raises:
        ValueError: no curves, one of another length than x, or dots that are no curve's.

    >>> import numpy as np
    >>> from optlab import GradientDescent, parabola
    >>> from optlab.runs.sweep import sweep
    >>> rates = np.logspace(-3, 0, 40)
    >>> losses = sweep(GradientDescent(learning_rate=rates), parabola, steps=20)["loss"][-1]
    >>> words = {"title": "A half is best", "xlabel": "learning rate", "ylabel": "loss after 20 steps"}
    >>> print(plot_curves(rates, {"gradient descent": losses}, **words, xscale="log", yscale="log", marks={"1/λ": 0.5}))
    A half is best
    gradient descent: 92.3 at 0.001, smallest 2e-71 at 0.492, 100 at 1
    """
    x = as_numbers(x)
    if not isinstance(curves, Mapping) or not curves:
        raise ValueError(f"curves is {shown(curves)}: it must be a dict of one or more curves, each by its name")
    for label in dots:
        choice("dots", label, curves)
    values = {label: _values(label, y, x) for label, y in curves.items()}
    chart = Chart(title, theme, size)
    with drawing(chart.settings):
        drawn: list[Line2D] = []
        axes = chart.plot(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
        for (label, y), (colour, marker, dash) in zip(values.items(), _looks(values), strict=True):
            y = y if ylim is None else np.clip(y, -FARTHEST, FARTHEST)  # what leaves the picture is seen to leave
            y = np.where((np.abs(y) <= FARTHEST) & ((y > 0) | (yscale != "log")), y, np.nan)
            style = {"color": theme[colour], "marker": marker, "ls": dash, "markevery": max(1, len(x) // MARKERS)}
            if label in dots:
                style |= {"ls": "", "marker": marker or "o", "markevery": 1, "zorder": 3}
            if y.ndim == 2:
                low, high = np.percentile(y, BAND, axis=1)
                axes.fill_between(x, low, high, color=theme[colour], alpha=0.25, lw=0)
            drawn += axes.plot(x, _middle(y), label=label, **style)
        if xscale == "log" and len(x) <= FEW:
            axes.set_xticks(x)
        if ylim is not None:
            axes.set_ylim(*ylim)
        if len(values) > 1:
            name_curves(chart, axes, drawn)
        name_marks(chart, axes, marks or {})
    chart.digest = "\n".join([title, *(f"{label}: {_words(x, _middle(y))}" for label, y in values.items())])
    return chart


def _values(label: str, y: Any, x: Array) -> Array:
    y = np.asarray(y, dtype=float)
    if y.ndim not in (1, 2) or len(y) != len(x):
        raise ValueError(f"{label} has the shape {y.shape}: it must be ({len(x)},) as x is, or ({len(x)}, seeds)")
    return y


def _looks(values: Mapping[str, Array]) -> list[tuple[str, str, Any]]:
    """Colour, marker and dash of each. The second of a method has other dashes; a band has none to tell it by."""
    found: list[tuple[str, str, Any]] = []
    usual = {label: _method(label) for label in values}
    taken = {look[0] for look in usual.values() if look}
    free = [colour for colour in COLOURS if colour not in taken] or COLOURS
    others = count()
    for label, look in usual.items():
        second = look and any(look[0] == colour for colour, *_ in found)
        if not look or (second and values[label].ndim == 2):
            look = free[next(others) % len(free)], ""
        colour, marker = look
        found.append((colour, marker, DASHES[sum(colour == other for other, *_ in found) % len(DASHES)]))
    return found


def _method(label: str) -> tuple[str, str] | None:
    """The look of the method that a label begins with."""
    looks = {said: rule for rule in _rules(Rule) if rule.marker and rule.colour for said in (rule.__name__, rule.title)}
    named = [said for said in looks if label.casefold().startswith(said.casefold())]
    return own_look(looks[max(named, key=len)]) if named else None


def _rules(rule: type[Rule]) -> list[type[Rule]]:
    """Every rule that is made of this one, near or far, whoever wrote it."""
    return [found for below in rule.__subclasses__() for found in (below, *_rules(below))]


def _middle(y: Array) -> Array:
    return y if y.ndim == 1 else np.median(y, axis=1)


def _words(x: Array, y: Array) -> str:
    lowest = f", smallest {np.nanmin(y):.3g} at {x[np.nanargmin(y)]:.3g}" if not np.isnan(y).all() else ""
    return f"{y[0]:.3g} at {x[0]:.3g}{lowest}, {y[-1]:.3g} at {x[-1]:.3g}"
