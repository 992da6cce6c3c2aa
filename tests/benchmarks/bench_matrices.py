"""Rules for matrices beside a rule of numbers, and beside optax: ``python -m tests.benchmarks.bench_matrices``.

A batch of 1,000 runs on a turned bowl of 8 × 8, 100 steps, the loss of the last kept. All times are
processor time (user + system), the least of five.

Shampoo with roots in every step has no limit: 200,000 decompositions by LAPACK take 5.3 µs each, and that alone is
17 times Adam's time; one stack of both sides takes as long as two. A coupled Newton iteration (Anil et al. 2020) was
measured too: with condition numbers of 10⁷, as L has here, it takes 20 iterations and 1.4 times as long as LAPACK,
and its root differs by 1e-10 of its size, which is all that parity allows. In practice the roots are renewed now and
then, which is ``every``.

LAPACK lets go of the interpreter, so threads can share the decompositions. On two processors, of which others had a
part, the sweep took 1.05 s by the clock on the wall (the least of nine), 11 times Adam's; with every stack split over
threads that are kept 0.93 s; over threads made for it 1.34 s, since a block of a sweep is only 312 matrices; and with
an ``executor`` of two threads, over which a sweep spreads its blocks, 0.88 s, 9 times Adam's. So the package splits
nothing itself.
"""

from functools import partial
from time import process_time

import jax
import numpy as np
import optax

from optlab import Adam, Muon, Shampoo, sweep
from optlab.objectives import matrix_bowl
from optlab.optimizers import SOAP
from tests.benchmarks.table import Table

RUNS, STEPS = 1_000, 100
RATES = np.geomspace(1e-3, 1, RUNS)
BOWL = matrix_bowl(turned=True)


def best(job, times=5):
    """The least processor time of several."""
    found = []
    for _ in range(times):
        begun = process_time()
        job()
        found.append(process_time() - begun)
    return min(found)


def optax_sweep(make):
    """One function, compiled: a rule of optax on the same bowl for every rate."""
    A = jax.numpy.array(np.stack([BOWL.gradient(e) for e in np.eye(64)]).T)

    def one(rate):
        optimizer = make(rate)

        def step(carry, _):
            w, state = carry
            change, state = optimizer.update((A @ w.ravel()).reshape(8, 8), state, w)
            return (optax.apply_updates(w, change), state), None

        w = jax.numpy.array(BOWL.start.reshape(8, 8))
        (w, _), _ = jax.lax.scan(step, (w, optimizer.init(w)), None, length=STEPS)
        return w.ravel() @ A @ w.ravel() / 2

    return jax.jit(jax.vmap(one))


def main():
    jax.config.update("jax_enable_x64", True)
    table = Table(__doc__.splitlines()[0])
    ours = {}
    rules = {
        "Adam": Adam(learning_rate=RATES),
        "Muon": Muon(learning_rate=RATES),
        "SOAP": SOAP(learning_rate=RATES),
        "Shampoo, roots every 10 steps": Shampoo(learning_rate=RATES, every=10),
        "Shampoo, roots in every step": Shampoo(learning_rate=RATES),
    }
    for name, rule in rules.items():
        ours[name] = best(partial(sweep, rule, BOWL, STEPS, every=STEPS))
        table.row(f"{name}: 1,000 runs × 100 steps", ours[name], None, None, "s")
    for name in list(rules)[1:]:
        limit = None if name.endswith("in every step") else 10.0  # 200,000 decompositions of LAPACK are what they are
        table.row(f"{name}, beside Adam", ours[name], ours["Adam"], limit, "s")
    for rule, make in (("Adam", optax.adam), ("Muon", optax.contrib.muon)):
        job = optax_sweep(make)
        jax.block_until_ready(job(RATES))
        theirs = best(lambda job=job: jax.block_until_ready(job(RATES)))
        table.row(f"{rule} beside optax vmap + jit, its run alone", ours[rule], theirs, None, "s")
    return table.end()


if __name__ == "__main__":
    raise SystemExit(main())
