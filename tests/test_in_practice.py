"""What the notebooks say of PyTorch's, Keras's and optax's arguments is so.

Where a peer is installed it is asked; everywhere, the file of defaults that was written from it.
"""

import json
from importlib.util import find_spec

import pytest

from tests.golden.defaults import FILE, PEERS, arguments, plain
from tests.in_practice import argument, claims, tables

CLAIMS = claims()
WRITTEN = json.loads(FILE.read_text(encoding="utf-8"))
every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=str)


def held(claim, known):
    """Whether the arguments that a thing has bear a claim out."""
    return not claim.name or (claim.name in known and known[claim.name] == plain(claim.default))


def test_every_method_has_its_table():
    assert {notebook[:2] for notebook, _ in tables()} == {f"0{i}" for i in range(1, 8)}
    assert all(any(claim.path.startswith(f"{peer}.") for claim in CLAIMS) for peer in PEERS.values())


@every_claim
def test_it_is_what_was_written_down(claim):
    assert held(claim, WRITTEN["arguments"][claim.path]), WRITTEN["arguments"][claim.path]


@pytest.mark.parity
@every_claim
def test_it_is_what_the_installed_peer_does(claim):
    peer = claim.path.partition(".")[0]
    if not find_spec(peer):
        pytest.skip(f'{peer} is not installed: pip install -e ".[parity]" asks it too')
    known = {name: plain(value) for name, value in arguments(claim.path).items()}
    assert held(claim, known), known


def test_a_wrong_default_is_seen():
    (claim,) = [c for c in CLAIMS if c.notebook.startswith("01") and c.path == "torch.optim.SGD" and c.name == "lr"]
    known = WRITTEN["arguments"][claim.path]
    assert held(claim, known)
    assert not held(claim, known | {"lr": 0.5})
    assert not held(claim, {name: value for name, value in known.items() if name != "lr"})


def test_how_a_default_is_written():
    assert argument("lr=0.001") == ("lr", 0.001)
    assert argument("betas=(0.9, 0.999)") == ("betas", (0.9, 0.999))
    assert argument("start_factor=1/3") == ("start_factor", 1 / 3)
    assert argument("momentum=None") == ("momentum", None)
    assert argument("decay_steps") == ("decay_steps", "required")
