"""Momentum."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from optlab.optimizers.rule import Array, Decay, Rate, Rule


class MomentumStep(NamedTuple):
    """What update t of Momentum computes."""

    position: Array
    step: Array
    velocity: Array  # v: the last steps, fading, and the new one


@dataclass(frozen=True)
class Momentum(Rule):
    """Each step keeps a part of the last one: the heavy ball. (Polyak 1964, eq. 9)

    Args:
        learning_rate: η, above 0.
        momentum: μ, at least 0 and below 1: the part of the last step that is kept.
        learning_rate_place: where η stands. "inside" the velocity, as in Sutskever et al. (2013)
            and Keras, or "outside" it, as in PyTorch and optax, whose velocity adds up plain
            gradients. They differ when η changes in mid-run: a smaller η takes hold little by
            little inside, and at once outside.

    The same elsewhere: ``torch.optim.SGD(momentum=0.9)`` and ``optax.sgd(momentum=0.9)`` are
    "outside"; ``keras.optimizers.SGD(momentum=0.9)`` is "inside".

    >>> from optlab import parabola, run
    >>> run(Momentum(learning_rate=0.1, momentum=0.9), parabola, steps=2)["velocity"][:, 0]
    array([ 0. , -2. , -3.4])
    """

    title, marker, colour = "momentum", "^", "red"
    letters = {"velocity": "v"}

    learning_rate: Rate = 0.1
    momentum: Decay = 0.9
    learning_rate_place: Literal["inside", "outside"] = "inside"

    def update(self, t, gradient, last) -> MomentumStep:
        velocity = self.momentum * last.velocity - self.learning_rate * gradient
        step = velocity
        return MomentumStep(last.position + step, step, velocity)
