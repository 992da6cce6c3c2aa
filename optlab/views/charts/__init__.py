"""What a cell plots."""

from optlab.views.charts.chain import plot_chain
from optlab.views.charts.curves import plot_curves
from optlab.views.charts.family import plot_family
from optlab.views.charts.images import plot_images
from optlab.views.charts.paths import plot_paths
from optlab.views.charts.schedules import plot_schedules
from optlab.views.charts.sweep_map import sweep_map
from optlab.views.charts.table import plot_table
from optlab.views.charts.training import plot_training

__all__ = [
    "plot_chain",
    "plot_curves",
    "plot_family",
    "plot_images",
    "plot_paths",
    "plot_schedules",
    "plot_table",
    "plot_training",
    "sweep_map",
]
