"""What notebook 10 says of the stored races of rules for matrices, and of others (`pytest -m races`)."""

from dataclasses import replace

import numpy as np
import pytest

from optlab import AdamW, Minibatches, Momentum, Shampoo
from optlab.optimizers import PerParameter
from optlab.optimizers.shampoo import inverse_root
from optlab.schedules import polynomial
from optlab.training import expected_best, race, stored_matrix_races, stored_races, train
from optlab.training.matrix_races import ENTRIES, ONE, TWO, matrix_trials
from optlab.training.races import BATCH, RATES, SEEDS, STEPS, TRIALS
from optlab.training.races import ENTRIES as WITH_NUMBERS
from tests.claims.matrix_table import DATA, NET, at_every_rate, quiet, raced
from tests.claims.others import as_the_first, share_of_others
from tests.claims.race_table import at_every_rate as at_every_rate_of

RATE_ONLY = "Adam, rate only"
FEW, MANY = 4, 48
OTHERS = range(5000, 5200)


def adam_is_lower(adam, losses, k):
    """In what share of the seeds Adam's expected best of k is below another's, seed by seed."""
    return np.mean(expected_best(adam, k) < expected_best(losses, k))


def test_what_the_stored_races_say():
    races, matrices = stored_races(), stored_matrix_races()
    assert all(losses.shape == (SEEDS, TRIALS) for losses in matrices.losses.values())
    momentum, muon = np.median(races.one_rate["momentum"], axis=1), np.median(matrices.one_rate, axis=1)
    assert RATES[4] == pytest.approx(0.01)
    assert (muon[4] / momentum[4], muon[7] / momentum[7]) == pytest.approx((0.473, 3.86), rel=0.01)  # half, four times


def test_some_of_the_stored_races_are_run_again():
    """See `test_09`: where a rate is far too large the last digit decides, so not every trial is the same elsewhere."""
    kept = stored_matrix_races()
    for seed, methods in {7: ENTRIES, 116: (ONE, TWO)}.items():
        for name in methods:
            losses, before = raced(name, seed), kept.losses[name][seed]
            assert np.mean(np.isclose(losses, before, rtol=0.01)) > 0.7, name
            for k in (1, 4, 16, 48):
                assert expected_best(losses, k) == pytest.approx(expected_best(before, k), rel=0.05), (name, k)
        assert np.allclose(at_every_rate(seed)[:5], kept.one_rate[:5, seed], rtol=0.01)


@pytest.fixture(scope="module")
def adam():
    """The losses of Adam's trials with the other seeds, whose weights and batches are those of the others' races."""
    entry = {RATE_ONLY: WITH_NUMBERS[RATE_ONLY]}
    return race(entry, NET, DATA.validation, TRIALS, STEPS, BATCH, OTHERS, every=STEPS, progress=quiet).losses[
        RATE_ONLY
    ]


@pytest.mark.races
@pytest.mark.parametrize("name", ENTRIES)
def test_other_races_say_it_too(name, adam):
    """Half an hour of one processor in all. Adam runs with the same seeds, so the two are paired."""
    found = np.stack([raced(name, seed) for seed in OTHERS])
    for k in (FEW, MANY):
        before = adam_is_lower(stored_races().losses[RATE_ONLY], stored_matrix_races().losses[name], k)
        low, high = share_of_others(before)
        assert low <= adam_is_lower(adam, found, k) <= high, (before, k)


@pytest.mark.races
def test_at_one_rate_other_races_say_it_too():
    muon, momentum = np.stack([at_every_rate(seed) for seed in OTHERS]), at_every_rate_of(Momentum(), [*OTHERS])
    races, kept = stored_races(), stored_matrix_races()
    for rate in (4, 7):
        assert as_the_first(kept.one_rate[rate] / races.one_rate["momentum"][rate], muon[:, rate] / momentum[:, rate])


def test_roots_of_one_gradient_throw_shampoo_out_and_roots_in_every_step_do_not():
    seeds = np.array(OTHERS)
    net, rates = NET.drawn(seeds), {f"{whose}_learning_rate": rate for whose, rate in (("weights", 1.0), ("rest", 0.1))}
    ends = {}
    for every in (1, 10):
        rule = PerParameter({"weights*": Shampoo(every=every), "*": AdamW(weight_decay=0)}, NET.parameters)
        rule = replace(rule, **{name: polynomial(rate, 100) for name, rate in rates.items()})
        seen = train(rule, Minibatches(net, BATCH, seeds), 100, DATA.validation, 100, progress=quiet)
        start, ends[every] = seen["validation_loss"]
    assert start.min() > 2
    assert ends[1].max() < 0.2  # below 0.13 in the first twenty
    assert not (ends[10] < start).any()


def test_a_direction_without_a_part_in_the_first_gradient_has_a_root_of_32():
    gradient = Minibatches(NET.drawn(0), BATCH, 0).gradient_at(NET.drawn(0).start, 1)[: 32 * 64].reshape(32, 64)
    root = inverse_root(1e-6 * np.eye(64) + gradient.T @ gradient, 4)
    assert np.linalg.eigvalsh(root)[-1] == pytest.approx(32, abs=0.5)


def test_the_two_rates_are_drawn_apart_and_the_one_rate_is_one():
    for seed in (0, 7):
        for name, (_, space, biases) in ENTRIES.items():
            drawn = matrix_trials(name, seed)
            weights, rest = drawn["weights_learning_rate"], drawn["rest_learning_rate"]
            assert space[0] <= weights.min() <= weights.max() <= space[1]
            if biases is None:
                assert abs(np.corrcoef(np.log([weights, rest]))[0, 1]) < 0.5
            else:
                assert rest == pytest.approx(biases * weights)
