"""The exercises of notebook 08."""

import numpy as np

from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.first_network import CLIPPED, KEPT_STEP, MEAN_LOSS
from optlab.exercises.rounds import over_cases


def mean_loss(scores, labels):
    """The mean cross-entropy of a softmax; see `optlab.training.Network`."""
    powers = np.exp(scores)
    chances = powers / powers.sum(axis=1, keepdims=True)
    return -np.log(chances[np.arange(len(labels)), labels]).mean()


def clipped(gradient, limit):
    """The gradient, held to a length. (Pascanu, Mikolov & Bengio 2013, alg. 1)"""
    length = np.sqrt((gradient**2).sum())
    return gradient * min(1, limit / length)


def kept_step(losses, patience):
    """Early stopping: the step whose weights are kept. (Prechelt 1998, with a count of rows in place of a part)"""
    best = 0
    for t in range(1, len(losses)):
        if losses[t] < losses[best]:
            best = t
        elif t - best == patience:
            break
    return best


EXERCISES = (
    Exercise(
        mean_loss,
        ("the mean loss",),
        over_cases(
            {"scores": [[2.0, 0.0, -1.0], [0.5, 1.5, 0.0]], "labels": [0, 2]},
            {"scores": [[0.1, -0.4], [1.2, 0.7], [-2.0, 0.3]], "labels": [1, 0, 1]},
            {"scores": [[0.0, 0.0, 0.0, 0.0]], "labels": [3]},
        ),
        MEAN_LOSS,
        "First the chances of each row: they sum to 1. Then −log of the chance of the label. Then the mean.",
    ),
    Exercise(
        clipped,
        ("the gradient",),
        over_cases(
            {"gradient": [3.0, -4.0, 12.0], "limit": 2.0},
            {"gradient": [0.3, -0.4, 0.2], "limit": 2.0},
            {"gradient": [-6.0, 0.2], "limit": 0.5},
            {"gradient": [0.6, -1.2, 0.8], "limit": 2.0},
        ),
        CLIPPED,
        "One number multiplies the whole gradient: 1 where it is short enough, limit/‖g‖ where it is too long.",
    ),
    Exercise(
        kept_step,
        ("the step",),
        over_cases(
            {"losses": [2.3, 1.4, 1.1, 1.2, 1.15, 1.3, 1.25, 0.9], "patience": 3},
            {"losses": [2.3, 1.6, 1.7, 1.2, 1.15, 1.3, 1.25, 1.0, 1.1, 1.4, 1.5], "patience": 3},
            {"losses": [2.3, 2.5, 2.6, 1.0], "patience": 2},
            {"losses": [3.0, 2.0, 1.0, 1.5], "patience": 2},
            {"losses": [2.0, 1.0, 1.4, 0.8, 0.9, 0.7, 0.75], "patience": 1},
            {"losses": [2.0, 1.0, 1.0, 1.0, 1.0], "patience": 2},
        ),
        KEPT_STEP,
        "Look at a loss: if it is lower than all before, remember its step; else stop if the best is patience old.",
    ),
)
