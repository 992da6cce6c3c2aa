"""The same method has the same look everywhere, and neighbours are told apart."""

from itertools import product

import pytest

from optlab.optimizers import Adam
from optlab.views.style import DARK, LIGHT, METHODS, look
from tests.catalogue import RULES, label


@pytest.mark.parametrize("rule", RULES, ids=label)
def test_a_method_looks_the_same_whatever_its_settings_and_its_place(rule):
    assert look(rule()) == look(rule(learning_rate=0.7), place=3) == METHODS[rule.__name__]


def test_no_two_methods_share_a_look():
    assert len({look(rule()) for rule in RULES}) == len(RULES)


def test_neighbours_differ_in_colour_and_in_marker():
    for rules in [*product(RULES, repeat=3), [Adam] * 6]:
        looks = []
        for place, rule in enumerate(rules):
            looks.append(look(rule(), place, tuple(looks)))
        colours, markers = zip(*looks, strict=True)
        assert len(set(colours)) == len(set(markers)) == len(rules), rules


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_colour_stands_out_from_its_paper(theme):
    """The contrast that WCAG 2.2, 1.4.11, asks of graphics is 3; the lightest two lean on their dark edge."""
    contrasts = {colour: contrast(theme[colour], theme.paper) for colour, _ in METHODS.values()}
    with_ink = contrast(theme.ink, theme.paper)
    assert with_ink > 7
    assert sum(value >= 3 for value in contrasts.values()) >= len(contrasts) / 2
    assert len({theme[colour] for colour in contrasts}) == len(contrasts)


def contrast(one, other):
    """(L₁ + 0.05) / (L₂ + 0.05), WCAG's."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
