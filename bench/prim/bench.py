"""PRIM beside its peers: equal answers first, then CPU seconds.

    python bench.py --venv DIR [--tables N] [--large]

Needs a Python of 3.12 or later (EMA Workbench 3.0.0 asks for it). Creates the environment DIR
outside the repository where it is not there yet, installs the peers from PyPI, builds the example
`prim_trajectory`, and prints one line per comparison. Every time is CPU seconds of one thread for
building and searching, without making or reading the data; the peers run in this process, after
a first small run that warms their imports. A row has a ratio only where the answers are equal.
`--large` adds EMA Workbench at a million rows (minutes and 10 GB).
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv
import warnings

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ["ema_workbench==3.0.0", "PRIM==1.0.0", "pandas<3"]


def enter(folder):
    """Runs this script again inside the environment, made on first use."""
    python = pathlib.Path(folder) / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    env = dict(os.environ, ANTUMBRA_BENCH="1", PYTHONHASHSEED="0", OMP_NUM_THREADS="1",
               OPENBLAS_NUM_THREADS="1")
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]], env=env).returncode)


def build():
    cargo = ["cargo", "build", "--release", "-p", "antumbra-explore", "--example", "prim_trajectory"]
    subprocess.run(cargo, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    return pathlib.Path(target) / "release" / "examples" / "prim_trajectory"


def own(program, *words):
    out = subprocess.run([program, *map(str, words)], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def same(mine, peer):
    """The first difference between two trajectories, or None."""
    if len(mine) != len(peer):
        return f"{len(mine)} steps where the peer has {len(peer)}"
    for i, (a, b) in enumerate(zip(mine, peer)):
        for key in ("n", "k", "res_dim"):
            if key in b and a[key] != b[key]:
                return f"step {i}: {key} {a[key]} where the peer has {b[key]}"
        for name, limit in b["limits"].items():
            numbers = isinstance(limit[0], float)
            near = numbers and all(abs(p - q) <= 1e-9 for p, q in zip(limit, a["limits"][name]))
            if not (near or limit == a["limits"][name]):
                return f"step {i}: limits of {name} {a['limits'][name]}, the peer's {limit}"
    return None


def random_table(seed):
    """Small tables of reals (with ties), whole numbers and truth values.

    No words: the peer breaks ties between words by the order of a Python set.
    """
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    rows = int(rng.integers(8, 250))
    x, kinds = pd.DataFrame(index=range(rows)), {}
    for i, kind in enumerate("r" + "".join(rng.choice(list("rrib"), int(rng.integers(0, 5))))):
        name = f"{kind}{i}"
        kinds[name] = kind
        if kind == "r":
            x[name] = np.round(rng.normal(size=rows), int(rng.integers(1, 17)))
        elif kind == "i":
            step = int(rng.choice([1, 1, 3]))
            x[name] = rng.integers(-20, int(rng.choice([-15, 5, 60])), rows) * step
        else:
            x[name] = rng.random(rows) < 0.6
    level = sum(x[c].rank(pct=True).to_numpy() for c in x) / len(kinds)
    y = ((level > 0.5) & (rng.random(rows) < 0.8) | (rng.random(rows) < 0.1)).astype(int)
    settings = {
        "peel_alpha": float(rng.choice([0.05, 0.1, 0.2])),
        "paste_alpha": float(rng.choice([0.05, 0.1, 0.3])),
        "mass_min": float(rng.choice([0.02, 0.05, 0.1])),
        "objective": str(rng.choice(["lenient1", "lenient2", "original"])),
    }
    return x, y, kinds, settings


def compare_tables(program, reference, count):
    equal = skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.csv"
        for seed in range(count):
            x, y, kinds, settings = random_table(seed)
            if y.sum() in (0, len(y)):
                skipped += 1
                continue
            peer = reference.run(x, y, kinds, **settings)
            x.assign(y=y).to_csv(path, index=False)
            words = [f"{k}={v}" for k, v in settings.items()]
            mine = own(program, "csv", path, "".join(kinds.values()), "y", *words)
            difference = same(mine["trajectory"], peer)
            equal += difference is None
            if difference:
                print(f"table {seed}: {difference}")
    print(f"random tables with mixed inputs: {equal} of {count - skipped} equal to ema_workbench")


def package_steps(frame, y):
    """The boxes of the PyPI package `PRIM`: it stores shares, from which the sizes follow."""
    import prim

    box = prim.Prim(frame, y.astype(bool)).find_box()
    steps = []
    for _, row in box.peeling_trajectory.iterrows():
        n = round(row["mass"] * len(y))
        steps.append({"n": n, "k": round(row["density"] * n), "res_dim": int(row["res dim"]),
                      "limits": {}})
    return steps


def cpu(job):
    start = time.process_time()
    result = job()
    return time.process_time() - start, result


def row(case, peer, seconds, mine, difference):
    head = f"{case:14} {peer:22} {seconds:9.3f} s  antumbra {mine['cpu_s']:7.4f} s"
    if difference:
        print(f"{head}  no ratio: {difference}", flush=True)
    else:
        print(f"{head}  {seconds / mine['cpu_s']:7.1f} x  equal answers", flush=True)




def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--venv", required=True)
    parser.add_argument("--tables", type=int, default=200)
    parser.add_argument("--large", action="store_true")
    args = parser.parse_args()
    if "ANTUMBRA_BENCH" not in os.environ:
        enter(args.venv)
    warnings.filterwarnings("ignore")
    sys.path.insert(0, str(ROOT / "conformance" / "prim"))
    import make_reference as reference
    import pandas as pd
    import synth

    program = build()
    compare_tables(program, reference, args.tables)
    sizes = [(10_000, 10), (100_000, 20)] + ([(1_000_000, 20)] if args.large else [])
    for rows, columns in sizes:
        x, y = synth.box_data(rows, columns, 1)
        frame = pd.DataFrame(x, columns=[f"x{i}" for i in range(columns)])
        kinds = {c: "r" for c in frame}
        mine = own(program, "synth", rows, columns, 1)
        case = f"{rows} x {columns}"
        seconds, peer = cpu(lambda: reference.run(frame, y, kinds))
        row(case, "ema_workbench 3.0.0", seconds, mine, same(mine["trajectory"], peer))
        seconds, peer = cpu(lambda: package_steps(frame, y))
        row(case, "PRIM 1.0.0", seconds, mine, same(mine["trajectory"], peer))
    mine = own(program, "synth", 1_000_000, 20, 1)
    print(f"1000000 x 20: antumbra {mine['cpu_s']:.2f} s CPU, peak {mine['peak_kb'] / 1024:.0f} MB")


if __name__ == "__main__":
    main()
