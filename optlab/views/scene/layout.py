"""Where the landscape and the panels stand in a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from optlab.objectives.plane import plane_of
from optlab.runs.trace import Trace
from optlab.views.fonts import lines_of, width_of
from optlab.views.scene.answers import NAME as IMAGES
from optlab.views.scene.answers import Answers
from optlab.views.scene.contours import Contours
from optlab.views.scene.curve import Curve
from optlab.views.scene.data_line import NAME, DataLine
from optlab.views.scene.graph import Graph
from optlab.views.scene.landscape import Landscape
from optlab.views.scene.network_panes import network_panes, pane_of, samples_in_row
from optlab.views.scene.panel import Panel
from optlab.views.scene.places import Places
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
    """The landscape, if there is one, on the left; the panels on the right, one below the other.

    In a place of a slide that is nearly as high as wide, one panel is below the landscape.
    """
    objective, row = traces[0].objective, samples_in_row(panels)
    plane, pane = plane_of(objective), pane_of(objective)
    ground = objective if plane is None else plane.surface
    kind = KINDS.get((ground.dim, choice("view", seen, ("map", "perspective"))))
    panels = [panel for panel in panels if panel.name != IMAGES]

    def built(places: Places) -> tuple[Landscape | None, list[View]]:
        views: list[View] = []
        landscape, told = None, []
        if pane:
            views += network_panes(figure, places.ground_box(), traces, row, looks, theme, size, places.row_head)
        elif kind:
            axes = figure.add_axes(places.ground_box())
            rules = [trace.rule for trace in traces] if arrows and kind is not Relief else []
            landscape = kind(axes, objective, looks, theme, size, equal, rules)
            views.append(landscape)
        for i, panel in enumerate(panels):
            axes = figure.add_axes(places.panel_box(i))
            if i + 1 < len(panels):
                axes.tick_params(labelbottom=False)
            if panel.name == NAME:
                views.append(DataLine(axes, objective, looks, theme, size))
                views[-1].foot = size.fitted and i + 1 == len(panels)
                continue
            naming = landscape is None and i == 0
            title, names = panel.title(traces[0]), panel.curve_names(traces[0])
            known = size.fitted and names in told  # from a panel above
            told.append(names)
            views.append(Graph(axes, panel, title, names, looks, theme, size, naming, known))
            if i + 1 == len(panels) and size.fitted:
                views[-1].foot = True
            elif i + 1 == len(panels):
                axes.set_xlabel("step", labelpad=1)
        return landscape, views

    largest = float(np.abs(ground.window[-1]).max()) if kind is Contours else 0.0
    places = Places(size, bool(kind or pane), len(panels), stacks=kind is not None, largest=largest)
    landscape, views = built(places)
    if size.fitted:
        lines = {view: len(_title_lines(view, places)) for view in views}
        grounds = [lines[view] for view in views[: len(views) - len(panels)] if not isinstance(view, Answers)]
        if max(lines.values()) > 1:
            figure.clear()
            heads = [max(grounds, default=1)] * places.ground + [
                lines[view] for view in views[len(views) - len(panels) :]
            ]
            row_head = max((lines[view] for view in views if isinstance(view, Answers)), default=1)
            places = replace(places, heads=heads, row_head=row_head)
            landscape, views = built(places)
    for view in views:
        (_break_title if size.fitted else _shrink_title)(view, places)
        if size.fitted:
            _fit_ticks(view, size)
        view.movers.sort(key=Artist.get_zorder)
    return landscape, views


def _shrink_title(view: View, _: Places) -> None:
    """Make a title as small as its axes is wide."""
    points = float(view.title.get_fontsize())
    width = width_of(view.title.get_text(), points, bold=True) * view.axes.figure.dpi / DPI
    view.title.set_fontsize(points * min(1, view.axes.bbox.width / width))


def _title_lines(view: View, places: Places) -> list[str]:
    """The lines of a title that has as much room as the column of its axes, from the left edge of the numbers on."""
    box = view.axes.get_position(original=True).bounds
    width = (box[2] + places.overhang(box)) * places.size.width
    return lines_of(view.title.get_text(), float(view.title.get_fontsize()), width, bold=True)


def _break_title(view: View, places: Places) -> None:
    """Write a title in lines."""
    view.title.set_text("\n".join(_title_lines(view, places)))
    box, now = (
        view.axes.get_position(original=True).bounds,
        view.axes.get_position().bounds,
    )  # of an image it is smaller
    view.title.set_x((box[0] - places.overhang(box) - now[0]) / now[2])


def _fit_ticks(view: View, size: Size) -> None:
    """Have as many numbers on the axes as have room."""
    dots = DPI / view.axes.figure.dpi
    for axis, pixels in ((view.axes.xaxis, view.axes.bbox.width), (view.axes.yaxis, view.axes.bbox.height)):
        locator = axis.get_major_locator()
        if isinstance(locator, MaxNLocator):
            locator.set_params(nbins=min(5, size.most(pixels * dots, 3.4 if axis is view.axes.xaxis else 2.0)))
