"""What a student does to the picture, written into the player's state."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from optlab.controls.state import State
from optlab.views.scene.scene import LEAST, MOST

Point = tuple[float, ...]
MANY = 100  # views of one player
NARROWEST, WIDEST = 200.0, 4000.0  # pixels: the room that a page may have for a picture


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


QUESTIONS = {  # all that a page may ask, and what each part must be
    "press": {"x": _number, "y": _number},
    "drag": {"x": _number, "y": _number},
    "key": {"key": _text},
    "look": {"dark": _yes_or_no, "ratio": _number, "width": _number, "height": _number},
    "seen": {"number": _whole},
    "view": {"view": _text, "visible": _yes_or_no},
}


class Hands:
    """Answers the questions of a `Picture`. What is none of them, or malformed, changes nothing.

    Args:
        state: of the player.
        at: the start that a pixel of the picture stands for; None beside the landscape.
        seen: called with the number of a frame that has come.
        keys: what further keys do, by the key.
    """

    def __init__(
        self,
        state: State,
        at: Callable[[float, float], Point | None],
        seen: Callable[[int], None],
        keys: dict[str, Callable[[], None]],
    ) -> None:
        self.state, self.at, self._seen = state, at, seen
        self.views: set[str] = set()  # those of the pictures of this player that are on a screen
        self.keys = {
            "ArrowLeft": lambda: self._go(state.t - 1),
            "ArrowRight": lambda: self._go(state.t + 1),
            "Home": lambda: self._go(0),
            "End": lambda: self._go(state.steps),
            " ": self._play,
        } | keys
        self.answers: dict[str, Callable[..., None]] = {
            "press": self._put,
            "drag": self._put,
            "key": self._key,
            "look": self._look,
            "view": self._view,
            "seen": self._seen,
        }

    def __call__(self, question: Any) -> None:
        kind = question.get("kind") if isinstance(question, dict) else None
        if not isinstance(kind, str) or kind not in QUESTIONS:
            return
        parts = QUESTIONS[kind]
        if not all(fits(question.get(name)) for name, fits in parts.items()):
            return
        given = {name: question[name] for name in parts}
        self.answers[kind](**given)

    def _put(self, x: float, y: float) -> None:
        point = self.at(x, y)
        if point is not None:
            self.state.start = point

    def _key(self, key: str) -> None:
        if key in self.keys:
            self.keys[key]()

    def _look(self, dark: bool, ratio: float, width: float, height: float) -> None:
        with self.state.hold_trait_notifications():
            self.state.theme = "dark" if dark else "light"
            self.state.ratio = min(max(ratio, LEAST), MOST)
            self.state.place = (width, height) if width > 0 and height > 0 else ()
            self.state.room = min(max(width, NARROWEST), WIDEST) if width > 0 >= height else 0.0

    def _view(self, view: str, visible: bool) -> None:
        if visible and len(self.views) < MANY:
            self.views.add(view)
        elif not visible:
            self.views.discard(view)
        self.state.watched = bool(self.views)

    def _go(self, t: int) -> None:
        self.state.t = t

    def _play(self) -> None:
        self.state.playing = not self.state.playing
