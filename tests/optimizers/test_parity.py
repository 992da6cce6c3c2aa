"""Our trajectories are those of PyTorch, optax, Keras, and of the packages of the methods' authors.

Golden files hold what the peers computed; where a peer is installed it is run again, live.
Positions agree to 1e-12 of the scale of their step: the largest coordinate at either end of it (1e-10 where
a rounding grows: see LOOSER).
Cases are chosen where roundings grow by little, see `tests.golden.cases`: on a chaotic path two
correct programs part after some hundred steps, and agreement would mean nothing.
"""

from decimal import Decimal, localcontext
from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest

from optlab import run
from optlab.objectives import Surface
from optlab.optimizers import SGD, Lion
from optlab.optimizers.sophia import NUDGE
from tests.catalogue import RULES, label
from tests.golden.cases import (
    CASES,
    CHAOTIC,
    GROWTH,
    LITTLE,
    LOOSER,
    NOT_COMPARED,
    STEPS,
    TOLERANCE,
    Falling,
    difference,
)
from tests.golden.make import golden, packed, unpacked, wanted
from tests.golden.peers import RUNS, WORDS

GOLDEN = cache(golden)
BY_NAME = {case.name: case for case in CASES}
SHARED = [(peer, case.name) for peer in RUNS for case in wanted(peer)]
LIVE = [(p, c.name) for p in RUNS if find_spec(p) for c in CASES if c.objective.dim in (2, 50) and WORDS[p](c.rule)]
ADVICE = 'pip install -e ".[parity]" runs it beside the golden files'
MISSING = [
    pytest.param(peer, "", marks=pytest.mark.skip(f"{peer} is not installed: {ADVICE}"))
    for peer in RUNS
    if not find_spec(peer)
]


@cache
def ours(name):
    case = BY_NAME[name]
    return run(case.rule, case.objective, STEPS)["position"]


@pytest.mark.parametrize(("peer", "name"), SHARED)
def test_ours_is_the_golden_trajectory(peer, name):
    assert name in GOLDEN(peer)[0], f"{name}: write the golden file of {peer} again, python -m tests.golden.make {peer}"
    theirs = GOLDEN(peer)[0][name]
    assert theirs.shape == ours(name).shape == (STEPS + 1, BY_NAME[name].objective.dim)
    assert theirs.dtype == ours(name).dtype == np.float64
    assert np.abs(np.diff(theirs, axis=0)).max() > 0
    assert BY_NAME[name].apart(ours(name), theirs) <= BY_NAME[name].tolerance


@pytest.mark.parametrize("peer", RUNS)
def test_a_golden_file_names_its_makers_and_holds_what_it_should(peer):
    positions, versions = GOLDEN(peer)
    assert any(version.startswith(f"{peer} ") for version in versions)
    assert set(positions) == {name for writer, name in SHARED if writer == peer}


@pytest.mark.parametrize("rule", RULES, ids=label)
def test_every_rule_is_compared_in_one_and_in_fifty_dimensions_with_a_rate_that_falls_or_it_is_said_why_not(rule):
    name, mine = rule.__name__, [BY_NAME[name] for _, name in SHARED if type(BY_NAME[name].rule) is rule]
    if name in NOT_COMPARED:
        assert not mine, f"{name}: it is compared, so take it out of NOT_COMPARED in tests/golden/cases.py"
        assert len(NOT_COMPARED[name]) > 20
        return
    todo = "add its cases to tests/golden/cases.py and its words to tests/golden/peers.py"
    assert mine, f"{name}: {todo}, or say in NOT_COMPARED why no library can be asked"
    assert {case.objective.dim for case in mine} == ({1, 2, 3} if rule is SGD else {1, 2, 3, 50})
    assert any(isinstance(case.rule.learning_rate, Falling) for case in mine)


def test_a_looser_tolerance_is_said_why():
    assert {*LOOSER} <= {rule.__name__ for rule in RULES}
    assert all(TOLERANCE < tolerance <= 1e-10 and len(why) > 20 for tolerance, why in LOOSER.values())


def test_what_is_not_compared_is_a_rule():
    assert {*NOT_COMPARED} <= {rule.__name__ for rule in RULES}


CHANGE = 4e-15  # of each coordinate in each step: some roundings


def growth(case):
    """How many times as far a run comes to be as its gradients are rounded: each is taken a change beside its place."""
    draw = np.random.default_rng(0)

    def beside(w):
        return case.objective.gradient(w * (1 + CHANGE * draw.choice([-1, 1], w.shape)))

    shaken = Surface("shaken", case.objective.loss, beside, start=case.objective.start)
    path, moved = (run(case.rule, ground, STEPS)["position"] for ground in (case.objective, shaken))
    return case.apart(moved, path) / CHANGE


