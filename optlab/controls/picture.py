"""The picture in the browser: it shows frames, and passes on the pointer, the keys and the clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Bool, Bytes, Float, Int, Unicode

from optlab.views.alone import alone

HERE = Path(__file__).parent


class Picture(anywidget.AnyWidget):
    """An image with a sentence under it, which asks its ``answer`` about all that a student does to it.

    The questions are dictionaries with a ``kind``: ``press`` and ``drag`` (with ``x`` and ``y``, in
    pixels of the page from the top left of the image at its full ``width``), ``key`` (with ``key``), ``look``
    (of the page: ``dark`` or not, how many pixels of the screen one of the page has, ``ratio``, and on slides
    the ``width`` and ``height`` of its place, elsewhere the ``width`` that there is), ``view`` (whether one
    ``view`` of it is ``visible``), and while it is ``playing`` ``seen`` (with the ``number`` of the frame that is
    shown).
    """

    # As text: anywidget would watch a path for changes, and the watch would keep every picture alive.
    _esm = (HERE / "picture.js").read_text("utf-8")
    _css = "".join((HERE / name).read_text("utf-8") for name in ("picture.css", "deck.css"))

    frame = Bytes().tag(sync=True)
    alt = Unicode().tag(sync=True)
    said = Unicode().tag(sync=True)
    width = Int(800).tag(sync=True)
    letters = Float(12.0).tag(sync=True)  # the smallest ones of the picture, in pixels at its full width
    lines = Int(2).tag(sync=True)  # of room for the words
    answers = Int(0).tag(sync=True)  # how many there are to choose from: their letters are keys
    number = Int(0).tag(sync=True)
    playing = Bool(False).tag(sync=True)
    answered = Unicode().tag(sync=True)
    slider = Unicode().tag(sync=True)  # the model that shows which step this is
    step = Int(None, allow_none=True).tag(sync=True)  # where it is to be; None if it is there by itself

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.answer: Callable[[Any], None] = lambda question: None
        self.on_msg(self._asked)

    def show(self, frame: bytes, **traits: Any) -> None:
        """Show the next frame, an image of any kind that browsers know."""
        with self.hold_sync():
            self.frame, self.number = frame, self.number + 1
            for name, value in traits.items():
                setattr(self, name, value)

    @alone
    def _asked(self, _: Any, question: Any, __: Any) -> None:
        name = question.get("id") if isinstance(question, dict) else None
        if not isinstance(name, str):  # nobody waits for an answer
            self.answer(question)
            return
        with self.hold_sync():  # the frame and the word that it is the answer travel together
            try:
                self.answer(question)
            finally:
                self.answered = name
