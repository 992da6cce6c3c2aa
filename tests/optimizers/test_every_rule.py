"""What holds for every rule."""

import ast
import inspect
import re
import textwrap
from dataclasses import fields
from itertools import product
from typing import Literal, get_args, get_origin, get_type_hints

import numpy as np
import pytest

from optlab import Surface, optimizers, rosenbrock, run
from optlab.optimizers import LAMB, SGD, Adam, Adan, AMSGrad, Decay, GradientDescent, Rate, ScheduleFreeAdamW, Small
from optlab.optimizers.adam import AdamStep
from optlab.optimizers.convention import written_as
from optlab.optimizers.hyperparameters import hints_of
from tests.catalogue import EVERY_RULE, RULES, label


def values_of(rule, name):
    """Three values to try of a hyperparameter that is a number: by what it may be."""
    if name == "beta2":
        return [0.1, 0.9, 0.999]
    return {Rate: [0.001, 0.002, 0.0005], Decay: [0.0, 0.5, 0.9], Small: [1e-8, 1e-3, 1.5]}[hints_of(rule)[name]]


def options(rule):
    """Name and allowed values of every hyperparameter that is a choice."""
    hints = get_type_hints(rule)
    choices = {f.name: get_args(hints[f.name]) for f in fields(rule) if get_origin(hints[f.name]) is Literal}
    return choices | {f.name: (False, True) for f in fields(rule) if hints[f.name] is bool}


def numbers(rule):
    return [
        field.name
        for field in fields(rule)
        if field.name not in options(rule) and hints_of(rule)[field.name] is not int
    ]


def forms(rule):
    """Every combination of the options of a rule."""
    return [dict(zip(options(rule), values, strict=True)) for values in product(*options(rule).values())]


def formulas_of(rule):
    """Every update that some options choose."""
    return list(dict.fromkeys(written_as(rule(**form)) for form in forms(rule)))


FORMS = [(rule, form) for rule in RULES for form in forms(rule)]
every_rule = pytest.mark.parametrize("rule", RULES, ids=label)
all_rules = pytest.mark.parametrize("rule", EVERY_RULE, ids=label)  # those for matrices too
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


@all_rules
def test_a_record_begins_with_position_and_step_and_says_what_its_columns_are(rule):
    record = rule.record_type()
    assert record._fields[:2] == ("position", "step")
    assert set(record.__annotations__) == set(record._fields)
    assert record.__doc__


@all_rules
def test_its_docstring_names_a_year_and_every_hyperparameter(rule):
    first, names = rule.__doc__.splitlines()[0], list(rule().hyperparameters)
    assert re.search(r"\b(1[89]|20)\d\d\b", first), f"{rule.__name__}: its docstring must begin with who and when"
    unsaid = [name for name in names if not re.search(rf"^\s*{name}: ", rule.__doc__, re.M)]
    assert not unsaid, f"{rule.__name__}: its docstring must say what {', '.join(unsaid)} may be"


@all_rules
def test_it_has_a_title_a_colour_and_a_marker_of_its_own(rule):
    assert rule.title, f"{rule.__name__}: give it a title"
    assert rule.colour, f"{rule.__name__}: give it a colour, one of the palette's"
    assert rule.marker, f"{rule.__name__}: give it a marker of matplotlib"
    same = [other.__name__ for other in EVERY_RULE if other is not rule and other.marker == rule.marker]
    assert not same, f"{rule.__name__}: its marker is that of {same[0]}, so take another"


@every_rule
def test_what_it_says_is_born_at_1_is_what_no_update_reads_of_the_last(rule):
    trees = [ast.parse(textwrap.dedent(inspect.getsource(update))) for update in formulas_of(rule)]
    attributes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    read = {node.attr for node in attributes if ast.unparse(node.value) == "last"}
    born = {*rule.record_type()._fields} - read
    assert {*rule.born_at_1} == born, (
        f"{rule.__name__}: born_at_1 must be {sorted(born)}: no update reads them of the last"
    )


@all_rules
def test_its_docstring_says_what_it_is_called_elsewhere(rule):
    said = re.search(r"elsewhere.*(``(torch|keras|optax)\.|has none)", rule.__doc__, re.S)
    assert said, f"{rule.__name__}: its docstring must say what it is called elsewhere, or that no library has it"


@every_form
def test_no_gradient_no_step_save_the_decay(rule, form):
    flat = Surface("flat", lambda w: 0 * w[0], lambda w: 0 * w, start=(3, -4))
    found = run(rule(learning_rate=0.1, **form), flat, 5)["position"]
    shrunk = 1 - 0.1 * getattr(rule(), "weight_decay", 0)
    assert found == pytest.approx(found[0] * shrunk ** np.arange(6)[:, None], rel=1e-14)
    if shrunk == 1:
        assert np.array_equal(found, np.broadcast_to(found[0], found.shape))


SHRUNK = {  # by what decay alone multiplies the weights at each step, where it is not 1 − ηλ: η = 0.1, λ = 0.5
    Adan: 1 / 1.05,  # implicit
    LAMB: 0.9,  # whatever λ is: the step of a layer has the length η‖x‖
    ScheduleFreeAdamW: None,  # by no constant factor: it is z that shrinks, see test_first_steps.py
}


