"""The bar of long work in a notebook, while somebody has it open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display
from tqdm.notebook import tqdm

from optlab.controls.closing import close_all
from optlab.runs.bar import MAKERS, PATIENCE

VIEW = "application/vnd.jupyter.widget-view+json"


class NotebookBar(tqdm):
    """tqdm's bar, shown without the text that it writes into the saved notebook: nbval would compare that.

    ``put`` is called with the widget once the work has taken long enough.
    """

    monitor_interval = 0  # tqdm's watch over slow bars is a thread: in a browser there is none, and it would warn

    def __init__(self, put: Callable[[Any], None], **options: Any) -> None:
        self.put = put
        super().__init__(unit=" steps", leave=False, **options)

    def display(self, *args: Any, check_delay: bool = True, **options: Any) -> None:
        super().display(*args, check_delay=False, **options)
        if check_delay and not self.displayed:  # tqdm calls this with it once the work has taken long enough
            self.displayed = True
            self.put(self.container)

    def close(self) -> None:
        """Leave nothing of it: tqdm closes its box, and not what is in it."""
        box = getattr(self, "container", None)  # there is none where tqdm is switched off
        super().close()
        if box is not None:
            close_all(box)


def in_notebook(what: str, total: int) -> NotebookBar | None:
    """A bar under the cell that runs; None where no page is open: a page names the cell, nbval and nbconvert do not."""
    parent = getattr(get_ipython(), "get_parent", dict)()  # the message that a cell runs for; a terminal has none
    if not parent.get("metadata", {}).get("cellId"):
        return None
    return NotebookBar(_under_the_cell, total=total, desc=what, delay=PATIENCE)


def _under_the_cell(bar: Any) -> None:
    display({VIEW: {"version_major": 2, "version_minor": 0, "model_id": bar.model_id}}, raw=True)


MAKERS.append(in_notebook)
