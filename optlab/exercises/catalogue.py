"""All exercises, by name."""

from optlab.exercises.chapters import (
    adagrad,
    adam,
    after_adam,
    fair_race,
    first_network,
    gradient_descent,
    learning_rate,
    momentum,
    rmsprop,
    stochastic,
)

NOTEBOOKS = (  # in the order of the notebooks: 01, 02, …
    gradient_descent,
    stochastic,
    momentum,
    adagrad,
    rmsprop,
    adam,
    learning_rate,
    first_network,
    fair_race,
    after_adam,
)
CATALOGUE = {exercise.name: exercise for notebook in NOTEBOOKS for exercise in notebook.EXERCISES}
