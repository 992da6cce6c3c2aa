"""The ground of two coordinates, seen in perspective."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap

from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.scene.contours import round_levels
from optlab.views.scene.ground import heights, walked
from optlab.views.scene.landscape import Landscape
from optlab.views.scene.projection import projected
from optlab.views.words import number

GRID = 97  # the grid has as many points along each coordinate
STEEP = 0.15  # roots are drawn as heights where half of the ground is below this part of the height
LIGHT_FROM = np.array([-0.5, -0.3, 0.81])


class Relief(Landscape):
    """The loss as the height of a surface, drawn once, with the paths on it."""

    def set_ground(self) -> None:
        (left, right), (bottom, top) = self.window
        x, y = np.linspace(left, right, GRID), np.linspace(bottom, top, GRID)
        self.grid = np.stack(np.meshgrid(x, y), axis=-1)
        f, self.floor, self.span = heights(self.objective, np.moveaxis(self.grid, -1, 0))
        self.root = bool(np.nanmedian((f - self.floor) / self.span) < STEEP)
        surface = self._block(self.grid, np.nan_to_num(f, nan=self.floor + self.span))
        self.mesh, near = projected(surface)
        corners = [self.mesh[:-1, :-1], self.mesh[:-1, 1:], self.mesh[1:, 1:], self.mesh[1:, :-1]]
        order = np.argsort(near[:-1, :-1].ravel(), kind="stable")  # what is nearer is drawn over what is behind it
        quads = np.stack(corners, axis=2).reshape(-1, 4, 2)[order]
        colours = self._colours(f, surface).reshape(-1, 4)[order]
        style = {"facecolors": colours, "edgecolors": colours, "linewidths": 0.3, "antialiaseds": False}
        self.scenery.append(self.axes.add_collection(PolyCollection([*quads], zorder=0.5, **style), autolim=False))
        self._frame()

    def place(self, positions: Array, losses: Array) -> Array:
        with np.errstate(all="ignore"):
            return projected(self._block(positions, losses))[0]

    def gone(self, trace: Trace, points: Array) -> Array:
        low, high = np.transpose(self.window)
        positions, _ = walked(trace, self.plane)
        return ~((positions >= low) & (positions <= high)).all(axis=1)

    def data(self, x: float, y: float) -> Array:
        away = np.abs(self.mesh - (x, y)).max(axis=-1)
        return super().data(*self.grid[np.unravel_index(np.argmin(away), away.shape)])

    def _block(self, positions: Array, losses: Array) -> Array:
        """Points of the ground with their losses, in the block that is projected."""
        low, high = np.transpose(self.window)
        ground = 2 * (positions - low) / (high - low) - 1
        height = np.clip((losses - self.floor) / self.span, 0, 1.5)
        return np.concatenate([ground, (np.sqrt(height) if self.root else height)[..., None]], axis=-1)

    def _colours(self, f: Array, surface: Array) -> Array:
        """One colour for each mesh: that of the map, darker where it turns from the light."""
        levels = round_levels(self.floor, self.span)
        terrain = LinearSegmentedColormap.from_list("terrain", self.theme.terrain, N=len(levels) - 1)
        bands = np.searchsorted(levels[1:-1], np.nan_to_num(f, nan=self.floor + self.span), side="right")
        normal = np.cross(surface[:-1, 1:] - surface[:-1, :-1], surface[1:, :-1] - surface[:-1, :-1])
        shade = (normal @ LIGHT_FROM / np.linalg.norm(normal, axis=-1)).clip(0, 1)
        light = (0.78 + 0.22 * shade) * (1.0 if self.theme.name == "light" else 1.5)
        colours = terrain(bands[:-1, :-1])
        colours[..., :3] = (colours[..., :3] * light[..., None]).clip(0, 1)
        return colours

    def _frame(self) -> None:
        """The edges of the block's ground that are nearest, with where they begin and end."""
        axes, theme = self.axes, self.theme
        ground, _ = projected(np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0]]))
        self.scenery += axes.plot(*ground.T, color=theme.muted, lw=self.size.line * 0.5, zorder=0.4)
        label = {"color": theme.ink, "size": self.size.letters(0.9)}
        for (start, end), name, (low, high), side in zip(
            ((ground[0], ground[1]), (ground[1], ground[2])),
            self.objective.coordinates,
            self.window,
            ("right", "left"),
            strict=True,
        ):
            for share, text in ((0.06, number(low)), (0.5, name), (0.94, number(high))):
                x, y = start + (end - start) * share
                shift = -0.05 if side == "right" else 0.05
                self.scenery.append(axes.text(x + shift, y - 0.06, text, ha=side, va="top", **label))
        if not self.movers:
            axes.set_axis_off()
            axes.set(xlim=(-1.6, 1.6), ylim=(-1.45, 1.1))
        height = "height: root of the loss" if self.root else "height: loss"
        note = {"transform": axes.transAxes, "ha": "right", "va": "top", "color": theme.muted}
        self.scenery.append(axes.text(1, 1, height, size=self.size.letters(0.8), **note))
