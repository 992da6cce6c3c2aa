"""What was delivered of a notebook, written into the copy itself.

It lies in the copy's own metadata, so that the two are saved, moved and renamed together: a copy and
its record can never disagree, whatever goes wrong between two writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

KEY = "optlab"
Cell = dict[str, Any]
Notebook = dict[str, Any]


class Delivered(NamedTuple):
    """One cell, as the course has delivered it: digests of the last version, and of every source so far."""

    last: str
    sources: tuple[str, ...]


Record = dict[str, Delivered]  # by cell id, in the course's order


def text(lines: str | list[str]) -> str:
    """A notebook may hold a text in one piece or in lines."""
    return lines if isinstance(lines, str) else "".join(lines)


def typed(cell: Cell) -> str:
    """A digest of what a person types into a cell: its kind, its source, and pictures pasted into it."""
    return _digest([cell["cell_type"], text(cell["source"]), cell.get("attachments") or {}])


def whole(cell: Cell) -> str:
    """A digest of all that a cell holds, its outputs too."""
    return _digest(cell | {"source": text(cell["source"])})


def read(notebook: Notebook) -> Record:
    """The record in a copy; empty if there is none, or if it is none of ours."""
    rows = notebook.get("metadata", {}).get(KEY, {})
    rows = rows.get("delivered") if isinstance(rows, dict) else None
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        return {}
    return {name: Delivered(last, tuple(sources)) for name, last, *sources in rows}


def with_record(notebook: Notebook, record: Record) -> Notebook:
    """The notebook with this record in it."""
    rows = [[name, last, *sources] for name, (last, sources) in record.items()]
    return notebook | {"metadata": notebook.get("metadata", {}) | {KEY: {"delivered": rows}}}


def after(record: Record, course: Iterable[Cell], forgotten: set[str]) -> Record:
    """The record once these cells are delivered.

    Args:
        record: the one before.
        course: the cells of the course now.
        forgotten: cells that were taken out, and would be new if they came back.
    """
    now = {}
    for cell in course:
        before = record[cell["id"]].sources if cell["id"] in record else ()
        now[cell["id"]] = Delivered(whole(cell), tuple(dict.fromkeys([*before, typed(cell)])))
    return now | {name: row for name, row in record.items() if name not in now and name not in forgotten}


def _is_row(row: Any) -> bool:
    return isinstance(row, list) and len(row) >= 3 and all(isinstance(word, str) for word in row)


def digest(content: bytes) -> str:
    """A short name of what a file, or a cell, holds."""
    return hashlib.sha256(content).hexdigest()[:16]


def _digest(value: Any) -> str:
    return digest(json.dumps(value, sort_keys=True).encode())
