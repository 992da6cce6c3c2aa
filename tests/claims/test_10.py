"""What notebook 10 says about chance, on 200 bowls, draws or starts that the notebook does not use."""

import numpy as np
import pytest

from optlab import (
    SGD,
    SOAP,
    AdaGrad,
    Adam,
    GradientDescent,
    Muon,
    Shampoo,
    objectives,
    quadratic,
    run,
    schedules,
    sweep,
)
from optlab.optimizers import SAM, Clipped, PolyakAveraged, Prodigy, ScheduleFreeSGD
from optlab.training import expected_best, stored_muons, stored_races
from optlab.training.muons import METHODS, ONE, TWO, muon_trials
from optlab.training.races import RATES, SEEDS
from tests.claims.muon_table import raced

OTHERS = np.arange(1000, 1200)
RATE_ONLY = "Adam, rate only"
FALLING = schedules.polynomial(np.geomspace(0.03, 30, 13), steps=150)
RULES = {"Adam": Adam(FALLING), "SOAP": SOAP(FALLING, 0.9, 0.999), "Shampoo": Shampoo(FALLING), "Muon": Muon(FALLING)}


def left(rule, objective):
    """The part of the loss that is left at the best rate, ``(*seeds)``."""
    losses = sweep(rule, objective, steps=150, every=150)["loss"]
    return np.nanmin(losses[-1] / losses[0], axis=0)


def test_turning_the_bowl_costs_adam_a_factor_of_thousands_and_the_others_nothing():
    found = {
        name: np.array([[left(rule, objectives.matrix_bowl(turned=t, seed=s)) for t in (False, True)] for s in OTHERS])
        for name, rule in RULES.items()
    }
    cost = {name: pair[:, 1] / pair[:, 0] for name, pair in found.items()}
    assert np.mean(cost["Adam"] > 10_000) > 0.5
    assert np.mean(cost["Adam"] > 1000) > 0.97
    for name in ("SOAP", "Shampoo"):
        assert np.median(cost[name]) == pytest.approx(1, abs=0.05), name
        assert np.mean((cost[name] > 0.5) & (cost[name] < 2)) > 0.95, name
    assert 0.5 < np.median(cost["Muon"]) < 1.5
    assert np.mean(found["Adam"][:, 1] > found["SOAP"][:, 1]) > 0.99


def test_for_gradient_descent_the_two_bowls_are_one():
    for seed in OTHERS:
        ends = [run(GradientDescent(1e-3), objectives.matrix_bowl(turned=t, seed=seed), 30)["loss"][-1] for t in (0, 1)]
        assert ends[1] == pytest.approx(ends[0], rel=1e-9)


def test_with_noise_the_four_are_within_a_factor_of_two():
    some = schedules.polynomial(np.geomspace(0.03, 10, 11)[:, None], steps=150)
    noisy = objectives.Noisy(objectives.matrix_bowl(turned=True), sigma=10, seed=OTHERS)
    ends = {}
    for name, rule in RULES.items():
        losses = sweep(type(rule)(**rule.hyperparameters | {"learning_rate": some}), noisy, 150, every=150)["loss"]
        ends[name] = np.median(losses[-1] / losses[0], axis=1).min()
    assert max(ends.values()) < 2 * min(ends.values()), ends


@pytest.mark.parametrize(("sigma", "factor"), [(0.01, 1000), (1, 5)])
def test_with_little_noise_turning_still_costs_adam_much(sigma, factor):
    some = schedules.polynomial(np.geomspace(0.03, 10, 11)[:, None], steps=150)
    noisy = objectives.Noisy(objectives.matrix_bowl(turned=True), sigma=sigma, seed=OTHERS)
    losses = (sweep(rule, noisy, 150, every=150)["loss"] for rule in (Adam(some), SOAP(some, 0.9, 0.999)))
    adam, soap = (np.median(loss[-1] / loss[0], axis=1).min() for loss in losses)
    assert adam > factor * soap


def test_adagrad_gets_nothing_from_other_rates_on_the_small_turned_bowl():
    turned = objectives.AsMatrix(objectives.tilted_bowl(100, degrees=45), rows=2, columns=1)
    adagrad = sweep(AdaGrad(np.geomspace(0.1, 100, 41)), turned, 40)["loss"][-1]
    assert adagrad.min() == pytest.approx(0.086, abs=5e-4)
    assert adagrad.min() > 1000 * run(Shampoo(2.0), turned, 40)["loss"][-1]


def heavy(tails):
    """Median and 95th percentile at the best rate, of plain and of clipped SGD."""
    rates, found = np.geomspace(1e-3, 1, 13)[:, None], []
    ground = objectives.Noisy(quadratic([1, 1], start=(3, -2)), sigma=1, seed=OTHERS, tails=tails)
    falling = SGD(schedules.cosine(rates, steps=200))
    for rule in (falling, Clipped(falling, norm=1.0)):
        ends = sweep(rule, ground, steps=200, every=200)["loss"][-1]
        best = ends[np.median(ends, axis=1).argmin()]
        found.append((np.median(best), np.percentile(best, 95)))
    return np.array(found)


