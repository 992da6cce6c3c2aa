import numpy as np
import pytest

from optlab import run
from optlab.objectives import (
    Adversary,
    Surface,
    ackley,
    beale,
    bowl,
    double_well,
    himmelblau,
    kink,
    lessard,
    monkey_saddle,
    parabola,
    plateau,
    quadratic,
    rastrigin,
    rosenbrock,
    saddle,
    styblinski_tang,
    tilted_bowl,
)
from optlab.optimizers import Adam, GradientDescent, Momentum
from tests.catalogue import OBJECTIVES, SURFACES, label

every = pytest.mark.parametrize("objective", OBJECTIVES, ids=label)


@every
def test_the_gradient_is_that_of_the_value(objective):
    finding = objective.check(points=40)
    assert finding.right, finding


@every
def test_a_batch_and_a_grid_give_the_numbers_of_each_point(objective):
    points = np.random.default_rng(0).uniform(-3, 3, (objective.dim, 7, 5))
    losses, gradients = objective.loss(points), objective.full_gradient(points)
    assert (losses.shape, gradients.shape) == ((7, 5), points.shape)
    for i, j in np.ndindex(7, 5):
        one = points[:, i, j].copy()
        assert losses[i, j] == objective.loss(one)
        assert gradients[:, i, j].tolist() == objective.full_gradient(one).tolist()


@every
def test_float32_stays_float32_and_the_point_is_not_changed(objective):
    point = np.linspace(-1, 1, objective.dim).astype(np.float32)
    point.flags.writeable = False
    assert objective.loss(point).dtype == np.float32
    assert objective.gradient_at(point, 1).dtype == np.float32


@every
def test_its_arrays_cannot_be_changed(objective):
    for array in (objective.start, objective.minimum):
        if array is not None:
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 7


@pytest.mark.parametrize("surface", SURFACES, ids=label)
def test_every_minimum_is_one(surface):
    for point in surface.minimum.reshape(surface.dim, -1).T:
        assert surface.full_gradient(point) == pytest.approx(0, abs=1e-12)
        around = point[:, None] + np.random.default_rng(1).normal(size=(surface.dim, 200)) * 1e-2
        assert (surface.loss(around) > surface.loss(point)).all()


@pytest.mark.parametrize("surface", SURFACES, ids=label)
def test_no_place_in_the_window_is_lower(surface):
    low, high = np.array(surface.window).T[..., None]
    points = np.random.default_rng(2).uniform(low, high, (surface.dim, 20_000))
    lowest = surface.loss(surface.minimum.reshape(surface.dim, -1)).min()
    assert surface.loss(points).min() >= lowest


