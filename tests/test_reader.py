"""What a reader meets: questions before answers, nothing given away, no words about what she does not have."""

import json
import re

import pytest

from tests.test_notebooks import COURSE, text

every_notebook = pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
QUESTION = re.compile(r"\*\*Question|^## Predict", re.MULTILINE)
SECOND_HAND = re.compile(r"[Tt]he chapter(?!s)")  # the text behind this course, which a reader does not have


def cells_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def in_the_open(cell) -> str:
    """What a markdown cell shows before anything is unfolded."""
    return FOLDED.sub("", text(cell["source"])).strip()


def gives_away(cell) -> bool:
    """Whether a code cell's saved output is in sight, and no player asks before it shows."""
    hidden = cell["metadata"].get("jupyter", {}).get("outputs_hidden", False)
    return bool(cell["outputs"]) and not hidden and "ask=" not in text(cell["source"])


def tells_while_folded(cell) -> bool:
    """Whether a cell whose output is folded gives it away all the same.

    Of a folded output JupyterLab shows the first line, and of folded code too; with both folded only that of the code.
    Code that a slide shows is not folded: its output must not begin with the answer.
    """
    how, code = cell["metadata"].get("jupyter", {}), text(cell["source"])
    if not how.get("outputs_hidden", False) or "show-code" in cell["metadata"].get("tags", []):
        return False
    return not how.get("source_hidden", False) or "title=" in code.splitlines()[0]


def after_questions(cells):
    """For each question: its text, the code cells up to the next text, and that next text or None."""
    for place, cell in enumerate(cells):
        if cell["cell_type"] != "markdown" or not QUESTION.search(in_the_open(cell)):
            continue
        code, answer = [], None
        for later in cells[place + 1 :]:
            if later["cell_type"] == "code":
                code.append(later)
            elif in_the_open(later) or "lecturer" not in text(later["source"]):
                answer = later
                break
        yield in_the_open(cell), code, answer


@every_notebook
def test_a_lecturers_notes_are_folded(path):
    notes = [c for c in cells_of(path) if c["metadata"].get("slideshow", {}).get("slide_type") == "notes"]
    assert notes
    assert [in_the_open(note) for note in notes if in_the_open(note)] == []
    assert all(re.search(r"<summary>[^<]*lecturer", text(note["source"])) for note in notes)
    assert [c for c in cells_of(path) if c["cell_type"] == "markdown" and "lecturer" in in_the_open(c)] == []


@every_notebook
def test_a_question_is_read_before_its_answer(path):
    """What follows a question is folded, collapsed, or asked by a player."""
    asked = list(after_questions(cells_of(path)))
    assert asked
    shown = [question for question, code, _ in asked if any(map(gives_away, code))]
    assert shown == []
    told = [
        question
        for question, _, answer in asked
        if answer and not in_the_open(answer).startswith("#") and in_the_open(answer)
    ]
    assert told == []


@every_notebook
def test_what_is_folded_does_not_show_its_first_line(path):
    assert [cell["id"] for cell in cells_of(path) if tells_while_folded(cell)] == []


@every_notebook
def test_it_speaks_only_of_what_the_reader_has(path):
    words = [text(cell["source"]) for cell in cells_of(path)]
    assert [word for word in words if SECOND_HAND.search(word) or "tests/golden" in word] == []


def test_an_output_in_sight_is_found():
    cell = {"cell_type": "code", "metadata": {}, "outputs": [{}], "source": "print(1)"}
    question = {"cell_type": "markdown", "metadata": {}, "source": "**Question.** What is it?"}
    ((_, code, answer),) = after_questions([question, cell])
    assert (gives_away(code[0]), answer) == (True, None)
    assert not gives_away({**cell, "metadata": {"jupyter": {"outputs_hidden": True}}})
    assert not gives_away({**cell, "source": "Player(rule, ask=question)"})


def test_an_output_whose_first_line_is_in_sight_is_found():
    half, whole = {"outputs_hidden": True}, {"outputs_hidden": True, "source_hidden": True}
    cell = {"metadata": {"jupyter": half}, "source": 'plot_curves(\n    x, curves, title="It is faster")'}
    assert tells_while_folded(cell)
    assert not tells_while_folded({**cell, "metadata": {"jupyter": whole}})
    assert tells_while_folded({"metadata": {"jupyter": whole}, "source": 'sweep_map(runs, title="It diverges")'})
    assert not tells_while_folded({**cell, "metadata": {}})
