"""What each of the newer rules is taught for, measured; where chance has a part in it, over 200 seeds."""

from functools import cache

import numpy as np
import pytest

from optlab import (
    LAMB,
    SAM,
    SGD,
    Adam,
    Adan,
    DAdaptAdam,
    GradientDescent,
    Minibatches,
    Prodigy,
    RAdam,
    ScheduleFreeSGD,
    Sophia,
    quadratic,
    run,
    sweep,
)
from optlab.objectives import Noisy, Scaled, hyperbola, saddle
from optlab.optimizers import Averaged, Clipped, Lookahead, PolyakAveraged
from optlab.schedules import cosine, wsd
from optlab.training import Network, digits

SEEDS, STEPS = list(range(200)), 400
BOWL = quadratic([1, 10], start=[3, 3])


def test_radams_first_steps_are_as_long_as_their_gradients():
    # Adam's are as long as the rate, whatever the gradient is
    for size in (1e-3, 1.0, 1e3):
        objective = quadratic([size], start=[1])
        radam, adam = (run(rule(0.01), objective, 4)["step"][1, 0] for rule in (RAdam, Adam))
        assert radam == pytest.approx(-0.01 * size)
        assert adam == pytest.approx(-0.01, rel=1e-4)


def test_adan_swings_out_less_than_adam():
    for rate in (0.02, 0.1, 0.3):
        rules = Adam(rate, 0.9, 0.999), Adan(rate, 0.9, 0.98, 0.999)
        adam, adan = (run(rule, quadratic([1], start=[1]), 300)["position"].min() for rule in rules)
        assert adam < adan < 0


def test_what_adan_adds_to_a_gradient_is_where_it_will_be():
    # on a quadratic, where the next step is as long as the last: the gradient and its change are the next gradient
    trace = run(Adan(0.01), quadratic([1], start=[1]), 60)
    ahead = trace["gradient"][1:-1] + trace["change"][1:-1]
    assert ahead[20:] == pytest.approx(trace["gradient"][2:][20:], abs=1e-3)


def test_each_layer_of_lamb_moves_by_the_same_part_of_itself():
    net = Network([64, 16, 10], digits().train)
    start = net.start.copy()
    start[: 64 * 16] *= 100  # a layer of another scale
    trace = run(LAMB(0.01), Minibatches(net, 64, seed=0), 20, start=start)
    done = 0
    for shape in net.parameters.values():
        layer = slice(done, done + int(np.prod(shape)))
        done = layer.stop
        before, step = trace["position"][1:-1, layer], trace["step"][2:, layer]
        assert np.linalg.norm(step, axis=1) == pytest.approx(0.01 * np.linalg.norm(before, axis=1))
    assert done == net.dim
    adam = run(Adam(0.01), Minibatches(net, 64, seed=0), 1, start=start)["step"][1]
    assert np.linalg.norm(adam[: 64 * 16]) < 0.01 * np.linalg.norm(start[: 64 * 16]) / 10


def test_sophia_does_not_see_the_scale_of_a_coordinate():
    trace = run(Sophia(0.05, gamma=0.5, every=1), quadratic([1, 10, 1000], start=[1, 1, 1]), 100)
    assert trace["position"][:, 1:] == pytest.approx(np.repeat(trace["position"][:, :1], 2, axis=1), abs=1e-6)
    plain = run(GradientDescent(0.001), quadratic([1, 10, 1000], start=[1, 1, 1]), 100)["position"][-1]
    assert plain == pytest.approx([0.999**100, 0.99**100, 0])


def test_sophia_leaves_a_saddle_by_whole_steps():
    # where the curvature is negative the step is a sign: 0.01 a step away from the ridge, 0.001 beside it
    trace = run(Sophia(0.01), saddle, 100)
    assert trace["h"][1, 1] < 0
    assert trace["position"][:90, 1] == pytest.approx(0.001 + 0.01 * np.arange(90))
    assert run(GradientDescent(0.01), saddle, 100)["position"][-1, 1] < 0.01


def test_lookahead_holds_where_its_rule_alone_runs_away():
    alone, ahead = (run(make(GradientDescent(0.21)), quadratic([10]), 100)["loss"] for make in (lambda r: r, Lookahead))
    assert alone[-1] > 1e8
    assert ahead[-1] < 1e-15
    assert run(Lookahead(GradientDescent(0.25)), quadratic([10]), 100)["loss"][-1] > 1e15  # not everywhere


