"""Which learning rate? Ask one run whose rate rises all the time, or try many and take the best."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.sweep import sweep
from optlab.runs.walk import check_kinds
from optlab.schedules.curve import Curve
from optlab.values import Array, as_number, as_numbers, as_whole, shown

MARGIN = 4  # the choice is the rate with the lowest loss, divided by this (tried on twelve objectives)
TRIAL = 10  # after as many steps at the chosen rate the loss must be below the start


@dataclass(frozen=True, eq=False)
class RangeTest:
    """What a range test saw, and what it would choose.

    Attributes:
        rates: the learning rate of each step, ``(steps,)``.
        losses: the loss after it, ``(steps, *batch)``; may be infinite at the end.
        best: the rate to begin with; of a batch of runs ``(*batch)``, NaN where no rate leads below the start.
    """

    rates: Array
    losses: Array
    best: Any


def range_test(
    rule: Rule, objective: Objective, low: float = 1e-6, high: float = 10.0, steps: int = 200, start: Any = None
) -> RangeTest:
    """One run with a rate that rises from low to high, by the same factor in every step. (Smith 2017, section 3.3)

    The choice is a quarter of the rate at which the loss was lowest. It is halved as long as it
    does not lead below the start at once, which the run itself may have missed: its large rates
    come late, where the slope may be small by then. Seeds or hyperparameters that are arrays make a
    batch of range tests.

    Args:
        rule: any with a learning rate; its own is not used.
        objective: what is minimised.
        low: the first rate, above 0.
        high: the last rate, above ``low``.
        steps: how many, at least 2.
        start: a number or ``(dim, *batch)``.

    Raises:
        ValueError: a range that is not one, a rule without a learning rate, or a range in which no rate leads
            below the start.

    >>> from optlab import GradientDescent, parabola
    >>> round(range_test(GradientDescent(), parabola).best, 3)
    0.239
    """
    check_kinds(rule, objective)
    steps, low = as_whole("steps", steps, low=2), as_number("low", low)
    high = as_number("high", high)
    if not 0 < low < high:
        raise ValueError(f"low is {shown(low)} and high {shown(high)}: they must be above 0, and low below high")
    _check_rate(rule)
    ramp = Curve(lambda t: low * (high / low) ** (min(t - 1, steps - 1) / (steps - 1)), f"ramp({low}, {high}, {steps})")
    losses = sweep(replace(rule, learning_rate=ramp), objective, steps, start=start)["loss"]
    rates, before, after = ramp(np.arange(1, steps + 1)), losses[0], losses[1:]
    lowest = rates[np.where(np.isfinite(after), after, np.inf).argmin(axis=0)]
    halved = lowest / MARGIN * 0.5 ** np.arange(30).reshape(-1, *(1,) * before.ndim)
    trial = sweep(replace(rule, learning_rate=halved), objective, TRIAL, start=start)["loss"]
    calm = (trial[1:] < trial[0]).all(axis=0)
    works = calm.any(axis=0) & (np.nanmin(after, axis=0, initial=np.inf) < before)
    if not works.any():
        raise ValueError(f"low is {low:g} and high {high:g}: at none of these rates does the loss fall below its start")
    best = np.where(works, np.take_along_axis(halved, calm.argmax(axis=0)[None], axis=0)[0], np.nan)
    return RangeTest(rates, after, best if best.ndim else float(best))


def tuned(rule: Rule, objective: Objective, steps: int, rates: Any) -> Rule:
    """The rule at that one of several rates whose loss, on the mean over the run, is lowest.

    The mean, and not the last loss, which is often a lucky leap.

    Args:
        rule: any with a learning rate; its own is not used.
        objective: what is minimised.
        steps: of each trial.
        rates: ``(count,)``, each above 0.

    Raises:
        ValueError: a rule without a learning rate, rates that are no list of numbers, a batch of runs, or rates
            at all of which the loss becomes no number.

    >>> from optlab import GradientDescent, parabola
    >>> tuned(GradientDescent(), parabola, steps=10, rates=[0.1, 0.5, 1.1])
    GradientDescent(learning_rate=0.5)
    """
    check_kinds(rule, objective)
    _check_rate(rule)
    tries = np.atleast_1d(as_numbers(rates))
    if tries.ndim > 1 or not tries.size:
        raise ValueError(f"rates is {shown(rates)}: it must be one or more numbers above 0, (count,)")
    losses = sweep(replace(rule, learning_rate=tries), objective, steps)["loss"]
    if losses.shape[1:] != tries.shape:
        raise ValueError(
            f"this is a batch of runs of shape {losses.shape[1:]}: it must be one run a rate, {tries.shape}"
        )
    with np.errstate(all="ignore"):
        mean = losses.mean(axis=0)
    if not (mean < np.inf).any():
        raise ValueError(f"rates is {shown(rates)}: at each of them the loss grows too large, so try smaller ones")
    return replace(rule, learning_rate=float(tries[np.argmin(np.where(np.isnan(mean), np.inf, mean))]))


def _check_rate(rule: Rule) -> None:
    if "learning_rate" not in rule.hyperparameters:
        raise ValueError(f"rule is {shown(rule)}: it must be one with a learning rate")
