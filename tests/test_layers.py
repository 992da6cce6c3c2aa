"""Imports point one way, and only the rooms that draw load what draws."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import optlab

HOUSE = Path(optlab.__file__).parent
FILES = sorted(path for path in HOUSE.rglob("*.py") if "notebooks" not in path.relative_to(HOUSE).parts)

LAYERS = [  # from the ground up: a layer may import itself and what is below it
    {"rule", "checks", "per_run", "notation"},
    {"optimizers", "objectives", "schedules"},
    {"run", "trace", "verdict", "endings"},
    {"sweep", "blocks", "theory", "range_test", "formula"},
    {"views"},
    {"controls"},
    {"exercises"},
    {"cli"},
]
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
APART = [("optimizers", "objectives"), ("optimizers", "schedules"), ("objectives", "schedules")]
ONLY_IN = {  # whoever needs one of these belongs in that room
    "matplotlib": {"views"},
    "PIL": {"views"},
    "ipywidgets": {"controls", "exercises"},
    "anywidget": {"controls"},
    "IPython": {"controls", "exercises"},
    "jupyterlab": {"cli"},
}


def room_of(path: Path) -> str:
    """The room that a file of the package is in: ``views`` for optlab/views/film.py."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


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


def breaks(room: str, name: str) -> str | None:
    """What is wrong with importing ``name`` in ``room``, or None."""
    package, *rest = name.split(".")
    if not package:
        return "imports are absolute here"
    if package in ONLY_IN and room not in ONLY_IN[package]:
        return f"only {' and '.join(sorted(ONLY_IN[package]))} may import {package}"
    if package != "optlab" or room == "__init__":
        return None
    other = rest[0] if rest else "__init__"
    if other == room:
        return None
    if other not in HEIGHT:
        return f"nothing inside imports from optlab itself: name the module that {name} is in"
    if room == "cli":
        return "the command stands apart"
    if HEIGHT[other] > HEIGHT[room]:
        return f"{room} is below {other}"
    if {room, other} in ({*pair} for pair in APART):
        return f"{room} and {other} know nothing of each other"
    return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_point_one_way(path):
    room = room_of(path)
    assert room == "__init__" or room in HEIGHT, f"{room} has no layer yet: give it one in LAYERS"
    said = [
        f"{path.relative_to(HOUSE)}:{line} imports {name}, but {wrong}"
        for line, name in imports_of(path.read_text(encoding="utf-8"))
        if (wrong := breaks(room, name))
    ]
    assert not said, "\n".join(said)


@pytest.mark.parametrize(
    ("room", "source", "said"),
    [
        ("optimizers", "import matplotlib.pyplot as plt", "only views may import matplotlib"),
        ("views", "def show():\n    from ipywidgets import Image", "only controls and exercises may import ipywidgets"),
        ("optimizers", "from optlab.run import run", "optimizers is below run"),
        ("views", "from optlab.controls import Player", "views is below controls"),
        ("objectives", "from optlab.optimizers import Adam", "know nothing of each other"),
        ("theory", "from optlab import run", None),
        ("theory", "from optlab import Adam", "name the module"),
        ("rule", "from .run import run", "absolute"),
        ("controls", "from optlab.views.film import film", None),
    ],
)
def test_the_walk_sees_a_wall_broken(room, source, said):
    wrong = [breaks(room, name) for _, name in imports_of(source)]
    assert (wrong == [None]) if said is None else (said in wrong[0])


def test_optlab_itself_loads_neither_matplotlib_nor_widgets():
    loaded = "import optlab, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    names = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()
    assert "optlab" in names
    assert not {*ONLY_IN} & {*names}
