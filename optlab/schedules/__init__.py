"""Hyperparameters that change with t.

A schedule is a pure function of the step t = 1, 2, … and may stand wherever a
hyperparameter may: ``Adam(learning_rate=cosine(0.1, steps=100))``. Before update t there
have been t − 1 updates, so the first one has the value that a schedule starts with, as in
PyTorch and optax. Values are numbers from 0 up, or arrays with one for each run of a batch.
"""

from optlab.schedules.curve import Curve, curve
from optlab.schedules.cycles import cosine_restarts, one_cycle, triangular, warmup
from optlab.schedules.decay import constant, cosine, exponential, inverse_sqrt, polynomial, step_decay, wsd

__all__ = [
    "Curve",
    "constant",
    "cosine",
    "cosine_restarts",
    "curve",
    "exponential",
    "inverse_sqrt",
    "one_cycle",
    "polynomial",
    "step_decay",
    "triangular",
    "warmup",
    "wsd",
]
