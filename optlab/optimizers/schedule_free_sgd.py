"""Schedule-Free SGD."""

from dataclasses import dataclass
from typing import NamedTuple

from optlab.optimizers.rule import Array, Decay, Rate, Rule


class ScheduleFreeSGDStep(NamedTuple):
    """What update t of Schedule-Free SGD computes."""

    position: Array  # y, where the gradient is taken
    step: Array
    z: Array  # where plain gradient descent on these gradients is
    x: Array  # the mean of all z so far: what is judged


@dataclass(frozen=True)
class ScheduleFreeSGD(Rule):
    """A constant rate, and an average that needs not know how long the run will be. (Defazio et al. 2024)

    The gradient is taken at y, between z, which moves, and x, the mean of all z. The loss of a run is
    that of x: ``trace["x"]`` is what it has found.

    Args:
        learning_rate: γ in the paper, η here; above 0.
        beta: β, at least 0 and below 1: how near to the mean the gradient is taken. 0 is gradient
            descent whose positions are averaged (Polyak & Ruppert).

    The same elsewhere: ``optax.contrib.schedule_free_sgd(learning_rate=1.0, b1=0.9)``, and
    ``schedulefree.SGDScheduleFree(lr=1.0, momentum=0.9)``. There a z counts in the mean by the square of
    the largest rate so far: the same, unless the rate warms up. PyTorch itself has none, and Keras has
    `ScheduleFreeAdamW` only.

    >>> from optlab import parabola, run
    >>> trace = run(ScheduleFreeSGD(learning_rate=0.1), parabola, steps=2)
    >>> trace["z"][:, 0], trace["x"][:, 0], trace["loss"].round(4)
    (array([10. ,  8. ,  6.4]), array([10. ,  8. ,  7.2]), array([100.  ,  64.  ,  51.84]))
    """

    title, marker, colour = "Schedule-Free SGD", "d", "orange"
    letters = {"position": "y", "step": r"\Delta y"}
    judged = "x"

    learning_rate: Rate = 1.0
    beta: Decay = 0.9

    def begin(self, position) -> ScheduleFreeSGDStep:
        return super().begin(position)._replace(z=position.copy(order="K"), x=position.copy(order="K"))

    def update(self, t, gradient, last) -> ScheduleFreeSGDStep:
        z = last.z - self.learning_rate * gradient
        x = last.x + (z - last.x) / t
        y = z + self.beta * (x - z)
        step = y - last.position
        return ScheduleFreeSGDStep(last.position + step, step, z, x)
