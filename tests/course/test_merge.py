"""A thousand histories of a student and a course: no work of hers is lost, and every correction arrives."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optlab.course.merge import fresh, merge
from optlab.course.record import read, typed, whole

NAMES = [f"c{number}" for number in range(8)]
WORDS = st.sampled_from(["a", "b", "c", "d"])


def cell(name, source, output=""):
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}]
    return {"id": name, "cell_type": "code", "source": source, "metadata": {}, "outputs": outputs}


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def named(book):
    return {cell["id"]: cell for cell in book["cells"]}


@st.composite
def courses(draw):
    """A release: some of the cells, in some order, with texts that may come back in a later one."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))]
    return notebook(*(cell(name, draw(WORDS), draw(WORDS)) for name in names))


EDITS = st.tuples(st.sampled_from(["type", "run", "delete", "add", "move", "copy"]), st.integers(0, 99), WORDS)
HISTORIES = st.lists(st.tuples(courses(), st.lists(EDITS, max_size=5)), min_size=1, max_size=5)


class Student:
    """Edits a copy, and remembers what she did: which cells are hers, and which she took out."""

    def __init__(self, course):
        self.book, self.hers, self.deleted, self.count = fresh(course), set(), set(), 0

    def do(self, kind, at, word):
        cells = self.book["cells"] = [dict(cell) for cell in self.book["cells"]]
        if kind == "add" or not cells:
            self.count += 1
            cells.insert(at % (len(cells) + 1), cell(f"hers{self.count}", word))
            self.hers.add(f"hers{self.count}")
            return
        chosen = cells[at % len(cells)]
        name = chosen["id"]
        if kind == "type":
            chosen["source"] = f"hers: {word} {at}"
            self.hers.add(name)
        elif kind == "run":
            chosen["outputs"] = [{"output_type": "stream", "name": "stdout", "text": f"her run: {word}"}]
        elif kind == "delete":
            cells.remove(chosen)
            self.hers.discard(name)
            self.deleted.add(name)
        elif kind == "move":
            cells.remove(chosen)
            cells.insert(at % (len(cells) + 1), chosen)
        elif kind == "copy":
            self.count += 1
            cells.append(dict(chosen, id=f"hers{self.count}"))
            self.hers.add(f"hers{self.count}")


@settings(max_examples=1000)
@given(HISTORIES)
def test_no_work_is_lost_and_every_correction_arrives(history):
    student = Student(history[0][0])
    for course, edits in history:
        before = copy.deepcopy(student.book)
        merged = merge(student.book, course)
        assert student.book == before  # the copy itself is not changed
        now, was, theirs = named(merged.notebook), named(before), named(course)
        assert len(now) == len(merged.notebook["cells"])
        for name in student.hers:
            assert now[name] == was[name], "hers"
        for name in now.keys() - student.hers:
            if name in was and whole(theirs[name]) == read(before)[name].last:
                assert now[name] == was[name], "the course has not changed it, so her run of it stays"
            else:
                assert now[name] == theirs[name], "corrected"
        assert not student.deleted & now.keys()
        assert theirs.keys() <= now.keys() | student.deleted
        assert now.keys() <= theirs.keys() | student.hers
        if student.hers <= theirs.keys() and not student.deleted and [*was] == [*read(before)]:
            assert [*now][: len(theirs)] == [*theirs], "in the course's order"
        again = merge(merged.notebook, course)
        assert again.notebook == merged.notebook
        assert again.renewed == 0
        student.book = merged.notebook
        for edit in edits:
            student.do(*edit)


def test_a_correction_beside_an_edit():
    copied = fresh(notebook(cell("a", "1"), cell("b", "2"), cell("c", "3"), cell("old", "x")))
    copied["cells"][1]["source"] = "her solution"
    copied["cells"].insert(2, cell("mine", "a note"))
    del copied["cells"][3]  # c
    merged = merge(copied, notebook(cell("a", "1!"), cell("b", "2!"), cell("new", "n"), cell("c", "3!")))
    assert [cell["source"] for cell in merged.notebook["cells"]] == ["1!", "her solution", "a note", "n"]
    assert (merged.renewed, merged.kept) == (3, 2)  # a, new, and old that is gone; b and the note


def test_what_she_puts_back_is_corrected_again():
    copied = fresh(notebook(cell("a", "1")))
    copied["cells"][0] = cell("a", "mine")
    copied = merge(copied, notebook(cell("a", "2"))).notebook
    copied["cells"][0] = cell("a", "1")  # two versions old
    assert merge(copied, notebook(cell("a", "3"))).notebook["cells"][0]["source"] == "3"


def test_a_copy_without_a_record_keeps_all_that_differs():
    copied = notebook(cell("a", "1", "old output"), cell("b", "hers"))
    merged = merge(copied, notebook(cell("a", "1", "new output"), cell("b", "2"), cell("c", "3")))
    assert merged.notebook["cells"] == [cell("a", "1", "new output"), cell("b", "hers"), cell("c", "3")]


@pytest.mark.parametrize("record", [None, [], {"delivered": {}}, {"delivered": [["a"]]}, {"delivered": [["a", 1, 2]]}])
def test_a_record_that_is_none_is_no_record(record):
    assert read({"metadata": {"optlab": record}}) == {}


def test_two_cells_with_one_name_are_two_cells():
    copied = fresh(notebook(cell("a", "1"), cell("b", "2")))
    copied["cells"].append(cell("a", "1"))
    merged = merge(copied, notebook(cell("a", "1!"), cell("b", "2")))
    assert [cell["source"] for cell in merged.notebook["cells"]] == ["1!", "2", "1"]


def test_a_notebook_whose_cells_have_lost_their_names_is_left_as_it_is():
    copied = notebook(cell("a", "1"))
    del copied["cells"][0]["id"]
    assert merge(copied, notebook(cell("a", "2"))) == (copied, 0, 1)


def test_a_text_in_lines_is_the_same_text():
    assert typed(cell("a", ["x\n", "y"])) == typed(cell("a", "x\ny"))
    assert whole(cell("a", ["x\n", "y"])) == whole(cell("a", "x\ny"))
