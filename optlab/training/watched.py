"""Training that is watched: what is looked at while it runs, every k steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective, as_objective
from optlab.optimizers.rule import Rule
from optlab.training.judged import Judged
from optlab.values import Array, shown


@dataclass(eq=False)
class Moment:
    """All that can be looked at after step t."""

    t: int
    rule: Rule
    made: Any
    gradient: Array
    clipped: Any
    network: Judged
    validation: Judged | None
    rows: Any

    @property
    def batch_loss(self) -> Any:
        """What a training loop prints: the loss of this step's batch, with the weights that the step began with."""
        return self.network.value(self.made.position - self.made.step, self.rows) if self.t else np.nan

    @cached_property
    def on_training(self) -> Array:
        return self.network.answers(getattr(self.made, self.rule.judged))

    @cached_property
    def on_validation(self) -> Array:
        assert self.validation is not None  # only asked for where there are validation samples
        return self.validation.answers(getattr(self.made, self.rule.judged))

    def validated(self, measure: Callable[[Judged, Array], Array]) -> Any:
        """A measure of the validation samples; NaN where there are none."""
        return np.nan if self.validation is None else measure(self.validation, self.on_validation)

    @property
    def learning_rate(self) -> Any:
        return self.rule.at(self.t).hyperparameters.get("learning_rate", np.nan) if self.t else np.nan


MEASURES: dict[str, Callable[[Moment], Any]] = {
    "loss": lambda now: now.network.loss_of(now.on_training),
    "accuracy": lambda now: now.network.accuracy_of(now.on_training),
    "validation_loss": lambda now: now.validated(Judged.loss_of),
    "validation_accuracy": lambda now: now.validated(Judged.accuracy_of),
    "batch_loss": lambda now: now.batch_loss,
    "gradient_norm": lambda now: length(now.gradient),
    "clipped": lambda now: now.clipped,
    "step_ratio": lambda now: length(now.made.step) / length(now.made.position) if now.t else np.nan,
    "weight_norm": lambda now: length(now.made.position),
    "learning_rate": lambda now: now.learning_rate,
}


class Watch:
    """Looks at a run every k steps, and keeps a number a run of all that it is asked to watch."""

    def __init__(self, names: tuple[str, ...], objective: Objective, validation: Judged | None, t: Array) -> None:
        self.names, self.validation, self.t = names, validation, t
        self.network, self.batch = network_of(objective), rows_of(objective)
        self.columns: dict[str, Array] = {}
        self.rows, self.acted = 0, 0  # complete rows, and how often clipping acted since the last one

    def see(self, t: int, rule: Rule, made: Any, gradient: Array) -> None:
        """Take in step t; it has a row if ``self.t`` names it."""
        if t and "clipped" in self.names:
            self.acted = self.acted + clipping_acted(made, gradient)
        if t != self.t[self.rows]:
            return
        share = self.acted / (t - self.t[self.rows - 1]) if t else np.nan
        rows = self.batch(t) if t else None
        moment = Moment(t, rule, made, gradient, share, self.network, self.validation, rows)
        for name in self.names:
            if name not in self.columns:
                self.columns[name] = np.empty((len(self.t), *made.position.shape[1:]))
            self.columns[name][self.rows] = MEASURES[name](moment)
        self.rows, self.acted = self.rows + 1, 0

    def seen(self) -> dict[str, Array]:
        """The columns, as far as their rows are whole."""
        return {name: column[: self.rows] for name, column in self.columns.items()}


def clipping_acted(made: Any, gradient: Array) -> Array:
    """In which runs the gradient was clipped in this step, ``(*batch)``; in none, where the rule does not clip."""
    if not hasattr(made, "clipped"):
        return np.zeros(gradient.shape[1:])
    return (made.clipped != gradient).any(axis=0)


def rows_of(objective: Any) -> Callable[[int], Any]:
    """The samples of update t: those of its batch, or all of them."""
    while objective is not None and not hasattr(objective, "rows"):
        objective = getattr(objective, "objective", None)
    return (lambda t: slice(None)) if objective is None else objective.rows


def length(vectors: Array) -> Array:
    """The Euclidean length along the first axis."""
    return np.sqrt(np.square(vectors).sum(axis=0))


def as_measures(names: Any) -> tuple[str, ...]:
    """The names of what is to be watched; None stands for all."""
    if names is None:
        return tuple(MEASURES)
    found = (names,) if isinstance(names, str) else tuple(names) if isinstance(names, Iterable) else ()
    if not found or any(name not in MEASURES for name in found):
        raise ValueError(f"keep is {shown(names)}: it must name one or more of {', '.join(MEASURES)}")
    return found


def part_of(objective: Any, kind: type) -> Any:
    """The objective of this kind that another one is made of: itself, or what its batches, penalty or noise are around.

    None where there is none.
    """
    found = objective
    while not isinstance(found, kind):
        inner = [getattr(found, name, None) for name in ("data", "objective")]
        found = next((one for one in inner if isinstance(one, Objective)), None)
        if found is None:
            return None
    return found


def network_of(objective: Any) -> Judged:
    """The network that an objective is made of.

    Raises:
        ValueError: there is none.
    """
    found = part_of(as_objective("objective", objective), Judged)
    if found is None:
        raise ValueError(f"objective is {shown(objective)}: it must be a Network, or Minibatches of one")
    return found
