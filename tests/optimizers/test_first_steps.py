"""The first steps of every rule, worked out by hand.

On f(x) = x² from 10 the first gradient is 20. Numbers are chosen so that the roots come out even.
"""

import ast
import inspect

import numpy as np
import pytest

from optlab import (
    SGD,
    Adadelta,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    LinearRegression,
    Lion,
    Minibatches,
    Momentum,
    Nadam,
    Nesterov,
    RMSProp,
    Surface,
    bowl,
    parabola,
    run,
)
from optlab.objectives import AsMatrix, quadratic
from optlab.optimizers import (
    LAMB,
    SAM,
    SOAP,
    Adan,
    DAdaptAdam,
    Muon,
    Prodigy,
    RAdam,
    ScheduleFreeAdamW,
    ScheduleFreeSGD,
    Shampoo,
    Sophia,
)
from tests.catalogue import EVERY_RULE, label

approx = pytest.approx


def walked(rule, steps=1):
    """Column by name: the values of updates 1, 2, … in one dimension."""
    trace = run(rule, parabola, steps)
    return {name: trace[name][1:].ravel().tolist() for name in trace.names}


def test_gradient_descent():
    # 10 − 0.1·20 = 8; 8 − 0.1·16 = 6.4
    found = walked(GradientDescent(0.1), 2)
    assert found["step"] == approx([-2, -1.6])
    assert found["position"] == approx([8, 6.4])


def test_sgd():
    # sample 1: error 0 − 2 = −2, so both grow by 0.01·2; sample 2: error 0.06 − 4 = −3.94
    # weights 0.02 + 0.01·3.94·2 = 0.0988; bias 0.02 + 0.0394 = 0.0594
    data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    found = run(SGD(0.01), Minibatches(data, batch_size=1), 2)["position"]
    assert found[1].tolist() == approx([0.02, 0.02])
    assert found[2].tolist() == approx([0.0988, 0.0594])


def test_momentum():
    # v = −2, x = 8; v = 0.9·(−2) − 0.1·16 = −3.4, x = 4.6
    found = walked(Momentum(0.1, 0.9), 2)
    assert found["velocity"] == approx([-2, -3.4])
    assert found["position"] == approx([8, 4.6])


def test_momentum_with_the_rate_outside():
    # v = −20, step 0.1·(−20); v = −18 − 16 = −34, step −3.4: at one rate the same path
    found = walked(Momentum(0.1, 0.9, "outside"), 2)
    assert found["velocity"] == approx([-20, -34])
    assert found["position"] == approx([8, 4.6])


def test_nesterov():
    # v = −2, step 0.9·(−2) − 2 = −3.8, x = 6.2, gradient 12.4
    # v = −1.8 − 1.24 = −3.04, step −2.736 − 1.24 = −3.976, x = 2.224
    found = walked(Nesterov(0.1, 0.9), 2)
    assert found["velocity"] == approx([-2, -3.04])
    assert found["step"] == approx([-3.8, -3.976])
    assert found["position"] == approx([6.2, 2.224])
    outside = walked(Nesterov(0.1, 0.9, "outside"), 2)
    assert outside["velocity"] == approx([-20, -30.4])
    assert outside["position"] == approx([6.2, 2.224])


def test_adagrad():
    # cache 400, rate 1/20, x = 9, gradient 18; cache 400 + 324 = 724, step −18/√724
    found = walked(AdaGrad(1.0, epsilon=0), 2)
    assert found["cache"] == approx([400, 724])
    assert found["rate"][0] == approx(1 / 20)
    assert found["step"] == approx([-1, -18 / 724**0.5])


def test_adagrads_epsilon():
    # outside: 20/(20 + 5) = 0.8; inside: 20/√(400 + 41) = 20/21
    assert walked(AdaGrad(1.0, epsilon=5))["step"] == approx([-0.8])
    assert walked(AdaGrad(1.0, epsilon=41, epsilon_place="inside"))["step"] == approx([-20 / 21])


def test_rmsprop():
    # cache 0.25·400 = 100, step −0.1·20/10 = −0.2, x = 9.8, gradient 19.6
    # cache 0.75·100 + 0.25·384.16 = 171.04, step −1.96/√171.04
    found = walked(RMSProp(0.1, 0.75, epsilon=0), 2)
    assert found["cache"] == approx([100, 171.04])
    assert found["step"] == approx([-0.2, -1.96 / 171.04**0.5])
    assert found["mean"] == [0, 0]


