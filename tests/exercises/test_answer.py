"""What a learner reads: the same words every time, in a box that every theme can show."""

import re

import numpy as np
import pytest

from optlab.exercises import Answer, check
from optlab.exercises.compare import difference, how_much
from optlab.exercises.findings import Finding


def wrong(x, gradient, learning_rate):
    return x + learning_rate * gradient


wrong.__name__ = "gradient_descent_step"


def test_an_answer_is_the_same_every_time():
    first, second = check(wrong), check(wrong)
    assert (first, str(first), first._repr_html_()) == (second, str(second), second._repr_html_())
    assert repr(first) == str(first)
    assert "0x" not in str(first)


def test_it_is_a_value_that_a_machine_reads():
    answer = check(wrong)
    assert (answer.exercise, answer.kind, answer.mistakes) == ("gradient_descent_step", "wrong", ("sign wrong",))
    assert (answer.place.step, answer.finding.key, answer.finding.facts["coordinate"]) == (1, "differs", 1)
    assert answer.outcome == "sign wrong"
    with pytest.raises(AttributeError):
        answer.kind = "right"


def test_it_says_what_differs_where_by_how_much_why_and_what_to_think_of():
    assert str(check(wrong)).splitlines() == [
        "Not right yet: at step 1 the position is 3.089 (coordinate 2 of 2), and -1.089 is right: "
        "the difference is 4.2.",
        "This is exactly what comes out when the sign is wrong: the step goes up the slope.",
        "Hint: The gradient points uphill. Its length, times the learning rate, is the length of the step.",
    ]


@pytest.mark.parametrize("kind", ["right", "not attempted", "wrong"])
def test_the_box_is_for_every_theme_and_for_readers_of_a_screen(kind):
    facts = {"error": "ValueError", "message": "2 < 3 & <script>alert(1)</script>", "line": 2, "code": 'x = "<b>"'}
    page = Answer("floor", kind, Finding("raises", facts))._repr_html_()
    assert page.startswith('<div role="status" style="')
    assert "ValueError: 2 &lt; 3 &amp; &lt;script&gt;alert(1)&lt;/script&gt;, in line 2:<br>" in page
    assert "<br><code>x = &quot;&lt;b&gt;&quot;</code></div>" in page
    assert re.search(r"border: 1px solid var\(--jp-(success|warn|error)-color1, #[0-9a-f]{6}\)", page)
    assert not re.search(r"[; \"](color|background)", page), "its words have the colour of the page"
    assert re.fullmatch(r'<div [^<>]*><b aria-hidden="true">[✔○✘]</b> [^<>]*<br><code>[^<>]*</code></div>', page)


@pytest.mark.parametrize(
    ("mine", "right", "words"),
    [
        (2.0, -2.0, "the sign is wrong"),
        (10.0, 1.0, "this is 10 times as much"),
        (-10.0, -1.0, "this is 10 times as much"),
        (2.0, 1.0, "this is twice as much"),
        (1.0, 2.0, "this is half of it"),
        (0.25, 1.0, "this is 1/4 of it"),
        (0.3, 1.0, "the right one is 3.33 times as large"),
        (0.001, 1.0, "this is 1/1000 of it"),
        (1234.5, 1.0, "this is 1,234 times as much"),
        (5e9, 1.0, "this is more than a million times as much"),
        (1.1, 1.0, "the difference is 0.1"),
        (-1.0, 3.0, "the difference is 4"),
        (0.0, 0.25, "the difference is 0.25"),
        (np.nan, 1.0, "NaN is no number; 0/0 and the root of a negative number give it"),
        (np.inf, 1.0, "a division by 0 gives infinity, and so do numbers that grow too large"),
    ],
)
def test_by_how_much_is_said_as_one_would(mine, right, words):
    assert how_much(mine, right) == words


def first_line(*numbers):
    """What is said of floor when it returns these in its three cases."""
    left = list(numbers)

    def floor(learning_rate, curvature, sigma):
        return left.pop(0)

    return str(check(floor)).splitlines()[0]


def test_numbers_have_four_digits_or_as_many_as_tell_them_apart():
    assert " the loss is 1, and 0.02632 is right" in first_line(1.0, 0, 0)
    assert " the loss is 0.02631578, and 0.02631579 is right" in first_line(0.02631578, 0, 0)
    assert " the loss is NaN, and 0.02632 is right" in first_line(np.nan, 0, 0)


def test_the_coordinate_is_the_one_that_differs_most():
    mine, right = np.array([1.0, 2.0, 30.0]), np.array([1.0, 2.5, 3.0])
    found = difference((right, mine), (right, right))
    assert found == {"value": 1, "mine": 30.0, "right": 3.0, "coordinate": 2, "of": 3}


def test_two_mistakes_that_give_the_same_numbers_are_both_named():
    def floor(learning_rate, curvature, sigma):
        return sigma**2 / (2 * (2 - learning_rate * curvature))

    assert str(check(floor)).splitlines()[1] == (
        "This is exactly what comes out when the learning rate is missing above the line, "
        "or when η is not squared in the variance."
    )


def test_mistakes_that_need_no_list_are_named_too():
    def best_rate(smallest_curvature, largest_curvature):
        return 2 / (smallest_curvature + largest_curvature**2)

    answer = check(best_rate)
    assert answer.mistakes == ("square: largest_curvature",)
    assert "This is exactly what comes out when largest_curvature is squared." in str(answer)


def test_a_mistake_in_one_place_is_named_without_the_formula():
    def momentum_step(x, v, gradient, learning_rate, momentum):
        v = (momentum + v) - learning_rate * gradient
        return x + v, v

    lines = str(check(momentum_step)).splitlines()
    assert lines[1].endswith(" makes it right: another operator belongs in momentum + v.")
    namespace = {}
    exec(
        "def momentum_step(x, v, gradient, rate, momentum):\n"
        "    return x + momentum + v - rate * gradient, momentum + v - rate * gradient",
        namespace,
    )
    answer = check(namespace["momentum_step"])  # without a source, the solution is changed in one place
    assert answer.mistakes == ("operator added: v",)
    assert "This is exactly what comes out when v is added where it must not be." in str(answer)


def test_two_mistakes_at_once_are_named():
    def floor(learning_rate, curvature, sigma):
        return learning_rate * sigma / (2 * (2 + learning_rate * curvature))

    answer = check(floor)
    assert answer.mistakes == ("sigma not squared + sign wrong",)
    assert "when σ is not squared and at the same time the sign is wrong: (2 + ηλ)." in str(answer)
