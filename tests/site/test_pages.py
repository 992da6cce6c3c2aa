"""The pages to read: whole, described, without the lecturer's notes, and with nothing from elsewhere."""

import json
import re
from urllib.parse import urljoin, urlsplit

import pytest

from tests.browser.server import NOTEBOOKS
from tests.site.live import visit

pytestmark = pytest.mark.site
COURSE = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
LOOK = """() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    mute: [...document.images].filter(image => !image.alt).map(image => image.src),
    broken: [...document.images].filter(image => image.complete && !image.naturalWidth).map(image => image.src),
    formulas: document.querySelectorAll("mjx-container").length,
    wrong: [...document.querySelectorAll("mjx-merror")].map(error => error.textContent),
    links: [...document.querySelectorAll("a[href]")].map(link => link.href),
    films: [...document.images].map(image => image.alt).filter(words => words.startsWith("Player: ")).length,
})"""


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["screen", "phone"])
@pytest.mark.parametrize("name", ["index", *COURSE])
def test_a_page(browser, site, name, size):
    with visit(browser, site, size) as visitor:
        visitor.page.goto(f"{site.url}/{name}.html")
        if name != "index":
            visitor.page.locator("mjx-container").first.wait_for(state="attached")
        seen = visitor.page.evaluate(LOOK)
        text = visitor.page.locator("article").inner_text()
        assert visitor.abroad() == []
        assert [line for line in visitor.console if "favicon" not in line] == []
    assert seen["wide"] <= 0, "the page is wider than the window"
    assert (seen["mute"], seen["broken"], seen["wrong"]) == ([], [], [])
    assert "For the lecturer" not in text
    assert not re.search(r"\$\\|\\\(", text), "mathematics that stayed source"
    inside = {urljoin(link, urlsplit(link).path) for link in seen["links"] if link.startswith(site.url)}
    lost = [link for link in inside if not (site.folder / urlsplit(link).path.lstrip("/")).exists()]
    assert lost == []
    if name != "index":
        assert f"{site.url}/live/lab/index.html?path={name}.ipynb" in seen["links"]
        assert seen["films"] == films(name)


def films(name):
    """How many players the notebook was saved with."""
    cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_bytes())["cells"]
    outputs = [output.get("data", {}) for cell in cells for output in cell.get("outputs", [])]
    return sum("image/png" in data and "".join(data["text/plain"]).startswith("Player: ") for data in outputs)


def test_the_search_finds_a_word(browser, site):
    with visit(browser, site) as visitor:
        visitor.page.goto(f"{site.url}/search.html?q=momentum")
        visitor.page.wait_for_function("() => document.querySelectorAll('#search-results li a').length > 1")


def test_the_learner_finds_solutions_folded(browser, site):
    with visit(browser, site) as visitor:
        visitor.page.goto(f"{site.url}/{COURSE[1]}.html")
        solution = visitor.page.locator("details", has=visitor.page.locator("summary", has_text="Solution")).first
        assert solution.get_attribute("open") is None
        solution.locator("summary").click()
        assert "return" in solution.inner_text()
