"""Adam, AdamW and Nadam with ε elsewhere, without a correction, without a warm-up."""

import numpy as np

from optlab.optimizers.adam import Adam, AdamStep
from optlab.optimizers.adamw import AdamW, AdamWStep
from optlab.optimizers.convention import convention
from optlab.optimizers.nadam import Nadam, NadamStep


@convention(Adam, bias_correction=True, epsilon_place="inside")
def adam_inside(self, t, gradient, last) -> AdamStep:
    """Optax, with ``eps_root``."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    m_hat = m / (1 - self.beta1**t)
    v_hat = v / (1 - self.beta2**t)
    rate = self.learning_rate / np.sqrt(v_hat + self.epsilon)
    step = -rate * m_hat
    return AdamStep(last.position + step, step, m, v, m_hat, v_hat, rate)


@convention(Adam, bias_correction=True, epsilon_place="corrected")
def adam_corrected(self, t, gradient, last) -> AdamStep:
    """Keras; Kingma & Ba 2015, the end of section 2."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    m_hat = m / (1 - self.beta1**t)
    v_hat = v / (1 - self.beta2**t)
    rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon / (1 - self.beta2**t) ** 0.5)
    step = -rate * m_hat
    return AdamStep(last.position + step, step, m, v, m_hat, v_hat, rate)


@convention(Adam, bias_correction=False, epsilon_place="inside")
def adam_cold_inside(self, t, gradient, last) -> AdamStep:
    """In no library: the cold start seen with ε inside the root."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    rate = self.learning_rate / np.sqrt(v + self.epsilon)
    step = -rate * m
    return AdamStep(last.position + step, step, m, v, m, v, rate)


@convention(Adam, bias_correction=False, epsilon_place="corrected")
@convention(Adam, bias_correction=False, epsilon_place="outside")
def adam_cold(self, t, gradient, last) -> AdamStep:
    """Kingma & Ba 2015, section 6.4: what the correction is for; ε is not corrected either."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    rate = self.learning_rate / (np.sqrt(v) + self.epsilon)
    step = -rate * m
    return AdamStep(last.position + step, step, m, v, m, v, rate)


@convention(AdamW, epsilon_place="inside")
def adamw_inside(self, t, gradient, last) -> AdamWStep:
    """Optax, with ``eps_root``."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    m_hat = m / (1 - self.beta1**t)
    v_hat = v / (1 - self.beta2**t)
    rate = self.learning_rate / np.sqrt(v_hat + self.epsilon)
    decay = -self.learning_rate * self.weight_decay * last.position
    step = -rate * m_hat + decay
    return AdamWStep(last.position + step, step, m, v, m_hat, v_hat, rate, decay)


@convention(AdamW, epsilon_place="corrected")
def adamw_corrected(self, t, gradient, last) -> AdamWStep:
    """Keras."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    m_hat = m / (1 - self.beta1**t)
    v_hat = v / (1 - self.beta2**t)
    rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon / (1 - self.beta2**t) ** 0.5)
    decay = -self.learning_rate * self.weight_decay * last.position
    step = -rate * m_hat + decay
    return AdamWStep(last.position + step, step, m, v, m_hat, v_hat, rate, decay)


@convention(Nadam, momentum_warmup=False)
def nadam_warm(self, t, gradient, last) -> NadamStep:
    """Optax."""
    product = last.product * self.beta1
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    m_hat = self.beta1 * m / (1 - product * self.beta1) + (1 - self.beta1) * gradient / (1 - product)
    v_hat = v / (1 - self.beta2**t)
    rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon)
    step = -rate * m_hat
    return NadamStep(last.position + step, step, m, v, m_hat, v_hat, rate, product)
