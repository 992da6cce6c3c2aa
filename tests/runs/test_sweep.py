import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from optlab import Adam, GradientDescent, Minibatches, Momentum, Surface, bowl, parabola, run
from optlab.objectives import Noisy
from optlab.runs.spread import Unfinished
from optlab.runs.sweep import sweep
from optlab.schedules import cosine
from optlab.training import Network, spirals


def test_a_sweep_keeps_what_is_asked_for():
    trace = sweep(Adam(), bowl, 5, keep=("m_hat", "loss"))
    assert trace.names == ("m_hat", "loss")
    assert (trace.steps, trace.batch) == (5, ())
    assert sweep(Adam(), bowl, 5).names == ("loss",)
    assert sweep(Adam(learning_rate=[0.1, 0.2]), bowl, 5, keep="position").batch == (2,)


def test_an_unknown_name_lists_the_known():
    with pytest.raises(KeyError, match=r"'cache' is not in a run of Momentum: it must be one of position, step"):
        sweep(Momentum(), bowl, 5, keep=("loss", "cache"))


@pytest.mark.parametrize("keep", [(), (None,), 5])
def test_keep_must_name_something(keep):
    with pytest.raises(ValueError, match=r"keep is .*: it must name one or more of position"):
        sweep(Momentum(), bowl, 5, keep=keep)


def test_rates_starts_and_seeds_in_one_grid():
    noisy = Noisy(bowl, sigma=0.5, seed=[1, 2, 3, 4])
    starts = np.random.default_rng(0).normal(size=(2, 5, 1, 1))
    rates = np.array([[0.01], [0.02], [0.03]])
    trace = sweep(GradientDescent(learning_rate=rates), noisy, 9, keep=("position", "loss"), start=starts)
    assert trace.batch == (5, 3, 4)
    alone = run(GradientDescent(learning_rate=0.02), Noisy(bowl, sigma=0.5, seed=4), 9, start=starts[:, 3, 0, 0])
    assert np.array_equal(trace.one(3, 1, 3)["position"], alone["position"])
    assert np.array_equal(trace.one(3, 1, 3)["loss"], alone["loss"])


