"""A notebook as a handout: one page that needs no network and runs nothing, or a PDF of it.

    python3 site/handout.py notebooks/06_adam.ipynb adam.pdf
    python3 site/handout.py notebooks/06_adam.ipynb adam.html --solutions

It needs Python 3.11 or newer and Node.js with npm; a PDF needs a Chromium or Chrome too.
"""

from __future__ import annotations

import argparse
import base64
import copy
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import build

SITE = Path(__file__).resolve().parent
SOLUTION = "<summary>Solution"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# The page may show pictures that it holds, and load or run nothing: a notebook may come from anybody.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width"><title>{title}</title><style>{style}</style></head>
<body><main>{body}</main></body></html>
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a handout of a notebook.")
    parser.add_argument("notebook", type=Path)
    parser.add_argument("target", type=Path, help="a name that ends in .html or .pdf")
    parser.add_argument("--solutions", action="store_true", help="with the exercises' solutions")
    asked = parser.parse_args()
    if asked.target.suffix not in (".html", ".pdf"):
        parser.error(f"target is {str(asked.target)!r}: its name must end in .html or .pdf")
    if Path(sys.prefix) != build.TOOLS:
        build.tools()
        raise SystemExit(subprocess.run([build.PYTHON, __file__, *sys.argv[1:]]).returncode)
    on_paper = asked.target.suffix == ".pdf"
    made = page(asked.notebook, solutions=asked.solutions, films=not on_paper)
    if on_paper:
        print_to(asked.target, made)
    else:
        asked.target.write_text(made, encoding="utf-8")


def page(path: Path, *, solutions: bool, films: bool) -> str:
    """A notebook as one HTML page, without the lecturer's notes.

    Args:
        path: the notebook, as it was saved.
        solutions: whether the exercises' solutions are in it, open.
        films: whether a saved run plays; else its last picture stands for it, as on paper.
    """
    import nbformat
    from nbconvert import HTMLExporter
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    formulas: list[tuple[str, bool]] = []

    def place(tex: str, display: bool) -> str:
        """Where a formula will stand, once all are drawn."""
        formulas.append((tex, display))
        return f'<i data-formula="{len(formulas) - 1}"></i>'

    class Renderer(IPythonRenderer):
        def block_math(self, body: str) -> str:
            return place(body, True)

        def inline_math(self, body: str) -> str:
            return place(body, False)

        def block_html(self, html: str) -> str:
            """An answer's tags as they are: nbconvert's parser would end it before what it holds."""
            return html if re.match(r"</?details\b", html) else super().block_html(html)

        def latex_environment(self, name: str, body: str) -> str:
            return place(rf"\begin{{{name}}}{body}\end{{{name}}}", True)

    notebook = copy.deepcopy(nbformat.read(path, as_version=4))
    notebook.cells = [shown(cell, films, place) for cell in notebook.cells if is_in(cell, solutions)]
    renderer = Renderer(escape=False, embed_images=True, exclude_anchor_links=True, path=str(path.parent))
    exporter = HTMLExporter(template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True)
    exporter.register_filter("markdown2html", MarkdownWithMath(renderer=renderer).render)
    body, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"path": str(path.parent)}})
    drawn, style = draw(formulas)
    body = re.sub(r'<i data-formula="(\d+)"></i>', lambda found: drawn[int(found[1])], body)
    style = (SITE / "handout.css").read_text(encoding="utf-8") + style + code_colours()
    return PAGE.format(policy=POLICY, title=escape(path.stem), style=style, body=body)


def is_in(cell: Any, solutions: bool) -> bool:
    note = cell.metadata.get("slideshow", {}).get("slide_type") == "notes"
    return not note and (solutions or cell.cell_type != "markdown" or SOLUTION not in cell.source)


def shown(cell: Any, films: bool, place: Any) -> Any:
    """A cell with nothing folded, its formulas as the page's own, and on paper the end of each film."""
    if cell.cell_type == "markdown":
        cell.source = cell.source.replace("<details>", "<details open>")
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "text/latex" in data:
            data["text/html"] = place(data.pop("text/latex").strip().strip("$"), True)
        if "image/png" in data and not films:
            data["image/png"] = last_picture(data["image/png"])
    return cell


def last_picture(film: str) -> str:
    """The end of a film, as a picture of its own; both in base64."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(film))) as moving:
        moving.seek(getattr(moving, "n_frames", 1) - 1)
        still = io.BytesIO()
        moving.convert("RGB").save(still, "PNG", optimize=True)
    return base64.b64encode(still.getvalue()).decode()


def draw(formulas: list[tuple[str, bool]]) -> tuple[list[str], str]:
    """Formulas as SVG, and their style sheet."""
    environment = {**build.os.environ, "NODE_PATH": str(build.TOOLS / "node_modules")}
    command = [shutil.which("node") or "node", SITE / "formulas.js"]
    given = json.dumps(formulas).encode()
    made = json.loads(subprocess.run(command, input=given, env=environment, check=True, capture_output=True).stdout)
    return made["drawn"], made["style"]


def code_colours() -> str:
    """Of code, on white and on black."""
    from pygments.formatters import HtmlFormatter

    light, dark = (HtmlFormatter(style=style).get_style_defs(".highlight") for style in ("default", "github-dark"))
    return f"\n{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def print_to(target: Path, page: str) -> None:
    """Print a page, by a Chromium of this machine."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit("a PDF is printed by Chromium or Chrome; there is none here: make an .html, and print that")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        flags = ["--headless", "--disable-gpu", "--no-sandbox", f"--user-data-dir={folder}/profile"]
        printed = ["--no-pdf-header-footer", f"--print-to-pdf={target.resolve()}", source.as_uri()]
        subprocess.run([browser, *flags, *printed], check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    sys.exit(main())
