"""Schedule-Free AdamW as in the libraries."""

import numpy as np

from optlab.optimizers.convention import convention
from optlab.optimizers.schedule_free_adamw import ScheduleFreeAdamW, ScheduleFreeAdamWStep


@convention(ScheduleFreeAdamW, as_in="libraries")
def schedule_free_adamw_libraries(self, t, gradient, last) -> ScheduleFreeAdamWStep:
    """Its authors' package, and optax."""
    v = self.beta2 * last.v + (1 - self.beta2) * gradient**2
    v_hat = v / (1 - self.beta2**t)
    direction = gradient / (np.sqrt(v_hat) + self.epsilon) + self.weight_decay * last.position
    z = last.z - self.learning_rate * direction
    rate = np.maximum(last.rate, self.learning_rate)
    weights = last.weights + rate**2
    c = np.where(weights > 0, rate**2 / weights, 0.0)
    x = last.x + c * (z - last.x)
    y = z + self.beta1 * (x - z)
    step = y - last.position
    return ScheduleFreeAdamWStep(last.position + step, step, z, x, v, rate, weights, c)
