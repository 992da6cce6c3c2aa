"""A chart that is saved for light paper can be read on a dark page, which turns it into its opposite."""

import re
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

import optlab.controls
from optlab.views.contrast import GRAPHICS, TEXT, apart, contrast
from optlab.views.style import LIGHT, PALETTE

CSS = Path(optlab.controls.__file__).with_name("picture.css").read_text("utf-8")
(SHARE,) = re.findall(r"needs-light-background \{ filter: invert\(([\d.]+)\) hue-rotate\(180deg\)", CSS)
RED, GREEN, BLUE = 0.213, 0.715, 0.072  # the weights of the filters of CSS
TURNED = 2 * np.array([[RED, GREEN, BLUE]] * 3) - np.eye(3)  # a hue turned by half a circle


def on_dark(colour):
    """What the filter makes of a colour."""
    share = float(SHARE)
    return to_hex(np.clip(TURNED @ (share + (1 - 2 * share) * np.array(to_rgb(colour))), 0, 1))


@pytest.mark.parametrize("colour", PALETTE.values(), ids=PALETTE)
def test_lines_and_their_names_stand_out(colour):
    paper = on_dark(LIGHT.paper)
    assert contrast(paper, "#111111") < 1.05, "JupyterLab's own dark paper"
    assert contrast(on_dark(LIGHT[colour]), paper) >= GRAPHICS
    assert contrast(on_dark(apart(LIGHT[colour], LIGHT.paper, TEXT)), paper) >= TEXT


def test_words_stand_out():
    for words in (LIGHT.ink, LIGHT.muted):
        assert contrast(on_dark(words), on_dark(LIGHT.paper)) >= TEXT
