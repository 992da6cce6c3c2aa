"""The first layer of a network that looks at images: what each unit looks for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from optlab.runs.trace import Trace
from optlab.training.network import Network
from optlab.training.panes import first_layer
from optlab.values import Array
from optlab.views.scene.view import View
from optlab.views.scene.whose import Whose
from optlab.views.style import BLUE, ORANGE, Size, Theme


class Weights(View):
    """The weights into each unit as a small image: orange where they are positive, blue where negative, paper at 0.

    All share one scale, that of the largest weight in the step that is shown.
    """

    def __init__(self, axes: Axes, network: Network, whose: Whose, theme: Theme, size: Size) -> None:
        super().__init__(axes)
        self.network, self.whose, self.theme = network, whose, theme
        axes.grid(False)
        axes.set_axis_off()
        self.title = axes.set_title(whose.title("the first layer's weights", "{}: first layer"), y=1.0)
        self.high, self.low, self.paper = (np.array(to_rgb(c)) for c in (theme[ORANGE], theme[BLUE], theme.paper))
        self.gap = np.array(to_rgb(theme.grid))
        blank = self._mosaic(network.start if network.start.ndim == 1 else network.start.reshape(network.dim, -1)[:, 0])
        self.image = self.mover(axes.imshow(blank, interpolation="nearest", aspect="equal"))

    def take(self, traces: Sequence[Trace], hidden: bool = False, moving: bool = False) -> None:
        self.positions = self.whose.points(traces)

    def fit(self, t: int) -> bool:
        return False

    def draw(self, t: int) -> None:
        self.image.set_data(self._mosaic(self.positions[t]))

    def _mosaic(self, w: Array) -> Array:
        """All images in rows, with lines between them, ``(height, width, 3)``."""
        images = np.nan_to_num(first_layer(self.network, w))
        part = (images / (np.abs(images).max() or 1.0))[..., None]
        painted = self.paper + np.where(part > 0, part * (self.high - self.paper), -part * (self.low - self.paper))
        count, side, _, _ = painted.shape
        columns = columns_for(count)
        rows = -(-count // columns)
        whole = np.broadcast_to(self.gap, (rows * (side + 1) + 1, columns * (side + 1) + 1, 3)).copy()
        for i, image in enumerate(painted):
            top, left = (1 + (side + 1) * place for place in divmod(i, columns))
            whole[top : top + side, left : left + side] = image
        return np.clip(whole, 0, 1)


def columns_for(count: int) -> int:
    """About one and a half times as many columns as rows, with few places left over.

    >>> columns_for(32), columns_for(16), columns_for(7)
    (8, 4, 4)
    """
    least = int(np.ceil(count**0.5))
    return min(range(least, 2 * least + 1), key=lambda n: (-count % n, abs(n - 1.3 * least)))


def shows_weights(network: object) -> bool:
    """Whether the features are the pixels of a square image."""
    return (
        isinstance(network, Network)
        and network.sizes[0] >= 9
        and round(network.sizes[0] ** 0.5) ** 2 == network.sizes[0]
    )
