"""Every notebook of a method has the course's twelve points, in their order, and can be presented as it stands."""

import json
import re

import pytest

from tests.test_notebooks import COURSE, text

METHODS = [path for path in COURSE if "01" <= path.stem[:2] <= "07"]
TRAINING = [path for path in COURSE if path.stem[:2] >= "08"]  # of real training: no method of their own, no demo
SHORT = 160  # letters below a player: two lines of a slide
KINDS = {"slide", "subslide", "fragment", "notes", "skip"}
every_method = pytest.mark.parametrize("path", METHODS, ids=lambda path: path.stem)
every_lesson = pytest.mark.parametrize("path", METHODS + TRAINING, ids=lambda path: path.stem)
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


@every_lesson
def test_it_begins_with_what_one_will_see_and_ends_with_what_one_has_seen(path):
    cells = sources(path, "markdown")
    assert re.search(r"\bYou will \w+", cells[0])
    for words in ("# ", "**You need:**", "**Time:** "):
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
    assert failure < formula < first(path, r"source\(|Formula\(")
    if not path.stem.startswith("07"):  # which has no demo in the chapter
        demo = first(path, r"^## The (chapter's )?demo")
        assert formula < demo < first(path, r"\.listing\(\)")
    assert formula < first(path, r"ledger=True")
    assert first(path, r"^## Exercises") < first(path, r"^## In practice") < first(path, r"^## Summary")


@every_lesson
def test_it_asks_before_it_shows(path):
    """A prediction, and after it a player or a run to reveal the answer."""
    asked = first(path, r"^## Predict")
    assert any(re.search(r"^Player\(|print\(", source, re.MULTILINE) for source in sources(path)[asked + 1 : asked + 8])
    assert any(re.search(r"ask=|presets", source) for source in sources(path, "code"))


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


@every_lesson
def test_it_fails_twice_and_is_mended_twice(path):
    cells = sources(path)
    failures = [i for i, source in enumerate(cells) if source.startswith("## Break it")]
    assert len(failures) >= 2
    for begin, end in zip(failures, [*failures[1:], len(cells)], strict=True):
        assert any(re.search(r"\b[Ff]ix(es)?\b", source) for source in cells[begin:end]), cells[begin]


@every_lesson
def test_its_charts_state_their_finding(path):
    drawn = re.compile(r"plot_\w+\(|sweep_map\(")
    charts = [source for source in sources(path, "code") if drawn.search(source)]
    assert charts
    assert [chart for chart in charts if "import" not in chart and "title=" not in chart and "**" not in chart] == []


FIRST_NETWORK = next(path for path in COURSE if path.stem.startswith("08"))
TAUGHT = [  # by notebook 08, in this order
    r"^Player\(",
    r"^## The formula",
    r"^def loss_and_slopes",
    r"^source\(Network.gradient\)",
    r"Check 1\. The loss at the start",
    r"Check 2\. The gradient",
    r"Check 3\. A few images",
    r"^## Reading a noisy loss",
    r"^## Why does the loss suddenly drop",
    r"^## Training against validation",
    r"^## Decay and rate act together",
    r"exploding",
    r"dead_units\(",
    r"^## How large a batch",
    r"^Diagnosis\(",
    r"^## Exercises",
    r"^## In practice",
    r"^## Starting values",
    r"What do I change first",
    r"^## Summary",
]


def test_a_first_network_teaches_all_of_training_in_its_order():
    places = [first(FIRST_NETWORK, pattern) for pattern in TAUGHT]
    assert places == sorted(places)
    assert len(places) == len(set(places))
    questions = [source for source in sources(FIRST_NETWORK, "markdown") if "**Question.**" in source]
    assert len(questions) >= 12


@every_notebook
def test_every_cell_on_a_slide_has_something_to_show(path):
    """On slides code is hidden, unless a tag says that it is the point; without output nothing is left of its cell."""
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    shown = [cell for cell in cells if cell["metadata"]["slideshow"]["slide_type"] not in ("skip", "notes")]
    empty = [cell for cell in shown if not cell["outputs"] and "show-code" not in cell["metadata"].get("tags", [])]
    assert [cell["id"] for cell in empty] == [], "slide_type skip, or the tag show-code"


@every_notebook
def test_a_player_has_its_slide_for_itself_or_a_short_answer_below(path):
    """Its picture and its controls fill what is left, and a slide of one sentence would be empty."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kinds = [(cell, cell["metadata"]["slideshow"]["slide_type"]) for cell in cells]
    shown = [(cell, kind) for cell, kind in kinds if kind not in ("skip", "notes")]
    said = [[text(o.get("data", {}).get("text/plain", "")) for o in cell.get("outputs", [])] for cell, _ in shown]
    plays = [any(words.startswith("Player: ") for words in outputs) for outputs in said]
    pairs = zip(plays, shown, plays[1:], shown[1:], strict=False)
    beside = [
        (two, after) for one, _, two, (after, kind) in pairs if (one or two) and kind not in ("slide", "subslide")
    ]
    short = [
        len(re.sub("<[^>]*>", "", text(cell["source"]))) <= SHORT and cell["cell_type"] == "markdown"
        for _, cell in beside
    ]
    assert any(plays)
    assert [cell["id"] for (two, cell), fits in zip(beside, short, strict=True) if two or not fits] == [], (
        "its own slide"
    )


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
