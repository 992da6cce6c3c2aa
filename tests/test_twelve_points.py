"""Every notebook of a method has the course's twelve points, in their order, and can be presented as it stands."""

import json
import re

import pytest

from tests.test_notebooks import COURSE, text

METHODS = [path for path in COURSE if not path.stem.startswith("00")]
KINDS = {"slide", "subslide", "fragment", "notes", "skip"}
every_method = pytest.mark.parametrize("path", METHODS, ids=lambda path: path.stem)
every_notebook = pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)


def sources(path, kind=None):
    """The cells' sources, in order; of a kind, or each with its kind's first letter before it."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [text(cell["source"]) for cell in cells if kind in (None, cell["cell_type"])]


def first(path, pattern):
    """The place of the first cell that has a pattern."""
    found = [i for i, source in enumerate(sources(path)) if re.search(pattern, source, re.MULTILINE)]
    assert found, f"no cell has {pattern!r}"
    return found[0]


def test_there_is_a_notebook_of_every_method():
    assert [path.stem[:2] for path in METHODS] == [f"{number:02}" for number in range(1, 8)]


@every_method
def test_it_begins_with_what_one_will_see_and_ends_with_what_one_has_seen(path):
    cells = sources(path, "markdown")
    for words in ("# ", "You will see", "**You need:**", "**Time:** "):
        assert words in cells[0], words
    assert re.search(r"\d+ minutes", cells[0])
    closing = "\n\n".join(cells[next(i for i, cell in enumerate(cells) if cell.startswith("## Summary")) :])
    summary = re.split(r"\*\*(?:Source|Next)", closing.removeprefix("## Summary"))[0]
    assert len(re.findall(r"[.!?](?:\s|$)", summary)) == 3, summary
    for words in ("**Source", "**Next"):
        assert words in closing, words


@every_method
def test_its_points_come_in_their_order(path):
    """The failure of the one before, the formula and its source, the demo, the ledger; at the end exercises."""
    failure, formula = first(path, r"^Player\("), first(path, r"^## The formula")
    assert failure < formula < first(path, r"inspect\.getsource|Formula\(")
    if not path.stem.startswith("07"):  # which has no demo in the chapter
        demo = first(path, r"^## The chapter's demo")
        assert formula < demo < first(path, r"\.listing\(\)")
    assert formula < first(path, r"ledger=True")
    assert first(path, r"^## Exercises") < first(path, r"^## In practice") < first(path, r"^## Summary")


@every_method
def test_it_asks_before_it_shows(path):
    """A prediction, and after it a player or a run to reveal the answer."""
    asked = first(path, r"^## Predict")
    assert any(re.search(r"^Player\(|print\(", source, re.MULTILINE) for source in sources(path)[asked + 1 : asked + 8])
    assert any(re.search(r"predict=True|presets", source) for source in sources(path, "code"))


@every_method
def test_theory_stands_beside_what_was_measured(path):
    code = "\n".join(sources(path, "code"))
    assert "theory." in code
    assert re.search(r"predicted|theory", code)
    assert "measured" in code or "sharpness" in code


@every_method
def test_it_sweeps_and_draws_the_sweep(path):
    code = "\n".join(sources(path, "code"))
    assert "sweep(" in code
    assert "plot_curves(" in code or "sweep_map(" in code


@every_method
def test_it_fails_twice_and_is_mended_twice(path):
    cells = sources(path)
    failures = [i for i, source in enumerate(cells) if source.startswith("## Break it")]
    assert len(failures) >= 2
    for begin, end in zip(failures, [*failures[1:], len(cells)], strict=True):
        assert any(re.search(r"\b[Ff]ix(es)?\b", source) for source in cells[begin:end]), cells[begin]


@every_method
def test_its_charts_state_their_finding(path):
    drawn = re.compile(r"plot_curves\(|sweep_map\(|plot_schedules\(")
    charts = [source for source in sources(path, "code") if drawn.search(source)]
    assert charts
    assert [chart for chart in charts if "import" not in chart and "title=" not in chart and "**" not in chart] == []


@every_notebook
def test_every_cell_has_its_place_in_the_lecture(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kinds = [cell["metadata"].get("slideshow", {}).get("slide_type") for cell in cells]
    assert set(kinds) <= KINDS, set(kinds) - KINDS
    assert kinds[0] == "slide"
    notes = [text(cell["source"]) for cell, kind in zip(cells, kinds, strict=True) if kind == "notes"]
    assert notes
    for told in ("minutes", r"[Aa]sk|[Qq]uestion", r"[Uu]sual"):  # how long, what to ask, what they will say
        assert any(re.search(told, note) for note in notes), told
