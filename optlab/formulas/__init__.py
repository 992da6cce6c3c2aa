"""A rule as mathematics: its source read into LaTeX."""

from optlab.formulas.formula import Formula
from optlab.formulas.source import source

__all__ = ["Formula", "source"]
