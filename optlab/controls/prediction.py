"""Predict, then reveal: a question that stands before a run, and what it says at the run's end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets

from optlab.controls.presets import Presets, preset_rules
from optlab.controls.question import LETTERS, Question
from optlab.controls.stage import Stage
from optlab.controls.state import State
from optlab.optimizers.rule import Rule

CHOOSE = "Choose a setting, and predict what it will do."
ASKED = "Choose an answer: click it, or press its letter. Then it plays."
GUESSED = "You say {}. Watch, or go step by step."
RIGHT = "<b>Right.</b> {}"
OTHERWISE = "You said {}. This time it was {}. Play it again and compare."
CHANGED = "This is another run now: reset asks again."
ROOM = 80  # as many characters of answers fit into the two lines below the buttons


class Prediction(widgets.VBox):
    """Writes the ``phase`` of the state: it is ``free`` again once a run that was predicted has ended.

    Args:
        state: of the player.
        stage: whose runs are asked about.
        question: with its answers.
        presets: settings of the first rule that are asked about, or None to ask about the runs as they are.
        show: called with the rule of a preset, to show it in the controls.

    Raises:
        ValueError: a preset that the rule refuses, a question that has no right answer.
    """

    def __init__(
        self, state: State, stage: Stage, question: Question, presets: Mapping[str, Any] | None, show: Any
    ) -> None:
        self.state, self.stage, self.question, self.guess = state, stage, question, None
        self.show = show
        self.words = question.choices(stage.traces)
        first = stage.rules[0]
        about = {"": first} if presets is None else preset_rules(first, presets)
        self.rights = {name: question.right(stage.runs_of(rule)) for name, rule in about.items()}
        self.presets = Presets(first, presets, self._ask_about) if presets is not None else None
        self.first = "asked" if presets is None else "choose"
        self.text = widgets.HTML(f"<b>Predict.</b> {escape(question.text)}", _dom_classes=("optlab-question",))
        self.answers = [widgets.Button(description=f"{LETTERS[i]}  {words}") for i, words in enumerate(self.words)]
        for i, button in enumerate(self.answers):
            button.on_click(lambda _, i=i: self.answer(i))
        row = widgets.HBox(self.answers, _dom_classes=("optlab-choices", "optlab-answers"))
        self.result = widgets.HTML(_dom_classes=("optlab-result",))
        super().__init__([part for part in (self.text, self.presets, row, self.result) if part is not None])
        self.add_class("optlab-prediction")
        state.observe(lambda _: self._moved(), "t")
        self.ask()

    def ask(self) -> None:
        """Ask, as in the beginning."""
        if self.presets is not None:
            self.presets.choose(None)
        self._enter(self.first)

    def answer(self, i: int) -> None:
        """Take an answer, and play."""
        if self.state.phase != "asked" or i >= len(self.answers):
            return
        self.guess = i
        self._enter("guessed")
        self.state.playing = True

    def letters(self) -> dict[str, Callable[[], None]]:
        """What the letters of the answers do."""
        found = {letter: partial(self.answer, i) for i, letter in enumerate(LETTERS[: len(self.answers)])}
        return found | {letter.lower(): answer for letter, answer in found.items()}

    def changed(self) -> None:
        """Another run is shown than the one that was asked about."""
        if self.guess is not None and self.state.phase == "free":
            self.guess = None
            self._mark([])
            self.result.value = CHANGED

    def facts(self) -> list[str]:
        """What is right, for nbval: a line a question."""
        return [
            f"asked: {self.question.text} {f'({name}) ' if name else ''}→ {' or '.join(self.words[i] for i in right)}"
            for name, right in self.rights.items()
        ]

    def _ask_about(self, rule: Rule) -> None:
        self.state.begin("asked")
        self.show(rule)
        self._enter("asked")
        self.stage.replace(0, rule)

    def _enter(self, phase: str) -> None:
        if phase != "guessed":
            self.guess = None
            self.state.begin(phase)
        self.state.phase = phase
        for button in self.answers:
            button.disabled = phase != "asked"
            button.layout.visibility = "hidden" if phase == "choose" else "visible"
        self._mark([])
        said = {"choose": CHOOSE, "asked": ASKED, "guessed": GUESSED.format(LETTERS[self.guess or 0])}
        self.result.value = said[phase]

    def _moved(self) -> None:
        if self.state.phase == "guessed" and self.state.t == self.state.steps:
            self.state.phase = "free"
            self._tell(self.question.right(self.stage.traces))

    def _tell(self, right: Sequence[int]) -> None:
        name = self.presets.reveal() if self.presets is not None else ""
        of = f"This is “{escape(name)}”. " if name else ""
        if self.guess in right:
            also = [LETTERS[i] for i in right if i != self.guess]
            more = f"{' and '.join(also)} {'is' if len(also) == 1 else 'are'} true as well." if also else ""
            said = RIGHT.format(of + more)
        else:
            assert self.guess is not None  # it is in the phase "guessed"
            was = " or ".join(f"{LETTERS[i]}: {self.words[i]}" for i in right)
            if len(was) > ROOM:
                was = " or ".join(LETTERS[i] for i in right)
            said = of + OTHERWISE.format(LETTERS[self.guess], f"<b>{escape(was)}</b>")
        self.result.value = said
        self._mark(right)

    def _mark(self, right: Sequence[int]) -> None:
        for i, button in enumerate(self.answers):
            for name, holds in (("optlab-chosen", i == self.guess), ("optlab-right", i in right)):
                (button.add_class if holds else button.remove_class)(name)
            sign = "✓" if i in right else LETTERS[i]
            button.description = f"{sign}  {self.words[i]}"
