"""A student's copy of a notebook and a newer course, put together by cell id."""

from __future__ import annotations

from typing import NamedTuple

from optlab.course.record import Cell, Notebook, Record, after, read, typed, whole, with_record


class Merged(NamedTuple):
    """A notebook, and how many cells of it were renewed (changed, added, taken out), and kept as hers."""

    notebook: Notebook
    renewed: int
    kept: int


def fresh(course: Notebook) -> Notebook:
    """A first copy: the course's notebook, and the record of it."""
    return with_record(course, after({}, course["cells"], set()))


def merge(hers: Notebook, course: Notebook) -> Merged:
    """Renew the cells that she has left alone; keep what she edited or added, and keep out what she deleted.

    A cell is left alone if what is typed in it is what the course delivered at any time. It is renewed
    with its outputs, and only if the course has changed it since. Without a record (a copy that is
    older than records) a cell is left alone if it is typed as the course has it now.

    Args:
        hers: her copy; it is not changed.
        course: the same notebook of the course, every cell with an id of its own.
    """
    theirs, own, record = {cell["id"]: cell for cell in course["cells"]}, _by_name(hers["cells"]), read(hers)
    if not any("id" in cell for cell in hers["cells"]) and hers["cells"]:
        return Merged(hers, 0, len(own))  # saved by a program that drops the ids: cells cannot be matched
    alone = {name for name, cell in own.items() if _is_left_alone(name, cell, record, theirs)}
    gone = {name for name in alone if name not in theirs}
    new = {name for name in theirs if name not in own and name not in record}
    renewed = {name for name in alone - gone if _last(record, own, name) != whole(theirs[name])}
    cells = {name: cell for name, cell in own.items() if name not in gone}
    cells |= {name: theirs[name] for name in renewed | new}
    first, second = [[name for name in order if name in cells] for order in (theirs, own)]
    if _moved(own, record):
        first, second = second, first
    notebook = hers | {"cells": [cells[name] for name in weave(first, second)]}
    notebook = with_record(notebook, after(record, course["cells"], gone))
    return Merged(notebook, len(renewed | new | gone), len(own) - len(alone))


def weave(first: list[str], second: list[str]) -> list[str]:
    """The first order, and whatever it lacks of the second, each behind the one that it follows there.

    >>> weave(["a", "b", "c"], ["a", "mine", "b"])
    ['a', 'mine', 'b', 'c']
    """
    order = list(first)
    for before, name in zip([None, *second], second, strict=False):
        if name not in order:
            order.insert(0 if before is None else order.index(before) + 1, name)
    return order


def _by_name(cells: list[Cell]) -> dict[str, Cell]:
    """Cells by id. One without an id, or with another one's, is a cell all the same: "#" is in no id."""
    named: dict[str, Cell] = {}
    for position, cell in enumerate(cells):
        name = cell.get("id")
        named[f"#{position}" if name is None or name in named else name] = cell
    return named


def _is_left_alone(name: str, cell: Cell, record: Record, theirs: dict[str, Cell]) -> bool:
    source = typed(cell)
    delivered = record[name].sources if name in record else ()
    return source in delivered or (name in theirs and source == typed(theirs[name]))


def _last(record: Record, own: dict[str, Cell], name: str) -> str:
    """What the course delivered last; without a record, what is there."""
    return record[name].last if name in record else whole(own[name])


def _moved(own: dict[str, Cell], record: Record) -> bool:
    """Whether she has put the course's cells into another order."""
    return [name for name in own if name in record] != [name for name in record if name in own]
