"""Momentum and Nesterov's with the rate outside the velocity."""

from optlab.optimizers.convention import convention
from optlab.optimizers.momentum import Momentum, MomentumStep
from optlab.optimizers.nesterov import Nesterov, NesterovStep


@convention(Momentum, learning_rate_place="outside")
def momentum_outside(self, t, gradient, last) -> MomentumStep:
    """PyTorch and optax."""
    velocity = self.momentum * last.velocity - gradient
    step = self.learning_rate * velocity
    return MomentumStep(last.position + step, step, velocity)


@convention(Nesterov, learning_rate_place="outside")
def nesterov_outside(self, t, gradient, last) -> NesterovStep:
    """PyTorch and optax."""
    velocity = self.momentum * last.velocity - gradient
    step = self.learning_rate * (self.momentum * velocity - gradient)
    return NesterovStep(last.position + step, step, velocity)
