"""What a step is the sum of, for every rule and for one's own."""

import ast
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest

from optlab import Adam, AdamW, GradientDescent, Lion, Momentum, Nesterov, RMSProp, bowl, run
from optlab.formulas.notation import letters_of
from optlab.formulas.numbers import numbers
from optlab.formulas.step_terms import looks_ahead, step_terms, undivided
from optlab.formulas.term_letters import coloured, plain
from optlab.formulas.typesetter import Typesetter
from optlab.formulas.ways import lines
from optlab.optimizers import Clipped
from optlab.optimizers.rule import Rate, Record, Rule
from optlab.schedules import cosine
from optlab.values import Array
from tests.catalogue import RULES, label


@dataclass(frozen=True)
class Pulled(Rule):
    """One's own: it is drawn to the origin, and pushed in one direction."""

    learning_rate: Rate = 0.01

    def update(self, t, gradient, last) -> Record:
        pull = 0.1 * last.position / t
        step = -(self.learning_rate * gradient + pull) + 0.5 * (0.02 - np.abs(gradient) / 100)
        return Record(last.position + step, step)


class AveragingStep(NamedTuple):
    """What update t of Averaging computes."""

    position: Array
    step: Array
    average: Array


@dataclass(frozen=True)
class Averaging(Rule):
    """One's own: it goes along the gradient, and along the average of the gradients."""

    learning_rate: Rate = 0.05

    def update(self, t, gradient, last) -> AveragingStep:
        average = 0.8 * last.average + 0.2 * gradient
        step = -self.learning_rate * gradient - self.learning_rate * average
        return AveragingStep(last.position + step, step, average)


@dataclass(frozen=True)
class Looped(Rule):
    """One's own, with no formula."""

    learning_rate: Rate = 0.01

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * gradient
        for _ in range(2):
            step = step / 2
        return Record(last.position + step, step)


def said(rule):
    return [plain(rule, term.tree) for term in step_terms(rule)]


@pytest.mark.parametrize("rule", [*RULES, Pulled], ids=label)
def test_the_parts_add_up_to_the_step(rule):
    for made in (rule(learning_rate=0.02), rule(learning_rate=cosine(0.02, steps=20))):
        trace = run(made, bowl, 20)
        found = numbers(made, trace, [term.tree for term in step_terms(made)])
        assert all(np.isnan(column[0]).all() for column in found)
        assert sum(found)[1:] == pytest.approx(trace["step"][1:], rel=1e-12, abs=1e-15)


def test_terms_are_those_that_one_reads():
    assert said(GradientDescent()) == ["−ηg"]
    assert said(Momentum()) == said(Nesterov()) == ["μv", "−ηg"]
    assert [term.line for term in step_terms(Momentum())] == ["velocity"] * 2
    assert [term.slope for term in step_terms(AdamW())] == [False, False]
    assert len(step_terms(Pulled())) == 3
    assert said(Pulled())[0] == "−ηg"


def test_the_direction_before_each_coordinate_has_its_own_rate():
    directions = {rule: undivided(rule, step_terms(rule)[0]) for rule in (Adam(), RMSProp(), Lion(), Momentum())}
    words = [tree and plain(rule, tree) for rule, tree in directions.items()]
    assert words == ["−ηm̂", "−ηg", "−ηc", None]
    trace = run(RMSProp(), bowl, 5)
    (before,) = numbers(trace.rule, trace, [undivided(trace.rule, step_terms(trace.rule)[0])])
    assert before[1:] == pytest.approx(-trace.rule.learning_rate * trace["gradient"][1:])


def test_only_nesterovs_momentum_looks_ahead():
    ahead = {rule.__name__ for rule in RULES if any(looks_ahead(rule(), term) for term in step_terms(rule()))}
    assert ahead == {"Nesterov"}


def test_an_average_of_ones_own_is_no_look_ahead_and_nesterovs_is_one_with_its_slope_clipped():
    """Its slope is taken where it stands: the average has it in it, but leads nowhere before the next step."""
    assert [looks_ahead(Averaging(), term) for term in step_terms(Averaging())] == [False, False]
    clipped = Clipped(Nesterov(), norm=1.0)
    assert [looks_ahead(clipped, term) for term in step_terms(clipped)] == [True, False]


def test_a_part_around_a_rule_leaves_the_slopes_term_what_it_is():
    clipped = Clipped(Momentum(), norm=1.0)
    assert [term.slope for term in step_terms(clipped)] == [False, True]
    trace = run(clipped, bowl, 5)
    found = numbers(clipped, trace, [term.tree for term in step_terms(clipped)])
    assert sum(found)[1:] == pytest.approx(trace["step"][1:])


def test_a_rule_with_no_formula_has_no_parts():
    assert step_terms(Looped()) == []


@pytest.mark.parametrize("rule", [*RULES, Pulled], ids=label)
def test_the_coloured_line_is_the_formulas_own(rule):
    """Without its colours it is what the formula says, unless a sum in parentheses has been opened."""
    made = rule()
    name, text = coloured(made, ["#123456"] * len(step_terms(made)))
    assert text.count(r"\textcolor{#123456}{") == len(step_terms(made))
    if rule is not Pulled:
        bare = text.replace(r"\textcolor{#123456}{", "{").replace("{-", "-{")
        wanted = Typesetter(made, letters_of(made))(dict(lines(made))[name])
        assert bare.replace("{", "").replace("}", "") == wanted.replace("{", "").replace("}", "")


def test_numbers_can_stand_in_the_coloured_line():
    _, text = coloured(Momentum(), ["red", "blue"], lambda name, place: "-3" if name == "velocity" else "2", r" \cdot ")
    assert text == r"\textcolor{red}{2 \cdot \left(-3\right)} - \textcolor{blue}{2 \cdot 2}"


def test_the_trees_can_be_read_as_python():
    for rule in RULES:
        assert all(ast.parse(ast.unparse(term.tree)) for term in step_terms(rule()))
