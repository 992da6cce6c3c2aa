"""All that makes a training run, in one value: so that one thing of it can be wrong, and be put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.objectives.batches import Minibatches
from optlab.objectives.l2 import L2
from optlab.optimizers import SGD, Clipped
from optlab.training.digits import DARKEST, digits
from optlab.training.network import Network
from optlab.training.samples import Samples
from optlab.training.train import Training, train
from optlab.values import Array, as_choice, as_number, as_whole

HIDDEN = 32
EVERY = 4  # one row of what is watched in as many steps
SPOILED, FACTOR = 40, 50.0  # the batch of this step may be spoiled: its pixels are then multiplied by this


@dataclass(frozen=True)
class Recipe:
    """A run of SGD with a network 64-32-10 of relu units on the handwritten digits.

    Args:
        learning_rate: η, from 0 up.
        batch_size: images an update, from 1 to ``images``.
        shuffled: whether every pass has another order; else the images come sorted by their label.
        scaled: whether a pixel is a number from 0 to 1; else from 0 to 16, as it is in the file.
        images: how many of the 1,077 for training are used, from 1.
        labels: "right"; or "mixed": each image has the label of another one, drawn at random.
        initialization: one of those of a `Network`.
        clip_norm: the gradient's length is limited to this; None for no limit.
        weight_decay: λ of an `L2` penalty.
        spoiled: whether the pixels of one batch, that of step 40, are 50 times too large.
        steps: how many.
        seed: draws the first weights, the batches, and the labels where they are mixed.

    Raises:
        ValueError: a value out of its range, as soon as the run is made.

    >>> Recipe(steps=30).trained()["validation_loss"].round(1)[[0, -1]]
    array([2.3, 0.9])
    """

    learning_rate: float = 0.3
    batch_size: int = 32
    shuffled: bool = True
    scaled: bool = True
    images: int = 1077
    labels: str = "right"
    initialization: str = "he"
    clip_norm: float | None = None
    weight_decay: float = 0.0
    spoiled: bool = False
    steps: int = 300
    seed: int = 0

    def trained(self) -> Training:
        """Make the run, and watch it."""
        data, scale = digits(), 1.0 if self.scaled else DARKEST
        validation = Samples(data.validation.X * scale, data.validation.y)
        network = Network(
            [64, HIDDEN, 10], self._samples(scale), "relu", "cross-entropy", self.initialization, self.seed
        )
        batches = Spoiled if self.spoiled else Minibatches
        objective: Any = batches(network, self.batch_size, self.seed if self.shuffled else None)
        if self.weight_decay:
            objective = L2(objective, self.weight_decay)
        rule = SGD(as_number("learning_rate", self.learning_rate))
        rule = rule if self.clip_norm is None else Clipped(rule, self.clip_norm)
        return train(rule, objective, self.steps, validation, EVERY)

    def _samples(self, scale: float) -> Samples:
        train = digits().train
        chosen = train[: as_whole("images", self.images, 1, len(train), ", the images there are")]
        X, y = chosen.X * scale, chosen.y
        if as_choice("labels", self.labels, ("right", "mixed")) == "mixed":
            y = np.random.default_rng(self.seed).permutation(y)
        order = np.arange(len(y)) if self.shuffled else np.argsort(y, kind="stable")
        return Samples(X[order], y[order])


class Spoiled(Minibatches):
    """Batches of which one is spoiled: its pixels are too large, as after a fault in what reads them."""

    def gradient_at(self, w: Array, t: int) -> Array:
        if t != SPOILED:
            return super().gradient_at(w, t)
        network, batch = self.data, self.data.data[self.rows(t)]  # type: ignore[attr-defined]  # a network's
        return network.on(Samples(FACTOR * batch.X, batch.y)).gradient(w)  # type: ignore[attr-defined]
