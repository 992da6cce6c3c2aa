"""A picture in layers, from the back to the front: the ground, the ghosts of the runs, and what moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from optlab.values import Array
from optlab.views.scene.view import View


class Layers:
    """Keeps the pixels of the layers that stand still, so that a step draws only what moves.

    Args:
        canvas: that all is drawn on.
        views: of one figure, each with its ``ghosts`` and its ``movers``.
    """

    def __init__(self, canvas: FigureCanvasAgg, views: Sequence[View]) -> None:
        self.canvas, self.views = canvas, views
        self._ground: Any = None
        self._with_ghosts: Any = None

    def renew(self, ghosts: bool) -> None:
        """Draw the ghosts again, at step 0: they are those of other runs now."""
        self._with_ghosts = None
        self._fit(0, ghosts)

    def drawn(self, t: int, ghosts: bool) -> Array:
        """Step t as the pixels of the canvas itself, ``(height, width, 4)``."""
        self._fit(t, ghosts)
        self.canvas.restore_region(self._with_ghosts)
        renderer = self.canvas.get_renderer()
        for view in self.views:
            view.draw(t)
            for artist in view.movers:
                artist.draw(renderer)
        return np.asarray(self.canvas.buffer_rgba())

    def _fit(self, t: int, ghosts: bool) -> None:
        """Draw the ground and the ghosts again, if the axes are to be scaled otherwise for step t."""
        changed = [view.fit(t) for view in self.views]
        if self._ground is None or any(changed):
            self._with_ghosts = None
            self.canvas.draw()
            self._ground = self.canvas.copy_from_bbox(self.canvas.figure.bbox)
        if self._with_ghosts is None:
            self.canvas.restore_region(self._ground)
            for view in self.views:
                for artist in view.ghosts if ghosts else ():
                    view.axes.draw_artist(artist)
            self._with_ghosts = self.canvas.copy_from_bbox(self.canvas.figure.bbox)
