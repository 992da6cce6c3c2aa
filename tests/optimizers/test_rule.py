from dataclasses import FrozenInstanceError, dataclass, replace

import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, run
from optlab.optimizers.per_run import PerRun
from optlab.optimizers.rule import Rate, Record, Rule
from tests.catalogue import RULES, label


@dataclass(frozen=True)
class Mine(Rule):
    learning_rate: Rate = 0.1

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * gradient
        return Record(last.position + step, step)


def test_a_rule_of_ones_own_runs_like_ours():
    assert np.array_equal(run(Mine(), bowl, 9)["position"], run(GradientDescent(), bowl, 9)["position"])


def test_an_update_must_say_what_it_returns():
    class Silent(Mine):
        def update(self, t, gradient, last):
            raise AssertionError("never called")

    with pytest.raises(ValueError, match=r"Silent.update must be annotated to return a NamedTuple"):
        run(Silent(), bowl, 1)


@pytest.mark.parametrize("rule", RULES, ids=label)
def test_a_rule_cannot_be_changed(rule):
    with pytest.raises(FrozenInstanceError):
        rule().epsilon = 1


@pytest.mark.parametrize("rule", RULES, ids=label)
def test_every_field_is_a_hyperparameter_with_a_working_default(rule):
    made = rule()
    assert replace(made, **made.hyperparameters) == made


def test_the_callers_array_is_copied_and_the_rules_own_is_read_only():
    rates = np.array([0.1, 0.2])
    rule = GradientDescent(learning_rate=rates)
    rates[0] = 9
    assert rule.learning_rate.tolist() == [0.1, 0.2]
    with pytest.raises(ValueError, match=r"read-only"):
        rule.learning_rate[0] = 9


def test_a_schedule_is_called_with_the_papers_clock():
    seen = []

    def rate(t):
        seen.append(t)
        return 0.1

    run(GradientDescent(learning_rate=rate), parabola, steps=3)
    assert sorted(set(seen)) == [1, 2, 3]


@pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf, None, "0.1", [0.1, -1], []])
def test_what_a_schedule_must_not_return(bad):
    rule = GradientDescent(learning_rate=lambda t: 0.1 if t < 3 else bad)
    with pytest.raises(ValueError, match=r"learning_rate is .* in this step: .* must be at least 0 and finite"):
        run(rule, parabola, steps=3)


def test_a_scheduled_momentum_stays_below_one():
    with pytest.raises(ValueError, match=r"momentum is 1.0 in this step: .* must be at least 0 and below 1"):
        run(Momentum(momentum=lambda t: t / 3), parabola, steps=3)


def test_a_rate_may_reach_zero_by_schedule_only():
    trace = run(GradientDescent(learning_rate=lambda t: 0.0), parabola, steps=1)
    assert trace["position"][1, 0] == 10
    with pytest.raises(ValueError, match=r"above 0 and finite"):
        GradientDescent(learning_rate=0)


def test_an_array_computes_as_a_number_does():
    kept = np.array([0.9, 0.999]).view(PerRun)
    for exponent in (1, 2, 7, 100, 0.5):
        assert (1 - kept**exponent).tolist() == [1 - 0.9**exponent, 1 - 0.999**exponent]
    assert (kept * np.float32([1, 1])).dtype == np.float32


def test_hyperparameters_of_several_shapes_make_one_grid():
    rule = Adam(learning_rate=np.full((3, 1), 0.1), beta1=[0.8, 0.9])
    assert run(rule, parabola, steps=2)["loss"].shape == (3, 3, 2)
