"""JupyterLab answers widgets in one thread and runs cells in another: no picture may be half of each."""

import sys
from threading import Thread

import numpy as np
import pytest

from optlab import GradientDescent, parabola, run
from optlab.views.scene.scene import Scene

RUNS = [run(GradientDescent(learning_rate=rate), parabola, 12) for rate in (0.1, 1.1)]  # of which one leaves


@pytest.fixture
def often():
    """Threads take turns often."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def test_two_threads_that_draw_one_scene_do_not_draw_over_each_other(often):
    whole = {Scene([trace]).frame(t).tobytes() for trace in RUNS for t in (0, 5, 12)}
    scene, seen = Scene([RUNS[0]]), []

    def play():
        seen.extend(scene.frame(t).tobytes() for t in (0, 5, 12) * 12)

    def change():
        for i in range(1, 20):
            scene.show([RUNS[i % 2]])
            seen.append(scene.frame(5).tobytes())

    threads = [Thread(target=play), Thread(target=change), Thread(target=play)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 72 + 19
    assert set(seen) <= whole


def test_a_scene_made_while_another_is_drawn_has_its_own_theme(often):
    wanted = {theme: Scene([RUNS[0]], theme=theme).frame(5) for theme in ("light", "dark")}
    made = []

    def make(theme):
        made.extend((theme, Scene([RUNS[0]], theme=theme).frame(5)) for _ in range(4))

    threads = [Thread(target=make, args=(theme,)) for theme in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert all(np.array_equal(frame, wanted[theme]) for theme, frame in made)
