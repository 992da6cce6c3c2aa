"""The learning rates that theory marks for a rule on an objective."""

from __future__ import annotations

from optlab.objectives.objective import Objective
from optlab.optimizers import GradientDescent
from optlab.optimizers.rule import Rule
from optlab.theory.quadratic import best, stability_limit


def marks(rule: Rule, objective: Objective) -> dict[str, float]:
    """Name and learning rate of each limit, L being the largest curvature at the minimum; {} where theory knows none.

    It is silent about an objective whose gradient is a sample's or noisy, and about a schedule.

    >>> from optlab import bowl
    >>> marks(GradientDescent(), bowl)
    {'1/L': 0.25, '2/L': 0.5, 'best': 0.47619047619047616}
    """
    limit = None if rule.scheduled or _random(objective) else stability_limit(rule, objective)
    if limit is None or objective.curvature is None:
        return {}
    if not isinstance(rule, GradientDescent):
        return {"limit": float(limit)}
    low, high = objective.curvature
    found = {"1/L": 1 / high, "2/L": limit}
    if low < high and (fastest := best(rule, objective)):
        found["best"] = fastest.hyperparameters["learning_rate"]
    return found


def _random(objective: Objective) -> bool:
    return type(objective).gradient_at is not Objective.gradient_at
