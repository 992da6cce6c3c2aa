"""Training beside PyTorch and JAX, in one run: ``python tests/benchmarks/bench_training.py [--json FILE]``.

The race: 6 methods × 48 trials × 300 steps of batch 64 on a 64-32-10 network, the rate falling along a straight
line, all validation samples judged every 15 steps. PyTorch's loop is timed on a few trials and multiplied: the
others would cost the same. JAX computes all trials of a method in one compiled function; its compilation counts.
Ours is one thread: run it with OMP_NUM_THREADS=1; PyTorch's are set here.
"""

import os
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from optlab import SGD, Adam, AdamW, Minibatches, Momentum, Nesterov, RMSProp
from optlab.training import Network, digits, race, spirals, train
from tests.benchmarks.table import Table

try:
    import jax
    import jax.numpy as jnp
    import optax
    import torch
except ImportError as missing:
    sys.exit(f'{missing.name} is not installed: pip install -e ".[parity]" brings torch, jax and optax')

TRIALS, STEPS, BATCH, EVERY, TIMED = 48, 300, 64, 15, 2
DATA = digits()
RATE = {"learning_rate": (1e-4, 1.0)}
ENTRIES = {
    "sgd": (SGD(), RATE),
    "momentum": (Momentum(), RATE),
    "nesterov": (Nesterov(), RATE),
    "rmsprop": (RMSProp(), RATE),
    "adam": (Adam(), RATE),
    "adamw": (AdamW(), RATE),
}
TORCH = {
    "sgd": lambda p, rate: torch.optim.SGD(p, lr=rate),
    "momentum": lambda p, rate: torch.optim.SGD(p, lr=rate, momentum=0.9),
    "nesterov": lambda p, rate: torch.optim.SGD(p, lr=rate, momentum=0.9, nesterov=True),
    "rmsprop": lambda p, rate: torch.optim.RMSprop(p, lr=rate, alpha=0.9),
    "adam": lambda p, rate: torch.optim.Adam(p, lr=rate),
    "adamw": lambda p, rate: torch.optim.AdamW(p, lr=rate),
}
OPTAX = {
    "sgd": optax.sgd,
    "momentum": lambda rate: optax.sgd(rate, momentum=0.9),
    "nesterov": lambda rate: optax.sgd(rate, momentum=0.9, nesterov=True),
    "rmsprop": lambda rate: optax.rmsprop(rate, decay=0.9),
    "adam": optax.adam,
    "adamw": optax.adamw,
}


def network(precision="double", sizes=(64, 32, 10), train=DATA.train):
    return Network(sizes, train, precision=precision)


def best(job, times=3, clock=perf_counter):
    """The shortest of several times, in seconds."""
    taken = []
    for _ in range(times):
        begun = clock()
        job()
        taken.append(clock() - begun)
    return min(taken)


def torch_trial(method, dtype, rate=0.01, steps=STEPS):
    """One trial as one writes it in PyTorch."""
    layers = torch.nn.Linear(64, 32), torch.nn.Tanh(), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(*layers).to(dtype)
    optimizer, criterion = TORCH[method](model.parameters(), rate), torch.nn.CrossEntropyLoss()
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: 1 - t / STEPS)
    X, y = torch.tensor(DATA.train.X, dtype=dtype), torch.tensor(DATA.train.y)
    V, v = torch.tensor(DATA.validation.X, dtype=dtype), torch.tensor(DATA.validation.y)
    batches, seen = Minibatches(network(), BATCH, seed=0), []
    for t in range(1, steps + 1):
        rows = torch.tensor(batches.rows(t))
        optimizer.zero_grad()
        criterion(model(X[rows]), y[rows]).backward()
        optimizer.step()
        scheduler.step()
        if t % EVERY == 0:
            with torch.no_grad():
                z = model(V)
                seen.append((criterion(z, v).item(), (z.argmax(dim=1) == v).double().mean().item()))
    return seen


def torch_seconds(dtype):
    """Of the whole race, from a few trials of each method; at that number of threads which is best for Adam."""
    taken = []
    for threads in range(1, (os.cpu_count() or 1) + 1):
        torch.set_num_threads(threads)
        taken.append(best(lambda: torch_trial("adam", dtype, steps=30), 3))
    threads = int(np.argmin(taken)) + 1
    torch.set_num_threads(threads)
    return sum(best(lambda m=m: torch_trial(m, dtype), TIMED) for m in TORCH) * TRIALS, threads


