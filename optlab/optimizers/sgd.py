"""Stochastic gradient descent."""

from dataclasses import dataclass

from optlab.optimizers.gradient_descent import GradientDescent
from optlab.optimizers.rule import Rate


@dataclass(frozen=True)
class SGD(GradientDescent):
    """Gradient descent whose gradient comes from a batch: no other formula. (Robbins & Monro 1951)

    The batch is the objective's business: give `run` a `Minibatches` of your data.

    Args:
        learning_rate: η, above 0.

    The same elsewhere: ``torch.optim.SGD(lr=0.01)``, ``keras.optimizers.SGD(learning_rate=0.01)``,
    ``optax.sgd(learning_rate=0.01)``.

    >>> from optlab import run
    >>> from optlab.objectives import LinearRegression, Minibatches
    >>> data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    >>> print(run(SGD(learning_rate=0.01), Minibatches(data, batch_size=1), steps=1).listing())
    Iteration 1, Sample 1: weights = 0.02, bias = 0.02
    """

    title, marker, colour = "stochastic gradient descent", "s", "sky"

    learning_rate: Rate = 0.01