@pytest.mark.parametrize("rule", [rule for rule in RULES if "weight_decay" in numbers(rule)], ids=label)
def test_decay_alone_shrinks_by_one_minus_rate_times_decay(rule):
    flat = Surface("flat", lambda w: 0 * w[0], lambda w: 0 * w, start=(3, -4))
    found = run(rule(learning_rate=0.1, weight_decay=0.5), flat, 5)["position"]
    assert np.all(np.abs(found[1:]) < np.abs(found[:-1]))
    if factor := SHRUNK.get(rule, 0.95):
        assert found == pytest.approx(found[0] * factor ** np.arange(6)[:, None], rel=1e-14)


@every_rule
def test_an_array_of_values_gives_the_numbers_of_single_runs(rule):
    for name in numbers(rule):
        for choice, values in (options(rule) or {"": [None]}).items():
            for value in values:
                form = {choice: value} if choice else {}
                together = run(rule(**form | {name: values_of(rule, name)}), rosenbrock, 40)
                for i, number in enumerate(values_of(rule, name)):
                    alone = run(rule(**form | {name: number}), rosenbrock, 40)
                    for column in alone.names:
                        assert np.array_equal(together.one(i)[column], alone[column], equal_nan=True), (name, column)


@all_rules
def test_a_bad_number_is_answered_in_one_sentence(rule):
    for name in numbers(rule):
        bad = [-1, -1e-300, np.nan, np.inf, "0.1", None, [], [0.1, np.nan], True, 1j]
        bad += [1, 1.5] if hints_of(rule)[name] == Decay else []
        bad += [0, [0.1, 0]] if hints_of(rule)[name] == Rate else []
        for value in bad:
            with pytest.raises(ValueError, match=rf"^{name} is .*: it must be [^\n]*$"):
                rule(**{name: value})


@pytest.mark.parametrize("rule", [rule for rule in RULES if options(rule)], ids=label)
def test_a_bad_choice_is_answered_with_the_good_ones(rule):
    for name, values in options(rule).items():
        for value in ("sideways", None, 2, ""):
            with pytest.raises(ValueError, match=rf"^{name} is {value!r}: it must be .*{values[0]!r}"):
                rule(**{name: value})


ALLOWED = (ast.Name, ast.Attribute, ast.Constant, ast.BinOp, ast.UnaryOp, ast.Call)
ALLOWED += (ast.Compare, ast.Gt, ast.operator, ast.USub, ast.Load)
CALLED = {"np.sqrt", "np.maximum", "np.sign", "np.abs", "np.where", "np.clip", "total", "self.lengths"}


@every_rule
def test_each_of_its_formulas_is_a_list_of_lines_without_a_condition(rule):
    """So that a student reads the paper, and the ledger can set the source as mathematics."""
    for update in formulas_of(rule):
        (function,) = ast.parse(textwrap.dedent(inspect.getsource(update))).body
        *lines, last = function.body[1:] if ast.get_docstring(function) else function.body
        assert isinstance(last, ast.Return)
        assert last.value.func.id == rule.record_type().__name__
        for line in lines:
            assert isinstance(line, ast.Assign)
            assert isinstance(line.targets[0], ast.Name)
            for node in ast.walk(line.value):
                assert isinstance(node, ALLOWED), ast.dump(node)
                if isinstance(node, ast.Call):
                    assert ast.unparse(node.func) in CALLED


@pytest.mark.parametrize("rule", [rule for rule in RULES if options(rule)], ids=label)
def test_each_choice_has_one_formula_and_each_formula_its_choices(rule):
    chosen = {}
    for form in forms(rule):
        made = rule(**form)
        fitting = [f for o, f in rule.conventions if all(getattr(made, name) == value for name, value in o.items())]
        assert len(fitting) <= 1
        chosen[tuple(form.values())] = fitting[0] if fitting else None
    assert {*chosen.values()} == {None} | {update for _, update in rule.conventions}
    papers = [form for form, update in chosen.items() if update is None]
    assert len(papers) == (2 if rule is AMSGrad else 1)  # its ε is corrected as v is: in the paper neither is


def test_a_convention_is_followed_however_update_is_called():
    last = Adam().begin(np.array([10.0]))
    rules = [Adam(0.1, 0.9, 0.96, 5.0, place) for place in ("outside", "inside")]
    assert [rule.update(1, np.array([20.0]), last).step[0] for rule in rules] == pytest.approx([-2 / 25, -2 / 405**0.5])


def test_a_rule_made_from_another_follows_its_own_update():
    class Still(Adam):
        def update(self, t, gradient, last) -> AdamStep:
            return last

    class Renamed(Adam):
        pass

    assert written_as(Still(epsilon_place="inside")) is Still.update
    assert written_as(Renamed(epsilon_place="inside")) is written_as(Adam(epsilon_place="inside"))


def test_all_that_is_exported_is_a_rule():
    # and what a rule of one's own needs
    made_of = {"Array", "Asked", "Decay", "MatrixRule", "Rate", "Record", "Rule", "Small", "conventions"}
    functions = {"newton_schulz", "norm", "total"}
    parts = {"Accumulated", "Averaged", "Clipped", "Decayed", "Lookahead", "PerParameter", "PolyakAveraged"}
    assert {*optimizers.__all__} == {rule.__name__ for rule in EVERY_RULE} | made_of | functions | parts
    assert len(RULES) >= 12


def test_sgd_is_gradient_descent():
    assert SGD.update is GradientDescent.update