def jax_race(dtype):
    """All methods, compiled and run once."""
    net = network()
    X, y = jnp.array(DATA.train.X, dtype), jnp.array(DATA.train.y)
    V, v = jnp.array(DATA.validation.X, dtype), jnp.array(DATA.validation.y)
    batches = Minibatches(net, BATCH, seed=0)
    rows = [batches.rows(t) for t in range(1, STEPS + 1)]
    full = jnp.array([np.resize(r, BATCH) for r in rows])  # a last batch of a pass is smaller: filled up for JAX
    start = jnp.array(net.start, dtype)

    def scores(w, x):
        W1, b1 = w[:2048].reshape(32, 64), w[2048:2080]
        W2, b2 = w[2080:2400].reshape(10, 32), w[2400:]
        return jnp.tanh(x @ W1.T + b1) @ W2.T + b2

    def loss(w, x, labels):
        return optax.softmax_cross_entropy_with_integer_labels(scores(w, x), labels).mean()

    def trial(make, rate):
        optimizer = make(optax.linear_schedule(rate, 0.0, STEPS))

        def step(carry, rows):
            w, state = carry
            change, state = optimizer.update(jax.grad(loss)(w, X[rows], y[rows]), state, w)
            return (optax.apply_updates(w, change), state), None

        def block(carry, rows):
            carry, _ = jax.lax.scan(step, carry, rows)
            z = scores(carry[0], V)
            return carry, (loss(carry[0], V, v), (z.argmax(axis=1) == v).mean())

        return jax.lax.scan(block, (start, optimizer.init(start)), full.reshape(-1, EVERY, BATCH))[1]

    rates = jnp.array(np.logspace(-4, 0, TRIALS), dtype)
    for make in OPTAX.values():
        jax.block_until_ready(jax.jit(jax.vmap(lambda rate, make=make: trial(make, rate)))(rates))


def compared(table):
    """The race beside its peers."""
    for precision, limit in (("double", 5.0), ("single", 10.0)):
        ours = best(lambda p=precision: race(ENTRIES, network(p), DATA.validation, TRIALS, STEPS, BATCH), 2)
        theirs, threads = torch_seconds(torch.float64 if precision == "double" else torch.float32)
        what = f"the race in {precision} precision; PyTorch's loop, {TIMED} of {TRIALS} timed, {threads} thread(s)"
        table.row(what, theirs, ours, limit, "s", least=True)
        step = ours / len(ENTRIES) / TRIALS / STEPS
        table.row(f"  ours, a step of one trial, in {precision} precision", step * 1e6, None, None, "µs")
        jax.config.update("jax_enable_x64", precision == "double")
        begun = perf_counter()
        jax_race(np.float64 if precision == "double" else np.float32)
        table.row("  ours ÷ jax.vmap + jit, its compilation counted", ours, perf_counter() - begun, 2.0, "s")


def single(table):
    """One run, watched as it usually is."""
    seen = ("validation_loss", "validation_accuracy")
    torch.set_num_threads(1)
    for precision in ("double", "single"):
        dtype = torch.float64 if precision == "double" else torch.float32
        batches = Minibatches(network(precision), BATCH, seed=0)
        ours = best(lambda b=batches: train(Adam(0.01), b, STEPS, DATA.validation, EVERY, seen), 5)
        theirs = best(lambda d=dtype: torch_trial("adam", d), 5)
        table.row(
            f"one run of Adam in {precision} precision: PyTorch's loop ÷ ours", theirs, ours, 2.0, "s", least=True
        )
    plane = Minibatches(network(sizes=(2, 32, 32, 2), train=spirals().train), 32, seed=0)
    spent = best(lambda: train(Adam(0.01), plane, 300, spirals().validation, 1), 3)
    table.row("a spiral network (2-32-32-2), 300 steps, watched at each", spent, None, 0.3, "s")


def growth(table):
    """Cost a trial as there are more."""
    cost, adam = {}, {"adam": ENTRIES["adam"]}
    for trials, times in ((10, 8), (100, 3), (1000, 1)):
        job = lambda n=trials: race(adam, network(), DATA.validation, n, 100, BATCH)  # noqa: E731
        cost[trials] = best(job, times, process_time) / trials
        table.row(f"{trials:,} trials of 100 steps, each", cost[trials] * 1e3, None, None, "ms")
    table.row("  the dearest ÷ that of 10", max(cost.values()), cost[10], 1.25, "s")


def spread(table):
    """Over two processes."""
    job = lambda executor=None: race(ENTRIES, network(), DATA.validation, TRIALS, STEPS, BATCH, executor=executor)  # noqa: E731
    alone = best(job, 2)
    with ProcessPoolExecutor(2) as executor:
        race(ENTRIES, network(), DATA.validation, 2, 2, BATCH, executor=executor)  # the workers start
        both = best(lambda: job(executor), 2)
    table.row("the race alone ÷ over two processes", alone, both, None, "s")
    for who, name in ((resource.RUSAGE_SELF, "this process, peers and all"), (resource.RUSAGE_CHILDREN, "a worker")):
        table.row(f"  peak memory of {name}", resource.getrusage(who).ru_maxrss / 1024, None, None, "MB")


def main():
    table = Table(__doc__.splitlines()[0])
    for part in (spread, growth, single, compared):
        part(table)
    return table.end()


if __name__ == "__main__":
    sys.exit(main())
