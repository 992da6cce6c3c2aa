"""Decoupled weight decay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from optlab.optimizers.part import Part, around
from optlab.optimizers.rule import Small


@dataclass(frozen=True, kw_only=True)
class Decoupled(Part):
    decoupled_decay: Small

    computes = ("shrinking",)
    words = "with decay"
    letters = {"shrinking": r"\delta", "decoupled_decay": r"\lambda"}

    def act(self, t, gradient, last, update):
        made = update(t, gradient, last)
        shrinking = -self.learning_rate * self.decoupled_decay * last.position  # type: ignore[attr-defined]
        step = made.step + shrinking
        return made._replace(position=last.position + step, step=step), shrinking


def Decayed(rule: Any, weight_decay: Any = 0.01) -> Any:
    """A rule whose every step shrinks the weights too, beside the gradient. (Loshchilov & Hutter 2019, alg. 2)

    The step is the rule's own and −ηλx, with η the rule's learning rate: around Adam it is AdamW. A penalty
    on the loss, `optlab.objectives.L2`, is another thing wherever a rule divides its gradient.

    Args:
        rule: any; one more hyperparameter is there, ``decoupled_decay``.
        weight_decay: λ, at least 0.

    The same elsewhere: ``torch.optim.SGD`` and others have the penalty under this name, ``torch.optim.AdamW``
    has this; ``optax.add_decayed_weights(0.01)`` between a rule's scaling and its rate;
    ``keras.optimizers.SGD(weight_decay=0.01)``.

    Raises:
        ValueError: a weight_decay that is negative or not finite.

    >>> from optlab import GradientDescent, parabola, run
    >>> run(Decayed(GradientDescent(learning_rate=0.1), weight_decay=0.5), parabola, steps=1)["position"][1]
    array([7.5])
    """
    return around(Decoupled, rule, decoupled_decay=weight_decay)
