import numpy as np
import pytest

from optlab import Surface, parabola, rosenbrock
from optlab.objectives import Noisy


def mine(gradient):
    return Surface("mine", lambda w: w[0] * w[0] + 5 * w[1] * w[1] * w[0], gradient, start=(1, 2))


def right(w):
    x, y = w
    return np.array([2 * x + 5 * y * y, 10 * x * y])


@pytest.mark.parametrize(
    ("wrong", "coordinate", "mistake"),
    [
        (lambda w: right(w) * [1, -1], "y", "the sign is wrong"),
        (lambda w: right(w) * [0.5, 1], "x", "a factor 2 is missing"),
        (lambda w: right(w) * [1, 2], "y", "there is a factor 2 too many"),
        (lambda w: right(w) * [0, 1], "x", "it is always 0"),
        (lambda w: right(w) * [1, 3], "y", "everywhere it is 3 times the slope"),
        (lambda w: [right(w)[0], right(w)[0]], "y", "it is the slope along x: are the coordinates swapped?"),
    ],
)
def test_the_mistake_is_named(wrong, coordinate, mistake):
    finding = mine(wrong).check()
    assert not finding.right
    assert str(finding).startswith(f"the gradient along {coordinate} is wrong: at (")
    assert str(finding).endswith(f"({mistake})")


def test_a_mistake_that_is_none_of_the_common_ones_is_measured():
    finding = mine(lambda w: right(w) + np.array([0, 0.25])).check()
    assert not finding.right
    assert str(finding).endswith("so it is off by 0.25")


def test_a_mistake_in_one_corner_is_found():
    assert not mine(lambda w: right(w) + np.array([0.0, 1.0]) * (w[0] > 1.7)).check(points=100).right


def test_a_right_gradient_is_right_however_large_or_small_the_numbers():
    assert mine(right).check().right
    assert rosenbrock.check(points=500).right
    for scale in (1e-8, 1e-3, 1e6, 1e12):
        far = Surface("far", lambda w: w[0] * w[0], lambda w: 2 * w, start=scale, window=(-scale, scale))
        assert far.check().right, scale
        steep = Surface("steep", lambda w, s=scale: s * w[0] * w[0], lambda w, s=scale: s * 2 * w, start=1)
        assert steep.check().right, scale
        lifted = Surface("lifted", lambda w, s=scale: s + w[0] * w[0], lambda w: 2 * w, start=1)
        assert lifted.check().right, scale


def test_infinite_values_are_wrong_and_silent():
    finding = Surface("pole", lambda w: w[0] * w[0], lambda w: w / 0, start=1).check()
    assert not finding.right


def test_it_is_repeatable_and_leaves_noise_out():
    assert str(mine(lambda w: -right(w)).check(seed=3)) == str(mine(lambda w: -right(w)).check(seed=3))
    assert Noisy(parabola, sigma=100.0).check().right


@pytest.mark.parametrize(("name", "bad"), [("points", 0), ("points", 2.5), ("seed", -1), ("seed", None)])
def test_bad_input(name, bad):
    with pytest.raises(ValueError, match=rf"^{name} is .*: it must be a whole number from"):
        parabola.check(**{name: bad})


def test_a_finding_is_a_value():
    finding, same = (mine(lambda w: right(w) * [1, -1]).check() for _ in range(2))
    assert finding == same
    assert hash(finding) == hash(same)
    assert (finding.right, finding.mistake, finding.numbers["coordinate"]) == (False, "sign", "y")
    assert mine(right).check(points=7).numbers == {"points": 7}
