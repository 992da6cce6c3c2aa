"""What is minimised: surfaces, and data with batches."""

from optlab.objectives.adversary import Adversary
from optlab.objectives.batches import Minibatches
from optlab.objectives.benchmarks import ackley, beale, rastrigin, styblinski_tang
from optlab.objectives.bowls import quadratic, tilted_bowl
from optlab.objectives.data import DataObjective, LinearRegression
from optlab.objectives.l2 import L2
from optlab.objectives.lines import double_well, kink, lessard, plateau
from optlab.objectives.logistic import LogisticRegression
from optlab.objectives.matrices import AsMatrix, matrix_bowl
from optlab.objectives.network import TanhNetwork
from optlab.objectives.noise import Noisy
from optlab.objectives.objective import Objective
from optlab.objectives.plane import OnPlane
from optlab.objectives.saddles import monkey_saddle, saddle
from optlab.objectives.scaled import Scaled
from optlab.objectives.sparse import sparse_features
from optlab.objectives.surface import Surface
from optlab.objectives.surfaces import bowl, himmelblau, parabola, rosenbrock
from optlab.objectives.valleys import hyperbola

__all__ = [
    "L2",
    "Adversary",
    "AsMatrix",
    "DataObjective",
    "LinearRegression",
    "LogisticRegression",
    "Minibatches",
    "Noisy",
    "Objective",
    "OnPlane",
    "Scaled",
    "Surface",
    "TanhNetwork",
    "ackley",
    "beale",
    "bowl",
    "double_well",
    "himmelblau",
    "hyperbola",
    "kink",
    "lessard",
    "matrix_bowl",
    "monkey_saddle",
    "parabola",
    "plateau",
    "quadratic",
    "rastrigin",
    "rosenbrock",
    "saddle",
    "sparse_features",
    "styblinski_tang",
    "tilted_bowl",
]
