"""Rules for matrices in the race of notebook 09, with 200 seeds, stored: half an hour that need not be spent again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from optlab.optimizers.adam import Adam
from optlab.optimizers.adamw import AdamW
from optlab.optimizers.muon import Muon
from optlab.optimizers.per_parameter import PerParameter
from optlab.optimizers.shampoo import Shampoo
from optlab.optimizers.soap import SOAP
from optlab.training.races import TRIALS
from optlab.training.spaces import draw_trials
from optlab.values import Array

FILE = Path(__file__).with_name("matrix_races.npz")  # made by python -m tests.claims.matrix_table


class Entry(NamedTuple):
    """A method of these races: a rule for the matrices of the network, and Adam for its biases.

    Attributes:
        rule: that of the matrices.
        space: the range of its learning rate, four powers of ten.
        biases: what Adam's rate is over that of the matrices; None if it is drawn apart, from the same range.
    """

    rule: Any
    space: tuple[float, float]
    biases: float | None


ONE, TWO = "Muon, one rate", "Muon, two rates"
RARELY = "Shampoo, every 10"
ENTRIES = {  # "largest": steps as long as Adam's, so that one rate may serve both
    ONE: Entry(Muon(scale="largest"), (1e-4, 1.0), 1.0),
    TWO: Entry(Muon(scale="largest"), (1e-4, 1.0), None),
    "SOAP": Entry(SOAP(), (1e-4, 1.0), 1.0),
    RARELY: Entry(Shampoo(every=10), (1e-3, 10.0), 0.1),  # its first step is U·Vᵀ, whose numbers are about a tenth
}


class MatrixRaces(NamedTuple):
    """What came of 200 races: the seeds, weights, batches, steps and schedule are those of `stored_races`.

    Attributes:
        losses: method -> the validation loss that each trial ended with, ``(200 seeds, 48 trials)``.
        one_rate: Muon's validation loss at each of the rates of `stored_races`, ``(11, 200)``.
    """

    losses: Mapping[str, Array]
    one_rate: Array


def mixed(method: str, parameters: Mapping[str, tuple[int, ...]]) -> Any:
    """The rule of a method for a network's parameters."""
    return PerParameter({"weights*": ENTRIES[method].rule, "*": AdamW(weight_decay=0.0)}, parameters)


def matrix_trials(method: str, seed: int) -> dict[str, Array]:
    """The rates of the 48 trials of a method.

    >>> drawn = matrix_trials("Muon, two rates", seed=7)
    >>> {name: rates.shape for name, rates in drawn.items()}
    {'weights_learning_rate': (48,), 'rest_learning_rate': (48,)}
    """
    _, space, biases = ENTRIES[method]

    def drawn(name: str) -> Array:
        return draw_trials(name, Adam(), {"learning_rate": space}, TRIALS, seed)["learning_rate"]

    rest = drawn(f"{method}: biases") if biases is None else drawn(method) * biases
    return {"weights_learning_rate": drawn(method), "rest_learning_rate": rest}


@cache
def stored_matrix_races() -> MatrixRaces:
    """The 200 races of Muon, SOAP and Shampoo that notebook 10 speaks of.

    >>> stored_matrix_races().losses["SOAP"].shape
    (200, 48)
    """
    with np.load(FILE) as stored:
        return MatrixRaces({name: stored[name].astype(float) for name in ENTRIES}, stored["one_rate"].astype(float))
