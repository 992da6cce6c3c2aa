"""Prodigy as in its authors' package and in optax."""

import numpy as np

from optlab.optimizers.convention import convention
from optlab.optimizers.norm import total
from optlab.optimizers.prodigy import Prodigy, ProdigyStep


@convention(Prodigy, as_in="prodigyopt")
def prodigy_prodigyopt(self, t, gradient, last) -> ProdigyStep:
    """Its authors' package."""
    beta3 = self.beta2**0.5
    m = self.beta1 * last.m + (1 - self.beta1) * last.d * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * (last.d * gradient) ** 2
    inner = total(gradient * (last.start - last.position))
    r = beta3 * last.r + (1 - beta3) * self.learning_rate * last.d**2 * inner
    s = beta3 * last.s + (1 - beta3) * self.learning_rate * last.d**2 * gradient
    size = total(np.abs(s))
    d = np.maximum(last.d, np.where(size > 0, r / size, last.d))
    step = -self.learning_rate * last.d * m / (np.sqrt(v) + d * self.epsilon)
    return ProdigyStep(last.position + step, step, m, v, inner, r, s, size, d, last.start)


@convention(Prodigy, as_in="optax")
def prodigy_optax(self, t, gradient, last) -> ProdigyStep:
    """Optax: the rate of each step is corrected, here and where d is estimated."""
    beta3 = self.beta2**0.5
    rate = self.learning_rate * (1 - self.beta2**t) ** 0.5 / (1 - self.beta1**t)
    m = self.beta1 * last.m + (1 - self.beta1) * last.d * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * (last.d * gradient) ** 2
    inner = total(gradient * (last.start - last.position))
    r = beta3 * last.r + (1 - beta3) * rate * last.d**2 * inner
    s = beta3 * last.s + (1 - beta3) * rate * last.d**2 * gradient
    size = total(np.abs(s))
    d = np.maximum(last.d, np.where(size > 0, r / size, last.d))
    step = -rate * last.d * m / (np.sqrt(v) + d * self.epsilon)
    return ProdigyStep(last.position + step, step, m, v, inner, r, s, size, d, last.start)
