"""Real training: data sets, networks, and a fair race between methods."""

from optlab.runs.spread import Unfinished
from optlab.training.dead import dead_units
from optlab.training.digits import digits
from optlab.training.expected import expected_best, lowest_share
from optlab.training.matrix_races import stored_matrix_races
from optlab.training.network import Network
from optlab.training.panes import decision_grid, first_layer, mistakes, shown_samples
from optlab.training.planes import moons, spirals
from optlab.training.race import race
from optlab.training.races import Races, stored_races
from optlab.training.result import Race
from optlab.training.samples import Data, Samples
from optlab.training.train import Training, train

__all__ = [
    "Data",
    "Network",
    "Race",
    "Races",
    "Samples",
    "Training",
    "Unfinished",
    "dead_units",
    "decision_grid",
    "digits",
    "expected_best",
    "first_layer",
    "lowest_share",
    "mistakes",
    "moons",
    "race",
    "shown_samples",
    "spirals",
    "stored_matrix_races",
    "stored_races",
    "train",
]