def test_rmsprops_epsilon():
    # outside: 2/(10 + 6); inside: 2/√(100 + 21) = 2/11
    assert walked(RMSProp(0.1, 0.75, epsilon=6))["step"] == approx([-1 / 8])
    assert walked(RMSProp(0.1, 0.75, epsilon=21, epsilon_place="inside"))["step"] == approx([-2 / 11])


def test_rmsprop_centred():
    # ρ = 0.9: cache 40, mean 2, variance 40 − 4 = 36, step −2/6
    found = walked(RMSProp(0.1, 0.9, epsilon=0, centred=True))
    assert found["mean"] == approx([2])
    assert found["step"] == approx([-1 / 3])
    assert walked(RMSProp(0.1, 0.9, epsilon=28, epsilon_place="inside", centred=True))["step"] == approx([-2 / 8])


def test_adadelta():
    # cache 0.01·400 = 4; √2.25/√6.25 = 0.6; step −0.6·20 = −12; its cache 0.01·144 = 1.44
    found = walked(Adadelta(1.0, decay_rate=0.99, epsilon=2.25))
    assert found["cache"] == approx([4])
    assert found["ratio"] == approx([0.6])
    assert found["step"] == approx([-12])
    assert found["step_cache"] == approx([1.44])
    # the learning rate scales the step, not what the rule remembers of it
    half = walked(Adadelta(0.5, decay_rate=0.99, epsilon=2.25))
    assert (half["step"], half["step_cache"]) == (approx([-6]), approx([1.44]))


def test_adam():
    # m = 2, v = 0.4, both corrected to 20 and 400: step −0.1; x = 9.9, gradient 19.8
    # m = 1.8 + 1.98 = 3.78, over 0.19; v = 0.3996 + 0.39204 = 0.79164, over 0.001999
    found = walked(Adam(0.1, 0.9, 0.999, epsilon=0), 2)
    assert found["m"] == approx([2, 3.78])
    assert found["v"] == approx([0.4, 0.79164])
    assert found["m_hat"] == approx([20, 3.78 / 0.19])
    assert found["v_hat"] == approx([400, 0.79164 / 0.001999])
    assert found["step"] == approx([-0.1, -0.1 * (3.78 / 0.19) / (0.79164 / 0.001999) ** 0.5])


def test_adams_conventions():
    # β₂ = 0.96: v = 16, v_hat = 400; outside 2/(20 + 5); inside 2/√441; corrected 2/((4 + 1)/√0.04)
    assert walked(Adam(0.1, 0.9, 0.96, epsilon=5))["step"] == approx([-0.08])
    assert walked(Adam(0.1, 0.9, 0.96, epsilon=41, epsilon_place="inside"))["step"] == approx([-2 / 21])
    assert walked(Adam(0.1, 0.9, 0.96, epsilon=1, epsilon_place="corrected"))["step"] == approx([-0.08])
    # without bias correction: 0.1·2/√16
    assert walked(Adam(0.1, 0.9, 0.96, epsilon=0, bias_correction=False))["step"] == approx([-0.05])


def test_adamw():
    # Adam's −0.1, and −0.1·0.5·10 = −0.5 of decay
    found = walked(AdamW(0.1, epsilon=0, weight_decay=0.5))
    assert found["decay"] == approx([-0.5])
    assert found["step"] == approx([-0.6])
    assert walked(AdamW(0.1, 0.9, 0.96, 41, 0, "inside"))["step"] == approx([-2 / 21])
    assert walked(AdamW(0.1, 0.9, 0.96, 1, 0, "corrected"))["step"] == approx([-0.08])


def test_amsgrad():
    # m = 2, v = 16: uncorrected 0.1·2/4; corrected 0.1·20/20, before or after the first maximum
    assert walked(AMSGrad(0.1, 0.9, 0.96, epsilon=0))["step"] == approx([-0.05])
    after = walked(AMSGrad(0.1, 0.9, 0.96, epsilon=0, bias_correction="after"))
    before = walked(AMSGrad(0.1, 0.9, 0.96, epsilon=0, bias_correction="before"))
    assert (after["step"], after["v_max"], after["v_hat"]) == (approx([-0.1]), approx([16]), approx([400]))
    assert (before["step"], before["v_max"], before["v_hat"]) == (approx([-0.1]), approx([400]), approx([400]))


