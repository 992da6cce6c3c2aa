"""All rules and objectives, for tests that hold for each."""

import numpy as np

from optlab import objectives, optimizers
from optlab.objectives import LinearRegression, LogisticRegression, Surface
from optlab.optimizers import MatrixRule, Rule

THINGS = [getattr(optimizers, name) for name in optimizers.__all__]
EVERY_RULE = [
    thing for thing in THINGS if isinstance(thing, type) and issubclass(thing, Rule) and thing not in (Rule, MatrixRule)
]
RULES = [rule for rule in EVERY_RULE if not issubclass(rule, MatrixRule)]  # of numbers: they walk on any objective
MATRIX_RULES = [rule for rule in EVERY_RULE if issubclass(rule, MatrixRule)]  # tests/optimizers/test_matrices.py
DATA = LinearRegression(X=[[1, 0], [2, 1], [3, -1], [4, 2.5]], y=[2, 4, 6.5, 8])
SURFACES = [
    *(thing for thing in vars(objectives).values() if isinstance(thing, Surface)),
    objectives.quadratic([1, 10, 100]),
    objectives.tilted_bowl(20, degrees=70),
    *(make(dim) for make in (objectives.styblinski_tang, objectives.rastrigin, objectives.ackley) for dim in (1, 2, 5)),
]
OBJECTIVES = [
    *SURFACES,
    DATA,
    LogisticRegression(X=np.linspace(-2, 2, 9), y=[0, 0, 1, 0, 1, 0, 1, 1, 1]),
    objectives.sparse_features(samples=40),
    objectives.L2(objectives.rosenbrock, weight_decay=0.1),
    objectives.Adversary(),
    objectives.TanhNetwork(X=np.linspace(-1, 1, 7), y=[1, 0, -1, 0.5, -1, 0, 1], width=3),
]


def label(thing) -> str:
    """A readable test id."""
    return getattr(thing, "__name__", None) or f"{thing.name} {thing.dim}-D"
