# ruff: noqa: F821
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
    return " ".join(str(answer).partition("Hint: ")[0].split())


def right(x, v, gradient, learning_rate, momentum):
    v = momentum * v - learning_rate * gradient
    return x + v, v


def test_an_error_is_named_with_its_message_and_its_line():
    def momentum_step(x, v, gradient, learning_rate, momentum):
        v = momentum * v - learning_rte * gradient
        return x + v, v

    line = momentum_step.__code__.co_firstlineno + 1
    code = "v = momentum * v - learning_rte * gradient"
    expected = f"at step 1 it raises NameError: name 'learning_rte' is not defined, in line {line}: {code}"
    meant = "learning_rte is not the name of an argument: it is called learning_rate."
    assert said(momentum_step) == f"Not right yet: {expected} {meant}"


def test_an_error_in_something_that_it_calls_is_found_in_its_own_line():
    def momentum_step(x, v, gradient, learning_rate, momentum):
        return np.zeros(3).reshape(2, 2), v

    assert "ValueError: cannot reshape" in said(momentum_step)
    assert said(momentum_step).endswith(": return np.zeros(3).reshape(2, 2), v")


def test_an_error_with_no_source_has_no_line():
    made = {}
    line = "def momentum_step(x, v, gradient, learning_rate, momentum): return 1 / 0"
    exec(compile(line, "<in no file>", "exec"), made)
    assert said(made["momentum_step"]).endswith(
        "it raises ZeroDivisionError: division by zero, in line 1. Something is divided by 0 with these numbers."
    )


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
    assert str(check(3)) == "check wants a function, as in check(adam_step), and was given a value: int."
    assert check(None).kind == "wrong"
    unknown = str(check(said))
    assert unknown.startswith("There is no exercise called said: it must be one of gradient_descent_step, ")
    assert unknown.endswith("best_of_k, log_uniform, find_mistakes, sam_point, wsd_rate, schedule_free_step.")
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