def test_clipping_gains_nothing_with_normal_noise_and_much_with_heavy_tails():
    normal, tails = heavy(None), heavy(1.5)
    assert normal[1, 0] == pytest.approx(normal[0, 0], rel=0.15)
    assert tails[1, 0] < 0.2 * tails[0, 0]
    assert tails[1, 1] < 0.1 * tails[0, 1]


def test_what_a_run_that_is_stopped_early_has():
    ground = objectives.Noisy(quadratic([1, 10], start=(3, 2)), sigma=1, seed=OTHERS)
    rules = {"constant": SGD(0.03), "cosine": SGD(schedules.cosine(0.03, steps=2000))}
    rules |= {"free": ScheduleFreeSGD(0.1), "Polyak": PolyakAveraged(SGD(0.1))}
    rules["WSD"] = SGD(schedules.wsd(0.03, steps=400, decay=0.2))
    loss = {name: np.median(sweep(rule, ground, steps=400)["loss"][-1]) for name, rule in rules.items()}
    assert loss["cosine"] > 0.8 * loss["constant"]
    assert loss["Polyak"] == min(loss.values())
    assert max(loss["free"], loss["WSD"], loss["Polyak"]) < 0.6 * loss["constant"]
    told, slow = SGD(schedules.cosine(0.03, steps=400)), PolyakAveraged(SGD(0.03))
    told, slow = (np.median(sweep(rule, ground, steps=400)["loss"][-1]) for rule in (told, slow))
    assert told < 0.6 * loss["Polyak"]
    assert slow > 1.5 * max(loss.values())  # the start is still in its mean


def test_prodigy_finds_the_size_of_the_problem_and_needs_a_schedule_with_noise():
    bowl = quadratic([1, 10], start=(3, -2))
    for by, adams in ((0.001, 0.0), (1, 0.75), (1000, 1.0)):
        adam, prodigy = (run(rule, objectives.Scaled(bowl, by), 300) for rule in (Adam(0.001), Prodigy()))
        assert adam["loss"][-1] / adam["loss"][0] == pytest.approx(adams, abs=0.01)
        assert prodigy["loss"][-1] < 1e-9 * prodigy["loss"][0]
        assert 0.2 < prodigy["d"][-1, 0] / (by * np.hypot(3, 2)) < 1
    noisy = objectives.Noisy(bowl, 1.0, seed=OTHERS)
    kept, falling = (
        np.median(sweep(Prodigy(rate), noisy, 300)["loss"][-1]) for rate in (1.0, schedules.cosine(1.0, 300))
    )
    assert falling < 0.5 * kept


def test_prodigy_s_estimate_from_other_starts_is_a_part_of_the_distance():
    draw = np.random.default_rng(1000)
    starts = np.stack([draw.uniform(-3, 3, 200), draw.uniform(-3, 3, 200)])
    for by in (0.001, 1, 1000):
        ground = objectives.Scaled(quadratic([1, 10], start=(3, -2)), by)
        d = sweep(Prodigy(), ground, 300, keep="d", start=by * starts, every=300)["d"][-1, 0]
        part = d / (by * np.hypot(*starts))
        assert np.mean((part > 0.1) & (part < 0.6)) > 0.95
        assert 0.25 < np.median(part) < 0.4


def test_sam_walks_to_where_the_valley_is_wide():
    draw = np.random.default_rng(1000)
    starts = np.stack([draw.uniform(1.5, 2.5, 200), draw.uniform(0.05, 0.3, 200)])
    curvature, loss = {}, {}
    for rho in (0, 0.05, 0.1):
        trace = sweep(SAM(0.03, rho=rho), valley(), 2000, keep=("position", "loss"), start=starts)
        curvature[rho] = 4 * (trace["position"][-1] ** 2).sum(axis=0)
        loss[rho] = np.median(trace["loss"][-2:].mean(axis=0))  # of the last two, since it jumps to and fro
    assert np.median(curvature[0]) > 15
    assert np.median(curvature[0.05]) < 10
    assert np.median(curvature[0.1]) < 8.5
    assert np.mean(curvature[0.05] < curvature[0]) > 0.95
    assert loss[0] < 1e-20 < 1e-5 < loss[0.05] < loss[0.1] < 0.01
    slow = sweep(SAM(0.01, rho=0.05), valley(), 2000, keep="loss", start=starts)["loss"]
    assert np.median(slow[-2:].mean(axis=0)) < 0.5 * loss[0.05]


