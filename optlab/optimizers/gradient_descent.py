"""Gradient descent."""

from dataclasses import dataclass

from optlab.optimizers.rule import Rate, Record, Rule


@dataclass(frozen=True)
class GradientDescent(Rule):
    """A step against the gradient, scaled by the learning rate. (Cauchy 1847)

    Args:
        learning_rate: η, above 0; loss units cancel, so it has those of position²/loss.

    The same elsewhere: ``torch.optim.SGD(lr=0.1)``, ``keras.optimizers.SGD(learning_rate=0.1)``,
    ``optax.sgd(learning_rate=0.1)``, which leave the batch to you as well.

    >>> from optlab import parabola, run
    >>> run(GradientDescent(learning_rate=0.1), parabola, steps=1)["position"][1]
    array([8.])
    """

    title, marker, colour = "gradient descent", "o", "blue"

    learning_rate: Rate = 0.1

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * gradient
        return Record(last.position + step, step)
