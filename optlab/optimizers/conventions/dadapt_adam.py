"""D-Adaptation with its rate corrected."""

import numpy as np

from optlab.optimizers.convention import convention
from optlab.optimizers.dadapt_adam import DAdaptAdam, DAdaptAdamStep
from optlab.optimizers.norm import total


@convention(DAdaptAdam, bias_correction=True)
def dadapt_adam_corrected(self, t, gradient, last) -> DAdaptAdamStep:
    """Optax."""
    beta3 = self.beta2**0.5
    rate = self.learning_rate * last.d * (1 - self.beta2**t) ** 0.5 / (1 - self.beta1**t)
    inner = total(gradient * last.s / (np.sqrt(last.v) + self.epsilon))
    m = self.beta1 * last.m + (1 - self.beta1) * rate * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    s = beta3 * last.s + (1 - beta3) * rate * gradient
    r = beta3 * last.r + (1 - beta3) * rate * inner
    size = total(np.abs(s))
    d = np.maximum(last.d, np.where(size > 0, r / ((1 - beta3) * size), last.d))
    step = -m / (np.sqrt(v) + self.epsilon)
    return DAdaptAdamStep(last.position + step, step, m, v, inner, r, s, size, d)
