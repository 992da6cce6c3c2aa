"""What a learner's function returns: numbers in any form; else a sentence on what they are."""

import numpy as np
import pytest

from optlab.exercises import check
from tests.exercises.test_trouble import right, said


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (lambda x, v: x, "it returns 1 value, and 2 are asked for: the position, then the velocity."),
        (lambda x, v: (x, v, x), "it returns 3 values, and 2 are asked for: the position, then the velocity."),
        (lambda x, v: (), "it returns 0 values, and 2 are asked for"),
        (lambda x, v: {"x": x, "v": v}, "it returns 1 value, and 2 are asked for"),
        (lambda x, v: None, "it returns nothing (None). Is the return missing?"),
        (lambda x, v: (x, None), "the velocity is of the type NoneType, and an array of the shape (2,) is asked for."),
        (lambda x, v: ("x", v), "the position is of the type str, and an array of the shape (2,) is asked for."),
        (lambda x, v: (x, object()), "the velocity is of the type object"),
        (lambda x, v: (x > 0, v), "the position is an array of bool"),
        (lambda x, v: (x + 0j, v), "the position is an array of complex128"),
        (lambda x, v: (x, [[1], [2, 3]]), "the velocity is of the type list"),
        (lambda x, v: (x[0], v), "the position is one number, and an array of the shape (2,) is asked for."),
        (lambda x, v: (x, np.append(v, 0)), "the velocity is an array of the shape (3,), and an array of the shape (2"),
        (lambda x, v: (x, v[:, None]), "the velocity is an array of the shape (2, 1), and an array of the shape (2,)"),
        (lambda x, v: (x, v[:0]), "the velocity is an array of the shape (0,), and an array of the shape (2,) is"),
    ],
)
def test_what_is_returned_must_be_numbers_of_the_right_shape(returned, words):
    def momentum_step(x, v, gradient, learning_rate, momentum):
        return returned(x, v)

    assert said(momentum_step).startswith(f"Not right yet: at step 1 {words}")


def test_one_number_must_not_come_in_a_tuple():
    def best_rate(smallest_curvature, largest_curvature):
        return (2 / (smallest_curvature + largest_curvature),)

    where = "for smallest_curvature = 1, largest_curvature = 4"
    said_ = said(best_rate, "best_rate")
    assert said_ == f"Not right yet: {where} it returns a tuple of 1, and the rate alone is asked for."


def test_a_return_that_is_missing_is_not_an_exercise_not_attempted():
    def gradient_descent_step(x, gradient, learning_rate):
        x = x - learning_rate * gradient

    words = "Not right yet: at step 1 it returns nothing (None). Is the return missing?"
    assert said(gradient_descent_step, "gradient_descent_step") == words


def test_infinities_and_nans_are_said_with_their_step():
    def momentum_step(x, v, gradient, learning_rate, momentum, done=[]):  # noqa: B006
        done.append(1)
        x, v = right(x, v, gradient, learning_rate, momentum)
        return x / (len(done) != 2), v

    words = said(momentum_step)
    assert words.startswith("Not right yet: at step 2 the position is -infinity (coordinate 1 of 2), and -0.")
    assert words.endswith(": a division by 0 gives infinity, and so do numbers that grow too large.")

    def nans(x, v, gradient, learning_rate, momentum):
        return x, v / v

    assert "at step 1 the position is 1 (coordinate 2 of 2)" in said(nans), "the first that is wrong, not the NaN"

    def only_nans(x, v, gradient, learning_rate, momentum):
        x, v = right(x, v, gradient, learning_rate, momentum)
        return x, np.sqrt(-np.abs(v))

    assert "at step 1 the velocity is NaN (coordinate 1 of 2), and" in said(only_nans)


@pytest.mark.parametrize(
    "form",
    [
        lambda x, v: [x.tolist(), v.tolist()],
        lambda x, v: (list(x), tuple(v)),
        lambda x, v: np.array([x, v]),
        lambda x, v: (x.astype(np.float32), v.astype(np.float32)),
        lambda x, v: (x.astype(np.longdouble), v),
    ],
)
def test_numbers_may_come_in_any_form(form):
    def momentum_step(x, v, gradient, learning_rate, momentum):
        return form(*right(np.array(x, float), np.array(v, float), gradient, learning_rate, momentum))

    assert check(momentum_step).kind == "right"


def test_whole_numbers_are_numbers_and_half_precision_is_too_little():
    def distance_after(steps, learning_rate):
        return np.float16(sum(learning_rate / np.sqrt(t) for t in range(1, steps + 1)))

    assert "for steps = 4, learning_rate = 0.5 the distance is 1.393, and 1.392 is right" in said(
        distance_after, "distance_after"
    )

    def amsgrad_cache(largest, v):
        return [int(value) for value in v]

    assert "at step 1 the largest v is 0 (coordinate 1 of 2), and 0.7 is right: the difference is 0.7." in said(
        amsgrad_cache, "amsgrad_cache"
    )


def test_mistakes_in_single_precision_are_named_too():
    def momentum_step(x, v, gradient, learning_rate, momentum):
        v = np.float32(momentum) * v.astype(np.float32) - gradient.astype(np.float32)
        return x.astype(np.float32) + v, v

    momentum_step.__name__ = "momentum_step"
    assert "This is exactly what comes out when the learning rate is missing." in str(check(momentum_step))
