"""Gradient accumulation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from optlab.optimizers.part import Part, around
from optlab.values import as_whole


@dataclass(frozen=True, kw_only=True)
class OfBatches(Part):
    batches: int

    computes = ("gathered",)
    words = "gradients accumulated"

    def __post_init__(self) -> None:
        object.__setattr__(self, "batches", as_whole("batches", self.batches, low=1))
        super().__post_init__()  # type: ignore[misc]  # the rule's

    def at(self, t: int, *precision: Any) -> Self:
        """The rule's own clock counts its updates: its schedules are those of update ⌈t/batches⌉."""
        return super().at(-(-t // self.batches), *precision)  # type: ignore[misc]

    def asks_at(self, t, gradient, last):
        """A step that is made by second gradients needs one of each batch; what else they are for, one an update."""
        if t % self.batches and self.asks_for != "step":  # type: ignore[attr-defined]
            return None
        return super().asks_at(-(-t // self.batches), gradient, last)  # type: ignore[misc]

    def act(self, t, gradient, last, update):
        gathered = last.gathered + gradient / self.batches
        if t % self.batches:
            return last._replace(step=np.zeros_like(last.step)), gathered
        return update(t // self.batches, gathered, last), np.zeros_like(gathered)


def Accumulated(rule: Any, batches: int) -> Any:
    """A rule that takes a step only after several gradients, along their mean: a large batch in small pieces.

    With batches of equal size it takes the steps that one of ``batches`` times the size would take. In
    between nothing moves. The rule's t and its schedules count its updates, not the gradients.

    Args:
        rule: any.
        batches: gradients an update, at least 1.

    The same elsewhere: ``loss.backward()`` several times before ``optimizer.step()``, of a loss that is divided
    by their number; ``optax.MultiSteps(optimizer, every_k_schedule=4)``;
    ``keras.optimizers.Adam(gradient_accumulation_steps=4)``.

    Raises:
        ValueError: batches that is not a whole number from 1 up.

    >>> from optlab import SGD, parabola, run
    >>> run(Accumulated(SGD(learning_rate=0.1), batches=2), parabola, steps=4)["position"][:, 0]
    array([10. , 10. ,  8. ,  8. ,  6.4])
    """
    return around(OfBatches, rule, batches=batches)
