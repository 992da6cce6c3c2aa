"""The parts of a step as arrows: they begin where the slope was taken, and their sum ends at the head."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from PIL import ImageDraw

from optlab import Adam, AdamW, GradientDescent, Momentum, Nesterov, bowl, parabola, rosenbrock, run
from optlab.formulas.step_terms import step_terms
from optlab.objectives import Surface
from optlab.optimizers import Rate, Record, Rule
from optlab.views.contrast import TEXT, contrast
from optlab.views.scene.arrows import LONG, term_colours
from optlab.views.scene.polygons import NOWHERE
from optlab.views.scene.scene import Scene
from optlab.views.scene.writing import Writing
from optlab.views.style import DARK, LIGHT
from tests.formulas.test_step_terms import Looped, Pulled
from tests.views.scene.test_scene import coloured


@dataclass(frozen=True)
class Late(Rule):
    """Its first step is a short one."""

    learning_rate: Rate = 0.1

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * gradient if t > 1 else -0.01 * gradient
        return Record(last.position + step, step)


RULES = [Momentum(0.1), Nesterov(0.1), Adam(0.3), AdamW(0.3), GradientDescent(0.4), Pulled(0.1), Looped(0.1)]
STEPS = 12


def ends(polygon):
    """Tail and tip of an arrow, in pixels."""
    corners = polygon.get_xy()
    return (corners[0] + corners[6]) / 2, corners[3]


@pytest.mark.parametrize("objective", [bowl, parabola], ids=str)
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_terms_lie_tip_to_tail_from_where_the_step_begins_to_where_it_ends(rule, objective):
    trace = run(rule, objective, STEPS)
    scene = Scene([trace], arrows=True)
    (arrows,) = scene.landscape.arrows
    for t in range(1, STEPS + 1):
        scene.picture(t)
        begin, end = scene.landscape.axes.transData.transform(scene.landscape.points[0][t - 1 : t + 1])
        wanted = begin + (end - begin) * arrows.scale(t) * ([1, 1] if objective.dim == 2 else [1, 0])
        drawn = [arrows.full[i] for i in arrows.order if not np.array_equal(arrows.full[i].get_xy()[:3], NOWHERE)]
        if objective.dim == 2 and len(drawn) == len(step_terms(rule)) > 0:
            assert ends(drawn[0])[0] == pytest.approx(begin)
            assert ends(drawn[-1])[1] == pytest.approx(wanted, abs=1e-3)
            for one, other in pairwise(drawn):
                assert ends(other)[0] == pytest.approx(ends(one)[1])
        if len(step_terms(rule)) != 1 and np.hypot(*(wanted - begin)) > 1:
            assert ends(arrows.sum)[1] == pytest.approx(wanted, abs=1e-3)


def test_short_steps_are_drawn_longer_and_the_key_says_so():
    scene = Scene([run(Adam(0.001), rosenbrock, STEPS)], arrows=True, ratio=2)
    (arrows,) = scene.landscape.arrows
    scene.picture(5)
    (tail, tip) = ends(arrows.full[0])
    assert LONG / 3 < np.hypot(*(tip - tail)) / 2 <= LONG
    assert arrows.key(5)[-1][0].startswith("drawn × ")
    long = Scene([run(GradientDescent(0.9), parabola, STEPS)], arrows=True)
    assert not any("drawn" in text for text, _ in long.landscape.key(1))


def test_they_have_the_colours_that_the_key_says_and_there_are_none_at_the_start():
    trace = run(Momentum(0.1), bowl, STEPS)
    scene, without = Scene([trace], arrows=True), Scene([trace])
    for theme in (LIGHT, DARK):
        assert all(contrast(colour, theme.paper) >= TEXT for colour in term_colours(Momentum(), theme))
    for colour in term_colours(Momentum(), LIGHT):
        assert coloured(scene.frame(4), colour).sum() > 20
        assert coloured(without.frame(4), colour).sum() == 0
    assert [text for text, _ in scene.landscape.key(4)][:3] == ["→ μv", "→ −ηg", "→ step"]
    assert without.landscape.key(4) == []
    assert all(np.array_equal(polygon.get_xy()[:3], NOWHERE) for polygon in [*hidden(scene)])


def hidden(scene):
    scene.picture(0)
    return scene.landscape.arrows[0].full


def test_nesterovs_ring_is_where_the_look_ahead_has_led():
    trace = run(Nesterov(0.1), bowl, STEPS)
    scene = Scene([trace], arrows=True)
    scene.picture(5)
    (arrows,) = scene.landscape.arrows
    ring = np.ravel(arrows.ring.get_data())
    assert ring == pytest.approx(trace["position"][4])
    tail, tip = ends(arrows.hollow[0])
    axes = scene.landscape.axes
    assert tip == pytest.approx(axes.transData.transform(ring))
    before = axes.transData.inverted().transform(tip + (tail - tip) / arrows.scale(5))
    assert before == pytest.approx(trace["position"][4] - 0.9 * trace["velocity"][4])


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_the_same_pixels_from_any_direction(rule):
    scene = Scene([run(rule, bowl, STEPS)], arrows=True)
    forward = [scene.frame(t) for t in range(STEPS + 1)]
    assert all(np.array_equal(scene.frame(t), forward[t]) for t in (3, 0, 12, 7, 1))


def test_the_key_leaves_the_start_free():
    """The start is a hand's to move: where it lies in the corner of the key, the key goes to another."""
    ground = Surface("a bowl", lambda w: (w**2).sum(axis=0), lambda w: 2 * w, start=(9, 9), window=((-10, 10),) * 2)
    places = set()
    for start in ((9, 9), (9, -9), (-9, 9), (-9, -9)):
        scene = Scene([run(Momentum(0.1), ground, steps=5, start=start)], arrows=True, size="slide")
        x, y = scene.landscape.pixel(np.array(start))
        key = Writing(scene.theme, scene.size, 1.0)._key(
            ImageDraw.Draw(scene.picture(1)), scene.landscape.key(1), scene.landscape
        )
        assert not (key[0] < x < key[2] and key[1] < y < key[3])
        places.add(key)
    assert len(places) == 2


def test_a_step_that_is_made_otherwise_than_most_has_its_sum_alone():
    trace = run(Late(0.1), bowl, STEPS)
    scene = Scene([trace], arrows=True)
    (arrows,) = scene.landscape.arrows
    for t, terms in ((1, 0), (2, 1)):
        scene.picture(t)
        assert sum(not np.array_equal(polygon.get_xy()[:3], NOWHERE) for polygon in arrows.full) == terms
        begin, end = scene.landscape.axes.transData.transform(scene.landscape.points[0][t - 1 : t + 1])
        one = arrows.full[0] if terms else arrows.sum
        assert ends(one)[1] == pytest.approx(begin + (end - begin) * arrows.scale(t), abs=1e-3)
