"""A heading wears the marker that the picture has, whichever it is."""

import re

import pytest
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle

from optlab.views.sign import sign
from tests.catalogue import EVERY_RULE

ALL = [marker for marker in Line2D.markers if str(marker).strip().lower() not in ("", "none")]


@pytest.mark.parametrize("marker", ALL, ids=str)
def test_every_marker_of_matplotlib_has_one_that_fits_its_line(marker):
    drawn = sign(marker, "#0072B2")
    (path,) = re.findall(r' d="([^"]+)"', drawn)
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]
    assert max(map(abs, numbers)) == 1
    assert ('fill="none"' in drawn) != MarkerStyle(marker).is_filled()


def test_no_two_methods_wear_the_same():
    assert len({sign(rule.marker, "black") for rule in EVERY_RULE}) == len(EVERY_RULE)


def test_up_is_up():
    assert 'd="M0 -1 ' in sign("^", "black")  # the first corner of a triangle is its top, and SVG counts downwards
