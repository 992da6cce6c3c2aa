"""Whatever a learner's function does, the answer is a sentence."""

import warnings

import numpy as np
import pytest

from optlab.exercises import check


def said(function, name="momentum_step"):
    """The first line of the answer to a function that is wrong."""
    function.__name__ = name
    answer = check(function)
    assert answer.kind == "wrong"
    return answer.splitlines()[0]


def right(x, v, gradient, learning_rate, momentum):
    v = momentum * v - learning_rate * gradient
    return x + v, v


def test_an_error_is_named_with_its_message_and_its_line():
    def momentum_step(x, v, gradient, learning_rate, momentum):
        v = momentum * v - learning_rte * gradient  # noqa: F821
        return x + v, v

    line = momentum_step.__code__.co_firstlineno + 1
    code = "v = momentum * v - learning_rte * gradient  # noqa: F821"
    expected = f"at step 1 it raises NameError: name 'learning_rte' is not defined, in line {line}: `{code}`."
    assert said(momentum_step) == f"Not right yet: {expected}"


def test_an_error_in_something_that_it_calls_is_found_in_its_own_line():
    def momentum_step(x, v, gradient, learning_rate, momentum):
        return np.zeros(3).reshape(2, 2), v

    assert "ValueError: cannot reshape" in said(momentum_step)
    assert said(momentum_step).endswith("`return np.zeros(3).reshape(2, 2), v`.")


def test_an_error_with_no_source_has_no_line():
    made = {}
    exec("def momentum_step(x, v, gradient, learning_rate, momentum): return 1 / 0", made)
    assert said(made["momentum_step"]).endswith("it raises ZeroDivisionError: division by zero, in line 1.")


def test_an_error_that_comes_later_is_said_with_its_step():
    def momentum_step(x, v, gradient, learning_rate, momentum, done=[]):  # noqa: B006
        done.append(1)
        return right(x, v, gradient, learning_rate, momentum) if len(done) < 3 else None

    assert said(momentum_step) == "Not right yet: at step 3 it returns nothing (None). Is the return missing?"


@pytest.mark.parametrize("error", [RecursionError, MemoryError, GeneratorExit, StopIteration, AssertionError])
def test_no_error_gets_out(error):
    def raises(x, v, gradient, learning_rate, momentum):
        raise error

    assert f"it raises {error.__name__}, in line" in said(raises)


@pytest.mark.parametrize("leave", [exit, SystemExit])
def test_leaving_the_program_is_no_way_out(leave):
    def leaves(x, v, gradient, learning_rate, momentum):
        raise SystemExit if leave is SystemExit else leave()

    assert "at step 1 it ends the program, as exit() does." in said(leaves)


@pytest.mark.parametrize(
    ("function", "taken"),
    [
        (lambda x, v, gradient: (x, v), "(x, v, gradient)"),
        (lambda: None, "()"),
        (lambda x, v, gradient, learning_rate, momentum, t: (x, v), "(x, v, gradient, learning_rate, momentum, t)"),
    ],
)
def test_a_wrong_number_of_arguments_is_seen_before_it_is_called(function, taken):
    asked = "it must take 5 arguments, momentum_step(x, v, gradient, learning_rate, momentum)"
    assert said(function) == f"Not right yet: {asked}, and yours takes {taken}."


def test_arguments_in_another_order_are_seen():
    def momentum_step(v, x, gradient, learning_rate, momentum):
        return right(x, v, gradient, learning_rate, momentum)

    assert "arguments must come in this order: momentum_step(x, v, " in said(momentum_step)


def test_other_names_and_further_arguments_with_defaults_are_fine():
    def momentum_step(w, u, g, eta, mu, *, verbose=False):
        return right(w, u, g, eta, mu)

    assert check(momentum_step).kind == "right"


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

    where = "for smallest_curvature = 1, largest_curvature = 3"
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


@pytest.mark.parametrize("name", ["x", "v", "gradient"])
def test_an_argument_that_is_changed_is_named(name):
    def momentum_step(x, v, gradient, learning_rate, momentum):
        result = right(x, v, gradient, learning_rate, momentum)
        {"x": x, "v": v, "gradient": gradient}[name][0] += 1
        return result

    assert said(momentum_step).startswith(f"Not right yet: at step 1 it changes its argument {name}. ")


def test_an_argument_changed_in_place_is_named_although_the_result_is_right():
    def gradient_descent_step(x, gradient, learning_rate):
        x -= learning_rate * gradient
        return x

    words = said(gradient_descent_step, "gradient_descent_step")
    assert "it changes its argument x. A line such as x += … " in words
    assert words.endswith("write x = x + …, which makes a new one.")


def test_what_is_no_function_or_no_exercise_is_answered():
    assert check(3) == "check wants a function, as in check(adam_step), and was given a value: int."
    assert check(None).kind == "wrong"
    unknown = check(lambda x: x)
    assert unknown.startswith("There is no exercise called <lambda>: it must be one of gradient_descent_step, loss_")
    assert unknown.endswith("cosine, scaled_rate.")
    assert check(np.sqrt).kind == check(int).kind == "wrong"


def test_an_async_function_is_told_so():
    async def best_rate(smallest_curvature, largest_curvature):
        return 1

    assert said(best_rate, "best_rate") == "Not right yet: it begins with async def, and def is asked for."


def test_a_learner_s_print_passes_through_and_numpy_s_warnings_do_not(capsys):
    def momentum_step(x, v, gradient, learning_rate, momentum):
        print("here", np.array([1.0]) / np.array([0.0]))
        return right(x, v, gradient, learning_rate, momentum)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert check(momentum_step).kind == "right"
    assert capsys.readouterr() == ("here [inf]\n" * 8, "")


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

    assert "at step 1 the largest v is 0 (coordinate 2 of 2), and 0.5 is right: off by -0.5." in said(
        amsgrad_cache, "amsgrad_cache"
    )


def test_mistakes_in_single_precision_are_named_too():
    def momentum_step(x, v, gradient, learning_rate, momentum):
        v = np.float32(momentum) * v.astype(np.float32) - gradient.astype(np.float32)
        return x.astype(np.float32) + v, v

    momentum_step.__name__ = "momentum_step"
    assert "This is exactly what comes out when the learning rate is missing." in check(momentum_step)
