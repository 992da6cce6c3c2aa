"""What is minimised: surfaces, and data with batches."""

from optlab.objectives.batches import Minibatches
from optlab.objectives.data import LinearRegression
from optlab.objectives.objective import Objective
from optlab.objectives.surface import Surface
from optlab.objectives.surfaces import bowl, himmelblau, parabola, quadratic, rosenbrock

__all__ = [
    "LinearRegression",
    "Minibatches",
    "Objective",
    "Surface",
    "bowl",
    "himmelblau",
    "parabola",
    "quadratic",
    "rosenbrock",
]
