"""Print the parity table: ``python tests/golden/table.py`` (``--live`` runs the installed peers).

For every rule and peer: the largest relative difference of any position in any of the shared
settings, and how many settings there are.
"""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from optlab import run
from tests.golden.cases import CASES, STEPS, difference
from tests.golden.peers import RUNS, WORDS

FOLDER = Path(__file__).parent
UNSHARED = {
    ("Lion", "torch"): "PyTorch has no Lion",
    ("Momentum", "keras"): 'as learning_rate_place="inside"; the other two as "outside"',
    ("Nesterov", "keras"): 'as learning_rate_place="inside"; the other two as "outside"',
    ("AdaGrad", "keras"): 'epsilon_place="inside", as optax; PyTorch "outside"; caches begin at 0',
    ("RMSProp", "keras"): 'epsilon_place="inside"; PyTorch "outside"; optax has both',
    ("Adam", "keras"): 'epsilon_place="corrected"; optax and PyTorch "outside", optax "inside" too',
    ("AMSGrad", "optax"): 'bias_correction="before" or "none"; PyTorch and Keras "after"',
    ("Nadam", "optax"): "momentum_warmup=False; Keras's warm-up is momentum_decay=1",
}


def golden(peer):
    """The trajectories of a peer by the name of the case, and the versions that made them."""
    with np.load(FOLDER / f"{peer}.npz") as file:
        positions = {name: file[name] for name in file.files}
    return positions, positions.pop("versions").tolist()


def differences(live=False):
    """Yield rule, peer and relative difference of every shared case."""
    theirs = {peer: golden(peer)[0] for peer in RUNS}
    for case in CASES:
        ours = run(case.rule, case.objective, STEPS)["position"]
        for peer in RUNS:
            if live and WORDS[peer](case.rule):
                yield type(case.rule).__name__, peer, difference(ours, RUNS[peer](case))
            elif not live and case.name in theirs[peer]:
                yield type(case.rule).__name__, peer, difference(ours, theirs[peer][case.name])


def main(live):
    found = {}
    for rule, peer, apart in differences(live):
        found.setdefault(rule, {}).setdefault(peer, []).append(apart)
    for peer in RUNS:
        print(f"{peer}: {'live, ' if live else ''}{', '.join(golden(peer)[1])}")
    print("\n| rule | " + " | ".join(RUNS) + " | conventions |\n|---" * 1 + "|---" * (len(RUNS) + 1) + "|")
    for rule, peers in found.items():
        cells = [f"{max(peers[p]):.1e} ({len(peers[p])})" if p in peers else "–" for p in RUNS]
        notes = "; ".join(text for (name, _), text in UNSHARED.items() if name == rule)
        print(f"| {rule} | {' | '.join(cells)} | {notes} |")


if __name__ == "__main__":
    main("--live" in sys.argv[1:])
