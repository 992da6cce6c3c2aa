"""Print the parity table: ``python tests/golden/table.py`` (``--live`` runs the installed peers).

For every rule and peer: the largest relative difference of any position in any of the shared
settings, and how many settings there are.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from optlab import run
from tests.golden.cases import CASES, STEPS, difference
from tests.golden.make import golden
from tests.golden.peers import RUNS, WORDS

NOTES = {  # the setting that is a peer's own formula, where it is not the default
    "Momentum": 'PyTorch, optax: learning_rate_place="outside"; Keras: "inside"',
    "Nesterov": 'PyTorch, optax: learning_rate_place="outside"; Keras: "inside"',
    "AdaGrad": 'PyTorch: epsilon_place="outside"; optax, Keras: "inside", told to begin with a cache of 0',
    "RMSProp": 'PyTorch: epsilon_place="outside"; Keras: "inside"; optax: either',
    "Adam": 'PyTorch: epsilon_place="outside"; optax: that or "inside"; Keras: "corrected"',
    "AdamW": 'PyTorch: epsilon_place="outside"; optax: that or "inside"; Keras: "corrected"',
    "AMSGrad": 'PyTorch, Keras (ε "corrected"): bias_correction="after"; optax: "before" or "none"',
    "Nadam": "PyTorch: in float64 as its default type; Keras: momentum_decay=1; optax: momentum_warmup=False",
    "Lion": "PyTorch has none",
}


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
        print(f"| {rule} | {' | '.join(cells)} | {NOTES.get(rule, '')} |")


if __name__ == "__main__":
    main("--live" in sys.argv[1:])
