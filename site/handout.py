"""A notebook as a handout: one page that needs no network and runs nothing, or a PDF of it.

    python3 site/handout.py notebooks/06_adam.ipynb adam.pdf
    python3 site/handout.py notebooks/06_adam.ipynb adam.html --solutions

It needs Python 3.11 or newer and Node.js with npm; a PDF needs a Chromium or Chrome too.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import secrets
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import build
import paper

SITE = Path(__file__).resolve().parent
SOLUTION = "<summary>Solution"
# The page may show pictures that it holds, and load or run nothing: a notebook may come from anybody.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
LEADS_AWAY = re.compile(r"<(?=(meta|link)\b)", re.IGNORECASE)  # to another page, whatever the policy
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
        paper.print_to(asked.target, made)
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
    mark = secrets.token_hex(8)  # which no notebook can hold

    def place(tex: str, display: bool) -> str:
        """Where a formula will stand, once all are drawn."""
        formulas.append((tex, display))
        return f'<i data-formula="{mark}-{len(formulas) - 1}"></i>'

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

    try:
        notebook = copy.deepcopy(nbformat.read(path, as_version=4))
    except (OSError, ValueError) as mistake:
        raise SystemExit(f"notebook is {str(path)!r}: it cannot be read ({str(mistake)[:80]})") from None
    notebook.cells = [shown(cell, films, place) for cell in notebook.cells if is_in(cell, solutions)]
    renderer = Renderer(escape=False, embed_images=True, exclude_anchor_links=True, path=str(path.parent))
    exporter = HTMLExporter(template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True)
    exporter.register_filter("markdown2html", MarkdownWithMath(renderer=renderer).render)
    body, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"path": str(path.parent)}})
    drawn, style = draw(formulas)
    body = re.sub(rf'<i data-formula="{mark}-(\d+)"></i>', lambda found: drawn[int(found[1])], body)
    body = LEADS_AWAY.sub("&lt;", body)
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
            data["image/png"] = paper.last_picture(data["image/png"])
    return cell


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


if __name__ == "__main__":
    sys.exit(main())
