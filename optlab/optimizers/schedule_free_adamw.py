"""Schedule-Free AdamW."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class ScheduleFreeAdamWStep(NamedTuple):
    """What update t of Schedule-Free AdamW computes."""

    position: Array  # y, where the gradient is taken
    step: Array
    z: Array  # the point that the gradients move
    x: Array  # a mean of all z so far: what is judged
    v: Array  # a moving average of the squared gradients
    rate: Array  # the rate of this step; its square is the weight of the new z in the mean
    weights: Array  # the sum of all weights so far
    c: Array  # the part of the mean that the new z has; 0 as long as all rates were 0


@dataclass(frozen=True)
class ScheduleFreeAdamW(Rule):
    """AdamW whose momentum is an average that needs no schedule. (Defazio et al. 2024, alg. 1)

    As in `ScheduleFreeSGD` the gradient is taken at y, between z, which moves, and x, the mean of all z, and
    the loss of a run is that of x. There is no m: β₁ says how near to the mean the gradient is taken.

    Args:
        learning_rate: γ in the paper, η here; above 0.
        beta1: β₁, at least 0 and below 1: the part of x in y.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps.
        epsilon: ε, at least 0.
        weight_decay: λ, at least 0: each step shrinks z by ηλy.
        as_in: the "paper" corrects the rate for v's start at 0, so that the first z count less in the mean; so
            does ``AdamWScheduleFreePaper`` of its authors. In "libraries" v is corrected, as in Adam, and a z
            counts by the largest rate so far.

    The same elsewhere: ``schedulefree.AdamWScheduleFree(lr=0.0025, betas=(0.9, 0.999))`` and
    ``optax.contrib.schedule_free_adamw(b1=0.9)`` are "libraries", and so is
    ``keras.optimizers.ScheduleFreeAdamW(0.0025)`` without decay and at a constant rate: there each z counts the
    same. PyTorch itself has none.

    >>> from optlab import parabola, run
    >>> run(ScheduleFreeAdamW(learning_rate=0.1, epsilon=0), parabola, steps=1)["x"][1].round(6)
    array([9.9])
    """

    title, marker, colour = "Schedule-Free AdamW", (4, 1, 45), "blue"
    letters = {"position": "y", "step": r"\Delta y", "weights": r"\Sigma"}
    born_at_1 = ("step", "c")
    judged = "x"

    learning_rate: Rate = 0.0025
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-8
    weight_decay: Small = 0.0
    as_in: Literal["paper", "libraries"] = "paper"

    def begin(self, position) -> ScheduleFreeAdamWStep:
        return super().begin(position)._replace(z=position.copy(order="K"), x=position.copy(order="K"))

    def update(self, t, gradient, last) -> ScheduleFreeAdamWStep:
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        rate = self.learning_rate * (1 - self.beta2**t) ** 0.5
        z = last.z - rate * gradient / (np.sqrt(v) + self.epsilon) - rate * self.weight_decay * last.position
        weights = last.weights + rate**2
        c = np.where(weights > 0, rate**2 / weights, 0.0)
        x = last.x + c * (z - last.x)
        y = z + self.beta1 * (x - z)
        step = y - last.position
        return ScheduleFreeAdamWStep(last.position + step, step, z, x, v, rate, weights, c)
