"""The gauge says what theory says, and nothing where theory is silent."""

import re

import pytest

from optlab import SGD, Adam, GradientDescent, LinearRegression, Minibatches, Momentum, bowl, parabola, run
from optlab.controls import Player
from optlab.objectives import Noisy
from optlab.schedules import exponential
from optlab.theory import marks


def gauge(rule, objective, steps=50):
    return Player(rule, objective, steps=steps).desk.settings[0].controls["learning_rate"].gauge


def test_the_limits_stand_where_the_slider_has_them():
    shown = gauge(GradientDescent(learning_rate=0.1), parabola)
    low, high = shown.slider.min, shown.slider.max
    places = re.findall(r"optlab-mark-(\w+)\" style=\"left:([\d.]+)%", shown.value)
    words = re.findall(r"<span>(.*?)</span>", shown.value)
    assert words[:-1] == ["┊ 1/L = 0.5", "┃ 2/L = 1"]
    assert [kind for kind, _ in places] == ["half", "limit"]
    for (_, place), said in zip(places, words[:-1], strict=True):
        rate = 10 ** (low + float(place) / 100 * (high - low))
        assert rate == pytest.approx(float(said.split("= ")[1]), rel=1e-2)


def test_prediction_and_measurement_stand_side_by_side():
    assert (
        "distance × 0.8 a step in the long run · measured: × 0.8"
        in gauge(GradientDescent(learning_rate=0.1), parabola).value
    )


def test_beyond_the_limit_it_says_so():
    assert "beyond the limit" in gauge(GradientDescent(learning_rate=1.05), parabola).value
    assert "beyond the limit" not in gauge(GradientDescent(learning_rate=0.95), parabola).value


def test_momentum_moves_its_limit():
    assert marks(Momentum(momentum=0.5), bowl) == {"limit": pytest.approx(2 * 1.5 / 4)}


@pytest.mark.parametrize(
    ("rule", "objective"),
    [
        (Adam(), bowl),
        (GradientDescent(), Noisy(bowl, sigma=1.0, seed=0)),
        (SGD(), Minibatches(LinearRegression(X=[1, 2, 3], y=[2, 4, 6]))),
    ],
    ids=["adaptive", "noisy", "batches"],
)
def test_where_theory_says_nothing_there_is_no_gauge(rule, objective):
    silent = gauge(rule, objective)
    assert marks(rule, objective) == {}
    assert silent.value == ""
    assert silent.layout.display == "none"


def test_a_schedule_has_no_gauge():
    rule = GradientDescent(learning_rate=exponential(0.1, factor=0.9))
    assert marks(rule, parabola) == {}
    assert run(rule, parabola, 5).steps == 5
