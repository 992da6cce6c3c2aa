"""A map of a sweep: how each run ended, over learning rates and one thing more."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.patches import Patch

from optlab.runs.trace import Trace
from optlab.theory import stability_limit
from optlab.values import Array
from optlab.views.alone import drawing
from optlab.views.charts.chart import Chart
from optlab.views.style import BLUE, CHART, GREEN, LIGHT, ORANGE, PURPLE, RED, SKY, Size, Theme

BLACK = "#000000"
COLOURS = {
    "converged": BLUE,
    "still moving": SKY,
    "stuck": PURPLE,
    "oscillating": ORANGE,
    "hovering": GREEN,
    "worse": BLACK,
    "diverged": RED,
}


def sweep_map(trace: Trace, title: str | None = None, theme: Theme = LIGHT, size: Size = CHART) -> Chart:
    """Colour every run of a grid by its verdict; beyond the dashed line, theory says, none stays at the minimum.

    Args:
        trace: a sweep that has kept position, step and loss, with learning rates along one axis of its batch,
            ``(rates, 1)``. Along the other is another hyperparameter, ``(others,)``, or the start on an
            objective of one dimension, ``(1, others)``. Or the other way round.
        title: the finding, in a sentence; by default only what is drawn.
        theme: light or dark.
        size: of the figure.

    Returns:
        A figure whose ``digest`` says how many runs ended in which way.

    Raises:
        ValueError: a trace that is not such a grid.
        KeyError: a column that the sweep has not kept.

    >>> from optlab import GradientDescent, Momentum, bowl
    >>> from optlab.objectives import double_well
    >>> from optlab.runs.sweep import sweep
    >>> keep, rates = ("position", "step", "loss"), np.logspace(-2, 1, 30)[:, None]
    >>> figure = sweep_map(sweep(Momentum(learning_rate=rates, momentum=np.linspace(0, 0.95, 20)), bowl, 100, keep))
    >>> figure.axes[0].get_xlabel(), figure.axes[0].get_ylabel()
    ('learning rate', 'momentum')
    >>> starts = np.linspace(-2, 2, 4)[None]
    >>> print(sweep_map(sweep(GradientDescent(learning_rate=rates), double_well, 100, keep, start=starts)))
    tilted double well, learning_rate × start
    120 runs: 26 converged, 5 still moving, 20 stuck, 5 oscillating, 64 diverged
    """
    name, rates, others = _grid(trace)
    codes = np.select([trace.kinds == kind for kind in COLOURS], range(len(COLOURS)))
    seen = {kind: int((codes == i).sum()) for i, kind in enumerate(COLOURS) if (codes == i).any()}
    title = title or f"{trace.objective.name}, learning_rate × {name}"
    chart = Chart(title, theme, size)
    with drawing(chart.settings):
        axes = chart.plot(xscale="log", xlabel="learning rate", ylabel=name.replace("_", " "))
        colours = ListedColormap(list(COLOURS.values()))  # the same on every paper: lightened, two of them look alike
        norm = BoundaryNorm(np.arange(len(COLOURS) + 1) - 0.5, len(COLOURS))
        axes.pcolormesh(rates, others, codes, cmap=colours, norm=norm, shading="nearest", rasterized=True)
        handles = [Patch(color=COLOURS[kind], label=kind) for kind in seen]
        limit = stability_limit(trace.rule, trace.objective)
        if limit is not None:
            handles += axes.plot(*_line(limit, others), "--", color=theme.ink, label="theory's limit", scaley=False)
        axes.set_xlim(rates.min(), rates.max())
        axes.set_ylim(others.min(), others.max())
        chart.key(axes, handles=handles)
    counts = ", ".join(f"{count} {kind}" for kind, count in seen.items())
    chart.digest = f"{title}\n{codes.size} runs: {counts}"
    return chart


def _grid(trace: Trace) -> tuple[str, Array, Array]:
    """What stands on the other axis, and the rate and that of every run."""
    axes = {name: value for name, value in trace.rule.hyperparameters.items() if np.ndim(value)}
    starts = trace["position"][0]
    if len(starts) == 1 and np.ptp(starts) > 0:
        axes["start"] = starts[0]
    rates = axes.pop("learning_rate", None)
    if len(trace.batch) != 2 or rates is None or len(axes) != 1:
        wanted = (
            "it must be a grid of learning rates and another hyperparameter, or of rates and starts in one dimension"
        )
        raise ValueError(f"trace is a batch of shape {trace.batch}: {wanted}")
    ((name, others),) = axes.items()
    return name, np.broadcast_to(rates, trace.batch), np.broadcast_to(others, trace.batch)


def _line(limit: float | Array, others: Array) -> tuple[Array, Array]:
    """The limit's rate for each value of the other hyperparameter, in order."""
    rates = np.broadcast_to(limit, others.shape).ravel()
    order = np.argsort(others.ravel(), kind="stable")
    return rates[order], others.ravel()[order]