def test_nadam():
    # without warm-up: 0.9·2/(1 − 0.81) + 0.1·20/(1 − 0.9) = 1.8/0.19 + 20
    found = walked(Nadam(0.1, epsilon=0, momentum_warmup=False))
    assert found["product"] == approx([0.9])
    assert found["m_hat"] == approx([1.8 / 0.19 + 20])
    assert found["step"] == approx([-0.1 * (1.8 / 0.19 + 20) / 20])
    # ψ = 0: every μ is 0.45: 0.45·2/(1 − 0.2025) + 0.55·20/(1 − 0.45) = 0.9/0.7975 + 20
    assert walked(Nadam(0.1, epsilon=0, momentum_decay=0))["m_hat"] == approx([0.9 / 0.7975 + 20])
    # ψ = 1: μ₁ = 0.9·(1 − 0.48) = 0.468, μ₂ = 0.9·(1 − 0.4608) = 0.48528
    ahead = 0.48528 * 2 / (1 - 0.468 * 0.48528) + 20
    assert walked(Nadam(0.1, epsilon=0, momentum_decay=1))["m_hat"] == approx([ahead])


def test_lion():
    # c = 0.1·20 = 2, m = 0.01·20 = 0.2; step −0.1; with decay −0.1·0.5·10 more
    found = walked(Lion(0.1))
    assert (found["c"], found["m"], found["step"]) == (approx([2]), approx([0.2]), approx([-0.1]))
    assert walked(Lion(0.1, weight_decay=0.5))["step"] == approx([-0.6])


def test_radam():
    # ρ₁ = 1 is not above 4: m_hat = 20, step −0.1·20, x = 8; m = 0.9·2 + 0.1·16 = 3.4, over 0.19
    found = walked(RAdam(0.1), 2)
    assert found["rho"][0] == approx(1)
    assert found["step"] == approx([-2, -0.34 / 0.19])
    # β₂ = 0.9, slope 3: ρ∞ = 19; ρ₄ = 19 − 8·0.6561/0.3439 = 3.737, ρ₅ = 19 − 10·0.59049/0.40951 = 4.58055
    slope = Surface("3x", lambda w: 3 * w[0], lambda w: 0 * w + 3, start=0)
    trace = run(RAdam(0.1, beta2=0.9, epsilon=0), slope, 6)
    assert trace["rho"][4:6, 0] == approx([3.73742, 4.58055], rel=1e-5)
    r = (0.58055 * 2.58055 * 19 / (15 * 17 * 4.58055)) ** 0.5
    assert trace["step"][4:6, 0] == approx([-0.3, -0.1 * r], rel=1e-4)
    # PyTorch and optax wait until ρ is above 5: ρ₆ = 19 − 12·0.531441/0.468559 = 5.3895
    for peer in ("PyTorch", "optax"):
        later = run(RAdam(0.1, beta2=0.9, epsilon=0, as_in=peer), slope, 6)["step"][4:7, 0]
        assert later == approx([-0.3, -0.3, -0.1 * (1.3895 * 3.3895 * 19 / (15 * 17 * 5.3895)) ** 0.5], rel=1e-4)
    # and with an ε of 1 and a v_hat of 9: 3/(3 + 1), or 3/(3 + 1/√0.468559)
    small = [run(RAdam(0.1, beta2=0.9, epsilon=1, as_in=p), slope, 6)["step"][6, 0] for p in ("optax", "PyTorch")]
    assert small == approx([later[-1] * 3 / 4, later[-1] * 3 / (3 + 1 / 0.468559**0.5)], rel=1e-4)


def test_sam():
    # the slope is 20, so uphill is 10 + 0.5; the slope there is 21: step −2.1
    found = walked(SAM(0.1, rho=0.5), 2)
    assert found["uphill"] == approx([10.5, 8.4])
    assert found["second"] == approx([21, 16.8])
    assert found["step"] == approx([-2.1, -1.68])
    # in 2-D, at (−5, −2) on 0.1x² + 2y²: the slope is (−1, −8), its length √65
    from_here = run(SAM(0.1, rho=65**0.5), bowl, 1, start=(-5, -2))
    assert from_here["uphill"][1] == approx([-6, -10])
    assert from_here["step"][1] == approx([0.12, 4])


