"""A race: its trials, its arithmetic, and that nothing computed is lost."""

import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from optlab import SGD, Adam, Minibatches, Momentum, run
from optlab.schedules import polynomial
from optlab.training import Network, Unfinished, digits, expected_best, race, spirals
from optlab.training.spaces import draw_trials
from optlab.training.trials import SIZE, blocks

DATA = spirals(per_class=50, seed=1)
NET = Network([2, 8, 2], DATA.train)
SPACES = {"sgd": (SGD(), {"learning_rate": (1e-3, 10.0)}), "adam": (Adam(), {"learning_rate": (1e-4, 1.0)})}
small = partial(race, SPACES, NET, DATA.validation, trials=6, steps=20, batch_size=16)


def pieces(monkeypatch, trials):
    """Parts of so many trials."""
    monkeypatch.setattr("optlab.training.trials.SIZE", trials * NET.dim * 8)


def same(one, other):
    assert one.names == other.names
    for name in one.names:
        assert np.array_equal(one.curves[name], other.curves[name], equal_nan=True)
        assert np.array_equal(one.accuracies[name], other.accuracies[name], equal_nan=True)
    assert one.test(DATA.test) == other.test(DATA.test)


def test_a_trial_is_the_run_that_its_settings_say():
    result = small(seed=3)
    rate = result.settings["adam"]["learning_rate"][4]
    net = NET.drawn(3)
    alone = run(Adam(learning_rate=polynomial(rate, 20)), Minibatches(net, 16, seed=3), 20, keep="position")
    losses = net.on(DATA.validation).loss(alone["position"].T)
    assert result.curves["adam"][:, 4] == pytest.approx(losses, rel=1e-10)
    assert result.t.tolist() == list(range(21))
    assert result.gradients[-1] == 320


def test_without_a_schedule_the_rate_stays():
    result = small(schedule=None)
    rate = result.settings["sgd"]["learning_rate"][0]
    alone = run(SGD(learning_rate=rate), Minibatches(NET, 16, seed=0), 20, keep="position")["position"][-1]
    assert result.curves["sgd"][-1, 0] == pytest.approx(NET.on(DATA.validation).loss(alone), rel=1e-10)


def test_trials_are_drawn_evenly_over_the_powers_of_ten():
    space = {"learning_rate": (1e-4, 1.0), "momentum": (0.0, 0.999)}
    found = draw_trials("momentum", Momentum(), space, 10_000, seed=0)
    for values in (found["learning_rate"], 1 - found["momentum"]):
        logs = np.log10(values)
        low = np.log10(1e-4 if values is found["learning_rate"] else 1e-3)
        assert low <= logs.min()
        assert logs.max() <= 0
        assert np.histogram(logs, bins=4, range=(low, 0))[0] == pytest.approx(2500, rel=0.06)


def test_what_a_method_draws_does_not_depend_on_the_others():
    both, alone = small(), race({"adam": SPACES["adam"]}, NET, DATA.validation, trials=6, steps=20, batch_size=16)
    assert np.array_equal(both.curves["adam"], alone.curves["adam"])
    assert not np.array_equal(both.settings["adam"]["learning_rate"], both.settings["sgd"]["learning_rate"])


def test_expected_best_is_what_drawing_k_trials_gives():
    draw = np.random.default_rng(0)
    losses = draw.lognormal(size=12)
    for k in (1, 3, 12):
        best = losses[draw.integers(0, 12, (100_000, k))].min(axis=1)
        assert expected_best(losses, k) == pytest.approx(best.mean(), abs=4 * best.std() / 100_000**0.5)
    assert expected_best(losses, 1) == pytest.approx(losses.mean())
    assert expected_best(np.stack([losses, 2 * losses]), 4)[1] == pytest.approx(2 * expected_best(losses, 4))


