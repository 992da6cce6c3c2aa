"""A map of a sweep: how each run ended, over two hyperparameters."""

from __future__ import annotations

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from optlab.endings import endings
from optlab.rule import Array
from optlab.theory import stability_limit
from optlab.trace import Trace
from optlab.views.style import BLUE, DPI, LIGHT, ORANGE, PURPLE, RED, SIZES, SKY, Size, Theme, rc

KINDS = {"converged": BLUE, "still moving": SKY, "stuck": PURPLE, "oscillating": ORANGE, "diverged": RED}


def sweep_map(trace: Trace, theme: Theme = LIGHT, size: Size = SIZES["normal"]) -> Figure:
    """Colour every run of a grid by its verdict; beyond the dashed line theory says that runs diverge.

    Args:
        trace: a sweep of learning rates, ``(rates, 1)``, and another hyperparameter, ``(others,)``, or the
            other way round, that has kept position, step and loss.
        theme: light or dark.
        size: of the figure.

    Raises:
        ValueError: a trace that is not such a grid.
        KeyError: a column that the sweep has not kept.

    >>> from optlab import Momentum, bowl
    >>> from optlab.sweep import sweep
    >>> rates, momenta = np.logspace(-2, 1, 30)[:, None], np.linspace(0, 0.95, 20)
    >>> rule = Momentum(learning_rate=rates, momentum=momenta)
    >>> figure = sweep_map(sweep(rule, bowl, 100, keep=("position", "step", "loss")))
    >>> figure.axes[0].get_xlabel(), figure.axes[0].get_ylabel()
    ('learning_rate', 'momentum')
    """
    arrays = {name: value for name, value in trace.rule.hyperparameters.items() if np.ndim(value)}
    other = [name for name in arrays if name != "learning_rate"]
    if len(trace.batch) != 2 or len(other) != 1 or "learning_rate" not in arrays:
        raise ValueError(f"trace is a batch of shape {trace.batch}: it must be a grid of rates and one hyperparameter")
    rates, others = (np.broadcast_to(arrays[name], trace.batch) for name in ("learning_rate", *other))
    codes = np.select([endings(trace)[0] == kind for kind in KINDS], range(len(KINDS)))
    with rc_context(rc(theme, size)):
        figure = Figure((size.width / DPI, size.height / DPI), dpi=DPI, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        colours = ListedColormap([theme[colour] for colour in KINDS.values()])
        norm = BoundaryNorm(np.arange(len(KINDS) + 1) - 0.5, len(KINDS))
        axes.pcolormesh(rates, others, codes, cmap=colours, norm=norm, shading="nearest", rasterized=True)
        limit = stability_limit(trace.rule, trace.objective)
        seen = [Patch(color=theme[KINDS[kind]], label=kind) for i, kind in enumerate(KINDS) if (codes == i).any()]
        if limit is not None:
            seen += axes.plot(*_line(limit, others), "--", color=theme.ink, label="theory's limit", scaley=False)
        axes.set(xscale="log", xlabel="learning_rate", ylabel=other[0], title=trace.objective.name)
        axes.set_xlim(rates.min(), rates.max())
        axes.set_ylim(others.min(), others.max())
        figure.legend(handles=seen, loc="outside right upper")
    return figure


def _line(limit: float | Array, others: Array) -> tuple[Array, Array]:
    """The limit's rate for each value of the other hyperparameter, in order."""
    rates = np.broadcast_to(limit, others.shape).ravel()
    order = np.argsort(others.ravel(), kind="stable")
    return rates[order], others.ravel()[order]
