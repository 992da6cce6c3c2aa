"""The space that a method is tuned in, and trials drawn from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_origin
from zlib import crc32

import numpy as np

from optlab.optimizers.hyperparameters import hints_of
from optlab.optimizers.rule import Rule
from optlab.values import Array, as_numbers, shown

Space = Mapping[str, tuple[float, float]]


def draw_trials(name: str, rule: Rule, space: Space, trials: int, seed: int) -> dict[str, Array]:
    """Values for each hyperparameter of a space, ``(trials,)``, drawn log-uniformly. (Bergstra & Bengio 2012)

    Each power of ten is as likely as the next. Of what is at least 0 and below 1, such as β₁, it is
    1 − value that is drawn so: 0.9, 0.99 and 0.999 are then as far apart as they are in effect.
    The draw depends on the seed and the method's name, not on what else is in the race.
    """
    draw, found = np.random.default_rng([seed, crc32(name.encode())]), {}
    for parameter, (low, high) in space.items():
        if is_decay(rule, parameter):
            found[parameter] = 1 - log_uniform(draw, 1 - high, 1 - low, trials)
        else:
            found[parameter] = log_uniform(draw, low, high, trials)
    return found


def log_uniform(draw: np.random.Generator, low: float, high: float, count: int) -> Array:
    return np.exp(draw.uniform(np.log(low), np.log(high), count))


def is_decay(rule: Rule, parameter: str) -> bool:
    """Whether a hyperparameter is one that must be at least 0 and below 1."""
    hint = hints_of(type(rule))[parameter]
    return hint.__metadata__[0].high == 1


def as_entry(name: Any, entry: Any) -> tuple[Rule, dict[str, tuple[float, float]]]:
    """A method of a race: its rule, and the space it is tuned in.

    Raises:
        ValueError: what is no such pair, a hyperparameter that the rule does not have, or a range that is none.

    >>> from optlab import Adam
    >>> as_entry("adam", (Adam(), {"rate": (1e-4, 1)}))
    Traceback (most recent call last):
    ValueError: entries: 'adam' names 'rate': it must be one of learning_rate, beta1, beta2, epsilon
    """
    pair = isinstance(entry, tuple) and len(entry) == 2 and isinstance(entry[0], Rule) and isinstance(entry[1], Mapping)
    if not isinstance(name, str) or not pair or not entry[1]:
        example = '"adam": (Adam(), {"learning_rate": (1e-4, 1.0)})'
        raise ValueError(f"entries holds {shown(name)}: {shown(entry)}: it must be a rule with its space, as {example}")
    rule, space = entry
    numbers = [f.name for f in fields(rule) if get_origin(hints_of(type(rule))[f.name]) is not None]
    numbers = [parameter for parameter in numbers if hasattr(hints_of(type(rule))[parameter], "__metadata__")]
    for parameter, given in space.items():
        if parameter not in numbers:
            raise ValueError(f"entries: {name!r} names {shown(parameter)}: it must be one of {', '.join(numbers)}")
        low_high = as_numbers(given)
        if low_high.shape != (2,) or not np.all(np.isfinite(low_high)) or not 0 <= low_high[0] < low_high[1]:
            raise ValueError(
                f"entries: {name!r} has {parameter} {shown(given)}: it must be (low, high), low below high"
            )
        if not is_decay(rule, parameter) and not low_high[0]:
            raise ValueError(
                f"entries: {name!r} has {parameter} {shown(given)}: low must be above 0, to draw powers of 10"
            )
        for value in low_high:
            replace(rule, **{parameter: float(value)})  # raises if the rule does not take it
    return rule, {parameter: (float(low), float(high)) for parameter, (low, high) in space.items()}
