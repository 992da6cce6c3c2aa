"""Write the golden trajectories: ``python -m tests.golden.make``, where the peers are installed.

One file a peer. It holds every position of every case that the peer shares, and the versions
that made it. The 50-D cases are large, so each is written for one peer only; where the peers
are installed, the tests compare them all.
"""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

from tests.golden.cases import CASES, STEPS
from tests.golden.peers import RUNS, WORDS

FOLDER = Path(__file__).parent
PACKAGES = {
    "torch": ["torch"],
    "optax": ["optax", "jax"],
    "keras": ["keras", "jax"],
    "schedulefree": ["schedulefree", "torch"],
    "prodigyopt": ["prodigyopt", "torch"],
    "pytorch_optimizer": ["pytorch_optimizer", "torch"],
}


def wanted(peer):
    """The cases that this peer's file holds."""
    for case in CASES:
        writers = [name for name in WORDS if WORDS[name](case.rule)]
        if peer in writers and not (case.is_big and peer != writers[-1]):
            yield case


def packed(positions):
    """The bytes of all positions, first bytes first: they repeat, so a file of them is smaller."""
    return np.ascontiguousarray(positions).view(np.uint8).reshape(-1, 8).T.copy()


def unpacked(planes):
    """Every position, ``(STEPS + 1, dim)``, bit for bit."""
    return np.ascontiguousarray(planes.T).view(float).reshape(STEPS + 1, -1)


def golden(peer):
    """What a peer's file holds: trajectories by the name of the case, and the versions that made them."""
    with np.load(FOLDER / f"{peer}.npz") as file:
        versions = file["versions"].tolist()
        return {name: unpacked(file[name]) for name in file.files if name != "versions"}, versions


def make(peer):
    """Run a peer on all its cases and write its file."""
    positions = {case.name: packed(RUNS[peer](case)) for case in wanted(peer)}
    made_by = [f"{package} {version(package)}" for package in [*PACKAGES[peer], "numpy"]]
    made_by.append(f"python {sys.version.split()[0]}")
    np.savez_compressed(FOLDER / f"{peer}.npz", versions=np.array(made_by), **positions)
    print(f"{peer}: {len(positions)} runs by {', '.join(made_by)}")


if __name__ == "__main__":
    for peer in sys.argv[1:] or RUNS:
        make(peer)
