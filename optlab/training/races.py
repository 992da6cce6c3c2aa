"""The race of notebook 09, run with 200 seeds and stored: a quarter of an hour that need not be spent again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from optlab.optimizers.adam import Adam
from optlab.optimizers.momentum import Momentum
from optlab.optimizers.sgd import SGD
from optlab.training.spaces import draw_trials
from optlab.values import Array

FILE = Path(__file__).with_name("races.npz")  # made by python -m tests.claims.race_table
SEEDS, TRIALS, STEPS, BATCH = 200, 48, 300, 64
SAME_TIME = {"SGD": 300, "momentum": 241, "Adam, rate only": 193, "Adam, all four": 174}  # steps that take as long
ENTRIES = {  # by method: the rule, and the space that is searched, four powers of ten for each learning rate
    "SGD": (SGD(), {"learning_rate": (1e-3, 10.0)}),
    "momentum": (Momentum(), {"learning_rate": (1e-3, 10.0), "momentum": (0.0, 0.999)}),
    "Adam, rate only": (Adam(), {"learning_rate": (1e-4, 1.0)}),
    "Adam, all four": (
        Adam(),
        {
            "learning_rate": (1e-4, 1.0),
            "beta1": (0.0, 0.999),
            "beta2": (0.9, 0.9999),
            "epsilon": (1e-10, 1.0),
        },
    ),
}
ONE_RATE = {"SGD": SGD(), "momentum": Momentum(), "Adam": Adam()}
RATES = 10.0 ** np.arange(-4, 1.5, 0.5)


class Races(NamedTuple):
    """What came of 200 races: digits, 64-32-10, 300 steps of batch 64, the rate falling along a straight line to 0.

    Attributes:
        losses: method -> the validation loss that each trial ended with, ``(200 seeds, 48 trials)``.
        curves: method -> the validation loss of the chosen trial as it went on, ``(21 rows, 200 seeds)``.
        t: the steps of those rows.
        test: method -> the accuracy on the test set of what was chosen, ``(200,)``.
        on_test: the loss on the test set of each trial of "Adam, rate only", ``(200, 48)``: nobody may choose by it.
        seconds: method -> a step of one trial, in microseconds, measured once when the file was made.
        same_time: method -> the lowest validation loss of its six best trials, run again with the steps of `SAME_TIME`
            and a rate that falls to 0 there, ``(200,)``: about as long as SGD's 300 steps take.
        one_rate: method -> the validation loss at each of `rates`, its other settings being usual, ``(11, 200)``.
        rates: of `one_rate`, ``(11,)``.
    """

    losses: Mapping[str, Array]
    curves: Mapping[str, Array]
    t: Array
    test: Mapping[str, Array]
    on_test: Array
    seconds: Mapping[str, float]
    same_time: Mapping[str, Array]
    one_rate: Mapping[str, Array]
    rates: Array

    def settings(self, method: str) -> dict[str, Array]:
        """The hyperparameters of each trial of a method, ``(200, 48)``: they are drawn again from its seeds."""
        rule, space = ENTRIES[method]
        drawn = [draw_trials(method, rule, space, TRIALS, seed) for seed in range(SEEDS)]
        return {name: np.array([one[name] for one in drawn]) for name in space}


@cache
def stored_races() -> Races:
    """The 200 races that notebook 09 speaks of.

    >>> races = stored_races()
    >>> races.losses["SGD"].shape, races.curves["SGD"].shape
    ((200, 48), (21, 200))
    """
    with np.load(FILE) as stored:
        kept = {name: stored[name].astype(float) for name in stored.files}
    named = ("losses", "curves", "test", "seconds", "same_time")
    by_method = {name: dict(zip(ENTRIES, kept[name], strict=True)) for name in named}
    one_rate = dict(zip(ONE_RATE, kept["one_rate"], strict=True))
    return Races(t=kept["t"], on_test=kept["on_test"], one_rate=one_rate, rates=RATES, **by_method)
