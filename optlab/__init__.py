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
from optlab.optimizers import (
    SGD,
    Adadelta,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    Nadam,
    Nesterov,
    RMSProp,
)
from optlab.run import run

__all__ = [
    "SGD",
    "AMSGrad",
    "AdaGrad",
    "Adadelta",
    "Adam",
    "AdamW",
    "GradientDescent",
    "LinearRegression",
    "Lion",
    "Minibatches",
    "Momentum",
    "Nadam",
    "Nesterov",
    "RMSProp",
    "Surface",
    "bowl",
    "himmelblau",
    "parabola",
    "quadratic",
    "rosenbrock",
    "run",
]
