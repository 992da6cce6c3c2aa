"""Run notebooks in fresh kernels and save them as they are committed.

All of them, in order, or those that are named::

    python -m tests.rerun_notebooks
    python -m tests.rerun_notebooks notebooks/03_momentum.ipynb

What differs from run to run (widget models, times, the version of Python) is left out: a notebook
whose numbers and pictures are the same comes out as the same file. Films have two pixels for one where
the notebook has room for it.
"""

import os
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from optlab.controls.films import CARE, FINE

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}
LARGEST = 800_000  # bytes of a notebook
FULL = 790_000  # up to which films are fine ones: something is left for a sentence
LIVE = "application/vnd.jupyter.widget-view+json"  # points at a model that ends with its kernel


def rerun(path: Path) -> None:
    """Run one notebook from its first cell to its last, and save it.

    Raises:
        CellExecutionError: a cell failed; the file is left as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = nbformat.from_dict(METADATA)
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(
        notebook, timeout=60, store_widget_state=False, record_timing=False, resources=where, coalesce_streams=True
    ).execute(env=os.environ | {CARE: "1"})
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
    choose_films(notebook)
    nbformat.validate(notebook)
    nbformat.write(notebook, path)


def choose_films(notebook: nbformat.NotebookNode, full: int = FULL) -> None:
    """Keep the fine one of two films, those that cost the fewest bytes first, until the notebook is full."""
    pairs = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if FINE in output.get("data", {}):
                pairs.append((output.data, output.data.pop(FINE)))
    room = full - len(nbformat.writes(notebook).encode())
    for data, fine in sorted(pairs, key=lambda pair: len(pair[1]) - len(pair[0]["image/png"])):
        room -= len(fine) - len(data["image/png"])
        if room >= 0:
            data["image/png"] = fine


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")):
        began = time.monotonic()
        rerun(path.resolve())
        print(f"{path.name}: {time.monotonic() - began:.1f} s")
