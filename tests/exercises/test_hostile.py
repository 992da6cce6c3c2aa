"""Whatever is handed to check or returned to it, the answer is an answer."""

import functools

import numpy as np
import pytest

from optlab.exercises import check
from optlab.exercises.catalogue import CATALOGUE


def best_rate(smallest_curvature, largest_curvature):
    return 2 / (smallest_curvature + largest_curvature)


def raising(method, error=RuntimeError):
    """An object one of whose methods raises."""

    def fails(self, *arguments, **settings):
        raise error("no")

    return type("Odd", (), {method: fails})()


@pytest.mark.parametrize(
    "method", ["__array__", "__iter__", "__str__", "__repr__", "__len__", "__float__", "__class__"]
)
@pytest.mark.parametrize("error", [RuntimeError, KeyError, SystemExit])
def test_an_object_that_raises_when_it_is_read(method, error):
    answer = check(lambda smallest, largest: raising(method, error), "best_rate")
    assert answer.kind == "wrong"
    assert str(answer).startswith("Not right yet: for smallest_curvature = 1, largest_curvature = 4 ")


class OddTuple(tuple):
    def __iter__(self):
        raise RuntimeError("no")


def test_a_tuple_that_raises_when_it_is_read():
    answer = check(lambda x, v, gradient, learning_rate, momentum: OddTuple((x, v)), "momentum_step")
    assert "RuntimeError: no" in str(answer)


def test_an_error_whose_words_raise():
    class Odd(Exception):
        def __str__(self):
            raise RuntimeError("no")

    def fails(smallest, largest):
        raise Odd

    assert "it raises Odd, in line" in str(check(fails, "best_rate"))


class Tensor:
    """As one of torch's that requires a gradient."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.")


def test_a_tensor_with_a_gradient_is_named():
    words = (
        "the rate is of the type Tensor, which cannot be read as numbers (RuntimeError), and one number is asked for."
    )
    assert words in str(check(lambda smallest, largest: Tensor(), "best_rate"))


def test_a_view_that_is_larger_than_the_memory():
    huge = np.broadcast_to(1.0, (10**6, 10**6))
    words = "the rate is an array of the shape (1000000, 1000000), and one number is asked for."
    assert words in str(check(lambda smallest, largest: huge, "best_rate"))


@pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=CATALOGUE)
def test_a_right_answer_in_single_precision_is_right(exercise):
    def single(value):
        if callable(value):
            return lambda point: np.float32(value(point))
        numbers = np.asarray(value)
        return numbers.astype(np.float32)[()] if numbers.dtype.kind == "f" else value

    def function(*values):
        returned = exercise.solution(*map(single, values))
        return tuple(map(np.float32, returned)) if len(exercise.returns) > 1 else np.float32(returned)

    function.__signature__ = None
    assert check(function, exercise.name).kind == "right"


class Callable:
    def __call__(self, smallest_curvature, largest_curvature):
        return best_rate(smallest_curvature, largest_curvature)


@pytest.mark.parametrize(
    "function", [lambda smallest, largest: best_rate(smallest, largest), functools.partial(best_rate), Callable()]
)
def test_a_function_of_another_name_is_told_which_exercise_it_is(function):
    assert check(function, "best_rate").kind == "right"


def test_a_partial_has_the_name_of_its_function_and_what_has_no_name_is_told_what_to_write():
    assert check(functools.partial(best_rate)).kind == "right"
    for nameless in (lambda smallest, largest: 1, Callable()):
        assert str(check(nameless)).startswith(
            'This function has no name: give the exercise\'s after it, as in check(…, "adam_step").'
        )
    assert str(check(best_rate, "best")).startswith("There is no exercise called best: it must be one of")
