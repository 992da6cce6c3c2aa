"""What a player asks before its run is seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from optlab.controls.closing import close_all
from optlab.controls.prediction import Prediction
from optlab.controls.question import Question
from optlab.controls.stage import Stage
from optlab.controls.state import State


def asked(
    state: State, stage: Stage, question: Question | None, presets: Mapping[str, Any] | None, show: Any
) -> Prediction | None:
    """The prediction for a question, if there is one; of a player that is refused no widget is left.

    Raises:
        ValueError: whatever `Prediction` refuses.
    """
    if question is None:
        return None
    try:
        prediction = Prediction(state, stage, question, presets, show)
    except ValueError:
        for part in (stage.picture, stage.room):
            close_all(part)
        raise
    stage.picture.answers = len(prediction.answers)
    return prediction
