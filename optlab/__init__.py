"""A course on optimizers and learning rates."""

from optlab.objectives import (
    LinearRegression,
    Minibatches,
    Surface,
    bowl,
    himmelblau,
    parabola,
    quadratic,
    rosenbrock,
)
from optlab.optimizers import SGD, AdaGrad, Adam, GradientDescent, Momentum, RMSProp
from optlab.run import run

__all__ = [
    "SGD",
    "AdaGrad",
    "Adam",
    "GradientDescent",
    "LinearRegression",
    "Minibatches",
    "Momentum",
    "RMSProp",
    "Surface",
    "bowl",
    "himmelblau",
    "parabola",
    "quadratic",
    "rosenbrock",
    "run",
]
