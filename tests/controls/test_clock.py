"""A run that plays: how fast, until when, and for whom it waits."""

import asyncio
from threading import Thread
from time import monotonic, sleep

import pytest

from optlab import GradientDescent, parabola
from optlab.controls import Player
from optlab.controls.clock import AHEAD
from optlab.controls.rest import REST
from optlab.views.alone import alone

STEPS = 12


@pytest.fixture
def player():
    player = Player(GradientDescent(), parabola, STEPS)
    player.transport.speed.value = 100.0
    yield player
    player.close()


def looks(player):
    """The browser says what it shows."""
    player.picture._asked(None, {"kind": "seen", "number": player.picture.number}, None)


async def until(condition, seconds=5.0, look=None):
    end = monotonic() + seconds
    while not condition() and monotonic() < end:
        if look is not None:
            looks(look)
        await asyncio.sleep(0.005)
    return condition()


def test_it_plays_to_the_end_and_from_there_anew(player):
    async def played():
        player.transport.play.value = True
        assert player.picture.playing
        assert await until(lambda: not player.transport.play.value, look=player)
        assert (player.state.t, player.picture.playing) == (STEPS, False)
        player.transport.play.value = True
        assert player.state.t == 0
        assert await until(lambda: player.state.t > 0, look=player)

    asyncio.run(played())


def test_it_waits_for_a_browser_that_shows_nothing(player):
    async def unseen():
        player.transport.speed.value = 30.0
        first = player.picture.number
        player.transport.play.value = True
        assert await until(lambda: player.picture.number - first == AHEAD)
        await asyncio.sleep(2 * REST)
        assert player.picture.playing
        assert player.picture.number - first == AHEAD, "a picture without loss is one more to wait for"
        before = player.picture.number
        assert await until(lambda: player.picture.number > before + 1, look=player)

    asyncio.run(unseen())


def test_it_goes_on_from_where_a_hand_has_put_it(player):
    async def moved():
        player.transport.speed.value = 5.0
        player.transport.play.value = True
        assert await until(lambda: player.state.t == 1, look=player)
        player.go(9)
        assert await until(lambda: player.state.t > 9, look=player)
        assert player.state.t == 10

    asyncio.run(moved())


def test_it_keeps_its_speed(player):
    async def timed():
        player.transport.speed.value = 30.0
        began = monotonic()
        player.transport.play.value = True
        assert await until(lambda: not player.transport.play.value, look=player)
        return monotonic() - began

    assert asyncio.run(timed()) >= STEPS / 30, "it came to its end before its time"


def test_nothing_is_planned_for_the_past(player, monkeypatch):
    """A browser's loop refuses that, and a step that is late is due in the past."""
    planned = []

    async def late():
        loop = asyncio.get_running_loop()
        later = loop.call_later

        def note(delay, callback, *more, **named):
            planned.extend([delay] if getattr(callback, "__name__", "") == "_tick" else [])
            return later(delay, callback, *more, **named)

        monkeypatch.setattr(loop, "call_later", note)
        player.transport.play.value = True
        while player.state.playing:
            looks(player)
            sleep(0.05)  # five steps
            await asyncio.sleep(0)

    asyncio.run(late())
    assert len(planned) > 1
    assert min(planned) >= 0


def test_a_pause_is_one_at_once(player):
    async def paused():
        player.transport.play.value = True
        assert await until(lambda: player.state.t > 2, look=player)
        player.transport.play.value = False
        at = player.state.t
        assert await until(lambda: player.picture.frame.startswith(b"\x89PNG"), seconds=2 * REST), "and then is sharp"
        assert player.state.t == at

    asyncio.run(paused())


def test_without_a_kernel_time_stands_still(player):
    player.transport.play.value = True
    assert (player.state.t, player.picture.playing) == (0, True)
    player.transport.play.value = False
    assert not player.picture.playing


def test_for_nobody_time_stands_still_and_nothing_is_drawn(player):
    """Scrolled away, its tab hidden, its cell deleted; and from there it goes on when somebody looks again."""

    async def unwatched():
        player.transport.speed.value = 30.0
        player.transport.play.value = True
        assert await until(lambda: player.state.t >= 2, look=player)
        player.state.watched = False
        at, number = player.state.t, player.picture.number
        player.desk.settings[0].controls["learning_rate"].box.value = "0.3"
        await asyncio.sleep(0.6)
        assert (player.state.t, player.picture.number) == (at, number)
        player.state.watched = True
        assert player.picture.number > number, "what was left undrawn"
        assert "learning_rate=0.3" in player.picture.alt
        assert await until(lambda: player.state.t > at, look=player)
        assert player.state.t <= at + 2, "time went on while nobody looked"

    asyncio.run(unwatched())


def test_a_browser_that_was_silent_for_long_finds_the_run_where_it_was(player):
    async def silent():
        player.transport.speed.value = 10.0
        player.transport.play.value = True
        assert await until(lambda: player.clock._waits is not None)
        at = player.state.t
        await asyncio.sleep(0.8)
        looks(player)
        assert await until(lambda: player.state.t > at, look=player)
        assert player.state.t == at + 1

    asyncio.run(silent())


def test_a_hand_that_moves_the_run_while_the_clock_does_leaves_slider_and_picture_at_one_step():
    """In JupyterLab a message of the page is answered on a thread of its own."""
    player = Player(GradientDescent(learning_rate=0.01), parabola, steps=20)

    def press_end(change):
        if change["new"] == 3:
            hand = Thread(target=player.picture.answer, args=({"kind": "key", "key": "End"},))
            hand.start()
            hand.join()

    player.transport.step.observe(press_end, "value")
    player.go(3)
    assert player.transport.step.value == player.state.t == 20


def test_the_page_and_the_clock_move_a_run_one_after_the_other(player):
    """Of two threads that write and send at once, one's word may be lost."""

    @alone
    def draws():
        hand = Thread(target=player.picture._asked, args=(None, {"kind": "key", "key": "End", "id": "v 1"}, None))
        hand.start()
        hand.join(0.2)
        assert player.state.t == 0, "the key did not wait"
        return hand

    draws().join()
    assert player.state.t == STEPS
    assert player.picture.answered == "v 1"
