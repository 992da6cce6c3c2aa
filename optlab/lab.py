"""What a notebook shows, in one import line.

>>> from optlab.lab import Formula, Player, check, plot_curves, source
"""

from optlab.controls import Player, Question
from optlab.exercises import Diagnosis, check
from optlab.formulas import Formula, source
from optlab.views.charts import (
    plot_chain,
    plot_curves,
    plot_family,
    plot_images,
    plot_paths,
    plot_schedules,
    plot_table,
    plot_training,
    sweep_map,
)
from optlab.views.scene import Panel

__all__ = [
    "Diagnosis",
    "Formula",
    "Panel",
    "Player",
    "Question",
    "check",
    "plot_chain",
    "plot_curves",
    "plot_family",
    "plot_images",
    "plot_paths",
    "plot_schedules",
    "plot_table",
    "plot_training",
    "source",
    "sweep_map",
]
