"""AMSGrad with its averages corrected."""

import numpy as np

from optlab.optimizers.amsgrad import AMSGrad, AMSGradStep
from optlab.optimizers.convention import convention


@convention(AMSGrad, bias_correction="after", epsilon_place="outside")
def amsgrad_after(self, t, gradient, last) -> AMSGradStep:
    """PyTorch."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    v_max = np.maximum(last.v_max, v)
    m_hat = m / (1 - self.beta1**t)
    v_hat = v_max / (1 - self.beta2**t)
    rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon)
    step = -rate * m_hat
    return AMSGradStep(last.position + step, step, m, v, v_max, m_hat, v_hat, rate)


@convention(AMSGrad, bias_correction="after", epsilon_place="corrected")
def amsgrad_after_corrected(self, t, gradient, last) -> AMSGradStep:
    """Keras."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    v_max = np.maximum(last.v_max, v)
    m_hat = m / (1 - self.beta1**t)
    v_hat = v_max / (1 - self.beta2**t)
    rate = self.learning_rate / (np.sqrt(v_hat) + self.epsilon / (1 - self.beta2**t) ** 0.5)
    step = -rate * m_hat
    return AMSGradStep(last.position + step, step, m, v, v_max, m_hat, v_hat, rate)


@convention(AMSGrad, bias_correction="before", epsilon_place="outside")
def amsgrad_before(self, t, gradient, last) -> AMSGradStep:
    """Optax."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    v_max = np.maximum(last.v_max, v / (1 - self.beta2**t))
    m_hat = m / (1 - self.beta1**t)
    rate = self.learning_rate / (np.sqrt(v_max) + self.epsilon)
    step = -rate * m_hat
    return AMSGradStep(last.position + step, step, m, v, v_max, m_hat, v_max, rate)


@convention(AMSGrad, bias_correction="before", epsilon_place="corrected")
def amsgrad_before_corrected(self, t, gradient, last) -> AMSGradStep:
    """In no library: optax's with Keras's ε."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    v_max = np.maximum(last.v_max, v / (1 - self.beta2**t))
    m_hat = m / (1 - self.beta1**t)
    rate = self.learning_rate / (np.sqrt(v_max) + self.epsilon / (1 - self.beta2**t) ** 0.5)
    step = -rate * m_hat
    return AMSGradStep(last.position + step, step, m, v, v_max, m_hat, v_max, rate)
