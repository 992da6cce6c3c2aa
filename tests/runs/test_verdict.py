import numpy as np
import pytest

from optlab import AdaGrad, Adam, GradientDescent, Momentum, RMSProp, Surface, bowl, parabola, quadratic, run, steps_to
from optlab.objectives import (
    L2,
    Adversary,
    LinearRegression,
    Minibatches,
    Noisy,
    double_well,
    kink,
    lessard,
    rosenbrock,
    saddle,
    tilted_bowl,
)
from optlab.optimizers import SGD, AMSGrad
from optlab.runs.endings import KINDS, endings
from optlab.runs.verdict import NUMBERS
from optlab.runs.words import NAMES, SENTENCES, numbers_of
from optlab.schedules import cosine, polynomial


def flat_bottom(gradient=lambda w: 2 * w, value=lambda w: w[0] * w[0], **options):
    return Surface("mine", value, gradient, start=10, window=(-12, 12), **options)


def test_converged_says_from_which_step_on():
    verdict = run(GradientDescent(learning_rate=0.4), parabola, 10).verdict
    assert (verdict.kind, verdict.step) == ("converged", 5)
    assert str(verdict) == "converged at step 5: from there on within 0.01 of the minimum"


def test_passing_by_a_minimum_in_the_last_step_is_not_converging():
    trace = run(Momentum(learning_rate=0.1, momentum=0.9), parabola, 200)
    passing = next(t for t in range(2, 40) if trace.distance[t] < 0.05 and trace.distance[t + 1] > 1)
    assert run(Momentum(learning_rate=0.1, momentum=0.9), parabola, passing).verdict.kind != "converged"


def test_exactly_at_the_minimum_is_converged_even_in_the_last_step():
    assert run(GradientDescent(learning_rate=0.5), parabola, 1).verdict.kind == "converged"


@pytest.mark.parametrize("steps", [10, 40, 400])
@pytest.mark.parametrize(
    ("rate", "kind"), [(0.19, "still moving"), (0.2, "oscillating"), (0.2001, "diverged"), (0.21, "diverged")]
)
def test_the_edge_of_stability_of_gradient_descent(rate, kind, steps):
    verdict = run(GradientDescent(learning_rate=rate), quadratic([10.0]), steps).verdict
    if rate < 0.2:
        assert verdict.kind in ("oscillating", "converged")
    else:
        assert verdict.kind == kind


def test_numbers_that_grow_too_large():
    verdict = run(GradientDescent(learning_rate=10), quadratic([1, 1000]), 300).verdict
    assert verdict.kind == "diverged"
    assert "grew too large to be written down" in str(verdict)
    assert 0 < verdict.step < 300


def test_a_loss_that_overflows_and_comes_back_has_not_diverged():
    trace = run(GradientDescent(learning_rate=0.4), parabola, 30, start=1e160)
    assert np.isinf(trace["loss"]).any()
    assert trace.verdict.kind == "converged"


def test_stuck_in_the_wrong_valley():
    verdict = run(GradientDescent(learning_rate=0.01), double_well, 400).verdict
    assert verdict.kind == "stuck"
    assert "at rest at (0.96)" in str(verdict)


def test_stuck_on_a_ridge():
    assert run(GradientDescent(), saddle, 400, start=(-1.8, 0)).verdict.kind == "stuck"
    assert run(GradientDescent(), saddle, 400).verdict.kind == "converged"


def test_at_rest_where_no_minimum_is_known_is_converged():
    verdict = run(GradientDescent(learning_rate=0.4), flat_bottom(), 100).verdict
    assert verdict.kind == "converged"
    assert "at rest at" in str(verdict)


def test_a_huge_first_step_does_not_make_the_others_look_like_rest():
    hill = Surface("|x|, no minimum given", kink.value, kink.gradient, start=1e9, window=(-3, 3))
    trace = run(GradientDescent(learning_rate=lambda t: 1e9 - 2 if t == 1 else 1e-3), hill, 50)
    assert trace.verdict.kind == "still moving"


def test_falling_for_ever():
    hill = flat_bottom(gradient=lambda w: -2 * w, value=lambda w: -w[0] * w[0])
    verdict = run(GradientDescent(), hill, 300).verdict
    assert verdict.kind == "diverged"
    assert "falls without end" in str(verdict)


def test_a_constant_rate_hops_on_a_kink_and_rmsprop_on_a_parabola():
    for trace in (run(GradientDescent(), kink, 200), run(RMSProp(learning_rate=0.5), parabola, 400)):
        assert trace.verdict.kind == "oscillating"
        assert "the swings stay as wide" in str(trace.verdict)


def test_a_noise_floor_is_hovering_and_noise_on_the_way_down_is_none():
    noisy = Noisy(bowl, sigma=1.0, seed=0)
    assert run(GradientDescent(learning_rate=0.1), noisy, 400).verdict.kind == "hovering"
    assert run(GradientDescent(learning_rate=0.01), noisy, 100).verdict.kind == "still moving"


def test_adagrads_slow_death_is_still_moving():
    assert run(AdaGrad(learning_rate=0.1), parabola, 1000).verdict.kind == "still moving"


