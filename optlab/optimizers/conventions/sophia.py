"""Sophia as in optax."""

import numpy as np

from optlab.optimizers.convention import convention
from optlab.optimizers.sophia import NUDGE, Sophia, SophiaStep


@convention(Sophia, as_in="optax")
def sophia_optax(self, t, gradient, last, asked) -> SophiaStep:
    """Optax: m is corrected, and h is that of the step before, at first 0."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    m_hat = m / (1 - self.beta1**t)
    sign = np.sign(asked.position - last.position)
    estimate = sign * asked.change / NUDGE
    h = np.where(np.abs(sign) > 0, self.beta2 * last.h + (1 - self.beta2) * estimate, last.h)
    decay = -self.learning_rate * self.weight_decay * last.position
    step = -self.learning_rate * np.clip(m_hat / np.maximum(self.gamma * last.h, self.epsilon), -1, 1) + decay
    return SophiaStep(last.position + step, step, asked.position, asked.gradient, m, sign, estimate, h, decay)