def test_adan():
    # no change yet: 20/√400; x = 9.9, gradient 19.8, change −0.2
    # m = 0.98·0.4 + 0.02·19.8 = 0.788, over 0.0396; v = 0.08·(−0.2) = −0.016, over 0.1536
    # n = 0.99·4 + 0.01·(19.8 − 0.92·0.2)² = 3.96 + 3.84787456, over 0.0199
    found = walked(Adan(0.1, epsilon=0), 2)
    assert found["change"] == approx([0, -0.2])
    assert (found["m"], found["v"], found["n"]) == (approx([0.4, 0.788]), approx([0, -0.016]), approx([4, 7.80787456]))
    ahead = 0.788 / 0.0396 - 0.92 * 0.016 / 0.1536
    assert found["step"] == approx([-0.1, -0.1 * ahead / (7.80787456 / 0.0199) ** 0.5])
    # optax weighs the change by 0.08: (19.8 − 0.016)² = 391.406656
    found, ahead = walked(Adan(0.1, epsilon=0, as_in="optax"), 2), 0.788 / 0.0396 - 0.08 * 0.016 / 0.1536
    assert found["step"][1] == approx(-0.1 * ahead / (7.87406656 / 0.0199) ** 0.5)
    # decay: (10 − 0.1)/(1 + 0.05) in the paper, 10 − 0.1 − 0.05·10 in optax
    assert walked(Adan(0.1, epsilon=0, weight_decay=0.5))["position"] == approx([9.9 / 1.05])
    assert walked(Adan(0.1, epsilon=0, weight_decay=0.5, as_in="optax"))["position"] == approx([9.4])


def test_prodigy():
    # β₂ = 0.64, so √β₂ = 0.8: m = 0.5·0.01·20, v = 0.36·(0.01·20)², s = 0.2·0.01²·20; step −0.01·0.1/0.12
    # then the gradient 20 − 1/60 agrees with the way of 1/120: r = 0.2·0.01²·⟨g, x₀ − x⟩, s = 0.8·0.0004 + …
    found = walked(Prodigy(1.0, 0.5, 0.64, epsilon=0, d0=0.01), 2)
    slope = 20 - 1 / 60
    assert (found["m"][0], found["v"][0], found["s"][0]) == (approx(0.1), approx(0.0144), approx(0.0004))
    assert found["step"][0] == approx(-1 / 120)
    assert found["inner"] == approx([0, slope / 120])
    assert found["r"] == approx([0, 0.00002 * slope / 120])
    assert found["size"] == approx([0.0004, 0.00032 + 0.00002 * slope])
    assert found["d"] == approx([0.01, 0.01])  # r/s is 0.005: less
    # without any memory d is how far x has come: each step is as long as d
    assert walked(Prodigy(1.0, 0.0, 0.0, epsilon=0, d0=0.001), 4)["d"] == approx([0.001, 0.001, 0.002, 0.003])
    # optax corrects: √0.36/0.5 = 1.2 times the rate
    corrected = walked(Prodigy(1.0, 0.5, 0.64, epsilon=0, d0=0.01, as_in="optax"))
    assert (corrected["step"], corrected["s"]) == (approx([-0.01]), approx([0.00048]))
    # ε = 1 by the last d, or by the new one: without memory d·d·g/(d·g + d)
    for form, where in (("paper", 1), ("prodigyopt", 2)):
        found = walked(Prodigy(1.0, 0.0, 0.0, 1.0, 0.001, form), 4)
        d, slope = [0.001, *found["d"]], found["gradient"]
        assert d[3] > 1.5 * d[2]
        assert found["step"][2] == approx(-(d[2] ** 2) * slope[2] / (d[2] * slope[2] + d[1 + where]))


def test_dadapt_adam():
    # β₂ = 0.64, so √β₂ = 0.8: m = 0.5·0.01·20, v = 0.36·400, s = 0.2·0.01·20; step −0.1/12; nothing gone yet
    found = walked(DAdaptAdam(1.0, 0.5, 0.64, d0=0.01), 2)
    assert [found[name][0] for name in ("m", "v", "s", "inner", "d")] == approx([0.1, 144, 0.04, 0, 0.01])
    assert found["step"][0] == approx(-1 / 120)
    # then the gradient is 20 − 1/60: ⟨g, s/√v⟩ = g·0.04/12, r = 0.2·0.01 of it, and ‖s‖₁ = 0.032 + 0.2·0.01·g
    slope = 20 - 1 / 60
    assert found["inner"][1] == approx(slope / 300)
    assert found["r"][1] == approx(0.002 * slope / 300)
    assert found["size"][1] == approx(0.032 + 0.002 * slope)
    assert found["d"][1] == approx(0.01)  # r/(0.2·‖s‖₁) is 0.009: less
    # the rate corrected by √0.36/0.5 = 1.2
    assert walked(DAdaptAdam(1.0, 0.5, 0.64, d0=0.01, bias_correction=True))["step"] == approx([-0.01])