def test_prodigy_and_d_adaptation_find_the_scale_of_a_problem():
    # 3 is how far each coordinate has to go: Prodigy's d is 1.1 to 1.8, the older rule's 7.3 to 8.6
    for rule, low, high in ((Prodigy(), 1, 3), (DAdaptAdam(), 3, 10)):
        for by in (1e-3, 1.0, 1e3):
            trace = run(rule, Scaled(BOWL, by), STEPS)
            assert np.all(np.diff(trace["d"], axis=0) >= 0)
            assert low < trace["d"][-1, 0] / by < high
            if isinstance(rule, Prodigy):
                assert trace["loss"][-1] < 1e-12 * trace["loss"][0]


def test_one_rate_of_adam_is_not_for_problems_of_all_scales():
    left = [run(Adam(0.001), Scaled(BOWL, by), STEPS)["loss"][[0, -1]] for by in (1e-3, 1.0, 1e3)]
    assert [round(float(end / first), 2) for first, end in left] == [0, 0.76, 1]


def test_of_200_starts_sam_comes_down_where_it_is_wider():
    starts = np.random.default_rng(0).uniform(0.5, 2, (200, 2)).T
    ends = [
        run(SAM(0.01, rho=rho), hyperbola, 4000, start=starts, keep="position", every=4000)["position"][-1]
        for rho in (0.0, 0.05)
    ]
    there = np.all([np.abs(end.prod(axis=0) - 1) < 0.1 for end in ends], axis=0)
    plain, sam = (8 * (end[:, there] ** 2).sum(axis=0) for end in ends)
    assert there.mean() > 0.9
    assert np.mean(sam < plain * 1.001) > 0.95
    assert np.median(sam) < 16.2 < 17.5 < np.median(plain)  # 16 is the least there is


@cache
def losses(name, rate, steps=STEPS):
    """The last loss of each of 200 draws of the noise."""
    rules = {
        "constant": lambda: SGD(rate),
        "WSD": lambda: SGD(wsd(rate, steps, decay=0.2)),
        "cosine": lambda: SGD(cosine(rate, steps)),
        "EMA": lambda: Averaged(SGD(rate), decay=0.98),
        "Polyak": lambda: PolyakAveraged(SGD(rate), after=steps // 2),
        "Schedule-Free": lambda: ScheduleFreeSGD(rate),
    }
    return sweep(rules[name](), Noisy(BOWL, 1.0, SEEDS), steps, keep="loss", every=steps)["loss"][-1]


def test_averages_and_schedules_under_noise():
    """Medians of 200 draws at two rates: all are below a constant rate; the even average is lowest in each."""
    for rate in (0.05, 0.1):
        median = {
            name: float(np.median(losses(name, rate)))
            for name in ("constant", "WSD", "cosine", "EMA", "Polyak", "Schedule-Free")
        }
        assert max(median, key=median.get) == "constant"
        assert min(median, key=median.get) == "Polyak"
        assert median["constant"] > 2.5 * max(value for name, value in median.items() if name != "constant")
        for name in ("cosine", "EMA", "Polyak", "Schedule-Free"):
            assert np.mean(losses(name, rate) < losses("constant", rate)) > 0.7, (name, rate)


def test_schedule_free_needs_a_large_rate():
    # its mean remembers the start: at a small rate it is still on the way
    assert np.median(losses("Schedule-Free", 0.02)) > 3 * np.median(losses("constant", 0.02))


def best_of(clip, tails):
    """The lowest median of 200 draws over 24 rates that fall by a cosine, and the 95th hundredth there."""
    rule = SGD(cosine(np.logspace(-3, -0.8, 24)[:, None], STEPS))
    rule = Clipped(rule, norm=clip) if clip else rule
    loss = sweep(rule, Noisy(BOWL, 1.0, SEEDS, tails), STEPS, keep="loss", every=STEPS)["loss"][-1]
    medians = np.median(np.where(np.isfinite(loss), loss, np.inf), axis=1)
    return float(medians.min()), float(np.quantile(loss[medians.argmin()], 0.95))


def test_clipping_gains_nothing_under_normal_noise_and_much_under_heavy_tails():
    plain, clipped = best_of(None, None), best_of(1.0, None)
    assert clipped[0] > 0.9 * plain[0]
    assert clipped[1] > 0.9 * plain[1]
    plain, clipped = best_of(None, 1.5), best_of(1.0, 1.5)
    assert clipped[0] < plain[0] / 5
    assert clipped[1] < plain[1] / 10
