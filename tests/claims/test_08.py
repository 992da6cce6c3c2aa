"""What notebook 08 says about chance, on networks, batches and labels that the notebook does not draw."""

import numpy as np
import pytest

from optlab import SGD, AdamW, Minibatches, optimizers, schedules
from optlab.training import Network, Samples, dead_units, digits, train

DATA = digits()
OTHERS = np.arange(5000, 5200)


def networks(samples=DATA.train, seeds=OTHERS, **options):
    return Network([64, 16, 10], samples, "relu", initialization="he", seed=seeds, precision="single", **options)


MANY = networks()


def with_wrong_labels(count, seed=77):
    """The first images; one label in five is wrong."""
    y, wrong = DATA.train.y[:count].copy(), count // 5
    y[:wrong] = (y[:wrong] + np.random.default_rng(seed).integers(1, 10, size=wrong)) % 10
    return Samples(DATA.train.X[:count], y)


def validated(samples, decay, rate=0.03, seeds=OTHERS):
    batches = Minibatches(networks(samples, seeds), 32, seed=seeds)
    return train(AdamW(rate, weight_decay=decay), batches, 160, DATA.validation, 20, keep="validation_loss")


def test_the_loss_at_the_start_is_nearly_always_a_little_above_that_of_guessing():
    starts = MANY.loss(MANY.start)
    assert (starts > np.log(10)).mean() > 0.95
    assert np.log(10) - 0.1 < starts.min() < starts.max() < 3.2
    assert np.median(starts) == pytest.approx(2.48, abs=0.03)


def test_twenty_images_are_learned_by_heart():
    heart = train(SGD(0.3), networks(DATA.train[:20]), 150, every=150, keep=("loss", "accuracy"))
    assert (heart["accuracy"][-1] == 1).all()
    assert heart["loss"][-1].max() < 0.15


def test_the_loss_of_a_batch_rises_in_about_half_of_the_updates():
    seen = train(SGD(0.3), Minibatches(MANY, 32, seed=OTHERS), 300, every=1, keep="batch_loss")
    rises = np.diff(seen["batch_loss"][-101:], axis=0) > 0
    assert rises.mean() == pytest.approx(0.5, abs=0.03)
    assert (seen["batch_loss"][-25:].mean(axis=0) < seen["batch_loss"][-125:-100].mean(axis=0)).mean() > 0.9


def test_a_level_loss_drops_when_the_rate_falls():
    flat = Network([64, 10], with_wrong_labels(1077), initialization="he", seed=OTHERS, precision="single")
    noisy, rates = Minibatches(flat, 8, seed=OTHERS), {"kept": 1.0, "small": 0.1}
    rates["falls"] = schedules.step_decay(1.0, every=200)
    loss = {name: train(SGD(rate), noisy, 220, every=20, keep="loss")["loss"] for name, rate in rates.items()}
    level, before, after = (np.median(loss["falls"][row]) for row in (-5, -2, -1))
    assert abs(level - before) < 0.05, "level from 140 to 200"
    assert before - after > 0.15, "and in 20 updates three times as far down as in the 60 before"
    assert (loss["falls"][-1] < loss["falls"][-2]).mean() > 0.97
    assert (loss["falls"][-1] < loss["kept"][-1]).mean() > 0.93
    assert abs(np.median(loss["small"][-1]) - before) < 0.1, "the small rate alone is where the large one was level"


def test_overfitting_and_what_cures_it():
    few = with_wrong_labels(120)
    plain, cured, strong = (validated(few, decay)["validation_loss"] for decay in (0, 0.3, 10))
    more = validated(with_wrong_labels(480), 0)["validation_loss"]
    stopped = plain.min(axis=0)
    assert (plain[-1] > 1.1 * stopped).mean() > 0.93
    assert (stopped < plain[-1]).mean() > 0.97
    assert (cured[-1] < plain[-1]).mean() > 0.97
    assert (more[-1] < np.minimum(stopped, cured[-1])).mean() > 0.9, "more data by far"
    assert (strong[-1] > plain[-1]).mean() > 0.97
    assert np.median(stopped) == pytest.approx(np.median(cured[-1]), rel=0.06), "about equal"
    assert 0.2 < (cured[-1] < stopped).mean() < 0.8, "now one is ahead, now the other"
    slow = validated(few, 0, rate=0.01)["validation_loss"][-1]
    assert (slow < cured[-1]).mean() > 0.6, "a smaller rate without decay ends below"


