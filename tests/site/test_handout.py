"""Handouts: whole, described, for paper too, with and without solutions, and nothing in them runs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import NOTEBOOKS

pytestmark = pytest.mark.site
ROOT = Path(__file__).parents[2]
NOTEBOOK = NOTEBOOKS / "01_gradient_descent.ipynb"
LOOK = """() => ({
    text: document.body.innerText,
    mute: [...document.images].filter(image => !image.alt).length,
    pictures: document.images.length,
    formulas: document.querySelectorAll("mjx-container svg").length,
    wrong: document.querySelectorAll("[data-mjx-error]").length,
    empty: [...document.querySelectorAll("details")].filter(one => one.children.length < 2).length,
    paper: getComputedStyle(document.body).backgroundColor,
    wide: document.documentElement.scrollWidth - innerWidth,
    ran: window.ran === true,
})"""


def handout(*arguments):
    subprocess.run([sys.executable, ROOT / "site" / "handout.py", *arguments], check=True, capture_output=True)


def seen(browser, path, **options):
    """What a page shows, what it asked for, and what the browser said of it."""
    context = browser.new_context(viewport={"width": 900, "height": 700}, **options)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    found = page.evaluate(LOOK)
    context.close()
    return found, [url for url in asked if not url.startswith(("data:", path.as_uri()))]


def test_a_page_with_and_without_solutions(browser, tmp_path):
    cells = json.loads(NOTEBOOK.read_bytes())["cells"]
    pictures = sum("image/png" in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))
    for solutions in ([], ["--solutions"]):
        handout(NOTEBOOK, tmp_path / "page.html", *solutions)
        for scheme, paper in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(22, 22, 22)")):
            found, asked = seen(browser, tmp_path / "page.html", color_scheme=scheme)
            assert asked == []
            assert (found["mute"], found["wrong"], found["pictures"]) == (0, 0, pictures)
            assert found["formulas"] > 50
            assert found["empty"] == 0, "an answer stands outside what folds it away"
            assert found["paper"] == paper
            assert found["wide"] <= 0
            assert "For the lecturer" not in found["text"]
            assert ("return x - learning_rate * gradient" in found["text"]) == bool(solutions)
            assert not re.search(r"\$[^$\n]*\\", found["text"]), "a formula that stayed source"


def test_a_pdf(tmp_path):
    handout(NOTEBOOK, tmp_path / "page.pdf")
    made = (tmp_path / "page.pdf").read_bytes()
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) > 5


def test_nothing_that_a_notebook_brings_is_run(browser, tmp_path):
    attack = "<img src=x onerror='window.ran = true'><script>window.ran = true</script>"
    book = json.loads(NOTEBOOK.read_bytes())
    book["cells"][0]["source"] = f"# Attack\n\n{attack}\n\n<svg onload='window.ran = true'></svg>"
    book["cells"][2]["outputs"] = [
        {"output_type": "display_data", "data": {"text/html": attack, "text/plain": ""}, "metadata": {}},
        {"output_type": "display_data", "data": {"application/javascript": "window.ran = true"}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/latex": f"${attack}$"}, "metadata": {}},
    ]
    (tmp_path / "hers.ipynb").write_text(json.dumps(book))
    handout(tmp_path / "hers.ipynb", tmp_path / "page.html")
    found, asked = seen(browser, tmp_path / "page.html")
    assert "Attack" in found["text"]
    assert not found["ran"]
    assert [url for url in asked if url.startswith("http")] == []


def test_what_somebody_wrote_makes_a_handout_and_leads_nowhere(browser, tmp_path):
    """Text and formulas that are not the course's: on a screen, and on paper, where the page led elsewhere was none."""
    (tmp_path / "elsewhere.html").write_text("Elsewhere")
    away = f"<META http-equiv=refresh content='0;url={(tmp_path / 'elsewhere.html').as_uri()}'>"
    book = json.loads(NOTEBOOK.read_bytes())
    book["cells"][0]["source"] = f"# Hers\n\n{away}\n\n<i data-formula='999'></i> <i data-formula=\"999\"></i>"
    book["cells"][1] = {
        "cell_type": "markdown",
        "id": "a",
        "metadata": {},
        "source": r"$\color{red}{\cancel{x}}$ and $y$",
    }
    book["cells"][2]["outputs"] = [{"output_type": "display_data", "data": {"image/png": "aGVsbG8="}, "metadata": {}}]
    (tmp_path / "hers.ipynb").write_text(json.dumps(book))
    for name in ("page.html", "page.pdf"):
        handout(tmp_path / "hers.ipynb", tmp_path / name)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    found, asked = seen(browser, tmp_path / "page.html")
    assert found["text"].startswith("Hers")
    assert (found["wrong"], asked) == (0, [])


def test_what_is_no_notebook_is_answered_in_a_sentence(tmp_path):
    for path in (ROOT / "README.md", tmp_path / "none.ipynb"):
        command = [sys.executable, ROOT / "site" / "handout.py", path, tmp_path / "page.html"]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 1
        assert done.stderr.startswith(f"notebook is {str(path)!r}: it cannot be read")


def test_another_ending_is_answered_in_a_sentence(tmp_path):
    command = [sys.executable, ROOT / "site" / "handout.py", NOTEBOOK, tmp_path / "page.docx"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "its name must end in .html or .pdf" in done.stderr
