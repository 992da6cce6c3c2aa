"""The house at a glance: each room's files and lines, the arrows between the files, the circles.

``python -m tests.tree`` prints those of this clone, ``python -m tests.tree CLONE`` those of another.
An arrow is one file that imports another, for whatever reason and wherever it does so.
"""

import ast
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONG = 150  # lines


def files_of(root: Path = ROOT) -> list[Path]:
    house = root / "optlab"
    return sorted(path for path in house.rglob("*.py") if "notebooks" not in path.relative_to(house).parts)


def room_of(path: Path) -> str:
    """The room that a file of the package is in: ``views`` for optlab/views/film.py."""
    parts = path.parts[len(path.parts) - path.parts[::-1].index("optlab") :]
    return parts[0].removesuffix(".py")


def imports_of(source: str) -> list[tuple[int, str]]:
    """Every import in a source, wherever it stands: its line, and its full name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            found.append((node.lineno, "." * node.level + (node.module or "")))
        elif isinstance(node, ast.ImportFrom):
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def arrows(root: Path = ROOT) -> dict[Path, set[Path]]:
    """Of each file of the package, the files that it imports."""
    by_name = {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for path in files_of(root)
    }
    found = {}
    for path in by_name.values():
        named = [name for _, name in imports_of(path.read_text(encoding="utf-8"))]
        hit = {by_name.get(name) or by_name.get(name.rpartition(".")[0]) for name in named}
        found[path] = hit - {path, None}
    return found


def circles(graph: dict) -> list[list]:
    """Each group of two or more that lead to one another."""
    beyond = {start: _reached(graph, start) for start in graph}
    groups = {frozenset(b for b in beyond[a] if a in beyond[b]) for a in graph if a in beyond[a]}
    return sorted(sorted(group) for group in groups)


def _reached(graph: dict, start) -> set:
    reached, waiting = set(), list(graph[start])
    while waiting:
        if (one := waiting.pop()) not in reached:
            reached.add(one)
            waiting += graph.get(one, ())
    return reached


def main(root: Path) -> None:
    graph = arrows(root)
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in graph}
    between = Counter((room_of(a), room_of(b)) for a, others in graph.items() for b in others)
    for room, files in sorted(Counter(map(room_of, graph)).items()):
        lines = sum(length for path, length in lengths.items() if room_of(path) == room)
        below = [f"{other} {count}" for (mine, other), count in between.most_common() if mine == room != other]
        print(f"{room:14} {files:3} files {lines:5} lines   imports {', '.join(below) or 'nothing'}")
    long = [f"{path.relative_to(root)} ({length})" for path, length in lengths.items() if length > LONG]
    inside = sum(count for (a, b), count in between.items() if a == b)
    print(f"{len(graph)} files, {sum(lengths.values())} lines; over {LONG}: {', '.join(long) or 'none'}")
    print(f"{between.total()} arrows, {inside} of them inside a room; {len(circles(graph))} circles")
    for circle in circles(graph):
        print("  a circle:", ", ".join(str(path.relative_to(root)) for path in circle))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if sys.argv[1:] else ROOT)
