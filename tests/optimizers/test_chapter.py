"""The chapter's six demos, line for line: as plain Python prints them, and as the chapter quotes them."""

import math

import pytest

from optlab import SGD, AdaGrad, Adam, GradientDescent, LinearRegression, Minibatches, Momentum, RMSProp, parabola, run


def listed(step):
    """Ten lines of a demo on f(x) = x² from 10; ``step(t, gradient)`` is what is added to x."""
    x, lines = 10, []
    for t in range(1, 11):
        x = x + step(t, 2 * x)
        lines.append(f"Iteration {t}: x = {x}, f(x) = {x**2}")
    return lines


def gradient_descent():
    return listed(lambda t, gradient: -(0.1 * gradient))


def momentum():
    velocity = 0

    def step(t, gradient):
        nonlocal velocity
        velocity = 0.9 * velocity - 0.1 * gradient
        return velocity

    return listed(step)


def adagrad():
    cache = 0

    def step(t, gradient):
        nonlocal cache
        cache += gradient**2
        return -(1.0 / (math.sqrt(cache) + 1e-8)) * gradient

    return listed(step)


def rmsprop():
    cache = 0

    def step(t, gradient):
        nonlocal cache
        cache = 0.9 * cache + (1 - 0.9) * gradient**2
        return -(0.1 / (math.sqrt(cache) + 1e-8)) * gradient

    return listed(step)


def adam():
    m = v = 0

    def step(t, gradient):
        nonlocal m, v
        m = 0.9 * m + (1 - 0.9) * gradient
        v = 0.999 * v + (1 - 0.999) * gradient**2
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        return -(0.1 / (math.sqrt(v_hat) + 1e-8)) * m_hat

    return listed(step)


DEMOS = [
    (GradientDescent(0.1), gradient_descent, "x = 1.0737418240000003, f(x) = 1.1529215046068475"),
    (Momentum(0.1, 0.9), momentum, "x = 0.04399870600000133, f(x) = 0.0019358861296745532"),
    (AdaGrad(1.0, 1e-8), adagrad, "x = 5.537312004775913, f(x) = 30.66182423823544"),
    (RMSProp(0.1, 0.9, 1e-8), rmsprop, "x = 8.3205241519636, f(x) = 69.23112216340958"),
    (Adam(0.1, 0.9, 0.999, 1e-8), adam, "x = 9.003496535489624, f(x) = 81.06294986457367"),
]


@pytest.mark.parametrize(("rule", "plain", "tenth"), DEMOS, ids=[type(rule).__name__ for rule, _, _ in DEMOS])
def test_a_demo_prints_the_chapters_lines(rule, plain, tenth):
    lines = run(rule, parabola, steps=10).listing().splitlines()
    assert lines == plain()
    assert lines[9] == f"Iteration 10: {tenth}"


@pytest.mark.parametrize("rule", [rule for rule, _, _ in DEMOS], ids=lambda rule: type(rule).__name__)
def test_the_demos_settings_are_the_defaults(rule):
    assert rule == type(rule)()


def test_the_first_line_of_the_chapter():
    assert run(GradientDescent(), parabola, steps=1).listing() == "Iteration 1: x = 8.0, f(x) = 64.0"


def test_one_sample_an_update():
    weights = bias = 0
    plain = []
    for iteration in range(1, 11):
        for sample, (x, y) in enumerate(zip([1, 2, 3, 4], [2, 4, 6, 8], strict=True), start=1):
            error = weights * x + bias - y
            weights -= 0.01 * error * x
            bias -= 0.01 * error
            plain.append(f"Iteration {iteration}, Sample {sample}: weights = {weights}, bias = {bias}")
    data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    lines = run(SGD(), Minibatches(data, batch_size=1), steps=40).listing().splitlines()
    assert lines == plain
    assert lines[0] == "Iteration 1, Sample 1: weights = 0.02, bias = 0.02"
    assert lines[39] == "Iteration 10, Sample 4: weights = 1.7578969177457466, bias = 0.5705361821072628"
    assert SGD() == SGD(learning_rate=0.01)
