"""Words on a finished picture, set by Pillow, which is many times faster at it than matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.fonts import font, lines_of
from optlab.views.scene.view import Box, Label, View
from optlab.views.style import Size, Theme
from optlab.views.words import number

CAPTION, LABEL = 1.05, 0.85  # times as large as the text


class Writing:
    """Writes labels and a caption on pictures of one size, theme and pixel ratio."""

    def __init__(self, theme: Theme, size: Size, ratio: float) -> None:
        self.theme, self.size, self.ratio = theme, size, ratio
        self.smallest = size.letters(min(CAPTION, LABEL))  # in points
        self.caption_font, self.label_font = (font(size.letters(scale) * ratio) for scale in (CAPTION, LABEL))

    def __call__(self, picture: Image.Image, views: Sequence[View], t: int, caption: str) -> None:
        """Write all the words of step t."""
        pen = ImageDraw.Draw(picture)
        taken: list[Box] = []
        for view in views:
            for word in view.words(t):
                x, y = word.x * self.ratio, word.y * self.ratio
                pen.text((x, y), word.text, word.colour, self.label_font, anchor=word.anchor)
            if key := view.key(t):
                taken.append(self._key(pen, key, view))
            for label in view.labels(t):
                taken.append(self._label(pen, label, taken))
        self._caption(pen, picture, caption, next((view for view in views if view.foot), None))

    def _caption(self, pen: ImageDraw.ImageDraw, picture: Image.Image, caption: str, over: View | None) -> None:
        """Write what step it is: in the corner, or below the axis of steps in the place of its name."""
        em = self.size.text * self.ratio
        if over is None:
            pen.text((0.7 * em, picture.height - 0.7 * em), caption, self.theme.ink, self.caption_font, anchor="ls")
            return
        left, _, right, _ = over.room()
        half = self.label_font.getlength(caption) / 2
        x = min(self.ratio * (left + right) / 2, picture.width - half - 0.4 * em)
        pen.text((x, picture.height - 0.7 * em), caption, self.theme.ink, self.label_font, anchor="ms")

    def _key(self, pen: ImageDraw.ImageDraw, words: Sequence[tuple[str, str]], view: View) -> Box:
        """Write words in their colours, one below the other, in a corner of a view where no run starts."""
        em = self.size.text * self.ratio
        left, top, right, bottom = (edge * self.ratio for edge in view.room())
        if self.size.fitted:
            room = (right - left - 1.8 * em) / self.ratio
            words = [
                (line, colour) for text, colour in words for line in lines_of(text, self.size.letters(LABEL), room)
            ]
        line, width = 1.5 * em, max(self.label_font.getlength(text) for text, _ in words) + em
        high = line * len(words) + 0.6 * em
        corners = [(x, y) for x in (right - width - 0.4 * em, left + 0.4 * em) for y in (top, bottom - high - 0.8 * em)]
        boxes = [(x, y + 0.4 * em, x + width, y + 0.4 * em + high) for x, y in corners]
        starts = [view.pixel(points[0]) for points in view.points]
        near = [(x * self.ratio - em, y * self.ratio - em, x * self.ratio + em, y * self.ratio + em) for x, y in starts]
        box = next((box for box in boxes if not any(_overlap(box, one) for one in near)), boxes[0])
        pen.rounded_rectangle(
            box, 0.3 * em, fill=self.theme.paper, outline=self.theme.grid, width=round(self.ratio) or 1
        )
        for i, (text, colour) in enumerate(words):
            pen.text((box[0] + 0.5 * em, box[1] + line * (i + 1)), text, colour, self.label_font, anchor="ls")
        return box

    def _label(self, pen: ImageDraw.ImageDraw, label: Label, taken: Sequence[Box]) -> Box:
        """Write a label inside its room, past those that stand in its way; return the box around it."""
        em, style = self.size.text * self.ratio, {"font": self.label_font, "anchor": label.anchor}
        rim, x, y, text = em * 0.3, label.x * self.ratio, label.y * self.ratio, label.text
        if self.size.fitted:
            room = label.room[2] - label.room[0] - 0.6 * self.size.text
            text = "\n".join(lines_of(text, self.size.letters(LABEL), room))
        left, top, right, bottom = pen.textbbox((x, y), text, **style)
        box = (left - rim, top - rim, right + rim, bottom + rim)
        across, down = _back_inside(box, [edge * self.ratio for edge in label.room])
        x, y, box = x + across, y + down, _moved(box, across, down)
        away = em * (0.4 if label.anchor.endswith("a") else -0.4)
        while any(_overlap(box, other) for other in taken):
            y, box = y + away, _moved(box, 0, away)
        pen.rounded_rectangle(box, rim, fill=self.theme.paper, outline=label.colour, width=max(1, round(self.ratio)))
        pen.text((x, y), text, fill=self.theme.ink, **style)
        return box


def caption(traces: Sequence[Trace], t: int) -> str:
    """The step, and of a single run its loss."""
    loss = f"   loss {number(traces[0]['loss'][t])}" if len(traces) == 1 else ""
    return f"step {number(t)}{loss}"


def as_picture(pixels: Array) -> Image.Image:
    """Pixels, ``(height, width, 4)``, as a picture of mode RGBX in the same memory."""
    height, width, _ = pixels.shape
    picture = Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1)
    picture.readonly = 0  # else Pillow copies it before it writes
    return picture


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture as a file of a kind that Pillow knows."""
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _moved(box: Box, across: float, down: float) -> Box:
    return box[0] + across, box[1] + down, box[2] + across, box[3] + down


def _back_inside(box: Box, room: Sequence[float]) -> tuple[float, float]:
    """How far a box must be moved to lie in a room; one that is too wide keeps to the left."""
    across = max(room[0] - box[0], 0) or min(room[2] - box[2], 0)
    down = max(room[1] - box[1], 0) or min(room[3] - box[3], 0)
    return max(across, room[0] - box[0]), down
