"""A map: a number for every pair of two settings, as colours and as figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import Normalize

from optlab.values import as_numbers
from optlab.views.alone import drawing
from optlab.views.charts.chart import Chart
from optlab.views.style import CHART, LIGHT, Size, Theme
from optlab.views.words import number

COLOURS = "cividis"  # a colour map that looks alike with and without colour-blindness


def plot_table(
    x: Sequence[float],
    y: Sequence[float],
    values: Any,
    title: str,
    xlabel: str,
    ylabel: str,
    theme: Theme = LIGHT,
    size: Size = CHART,
) -> Chart:
    """Draw a number for each pair of two settings; the lowest of each row is framed.

    Args:
        x, y: the settings, ``(columns,)`` and ``(rows,)``.
        values: ``(rows, columns)``; what is infinite or NaN has no colour.
        title: the finding, in a sentence.
        xlabel, ylabel: what the settings are.
        theme: light or dark.
        size: of the figure.

    Returns:
        A figure whose ``digest`` has the title and every row's lowest value.

    Raises:
        ValueError: values of another shape.

    >>> print(plot_table([1, 10], [0.1, 0.2], [[3, 2], [1, 4]], title="It depends", xlabel="rate", ylabel="decay"))
    It depends
    decay 0.1: lowest 2 at rate 10
    decay 0.2: lowest 1 at rate 1
    """
    columns, lines, values = as_numbers(x), as_numbers(y), as_numbers(values)
    if values.shape != (len(lines), len(columns)):
        raise ValueError(
            f"values has the shape {values.shape}: it must be ({len(lines)}, {len(columns)}), as y and x are"
        )
    chart = Chart(title, theme, size)
    finite = values[np.isfinite(values)]
    shade = Normalize(finite.min(), finite.max()) if finite.size else Normalize(0, 1)
    best = [int(np.nanargmin(np.where(np.isfinite(row), row, np.inf))) for row in values]
    with drawing(chart.settings):
        axes = chart.plot(xlabel=xlabel, ylabel=ylabel)
        axes.pcolormesh(np.where(np.isfinite(values), values, np.nan), cmap=COLOURS, norm=shade, rasterized=True)
        for (i, j), value in np.ndenumerate(values):
            known = np.isfinite(value)
            light = known and sum(colormaps[COLOURS](shade(value))[:3]) > 1.4
            ink = "#000000" if light else "#FFFFFF" if known else theme.ink
            place: dict[str, Any] = {
                "ha": "center",
                "va": "center",
                "color": ink,
                "weight": "bold" if j == best[i] else "normal",
            }
            axes.text(j + 0.5, i + 0.5, f"[{number(value)}]" if j == best[i] else number(value), **place)
        axes.set_xticks(np.arange(len(columns)) + 0.5, map(number, columns))
        axes.set_yticks(np.arange(len(lines)) + 0.5, map(number, lines))
        axes.grid(False)
    rows = [
        f"{ylabel} {number(lines[i])}: lowest {number(values[i, j])} at {xlabel} {number(columns[j])}"
        for i, j in enumerate(best)
    ]
    chart.digest = "\n".join([title, *rows])
    return chart
