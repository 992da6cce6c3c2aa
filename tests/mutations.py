"""How many small faults the tests let through: put one into the code, run the tests, count the survivors.

A tool, not a test: ``python -m tests.mutations`` takes up to half an hour. Each fault is one changed
sign, operator, comparison, constant or truth value in what computes: the optimizers, the schedules,
the theory and the endings of runs. A fixed seed draws 15 in each of these four. Every one is put into
a copy of the clone, and the tests run on it until one fails, those most likely to fail first; left out
are those of notebooks, servers, kernels, drawing and widgets. A fault that no test sees is printed with its place.
"""

import argparse
import ast
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
AREAS = {  # where a fault is put, and the words in the paths of the tests that are run first
    "optimizers": (["optlab/optimizers/*.py"], ["optimizers"]),
    "schedules": (["optlab/schedules/*.py"], ["schedules"]),
    "theory": (["optlab/theory/*.py"], ["theory"]),
    "endings": (
        ["optlab/endings.py", *(f"optlab/runs/{name}.py" for name in ("endings", "opinions", "measures", "ground"))],
        ["verdict", "endings", "runs"],
    ),
}
SLOW = [
    "cli",
    "course",
    "notebook",
    "readme",
    "kernel",
    "limit",
    "progress",
    "network",
    "browser",
    "site",
    "controls",
    "views",
]
OPERATORS = {  # as written, and what it is changed to
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.Pow: ("**", "*"),
    ast.FloorDiv: ("//", "/"),
    ast.Mod: ("%", "*"),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.BitAnd: ("&", "|"),
}
TIMEOUT = 600  # seconds; a fault that makes a test endless is seen


class Fault(NamedTuple):
    """One change: these bytes of a line are replaced."""

    path: Path
    line: int
    begin: int
    end: int
    after: str

    def put(self, root: Path) -> tuple[str, str]:
        """Write it into a copy; the line before and after."""
        lines = (root / self.path).read_bytes().split(b"\n")
        before = lines[self.line - 1]
        lines[self.line - 1] = before[: self.begin] + self.after.encode() + before[self.end :]
        (root / self.path).write_bytes(b"\n".join(lines))
        return before.decode().strip(), lines[self.line - 1].decode().strip()


def faults(root: Path, path: Path) -> Iterator[Fault]:
    """Every fault that could be put into a file, in the order of its lines."""
    source = (root / path).read_bytes()
    lines = source.split(b"\n")

    def between(left: ast.AST, right: ast.AST, operator: ast.AST) -> Iterator[Fault]:
        if type(operator) in OPERATORS and left.end_lineno == right.lineno:
            written, other = OPERATORS[type(operator)]
            begin = lines[right.lineno - 1].index(written.encode(), left.end_col_offset, right.col_offset)
            yield Fault(path, right.lineno, begin, begin + len(written), other)

    for node in computing(ast.parse(source)):
        match node:
            case ast.BinOp():
                yield from between(node.left, node.right, node.op)
            case ast.Compare(comparators=[right]):
                yield from between(node.left, right, node.ops[0])
            case ast.UnaryOp(op=ast.USub()):
                yield Fault(path, node.lineno, node.col_offset, node.col_offset + 1, "+")
            case ast.UnaryOp(op=ast.Not()):
                yield Fault(path, node.lineno, node.col_offset, node.col_offset + 4, "")
            case ast.Constant(value=bool() | int() | float() as value):
                flipped = isinstance(value, bool)
                other = not value if flipped else value + 1 if isinstance(value, int) else value * 1.1 or 0.1
                yield Fault(path, node.lineno, node.col_offset, node.end_col_offset, repr(other))


def computing(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a tree, but for what is only said of them: annotations and decorators."""
    for name, field in ast.iter_fields(node):
        if name not in ("annotation", "returns", "decorator_list"):
            for child in field if isinstance(field, list) else [field]:
                if isinstance(child, ast.AST):
                    yield child
                    yield from computing(child)


def drawn(root: Path, area: str, count: int, seed: int) -> list[Fault]:
    files = sorted(path.relative_to(root) for glob in AREAS[area][0] for path in root.glob(glob))
    found = sorted({fault for path in files for fault in faults(root, path)})
    return sorted(random.Random(f"{seed} {area}").sample(found, min(count, len(found))))


def tests_of(root: Path, area: str) -> list[str]:
    """Every fast test and doctest, those of the area first."""
    files = sorted([*root.glob("tests/**/test_*.py"), *root.glob("optlab/**/*.py")])
    fast = [name for file in files if not any(word in (name := file.relative_to(root).as_posix()) for word in SLOW)]
    return sorted(fast, key=lambda name: not any(word in name for word in AREAS[area][1]))


@contextmanager
def copied(root: Path) -> Iterator[Path]:
    """A copy of a clone that lasts as long as the block."""
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", "node_modules")
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copytree(root, Path(folder) / "clone", ignore=left_out))


def survives(root: Path, area: str) -> bool:
    """Whether every fast test passes."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:nbval", "-p", "no:xdist", "-o", "addopts="]
    options += [
        "--doctest-modules",
        "--import-mode=importlib",
        "-m",
        "not browser and not heavy and not races and not parity",
    ]
    command = [sys.executable, "-B", "-m", "pytest", *options, *tests_of(root, area)]
    seen = {**os.environ, "PYTHONPATH": str(root)}
    try:
        done = subprocess.run(command, cwd=root, env=seen, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in (0, 1, 2):  # 2: the fault stops a file from being loaded
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return done.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the clone to take (default: this one)")
    parser.add_argument("--count", type=int, default=15, help="faults in each of the four (default: 15)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--areas", nargs="+", choices=AREAS, default=list(AREAS))
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else a test fails where a shell had it ignored
    with copied(asked.root) as clone:
        if not survives(clone, "endings"):
            raise SystemExit("the tests fail as it stands")
    alive = total = 0
    for area in asked.areas:
        for fault in drawn(asked.root, area, asked.count, asked.seed):
            with copied(asked.root) as clone:
                before, after = fault.put(clone)
                began, alone = time.monotonic(), survives(clone, area)
            word, seconds = "SURVIVED" if alone else "seen", time.monotonic() - began
            print(f"{word:8} {seconds:4.0f} s  {fault.path}:{fault.line}")
            print(f"    - {before}\n    + {after}", flush=True)
            total, alive = total + 1, alive + alone
    print(f"{alive} of {total} survived")


if __name__ == "__main__":
    main()
