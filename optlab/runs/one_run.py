"""One run of a batch: the rule as it has it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from optlab.optimizers.rule import Rule
from optlab.schedules.curve import Curve


def rule_of(rule: Rule, batch: tuple[int, ...], index: tuple[int, ...]) -> Rule:
    """The rule with the hyperparameters of one run of a batch of that shape."""
    return replace(rule, **{name: _one(value, batch, index) for name, value in rule.hyperparameters.items()})


def _one(value: Any, batch: tuple[int, ...], index: tuple[int, ...]) -> Any:
    if callable(value):
        first: Any = value(1)
        return Curve(lambda t: _one(value(t), batch, index), repr(value)) if np.ndim(first) else value
    return np.broadcast_to(value, batch)[index] if np.ndim(value) else value
