"""AMSGrad."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.rule import Array, Decay, Rate, Rule, Small


class AMSGradStep(NamedTuple):
    """What update t of AMSGrad computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the squared gradients
    v_max: Array  # the largest v so far
    m_hat: Array  # m as the step uses it
    v_hat: Array  # v_max as the step uses it
    rate: Array  # the learning rate of each coordinate in this step


@dataclass(frozen=True)
class AMSGrad(Rule):
    """Adam that never forgets a large gradient, so that no rate grows again. (Reddi, Kale & Kumar 2018, alg. 2)

    Args:
        learning_rate: α in the paper, η here; above 0.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v that each step keeps.
        epsilon: ε, at least 0; the paper has none.
        bias_correction: "none", as in the paper; of v "after" its maximum is taken, as in PyTorch
            and Keras (then a rate can grow again while the correction fades); or "before", as in optax.
        epsilon_place: where ε stands: "outside" the root, or there and "corrected" as v is; see `Adam`.

    The same elsewhere: ``torch.optim.Adam(amsgrad=True)`` is "after";
    ``keras.optimizers.Adam(amsgrad=True)`` is "after", with ε "corrected"; ``optax.amsgrad()`` is
    "before", and "none" with ``bias_correction_mu=False, bias_correction_nu=False``.

    >>> from optlab import parabola, run
    >>> run(AMSGrad(learning_rate=0.1), parabola, steps=1)["position"][1].round(6)
    array([9.683772])
    """

    title, marker, colour = "AMSGrad", "p", "purple"
    letters = {"v_max": r"v^{\max}"}
    born_at_1 = ("step", "m_hat", "v_hat", "rate")

    learning_rate: Rate = 0.001
    beta1: Decay = 0.9
    beta2: Decay = 0.999
    epsilon: Small = 1e-8
    bias_correction: Literal["none", "after", "before"] = "none"
    epsilon_place: Literal["outside", "corrected"] = "outside"

    def update(self, t, gradient, last) -> AMSGradStep:
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
        v_max = np.maximum(last.v_max, v)
        rate = self.learning_rate / (np.sqrt(v_max) + self.epsilon)
        step = -rate * m
        return AMSGradStep(last.position + step, step, m, v, v_max, m, v_max, rate)
