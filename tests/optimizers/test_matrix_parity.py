"""Muon, Shampoo and SOAP are those of optax, Keras and pytorch_optimizer, to 1e-10 over 1,000 steps."""

from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest

from optlab import run
from optlab.objectives import matrix_bowl
from optlab.optimizers import SOAP, Muon
from tests.catalogue import MATRIX_RULES, label
from tests.golden.cases import difference
from tests.golden.matrices import BIG, CASES, RUNS, STEPS, TOLERANCE, golden

GOLDEN = cache(golden)
KEPT = [name for name, case in CASES.items() if case.objective is not BIG]
LIVE = [
    pytest.param(name, marks=[] if find_spec(case.peer) else pytest.mark.skip(f"{case.peer} is not installed"))
    for name, case in CASES.items()
    if case.objective is BIG or "square" in name
]


@cache
def ours(name):
    return run(CASES[name].rule, CASES[name].objective, STEPS, keep="position")["position"]


@pytest.mark.parametrize("name", KEPT)
def test_ours_is_the_golden_trajectory(name):
    theirs = GOLDEN()[0][name]
    assert theirs.shape == ours(name).shape == (STEPS + 1, CASES[name].objective.dim)
    assert np.abs(theirs[-1] - theirs[0]).max() > 0.2
    assert difference(ours(name), theirs) <= TOLERANCE


def test_the_file_names_its_makers_and_holds_what_it_should():
    positions, versions = GOLDEN()
    assert set(positions) == set(KEPT)
    assert {version.split()[0] for version in versions} >= set(RUNS)


@pytest.mark.parametrize("rule", MATRIX_RULES, ids=label)
def test_every_rule_for_matrices_is_compared(rule):
    assert sum(type(case.rule) is rule for case in CASES.values()) >= 3


def test_a_wrong_formula_is_seen():
    """The conventions of Muon are far from each other on these cases."""
    case = CASES["Muon 0 on tall, optax"]
    found = ours(case.name)
    for other in ({"nesterov": "plain"}, {"nesterov": "none"}, {"nesterov": "corrected", "scale": "largest"}):
        moved = run(Muon(case.rule.learning_rate, **other), case.objective, STEPS)["position"]
        assert difference(moved, found) > 1e4 * TOLERANCE


@pytest.mark.parity
@pytest.mark.parametrize("name", LIVE)
def test_ours_is_the_live_trajectory(name):
    assert difference(ours(name), RUNS[CASES[name].peer](CASES[name])) <= TOLERANCE


@pytest.mark.parity
@pytest.mark.skipif(not find_spec("keras") or not find_spec("pytorch_optimizer"), reason="the peers are not installed")
def test_where_a_peer_computes_in_single_precision_it_is_near_all_the_same():
    for name, near in (("Muon 0 on square, keras", 1e-7), ("SOAP on square, pytorch_optimizer", 1e-4)):
        apart = difference(ours(name), RUNS[CASES[name].peer](CASES[name], single=True))
        assert TOLERANCE < apart < near


@pytest.mark.parity
def test_pytorch_s_muon_is_near_too_but_computes_in_bfloat16():
    torch = pytest.importorskip("torch")
    bowl = matrix_bowl(8, 4, 20, turned=True)
    w = torch.tensor(bowl.start.reshape(bowl.shape), dtype=torch.float64)
    optimizer = torch.optim.Muon([w], lr=0.002, weight_decay=0.1, momentum=0.95)
    for _ in range(100):
        w.grad = torch.from_numpy(bowl.gradient(w.numpy().ravel()).reshape(bowl.shape))
        optimizer.step()
    found = run(Muon(0.002, weight_decay=0.1), bowl, 100)["position"]
    far = np.abs(w.numpy().ravel() - found[-1]).max() / np.abs(found[-1] - found[0]).max()
    assert 1e-5 < far < 0.05  # three digits of a bfloat16


def test_the_first_step_of_soap_only_finds_the_axes_as_its_authors_program_does():
    trace = run(SOAP(), BIG, 2)
    assert not trace["step"][1].any()
    assert trace["step"][2].any()
