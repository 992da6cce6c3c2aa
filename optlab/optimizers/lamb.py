"""LAMB."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np

from optlab.optimizers.matrices import as_kind
from optlab.optimizers.norm import norm
from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class LAMBStep(NamedTuple):
    """What update t of LAMB computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the squared gradients
    m_hat: Array  # m, corrected for its start at 0
    v_hat: Array  # v, corrected for its start at 0
    u: Array  # Adam's direction, and the decay
    x_length: Array  # ‖x‖, the length of the layer's weights
    u_length: Array  # ‖u‖, the length of the layer's direction
    trust: Array  # ‖x‖/‖u‖, or 1 where one of them is 0


@dataclass(frozen=True)
class LAMB(Rule):
    """Adam whose step has, in each layer, the length η‖x‖: large rates for large batches. (You et al. 2020, alg. 2)

    A layer is a parameter of the objective, such as the weights of a layer of a network. Where an
    objective has only single numbers, all of them together are one layer.

    Args:
        learning_rate: η, above 0: how long each step is, as a part of the weights.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps.
        epsilon: ε, at least 0.
        weight_decay: λ, at least 0: λx is a part of u, so its length does not count.

    The same elsewhere: ``optax.lamb(b1=0.9, b2=0.999, eps=1e-6)``. ``pytorch_optimizer.Lamb`` does not correct
    m and v, and holds ‖x‖ below 10. PyTorch itself has none; ``keras.optimizers.Lamb(epsilon=1e-7)``.

    >>> from optlab import parabola, run
    >>> run(LAMB(learning_rate=0.1), parabola, steps=1)["position"][1].round(6)
    array([9.])
    """

    title, marker, colour = "LAMB", (5, 1, 180), "sky"
    letters = {"x_length": r"\Vert x\Vert", "u_length": r"\Vert u\Vert", "trust": r"\tau"}
    born_at_1 = ("step", "m_hat", "v_hat", "u", "x_length", "u_length", "trust")
    layers: ClassVar[tuple[tuple[int, int], ...]] = ()  # where each begins and ends in a point; (): one of all

    learning_rate: Rate = 0.001
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-6
    weight_decay: Small = 0.0

    def on(self, parameters: Mapping[str, tuple[int, ...]]) -> Self:
        ends = np.cumsum([prod(shape) for shape in parameters.values()]).tolist()
        layered = any(parameters.values())  # not all single numbers
        return as_kind(self, with_layers(tuple(zip([0, *ends], ends, strict=False)))) if layered else self

    def lengths(self, vector: Array) -> Array:
        """The length of each layer, at each of its coordinates."""
        found = np.empty_like(vector)
        for start, stop in self.layers or ((0, len(vector)),):
            found[start:stop] = norm(vector[start:stop])
        return found

    def update(self, t, gradient, last) -> LAMBStep:
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        u = m_hat / (np.sqrt(v_hat) + self.epsilon) + self.weight_decay * last.position
        x_length = self.lengths(last.position)
        u_length = self.lengths(u)
        trust = np.where(x_length * u_length > 0, x_length / u_length, 1.0)
        step = -self.learning_rate * trust * u
        return LAMBStep(last.position + step, step, m, v, m_hat, v_hat, u, x_length, u_length, trust)


@cache
def with_layers(layers: tuple[tuple[int, int], ...]) -> Any:
    """The class of the rule for points that are made of these layers."""
    return type("LAMB", (LAMB,), {"layers": layers, "title": LAMB.title, "__doc__": LAMB.__doc__})