def test_progress_is_told_after_each_step():
    told = []
    sweep(GradientDescent(), parabola, 3, progress=lambda t, steps: told.append((t, steps)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def counted(surface):
    """The same surface, and a list that grows with each call of its value."""
    calls = []

    def value(w):
        calls.append(1)
        return surface.value(w)

    return Surface("counted", value, surface.gradient, surface.start), calls


def test_a_loss_that_is_not_kept_is_not_computed():
    surface, calls = counted(bowl)
    sweep(Adam(), surface, 100, keep="position")
    assert len(calls) == 0
    sweep(Adam(), surface, 100)
    assert len(calls) == 101


def test_one_row_in_k_is_kept_the_start_and_the_last():
    surface, calls = counted(bowl)
    whole = run(Adam(), bowl, 10)
    for every, t in ((1, list(range(11))), (4, [0, 4, 8, 10]), (5, [0, 5, 10]), (10, [0, 10]), (99, [0, 10])):
        calls.clear()
        trace = run(Adam(), surface, 10, every=every)
        assert trace.t.tolist() == t
        assert trace.steps == 10
        assert len(calls) == len(t)
        for name in whole.names:
            assert np.array_equal(trace[name], whole[name][t], equal_nan=True)


def test_rows_are_thinned_in_every_block():
    rule = GradientDescent(learning_rate=np.logspace(-3, -1, 30_000))
    thin, whole = (sweep(rule, bowl, 7, ("position", "loss"), every=every) for every in (3, 1))
    assert thin.t.tolist() == [0, 3, 6, 7]
    assert np.array_equal(thin["position"], whole["position"][thin.t])
    assert np.array_equal(thin["loss"], whole["loss"][thin.t])


def test_a_thinned_trace_has_no_verdict_but_a_listing():
    trace = run(GradientDescent(), parabola, 10, every=5)
    with pytest.raises(ValueError, match=r"this trace keeps 3 of 11 rows: a verdict needs every step"):
        trace.verdict  # noqa: B018
    assert [line.split(":")[0] for line in trace.listing().splitlines()] == ["Iteration 5", "Iteration 10"]


@pytest.mark.parametrize("every", [0, -1, 1.5, None, "2"])
def test_every_is_a_whole_number(every):
    with pytest.raises(ValueError, match=r"every is .*: it must be a whole number from 1 up"):
        sweep(GradientDescent(), parabola, 3, every=every)


def test_a_run_keeps_what_is_asked_for():
    assert run(Adam(), bowl, 5, keep=["m", "loss"]).names == ("m", "loss")
    assert run(Adam(), bowl, 5, keep="v").names == ("v",)
    with pytest.raises(KeyError, match=r"'cache' is not in a run of Adam"):
        run(Adam(), bowl, 5, keep="cache")


def test_a_run_that_does_not_fit_into_memory_is_refused():
    with pytest.raises(ValueError, match=r"steps is 1000000000: it must be so small .* 4 GB: this one takes 32"):
        run(GradientDescent(), parabola, 10**9)


RATES = np.logspace(-3, 0, 40)
NET = Minibatches(Network([2, 6, 2], spirals(per_class=20).train), 8, seed=0)


def spread(executor=None, objective=NET, rates=RATES[:, None], **options):
    rule = Momentum(learning_rate=rates, momentum=[0.5, 0.9])
    return sweep(rule, objective, 12, ("position", "loss"), every=5, executor=executor, **options)


def same(one, other):
    for name in one.names:
        assert np.array_equal(one[name], other[name], equal_nan=True), name


def test_threads_and_processes_give_the_same_digits():
    told, alone = [], spread()
    with ThreadPoolExecutor(2) as threads:
        same(spread(threads, progress=lambda *news: told.append(news)), alone)
    assert told == [(12 * i, 12 * 8) for i in range(1, 9)]
    with ProcessPoolExecutor(2) as processes:
        same(spread(processes), alone)
    noisy, falling = Minibatches(NET.data, 8, seed=np.arange(2)), cosine(RATES[:, None], steps=12)
    with ThreadPoolExecutor(2) as threads:
        same(spread(threads, noisy), spread(objective=noisy))
        same(spread(threads, rates=falling), spread(rates=falling))


@pytest.mark.parity
@pytest.mark.filterwarnings("ignore")
def test_dask_gives_the_same_digits():
    distributed = pytest.importorskip("distributed", reason="pip install distributed spreads a sweep over its workers")
    cluster = distributed.LocalCluster(2, processes=False, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        same(spread(client.get_executor()), spread())


class Dying(ProcessPoolExecutor):
    """Its processes end without a word at the fourth task."""

    count = 0

    def submit(self, task, /, *given, **named):
        self.count += 1
        if self.count > 3:
            return super().submit(os._exit, 1)
        future = super().submit(task, *given, **named)
        future.result()
        return future


def test_an_executor_that_dies_loses_nothing():
    with (
        Dying(1) as executor,
        pytest.raises(Unfinished, match=r"^executor failed after 3 of 8 parts \(Broken") as caught,
    ):
        spread(executor)
    half, whole = caught.value.done, spread()
    assert np.array_equal(half["position"][..., :15, :], whole["position"][..., :15, :])
    assert np.isnan(half["loss"][:, 15:]).all()
    assert "\n" not in str(caught.value)


def test_what_is_no_executor_is_refused():
    with pytest.raises(ValueError, match="executor is 2: it must have a method submit"):
        spread(2)


def test_stop_keeps_what_was_done():
    def stop(done, steps):
        if done == 7:
            raise KeyboardInterrupt

    half, whole = spread(progress=stop), spread()
    assert half.t.tolist() == whole.t.tolist() == [0, 5, 10, 12]
    assert np.array_equal(half["loss"][:2], whole["loss"][:2])
    assert np.isnan(half["loss"][2:]).all()