@pytest.mark.parametrize("rule", [GradientDescent, Momentum, AdaGrad, RMSProp, Adam])
@pytest.mark.parametrize("objective", [parabola, double_well, kink, saddle, tilted_bowl()], ids=lambda o: o.name)
def test_a_batch_is_judged_as_its_runs_are(rule, objective):
    for steps in (1, 2, 5, 120):
        trace = run(rule(learning_rate=np.logspace(-3, 1, 9)), objective, steps)
        kinds, reasons, when = endings(objective, trace.columns)
        for i in range(9):
            verdict = trace.one(i).verdict
            assert (verdict.kind, verdict.step) == (kinds[i], when[i] if when[i] >= 0 else None)
            assert verdict.reason in (reasons[i], "no number")


def test_the_verdict_of_a_batch_counts():
    trace = run(GradientDescent(learning_rate=[0.01, 0.3, 0.4, 1.1]), parabola, 20)
    assert str(trace.verdict) == "4 runs: 2 converged, 1 diverged, 1 still moving"


def test_steps_to_a_tolerance():
    trace = run(GradientDescent(learning_rate=0.4), parabola, 10)
    assert steps_to(trace, 1e-2) == 5
    assert steps_to(trace, 1e-20) is None


def test_each_kind_is_listed_once_and_has_its_words():
    assert {*NAMES} == {*KINDS}
    assert len(KINDS) == len({*KINDS})
    for (kind, reason), words in SENTENCES.items():
        assert words.startswith(kind)
        assert numbers_of(kind, reason) <= {*NUMBERS}


def test_a_verdict_is_a_value():
    one, same = (run(GradientDescent(learning_rate=0.4), parabola, 10).verdict for _ in range(2))
    assert one == same
    assert hash(one) == hash(same)
    assert one != run(GradientDescent(learning_rate=0.3), parabola, 10).verdict
    assert (one.kind, one.step, one.reason, one.numbers) == ("converged", 5, "near a minimum", {"tolerance": 0.01})
    with pytest.raises(AttributeError):
        one.kind = "diverged"


def test_the_kinds_of_a_batch():
    trace = run(GradientDescent(learning_rate=[[0.01, 0.3], [0.4, 1.1]]), parabola, 20)
    assert trace.kinds.tolist() == [["still moving", "converged"], ["converged", "diverged"]]
    assert trace.verdict.numbers == {"converged": 2, "diverged": 1, "still moving": 1}


def test_a_point_of_many_coordinates_is_not_written_out():
    many = Surface("many", lambda w: sum(w * w), lambda w: 2 * w, start=np.ones(50))
    verdict = run(GradientDescent(learning_rate=0.4), many, 100).verdict
    assert str(verdict).count(",") == 6
    assert len(verdict.numbers["place"]) == 50


VALLEY = Surface(
    "a valley",
    lambda w: (1 - w[0] ** 2 * w[1] ** 2) ** 2 / 2,
    lambda w: np.array([w[0] * w[1] ** 2, w[0] ** 2 * w[1]]) * -2 * (1 - w[0] ** 2 * w[1] ** 2),
    start=(2, 0.1),
)


@pytest.mark.parametrize(
    ("objective", "rate", "slope"),
    [(VALLEY, polynomial(0.05, steps=5), "1.54"), (L2(rosenbrock, 0.1), cosine(1e-4, steps=5), "")],
)
def test_at_rest_because_the_rate_is_0_is_not_converged(objective, rate, slope):
    verdict = run(GradientDescent(learning_rate=rate), objective, 20).verdict
    assert (verdict.kind, verdict.reason) == ("stuck", "steep")
    there = np.linalg.norm(objective.full_gradient(np.array(verdict.numbers["place"])))
    assert verdict.numbers["slope"] == pytest.approx(there)
    assert str(verdict).endswith(f"where the slope is still {there:.3g}")


def test_a_hilltop_and_a_ridge_are_no_minimum():
    hill = flat_bottom(gradient=lambda w: -2 * w, value=lambda w: -w[0] * w[0])
    ridge = Surface("ridge", saddle.value, saddle.gradient, start=(0, 0))
    for verdict in (run(GradientDescent(), hill, 50, start=0).verdict, run(Adam(), ridge, 50).verdict):
        assert (verdict.kind, verdict.reason) == ("stuck", "no minimum")
    assert run(GradientDescent(), flat_bottom(), 50, start=0).verdict.kind == "converged"


def test_passing_by_slowly_is_not_converging():
    """Momentum(1e-7, 0.9999) needs 3,500 steps for a quarter of a swing, and is near the minimum in several of them."""
    long = run(Momentum(learning_rate=1e-7, momentum=0.9999), parabola, 12_000)
    inside = np.flatnonzero(long.distance <= 0.01)
    assert inside[1] == inside[0] + 1
    assert long.distance.max() == long.distance[0]
    assert long.distance[inside[1] :].max() > 5
    assert run(Momentum(learning_rate=1e-7, momentum=0.9999), parabola, int(inside[1])).verdict.kind == "still moving"


