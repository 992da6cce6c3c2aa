"""One change of a learner's own code that makes it right: where it is and of which kind is told, and it is true."""

import ast
from pathlib import Path

import pytest

from optlab.exercises import check
from optlab.exercises.catalogue import CATALOGUE
from optlab.exercises.edits import edits_of, made
from optlab.exercises.english import REPAIR
from optlab.exercises.repair import repair
from optlab.exercises.source import tree_of
from tests.exercises import table

HEADS = {written.name: written.head for written in table.read(Path(__file__).with_name("wrong_answers.txt"))}
TOLD = [  # exercise, answer, and what is told
    (
        "scaled_rate",
        "rate = learning_rate * new_batch // batch\nreturn min(rate, limit)",
        "in line 2 makes it right: another operator belongs in learning_rate * new_batch // batch.",
    ),
    (
        "descend",
        "x = start\nfor i in range(steps):\n    x = x - learning_rate * slope(x) * x\nreturn x",
        "in line 4 makes it right: * x is too much.",
    ),
    ("warmup", "if t < steps:\n    return t / steps\nreturn learning_rate", "a factor or a divisor is missing at t."),
    (
        "adam_step",
        "m = beta1*m + (1-beta1)*gradient\nv = beta2*v + (1-beta2)*gradient**2\nm_hat = m / 1 - beta1**t\n"
        "v_hat = v / 1 - beta2**t\nreturn x - learning_rate / (np.sqrt(v_hat) + epsilon) * m_hat, m, v",
        "in lines 4 and 5 makes it right: parentheses are missing in m / 1 - beta1 ** t",
    ),
    ("largest_rate", "return 2 * np.sqrt(1 + momentum) / curvature", "in line 2 makes it right: sqrt is too much."),
    ("cosine", "a = np.pi * ((t - 1) // steps)\nreturn learning_rate * (1 + np.cos(a)) / 2", "another operator"),
]
ENDLESS = "x = start\nwhile steps > 0:\n    x = x + learning_rate * slope(x) * x\n    steps = steps - 1\nreturn x"


def answer(name, body):
    return table.made(table.Written(HEADS[name], body))


@pytest.mark.parametrize(("name", "body", "told"), TOLD, ids=[name for name, _, _ in TOLD])
def test_the_place_and_the_kind_are_told(name, body, told):
    found = check(answer(name, body))
    assert [finding.key for finding in found.seen] == ["repair"]
    assert told in str(found)


@pytest.mark.parametrize(("name", "body", "told"), TOLD, ids=[name for name, _, _ in TOLD])
def test_one_of_the_changes_of_that_kind_is_right(name, body, told):
    """What is told is true: with such a change in these lines the check says right."""
    function = answer(name, body)
    kind = check(function).seen[0].facts["kind"]
    tree = tree_of(function)
    edits = [edit for edit in edits_of(tree) if edit.key == kind]
    groups = [[edit] for edit in edits] + [[one for one in edits if one.same == edit.same] for edit in edits]
    tried = (made(tree, group, dict(function.__globals__)) for group in groups)
    assert any(check(one).kind == "right" for one in tried if one is not None)


def test_every_kind_has_its_words():
    functions = [exercise.solution for exercise in CATALOGUE.values()]
    functions.append(answer("mean_gradient", "a = x.sum(axis=0)\nif a < 1:\n    a = -a\nreturn a, abs(a)"))
    assert {edit.key for one in functions for edit in edits_of(tree_of(one))} == set(REPAIR)


def test_a_change_is_taken_back():
    tree = ast.parse("def half(x):\n    y = x * 2\n    return y").body[0]
    before = ast.unparse(tree)
    for edit in edits_of(tree):
        made(tree, [edit], {})
    assert ast.unparse(tree) == before


@pytest.mark.parametrize(
    "body",
    [
        "print(x)\nreturn x * learning_rate + gradient",
        "np.save('/tmp/x', x)\nreturn x * learning_rate + gradient",
        "open('x', 'w')\nreturn x * learning_rate + gradient",
        "import os\nreturn x * learning_rate + gradient",
    ],
)
def test_what_does_more_than_to_calculate_is_not_called_again(body, capsys):
    exercise = CATALOGUE["gradient_descent_step"]
    right = list(exercise.results(exercise.solution))
    assert repair(exercise, answer(exercise.name, body), right) == []
    assert capsys.readouterr().out == ""


def test_a_function_that_is_decorated_is_not_made_again():
    made_again = []

    def counted(function):
        made_again.append(function)
        return function

    @counted
    def gradient_descent_step(x, gradient, learning_rate):
        return x * learning_rate + gradient

    check(gradient_descent_step)
    assert len(made_again) == 1


def test_nothing_is_warned_of_while_it_looks(recwarn):
    assert check(answer("warmup", "return learning_rate * max(t(steps) if t < 0 else 1, 0) * t[0]")).kind == "wrong"
    assert (
        check(answer("scaled_rate", "return min(learning_rate * 2 * new_batch / (batch - batch), 3)")).kind == "wrong"
    )
    assert [str(warning.message) for warning in recwarn] == []


def test_a_loop_without_an_end_is_not_tried():
    exercise = CATALOGUE["descend"]
    assert repair(exercise, answer("descend", ENDLESS), list(exercise.results(exercise.solution))) == []


def test_an_answer_that_could_be_copied_is_not_told():
    found = check(answer("read_curves", "return 3, 1, 4, 3"))
    assert [finding.key for finding in found.seen] == ["each once"]
    assert "Each of the numbers from 1 to 4 is to be there once." in str(found)
