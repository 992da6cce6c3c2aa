"""The notebooks as pages to read: films play, mathematics needs no network, lecturer's notes are left out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SITE = Path(__file__).resolve().parent
NOTEBOOKS = SITE.parent / "notebooks"
# On a phone there is room for a notebook, and not for lists of files and settings beside it.
TRY = """<p class="optlab-live">
<a class="optlab-screen" href="live/lab/index.html?path={0}">Try it live</a>
<a class="optlab-phone" href="live/notebooks/index.html?path={0}">Try it live</a>
It runs in your browser, and nothing is installed.</p>"""

HEADING = re.compile(r"\]\(#[^)]+\)")  # a link to a heading of the same notebook, which a page names in lower case


def main(tools: Path, output: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages"
        shutil.copytree(SITE / "pages", source)
        shutil.copytree(NOTEBOOKS / "images", source / "images")
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            (source / path.name).write_text(json.dumps(page(json.loads(path.read_bytes()), path.name)))
        static = source / "_static"
        static.mkdir(exist_ok=True)
        shutil.copy(tools / "node_modules" / "mathjax" / "es5" / "tex-svg.js", static / "mathjax.js")
        # Warnings are errors: a link that leads nowhere, a picture that is not there.
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
        subprocess.run([*command, source, output], check=True)
    shutil.rmtree(output / ".doctrees", ignore_errors=True)


def page(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """A notebook as it is read: with a way to the live one, without notes, its pictures described."""
    cells = [cell for cell in notebook["cells"] if not is_note(cell)]
    for cell in cells:
        cell["source"] = HEADING.sub(lambda link: link[0].lower(), "".join(cell["source"]))
        for output in cell.get("outputs", []):
            describe(cell, output.get("data", {}))
    button = {"cell_type": "markdown", "id": "try-it-live", "metadata": {}, "source": TRY.format(name)}
    return notebook | {"cells": [cells[0], button, *cells[1:]]}


def is_note(cell: dict[str, Any]) -> bool:
    """Whether a cell is for the lecturer alone."""
    return cell["metadata"].get("slideshow", {}).get("slide_type") == "notes"


def describe(cell: dict[str, Any], data: dict[str, Any]) -> None:
    """A picture's text beside it is what it shows: the builder is told so in the cell's metadata."""
    if "image/png" in data and "text/plain" in data:
        words = "".join(data["text/plain"])
        cell["metadata"]["mystnb"] = {"image": {"alt": " ".join(words.split())}}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
