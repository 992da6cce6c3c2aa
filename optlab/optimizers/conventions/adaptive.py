"""AdaGrad and RMSProp with ε inside the root; RMSProp centred."""

import numpy as np

from optlab.optimizers.adagrad import AdaGrad, AdaGradStep
from optlab.optimizers.convention import convention
from optlab.optimizers.rmsprop import RMSProp, RMSPropStep


@convention(AdaGrad, epsilon_place="inside")
def adagrad_inside(self, t, gradient, last) -> AdaGradStep:
    """Keras and optax."""
    cache = last.cache + gradient**2
    rate = self.learning_rate / np.sqrt(cache + self.epsilon)
    step = -rate * gradient
    return AdaGradStep(last.position + step, step, cache, rate)


@convention(RMSProp, centred=False, epsilon_place="inside")
def rmsprop_inside(self, t, gradient, last) -> RMSPropStep:
    """Keras and optax."""
    cache = self.decay_rate * last.cache + (1 - self.decay_rate) * gradient**2
    rate = self.learning_rate / np.sqrt(cache + self.epsilon)
    step = -rate * gradient
    return RMSPropStep(last.position + step, step, cache, rate, last.mean)


@convention(RMSProp, centred=True, epsilon_place="outside")
def rmsprop_centred(self, t, gradient, last) -> RMSPropStep:
    """Graves 2013; PyTorch, with ``centered=True``."""
    cache = self.decay_rate * last.cache + (1 - self.decay_rate) * gradient**2
    mean = self.decay_rate * last.mean + (1 - self.decay_rate) * gradient
    variance = np.maximum(cache - mean**2, 0)  # rounding can make it slightly negative
    rate = self.learning_rate / (np.sqrt(variance) + self.epsilon)
    step = -rate * gradient
    return RMSPropStep(last.position + step, step, cache, rate, mean)


@convention(RMSProp, centred=True, epsilon_place="inside")
def rmsprop_centred_inside(self, t, gradient, last) -> RMSPropStep:
    """Keras and optax, with ``centered=True``."""
    cache = self.decay_rate * last.cache + (1 - self.decay_rate) * gradient**2
    mean = self.decay_rate * last.mean + (1 - self.decay_rate) * gradient
    variance = np.maximum(cache - mean**2, 0)
    rate = self.learning_rate / np.sqrt(variance + self.epsilon)
    step = -rate * gradient
    return RMSPropStep(last.position + step, step, cache, rate, mean)
