"""Notebooks as bytes, and the record of the files that are none."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from optlab.course.record import Notebook, text

RECORD = ".optlab.json"  # in the student's folder: of each file, digests of every version delivered


def target(path: Path) -> Path:
    """Where a link leads. One that leads round in a circle is refused by what reads it, on every Python alike."""
    return Path(os.path.realpath(path))


def read(path: Path) -> bytes | None:
    """What a file holds, or None if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def notebook(content: bytes) -> Notebook | None:
    """A notebook from the bytes of its file, or None where they are none of these, half a file for example.

    >>> notebook(b"<<<<<<< HEAD") is None
    True
    """
    try:
        found = json.loads(content)
        sound = all(map(_is_cell, found["cells"])) and isinstance(found["metadata"], dict)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found if sound else None


def content(notebook: Notebook) -> bytes:
    """The bytes of a notebook, as Jupyter saves it."""
    words = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    try:
        return words.encode()
    except UnicodeEncodeError:  # an unpaired surrogate, which can only be written as an escape
        return (json.dumps(notebook, indent=1, sort_keys=True) + "\n").encode()


def delivered(content: bytes | None) -> dict[str, list[str]]:
    """The record from the bytes of its file; empty where there is none that can be read."""
    try:
        found: Any = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and all(map(_is_row, found.values())) else {}


def _is_row(row: Any) -> bool:
    return isinstance(row, list) and all(isinstance(word, str) for word in row)


def _is_cell(cell: Any) -> bool:
    return isinstance(cell["cell_type"] + text(cell["source"]), str) and isinstance(cell.get("id", ""), str)