def test_leaving_a_minimum_again_is_not_converging():
    """RMSProp was at the minimum to the last digit; then its rate has grown, and each hop is wider than the last."""
    rule = RMSProp(learning_rate=0.1)
    long = run(rule, parabola, 300)
    leaving = next(t for t in range(150, 300) if long.distance[t] > 1e-3)
    assert long.distance[leaving - 10 : leaving].max() < 0.01
    kinds = {run(rule, parabola, t).verdict.kind for t in (leaving, leaving + 2)}
    assert run(rule, parabola, 155).verdict.kind == "converged"
    assert kinds <= {"oscillating", "still moving"}


def test_another_solution_that_is_as_low_is_a_minimum():
    flat = LinearRegression(X=[[1, 2], [2, 4], [3, 6]], y=[1, 2, 2.5])  # of rank 2: a line of solutions
    for data in (flat, LinearRegression(X=[2], y=[3])):
        verdict = run(GradientDescent(learning_rate=0.03), data, 3000, start=np.full(data.dim, 1.5)).verdict
        assert (verdict.kind, verdict.reason) == ("converged", "as low")
        assert str(verdict).endswith("and as low as the minimum")


def test_a_loss_far_above_the_start_has_a_word_of_its_own():
    trace = run(RMSProp(learning_rate=3.41), L2(rosenbrock, 0.1), 5)
    assert trace["loss"][-1] > 300 * trace["loss"][0]
    assert trace.verdict.kind == "worse"
    assert str(trace.verdict) == f"worse: the loss ends at {trace['loss'][-1]:.3g}, and began at 12.8"


def test_one_that_climbs_and_one_that_descends_get_different_words():
    climbs, descends = (
        str(run(rule(0.03, beta1=0.0, beta2=0.1), Adversary(3), 100).verdict) for rule in (Adam, AMSGrad)
    )
    assert climbs.endswith("the swings stay as wide, and the loss is above its start")
    assert descends.endswith("the swings stay as wide, and the loss falls")


def test_a_cycle_is_no_trend():
    verdict = run(Momentum(1 / 9, 4 / 9), lessard, 60).verdict
    assert (verdict.kind, verdict.reason, verdict.notes) == ("oscillating", "stays", ())


def test_a_run_that_ends_above_its_start_says_so():
    verdict = run(Momentum(learning_rate=0.01, momentum=0.9), double_well, 12, start=0.2).verdict
    assert verdict.kind in ("still moving", "oscillating")
    climbing = run(AdaGrad(learning_rate=0.1), Adversary(3), 3).verdict
    assert str(climbing).endswith("and the loss is above its start") == (climbing.notes == ("above the start",))


LINE = np.linspace(-1, 1, 40)
SCATTER = LinearRegression(LINE, 2 * LINE + 0.3 * np.random.default_rng(0).normal(size=40))
SEEDS = np.arange(200)


@pytest.mark.parametrize(
    ("rule", "objective", "steps", "least"),
    [
        (SGD(0.1), Noisy(quadratic([1]), 1.0, SEEDS), 50, 195),
        (SGD(0.5), Noisy(quadratic([1]), 1.0, SEEDS), 200, 199),
        (SGD(0.1), Noisy(bowl, 1.0, SEEDS), 200, 195),
        (Momentum(0.1, 0.9), Noisy(quadratic([1]), 1.0, SEEDS), 1000, 199),
        (SGD(0.1), Minibatches(SCATTER, 1, SEEDS), 200, 199),
        (SGD(0.5), Minibatches(SCATTER, 5, SEEDS), 50, 195),
        (Adam(0.05), Minibatches(SCATTER, 1, SEEDS), 400, 195),
        (AdaGrad(0.25), Minibatches(SCATTER, 1, SEEDS), 400, 199),
    ],
)
def test_what_noise_holds_up_hovers(rule, objective, steps, least):
    """Each has gone on for five times what it needs to arrive, or longer: of 200 seeds, nearly all hover."""
    assert (run(rule, objective, steps).kinds == "hovering").sum() >= least


@pytest.mark.parametrize(
    ("rule", "objective", "steps"),
    [(SGD(0.02), Noisy(bowl, 1.0, SEEDS), 50), (SGD(0.02), Minibatches(SCATTER, 1, SEEDS), 50)],
)
def test_noise_on_the_way_down_does_not_hover(rule, objective, steps):
    assert (run(rule, objective, steps).kinds == "still moving").sum() >= 195


def test_hovering_says_where_and_how_low():
    trace = run(SGD(0.1), Noisy(quadratic([1]), 1.0, seed=0), 400)
    numbers = trace.verdict.numbers
    assert numbers["mean_loss"] == trace["loss"][201:].mean()
    assert numbers["mean_place"] == (trace["position"][201:, 0].mean(),)
    assert numbers["late"] == 200
    assert str(trace.verdict).startswith("hovering: noise moves it to and fro around (")


def test_without_noise_nothing_hovers():
    for objective in (Noisy(bowl, 0.0), kink, Minibatches(SCATTER, 40)):
        assert (run(SGD(np.logspace(-2, 1, 60)), objective, 200).kinds != "hovering").all()
