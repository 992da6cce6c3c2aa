"""The first steps of every rule, worked out by hand.

On f(x) = x² from 10 the first gradient is 20. Numbers are chosen so that the roots come out even.
"""

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
    parabola,
    run,
)

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
