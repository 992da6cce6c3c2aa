"""What an error of Python's means, and what the source shows, is said in words that a learner needs."""

from pathlib import Path

import pytest

from optlab.exercises import check
from tests.exercises.table import Written, made

HEADS = {
    answer.partition("(")[0]: answer
    for answer in Path(__file__).with_name("wrong_answers.txt").read_text(encoding="utf-8").splitlines()
    if not answer.startswith(" ")
}
SAID = [
    ("decayed_rate", "return learning_rate / t^0.5", "In Python ^ is not a power"),
    ("adagrad_step", "return x, cache + gradient^2", "Write ** for a power."),
    (
        "decayed_rate",
        "return learning_rate / t**1/2",
        "t**1/2 is (t**1)/2 in Python: the power comes first. Write t**(1/2).",
    ),
    ("decayed_rate", "return learning_rate * t**-1/2", "t**-1/2 is (t**-1)/2 in Python: the power comes first."),
    ("distance_after", "return sum(learning_rate / t**1/2 for t in range(1, steps + 1))", "Write t**(1/2)."),
    ("effective_rate", "return learning_rate / (cache**1/2 + epsilon)", "Write cache**(1/2)."),
    (
        "effective_rate",
        "return learning_rate / (math.sqrt(cache) + epsilon)",
        "math.sqrt takes one number. np.sqrt takes an array, coordinate by coordinate.",
    ),
    (
        "amsgrad_cache",
        "return max(largest, v)",
        "max(a, b) compares two numbers. np.maximum(a, b) compares arrays, coordinate by coordinate.",
    ),
    ("amsgrad_cache", "if v > largest:\n    return v\nreturn largest", "and if wants a single one."),
    ("amsgrad_cache", "return np.max(largest, v)", "np.maximum(a, b) takes two, coordinate by coordinate."),
    ("nesterov_step", "return x - slope * x, v", "call it, as in slope(x), to get the gradient at x."),
    ("best_rate", "a = 2\nreturn a(smallest_curvature)", "Something of the type int stands before parentheses"),
    ("warmup", "return learning_rate * sqrt(t)", "sqrt is NumPy's: write np.sqrt."),
    ("warmup", "return lr * t / steps", "lr is not the name of an argument: it is called learning_rate."),
    ("warmup", "return learning_rate * t / stps", "stps is not the name of an argument: it is called steps."),
    ("warmup", "return qqq", "qqq is not known here. The arguments are t, learning_rate and steps."),
    ("warmup", "return numpy.sqrt(t)", "numpy has not been imported; np is at hand, as in np.sqrt."),
    ("warmup", "rate = rate + t / steps\nreturn rate", "rate is used before it has a value."),
    ("warmup", "for k in steps:\n    pass\nreturn t", "a loop that is to run n times has for _ in range(n)."),
    ("warmup", "return learning_rate * print(t)", "None stands where a number is asked for"),
    ("warmup", "return learning_rate / (t - t)", "Something is divided by 0 with these numbers."),
    ("warmup", "return warmup(t, learning_rate, steps)", "The function calls itself without end."),
    ("warmup", "for k in range(t):\n    return learning_rate * k", "The return stands inside the loop"),
    ("distance_after", "a = [1, 2]\nreturn a[steps + 3]", "n elements have the indices 0 to n − 1."),
    ("adagrad_step", "return x + np.ones(3), cache", "Arrays of different shapes meet here"),
    ("nesterov_step", "return x - slope(x, v), v", "is called with 2 arguments, and it takes 1."),
    ("adagrad_step", "return x - float(gradient), cache", "An array stands where one number is asked for"),
    ("warmup", "return learning_rate * (t / steps).mean()", "A number (of the type float) has no .mean"),
    ("warmup", "return learning_rate * t[0]", "A single number has no index"),
    ("warmup", "return learning_rate * 0.37", "Your function does not use t and steps."),
]


@pytest.mark.parametrize(("name", "body", "words"), SAID, ids=[body for _, body, _ in SAID])
def test_it_is_said(name, body, words):
    answer = check(made(Written(HEADS[name], body)))
    assert answer.kind == "wrong"
    assert words in str(answer)
    assert "`" not in str(answer)
    assert str(answer).splitlines()[-1].startswith("Hint: ")


def test_powers_and_returns_that_are_meant_are_not_remarked_on():
    loop = "total = 0\nfor t in range(1, steps + 1):\n    total = total + learning_rate / t**(1/2)\nreturn 2 * total"
    assert check(made(Written(HEADS["distance_after"], loop))).seen == ()
    search = "for t in range(9):\n    if t > 3:\n        return t**1 / steps\nreturn learning_rate"
    assert check(made(Written(HEADS["distance_after"], search))).seen == ()
