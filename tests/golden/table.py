"""Print the parity table: ``python tests/golden/table.py`` (``--live`` runs the installed peers).

For every rule and peer: the largest relative difference of any position in any of the shared
settings, and how many settings there are.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from optlab import run
from tests.golden import matrices
from tests.golden.cases import CASES, LOOSER, STEPS
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
    "RAdam": 'PyTorch: as_in="PyTorch"; optax: as_in="optax"; the paper\'s threshold is 4, theirs is 5',
    "Lion": "PyTorch has none",
    "SAM": "optax: optax.contrib.sam around sgd, with opaque_mode=True",
    "Adan": 'pytorch_optimizer: the paper; optax: as_in="optax", told that eps_root is 0',
    "Prodigy": 'prodigyopt: as_in="prodigyopt"; optax: as_in="optax"; ε by the new d; the paper\'s by hand only',
    "DAdaptAdam": "pytorch_optimizer: either; optax: bias_correction=True",
    "LAMB": "Keras: with no decay; pytorch_optimizer's corrects nothing, and holds ‖x‖ below 10",
    "Sophia": f'with our estimates of the curvature; {LOOSER["Sophia"][1]}; optax: as_in="optax"',
    "ScheduleFreeSGD": "relative to the largest coordinate so far: a mean keeps the roundings of all that is in it",
    "ScheduleFreeAdamW": 'as_in="libraries"; the paper\'s by hand only; relative as in ScheduleFreeSGD',
}


def differences(live=False):
    """Yield rule, peer and relative difference of every shared case."""
    theirs = {peer: golden(peer)[0] for peer in RUNS}
    for case in CASES:
        ours = run(case.rule, case.objective, STEPS)["position"]
        for peer in RUNS:
            if live and WORDS[peer](case.rule):
                yield type(case.rule).__name__, peer, case.apart(ours, RUNS[peer](case))
            elif not live and case.name in theirs[peer]:
                yield type(case.rule).__name__, peer, case.apart(ours, theirs[peer][case.name])


def of_matrices(live=False):
    """The same of the rules for matrices, by rule and peer."""
    found, kept = {}, matrices.golden()[0]
    for name, case in matrices.CASES.items():
        if live or name in kept:
            theirs = matrices.RUNS[case.peer](case) if live else kept[name]
            ours = run(case.rule, case.objective, STEPS)["position"]
            found.setdefault((type(case.rule).__name__, case.peer), []).append(matrices.difference(ours, theirs))
    return found


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
    print(f"\nrules for matrices: {', '.join(matrices.golden()[1])}\n")
    print("| rule | peer | difference (settings) |\n|---|---|---|")
    for (rule, peer), apart in of_matrices(live).items():
        print(f"| {rule} | {peer} | {max(apart):.1e} ({len(apart)}) |")


if __name__ == "__main__":
    main("--live" in sys.argv[1:])
