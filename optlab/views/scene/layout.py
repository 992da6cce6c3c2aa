"""Where the landscape and the panels stand in a figure."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from optlab.objectives.plane import plane_of
from optlab.runs.trace import Trace
from optlab.views.fonts import width_of
from optlab.views.scene.answers import NAME as IMAGES
from optlab.views.scene.contours import Contours
from optlab.views.scene.curve import Curve
from optlab.views.scene.data_line import NAME, DataLine
from optlab.views.scene.graph import Graph
from optlab.views.scene.landscape import Landscape
from optlab.views.scene.network_panes import network_panes, pane_of, samples_in_row
from optlab.views.scene.panel import Panel
from optlab.views.scene.relief import Relief
from optlab.views.scene.view import View
from optlab.views.style import DPI, Size, Theme, choice

KINDS = {  # by the number of coordinates, of which there is no landscape if there are more, and by the view
    (1, "map"): Curve,
    (1, "perspective"): Curve,
    (2, "map"): Contours,
    (2, "perspective"): Relief,
}


def lay_out(
    figure: Figure,
    traces: Sequence[Trace],
    panels: Sequence[Panel],
    looks: Sequence,
    theme: Theme,
    size: Size,
    arrows: bool = False,
    seen: str = "map",
    equal: bool = False,
) -> tuple[Landscape | None, list[View]]:
    """The landscape, if there is one, on the left; the panels on the right, one below the other."""
    objective = traces[0].objective
    margin_x, margin_y = 5.7 * size.text / size.width, 4.6 * size.text / size.height
    top = 1 - 2.9 * size.text / size.height
    plane, pane = plane_of(objective), pane_of(objective)
    dim = objective.dim if plane is None else plane.surface.dim
    kind = KINDS.get((dim, choice("view", seen, ("map", "perspective"))))
    row = samples_in_row(panels)
    panels = [panel for panel in panels if panel.name != IMAGES]
    left = 0.54 if (kind or pane) and panels else 1.0 if kind or pane else 0.0
    views: list[View] = []
    landscape = None
    box = margin_x, margin_y, left - margin_x - 0.02, top - margin_y
    if pane:
        views += network_panes(figure, box, traces, row, looks, theme, size)
    elif kind:
        axes = figure.add_axes(box)
        rules = [trace.rule for trace in traces] if arrows and kind is not Relief else []
        landscape = kind(axes, objective, looks, theme, size, equal, rules)
        views.append(landscape)
    gap = 3.2 * size.text / size.height
    height = (top - margin_y + gap) / max(1, len(panels))
    for i, panel in enumerate(panels):
        box = (left + margin_x, top - (i + 1) * height + gap, 1 - left - margin_x - 0.025, height - gap)
        axes = figure.add_axes(box)
        if panel.name == NAME:
            axes.tick_params(labelbottom=i + 1 == len(panels))
            views.append(DataLine(axes, objective, looks, theme, size))
            continue
        if i + 1 == len(panels):
            axes.set_xlabel("step", labelpad=1)
        else:
            axes.tick_params(labelbottom=False)
        naming = landscape is None and i == 0
        title, names = panel.title(traces[0]), panel.curve_names(traces[0])
        views.append(Graph(axes, panel, title, names, looks, theme, size, naming))
    for view in views:
        _fit_title(view)
        view.movers.sort(key=Artist.get_zorder)
    return landscape, views


def _fit_title(view: View) -> None:
    """Make a title as small as its axes is wide."""
    points = float(view.title.get_fontsize())
    width = width_of(view.title.get_text(), points, bold=True) * view.axes.figure.dpi / DPI
    view.title.set_fontsize(points * min(1, view.axes.bbox.width / width))
