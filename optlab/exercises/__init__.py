"""Exercises that answer: right, not attempted yet, or wrong and by which mistake."""

from optlab.exercises.answer import Answer
from optlab.exercises.check import check

__all__ = ["Answer", "check"]
