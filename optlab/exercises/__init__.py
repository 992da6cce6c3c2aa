"""Exercises that answer: right, not attempted yet, or wrong and by which mistake."""

from optlab.exercises.answer import Answer
from optlab.exercises.check import check
from optlab.exercises.diagnosis import Diagnosis

__all__ = ["Answer", "Diagnosis", "check"]
