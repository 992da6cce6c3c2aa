"""The same method has the same look everywhere, and neighbours are told apart."""

from itertools import product

import numpy as np
import pytest

from optlab.optimizers import Adam
from optlab.views.contrast import GRAPHICS, TEXT, contrast, luminance
from optlab.views.style import DARK, LIGHT, PALETTE, look
from tests.catalogue import EVERY_RULE, label


@pytest.mark.parametrize("rule", EVERY_RULE, ids=label)
def test_a_method_looks_the_same_whatever_its_settings_and_its_place(rule):
    assert look(rule()) == look(rule(learning_rate=0.7), place=3) == (PALETTE[rule.colour], rule.marker)


def test_no_two_methods_share_a_look():
    assert len({look(rule()) for rule in EVERY_RULE}) == len(EVERY_RULE)


def test_neighbours_differ_in_colour_and_in_marker():
    for rules in [*product(EVERY_RULE, repeat=3), [Adam] * 6]:
        looks = []
        for place, rule in enumerate(rules):
            looks.append(look(rule(), place, tuple(looks)))
        colours, markers = zip(*looks, strict=True)
        assert len(set(colours)) == len(set(markers)) == len(rules), rules


every_theme = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@every_theme
def test_every_colour_stands_out_from_its_paper_faint_as_it_may_be(theme):
    for colour in [*PALETTE.values(), "#FFFF00", "#FFFFFF", "#000000"]:
        assert contrast(theme[colour], theme.paper) >= GRAPHICS
        assert contrast(theme.faint(colour), theme.paper) >= GRAPHICS
    assert len({theme[colour] for colour in PALETTE.values()}) == len(PALETTE)


@every_theme
def test_words_can_be_read(theme):
    for words in (theme.ink, theme.muted):
        assert contrast(words, theme.paper) >= TEXT
    for ground in theme.terrain:
        assert contrast(theme.ink, ground) >= TEXT


@every_theme
def test_the_terrain_rises_in_even_steps_for_the_eye(theme):
    """L*, the lightness of CIE 1976, from floor to heights."""
    luminances = [luminance(colour) for colour in theme.terrain]
    lightness = np.array([116 * np.cbrt(y) - 16 if y > 0.008856 else 903.3 * y for y in luminances])
    steps = np.diff(lightness)
    assert (steps > 0).all()
    assert np.ptp(steps) < 0.35 * steps.mean()


def test_the_contrast_that_the_guidelines_name():
    assert contrast("#FFFFFF", "#000000") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")
