"""A cell that is run again makes its players anew: the earlier ones are closed."""

from __future__ import annotations

import weakref
from typing import Any

from IPython.core.getipython import get_ipython

_made: dict[str, tuple[str, list[weakref.ref]]] = {}  # by cell: the run, and what it has made


def made_by_this_cell(player: Any) -> None:
    """Close what an earlier run of the same cell has made, and remember this one; nothing outside a notebook.

    A player holds a figure and some fifty widgets, in the kernel and in the page, until it is closed.
    """
    shell = get_ipython()
    parent = getattr(shell, "get_parent", dict)()
    cell, run = parent.get("metadata", {}).get("cellId"), parent.get("header", {}).get("msg_id")
    if not cell or not run:
        return
    last, players = _made.get(cell, (run, []))
    if last != run:
        for earlier in players:
            if (old := earlier()) is not None:
                old.close()
        players = []
    _made[cell] = run, [*players, weakref.ref(player)]
