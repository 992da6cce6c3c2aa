"""Rules for matrices: where they find them, what they say where there is none, and what each is taught for."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from optlab import Adam, AdamW, GradientDescent, Minibatches, Muon, Shampoo, rosenbrock, run, sweep
from optlab.objectives import AsMatrix, Noisy, Surface, matrix_bowl, quadratic, tilted_bowl
from optlab.optimizers import SOAP, Averaged, Clipped, PerParameter
from optlab.optimizers.muon import newton_schulz
from optlab.optimizers.shampoo import inverse_root
from optlab.schedules import polynomial
from optlab.training import Network, spirals
from tests.catalogue import MATRIX_RULES, label

NET = Network([2, 6, 2], spirals(per_class=20).train)
BATCHES = Minibatches(NET, 8, seed=0)
TURNED = matrix_bowl(4, 3, 20, turned=True)
every_rule = pytest.mark.parametrize("rule", MATRIX_RULES, ids=label)


class Two(Surface):
    """½‖A‖² + 2‖B‖²: A is 2 × 3, B is 3 × 2."""

    parameters = {"A": (2, 3), "B": (3, 2)}  # noqa: RUF012

    def __init__(self):
        curves = np.repeat([1.0, 4.0], 6)
        super().__init__(
            "two matrices",
            lambda w: (w * w * curves.reshape(-1, *[1] * (w.ndim - 1))).sum(axis=0) / 2,
            lambda w: w * curves.reshape(-1, *[1] * (w.ndim - 1)),
            start=3 * np.cos(np.arange(12.0)),
        )


@every_rule
def test_a_parameter_that_is_no_matrix_is_named_with_what_to_use_instead(rule):
    name = rule.__name__
    with pytest.raises(
        ValueError, match=rf"^{name} needs matrices, and the parameter 'x' has the shape \(\): it must be"
    ):
        run(rule(), rosenbrock, 1)
    with pytest.raises(ValueError, match=r"the parameter 'biases1' has the shape \(6,\).*'\*': AdamW\(\)"):
        run(rule(), BATCHES, 1)
    with pytest.raises(ValueError, match=r"the parameter 'biases2' has the shape \(2,\)"):
        PerParameter({"*1": AdamW(), "*": rule()}, NET.parameters)


@every_rule
def test_it_walks_downhill_and_a_step_is_what_is_added_to_the_position(rule):
    for objective in (TURNED, Two(), AsMatrix(tilted_bowl(100), 2, 1)):
        trace = run(rule(learning_rate=0.05), objective, 60)
        assert trace["loss"][-1] < 0.9 * trace["loss"][0]
        assert np.diff(trace["position"], axis=0) == pytest.approx(trace["step"][1:], rel=1e-9, abs=1e-13)


@every_rule
def test_each_of_several_matrices_is_treated_as_if_it_were_alone(rule):
    both = run(rule(learning_rate=0.1), Two(), 25)["position"]
    for part, shape, curve in ((slice(0, 6), (2, 3), 1.0), (slice(6, 12), (3, 2), 4.0)):
        alone = AsMatrix(quadratic([curve] * 6, start=Two().start[part]), *shape)
        assert both[:, part] == pytest.approx(run(rule(learning_rate=0.1), alone, 25)["position"], rel=1e-9, abs=1e-12)


@every_rule
def test_a_batch_equals_its_runs(rule):
    rates = np.array([0.01, 0.1])[:, None]
    together = sweep(rule(learning_rate=rates), Noisy(TURNED, 0.1, seed=[1, 2, 3]), 30, keep=("position", "loss"))
    assert together["loss"].shape == (31, 2, 3)
    alone = run(rule(learning_rate=0.1), Noisy(TURNED, 0.1, seed=2), 30)
    assert together["position"][:, :, 1, 1] == pytest.approx(alone["position"], rel=1e-9, abs=1e-12)


@every_rule
def test_every_number_may_be_an_array_or_a_schedule(rule):
    for name, value in rule().hyperparameters.items():
        if isinstance(value, float):
            low, high = 0.5 * value + 1e-3, 0.9 * value + 1e-3
            two = run(rule(**{name: [low, high]}), TURNED, 12)
            falling = run(rule(**{name: lambda t, high=high: high}), TURNED, 12)
            assert two.one(1)["position"] == pytest.approx(run(rule(**{name: high}), TURNED, 12)["position"], rel=1e-9)
            assert falling["position"] == pytest.approx(two.one(1)["position"], rel=1e-9)


@every_rule
def test_single_precision_stays(rule):
    trace = run(rule(), TURNED, 12, start=TURNED.start.astype(np.float32))
    assert {trace[name].dtype for name in trace.names} == {np.dtype(np.float32)}
    assert np.isfinite(trace["loss"]).all()


@every_rule
def test_no_gradient_no_step_save_the_decay(rule):
    flat = AsMatrix(Surface("flat", lambda w: 0 * w[0], lambda w: 0 * w, start=np.arange(1.0, 7)), 2, 3)
    assert np.array_equal(run(rule(), flat, 5)["position"][-1], flat.start)
    if "weight_decay" in rule().hyperparameters:
        found = run(rule(learning_rate=0.1, weight_decay=0.5), flat, 5)["position"]
        late = 1 if rule is SOAP else 0  # its first gradient only finds the axes
        assert found[-1] == pytest.approx(flat.start * 0.95 ** (5 - late))


@every_rule
def test_parts_fit_around_it_and_it_can_be_sent_elsewhere(rule):
    whole = Averaged(Clipped(rule(learning_rate=0.05), norm=1.0), decay=0.5)
    trace = run(whole, TURNED, 40)
    assert trace["loss"][-1] < trace["loss"][0]
    assert np.linalg.norm(trace["clipped"], axis=1).max() <= 1 + 1e-12
    assert pickle.loads(pickle.dumps(whole)) == whole
    shaped = rule().on(TURNED.parameters)
    assert replace(shaped, learning_rate=0.1).learning_rate == 0.1
    assert shaped.begin(TURNED.start).position.shape == (12,)


@every_rule
def test_matrices_are_left_to_it_and_the_rest_to_adamw(rule):
    mixed = PerParameter({"weights*": rule(learning_rate=0.05), "*": AdamW(learning_rate=0.01)}, NET.parameters)
    trace = run(mixed, BATCHES, 30)
    assert trace["loss"][-1] < trace["loss"][0]
    rates = sweep(replace(mixed, weights_learning_rate=[0.01, 0.05]), BATCHES, 30, keep=("position",))
    assert rates.one(1)["position"] == pytest.approx(trace["position"], rel=1e-8, abs=1e-10)
    assert pickle.loads(pickle.dumps(mixed)) == mixed


def test_only_the_matrices_of_a_mixed_rule_are_changed_by_it():
    adam = AdamW(learning_rate=0.01)
    mixed = PerParameter({"weights1": Muon(), "*": adam}, NET.parameters)
    step, alone = run(mixed, BATCHES, 1)["step"][1], run(adam, BATCHES, 1)["step"][1]
    assert np.array_equal(step[12:], alone[12:])
    assert not np.isclose(step[:12], alone[:12]).any()


def test_rows_and_columns_that_do_not_make_up_the_dimension_are_refused():
    with pytest.raises(ValueError, match=r"^rows is 3 and columns is 2: they must make up 2 numbers$"):
        AsMatrix(tilted_bowl(), 3, 2)
    for name, value in {"rows": 1, "columns": 0, "condition_number": 0.5, "seed": -1}.items():
        with pytest.raises(ValueError, match=rf"^{name} is {value}: it must be"):
            matrix_bowl(**{name: value})
    with pytest.raises(ValueError, match=r"^every is 0: it must be a whole number from 1 up$"):
        SOAP(every=0)
    with pytest.raises(ValueError, match=r"^every is 2\.5: it must be a whole number from 1 up$"):
        Shampoo(every=2.5)


def test_the_gradient_of_a_turned_bowl_is_right_and_its_curvatures_are_those_it_says():
    assert TURNED.check().right
    columns = np.stack([TURNED.gradient(w) for w in np.eye(12)])
    found = np.linalg.eigvalsh(columns)
    assert (found[0], found[-1]) == pytest.approx((1, 20))
    assert columns == pytest.approx(columns.T)


def test_gradient_descent_walks_as_well_on_a_turned_bowl_as_on_an_aligned_one():
    aligned, turned = (run(GradientDescent(1e-3), matrix_bowl(turned=t), 50)["loss"] for t in (False, True))
    assert turned == pytest.approx(aligned, rel=1e-9)


FALLING = [polynomial(rate, 150) for rate in np.geomspace(1e-2, 30, 25)]


def best(rule, turned):
    """The part of the loss that is left after 150 steps, the rate falling to 0: the best of 25 rates."""
    bowl = matrix_bowl(turned=turned)
    left = [run(replace(rule, learning_rate=rate), bowl, 150, keep="loss", every=150)["loss"] for rate in FALLING]
    return min(np.nan_to_num(loss[-1] / loss[0], nan=np.inf) for loss in left)


def test_adam_loses_much_where_the_bowl_is_turned_and_soap_and_shampoo_lose_nothing():
    assert best(Adam(), turned=True) > 1000 * best(Adam(), turned=False)
    for rule in (SOAP(beta1=0.9, beta2=0.999), Shampoo()):
        assert best(rule, turned=True) == pytest.approx(best(rule, turned=False), rel=0.05)


@every_rule
def test_a_run_that_diverges_does_not_stop_its_neighbours(rule):
    up = AsMatrix(
        Surface("up", lambda w: -(w**4).sum(axis=0), lambda w: -4 * w**3, start=np.cos(np.arange(64.0))), 8, 8
    )
    together = sweep(rule(learning_rate=[0.01, 1e90]), up, 25)["loss"]
    assert not np.isfinite(together[-1, 1])
    assert together[:, 0] == pytest.approx(run(rule(learning_rate=0.01), up, 25)["loss"], rel=1e-9)
    assert np.isfinite(together[:, 0]).all()


def test_shampoo_may_keep_its_roots_for_some_steps():
    trace = run(Shampoo(learning_rate=0.1, epsilon=1.0, every=5), TURNED, 12)
    for name in ("left", "right"):
        assert trace[name][1:-1].shape[0] == 11
        changed = np.abs(np.diff(trace[name], axis=0)).max(axis=1) > 0
        assert np.flatnonzero(changed).tolist() == [0, 5, 10]  # in updates 1, 6 and 11
    assert trace["loss"][-1] < trace["loss"][0]


@pytest.mark.parametrize("rule", [Shampoo(), SOAP(), Muon()], ids=lambda rule: rule.title)
def test_the_step_turns_as_the_gradient_does(rule):
    """U·W: the whole path is that of W, turned. Of Adam that is not so."""
    aligned, turned = matrix_bowl(4, 4, 20, seed=3), matrix_bowl(4, 4, 20, seed=3, turned=True)
    losses = [run(replace(rule, learning_rate=0.1), bowl, 30)["loss"] for bowl in (aligned, turned)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)
    adam = [run(Adam(learning_rate=0.1), bowl, 30)["loss"] for bowl in (aligned, turned)]
    assert adam[0] != pytest.approx(adam[1], rel=1e-2)


def test_muon_makes_every_singular_value_nearly_one():
    draw = np.random.default_rng(0)
    for shape in ((5, 8, 8), (5, 4, 9), (5, 9, 4)):
        values = np.linalg.svd(newton_schulz(draw.standard_normal(shape), 1e-7), compute_uv=False)
        assert values.max() < 1.3
        assert np.median(values) > 0.7


def test_the_scale_of_muon_is_that_of_its_convention():
    tall = AsMatrix(quadratic([1] * 16, start=np.arange(1.0, 17)), 8, 2)
    rows, largest = (run(Muon(scale=scale), tall, 1)["step"][1] for scale in ("rows", "largest"))
    assert rows / largest == pytest.approx(np.full(16, 4**0.5 / (0.2 * 8**0.5)))


def test_an_inverse_root_of_a_matrix_is_that_of_its_eigenvalues():
    draw = np.random.default_rng(0)
    half = draw.standard_normal((3, 5, 5))
    M = half @ half.mT
    root = inverse_root(M, 4)
    assert np.linalg.matrix_power(root, 4) @ M == pytest.approx(np.broadcast_to(np.eye(5), M.shape), abs=1e-8)
    flat = inverse_root(np.array([[1.0, 1.0], [1.0, 1.0]]), 4)  # nothing ever went along (1, −1)
    assert flat == pytest.approx(2 ** (-1 / 4) / 2 * np.ones((2, 2)))
