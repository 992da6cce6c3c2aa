"""What a student does to the picture, as calls of its player."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optlab.controls.player import Player


class Hands:
    """Answers the questions of a `Picture`, which says what they are."""

    def __init__(self, player: Player) -> None:
        self.player, self.dark = player, False

    def __call__(self, question: dict[str, Any]) -> None:
        getattr(self, question["kind"])(question)

    def press(self, question: dict[str, Any]) -> None:
        """The start is put somewhere."""
        self.player.move(question["x"], question["y"])

    drag = press

    def seen(self, question: dict[str, Any]) -> None:
        """A frame has come."""
        self.player.clock.seen(question["number"])

    def key(self, question: dict[str, Any]) -> None:
        """A key, with the picture focused."""
        player, key = self.player, question["key"]
        if key == " ":
            player.transport.play.value = not player.transport.play.value
        elif key in "rR":
            player.reset()
        else:
            player.go({"ArrowLeft": player.t - 1, "ArrowRight": player.t + 1, "Home": 0, "End": player.steps}[key])

    def theme(self, question: dict[str, Any]) -> None:
        """The page is dark, or light."""
        if question["dark"] != self.dark:
            self.dark = question["dark"]
            self.player.paint("dark" if self.dark else "light")