def test_lamb():
    # Adam's direction is 1, so the step is −0.1·‖x‖ = −1; with decay the direction is 1 + 0.5·10, the step as long
    assert walked(LAMB(0.1, epsilon=0))["step"] == approx([-1])
    decayed = walked(LAMB(0.1, epsilon=0, weight_decay=0.5))
    assert (decayed["u"], decayed["trust"], decayed["step"]) == (approx([6]), approx([10 / 6]), approx([-1]))
    # 2-D, one layer of all: ‖(3, 4)‖ = 5, and the direction (1, 1) has the length √2
    assert run(LAMB(0.1, epsilon=0), quadratic([1, 1], start=(3, 4)), 1)["step"][1] == approx([-0.5 / 2**0.5] * 2)
    # weights of 0 are trusted by 1
    slope = Surface("3x", lambda w: 3 * w[0], lambda w: 0 * w + 3, start=0)
    assert run(LAMB(0.1, epsilon=0), slope, 1)["step"][1] == approx([-0.1])


def test_sophia():
    # curvature 2: h = 0.01·2, m = 0.04·20, and m/(100·0.02) = 0.4; then no estimate: m = 0.96·0.8 + 0.04·19.92
    found = walked(Sophia(0.1, gamma=100), 2)
    assert found["estimate"] == approx([2, 0], abs=1e-9)
    assert (found["h"], found["m"]) == (approx([0.02, 0.02]), approx([0.8, 1.5648]))
    assert found["step"] == approx([-0.04, -0.07824])
    # with an estimate in each step: h = 0.99·0.02 + 0.01·2 = 0.0398
    assert walked(Sophia(0.1, gamma=100, every=1), 2)["step"] == approx([-0.04, -0.1 * 1.5648 / 3.98])
    # a step is held within the rate; decay 0.1·0.5·10 more
    assert walked(Sophia(0.1))["step"] == approx([-0.1])
    assert walked(Sophia(0.1, weight_decay=0.5))["step"] == approx([-0.6])
    # optax divides by the h before, which is 0 at first; x = 9.9: m = 0.768 + 0.04·19.8, over 1 − 0.96²
    assert walked(Sophia(0.1, gamma=1000, as_in="optax"), 2)["step"] == approx([-0.1, -0.1 * 1.56 / 0.0784 / 20])


def test_schedule_free_adamw():
    # v = 0.4, and √0.001·20/√0.4 = 1: z = x = y = 9.9, gradient 19.8; v = 0.3996 + 0.39204 = 0.79164
    # its rate is 0.1·√0.001999, and so it weighs 0.001999 of 0.002999
    z = 9.9 - 0.1 * (0.001999 / 0.79164) ** 0.5 * 19.8
    x = 9.9 + 1.999 / 2.999 * (z - 9.9)
    found = walked(ScheduleFreeAdamW(0.1, epsilon=0), 2)
    assert (found["z"], found["x"]) == (approx([9.9, z]), approx([9.9, x]))
    assert found["position"] == approx([9.9, 0.1 * z + 0.9 * x])
    # the libraries' z is the same, and its weight 1 of 2
    found = walked(ScheduleFreeAdamW(0.1, epsilon=0, as_in="libraries"), 2)
    assert (found["z"], found["x"]) == (approx([9.9, z]), approx([9.9, (9.9 + z) / 2]))
    # there a z counts by the largest rate so far, in the paper by its own: 0.01²·1.999 of 0.1²·1 + 0.01²·1.999
    falling = {"learning_rate": lambda t: 0.1 if t == 1 else 0.01, "epsilon": 0}
    z = 9.9 - 0.01 * (0.001999 / 0.79164) ** 0.5 * 19.8
    assert walked(ScheduleFreeAdamW(**falling, as_in="libraries"), 2)["x"][1] == approx((9.9 + z) / 2)
    weight = 0.0001 * 1.999 / (0.01 + 0.0001 * 1.999)
    assert walked(ScheduleFreeAdamW(**falling), 2)["x"][1] == approx(9.9 + weight * (z - 9.9))
    # a warmup may begin at 0: nothing moves, and the next z is all of the mean
    warm = {"learning_rate": lambda t: 0.1 * (t > 1), "epsilon": 0}
    for form in ("paper", "libraries"):
        found = walked(ScheduleFreeAdamW(**warm, as_in=form), 2)
        assert (found["c"], found["x"][0], found["x"][1]) == ([0, 1], 10, found["z"][1])
    # z decays by 0.5 of y, times its rate: 0.1, or 0.1·√0.001
    for form, rate in (("libraries", 0.1), ("paper", 0.1 * 0.001**0.5)):
        decayed = walked(ScheduleFreeAdamW(0.1, epsilon=0, weight_decay=0.5, as_in=form))
        assert decayed["z"] == approx([9.9 - rate * 0.5 * 10])


