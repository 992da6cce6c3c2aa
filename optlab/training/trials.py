"""Some trials of one method: what is computed in one go, here or elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from time import perf_counter
from typing import Any

import numpy as np

from optlab.objectives.batches import Minibatches
from optlab.optimizers.rule import Rule
from optlab.training.network import Network
from optlab.training.samples import Samples
from optlab.training.train import train
from optlab.values import Array

SIZE = 480_000  # bytes of a position in one block, 24 networks of 2,410 parameters: they stay in a processor's cache
SEEN = ("validation_loss", "validation_accuracy")


@dataclass(frozen=True)
class Outcome:
    """What came out of some trials: curves ``(rows, trials)``, and the weights ``(dim,)`` of the best of them."""

    t: Array
    loss: Array
    accuracy: Array
    best: int
    weights: Array
    seconds: float


@dataclass(frozen=True)
class Trials:
    """Trials of one method and one seed, from number ``first`` on. It can be pickled, and sent elsewhere."""

    name: str
    seed: int
    first: int
    rule: Rule
    settings: dict[str, Array]
    schedule: Callable[[Array, int], Any] | None
    network: Network
    validation: Samples
    batch_size: int
    steps: int
    every: int

    @property
    def size(self) -> int:
        """How many trials these are."""
        return len(next(iter(self.settings.values())))

    @property
    def key(self) -> tuple[str, int, int]:
        return self.name, self.seed, self.first

    def run(self, progress: Callable[[int, int], None] | None = None) -> Outcome | None:
        """Train them all side by side; None if it was interrupted."""
        begun = perf_counter()
        batches = Minibatches(self.network.drawn(self.seed), self.batch_size, self.seed)
        rule = tuned(self.rule, self.settings, self.schedule, self.steps)
        seen = train(rule, batches, self.steps, self.validation, self.every, SEEN, progress=progress)
        if seen.stopped:
            return None
        loss, accuracy = (seen[name] for name in SEEN)
        best = int(np.argmin(np.where(np.isnan(loss[-1]), np.inf, loss[-1])))
        weights = seen.position[:, best].copy()
        return Outcome(seen.t, loss, accuracy, best, weights, perf_counter() - begun)


def tuned(rule: Rule, settings: dict[str, Any], schedule: Callable[[Any, int], Any] | None, steps: int) -> Rule:
    """The rule with these settings, and with its learning rate on the schedule."""
    rule = replace(rule, **settings)
    if schedule is None or "learning_rate" not in rule.hyperparameters:
        return rule
    return replace(rule, learning_rate=schedule(rule.hyperparameters["learning_rate"], steps))


def blocks(trials: int, size: int) -> list[slice]:
    """Slices of about equal length, each small enough, for trials that take ``size`` bytes each.

    >>> blocks(48, 2410 * 8)
    [slice(0, 24, None), slice(24, 48, None)]
    """
    count = min(trials, -(-trials * size // SIZE))
    edges = np.linspace(0, trials, count + 1).round().astype(int).tolist()
    return [slice(a, b) for a, b in pairwise(edges)]
