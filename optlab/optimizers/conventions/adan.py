"""Adan as in optax."""

import numpy as np

from optlab.optimizers.adan import Adan, AdanStep
from optlab.optimizers.convention import convention


@convention(Adan, as_in="optax")
def adan_optax(self, t, gradient, last) -> AdanStep:
    """Optax, which reads the paper's β₂ as if it were its own: the change weighs 1 − β₂."""
    change = np.where(t > 1, gradient - last.previous, 0.0)
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * change
    n = self.beta3 * last.n + (1 - self.beta3) * (gradient + (1 - self.beta2) * change) ** 2
    m_hat = m / (1 - self.beta1**t)
    v_hat = v / (1 - self.beta2**t)
    n_hat = n / (1 - self.beta3**t)
    rate = self.learning_rate / (np.sqrt(n_hat) + self.epsilon)
    decay = self.learning_rate * self.weight_decay
    step = -rate * (m_hat + (1 - self.beta2) * v_hat) - decay * last.position
    return AdanStep(last.position + step, step, change, m, v, n, m_hat, v_hat, n_hat, rate, gradient)
