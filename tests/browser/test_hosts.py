"""A player's words and fields where the page is not JupyterLab: VS Code, Colab, any page, each light and dark."""

import pytest

from optlab.controls.picture import Picture
from optlab.views.contrast import GRAPHICS, TEXT, contrast

pytestmark = pytest.mark.browser
# What each host says of its theme, on the root, on the body, and in variables.
HOSTS = {
    "VS Code, dark": ("", "data-vscode-theme-kind='vscode-dark'", "--vscode-editor-foreground: #cccccc", "#1e1e1e"),
    "VS Code, light": ("", "data-vscode-theme-kind='vscode-light'", "--vscode-editor-foreground: #3b3b3b", "#ffffff"),
    "VS Code, high contrast": (
        "",
        "data-vscode-theme-kind='vscode-high-contrast'",
        "--vscode-editor-foreground: #ffffff",
        "#000000",
    ),
    "Colab, dark": ("theme='dark'", "", "--colab-primary-text-color: #e3e3e3", "#383838"),
    "Colab, light": ("theme='light'", "", "--colab-primary-text-color: #1f1f1f", "#ffffff"),
    "a dark page": ("", "", "", "#202020"),
    "a light page": ("", "", "", "#fafafa"),
}
# What ipywidgets brings along for pages that are not JupyterLab: always as for a light one.
LIGHT = """:root { --jp-layout-color1: white; --jp-layout-color3: #bdbdbd; --jp-border-color1: #bdbdbd;
--jp-ui-font-color1: rgba(0, 0, 0, 0.87); --jp-content-font-color1: rgba(0, 0, 0, 0.87); }
.widget-readout { color: var(--jp-content-font-color1); }
.widget-slider .noUi-target { background: var(--jp-layout-color3); border: 1px solid; height: 4px; }
.widget-slider .noUi-handle { background: var(--jp-layout-color1); width: 16px; height: 16px; }"""
PAGE = """<!doctype html><html {root}><head><style>:root {{ {variables} }} body {{ background: {paper} }}</style>
<style>{light} {css}</style>
</head><body {body}><div class="optlab-player"><div id="picture"></div>
<label class="widget-label">a label</label><button>a button</button><input value="a field">
<select><option>a choice</option></select><div class="widget-readout">a number</div>
<div class="widget-slider">
<div class="noUi-target"></div><div class="noUi-handle"></div></div>
<div class="optlab-complaint"><div class="widget-html-content">no</div></div>
</div></body></html>"""
RENDER = """async source => {
    const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const words = { said: "a sentence", alt: "", answered: "" };
    const values = { frame: new DataView(new ArrayBuffer(1)), width: 800, lines: 2, ...words };
    window.sent = [];
    const model = { get: name => values[name], on() {}, off() {}, send: message => window.sent.push(message) };
    module.default.render({ model, el: document.getElementById("picture") });
}"""
LOOKED = "() => window.sent.find(message => message.kind === 'look')"
# Ink and paper as they are seen, each tint laid on what is below it.
SEEN = """(element, flat) => {
    const parts = colour => {
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
        return [red, green, blue, alpha / 255];
    };
    const laid = last => {
        let paper = [255, 255, 255];
        const above = [];
        for (let at = last; at; at = at.parentElement) above.unshift(parts(getComputedStyle(at).backgroundColor));
        for (const [red, green, blue, alpha] of above)
            paper = [red, green, blue].map((part, i) => Math.round(alpha * part + (1 - alpha) * paper[i]));
        return paper;
    };
    const hex = colour => "#" + colour.slice(0, 3).map(part => part.toString(16).padStart(2, "0")).join("");
    if (flat) return [hex(laid(element)), hex(laid(element.parentElement))]; // no words: itself, on what is behind it
    return [hex(parts(getComputedStyle(element).color)), hex(laid(element))];
}"""


@pytest.mark.parametrize("host", HOSTS)
def test_all_that_is_written_can_be_read_and_the_picture_knows_whether_the_page_is_dark(lab, host):
    root, body, variables, paper = HOSTS[host]
    page = lab.page.context.browser.new_page()
    given = {"root": root, "body": body, "variables": variables, "paper": paper, "light": LIGHT, "css": Picture._css}
    page.set_content(PAGE.format(**given))
    page.evaluate(RENDER, Picture._esm)
    page.wait_for_function(LOOKED)
    assert page.evaluate(LOOKED)["dark"] == (host.endswith(("dark", "contrast")) or host == "a dark page")
    for part in (
        ".widget-label",
        "button",
        "input",
        "select",
        ".widget-readout",
        ".optlab-said",
        ".optlab-complaint .widget-html-content",
    ):
        ink, ground = page.locator(part).evaluate(SEEN)
        assert contrast(ink, ground) >= TEXT, (part, ink, ground)
    for part in (".noUi-target", ".noUi-handle"):
        colour, ground = page.locator(part).evaluate(SEEN, True)
        assert contrast(colour, ground) >= GRAPHICS, (part, colour, ground)
    page.close()