def test_a_row_of_seeds_is_a_race_for_each():
    row, one = small(seed=[5, 6]), small(seed=6)
    assert row.losses["adam"].shape == (2, 6)
    assert np.array_equal(row.losses["adam"][1], one.losses["adam"])
    assert row.best_of(3)["adam"][1] == one.best_of(3)["adam"]
    assert row.chosen["adam"][1] == one.chosen["adam"]
    assert row.test(DATA.test)["adam"][1] == one.test(DATA.test)["adam"]
    assert np.array_equal(row.chosen_curves["sgd"][1], one.chosen_curves["sgd"])
    assert sum(row.wins(3).values()) == 1


def test_the_choice_is_the_trial_with_the_lowest_validation_loss():
    result = small()
    best = int(np.argmin(result.losses["adam"]))
    assert result.best["adam"] == best
    assert result.chosen["adam"] == Adam(learning_rate=result.settings["adam"]["learning_rate"][best])
    assert result.chosen_curves["adam"][-1] == result.losses["adam"].min()


def test_the_test_set_is_opened_once():
    result = small()
    found = result.test(DATA.test)
    assert result.test(DATA.test) == found
    with pytest.raises(ValueError, match="samples are not those of the first time"):
        result.test(DATA.train)


def test_what_diverged_counts_as_untrained():
    space = {"wild": (SGD(), {"learning_rate": (1e3, 1e200)})}
    result = race(space, Network([2, 8, 2], DATA.train, activation="relu"), DATA.validation, 8, 20, 16)
    start = result.curves["wild"][0, 0]
    assert not np.isfinite(result.curves["wild"][-1]).all()
    assert (result.losses["wild"] <= start).all()
    assert result.best_of(2)["wild"] <= start


def test_parts_are_even_and_small_enough():
    for trials, size in ((10, 19280), (48, 19280), (1000, 19280), (3, 10**9), (1, 8)):
        found = blocks(trials, size)
        lengths = [part.stop - part.start for part in found]
        assert sum(lengths) == trials
        assert max(lengths) - min(lengths) <= 1
        assert max(lengths) == 1 or max(lengths) * size <= SIZE + size


def test_the_digits_are_learnt_and_single_precision_says_nearly_the_same():
    data, adam = digits(), {"adam": (Adam(), {"learning_rate": (1e-3, 0.1)})}
    double, single = (
        race(adam, Network([64, 16, 10], data.train, precision=precision), data.validation, trials=4, steps=150)
        for precision in ("double", "single")
    )
    assert double.test(data.test)["adam"] > 0.93
    assert single.losses["adam"] == pytest.approx(double.losses["adam"], rel=1e-3)


def test_threads_and_processes_give_the_same_digits(monkeypatch):
    pieces(monkeypatch, 2)
    alone = small()
    assert len(alone.parts) == 6
    with ThreadPoolExecutor(2) as threads:
        same(small(executor=threads), alone)
    with ProcessPoolExecutor(2) as processes:
        same(small(executor=processes), alone)


