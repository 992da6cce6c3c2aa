"""Imports point one way, and only the rooms that draw load what draws."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tree import LONG, ROOT, arrows, circles, files_of, imports_of, room_of

FILES = files_of()

LAYERS = [  # from the ground up: a layer may import itself and what is below it
    {"values", "course"},
    {"optimizers", "objectives", "schedules"},
    {"runs"},
    {"training", "theory", "formulas"},
    {"views"},
    {"controls"},
    {"exercises"},
    {"lab", "cli"},
]
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
APART = [
    ("optimizers", "objectives"),
    ("optimizers", "schedules"),
    ("objectives", "schedules"),
    ("lab", "cli"),
    ("values", "course"),
]
ONLY_IN = {  # whoever needs one of these belongs in that room
    "matplotlib": {"views"},
    "PIL": {"views"},
    "ipywidgets": {"controls", "exercises"},
    "anywidget": {"controls"},
    "IPython": {"controls", "exercises"},
    "jupyterlab": {"cli"},
}


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
    if "course" in (room, other) and room != "cli":
        return "copies of notebooks stand apart: only the command knows them"
    if room == "cli" and other not in ("course", "exercises"):
        return "the command stands apart"
    if HEIGHT[other] > HEIGHT[room]:
        return f"{room} is below {other}"
    if {room, other} in ({*pair} for pair in APART):
        return f"{room} and {other} know nothing of each other"
    return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path):
    room = room_of(path)
    assert room == "__init__" or room in HEIGHT, f"{room} has no layer yet: give it one in LAYERS"
    said = [
        f"{path.relative_to(ROOT)}:{line} imports {name}, but {wrong}"
        for line, name in imports_of(path.read_text(encoding="utf-8"))
        if (wrong := breaks(room, name))
    ]
    assert not said, "\n".join(said)


def test_a_file_has_about_one_idea():
    """But for the tables of mistakes."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    long = [str(path.relative_to(ROOT)) for path, length in lengths.items() if length > LONG]
    assert [name for name in long if "exercises/mistakes/" not in Path(name).as_posix()] == [], f"over {LONG} lines"


def test_no_circle_of_files():
    graph = arrows()
    assert sum(map(len, graph.values())) > 100  # the walk has seen the house
    assert circles(graph) == []


def test_the_walk_sees_a_circle():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}) == [["b", "c"]]


@pytest.mark.parametrize(
    ("room", "source", "said"),
    [
        ("optimizers", "import matplotlib.pyplot as plt", "only views may import matplotlib"),
        ("views", "def show():\n    from ipywidgets import Image", "only controls and exercises may import ipywidgets"),
        ("optimizers", "from optlab.runs.run import run", "optimizers is below run"),
        ("views", "from optlab.controls import Player", "views is below controls"),
        ("objectives", "from optlab.optimizers import Adam", "know nothing of each other"),
        ("theory", "from optlab.runs.run import run", None),
        ("theory", "from optlab import Adam", "name the module"),
        ("runs", "from .run import run", "absolute"),
        ("controls", "from optlab.views.scene.film import film", None),
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
