"""Every exercise has all that it needs, and every known mistake in it is named, and no other."""

import inspect
from collections import Counter
from pathlib import Path

import pytest

from optlab.exercises import check
from optlab.exercises.catalogue import CATALOGUE
from optlab.exercises.compare import agree
from optlab.exercises.exercise import Exercise, instead, slip
from optlab.exercises.rounds import over_cases
from optlab.exercises.words import mistake_words
from tests.exercises.table import read

TABLE = Path(__file__).with_name("wrong_answers.txt")
every_exercise = pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=CATALOGUE)
TOGETHER = {  # mistakes that are made in different ways and give the same numbers: all of them are named
    "best_rate": [{"sum of inverses", "mean of limits"}],
    "descend": [{"slope at start", "all at once"}, {"always first", "return in loop"}],
    "sgd_epoch": [
        {"sign wrong", "error sign"},
        {"order ignored", "sorted"},
        {"sum", "old errors"},
        {"last only", "step returned"},
    ],
    "floor": [
        {"learning rate missing above", "eta once in variance"},
        {"factor 2 before parentheses", "lambda times variance"},
    ],
    "mean_loss": [{"not divided", "scores themselves"}],
    "nesterov_step": [{"old velocity returned", "ahead gradient step"}],
    "distance_after": [{"rate root t", "times root"}],
    "rmsprop_step": [{"square rho before old", "square times decay"}],
    "cache_after": [{"one minus power 1", "swapped"}],
    "resting_place": [{"settle minimum", "whole"}],
    "adamw_step": [{"decay divided root v", "in the direction"}],
    "warmup": [{"whole numbers divided", "step from zero"}],
    "cosine": [{"wave twice fast", "square"}],
}


def by_place(exercise, make):
    """Mistakes take their arguments by name; a learner's function takes them by place."""

    def function(*values):
        return make(**dict(zip(exercise.arguments, values, strict=True)))

    function.__name__, function.__signature__ = exercise.name, inspect.signature(exercise.solution)
    return function


def stub(exercise, body="..."):
    """The function as it stands in the notebook."""
    made = {}
    exec(f"def {exercise.name}({', '.join(exercise.arguments)}):\n    {body}\n", made)
    return made[exercise.name]


@every_exercise
def test_it_has_all_that_an_exercise_needs(exercise):
    written = Counter(answer.name for answer in read(TABLE))
    mistakes = exercise.mistakes
    needs = {
        "a docstring in its solution": bool(exercise.solution.__doc__),
        "a hint of one or more sentences": exercise.hint.endswith((".", "?")),
        "at least 9 mistakes": len(mistakes) >= 9,
        "words without a full stop for each mistake": not any(
            m.words.endswith(".") for m in exercise.mistakes.values()
        ),
        "keys without : and +": not any(": " in key or " + " in key for key in mistakes),
        "at least 10 wrong answers in tests/exercises/wrong_answers.txt": written[exercise.name] >= 10,
    }
    missing = [need for need, met in needs.items() if not met]
    assert not missing, f"{exercise.name} needs {'; '.join(missing)}"


@every_exercise
def test_the_solution_is_right(exercise):
    answer = check(exercise.solution)
    assert (answer.kind, answer.exercise, answer.mistakes) == ("right", exercise.name, ())
    assert str(answer).startswith("Right: ")


@every_exercise
def test_an_empty_function_is_not_attempted(exercise):
    for body in ("...", "pass", '"""What it does."""', "raise NotImplementedError", "return None"):
        answer = check(stub(exercise, body))
        assert answer.kind == "not attempted"
        asked = f"Not attempted yet: {exercise.name}({', '.join(exercise.arguments)}) is to return "
        assert str(answer).startswith(asked)
        assert exercise.hint not in str(answer)


@every_exercise
def test_each_known_mistake_is_named_and_no_other(exercise):
    same = {frozenset(group) for group in TOGETHER.get(exercise.name, [])}
    found = set()
    for key in exercise.mistakes:
        answer = check(by_place(exercise, exercise.made(key)))
        assert answer.kind == "wrong", f"{key} makes no difference"
        assert key in answer.mistakes
        if len(answer.mistakes) > 1:
            found.add(frozenset(answer.mistakes))
        first, named, *seen, hint = str(answer).splitlines()
        assert exercise.hidden or first.startswith(("Not right yet: at step ", "Not right yet: for "))
        words = ", or when ".join(exercise.mistakes[name].words for name in answer.mistakes)
        assert (named, seen) == (f"This is exactly what comes out when {words}.", [])
        assert hint == f"Hint: {exercise.hint}"
    assert found == same


@every_exercise
def test_values_in_another_order_are_named(exercise):
    if len(exercise.returns) == 1:
        return
    answer = check(by_place(exercise, lambda **given: tuple(exercise.solution(**given)[::-1])))
    if exercise.hidden:  # its answers are one and the same in every call, and have sentences of their own
        return
    (key,) = answer.mistakes
    names = ", then ".join(exercise.returns[::-1])
    assert mistake_words(exercise, key) == f"the values are returned in another order: {names}"


def test_an_answer_that_could_be_copied_is_kept_back():
    answer = check(by_place(CATALOGUE["read_curves"], lambda: (1, 3, 4, 2)))
    first, named, hint = str(answer).splitlines()
    assert first == "Not right yet: the curve of too small a rate is not 1."
    assert named.startswith("This is exactly what comes out when the curve that rises and the one that goes down")
    assert hint == f"Hint: {CATALOGUE['read_curves'].hint}"


def test_a_slip_that_is_not_in_the_solution_is_refused():
    exercise = Exercise(halved, ("the half",), over_cases({"x": 3.0}), {"odd": slip("odd", ("nothing", "1"))}, "2.")
    with pytest.raises(ValueError, match="mistake is 'odd': 'nothing' must be in the source of halved"):
        exercise.made("odd")


def test_a_body_takes_the_place_of_the_solution_s():
    mistakes = {"loop": instead("it loops", "for _ in range(2):\n    x = x / 2\nreturn x")}
    exercise = Exercise(halved, ("the half",), over_cases({"x": 3.0}), mistakes, "Half of 4 is 2.")
    ((_, values),) = exercise.results(exercise.made("loop"))
    assert agree(values, (values[0] * 0 + 0.75,))


def halved(x):
    """Half of it."""
    return x / 2