def test_the_best_decay_depends_on_the_rate():
    decays, best, gain, left = np.array([0, 0.01, 0.1, 0.3, 1, 3, 10]), {}, {}, {}
    for rate in (0.001, 0.003, 0.01, 0.03):
        ends = validated(with_wrong_labels(120), decays[:, None], rate)["validation_loss"][-1]
        medians = np.median(ends, axis=1)
        best[rate], gain[rate], left[rate] = decays[medians.argmin()], 1 - medians.min() / medians[0], medians
    assert best[0.001] <= 0.01
    assert best[0.003] <= 0.01
    assert 0.1 <= best[0.03] <= 1
    assert gain[0.01] < 0.1
    assert gain[0.03] > 0.2
    assert left[0.01][:4] == pytest.approx(left[0.01][0], rel=0.06), "any decay up to 0.3 is about as good as none"
    assert left[0.01][0] < left[0.03].min()
    assert all(medians[-1] > 2.1 for medians in left.values()), "a decay of 10 leaves nothing"


def test_gradients_explode_and_vanish_with_depth():
    length = {}
    for how in ("he", "large", "small"):
        for layers in (1, 6):
            deep = Network([64] + [32] * layers + [10], DATA.train[:32], "relu", initialization=how, seed=OTHERS)
            length[how, layers] = np.median(np.linalg.norm(deep.gradient(deep.start)[: 64 * 32], axis=0))
    assert 3_000 < length["large", 6] / length["he", 6] < 30_000
    assert length["small", 6] < 1e-13
    assert length["he", 6] == pytest.approx(length["he", 1], rel=0.25)


@pytest.mark.parametrize(("rate", "limit"), [(0.3, 1000), (0.5, 1000), (0.3, 0.3), (3, 1000), (3, 0.3)])
def test_dead_units_and_what_clipping_does(rate, limit):
    rule = optimizers.Clipped(SGD(rate), norm=limit)
    seen = train(rule, Minibatches(MANY, 32, seed=OTHERS), 60, every=60, keep=("loss", "clipped"))
    dead, loss, acts = dead_units(MANY, seen.position).mean(), np.median(seen["loss"][-1]), seen["clipped"][-1].mean()
    assert (dead > 0.9) == (loss > 2.2) == ((rate, limit) == (3, 1000))
    assert acts > 0.97 if limit < 1 else acts < 0.01
    if (rate, limit) == (3, 0.3):
        assert 0.1 < dead < 0.25
        assert loss < 0.56, "as low as the healthy run, which ends at 0.58"
    if (rate, limit) == (0.5, 1000):
        assert dead < 0.1, "half as many as clipping leaves"
        assert loss < 0.5, "and lower than with clipping"
    if (rate, limit) == (0.3, 0.3):
        assert loss > 1, "clipping slows the healthy run"


def test_four_times_the_batch_has_half_the_noise():
    net = Network([64, 32, 10], DATA.train, "relu", initialization="he", seed=0)
    whole, deviation = net.gradient(net.start), []
    for size in (1, 4, 16, 64):
        orders = [np.random.default_rng(seed).permutation(len(net))[:size] for seed in OTHERS]
        errors = [np.linalg.norm(net.gradient(net.start, rows) - whole) for rows in orders]
        deviation.append(np.sqrt(np.mean(np.square(errors))))
    assert np.divide(deviation[:-1], deviation[1:]) == pytest.approx([2, 2, 2], rel=0.1)


def test_the_best_rate_rises_with_the_batch_up_to_a_limit():
    rates, best, lowest = np.array([0.01, 0.03, 0.1, 0.3, 1, 3]), [], []
    for size, steps in {1: 1600, 4: 400, 16: 100, 64: 25, 256: 6}.items():
        batches = Minibatches(MANY, size, seed=OTHERS)
        ends = np.median(train(SGD(rates[:, None]), batches, steps, every=steps, keep="loss")["loss"][-1], axis=1)
        best.append(rates[ends.argmin()])
        lowest.append(ends.min())
    assert best == sorted(best)
    assert best[:3] == [0.03, 0.1, 0.3]
    assert all(0.3 <= rate <= 1 for rate in best[3:])
    assert lowest[3] > 2 * lowest[2]
    assert lowest[4] > 1.5 * lowest[3]


def test_with_finer_rates_the_best_rises_fourfold_then_twofold_then_hardly():
    every, best = np.geomspace(0.01, 3, 16), []
    for size, steps, first in ((1, 1600, 0), (4, 400, 3), (16, 100, 5), (64, 25, 7), (256, 6, 7)):
        rates, batches = every[first : first + 8], Minibatches(MANY, size, seed=OTHERS)
        ends = np.median(train(SGD(rates[:, None]), batches, steps, every=steps, keep="loss")["loss"][-1], axis=1)
        assert 0 < ends.argmin() < 7, "the lowest is not at an end of what was tried"
        best.append(rates[ends.argmin()])
    first, second, *later = np.divide(best[1:], best[:-1])
    assert 2.9 < first < 6.9
    assert 1.4 < second < 3.2
    assert all(factor < 2.2 for factor in later)