@pytest.mark.heavy
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_roundings_do_not_grow_until_agreement_would_mean_nothing(case):
    in_a_difference = 1 / NUDGE if case.rule.asks_for == "curvature" else 1  # of two gradients, a rounding is as large
    grown = growth(case)
    assert grown <= GROWTH * in_a_difference
    assert grown > 0 or isinstance(case.rule, Lion), "the change never reached the run"  # Lion takes signs only


@pytest.mark.heavy
@pytest.mark.parametrize("name", sorted({*LOOSER} - {"Sophia"}))  # whose reason is its formula
def test_a_tolerance_is_looser_only_where_roundings_grow(name):
    assert max(growth(case) for case in CASES if type(case.rule).__name__ == name) > LITTLE


@pytest.mark.heavy
@pytest.mark.parametrize("case", CHAOTIC, ids=lambda case: case.name)
def test_a_case_has_another_rate_than_its_relatives_only_where_theirs_is_chaotic(case):
    kept = BY_NAME[case.name].rule.learning_rate.rate
    assert growth(case) > GROWTH
    assert kept == pytest.approx(case.rule.learning_rate.rate / 10)


def test_the_difference_is_relative_to_the_scale_of_the_step():
    theirs = np.array([[10.0, 0.0], [1e-3, 0.0], [1e-6, 1e-6]])
    nudged = theirs + np.array([[0, 0], [0, 0], [0, 1e-9]])
    assert difference(nudged, theirs) == pytest.approx(1e-6)
    assert difference(theirs, theirs) == 0


def test_an_average_keeps_the_roundings_of_what_it_averaged():
    """Where the gradient's point of Schedule-Free SGD passes through 0 no program has a correct digit of it.

    This is worked out to 80 digits. The point y = z + β(x − z) is a difference of two numbers that have been
    large; x is a mean, so a rounding in an early step fades as 1/t. Ours is as far off as the peers' are, who
    keep no x and get it back from y and z by a division. So a difference relative to y itself says nothing.
    """
    name = "ScheduleFreeSGD beta=0.5 on parabola"
    case, exact = BY_NAME[name], []
    with localcontext(prec=80):
        rate, beta = Decimal(case.rule.learning_rate), Decimal(case.rule.beta)
        x = y = z = Decimal(float(case.objective.start[0]))
        for t in range(1, STEPS + 1):
            exact.append(y)
            z = z - rate * 2 * y
            x = x + (z - x) / t
            y = z + beta * (x - z)
        exact.append(y)
        found = {"ours": ours(name), **{peer: GOLDEN(peer)[0][name] for peer in ("optax", "schedulefree")}}
        points = {who: [Decimal(y) for y in path[:, 0].tolist()] for who, path in found.items()}
        off = {who: [abs(y - e) for y, e in zip(path, exact, strict=True)] for who, path in points.items()}
    for who, errors in off.items():
        assert max(errors) < 2e-15, who  # of 10, where it starts
        assert max(error / abs(e) for error, e in zip(errors, exact, strict=True)) > 1, who
    assert max(off["ours"]) <= min(max(off[peer]) for peer in ("optax", "schedulefree")) * 2


def test_a_wrong_formula_is_seen():
    """Each convention that an option names is far from its other, on these cases."""
    for a, b in [
        ("Momentum learning_rate_place=outside on rosenbrock", "Momentum learning_rate_place=inside on rosenbrock"),
        ("Adam on parabola", "Adam epsilon_place=inside on parabola"),
        ("Adam on parabola", "Adam epsilon_place=corrected on parabola"),
        ("AdaGrad on parabola", "AdaGrad epsilon_place=inside on parabola"),
        ("AMSGrad bias_correction=after on parabola", "AMSGrad bias_correction=before on parabola"),
        ("Adan on parabola", "Adan as_in=optax on parabola"),
        ("Prodigy as_in=prodigyopt on parabola", "Prodigy as_in=optax on parabola"),
        ("Sophia on parabola", "Sophia as_in=optax on parabola"),
    ]:
        assert difference(ours(a), ours(b)) > 100 * TOLERANCE


def test_a_golden_file_keeps_every_bit():
    positions = ours("RMSProp on rosenbrock")
    assert np.array_equal(unpacked(packed(positions)), positions)


@pytest.mark.parity
@pytest.mark.parametrize(("peer", "name"), LIVE + MISSING)
def test_ours_is_the_live_trajectory(peer, name):
    assert BY_NAME[name].apart(ours(name), RUNS[peer](BY_NAME[name])) <= BY_NAME[name].tolerance
