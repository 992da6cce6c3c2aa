"""What came of every trial of a race, in arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optlab.runs.record import kept_steps
from optlab.training.trials import Outcome, Trials
from optlab.values import Array


@dataclass(frozen=True, eq=False, repr=False)
class Gathered:
    """The trials of a race, method by method. What was not finished is NaN."""

    parts: tuple[Trials, ...]
    outcomes: dict[tuple, Outcome]
    single: bool = True

    def __repr__(self) -> str:
        done = sum(len(outcome.loss.T) for outcome in self.outcomes.values())
        whole = len(self.names) * self.trials * len(self.seeds)
        return f"Race({', '.join(self.names)}: {done} of {whole} trials of {self.parts[0].steps} steps)"

    @property
    def finished(self) -> bool:
        """Whether all its trials are there."""
        return len(self.outcomes) == len(self.parts)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The methods."""
        return tuple(dict.fromkeys(part.name for part in self.parts))

    @cached_property
    def seeds(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(part.seed for part in self.parts))

    @cached_property
    def trials(self) -> int:
        """How many each method has, for each seed."""
        return max(part.first + part.size for part in self.parts)

    @cached_property
    def t(self) -> Array:
        """The steps that a curve has a row for, ``(rows,)``."""
        return kept_steps(self.parts[0].steps, self.parts[0].every)

    @property
    def gradients(self) -> Array:
        """How many gradients of one sample each row of a curve has cost, ``(rows,)``."""
        return self.t * self.parts[0].batch_size

    @cached_property
    def seconds(self) -> dict[str, float]:
        """How long one trial took where it was computed, on average: a measurement, another one each time."""
        spent = {
            name: [(o.seconds, o.loss.shape[1]) for k, o in self.outcomes.items() if k[0] == name]
            for name in self.names
        }
        return {name: sum(s for s, _ in parts) / max(1, sum(n for _, n in parts)) for name, parts in spent.items()}

    @cached_property
    def curves(self) -> dict[str, Array]:
        """The validation loss of every trial, ``(rows, trials)``, or ``(seeds, rows, trials)``."""
        return {name: self._gathered(name, "loss") for name in self.names}

    @cached_property
    def accuracies(self) -> dict[str, Array]:
        """The validation accuracy of every trial, in the same shape."""
        return {name: self._gathered(name, "accuracy") for name in self.names}

    @cached_property
    def losses(self) -> dict[str, Array]:
        """What every trial ended with, and is judged by, ``(trials,)``, or ``(seeds, trials)``."""
        found = {}
        for name, curve in self.curves.items():
            start, end = curve[..., 0, :], curve[..., -1, :]
            found[name] = np.where(np.isnan(start), np.nan, np.where(end < start, end, start))
        return found

    @cached_property
    def settings(self) -> dict[str, dict[str, Array]]:
        """The hyperparameters of every trial, each in the shape of ``losses``."""
        found: dict[str, dict[str, list]] = {name: {} for name in self.names}
        for part in self.parts:
            for parameter, values in part.settings.items():
                found[part.name].setdefault(parameter, []).append(values)
        shape = (*self._shape, self.trials)
        return {name: {k: np.concatenate(v).reshape(shape) for k, v in many.items()} for name, many in found.items()}

    @property
    def _shape(self) -> tuple[int, ...]:
        return () if self.single else (len(self.seeds),)

    def _gathered(self, name: str, what: str) -> Array:
        """A curve of each trial; NaN where it is not finished."""
        found = np.full((len(self.seeds), len(self.t), self.trials), np.nan)
        for part in self.parts:
            if part.name == name and part.key in self.outcomes:
                mine = slice(part.first, part.first + part.size)
                found[self.seeds.index(part.seed), :, mine] = getattr(self.outcomes[part.key], what)
        return found.reshape(*self._shape, len(self.t), self.trials)
