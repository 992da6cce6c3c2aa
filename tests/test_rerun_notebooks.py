"""Of each film that a notebook is saved with, the fine one is kept where there is room for it."""

import nbformat
import pytest
from nbformat import v4

from optlab.controls.films import FINE
from tests.rerun_notebooks import choose_films

COARSE = "c" * 1000
SIZES = {"dear": 9000, "cheap": 2000, "fair": 4000}


def notebook():
    datas = [{"text/plain": name, "image/png": COARSE, FINE: "f" * size} for name, size in SIZES.items()]
    chart = {"text/plain": "chart", "image/png": COARSE}
    return v4.new_notebook(
        cells=[
            v4.new_markdown_cell("words"),
            *(v4.new_code_cell("1", outputs=[v4.new_output("display_data", data)]) for data in (*datas, chart)),
        ]
    )


def size(book):
    return len(nbformat.writes(book).encode())


def without_fine():
    book = notebook()
    choose_films(book, full=0)
    return book


@pytest.mark.parametrize(
    ("room", "fine"),
    [
        (999, set()),
        (1000, {"cheap"}),
        (3999, {"cheap"}),
        (4000, {"cheap", "fair"}),
        (12_000, {"cheap", "fair", "dear"}),
    ],
)
def test_the_cheapest_are_fine_until_the_notebook_is_full(room, fine):
    book, bare = notebook(), size(without_fine())
    choose_films(book, full=bare + room)
    kept = {data["text/plain"]: data["image/png"] for cell in book.cells[1:] for data in [cell.outputs[0].data]}
    assert {name for name, film in kept.items() if film != COARSE} == fine
    assert all(len(kept[name]) == SIZES[name] for name in fine)
    assert FINE not in nbformat.writes(book)
    assert size(book) <= bare + room
