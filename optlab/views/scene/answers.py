"""A row of images, and what the networks of the runs say of each now."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from optlab.runs.trace import Trace
from optlab.training.network import Network
from optlab.training.panes import as_images, shown_samples
from optlab.training.samples import Samples
from optlab.values import Array
from optlab.views.contrast import TEXT, apart
from optlab.views.scene.view import View, Word
from optlab.views.scene.whose import Whose
from optlab.views.style import RED, Size, Theme

NAME = "images"  # the name of the panel that asks for it
COUNT = 10  # the row has as many images
GAP = 0.14  # room between two images, each of the width 1
RIGHT, WRONG = "✓", "✗"


class Answers(View):
    """Images in a row, and below each what the networks say that it is: with ✓ if that is its label, else with ✗.

    Where there is one network, a frame is around each that it does not get right. One that has diverged says "?".
    """

    def __init__(
        self,
        axes: Axes,
        network: Network,
        samples: Samples,
        whose: Sequence[Whose],
        colours: Sequence[str],
        theme: Theme,
        size: Size,
        count: int = COUNT,
    ) -> None:
        super().__init__(axes)
        self.network, self.samples, self.whose, self.theme, self.size = network, samples, whose, theme, size
        self.colours = (
            [theme.ink] if len(whose) == 1 else [apart(theme[colour], theme.paper, TEXT) for colour in colours]
        )
        self.count = min(count, len(samples))
        self.truth = samples.y[: self.count]
        axes.grid(False)
        axes.set_axis_off()
        names = [one.name for one in whose if one.name]
        who = ", then ".join(names) or "it"
        self.title = axes.set_title(f"validation images: what {who} says", y=1.0)
        shade = "gray_r" if theme.name == "light" else "gray"
        for i, image in enumerate(as_images(samples.X[: self.count])):
            left = i * (1 + GAP)
            axes.imshow(image, cmap=shade, vmin=0, extent=(left, left + 1, 0, 1))
        axes.set(xlim=(-GAP, count * (1 + GAP)), ylim=(0, 1))
        axes.set_aspect("equal", anchor="NW")
        frame = {"color": theme[RED], "lw": 1.1 * size.line, "clip_on": False, "solid_joinstyle": "miter"}
        (self.frames,) = axes.plot([], [], **frame)
        self.mover(self.frames)

    def take(self, traces: Sequence[Trace], hidden: bool = False, moving: bool = False) -> None:
        self.points = [one.points(traces) for one in self.whose]

    def fit(self, t: int) -> bool:
        return False

    def draw(self, t: int) -> None:
        self.said = [self._said(points[t]) for points in self.points]
        framed = self.said[0] != self.truth if len(self.whose) == 1 else ()
        wrong = np.flatnonzero(framed) * (1 + GAP)
        box = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (np.nan, np.nan)])
        corners = (box + np.column_stack([wrong, 0 * wrong])[:, None]).reshape(-1, 2)
        self.frames.set_data(*corners.T)

    def words(self, t: int) -> list[Word]:
        found = []
        for line, (said, colour) in enumerate(zip(self.said, self.colours, strict=True)):
            for i, (label, truth) in enumerate(zip(said.tolist(), self.truth.tolist(), strict=True)):
                x, y = self.pixel(np.array([i * (1 + GAP) + 0.5, 0.0]))
                y += self.size.text * (0.5 + 1.5 * line)
                text = f"{label if label >= 0 else '?'} {RIGHT if label == truth else WRONG}"
                found.append(Word(x, y, text, colour, "ma"))
        return found

    def _said(self, w: Array) -> Array:
        with np.errstate(all="ignore"):
            row = shown_samples(self.network, w, self.samples, self.count)
        return np.where(np.isnan(row.probabilities).any(axis=1), -1, row.said)
