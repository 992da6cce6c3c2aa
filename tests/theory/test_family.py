"""Every arrow of the map of the family: with that setting, the one takes the steps of the other."""

import numpy as np
import pytest

from optlab import (
    SOAP,
    AdaGrad,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Muon,
    RMSProp,
    Shampoo,
    bowl,
    parabola,
    quadratic,
    rosenbrock,
    run,
)
from optlab.objectives import AsMatrix
from optlab.optimizers import SAM, PolyakAveraged, ScheduleFreeSGD
from optlab.theory.family import FAMILY
from optlab.views.charts.family import PLACES, plot_family

LARGE = 1e9  # ε


def path(rule, objective=bowl, steps=20):
    return run(rule, objective, steps)["position"]


def shampoo_without_its_sum():
    """One step from W: U·Vᵀ of the gradient, by Shampoo, which has then no sum yet, and by Muon."""
    draw = np.random.default_rng(0)
    surface = AsMatrix(quadratic(np.ones(9), start=draw.standard_normal(9)), 3, 3)
    exact = run(Shampoo(1.0, epsilon=0), surface, 1)["step"][1]
    U, _, Vt = np.linalg.svd(surface.start.reshape(3, 3))
    assert exact == pytest.approx(-(U @ Vt).ravel(), abs=1e-6)
    return exact, run(Muon(1.0, momentum=0.0), surface, 1)["step"][1]


one = AsMatrix(parabola, 1, 1)
HELD = {
    ("momentum", "gradient descent"): (path(Momentum(0.1, momentum=0)), path(GradientDescent(0.1))),
    ("SAM", "gradient descent"): (path(SAM(0.1, rho=0)), path(GradientDescent(0.1))),
    ("Polyak average", "gradient descent"): (path(PolyakAveraged(GradientDescent(0.1))), path(GradientDescent(0.1))),
    ("Schedule-Free SGD", "Polyak average"): (
        run(ScheduleFreeSGD(0.1, beta=0), bowl, 20)["x"][1:],
        run(PolyakAveraged(GradientDescent(0.1)), bowl, 20)["average"][1:],
    ),
    ("Adam", "momentum"): (
        path(Adam(0.1 * LARGE / (1 - 0.9), beta1=0.9, epsilon=LARGE, bias_correction=False)),
        path(Momentum(0.1, momentum=0.9)),
    ),
    ("Adam", "RMSProp"): (
        path(Adam(0.01, beta1=0, beta2=0.9, bias_correction=False), rosenbrock),
        path(RMSProp(0.01, decay_rate=0.9), rosenbrock),
    ),
    ("AdamW", "Adam"): (path(AdamW(0.1, weight_decay=0)), path(Adam(0.1))),
    ("SOAP", "Adam"): (  # its first gradient only finds the axes, and its ε is corrected as v is
        path(SOAP(0.1, beta1=0.9, beta2=0.999), one, 21)[1:],
        path(Adam(0.1, epsilon_place="corrected"), one, 20),
    ),
    ("Shampoo", "AdaGrad"): (path(Shampoo(1.0, epsilon=0), one), path(AdaGrad(1.0, epsilon=0), one)),
}


@pytest.mark.parametrize("arrow", [arrow for arrow in FAMILY if arrow.when != "no sum"], ids=lambda a: f"{a[0]} {a[1]}")
def test_with_that_setting_it_takes_the_other_s_steps(arrow):
    mine, other = HELD[arrow.method, arrow.other]
    assert np.abs(np.diff(other, axis=0)).max() > 0.01
    assert mine == pytest.approx(other, rel=1e-6, abs=1e-9)


def test_shampoo_without_a_sum_makes_every_singular_value_1_and_muon_is_near():
    exact, near = shampoo_without_its_sum()
    assert near == pytest.approx(exact, abs=0.35)
    assert near @ exact / np.linalg.norm(near) / np.linalg.norm(exact) > 0.97


def test_every_method_of_an_arrow_has_its_place_and_stands_to_the_right():
    assert {name for arrow in FAMILY for name in arrow[:2]} == {*PLACES}
    for arrow in FAMILY:
        assert PLACES[arrow.method][0] > PLACES[arrow.other][0]
    digest = plot_family("A map").digest.splitlines()
    assert len(digest) == 1 + len(FAMILY)
