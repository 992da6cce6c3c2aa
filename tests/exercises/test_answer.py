"""What a learner reads: the same words every time, in a box that every theme can show."""

import re

import numpy as np
import pytest

from optlab.exercises import Answer, check
from optlab.exercises.compare import difference


def wrong(x, gradient, learning_rate):
    return x + learning_rate * gradient


wrong.__name__ = "gradient_descent_step"


def test_an_answer_is_the_same_every_time():
    first, second = check(wrong), check(wrong)
    assert (first, first.kind, first._repr_html_()) == (second, second.kind, second._repr_html_())
    assert repr(first) == str(first)
    assert "0x" not in first


def test_it_says_what_differs_where_by_how_much_why_and_what_to_think_of():
    assert check(wrong).splitlines() == [
        "Not right yet: at step 1 the position is 3.089 (coordinate 2 of 2), and -1.089 is right: off by 4.2.",
        "This is exactly what comes out when the sign is wrong: the step goes up the slope.",
        "Hint: The gradient points uphill. Its length, times the learning rate, is the length of the step.",
    ]


@pytest.mark.parametrize("kind", ["right", "not attempted", "wrong"])
def test_the_box_is_for_every_theme_and_for_readers_of_a_screen(kind):
    page = Answer(kind, "2 < 3 & <script>alert(1)</script>", 'and "more"')._repr_html_()
    assert page.startswith('<div role="status" style="')
    assert "2 &lt; 3 &amp; &lt;script&gt;alert(1)&lt;/script&gt;<br>and &quot;more&quot;</div>" in page
    assert re.search(r"border: 1px solid var\(--jp-(success|warn|error)-color1, #[0-9a-f]{6}\)", page)
    assert not re.search(r"[; \"](color|background)", page), "its words have the colour of the page"
    assert re.fullmatch(r'<div [^<>]*><b aria-hidden="true">[✔○✘]</b> [^<>]*<br>[^<>]*</div>', page)


@pytest.mark.parametrize(
    ("mine", "right", "words"),
    [
        (2.0, -2.0, "the sign is the other one"),
        (10.0, 1.0, "10 times too large"),
        (-10.0, -1.0, "10 times too large"),
        (0.001, 1.0, "1e+03 times too small"),
        (2.0, 1.0, "2 times too large"),
        (1.1, 1.0, "off by 0.1"),
        (-1.0, 3.0, "off by -4"),
        (0.25, 0.0, "off by 0.25"),
        (0.0, 0.25, "off by -0.25"),
    ],
)
def test_by_how_much_is_said_as_one_would(mine, right, words):
    assert difference(np.array(mine), np.array(right))[2] == words


def test_numbers_have_four_digits_or_as_many_as_tell_them_apart():
    assert difference(np.array(1 / 3), np.array(2 / 3))[:2] == ("0.3333", "0.6667")
    assert difference(np.array(1.00000123), np.array(1.00000234))[:2] == ("1.000001", "1.000002")
    assert difference(np.array(np.nan), np.array(0.5))[:2] == ("NaN", "0.5")


def test_the_coordinate_is_the_one_that_differs_most():
    mine, right = np.array([1.0, 2.0, 30.0]), np.array([1.0, 2.5, 3.0])
    assert difference(mine, right) == ("30 (coordinate 3 of 3)", "3", "10 times too large")
