"""The data sets: where they are from, how they are split, and what is said of bad ones."""

from pathlib import Path

import numpy as np
import pytest

import optlab
from optlab.training import Samples, digits, moons, spirals

FOLDER = Path(optlab.__file__).parent / "training"


def parts(data):
    return data.train, data.validation, data.test


@pytest.mark.parity
def test_the_digits_are_those_of_scikit_learn():
    theirs = pytest.importorskip("sklearn.datasets").load_digits()
    with np.load(FOLDER / "digits.npz") as stored:
        assert np.array_equal(stored["X"], theirs.data)
        assert np.array_equal(stored["y"], theirs.target)


def test_the_split_holds_every_image_once():
    with np.load(FOLDER / "digits.npz") as stored:
        said = sorted((*x.tolist(), int(label)) for x, label in zip(stored["X"], stored["y"], strict=True))
    X, y = (np.concatenate([getattr(part, name) for part in parts(digits())]) for name in ("X", "y"))
    assert sorted((*x.tolist(), int(label)) for x, label in zip(16 * X, y, strict=True)) == said
    assert len(said) == 1797


def test_the_classes_of_the_digits_are_balanced():
    train, validation, test = (np.bincount(part.y) for part in parts(digits()))
    assert validation.tolist() == test.tolist() == [36] * 10
    assert train.min() > 0.9 * train.max()


def test_the_split_is_shuffled_and_always_the_same():
    y = digits().train.y
    assert (np.diff(y) != 0).mean() > 0.8
    assert y[:10].tolist() == [9, 4, 1, 7, 2, 2, 6, 7, 8, 0]


def test_source_and_licence_lie_beside_the_file():
    words = (FOLDER / "digits.txt").read_text(encoding="utf-8")
    for word in ("CC BY 4.0", "10.24432/C50P49", "Alpaydin", "1,797"):
        assert word in words
    assert (FOLDER / "digits.npz").stat().st_size < 60_000


@pytest.mark.parametrize("make", [spirals, moons])
def test_what_is_drawn_depends_on_its_seed_alone(make):
    one, again, other = make(seed=3), make(seed=3), make(seed=4)
    for a, b, c in zip(parts(one), parts(again), parts(other), strict=True):
        assert np.array_equal(a.X, b.X)
        assert np.array_equal(a.y, b.y)
        assert not np.array_equal(a.X, c.X)


def test_spirals_are_arms_of_as_many_samples():
    data = spirals(per_class=50, classes=3, noise=0, turns=0.5)
    assert [np.bincount(part.y).tolist() for part in parts(data)] == [[30] * 3, [10] * 3, [10] * 3]
    for part in parts(data):
        radius = np.hypot(*part.X.T)
        assert (radius >= 0.1 - 1e-9).all()
        assert (radius <= 1).all()
        turned = np.exp(1j * (np.arctan2(*part.X.T[::-1]) - np.pi * radius))  # 0.5 turns of 2π
        assert turned == pytest.approx(np.exp(2j * np.pi * part.y / 3), abs=1e-9)


def test_moons_are_half_circles_of_radius_1():
    data = moons(noise=0)
    for part in parts(data):
        middle = np.where(part.y[:, None] == 0, [-0.5, -0.25], [0.5, 0.25])
        assert np.hypot(*(part.X - middle).T) == pytest.approx(1)
        assert ((part.X - middle)[:, 1] * (1 - 2 * part.y) >= 0).all()


def test_rows_can_be_taken():
    some = digits().train[:7]
    assert len(some) == 7
    assert np.array_equal(some.X, digits().train.X[:7])
    assert digits().train[[5, 1]].y.tolist() == digits().train.y[[5, 1]].tolist()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Samples([[1.0, np.nan]], [0]), "X is .*: it must be one or more finite numbers"),
        (lambda: Samples(np.empty((0, 64)), np.empty(0, int)), "X is .*: it must be one or more finite numbers"),
        (lambda: digits().train[:0], "X is .*: it must be one or more finite numbers"),
        (lambda: Samples([[1.0], [2.0]], [0]), "X has 2 rows and y has 1: they must have as many"),
        (lambda: Samples([1.0, 2.0], [0, 1]), r"X is \(2,\) and y is \(2,\): they must be"),
        (lambda: Samples([[1.0]], ["one"]), "y is .*: it must be one or more finite numbers"),
        (lambda: spirals(per_class=4), "per_class is 4: it must be a whole number from 5 up"),
        (lambda: spirals(classes=1), "classes is 1: it must be"),
        (lambda: spirals(noise=-1), "noise is -1: it must be"),
        (lambda: moons(seed=-1), "seed is -1: it must be"),
    ],
)
def test_bad_data_are_answered_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()
