"""A network of layers, and its gradient by backpropagation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optlab.training.judged import Judged
from optlab.training.layers import ACTIVATIONS, INITIALIZATIONS, LOSSES, batch_last
from optlab.training.samples import Samples, as_samples, as_sizes
from optlab.values import Array, as_choice

ROOM = 1.0  # the window reaches this far on both sides of 0


class Network(Judged):
    """Layers, each a = activation(W·a₋ + b); the last gives its z as it is. (Rumelhart, Hinton & Williams 1986)

    A point holds all weights and biases, one after the other: ``parameters`` says in which order. A
    batch of points is a batch of networks, computed at once. Sums are numpy's matrix products, so a
    batch equals its runs to 1e-10, not to the last digit.

    Args:
        sizes: units of each layer, from the features of X to the outputs, such as [64, 32, 10].
        data: samples with an ``X`` ``(rows, features)`` and a ``y`` ``(rows,)``.
        activation: of the layers between: "tanh" or "relu".
        loss: "cross-entropy" of a softmax, for labels; or "squared error", ½ Σ (z − y)², for numbers
            (one output, or a column of y for each) or for labels (y is then 1 at the label, 0 elsewhere).
        initialization: how the weights are drawn: "xavier", "he" or "lecun"; or badly on purpose:
            "zeros", "small" (deviation 0.001) or "large" (deviation 1). Biases begin at 0.
        seed: draws the weights. An array of seeds makes a batch of runs, one a seed.
        precision: "double" or "single", of the start and so of all that follows.

    Raises:
        ValueError: sizes that do not fit the data, labels out of range, or an unknown name.

    >>> from optlab.training import digits
    >>> net = Network([64, 32, 10], digits().train)
    >>> net.dim, net.parameters["weights1"], round(float(net.loss(net.start)), 1)
    (2410, (32, 64), 2.5)
    """

    def __init__(
        self,
        sizes: Sequence[int],
        data: Samples,
        activation: str = "tanh",
        loss: str = "cross-entropy",
        initialization: str = "xavier",
        seed: int | Array = 0,
        precision: str = "double",
    ) -> None:
        data = as_samples("data", data)
        self.sizes = as_sizes(sizes, data)
        self.activation = as_choice("activation", activation, ACTIVATIONS)
        self.loss_kind = as_choice("loss", loss, LOSSES)
        self.initialization = as_choice("initialization", initialization, INITIALIZATIONS)
        self.precision = as_choice("precision", precision, ("double", "single"))
        self.name = f"a {'-'.join(map(str, self.sizes))} {self.activation} network"
        self._draw(seed)
        self.window = ((-ROOM, ROOM),) * self.dim
        self._take(data)

    def value(self, w: Array, rows: Any = slice(None)) -> Array:
        """The mean loss of the chosen rows, ``(*batch)``."""
        x, y = self._columns(w, rows)
        z = self._outputs(w, x)
        return LOSSES[self.loss_kind].value(z, y).mean(axis=-1)

    def gradient(self, w: Array, rows: Any = slice(None)) -> Array:
        """The mean of the chosen rows' gradients, by backpropagation: δ is the slope along the z of a layer."""
        x, y = self._columns(w, rows)
        layers, gradient = self._layers(w), batch_last(np.empty((*w.shape[1:], len(w)), w.dtype))
        a = self._forward(layers, x)
        delta = LOSSES[self.loss_kind].slope(a[-1], y) / x.shape[-1]
        for k, (along_W, along_b) in reversed([*enumerate(self._layers(gradient))]):
            np.matmul(delta, a[k].mT, out=along_W)
            np.sum(delta, axis=-1, keepdims=True, out=along_b)
            if k:
                W, _ = layers[k]
                delta = W.mT @ delta
                delta *= ACTIVATIONS[self.activation].slope(a[k])
        return gradient

    def _forward(self, layers: list[tuple[Array, Array]], x: Array) -> list[Array]:
        """What each layer gives, ``(*batch, units, rows)``: a[0] is x, a[-1] the z of the last."""
        a = [x]
        for k, (W, b) in enumerate(layers, start=1):
            z = W @ a[-1]
            z += b
            a.append(z if k == len(layers) else ACTIVATIONS[self.activation].a(z))
        return a
