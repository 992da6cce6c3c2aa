"""Run notebooks in fresh kernels and save them as they are committed.

All of them, in order, or those that are named::

    python -m tests.rerun_notebooks
    python -m tests.rerun_notebooks notebooks/03_momentum.ipynb

What differs from run to run (widget models, times, the version of Python) is left out: a notebook
whose numbers and pictures are the same comes out as the same file.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

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
    ).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
    nbformat.validate(notebook)
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")):
        began = time.monotonic()
        rerun(path.resolve())
        print(f"{path.name}: {time.monotonic() - began:.1f} s")
