"""A rule that takes two gradients a step: which, of which batch, in a sweep, in a part, and what it may not do."""

from dataclasses import dataclass

import numpy as np
import pytest

from optlab import SAM, SGD, Adam, LinearRegression, Minibatches, Sophia, bowl, rosenbrock, run, sweep
from optlab.formulas.formula import formula
from optlab.formulas.program import NoFormula
from optlab.objectives import Noisy
from optlab.optimizers import Accumulated, Averaged, Clipped, Decayed, PerParameter, Rate, Record, Rule, norm

DATA = LinearRegression(X=np.arange(12.0) / 6, y=np.arange(12.0) % 5)


@dataclass(frozen=True)
class Sometimes(Rule):
    """Looks one step ahead, in even steps only."""

    learning_rate: Rate = 0.1

    def asks_at(self, t, gradient, last):
        return None if t % 2 else last.position - self.learning_rate * gradient

    def update(self, t, gradient, last, asked) -> Record:
        step = -self.learning_rate * asked.gradient
        return Record(last.position + step, step)


def test_both_gradients_are_of_the_same_batch():
    batches = Minibatches(DATA, 3, seed=4)
    trace = run(SAM(learning_rate=0.1, rho=0.3), batches, 9)
    for t in range(1, 10):
        before, slope = trace["position"][t - 1], trace["gradient"][t]
        assert np.array_equal(slope, batches.gradient_at(before, t))
        uphill = before + 0.3 * slope / np.linalg.norm(slope)
        assert trace["uphill"][t] == pytest.approx(uphill)
        assert trace["second"][t] == pytest.approx(batches.gradient_at(uphill, t))
        assert trace["step"][t] == pytest.approx(-0.1 * trace["second"][t])


def test_noise_is_the_same_in_both_so_that_a_curvature_has_none():
    rule = Sophia(learning_rate=0.01, every=1)
    plain, noisy = (run(rule, objective, 20)["estimate"][1:] for objective in (bowl, Noisy(bowl, 5.0, seed=1)))
    assert noisy == pytest.approx(plain, abs=1e-8)
    assert plain == pytest.approx(np.tile([0.2, 4], (20, 1)), abs=1e-8)
    batches = Minibatches(DATA, 3, seed=4)
    trace = run(rule, batches, 20)
    for t in range(1, 21):  # of each batch its own: the signs are random, and the Hessian is not diagonal
        before, sign = trace["position"][t - 1], trace["sign"][t]
        H = np.stack([batches.gradient_at(before + e, t) - batches.gradient_at(before, t) for e in np.eye(2)])
        assert trace["estimate"][t] == pytest.approx(sign * (H @ sign), abs=1e-7)


def test_signs_are_drawn_by_seed_and_step():
    drawn = [run(Sophia(seed=seed, every=1), bowl, 200)["sign"][1:] for seed in (0, 0, 1)]
    assert np.array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])
    assert np.array_equal(np.unique(drawn[0]), [-1, 1])
    assert np.abs(drawn[0].mean(axis=0)).max() < 0.25
    sparse = run(Sophia(every=7), bowl, 50)["sign"]
    assert np.flatnonzero(sparse[:, 0]).tolist() == [1, 8, 15, 22, 29, 36, 43, 50]


def test_accumulated_gradients_have_a_curvature_each_update():
    batches = Minibatches(DATA, 3, seed=4)
    trace = run(Accumulated(Sophia(learning_rate=0.01, every=2), batches=3), batches, 12)
    assert np.flatnonzero(np.diff(trace["h"][:, 0])).tolist() == [2, 8]  # of the updates 1 and 3, in steps 3 and 9
    for t in (3, 9):  # that of the last batch, from both of its gradients
        before, sign = trace["position"][t - 1], trace["sign"][t]
        H = np.stack([batches.gradient_at(before + e, t) - batches.gradient_at(before, t) for e in np.eye(2)])
        assert trace["estimate"][t] == pytest.approx(sign * (H @ sign), abs=1e-7)


def test_a_clipped_gradient_leaves_the_curvature_what_it_is():
    trace = run(Clipped(Sophia(every=1), norm=1e-3), bowl, 20)
    assert trace["estimate"][1:] == pytest.approx(np.tile([0.2, 4], (20, 1)), abs=1e-8)
    assert np.linalg.norm(trace["m"][1]) == pytest.approx(0.04e-3)
    with pytest.raises(NoFormula, match="since the part does not act on the second gradient"):
        formula(trace.rule)


