"""Muon in the race of notebook 09, run with 200 seeds and stored: ten minutes of work that need not be done again."""

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
from optlab.training.races import TRIALS
from optlab.training.spaces import draw_trials
from optlab.values import Array

FILE = Path(__file__).with_name("muons.npz")  # made by python -m tests.claims.muon_table
RANGE = {"learning_rate": (1e-4, 1.0)}  # that of "Adam, rate only"
ONE, TWO = METHODS = ("Muon, one rate", "Muon, two rates")


class Muons(NamedTuple):
    """What came of 200 races of Muon: the seeds, weights, batches, steps and schedule are those of `stored_races`.

    Attributes:
        losses: method -> the validation loss that each trial ended with, ``(200 seeds, 48 trials)``.
        one_rate: the validation loss at each of the rates of `stored_races`, ``(11, 200)``.
    """

    losses: Mapping[str, Array]
    one_rate: Array


def muon_for(parameters: Mapping[str, tuple[int, ...]]) -> Any:
    """Muon for the matrices of a network, and Adam for its biases. (Jordan et al. 2024)

    Its steps have the scale of Adam's (``scale="largest"``), so that one rate may serve both.
    """
    return PerParameter({"weights*": Muon(scale="largest"), "*": AdamW(weight_decay=0.0)}, parameters)


def muon_trials(method: str, seed: int) -> dict[str, Array]:
    """The rates of the 48 trials of a method, drawn from the range of "Adam, rate only".

    >>> drawn = muon_trials("Muon, two rates", seed=7)
    >>> {name: rates.shape for name, rates in drawn.items()}
    {'weights_learning_rate': (48,), 'rest_learning_rate': (48,)}
    """
    first = draw_trials(method, Adam(), RANGE, TRIALS, seed)["learning_rate"]
    second = first if method == ONE else draw_trials(f"{method}: biases", Adam(), RANGE, TRIALS, seed)["learning_rate"]
    return {"weights_learning_rate": first, "rest_learning_rate": second}


@cache
def stored_muons() -> Muons:
    """The 200 races of Muon that notebook 10 speaks of.

    >>> stored_muons().losses["Muon, one rate"].shape
    (200, 48)
    """
    with np.load(FILE) as stored:
        losses, one_rate = (stored[name].astype(float) for name in ("losses", "one_rate"))
    return Muons(dict(zip(METHODS, losses, strict=True)), one_rate)
