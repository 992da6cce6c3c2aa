"""The ground of two coordinates, seen from above."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from optlab.values import Array
from optlab.views.contrast import mix
from optlab.views.scene.ground import heights, plain_ticks
from optlab.views.scene.landscape import Landscape
from optlab.views.scene.zoom import with_equal_units

GRID = 121  # the grid has as many points along each coordinate
LEVELS = 16
NUMBERED = (4, 8, 12)  # the levels that have their loss written on them


class Contours(Landscape):
    """Lines of equal loss over two coordinates, the minima starred."""

    def framed(self, window: tuple, equal: bool) -> tuple:
        return with_equal_units(window, self.axes.bbox.width, self.axes.bbox.height) if equal else window

    def set_ground(self) -> None:
        axes, ((left, right), (bottom, top)) = self.axes, self.window
        x, y = np.linspace(left, right, GRID), np.linspace(bottom, top, GRID)
        f, floor, span = heights(self.objective, np.stack(np.meshgrid(x, y)))
        levels = round_levels(floor, span)
        terrain = LinearSegmentedColormap.from_list("terrain", self.theme.terrain, N=len(levels) - 1)
        bands = np.where(np.isnan(f), np.nan, np.searchsorted(levels[1:-1], f, side="right"))
        edges = np.arange(len(levels)) - 0.5
        self.scenery.append(axes.contourf(x, y, bands, cmap=terrain, levels=edges, zorder=0.5))
        if np.nanmax(f, initial=floor) > floor:
            line = {"colors": [self._line_colour()], "linewidths": self.size.line * 0.25, "zorder": 0.6}
            self.scenery.append(axes.contour(x, y, f, levels=levels[1:], **line))
        axes.set(xlim=(left, right), ylim=(bottom, top))
        if not self.movers:
            self._set_axes()

    def _set_axes(self) -> None:
        axes, names = self.axes, self.objective.coordinates
        axes.set_xlabel(names[0], labelpad=1, loc="right")
        axes.set_ylabel(names[1], labelpad=1)
        axes.grid(False)
        plain_ticks(axes)

    def _line_colour(self) -> str:
        return mix(self.theme.terrain[0], self.theme.ink, 0.35 if self.theme.name == "light" else 0.2)

    def place(self, positions: Array, losses: Array) -> Array:
        return positions


def round_levels(floor: float, span: float) -> Array:
    """Heights for contour lines, rising: closer together near the floor, where runs end, and round numbers."""
    offsets = span * np.linspace(0, 1, LEVELS)[1:] ** 3
    units = 10.0 ** np.floor(np.log10(offsets))
    units = np.where(offsets < 3 * units, units / 2, units)[:-1]
    rounded = np.round((floor + offsets[:-1]) / units) * units
    return np.unique([floor, *rounded[(rounded > floor) & (rounded < floor + span)], floor + span])
