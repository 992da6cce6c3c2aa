"""What is shown of a player where there is no kernel: a film of its runs."""

from __future__ import annotations

import os
from base64 import b64encode

from optlab.controls.stage import Stage

CARE = "OPTLAB_FINE_FILMS"  # the variable that is set where the course's own notebooks are saved
FINE = "application/x-optlab-fine-film"
MOST_EFFORT = 9


def films(stage: Stage) -> dict[str, str]:
    """By its type the film in base64; where it is made with care, also one of two pixels for one, to choose from.

    To make them smaller and finer takes several times as long, and nobody should wait for that at a cell.
    """
    if not os.environ.get(CARE):
        return {"image/png": b64encode(stage.film()).decode()}
    made = {"image/png": stage.film(effort=MOST_EFFORT), FINE: stage.film(ratio=2.0, effort=MOST_EFFORT)}
    return {kind: b64encode(film).decode() for kind, film in made.items()}
