"""Our trajectories are those of PyTorch, optax and Keras.

Golden files hold what the peers computed; where a peer is installed it is run again, live.
Positions agree to 1e-12 of the scale of their step: the largest coordinate at either end of it.
Cases are chosen where rounding does not grow, see `tests.golden.cases`: on a chaotic path two
correct programs part after some hundred steps, and agreement would mean nothing.
"""

from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest

from optlab import optimizers, run
from tests.golden.cases import CASES, STEPS, TOLERANCE, Falling, difference
from tests.golden.make import golden, packed, unpacked, wanted
from tests.golden.peers import RUNS, WORDS

GOLDEN = cache(golden)
BY_NAME = {case.name: case for case in CASES}
SHARED = [(peer, case.name) for peer in RUNS for case in wanted(peer)]
LIVE = [(p, c.name) for p in RUNS if find_spec(p) for c in CASES if c.objective.dim in (2, 50) and WORDS[p](c.rule)]
ADVICE = 'pip install "optlab[parity]" runs it beside the golden files'
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
    theirs = GOLDEN(peer)[0][name]
    assert theirs.shape == ours(name).shape == (STEPS + 1, BY_NAME[name].objective.dim)
    assert theirs.dtype == ours(name).dtype == np.float64
    assert np.abs(np.diff(theirs, axis=0)).max() > 0
    assert difference(ours(name), theirs) <= TOLERANCE


@pytest.mark.parametrize("peer", RUNS)
def test_a_golden_file_names_its_makers_and_holds_what_it_should(peer):
    positions, versions = GOLDEN(peer)
    assert any(version.startswith(f"{peer} ") for version in versions)
    assert set(positions) == {name for writer, name in SHARED if writer == peer}


def test_every_rule_is_compared_in_one_and_in_fifty_dimensions_with_a_rate_that_falls():
    compared = [BY_NAME[name] for _, name in SHARED]
    for rule in optimizers.__all__:
        mine = [case for case in compared if type(case.rule).__name__ == rule]
        assert {case.objective.dim for case in mine} == ({1, 2, 3} if rule == "SGD" else {1, 2, 3, 50})
        assert any(isinstance(case.rule.learning_rate, Falling) for case in mine)


def test_the_difference_is_relative_to_the_scale_of_the_step():
    theirs = np.array([[10.0, 0.0], [1e-3, 0.0], [1e-6, 1e-6]])
    nudged = theirs + np.array([[0, 0], [0, 0], [0, 1e-9]])
    assert difference(nudged, theirs) == pytest.approx(1e-6)
    assert difference(theirs, theirs) == 0


def test_a_wrong_formula_is_seen():
    """Each convention that an option names is far from its other, on these cases."""
    for a, b in [
        ("Momentum learning_rate_place=outside on rosenbrock", "Momentum learning_rate_place=inside on rosenbrock"),
        ("Adam on parabola", "Adam epsilon_place=inside on parabola"),
        ("Adam on parabola", "Adam epsilon_place=corrected on parabola"),
        ("AdaGrad on parabola", "AdaGrad epsilon_place=inside on parabola"),
        ("AMSGrad bias_correction=after on parabola", "AMSGrad bias_correction=before on parabola"),
    ]:
        assert difference(ours(a), ours(b)) > 100 * TOLERANCE


def test_a_golden_file_keeps_every_bit():
    positions = ours("RMSProp on rosenbrock")
    assert np.array_equal(unpacked(packed(positions)), positions)


@pytest.mark.parametrize(("peer", "name"), LIVE + MISSING)
def test_ours_is_the_live_trajectory(peer, name):
    assert difference(ours(name), RUNS[peer](BY_NAME[name])) <= TOLERANCE