def test_schedule_free_sgd():
    # z = 10 − 0.1·20 = 8, x = 8, y = 8, gradient 16; z = 6.4, x = (8 + 6.4)/2 = 7.2, y = 0.1·6.4 + 0.9·7.2 = 7.12
    # gradient 14.24; z = 4.976, x = (8 + 6.4 + 4.976)/3 = 6.4587
    found = walked(ScheduleFreeSGD(0.1, beta=0.9), 3)
    assert found["z"] == approx([8, 6.4, 4.976])
    assert found["x"] == approx([8, 7.2, 19.376 / 3])
    assert found["position"][:2] == approx([8, 7.12])
    assert found["step"][:2] == approx([-2, -0.88])
    assert run(ScheduleFreeSGD(0.1), parabola, 3)["loss"][1:] == approx([64, 7.2**2, (19.376 / 3) ** 2])


def diagonal(rule, a, b, steps):
    """The two numbers on the diagonal of W at every step: on ½‖W‖² from [[a, 0], [0, b]], whose gradient is W."""
    trace = run(rule, AsMatrix(quadratic([1, 1, 1, 1], start=(a, 0, 0, b)), 2, 2), steps)
    assert trace["position"][:, 1:3] == approx(0, abs=1e-12)
    return trace["position"][:, [0, 3]]


def test_muon():
    # m = 0.5·(3, 4), ahead = 0.5·m + 0.5·(3, 4) = (2.25, 3), and (0.6, 0.8) when its length is 1; then the polynomial
    def p(s):
        return 3.4445 * s - 4.7750 * s**3 + 2.0315 * s**5

    a, b = p(p(p(p(p(0.6))))), p(p(p(p(p(0.8)))))
    assert (a, b) == approx((0.723, 1.119), abs=0.001)
    assert diagonal(Muon(0.5, momentum=0.5, epsilon=0), 3, 4, 1)[1] == approx([3 - 0.5 * a, 4 - 0.5 * b])
    # with decay, both shrink by 0.5·0.1 of what they were
    assert diagonal(Muon(0.5, 0.5, 0.1, epsilon=0), 3, 4, 1)[1] == approx([2.85 - 0.5 * a, 3.8 - 0.5 * b])


def test_shampoo():
    # L = R = (16, 1), their roots 2 and 1: steps 4/(2·2) = 1 and 1; then L = R = (16 + 9, 1): step 3/√25 = 0.6
    assert diagonal(Shampoo(1.0, epsilon=0), 4, 1, 2) == approx(np.array([[4, 1], [3, 0], [2.4, 0]]))


def test_soap():
    # the first gradient only finds the axes; then m = 0.5·(4, 1), v = 0.5·(16, 1), corrected: a step of 1 each
    # then m = 0.5·(2, 0.5) + 0.5·(3, 0), v = 0.5·(8, 0.5) + 0.5·(9, 0), and √(1 − 0.25)/(1 − 0.25)
    found = diagonal(SOAP(1.0, beta1=0.5, beta2=0.5, epsilon=1e-15), 4, 1, 3)
    assert found[:3] == approx(np.array([[4, 1], [4, 1], [3, 0]]))
    assert found[3] == approx([3 - 2.5 / 8.5**0.5 / 0.75**0.5, -0.25 / 0.25**0.5 / 0.75**0.5])


@pytest.mark.parametrize("rule", EVERY_RULE, ids=label)
def test_every_rule_is_worked_out_by_hand_here(rule):
    own, called = inspect.getsource(inspect.getmodule(walked)), set()
    for test in ast.parse(own).body:
        if isinstance(test, ast.FunctionDef) and any(isinstance(node, ast.Assert) for node in ast.walk(test)):
            called |= {ast.unparse(node.func) for node in ast.walk(test) if isinstance(node, ast.Call)}
    assert rule.__name__ in called, f"{rule.__name__}: work out its first steps by hand, in this file"
