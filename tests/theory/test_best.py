"""The best hyperparameters and the limits, for curvatures whose smallest is not 1, and for none."""

from dataclasses import replace

import numpy as np
import pytest

from optlab import GradientDescent, Momentum, Nesterov, Surface, quadratic
from optlab.theory import best, contraction, stability_limit

RULES = [GradientDescent(), Momentum(), Nesterov()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
@pytest.mark.parametrize("ends", [(0.5, 8.0), (2.0, 50.0), (3.0, 3.0)])
def test_the_best_contract_as_they_say(rule, ends):
    found = best(rule, quadratic(ends))
    told = contraction(replace(rule, **found.hyperparameters), quadratic(ends))
    assert told == pytest.approx(found.contraction, abs=1e-6)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.title)
@pytest.mark.parametrize("ends", [(0.0, 0.0), (-2.0, -1.0), (-2.0, 0.0)])
def test_where_nothing_curves_upwards_there_is_no_limit_and_no_best(rule, ends):
    flat = Surface("flat", lambda w: 0 * w[0], np.zeros_like, start=1, curvature=ends)
    assert stability_limit(rule, flat) is None
    assert best(rule, flat) is None
