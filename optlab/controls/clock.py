"""Time for a run that plays: it passes in the kernel, and waits for the browser."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optlab.controls.player import Player

AHEAD = 4  # pictures that may be under way to a browser which has not said that it shows them
FASTEST = 30  # pictures a second


class Clock:
    """Moves a run on while its player plays, at the speed that is set and no faster than the browser shows it.

    Were the browser to ask for every step, asking would take it longer than showing: JupyterLab does
    its page anew whenever the kernel is busy and whenever it is idle again.
    """

    def __init__(self, player: Player) -> None:
        self.player = player
        self._seen = 0
        self._next: asyncio.TimerHandle | None = None
        for control in (player.transport.play, player.transport.speed):
            control.observe(self._turn, "value")

    def seen(self, number: int) -> None:
        """The browser shows the picture of this number."""
        self._seen = max(self._seen, number)
        if self.player.picture.playing and self._next is None:
            self._wait()

    def stop(self) -> None:
        """Stop; a clock that has stopped costs nothing."""
        if self._next is not None:
            self._next.cancel()
        self._next = None

    def _turn(self, _: Any) -> None:
        player, on = self.player, self.player.transport.play.value
        self.stop()
        if on and player.t == player.steps:
            player.go(0)  # a run that has ended begins anew
        player.picture.playing, self._seen = on, player.picture.number
        if on:
            self._begin()
            self._wait()

    def _begin(self) -> None:
        self._began, self._from, self._shown = monotonic(), self.player.t, self.player.t

    def _wait(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no kernel, and so nobody to play it to
            return
        self._next = loop.call_later(1 / min(self.player.transport.speed.value, FASTEST), self._tick)

    def _tick(self) -> None:
        self._next, player = None, self.player
        if player.picture.number - self._seen >= AHEAD:
            return  # until it is seen
        if player.t != self._shown:  # somebody moved it, and from there it goes on
            self._begin()
        self._wait()
        due = self._from + int((monotonic() - self._began) * player.transport.speed.value)
        if due != self._shown:
            self._shown = due = min(due, player.steps)
            player.go(due)
        if due == player.steps:
            player.transport.play.value = False
