"""What is drawn of networks in the place of a landscape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.figure import Figure

from optlab.runs.trace import Trace
from optlab.training.network import Network
from optlab.training.samples import Samples
from optlab.training.watched import part_of
from optlab.views.contrast import TEXT, apart
from optlab.views.scene.answers import COUNT, NAME, Answers
from optlab.views.scene.boundary import Boundary, shows_boundary
from optlab.views.scene.panel import Panel
from optlab.views.scene.places import TITLE
from optlab.views.scene.view import Box, View
from optlab.views.scene.weights import Weights, shows_weights
from optlab.views.scene.whose import shown_of
from optlab.views.style import Size, Theme

PANES: tuple[tuple[Any, Any], ...] = ((Boundary, shows_boundary), (Weights, shows_weights))
BETWEEN = 0.03  # room between two networks, as a part of the figure's width


def pane_of(objective: object) -> Any:
    """The kind of pane for a network; None where there is no such picture."""
    network = part_of(objective, Network)
    return next((pane for pane, shows in PANES if shows(network)), None)


def samples_in_row(panels: Iterable[Panel]) -> Samples | None:
    """The samples that are shown in a row with what is said of them; None if no panel asks for that."""
    return next((panel.validation for panel in panels if panel.name == NAME), None)


def network_panes(
    figure: Figure,
    box: Box,
    traces: Sequence[Trace],
    row: Samples | None,
    looks: Sequence,
    theme: Theme,
    size: Size,
    head: int = 1,
) -> list[View]:
    """The networks of one run or two, side by side; of more runs that of the first. Below them the row of images.

    Args:
        figure: where they are drawn.
        box: left, bottom, width and height of the room they have, as parts of the figure.
        traces: the runs.
        row: see `samples_in_row`.
        looks: colour and marker of each run.
        theme, size: of the picture.
        head: how many lines the title of the row has.
    """
    network, kind, whose = part_of(traces[0].objective, Network), pane_of(traces[0].objective), shown_of(traces)
    left, bottom, width, height = box
    if kind is Weights:  # it has no axis, and needs no room for numbers
        spare = left - 1.2 * size.text / size.width
        left, width = left - spare, width + spare
    views: list[View] = []
    if row is not None:
        count = min(COUNT, size.most(width * size.width, 2.3))  # as many as have room for what is said of each
        line, tall = 1.6 * size.text / size.height, width * size.width / size.height / (1.15 * count)
        axes = figure.add_axes((left, bottom + line * len(whose), width, tall))
        colours = [colour for colour, _ in looks[: len(whose)]]
        views.append(Answers(axes, network, row, whose, colours, theme, size, count))
        used = tall + line * (len(whose) + 2.2) + (head - 1) * TITLE * size.text / size.height
        bottom, height = bottom + used, height - used
    wide = (width - BETWEEN * (len(whose) - 1)) / len(whose)
    for i, one in enumerate(whose):
        axes = figure.add_axes((left + i * (wide + BETWEEN), bottom, wide, height))
        if i:
            axes.tick_params(labelleft=False)
        views.append(kind(axes, network, one, theme, size))
        if one.name:
            views[-1].title.set_color(apart(theme[looks[i][0]], theme.paper, TEXT))
    return views
