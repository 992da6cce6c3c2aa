"""What holds for every rule."""

import ast
import inspect
import re
import textwrap
from dataclasses import fields
from typing import Literal, get_args, get_origin, get_type_hints

import numpy as np
import pytest

from optlab import Surface, optimizers, rosenbrock, run
from optlab.optimizers import SGD, AdamW, GradientDescent, Lion
from tests.catalogue import RULES, label

NUMBERS = {
    "learning_rate": [0.001, 0.002, 0.0005],
    "momentum": [0.0, 0.5, 0.9],
    "momentum_decay": [0.0, 0.004, 1.0],
    "decay_rate": [0.0, 0.9, 0.99],
    "beta1": [0.0, 0.5, 0.9],
    "beta2": [0.1, 0.9, 0.999],
    "epsilon": [1e-8, 1e-3, 2.0],
    "weight_decay": [0.0, 0.1, 1.5],
}


def options(rule):
    """Name and allowed values of every hyperparameter that is a choice."""
    hints = get_type_hints(rule)
    choices = {f.name: get_args(hints[f.name]) for f in fields(rule) if get_origin(hints[f.name]) is Literal}
    return choices | {f.name: (False, True) for f in fields(rule) if hints[f.name] is bool}


def numbers(rule):
    return [field.name for field in fields(rule) if field.name not in options(rule)]


FORMS = [(rule, {}) for rule in RULES]
FORMS += [(rule, {name: value}) for rule in RULES for name, values in options(rule).items() for value in values]
every_rule = pytest.mark.parametrize("rule", RULES, ids=label)
every_form = pytest.mark.parametrize(("rule", "form"), FORMS, ids=lambda x: label(x) if isinstance(x, type) else str(x))


@every_form
def test_a_step_is_what_is_added_to_the_position(rule, form):
    trace = run(rule(learning_rate=0.001, **form), rosenbrock, 100)
    moved = np.diff(trace["position"], axis=0)
    assert np.abs(moved).max() > 0
    assert moved == pytest.approx(trace["step"][1:], rel=1e-12, abs=4 * np.finfo(float).eps)


@every_form
def test_it_walks_downhill(rule, form):
    trace = run(rule(learning_rate=0.001, **form), rosenbrock, 300)
    assert trace["loss"][-1] < trace["loss"][0]


@every_form
def test_rates_of_single_precision_leave_the_run_in_it(rule, form):
    trace = run(rule(learning_rate=0.001, **form), rosenbrock, 5, start=np.float32([-1.5, 2]))
    assert {name: trace[name].dtype for name in trace.names} == dict.fromkeys(trace.names, np.dtype(np.float32))


@every_rule
def test_a_record_begins_with_position_and_step_and_says_what_its_columns_are(rule):
    record = rule.record_type()
    assert record._fields[:2] == ("position", "step")
    assert set(record.__annotations__) == set(record._fields)
    assert record.__doc__


@every_rule
def test_its_docstring_names_a_year_and_every_hyperparameter(rule):
    assert re.search(r"\b(1[89]|20)\d\d\b", rule.__doc__.splitlines()[0])
    for name in rule().hyperparameters:
        assert re.search(rf"^        {name}: ", rule.__doc__, re.M)
    assert rule.title


@every_rule
def test_its_docstring_says_what_it_is_called_elsewhere(rule):
    assert "elsewhere" in rule.__doc__
    assert re.search(r"``(torch|keras|optax)\.", rule.__doc__)


@every_form
def test_no_gradient_no_step_save_the_decay(rule, form):
    flat = Surface("flat", lambda w: 0 * w[0], lambda w: 0 * w, start=(3, -4))
    found = run(rule(learning_rate=0.1, **form), flat, 5)["position"]
    shrunk = 1 - 0.1 * 0.01 if rule is AdamW else 1
    assert found == pytest.approx(found[0] * shrunk ** np.arange(6)[:, None], rel=1e-14)
    if shrunk == 1:
        assert np.array_equal(found, np.broadcast_to(found[0], found.shape))


@pytest.mark.parametrize("rule", [AdamW, Lion], ids=label)
def test_decay_alone_shrinks_by_one_minus_rate_times_decay(rule):
    flat = Surface("flat", lambda w: 0 * w[0], lambda w: 0 * w, start=(3, -4))
    found = run(rule(learning_rate=0.1, weight_decay=0.5), flat, 5)["position"]
    assert found == pytest.approx(found[0] * 0.95 ** np.arange(6)[:, None], rel=1e-14)


@every_rule
def test_an_array_of_values_gives_the_numbers_of_single_runs(rule):
    for name in numbers(rule):
        for choice, values in (options(rule) or {"": [None]}).items():
            for value in values:
                form = {choice: value} if choice else {}
                together = run(rule(**form | {name: NUMBERS[name]}), rosenbrock, 40)
                for i, number in enumerate(NUMBERS[name]):
                    alone = run(rule(**form | {name: number}), rosenbrock, 40)
                    for column in alone.names:
                        assert np.array_equal(together.one(i)[column], alone[column], equal_nan=True), (name, column)


@every_rule
def test_a_bad_number_is_answered_in_one_sentence(rule):
    for name in numbers(rule):
        bad = [-1, -1e-300, np.nan, np.inf, "0.1", None, [], [0.1, np.nan], True, 1j]
        bad += [1, 1.5] if name in ("momentum", "decay_rate", "beta1", "beta2") else []
        bad += [0, [0.1, 0]] if name == "learning_rate" else []
        for value in bad:
            with pytest.raises(ValueError, match=rf"^{name} is .*: it must be [^\n]*$"):
                rule(**{name: value})


@pytest.mark.parametrize("rule", [rule for rule in RULES if options(rule)], ids=label)
def test_a_bad_choice_is_answered_with_the_good_ones(rule):
    for name, values in options(rule).items():
        for value in ("sideways", None, 2, ""):
            with pytest.raises(ValueError, match=rf"^{name} is {value!r}: it must be .*{values[0]!r}"):
                rule(**{name: value})


ALLOWED = (ast.Name, ast.Attribute, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Call, ast.IfExp, ast.Compare)
ALLOWED += (ast.operator, ast.USub, ast.Eq, ast.Load)


@every_rule
def test_its_update_is_a_list_of_formulas(rule):
    """So that the ledger can set its source as mathematics."""
    *lines, last = ast.parse(textwrap.dedent(inspect.getsource(rule.update))).body[0].body
    assert isinstance(last, ast.Return)
    assert last.value.func.id == rule.record_type().__name__
    for line in lines:
        assert isinstance(line, ast.Assign)
        assert isinstance(line.targets[0], ast.Name)
        for node in ast.walk(line.value):
            assert isinstance(node, ALLOWED), ast.dump(node)
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) in ("np.sqrt", "np.maximum", "np.sign", "np.abs")
            if isinstance(node, ast.IfExp):
                choice = node.test.left if isinstance(node.test, ast.Compare) else node.test
                assert choice.attr in options(rule)


def test_all_that_is_exported_is_a_rule():
    assert len(RULES) == 12
    assert sorted(optimizers.__all__) == sorted(rule.__name__ for rule in RULES)


def test_sgd_is_gradient_descent():
    assert SGD.update is GradientDescent.update