def test_sam_s_loss_jumps_and_a_rho_beyond_the_ridge_ends_on_it():
    last = run(SAM(0.05, rho=0.05), valley(), 800)["loss"][-2:]
    assert last[0] == pytest.approx(0.003, rel=0.1)
    assert last[1] == pytest.approx(2e-6, rel=0.2)
    near, beyond, far = (run(SAM(0.03, rho=rho), valley(), 800) for rho in (0.1, 0.11, 0.3))
    assert near["loss"][-1] < 0.01
    assert beyond["loss"][-1] > 0.4
    assert far["loss"][-1] == pytest.approx(0.5, abs=1e-3)
    assert abs(far["position"][-1, 1]) < 1e-3


def valley():
    """That of notebooks 07 and 10."""
    return objectives.Surface(
        "(1 − x²y²)²/2",
        lambda w: (1 - w[0] ** 2 * w[1] ** 2) ** 2 / 2,
        lambda w: -2 * (1 - w[0] ** 2 * w[1] ** 2) * w[0] * w[1] * w[::-1],
        (2, 0.1),
    )


def test_a_step_of_a_fixed_length_never_arrives():
    ratios = []
    for seed in OTHERS:
        bowl, rates = objectives.matrix_bowl(turned=True, seed=seed), (0.1, schedules.polynomial(0.1, steps=300))
        constant, falling = (run(Muon(rate), bowl, 300, keep="loss")["loss"] for rate in rates)
        ratios.append(constant[200:].min() / falling[-1])
    assert np.mean(np.array(ratios) > 10) > 0.95
    assert np.median(ratios) > 100


def test_what_the_stored_races_of_muon_say():
    races, muons = stored_races(), stored_muons()
    assert muons.losses[ONE].shape == (SEEDS, 48)
    momentum, at = np.median(races.one_rate["momentum"], axis=1), np.median(muons.one_rate, axis=1)
    assert at[4] < 0.6 * momentum[4]  # at 0.01
    assert at[7] > 3 * momentum[7]  # at 0.3
    best = {k: {n: expected_best(v, k) for n, v in (races.losses | muons.losses).items()} for k in (4, 16, 48)}
    for k in (4, 48):
        for name in METHODS:
            assert np.mean(best[k][RATE_ONLY] < best[k][name]) > {4: 0.9, 48: 0.7}[k], (k, name)
            assert np.median(best[k][name]) < np.median(best[k]["momentum"])
    assert np.median(best[48][TWO]) == pytest.approx(np.median(best[48][ONE]), rel=0.05)


def test_some_of_the_stored_races_are_run_again():
    """See `test_09`: where a rate is far too large the last digit decides, so not every trial is the same elsewhere."""
    muons = stored_muons()
    for seed in (7, 116):
        losses, fixed = raced(seed)
        for i, name in enumerate(METHODS):
            assert np.mean(np.isclose(losses[i], muons.losses[name][seed], rtol=0.01)) > 0.7, name
            for k in (1, 4, 16, 48):
                assert expected_best(losses[i], k) == pytest.approx(
                    expected_best(muons.losses[name][seed], k), rel=0.05
                )
        assert np.allclose(fixed[:5], muons.one_rate[:5, seed], rtol=0.01)


def another_200_give(share):
    """The share that 200 others reach with a probability of 0.999, after this share of 200. (Jeffreys' prior)"""
    draw, hits = np.random.default_rng(0), 200 * share
    likely = draw.beta(hits + 0.5, 200 - hits + 0.5, size=1_000_000)
    return np.quantile(draw.binomial(200, likely), 0.001) / 200


def test_the_bound_of_another_200_is_below_what_the_first_gave_and_not_far():
    assert [another_200_give(share) for share in (0.5, 0.97, 1)] == pytest.approx([0.35, 0.895, 0.97], abs=0.006)


@pytest.mark.races
def test_two_hundred_other_races_say_it_too():
    """Ten minutes of one processor: the claims of the stored ones, drawn again."""
    again = [raced(seed) for seed in range(5000, 5200)]
    losses = np.stack([found for found, _ in again], axis=1)
    fixed = np.median([found for _, found in again], axis=0)
    momentum = np.median(stored_races().one_rate["momentum"], axis=1)
    assert fixed[4] < 0.6 * momentum[4]
    assert fixed[7] > 3 * momentum[7]
    adam = stored_races().losses[RATE_ONLY]
    for k in (4, 48):
        for name, found in zip(METHODS, losses, strict=True):
            before = np.mean(expected_best(adam, k) < expected_best(stored_muons().losses[name], k))
            assert np.mean(expected_best(adam, k) < expected_best(found, k)) >= another_200_give(before)


def test_the_two_rates_are_drawn_apart_and_the_one_rate_is_one():
    for seed in (0, 7):
        one, two = muon_trials(ONE, seed), muon_trials(TWO, seed)
        assert np.array_equal(one["weights_learning_rate"], one["rest_learning_rate"])
        assert abs(np.corrcoef(np.log([two["weights_learning_rate"], two["rest_learning_rate"]]))[0, 1]) < 0.5
    assert RATES[4] == pytest.approx(0.01)
