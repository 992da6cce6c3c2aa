import tracemalloc

import numpy as np
import pytest

from optlab import SGD, LinearRegression, Minibatches, bowl, parabola, run
from optlab.objectives import L2, Noisy


def noise(objective, steps, at=(0.0, 0.0)):
    w = np.array(at)
    return np.array([objective.gradient_at(w, t) for t in range(1, steps + 1)]) - bowl.gradient(w)


def test_the_same_t_gives_the_same_draw_in_any_order():
    first, second = Noisy(bowl, 1.0, seed=3), Noisy(bowl, 1.0, seed=3)
    w = np.array([1.0, 2.0])
    backwards = [second.gradient_at(w, t).tolist() for t in range(300, 0, -1)]
    assert [first.gradient_at(w, t).tolist() for t in range(1, 301)] == backwards[::-1]


def test_draws_are_normal_with_the_deviation_asked_for():
    draws = noise(Noisy(bowl, sigma=2.5, seed=0), 20_000)
    assert draws.mean(axis=0) == pytest.approx([0, 0], abs=0.05)
    assert draws.std(axis=0) == pytest.approx([2.5, 2.5], rel=0.02)
    assert abs(np.corrcoef(draws[1:, 0], draws[:-1, 0])[0, 1]) < 0.02
    assert abs(np.corrcoef(draws.T)[0, 1]) < 0.02


def test_tails_are_those_of_students_t():
    draws = np.abs(noise(Noisy(bowl, sigma=2.0, seed=0, tails=1.5), 20_000)).ravel() / 2
    # half of all |t| lie within 0.8165 (ν = 2) and 1 (ν = 1), and so between them; 1 in 100 is far out
    assert 0.82 < np.median(draws) < 1
    assert 12 < np.quantile(draws, 0.99) < 64  # 9.92 with ν = 2, 63.7 with ν = 1
    seeded = Noisy(bowl, 1.0, seed=[4, 5], tails=1.5)
    together = run(SGD(0.01), seeded, 150)["position"]
    assert np.array_equal(together[..., 1], run(SGD(0.01), seeded.one((2,), (1,)), 150)["position"])
    assert seeded.with_seed(7).tails == 1.5
    assert repr(seeded).endswith("seed=(4, 5), tails=1.5)")


@pytest.mark.parametrize("tails", [0, -1, np.nan, np.inf, "1", [1, 2]])
def test_tails_are_a_number_above_0(tails):
    with pytest.raises(ValueError, match=r"^tails is .*: it must be a number"):
        Noisy(bowl, 1.0, tails=tails)


def test_other_seeds_give_other_draws():
    assert not np.array_equal(noise(Noisy(bowl, 1.0, seed=0), 5), noise(Noisy(bowl, 1.0, seed=1), 5))


def test_no_noise_is_the_objective():
    assert np.array_equal(run(SGD(), Noisy(bowl, 0.0), 9)["position"], run(SGD(), bowl, 9)["position"])


def test_the_value_stays_as_it_is():
    assert Noisy(bowl, 5.0).loss(np.array([1.0, 1.0])) == bowl.loss(np.array([1.0, 1.0]))


@pytest.mark.parametrize("seed", [[4, 5, 6], [[4, 5], [6, 7]]])
def test_an_array_of_seeds_is_a_batch_of_runs(seed):
    trace = run(SGD(), Noisy(bowl, 1.0, seed), 150)
    for index in np.ndindex(np.shape(seed)):
        alone = run(SGD(), Noisy(bowl, 1.0, np.array(seed)[index]), 150)
        assert np.array_equal(trace.one(*index)["position"], alone["position"])


def test_noise_on_batches_and_penalties():
    data = Minibatches(LinearRegression([1, 2, 3, 4], [2, 4, 6, 8]), batch_size=2, seed=[1, 2])
    noisy = Noisy(data, 0.1, seed=[7, 8])
    assert run(SGD(), noisy, 5).batch == (2,)
    assert run(SGD(), L2(Noisy(parabola, 0.1, seed=[7, 8]), weight_decay=0.1), 5).batch == (2,)
    one = Noisy(Minibatches(data.data, batch_size=2), 0.1)
    assert run(SGD(), one, 3).listing().startswith("Iteration 1, Batch 1: weights = ")


@pytest.mark.parametrize("sigma", [-1, np.nan, np.inf, None, "1", [1, 2]])
def test_sigma_is_a_number_from_0_up(sigma):
    with pytest.raises(ValueError, match=r"^sigma is .*: it must be a number from 0 up"):
        Noisy(bowl, sigma)


@pytest.mark.parametrize("seed", [-1, 0.5, None, "1", []])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(ValueError, match=r"^seed is .*: it must be a whole number from 0 up"):
        Noisy(bowl, 1.0, seed)


def test_what_is_noisy_is_an_objective():
    with pytest.raises(ValueError, match=r"^objective is None: it must be an Objective"):
        Noisy(None, 1.0)


def test_seeds_that_do_not_fit_each_other():
    data = Minibatches(LinearRegression([1, 2, 3, 4], [2, 4, 6, 8]), batch_size=2, seed=[1, 2])
    with pytest.raises(
        ValueError, match=r"^seed has the shape \(3,\): it must fit the seeds of the objective, \(2,\)$"
    ):
        Noisy(data, 0.1, seed=[7, 8, 9])


def test_the_draws_go_with_the_objective():
    """20,000 seeds draw 41 MB a block: only one block is kept, and only as long as the objective."""
    tracemalloc.start()
    noisy = Noisy(bowl, 1.0, seed=np.arange(2000))
    run(SGD(), noisy, 400, keep="loss", every=400)
    held = tracemalloc.get_traced_memory()[0]
    del noisy
    left = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held < 8e6
    assert left < 1e6


def test_what_is_noisy_says_so():
    data = LinearRegression([1, 2, 3, 4], [2, 4, 6, 8])
    noisy = [Noisy(bowl, 1.0), Minibatches(data, 2), L2(Noisy(bowl, 1.0), 0.1), Noisy(Minibatches(data, 2), 0.0)]
    still = [bowl, data, Noisy(bowl, 0.0), Minibatches(data, 4), L2(bowl, 0.1)]
    assert [objective.noisy for objective in noisy + still] == [True] * 4 + [False] * 5
