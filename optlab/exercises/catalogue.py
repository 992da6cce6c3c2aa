"""All exercises, by name."""

from optlab.exercises import adagrad, adam, gradient_descent, learning_rate, momentum, rmsprop, stochastic

NOTEBOOKS = (gradient_descent, stochastic, momentum, adagrad, rmsprop, adam, learning_rate)  # 01, 02, …
CATALOGUE = {exercise.name: exercise for notebook in NOTEBOOKS for exercise in notebook.EXERCISES}
