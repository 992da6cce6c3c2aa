"""Settings to predict before they are played."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

import ipywidgets as widgets

from optlab.notation import symbol
from optlab.rule import Rule
from optlab.verdict import Verdict

ENDINGS = {
    "converged": "arrives",
    "still moving": "is still on its way",
    "oscillating": "swings to and fro",
    "stuck": "gets stuck",
    "diverged": "leaves for good",
}


class Presets(widgets.VBox):
    """Buttons that show a setting but not its name; the name comes with the answer.

    Args:
        rule: what the settings change.
        presets: from a name ("too slow") to a learning rate, or to a dictionary of hyperparameters.
        play: called with the rule once a prediction has been made; it plays the run.

    Raises:
        ValueError: a setting that the rule refuses.
    """

    def __init__(self, rule: Rule, presets: Mapping[str, Any], play: Callable[[Rule], None]) -> None:
        self.play = play
        self.rules = {name: replace(rule, **_known(rule, _changes(setting))) for name, setting in presets.items()}
        self.labels = {name: _label(_changes(setting)) for name, setting in presets.items()}
        self.buttons = {name: widgets.Button(description=label) for name, label in self.labels.items()}
        for name, button in self.buttons.items():
            button.layout.width = "auto"
            button.on_click(lambda _, name=name: self._ask(name))
        self.asked: str | None = None
        self.guess: str | None = None
        self.question = widgets.HTML("<b>Predict first.</b> Choose a setting:")
        self.answers = [widgets.Button(description=f"it {words}") for words in ENDINGS.values()]
        for kind, button in zip(ENDINGS, self.answers, strict=True):
            button.layout.width = "auto"
            button.on_click(lambda _, kind=kind: self._predict(kind))
        wrap = {"flex_flow": "row wrap"}
        self.choices = widgets.HBox(self.answers, layout={**wrap, "display": "none"})
        super().__init__([self.question, widgets.HBox(list(self.buttons.values()), layout=wrap), self.choices])
        self.add_class("optlab-presets")

    def reveal(self, verdict: Verdict) -> None:
        """Tell how the run that was predicted has ended."""
        if self.guess is None:
            return
        name, guess, self.guess = self.asked, self.guess, None
        self.buttons[name].description = f"{self.labels[name]}: {name}"
        well = "Yes" if guess == verdict.kind else f"Not this time: you said that it {ENDINGS[guess]}"
        self.question.value = f"<b>{well}.</b> This one is “{escape(name)}”: {escape(verdict)}. Choose another:"

    def _ask(self, name: str) -> None:
        self.asked, self.guess = name, None
        self.question.value = f"<b>{self.labels[name]}: what will it do?</b>"
        self.choices.layout.display = ""

    def _predict(self, kind: str) -> None:
        self.guess = kind
        self.choices.layout.display = "none"
        self.question.value = f"You say that it {ENDINGS[kind]}. Watch."
        self.play(self.rules[self.asked])


def _changes(setting: Any) -> dict[str, Any]:
    return dict(setting) if isinstance(setting, Mapping) else {"learning_rate": setting}


def _known(rule: Rule, changes: dict[str, Any]) -> dict[str, Any]:
    for name in changes:
        if name not in rule.hyperparameters:
            known = ", ".join(rule.hyperparameters)
            raise ValueError(f"{name} is not in {type(rule).__name__}: a preset sets one or more of {known}")
    return changes


def _label(changes: Mapping[str, Any]) -> str:
    return ", ".join(f"{symbol(name) or name} = {value:g}" for name, value in changes.items())
