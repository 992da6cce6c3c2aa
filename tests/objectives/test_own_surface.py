"""What a student writes as a surface, and what she is told."""

import math

import numpy as np
import pytest

from optlab import GradientDescent, Surface, run


def test_a_value_or_gradient_without_return_says_so():
    def value(w):
        w[0] ** 2

    with pytest.raises(ValueError, match=r"^value of 'mine' returned nothing: it must end with return$"):
        run(GradientDescent(), Surface("mine", value, lambda w: 2 * w, start=1), 3)
    with pytest.raises(ValueError, match=r"^gradient of 'mine' returned nothing: it must end with return$"):
        Surface("mine", lambda w: w[0] ** 2, value, start=1).check()


def test_complex_numbers_are_refused():
    mine = Surface("mine", lambda w: w[0] ** 2 + 0j, lambda w: 2 * w, start=1)
    with pytest.raises(ValueError, match=r"^value of 'mine' returned complex numbers: it must return real ones$"):
        run(GradientDescent(), mine, 3)


@pytest.mark.parametrize(
    ("value", "gradient"),
    [
        (lambda w: math.sin(w[0]), lambda w: np.cos(w)),
        (lambda w: w[0] if w[0] > 0 else -w[0], lambda w: np.sign(w)),
    ],
    ids=["math.sin", "if"],
)
def test_a_function_of_one_point_is_told_to_take_arrays(value, gradient):
    mine = Surface("mine", value, gradient, start=1)
    assert run(GradientDescent(), mine, 3)["loss"].shape == (4,)
    with pytest.raises(ValueError, match=r"^value of 'mine' must take arrays of points: write np.sin for math.sin"):
        mine.loss(np.ones((1, 400)))


def test_a_mistake_of_another_kind_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        Surface("mine", lambda w: 1 // 0, lambda w: w, start=1).loss(np.ones((1, 5)))


def test_points_without_a_value_are_left_out_of_a_check():
    root = Surface("√x", lambda w: np.sqrt(w[0]), lambda w: 0.5 / np.sqrt(w), start=4, window=(-5, 5))
    finding = root.check(points=200)
    assert finding.right
    assert 80 < finding.numbers["points"] < 120
    wrong = Surface("√x", lambda w: np.sqrt(w[0]), lambda w: -0.5 / np.sqrt(w), start=4, window=(-5, 5))
    assert wrong.check(points=200).mistake == "sign"


def test_a_window_without_any_value_is_said():
    finding = Surface("√x", lambda w: np.sqrt(w[0]), lambda w: 0.5 / np.sqrt(w), start=-4, window=(-5, -3)).check()
    assert not finding.right
    assert str(finding) == ("the gradient cannot be checked: the value is no number at any of 20 points of the window")


class Keeping:
    """Like a tensor that keeps its gradient: numpy cannot read it."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad.")


def test_a_tensor_that_keeps_its_gradient_is_no_number():
    with pytest.raises(ValueError, match=r"start is .*: it must be one or more finite numbers"):
        Surface("mine", lambda w: w[0] ** 2, lambda w: 2 * w, start=Keeping())
    with pytest.raises(ValueError, match=r"learning_rate is .*: it must be above 0 and finite"):
        GradientDescent(learning_rate=Keeping())
