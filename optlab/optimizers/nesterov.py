"""Nesterov's momentum."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from optlab.optimizers.rule import Array, Decay, Rate, Rule


class NesterovStep(NamedTuple):
    """What update t of Nesterov computes."""

    position: Array
    step: Array
    velocity: Array  # v: the last steps, fading, and the new one


@dataclass(frozen=True)
class Nesterov(Rule):
    """Momentum that looks ahead: the gradient is taken where the velocity is about to lead. (Nesterov 1983)

    Written, as all libraries do, at the point where the gradient is taken: ``position`` is what
    Sutskever et al. (2013, eq. 4) call θ + μv, so no second point is needed. (Bengio,
    Boulanger-Lewandowski & Pascanu 2013, eq. 7)

    Args:
        learning_rate: η, above 0.
        momentum: μ, at least 0 and below 1: the part of the velocity that is kept.
        learning_rate_place: where η stands: "inside" the velocity, or "outside" it. They differ
            when η changes in mid-run; see `Momentum`.

    The same elsewhere: ``torch.optim.SGD(momentum=0.9, nesterov=True)`` and
    ``optax.sgd(momentum=0.9, nesterov=True)`` are "outside";
    ``keras.optimizers.SGD(momentum=0.9, nesterov=True)`` is "inside".

    >>> from optlab import parabola, run
    >>> run(Nesterov(learning_rate=0.1, momentum=0.9), parabola, steps=1)["position"][1].round(6)
    array([6.2])
    """

    title, marker, colour = "Nesterov's momentum", "<", "sky"
    letters = {"velocity": "v"}

    learning_rate: Rate = 0.1
    momentum: Decay = 0.9
    learning_rate_place: Literal["inside", "outside"] = "inside"

    def update(self, t, gradient, last) -> NesterovStep:
        velocity = self.momentum * last.velocity - self.learning_rate * gradient
        step = self.momentum * velocity - self.learning_rate * gradient
        return NesterovStep(last.position + step, step, velocity)
