"""What a network knows of its data and says about them."""

from __future__ import annotations

from copy import copy
from typing import Any, Self

import numpy as np

from optlab.training.layers import LOSSES, softmax
from optlab.training.memory import Memory
from optlab.training.samples import Samples, as_rows, as_samples
from optlab.values import Array


class Judged(Memory):
    """What a network says of its samples, or of others: all of a `Network` that is not its mathematics."""

    activation: str

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        return f"Network({list(self.sizes)}, {self.data}, {self.activation!r}, {self.loss_kind!r}, seed={self.seed})"

    def line(self, t: int, w: Array, loss: float) -> str:
        return f"Iteration {t}: loss = {float(loss)}"

    def on(self, data: Samples) -> Self:
        """The same network, judged by other samples, such as those for validation.

        >>> from optlab.training import Network, digits
        >>> net = Network([64, 32, 10], digits().train)
        >>> round(float(net.on(digits().validation).accuracy(net.start)), 2)
        0.06
        """
        other = copy(self)
        other._take(as_samples("data", data))
        return other

    def scores(self, w: Array, X: Any = None) -> Array:
        """z of the last layer, ``(outputs, rows, *batch)``, for rows ``(rows, features)``: its own by default."""
        x = self.data.X if X is None else as_rows("X", X, self.sizes[0])
        z = self._outputs(w, x.astype(w.dtype).T)
        return np.moveaxis(z, (-2, -1), (0, 1))

    def probabilities(self, w: Array, X: Any = None) -> Array:
        """The chance that the network gives to each class, ``(classes, rows, *batch)``: the softmax of its scores."""
        return softmax(self.scores(w, X), axis=0)

    def predictions(self, w: Array, X: Any = None) -> Array:
        """The label with the highest score, ``(rows, *batch)``."""
        return self.scores(w, X).argmax(axis=0)

    def accuracy(self, w: Array) -> Array:
        """The part of its samples whose label it predicts, ``(*batch)``.

        Raises:
            ValueError: its samples have numbers to fit, not labels.
        """
        if not self.data.labelled:
            raise ValueError("y holds numbers to fit: there is an accuracy only where it holds labels, whole numbers")
        return self.judgement(w)[1]

    def judgement(self, w: Array) -> tuple[Array, Array]:
        """Loss and accuracy, both ``(*batch)``, in one go; the accuracy is NaN where y holds numbers to fit."""
        z = self.answers(w)
        return self.loss_of(z), self.accuracy_of(z)

    def answers(self, w: Array) -> Array:
        """z of the last layer for its own samples, ``(*batch, outputs, rows)``: what both are made from."""
        return self._outputs(w, self._columns(w, slice(None))[0])

    def loss_of(self, z: Array) -> Array:
        """The mean loss, ``(*batch)``, of its `answers`."""
        return LOSSES[self.loss_kind].value(z, self._targets.astype(z.dtype).T).mean(axis=-1)

    def accuracy_of(self, z: Array) -> Array:
        """The part of its `answers` that are right, ``(*batch)``; NaN where y holds numbers to fit."""
        right = z.argmax(axis=-2) == self.data.y if self.data.labelled else np.full(z.shape[-1:], np.nan)
        return right.mean(axis=-1)
