"""An ensemble beside EMA Workbench: equal answers first, then experiments per second; memory.

    python bench.py --venv DIR [--futures N] [--peer-futures N] [--memory]

Needs a Python of 3.12 or later (EMA Workbench 3.0.0 asks for it). Creates the environment DIR
outside the repository where it is not there yet, installs the peer from PyPI, builds the example
`ensemble_rate`, and prints one line per comparison. The model has ten inputs and one outcome: a
weighted sum and a product, and the policy's number. The design is ours, exported; the peer runs the
same experiments with its sequential evaluator, as scenarios made beforehand, so that its sampling is
not counted, while ours is, with a histogram of the outcome. One policy, by each of the three designs, then 16 on the same
futures. Both sides are timed twice, one after the other, and the faster round of each counts. A ratio
is printed only where every outcome is equal to 1e-12.
`--memory` runs 16 policies by 20 years at 125,000 to a million futures and prints seconds and the peak
of resident memory.
"""

import argparse
import contextlib
import csv
import json
import logging
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ["ema_workbench==3.0.0", "pandas<3"]


def enter(folder):
    """Runs this script again inside the environment, made on first use."""
    python = pathlib.Path(folder) / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    env = dict(os.environ, ANTUMBRA_BENCH="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]], env=env).returncode)


def build():
    cargo = ["cargo", "build", "--release", "-p", "antumbra-explore", "--example", "ensemble_rate"]
    subprocess.run(cargo, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    return pathlib.Path(target) / "release" / "examples" / "ensemble_rate"


def own(program, *words):
    """The example's figures, its CPU seconds and its peak of resident memory in MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run([program, *map(str, words)], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return json.loads(out.stdout) | {"cpu": cpu, "peak": after.ru_maxrss / 1024}


def peer(design, policies):
    """EMA Workbench on the exported futures under every policy: outcomes and CPU seconds."""
    import ema_workbench
    from ema_workbench import Model, RealParameter, Sample, ScalarOutcome, SequentialEvaluator

    ema_workbench.ema_logging.log_to_stderr(logging.ERROR)
    names = [f"x{k}" for k in range(10)]

    def weighted(choice=0.0, **x):
        total = 0.0
        for k, name in enumerate(names):
            total += (k + 1) * x[name]
        return {"y": total + x["x0"] * x["x1"] + choice}

    model = Model("weighted", function=weighted)
    model.uncertainties = [RealParameter(name, -1e3, 1e3) for name in names]
    model.levers = [RealParameter("choice", -1, policies)]
    model.outcomes = [ScalarOutcome("y")]
    scenarios = [Sample(f"s{i}", **dict(zip(names, row[:10]))) for i, row in enumerate(design)]
    choices = [Sample(f"p{k}", choice=float(k)) for k in range(policies)]

    def go(some):
        start = time.process_time()
        with SequentialEvaluator(model) as evaluator, open(os.devnull, "w") as null:
            # Its progress bar goes nowhere.
            with contextlib.redirect_stderr(null):
                runs, outcomes = evaluator.perform_experiments(scenarios=some, policies=choices)
        seconds = time.process_time() - start
        return {
            (s, p): y for s, p, y in zip(runs["scenario"], runs["policy"], outcomes["y"])
        }, seconds

    go(scenarios[:50])  # warms the imports
    return go(scenarios)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--venv", required=True)
    p.add_argument("--futures", type=int, default=4_000_000)
    p.add_argument("--peer-futures", type=int, default=20_000)
    p.add_argument("--memory", action="store_true")
    a = p.parse_args()
    if "ANTUMBRA_BENCH" not in os.environ:
        enter(a.venv)
    program = build()
    if a.memory:
        # Peaks of child processes are the largest so far: the sizes rise.
        for futures in (125_000, 250_000, 500_000, 1_000_000):
            r = own(program, "memory", futures, 2)
            print(
                f"{futures:>9} futures x 16 policies x 20 years: {r['seconds']:.1f} s on 2 threads, "
                f"{r['cpu']:.1f} s CPU, peak {r['peak']:.0f} MiB"
            )
        return
    for policies, kind in ((1, "sobol"), (1, "lhs"), (1, "monte-carlo"), (16, "sobol")):
        futures = a.peer_futures // policies
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "design.csv"
            own(program, policies, futures, 1, kind, file)
            with open(file) as f:
                design = [[float(x) for x in row] for row in csv.reader(f)]
        want = {
            (f"s{i}", f"p{k}"): row[10 + k]
            for i, row in enumerate(design)
            for k in range(policies)
        }
        theirs = rate = largest = 0.0
        equal = True
        for _ in range(2):
            outcomes, seconds = peer(design, policies)
            equal &= outcomes.keys() == want.keys()
            gaps = (abs(y - want.get(key, math.inf)) for key, y in outcomes.items())
            largest = max(largest, *gaps)
            theirs = max(theirs, len(outcomes) / seconds)
            ours = own(program, policies, a.futures // policies, 1, kind)
            rate = max(rate, ours["experiments"] / ours["cpu"])
        ratio = f"{rate / theirs:,.0f}" if equal and largest <= 1e-12 else "none, answers differ"
        print(
            f"{policies:>2} policies, {kind}: EMA Workbench 3.0.0 sequential {theirs:,.0f}, antumbra "
            f"one thread {rate:,.0f} experiments per CPU second; largest difference over "
            f"{len(outcomes):,}: {largest:.1e}; ratio {ratio}",
            flush=True,
        )


if __name__ == "__main__":
    main()
