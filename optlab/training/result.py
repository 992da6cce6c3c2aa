"""What a race says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from optlab.training.expected import expected_best
from optlab.training.gathered import Gathered
from optlab.training.samples import Samples
from optlab.values import Array, as_whole


@dataclass(frozen=True, eq=False, repr=False)
class Race(Gathered):
    """What came of each method, by its name: a number where the race had one seed, ``(seeds,)`` where it had a row.

    A trial that ended with no number, or above the loss at its start, counts as if it had not been trained:
    nobody would keep its weights. What was not finished is NaN.
    """

    def best_of(self, k: int) -> dict[str, Any]:
        """The loss that may be expected of the best of k trials; see `expected_best`.

        Raises:
            ValueError: k is not from 1 to the trials of a method.
        """
        k = as_whole("k", k, 1, self.trials, ", the trials of each method")
        return {
            name: np.apply_along_axis(_best_of_those_there, -1, losses, k)[()] for name, losses in self.losses.items()
        }

    def wins(self, k: int) -> dict[str, float]:
        """In what share of the seeds a method has the lowest `best_of` k trials."""
        table = np.array([np.atleast_1d(best) for best in self.best_of(k).values()])
        first = np.argmin(np.where(np.isnan(table), np.inf, table), axis=0)
        return {name: float(np.mean(first == i)) for i, name in enumerate(self.names)}

    @cached_property
    def best(self) -> dict[str, Any]:
        """The number of the trial with the lowest validation loss."""
        return {name: np.argmin(np.where(np.isnan(v), np.inf, v), axis=-1) for name, v in self.losses.items()}

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The rule with the settings that won on validation data; a tuple of rules where there is a row of seeds."""
        found = {}
        for name, best in self.best.items():
            part = next(part for part in self.parts if part.name == name)
            rules = []
            for row, trial in enumerate(np.atleast_1d(best)):
                many = {k: np.atleast_2d(v)[row, trial] for k, v in self.settings[name].items()}
                rules.append(replace(part.rule, **{k: float(v) for k, v in many.items()}))
            found[name] = tuple(rules) if self._shape else rules[0]
        return found

    @cached_property
    def chosen_curves(self) -> dict[str, Array]:
        """The validation loss of the chosen trial, ``(rows,)``, or ``(seeds, rows)``."""
        return {
            name: np.take_along_axis(curve, np.expand_dims(self.best[name], (-2, -1)), axis=-1)[..., 0]
            for name, curve in self.curves.items()
        }

    def test(self, samples: Samples) -> dict[str, Any]:
        """The accuracy of the chosen weights on samples that nothing was chosen by: open the test set once.

        Raises:
            ValueError: it has been opened with other samples.
        """
        if self._opened and self._opened[0] is not samples:
            raise ValueError("samples are not those of the first time: what was chosen is judged on one test set, once")
        if not self._opened:
            network, found = self.parts[0].network.on(samples), {}
            for name in self.names:
                weights = np.stack([self._weights(name, seed) for seed in self.seeds], axis=-1)
                found[name] = network.accuracy(weights).reshape(self._shape)[()]
            self._opened.extend((samples, found))
        return self._opened[1]

    @cached_property
    def _opened(self) -> list:
        return []

    def _weights(self, name: str, seed: int) -> Array:
        """Those of the best trial of a method and a seed."""
        row = self.seeds.index(seed)
        best = int(np.atleast_1d(self.best[name])[row])
        for part in self.parts:
            mine = (part.name, part.seed) == (name, seed) and part.first <= best < part.first + part.size
            if mine and part.key in self.outcomes:
                return self.outcomes[part.key].weights
        return np.full(self.parts[0].network.dim, np.nan)


def _best_of_those_there(losses: Array, k: int) -> float:
    there = losses[~np.isnan(losses)]
    return float(expected_best(there, k)) if len(there) >= k else np.nan
