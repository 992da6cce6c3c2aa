"""RAdam with the libraries' threshold, and PyTorch's ε."""

import numpy as np

from optlab.optimizers.convention import convention
from optlab.optimizers.radam import RAdam, RAdamStep


@convention(RAdam, as_in="optax")
def radam_optax(self, t, gradient, last) -> RAdamStep:
    """Optax."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    m_hat = m / (1 - self.beta1**t)
    v_hat = v / (1 - self.beta2**t)
    rho_max = 2 / (1 - self.beta2) - 1
    rho = rho_max - 2 * t * self.beta2**t / (1 - self.beta2**t)
    r = np.sqrt((rho - 4) * (rho - 2) * rho_max) / np.sqrt((rho_max - 4) * (rho_max - 2) * rho)
    adapted = r * m_hat / (np.sqrt(v_hat) + self.epsilon)
    step = -self.learning_rate * np.where(rho > 5, adapted, m_hat)
    return RAdamStep(last.position + step, step, m, v, m_hat, v_hat, rho, r)


@convention(RAdam, as_in="PyTorch")
def radam_pytorch(self, t, gradient, last) -> RAdamStep:
    """PyTorch."""
    m = self.beta1 * last.m + (1 - self.beta1) * gradient
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    m_hat = m / (1 - self.beta1**t)
    v_hat = v / (1 - self.beta2**t)
    rho_max = 2 / (1 - self.beta2) - 1
    rho = rho_max - 2 * t * self.beta2**t / (1 - self.beta2**t)
    r = np.sqrt((rho - 4) * (rho - 2) * rho_max) / np.sqrt((rho_max - 4) * (rho_max - 2) * rho)
    adapted = r * m_hat / (np.sqrt(v_hat) + self.epsilon / (1 - self.beta2**t) ** 0.5)
    step = -self.learning_rate * np.where(rho > 5, adapted, m_hat)
    return RAdamStep(last.position + step, step, m, v, m_hat, v_hat, rho, r)
