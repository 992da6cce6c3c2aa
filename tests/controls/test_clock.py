"""A run that plays: how fast, until when, and for whom it waits."""

import asyncio
from time import monotonic

import pytest

from optlab import GradientDescent, parabola
from optlab.controls import Player
from optlab.controls.clock import AHEAD

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
        assert (player.t, player.picture.playing) == (STEPS, False)
        player.transport.play.value = True
        assert player.t == 0
        assert await until(lambda: player.t > 0, look=player)

    asyncio.run(played())


def test_it_waits_for_a_browser_that_shows_nothing(player):
    async def unseen():
        player.transport.speed.value = 30.0
        first = player.picture.number
        player.transport.play.value = True
        assert await until(lambda: player.picture.number - first == AHEAD)
        await asyncio.sleep(0.2)
        assert player.picture.playing
        assert player.picture.number - first <= AHEAD + 1, "no more than the one without loss"
        before = player.picture.number
        assert await until(lambda: player.picture.number > before + 1, look=player)

    asyncio.run(unseen())


def test_it_goes_on_from_where_a_hand_has_put_it(player):
    async def moved():
        player.transport.speed.value = 5.0
        player.transport.play.value = True
        assert await until(lambda: player.t == 1, look=player)
        player.go(9)
        assert await until(lambda: player.t > 9, look=player)
        assert player.t == 10

    asyncio.run(moved())


def test_it_keeps_its_speed(player):
    async def timed():
        player.transport.speed.value = 30.0
        began = monotonic()
        player.transport.play.value = True
        assert await until(lambda: not player.transport.play.value, look=player)
        return monotonic() - began

    assert asyncio.run(timed()) >= STEPS / 30, "it came to its end before its time"


def test_a_pause_is_one_at_once(player):
    async def paused():
        player.transport.play.value = True
        assert await until(lambda: player.t > 2, look=player)
        player.transport.play.value = False
        at = player.t
        await asyncio.sleep(0.1)
        assert player.t == at

    asyncio.run(paused())


def test_without_a_kernel_time_stands_still(player):
    player.transport.play.value = True
    assert (player.t, player.picture.playing) == (0, True)
    player.transport.play.value = False
    assert not player.picture.playing
