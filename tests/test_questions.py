"""Whoever scrolls meets a question before its answer, and a picture before a wall of numbers."""

import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("[0-9][0-9]_*.ipynb"))
QUESTION = re.compile(r"\*\*Question\.\*\*|\*\*Try it\.\*\*|^#+ Predict", re.MULTILINE)
ANSWER = re.compile(r"<summary>Answer")
LONGEST = 12  # code cells without a picture
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells_of(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [(cell, "".join(cell["source"])) for cell in cells]


def answers(cell, source):
    """Whether a cell has an answer in it that must be opened: folded text or output, or a player that asks first."""
    return bool(ANSWER.search(source) or cell["metadata"].get("jupyter", {}).get("outputs_hidden") or "ask=" in source)


@each
def test_an_answer_follows_a_question(path):
    asked = False
    for cell, source in cells_of(path):
        asked = asked or bool(QUESTION.search(source)) or "ask=" in source  # or a player asks
        if ANSWER.search(source):
            assert asked, cell["id"]
            asked = False


@each
def test_a_question_has_an_answer_that_must_be_opened(path):
    waiting = ""
    for cell, source in cells_of(path):
        if QUESTION.search(source):
            assert not waiting, f"{waiting} has no answer before {cell['id']}"
            waiting = cell["id"]
        if waiting and answers(cell, source):
            waiting = ""
    assert not waiting


@each
def test_a_slide_does_not_open_with_its_question_answered(path):
    """What is folded in the notebook is open on a slide: an answer has a cell of its own, which appears later."""
    both = [
        cell["id"]
        for cell, source in cells_of(path)
        if QUESTION.search(source) and ANSWER.search(source)
        if cell["metadata"]["slideshow"]["slide_type"] not in ("skip", "notes")
    ]
    assert both == []


@each
def test_there_is_a_picture_before_long(path):
    without = 0
    for cell, _ in cells_of(path):
        if cell["cell_type"] == "code":
            drawn = any("image/png" in output.get("data", {}) for output in cell["outputs"])
            without = 0 if drawn else without + 1
            assert without <= LONGEST, cell["id"]