@pytest.mark.parity
@pytest.mark.filterwarnings("ignore")
def test_dask_gives_the_same_digits(monkeypatch):
    distributed = pytest.importorskip("distributed", reason="pip install distributed spreads a race over its workers")
    pieces(monkeypatch, 2)
    cluster = distributed.LocalCluster(2, processes=False, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        same(small(executor=client.get_executor()), small())


class Dying(ProcessPoolExecutor):
    """Its processes end without a word at the fourth task."""

    def submit(self, task, /, *given, **named):
        self.count = getattr(self, "count", 0) + 1
        if self.count < 4:
            future = super().submit(task, *given, **named)
            future.result()
            return future
        return super().submit(os._exit, 1)


def test_an_executor_that_dies_loses_nothing(monkeypatch):
    pieces(monkeypatch, 2)
    with (
        Dying(1) as executor,
        pytest.raises(Unfinished, match=r"^executor failed after 3 of 6 parts \(Broken") as caught,
    ):
        small(executor=executor)
    assert "\n" not in str(caught.value)
    half = caught.value.done
    assert len(half.outcomes) == 3
    assert not half.finished
    same(small(resume=half), small())


class Refusing(Executor):
    """It does the first task, and takes no third."""

    def __init__(self):
        self.taken = 0

    def submit(self, task, /, *given, **named):
        self.taken += 1
        if self.taken == 3:
            raise RuntimeError("no more work is taken")
        future = Future()
        if self.taken == 1:
            future.set_result(task(*given, **named))
        else:
            future.cancel()
            future.set_running_or_notify_cancel()
        return future


def test_an_executor_that_takes_no_more_work_loses_nothing(monkeypatch):
    pieces(monkeypatch, 3)
    with pytest.raises(Unfinished, match=r"after 1 of 4 parts .*no more work is taken") as caught:
        small(executor=Refusing())
    same(small(resume=caught.value.done), small())


def test_stop_keeps_what_is_finished(monkeypatch):
    pieces(monkeypatch, 2)

    def stop(done, steps):
        assert steps == 6 * 20
        if done == 50:
            raise KeyboardInterrupt

    half = small(progress=stop)
    assert len(half.outcomes) == 2
    assert repr(half) == "Race(sgd, adam: 4 of 12 trials of 20 steps)"
    assert np.isnan(half.losses["adam"]).all()
    assert np.isfinite(half.best_of(2)["sgd"])
    assert np.isnan(half.best_of(2)["adam"])
    same(small(resume=half), small())


def test_another_race_is_not_resumed():
    with pytest.raises(ValueError, match="resume is a race that was made with other arguments"):
        small(resume=small(seed=1))


RATE = {"learning_rate": (1e-3, 1.0)}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"entries": {}}, "entries is {}: it must hold one or more methods"),
        ({"entries": {"adam": Adam()}}, "entries holds 'adam': .*: it must be a rule with its space"),
        ({"entries": {"adam": (Adam(), {})}}, "entries holds 'adam'"),
        ({"entries": {"adam": (Adam(), {"rate": (1, 2)})}}, "names 'rate': it must be one of learning_rate"),
        (
            {"entries": {"adam": (Adam(), {"learning_rate": (1, 1)})}},
            r"learning_rate \(1, 1\): it must be \(low, high\)",
        ),
        ({"entries": {"adam": (Adam(), {"learning_rate": 1})}}, r"learning_rate 1: it must be \(low, high\)"),
        ({"entries": {"adam": (Adam(), {"learning_rate": (0, 1)})}}, "low must be above 0"),
        ({"entries": {"adam": (Adam(), {"beta1": (0.5, 1.0)})}}, "beta1 is 1.0: it must be at least 0 and below 1"),
        ({"network": "net"}, "network is 'net': it must be a Network"),
        ({"validation": digits().validation}, "sizes begins with 2: it must be 64"),
        ({"validation": None}, "validation is None: it must be samples"),
        ({"trials": 0}, "trials is 0: it must be"),
        ({"steps": 0}, "steps is 0: it must be"),
        ({"batch_size": 61}, "batch_size is 61: it must be a whole number from 1 to 60"),
        ({"seed": -1}, "seed is -1: it must be"),
        ({"seed": [[1, 2]]}, "seed is .*: it must be"),
        ({"schedule": 3}, "schedule is 3: it must take a rate and the steps"),
        ({"every": 0}, "every is 0: it must be"),
        ({"resume": 3}, "resume is 3: it must be a Race"),
        ({"executor": 3}, "executor is 3: it must have a method submit"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(given, words):
    usual = {"entries": {"sgd": (SGD(), RATE)}, "network": NET, "validation": DATA.validation}
    with pytest.raises(ValueError, match=words):
        race(**usual | {"trials": 2, "steps": 2, "batch_size": 16} | given)


@pytest.mark.parametrize("k", [0, 7, 1.5])
def test_a_bad_k_is_answered_in_one_sentence(k):
    with pytest.raises(ValueError, match=rf"^k is {k}: it must be a whole number from 1 to 6"):
        small().best_of(k)
