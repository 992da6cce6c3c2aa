"""Rules against torch.optim and optax, in one run: ``python tests/benchmarks/bench_rules.py [--json FILE]``.

Times are the best of several; what counts are the ratios, taken side by side on one machine.
"""

import argparse
import json
import platform
import sys
import tracemalloc
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from optlab import Adam, rosenbrock, run
from optlab.runs.sweep import sweep

try:
    import jax
    import optax
    import torch
except ImportError as missing:
    sys.exit(f'{missing.name} is not installed: pip install -e ".[parity]" brings torch, jax and optax')

STEPS, RUNS, SWEPT = 1000, 10_000, 200
START = np.array([-1.5, 2.0])


def best(job, times=5, clock=perf_counter):
    """The shortest of several times, in seconds."""
    taken = []
    for _ in range(times):
        begun = clock()
        job()
        taken.append(clock() - begun)
    return min(taken)


def torch_run(steps, rate=0.1, autograd=False):
    """Adam of torch.optim on Rosenbrock, with autograd's gradients or ours."""
    w = torch.tensor(START, requires_grad=autograd)
    optimizer = torch.optim.Adam([w], lr=rate)
    for _ in range(steps):
        if autograd:
            optimizer.zero_grad()
            x, y = w
            along, across = 1 - x, y - x * x
            (along * along + 100 * across * across).backward()
        else:
            w.grad = torch.from_numpy(rosenbrock.gradient(w.numpy()))
        optimizer.step()
    return w


def optax_sweep(rates):
    """One function, compiled: Adam of optax on Rosenbrock for every rate, the loss of each step kept."""

    def loss(w):
        along, across = 1 - w[0], w[1] - w[0] * w[0]
        return along * along + 100 * across * across

    def one(rate):
        optimizer = optax.adam(rate)

        def step(carry, _):
            w, state = carry
            change, state = optimizer.update(jax.grad(loss)(w), state)
            w = optax.apply_updates(w, change)
            return (w, state), loss(w)

        w = jax.numpy.array(START)
        return jax.lax.scan(step, (w, optimizer.init(w)), None, length=SWEPT)[1]

    return jax.jit(jax.vmap(one)), rates


def single():
    """1,000 recorded steps in 2-D, everything the formula names kept."""
    ours = best(lambda: run(Adam(learning_rate=0.01), rosenbrock, STEPS))
    autograd = best(lambda: torch_run(STEPS, 0.01, autograd=True), 3)
    fed = best(lambda: torch_run(STEPS, 0.01), 3)
    yield "1,000 recorded steps, s", ours, None
    yield "  ÷ torch.optim with autograd", ours / autograd, 1 / 5
    yield "  ÷ torch.optim fed our gradients", ours / fed, 1 / 2


def swept():
    """10,000 runs of 200 steps, the loss of every step kept."""
    rates = np.logspace(-4, 0, RUNS)
    ours = best(lambda: sweep(Adam(learning_rate=rates), rosenbrock, SWEPT))
    jax.config.update("jax_enable_x64", True)
    begun = perf_counter()
    job, inputs = optax_sweep(jax.numpy.array(rates))
    jax.block_until_ready(job(inputs))
    compiled = perf_counter() - begun
    alone = best(lambda: jax.block_until_ready(job(inputs)))
    looped = best(lambda: [torch_run(SWEPT, rate, autograd=True) for rate in rates[:: RUNS // 10]], 1) / 10 * RUNS
    yield "sweep of 10,000 × 200 steps, s", ours, None
    yield "  ÷ optax vmap + jit, compilation counted", ours / compiled, 1.0
    yield "  ÷ optax vmap + jit, its run alone", ours / alone, 4.0
    yield "  loop over torch.optim (extrapolated from 10 runs) ÷ ours, at least", looped / ours, -1000.0


def growth():
    """Cost a run as the batch grows, in processor time: one core, whatever else is running; and the memory it takes."""
    cost = {}
    for runs, times in ((1, 3), (100, 3), (10_000, 20), (100_000, 5), (1_000_000, 3)):
        rule = Adam(learning_rate=np.logspace(-4, 0, runs))
        cost[runs] = best(lambda rule=rule: sweep(rule, rosenbrock, 20), times, process_time) / runs / 20
        yield f"µs a run and step, {runs:,} runs", cost[runs] * 1e6, None
    yield "  10,000 runs ÷ 1 run", cost[10_000] / cost[1], 1.0
    yield "  1,000,000 runs ÷ 10,000 runs, cost a run", cost[1_000_000] / cost[10_000], 1.25
    for steps in (20, 200):
        tracemalloc.start()
        sweep(Adam(learning_rate=np.logspace(-4, 0, RUNS)), rosenbrock, steps)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        state = 2 * RUNS * 8
        yield f"states beyond what is kept, {steps} steps", (peak - (steps + 1) * RUNS * 8) / state, 25.0


def large(dim=10_000):
    """One unrecorded step of 10,000 parameters."""
    gradient = np.random.default_rng(0).normal(size=dim)
    rule = Adam(learning_rate=0.001).at(1)
    last = rule.begin(np.ones(dim))
    w = torch.ones(dim, dtype=torch.float64)
    w.grad = torch.from_numpy(gradient)
    optimizer = torch.optim.Adam([w], lr=0.001)

    def ours():
        record = last
        for t in range(1, 101):
            record = rule.update(t, gradient, record)

    ours, theirs = best(ours, 20) / 100, best(lambda: [optimizer.step() for _ in range(100)], 20) / 100
    yield "one step of 10,000 parameters, µs", ours * 1e6, None
    yield "  ÷ torch.optim's default", ours / theirs, 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", metavar="FILE", help="write the numbers there too")
    wanted = parser.parse_args().json
    found = []
    for part in (single, swept, growth, large):
        for what, value, limit in part():
            good = limit is None or (value <= limit if limit > 0 else value >= -limit)
            aim = "" if limit is None else f"  {'≤' if limit > 0 else '≥'} {abs(limit):g}  {'yes' if good else 'NO'}"
            print(f"{what:<72} {value:12.4g}{aim}", flush=True)
            found.append({"what": what.strip(), "value": value, "limit": limit, "good": good})
    if wanted:
        made_by = {p.__name__: p.__version__ for p in (np, torch, jax, optax)} | {"machine": platform.platform()}
        Path(wanted).write_text(json.dumps({"versions": made_by, "results": found}, indent=1, ensure_ascii=False))
    return 0 if all(row["good"] for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
