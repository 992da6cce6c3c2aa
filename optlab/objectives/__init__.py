"""What is minimised: surfaces, and data with batches."""

from optlab.objectives.batches import Minibatches
from optlab.objectives.benchmarks import ackley, beale, rastrigin, styblinski_tang
from optlab.objectives.bowls import quadratic, tilted_bowl
from optlab.objectives.data import LinearRegression
from optlab.objectives.lines import double_well, kink, lessard, plateau
from optlab.objectives.objective import Objective
from optlab.objectives.saddles import monkey_saddle, saddle
from optlab.objectives.surface import Surface
from optlab.objectives.surfaces import bowl, himmelblau, parabola, rosenbrock

__all__ = [
    "LinearRegression",
    "Minibatches",
    "Objective",
    "Surface",
    "ackley",
    "beale",
    "bowl",
    "double_well",
    "himmelblau",
    "kink",
    "lessard",
    "monkey_saddle",
    "parabola",
    "plateau",
    "quadratic",
    "rastrigin",
    "rosenbrock",
    "saddle",
    "styblinski_tang",
    "tilted_bowl",
]
