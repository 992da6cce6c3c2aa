"""Predictions for a quadratic whose curvatures run from μ to L.

On other surfaces they hold near the minimum, where ``objective.curvature`` is measured. All
follow from the roots z of the update's own equation at a curvature λ, the momentum being β:

- gradient descent: z = 1 − ηλ;
- heavy ball: z² − (1 + β − ηλ)z + β = 0 (Polyak 1964);
- Nesterov: z² − (1 + β)(1 − ηλ)z + β(1 − ηλ) = 0 (Lessard, Recht & Packard 2016, section 2).
"""

from __future__ import annotations

from functools import singledispatch
from typing import NamedTuple

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers import GradientDescent, Momentum, Nesterov
from optlab.optimizers.rule import Rule
from optlab.values import Number


class Best(NamedTuple):
    """The hyperparameters that contract fastest, and by what factor a step."""

    hyperparameters: dict[str, float]
    contraction: float


def stability_limit(rule: Rule, objective: Objective) -> Number | None:
    """The learning rate above which a run near the minimum diverges, whatever the rule's own is.

    Gradient descent: 2/L. Heavy ball: 2(1 + β)/L. (Polyak 1964; Goh 2017)
    Nesterov: 2(1 + β)/((1 + 2β)L), where a root leaves through −1.

    >>> from optlab import bowl
    >>> stability_limit(GradientDescent(), bowl), stability_limit(Momentum(momentum=0.5), bowl)
    (0.5, 0.75)
    """
    product = stable_product(rule)
    if product is None or not objective.curvature or not objective.curvature[1] > 0:
        return None
    return product / objective.curvature[1]


def contraction(rule: Rule, objective: Objective) -> Number | None:
    """What a long run multiplies its distance by in each step; above 1 it diverges.

    The largest modulus of the roots at both ends of the curvature; for the heavy ball √β
    wherever they are complex, whatever the rate is.

    >>> from optlab.objectives import quadratic
    >>> round(contraction(GradientDescent(learning_rate=2 / 101), quadratic([1, 100])), 4)
    0.9802
    """
    if rule.scheduled or not objective.curvature or stable_product(rule) is None:
        return None
    low, high = (_modulus(*_equation(rule, curve)) for curve in objective.curvature)
    worst = np.maximum(low, high)
    return worst if np.ndim(worst) else float(worst)


def best(rule: Rule, objective: Objective) -> Best | None:
    """The fastest fixed hyperparameters; κ is L/μ. (Lessard, Recht & Packard 2016, proposition 1)

    Gradient descent: η = 2/(L + μ), contraction (κ − 1)/(κ + 1).
    Heavy ball: η = 4/(√L + √μ)², contraction ρ = (√κ − 1)/(√κ + 1), momentum ρ².
    Nesterov: η = 4/(3L + μ), momentum (√(3κ + 1) − 2)/(√(3κ + 1) + 2), contraction 1 − 2/√(3κ + 1).

    >>> from optlab.objectives import quadratic
    >>> hyperparameters, contraction = best(Momentum(), quadratic([1, 100]))
    >>> round(hyperparameters["learning_rate"], 4), round(hyperparameters["momentum"], 3), round(contraction * 11, 9)
    (0.0331, 0.669, 9.0)
    """
    if not objective.curvature or not objective.curvature[0] > 0:
        return None
    return _best(rule, *objective.curvature)


@singledispatch
def stable_product(rule: Rule) -> Number | None:
    """The η·λ at which a run stops being stable."""
    return None


@stable_product.register
def _stable_product_gradient_descent(rule: GradientDescent) -> Number:
    return 2.0


@stable_product.register
def _stable_product_momentum(rule: Momentum) -> Number | None:
    return None if callable(rule.momentum) else 2 * (1 + rule.momentum)


@stable_product.register
def _stable_product_nesterov(rule: Nesterov) -> Number | None:
    return None if callable(rule.momentum) else 2 * (1 + rule.momentum) / (1 + 2 * rule.momentum)


@singledispatch
def _equation(rule: GradientDescent, curve: float) -> tuple[Number, Number]:
    """The b and c of z² − bz + c = 0."""
    return 1 - rule.learning_rate * curve, 0.0


@_equation.register
def _equation_momentum(rule: Momentum, curve: float) -> tuple[Number, Number]:
    return 1 + rule.momentum - rule.learning_rate * curve, rule.momentum


@_equation.register
def _equation_nesterov(rule: Nesterov, curve: float) -> tuple[Number, Number]:
    left = 1 - rule.learning_rate * curve
    return (1 + rule.momentum) * left, rule.momentum * left


def _modulus(b: Number, c: Number) -> Number:
    """Of the larger root: √c where the roots are complex."""
    square = b * b - 4 * c
    return np.where(square < 0, np.sqrt(np.abs(c)), (np.abs(b) + np.sqrt(np.maximum(square, 0))) / 2)


@singledispatch
def _best(rule: Rule, low: float, high: float) -> Best | None:
    return None


@_best.register
def _best_gradient_descent(rule: GradientDescent, low: float, high: float) -> Best:
    return Best({"learning_rate": 2 / (high + low)}, (high - low) / (high + low))


@_best.register
def _best_momentum(rule: Momentum, low: float, high: float) -> Best:
    rate = (high**0.5 - low**0.5) / (high**0.5 + low**0.5)
    return Best({"learning_rate": 4 / (high**0.5 + low**0.5) ** 2, "momentum": rate**2}, rate)


@_best.register
def _best_nesterov(rule: Nesterov, low: float, high: float) -> Best:
    root = (3 * high / low + 1) ** 0.5
    return Best({"learning_rate": 4 / (3 * high + low), "momentum": (root - 2) / (root + 2)}, 1 - 2 / root)