def test_a_rule_that_asks_for_none_in_a_step_has_the_first_gradient_again():
    trace = run(Sometimes(), bowl, 4)
    plain = -0.1 * trace["gradient"][1:]
    assert np.array_equal(trace["step"][1::2], plain[::2])
    ahead = bowl.gradient((trace["position"][:-1] + plain).T).T
    assert trace["step"][2::2] == pytest.approx(-0.1 * ahead[1::2])


@pytest.mark.parametrize(
    "objective", [rosenbrock, Noisy(rosenbrock, 1.0, seed=[3, 4, 5]), Minibatches(DATA, 3, seed=[3, 4, 5])]
)
def test_a_sweep_is_its_runs(objective):
    rates = np.array([0.0005, 0.001])[:, None]
    together = sweep(SAM(learning_rate=rates, rho=[0.1, 0.2, 0.0]), objective, 20, keep=("position", "loss"))
    for i, j in np.ndindex(2, 3):
        one = together.one(i, j)
        assert one.rule.rho == [0.1, 0.2, 0.0][j]
        assert np.isfinite(one["position"]).all()
        assert np.array_equal(run(one.rule, one.objective, 20)["position"], one["position"])


def test_sam_with_a_radius_of_0_is_gradient_descent():
    plain, sam = (run(rule, rosenbrock, 50)["position"] for rule in (SGD(0.001), SAM(0.001, rho=0)))
    assert np.array_equal(sam, plain)


def test_a_part_acts_on_the_gradient_that_makes_the_step():
    trace = run(Clipped(SAM(learning_rate=0.1), norm=0.5), bowl, 6)
    assert np.linalg.norm(trace["step"][1:], axis=1) == pytest.approx(np.minimum(0.05, 0.1 * trace["length"][1:, 0]))
    assert trace["length"][1, 0] > np.linalg.norm(trace["gradient"][1])  # that of the second
    moved = run(SAM(learning_rate=0.1), bowl, 6)["position"]
    assert np.array_equal(run(Averaged(SAM(learning_rate=0.1)), bowl, 6)["position"], moved)


def test_accumulated_second_gradients_are_each_of_their_own_batch():
    batches = Minibatches(DATA, 3, seed=4)
    trace = run(Accumulated(SAM(learning_rate=0.1, rho=0.3), batches=2), batches, 2)
    start = trace["position"][0]
    second = []
    for t in (1, 2):
        slope = batches.gradient_at(start, t)
        second.append(batches.gradient_at(start + 0.3 * slope / np.linalg.norm(slope), t))
    assert trace["step"][2] == pytest.approx(-0.1 * np.mean(second, axis=0))


def test_single_precision_stays():
    trace = run(SAM(learning_rate=0.001), rosenbrock, 5, start=np.float32([-1.5, 2]))
    assert {trace[name].dtype for name in trace.names} == {np.dtype(np.float32)}


class Mixing(SAM):
    def asks_at(self, t, gradient, last):
        return last.position + self.rho * gradient / np.linalg.norm(gradient)


class Short(SAM):
    def asks_at(self, t, gradient, last):
        return norm(gradient)


@pytest.mark.parametrize(("name", "low"), [("every", 1), ("seed", 0)])
@pytest.mark.parametrize("value", [-1, 1.5, "2", None, True, [1, 2]])
def test_sophias_whole_numbers_are_whole(name, low, value):
    with pytest.raises(ValueError, match=rf"^{name} is .*: it must be a whole number from {low} up$"):
        Sophia(**{name: value})


def test_what_cannot_be_asked_is_said_in_one_sentence():
    with pytest.raises(ValueError, match=r"^Mixing.asks_at mixes the runs of a batch: write norm\(gradient\)$"):
        run(Mixing(learning_rate=[0.1, 0.2]), bowl, 3)
    with pytest.raises(ValueError, match=r"^Short.asks_at returned .*: it must be a point of the shape \(2,\)"):
        run(Short(), bowl, 3)
    with pytest.raises(ValueError, match=r"^Forgets.update must take self, t, gradient, last and asked, since"):

        class Forgets(SGD):
            def asks_at(self, t, gradient, last):
                return last.position

    with pytest.raises(ValueError, match=r"^Other.asks_for is 'luck': it must be 'step' or 'curvature'"):

        class Other(SAM):
            asks_for = "luck"

    with pytest.raises(ValueError, match=r"^rules has SAM: it must be rules that take one gradient a step; use SAM"):
        PerParameter({"x": SAM(), "*": Adam()}, bowl.parameters)


def test_a_part_that_acts_on_the_second_gradient_has_a_sentence_for_a_formula():
    with pytest.raises(NoFormula, match="since the part acts on a second gradient"):
        formula(Clipped(SAM(), norm=1.0))
    assert formula(Decayed(SAM()))[-2] == r"\Delta x_t = -\eta\,\tilde g_t + \delta_t"