@pytest.mark.parametrize("surface", [s for s in OBJECTIVES if s.curvature], ids=label)
def test_the_curvature_is_that_of_the_hessian(surface):
    for point in surface.minimum.reshape(surface.dim, -1).T:
        shifts = np.eye(surface.dim) * 1e-6
        hessian = [(surface.full_gradient(point + s) - surface.full_gradient(point - s)) / 2e-6 for s in shifts]
        eigenvalues = np.linalg.eigvalsh(np.array(hessian))
        assert surface.curvature == pytest.approx((eigenvalues[0], eigenvalues[-1]), rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("surface", SURFACES, ids=label)
def test_start_and_minimum_are_in_the_window(surface):
    low, high = np.array(surface.window).T
    for point in (surface.start, *surface.minimum.reshape(surface.dim, -1).T):
        assert (low <= point).all()
        assert (point <= high).all()


def test_known_values():
    assert rosenbrock.loss(np.array([-1.2, 1.0])) == pytest.approx(24.2)
    assert himmelblau.loss(np.array([0.0, 0.0])) == 170
    assert beale.loss(np.array([0.0, 0.0])) == pytest.approx(14.203125)
    assert styblinski_tang(2).loss(styblinski_tang(2).minimum) == pytest.approx(-78.33233140754282)
    assert rastrigin(2).loss(np.array([4.52299366, 4.52299366])) == pytest.approx(80.70658039)
    assert ackley(2).loss(np.array([1.0, 1.0])) == pytest.approx(3.6253849384403627)
    assert lessard.loss(np.array([1.5])) == pytest.approx(0.5 * 1.5**2 + 24 * 1.5 - 12)
    assert lessard.full_gradient(np.array([[0.5, 1.5, 3.0]])).tolist() == [[12.5, 25.5, 51.0]]


def test_momentum_rolls_over_the_hill_where_gradient_descent_is_stuck():
    assert run(GradientDescent(learning_rate=0.02), double_well, 300).verdict.kind == "stuck"
    assert run(Momentum(learning_rate=0.02, momentum=0.9), double_well, 300).verdict.kind == "converged"


def test_saddles_hold_who_starts_on_the_ridge_and_let_go_who_does_not():
    for surface in (saddle, monkey_saddle):
        on, beside = surface.start * [1, 0], surface.start
        runs = [run(GradientDescent(learning_rate=0.05), surface, 600, start=start) for start in (on, beside)]
        assert np.abs(runs[0]["position"][-1]).max() < 0.1
        assert runs[1].verdict.kind == "converged"


def test_descent_is_sublinear_on_a_plateau_and_never_settles_on_a_kink():
    assert run(GradientDescent(), plateau, 2000)["position"][-1, 0] == pytest.approx((2 * 0.1 * 2000) ** -0.5, rel=0.02)
    assert run(GradientDescent(), kink, 1000)["loss"][-1] == pytest.approx(0.05)


def test_a_tilt_changes_nothing_for_gradient_descent_and_much_for_adam():
    straight, tilted = tilted_bowl(100, degrees=0), tilted_bowl(100, degrees=45)
    turn = np.array([[1, -1], [1, 1]]) / 2**0.5
    start = np.array([-2.0, 1.0])
    losses = {}
    for rule in (GradientDescent(learning_rate=0.015), Adam(learning_rate=0.1)):
        losses[rule.title] = [
            run(rule, straight, 60, start=start)["loss"],
            run(rule, tilted, 60, start=turn @ start)["loss"],
        ]
    assert losses["gradient descent"][0] == pytest.approx(losses["gradient descent"][1])
    assert abs(losses["Adam"][0] - losses["Adam"][1]).max() > 1


def test_reddis_adversary_is_on_average_uphill():
    adversary = Adversary(5)
    slopes = [adversary.gradient_at(np.zeros(1), t)[0] for t in range(1, 31)]
    assert np.mean(slopes) == adversary.full_gradient(np.zeros(1))[0] == 1


LINE = {"value": lambda w: w[0], "gradient": lambda w: w, "name": "mine"}


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"start": [np.nan]}, r"start is .*: it must be one or more finite numbers"),
        ({"start": []}, r"start is .*: it must be one or more finite numbers"),
        ({"start": np.ones((2, 2))}, r"start has the shape \(2, 2\): it must be one point"),
        ({"start": 1, "value": 3}, r"value is 3: it must be a function"),
        ({"start": 1, "gradient": None}, r"gradient is None: it must be a function"),
        ({"start": 1, "minimum": [1, 2]}, r"minimum has 2 coordinates: it must have 1"),
        ({"start": 1, "minimum": np.inf}, r"minimum is inf: it must be"),
        ({"start": 1, "window": (1, 0)}, r"window is \(1, 0\): it must be 1 pair \(lowest, highest\)"),
        ({"start": 1, "window": (0, np.inf)}, r"window is .*: it must be"),
        ({"start": 1, "window": "wide"}, r"window is 'wide': it must be"),
        ({"start": 1, "window": [0, 1, 2]}, r"window is .*: it must be"),
        ({"start": 1, "window": [(0, 1), (0, 1)]}, r"window is .*: it must be 1 pair"),
        ({"start": 1, "curvature": 3}, r"curvature is 3: it must be a pair"),
        ({"start": 1, "curvature": (2, 1)}, r"curvature is \(2, 1\): it must be a pair"),
        ({"start": 1, "curvature": (np.nan, 1)}, r"curvature is .*: it must be a pair"),
    ],
)
def test_a_surface_of_bad_parts(bad, sentence):
    with pytest.raises(ValueError, match=sentence):
        Surface(**LINE | bad)


@pytest.mark.parametrize("bad", [0, -1, np.nan, np.inf, [], [1, 0], None, "x", [[1, 2], [3, 4]], [[1], [2, 3]]])
def test_curvatures_are_above_0(bad):
    with pytest.raises(ValueError, match=r"^curvatures is .*: it must be numbers above 0"):
        quadratic(bad)


@pytest.mark.parametrize("make", [styblinski_tang, rastrigin, ackley])
@pytest.mark.parametrize("bad", [0, -1, 1.5, None, "2", np.nan])
def test_a_dimension_is_a_whole_number(make, bad):
    with pytest.raises(ValueError, match=r"^dim is .*: it must be a whole number from 1 up"):
        make(bad)


@pytest.mark.parametrize(("name", "bad"), [("condition_number", 0.5), ("condition_number", np.nan), ("degrees", 91)])
def test_a_tilted_bowl_of_bad_numbers(name, bad):
    with pytest.raises(ValueError, match=rf"^{name} is .*: it must be a number from"):
        tilted_bowl(**{name: bad})


@pytest.mark.parametrize("bad", [2, 1, -3, np.nan, np.inf, None, [3, 4]])
def test_an_adversary_of_a_bad_slope(bad):
    with pytest.raises(ValueError, match=r"^slope is .*: it must be"):
        Adversary(bad)


def test_what_the_course_begins_with():
    assert (parabola.start.tolist(), bowl.start.tolist()) == ([10], [-5, -2])


def test_each_coordinate_is_a_parameter():
    assert bowl.parameters == {"x": (), "y": ()}
