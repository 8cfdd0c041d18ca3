"""The path simulator beside the same model in vectorised NumPy: equal answers, then the ratio.

    python compare.py [--futures N] [--check M]
    python compare.py --write FILE

Builds the example `path_bench`, has it write M futures of eight paths in two worlds, runs
`model.py` on the same inputs and compares every outcome of every future and year. Then both are
timed: CPU seconds of one thread, the best of three rounds; NumPy at the best of several chunk
sizes. There is a ratio only where all answers agree to 1e-9 (relative to the larger of 1e-3 and the
value).

Then what a dyad-year takes: calls of elementary functions, counted from the model's equations; and
operations on doubles that the program executes, those inside the functions included, counted by
callgrind (`count.py`; left out where valgrind or objdump is missing). The rate of additions and
multiplications stands beside what the core does in a loop of nothing else, measured in the same run
(`peak.rs`), at the width of the vectors for which most of the program is compiled and at the widest;
divisions and square roots, which have a unit of their own, beside the rate of divisions. A second
bound: the time of the functions alone, at the rate of the kernels over slices.

With `--write`, the outcomes of NumPy for two futures are stored as the reference that the crate's
tests read: all outcomes per future, yearly ones of one year.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import count  # noqa: E402
from model import simulate  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOLERANCE = 1e-9


def build():
    cargo = ["cargo", "build", "--release", "-q", "-p", "antumbra-path", "--example", "path_bench"]
    subprocess.run(cargo, cwd=ROOT, check=True)
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    return pathlib.Path(target) / "release" / "examples" / "path_bench"


def inputs(setup, folder):
    n = setup["futures"]
    table = np.fromfile(folder / "inputs.f64").reshape(len(setup["inputs"]), n)
    return dict(zip(setup["inputs"], table))


def run(setup, k, world, x):
    plan = setup["plans"][k]
    return simulate(setup, plan["levers"], plan["role"], world == "goes", x)


def check(setup, folder):
    """The largest difference of all outcomes, with its place."""
    x, n, years = inputs(setup, folder), setup["futures"], setup["years"]
    worst = (0.0, "")
    for one in setup["runs"]:
        mine = run(setup, one["path"], one["world"], x)
        flat = np.fromfile(folder / one["file"])
        at = 0
        for name in setup["yearly"] + setup["once"]:
            shape = (years, n) if name in setup["yearly"] else (n,)
            size = int(np.prod(shape))
            theirs = flat[at:at + size].reshape(shape)
            at += size
            gap = np.abs(mine[name] - theirs) / np.maximum(np.abs(theirs), 1e-3)
            top = float(np.max(gap)) if np.all(np.isfinite(gap)) else float("inf")
            if top > worst[0]:
                worst = (top, "%s, path %d, %s" % (name, one["path"], one["world"]))
        assert at == len(flat)
    return worst


def write(setup, folder, path, futures=2, year=12):
    """Stores a part of NumPy's outcomes as text."""
    x = {k: v[:futures] for k, v in inputs(setup, folder).items()}
    lines = ["# numpy %s, bench/path/model.py; year %d of the yearly outcomes" % (np.__version__, year),
             "path,world,outcome," + ",".join("future_%d" % f for f in range(futures))]
    for one in setup["runs"]:
        mine = run(setup, one["path"], one["world"], x)
        for name in setup["yearly"] + setup["once"]:
            values = mine[name][year] if name in setup["yearly"] else mine[name]
            text = ",".join("%.13g" % v for v in values)
            lines.append("%d,%s,%s,%s" % (one["path"], one["world"], name, text))
    pathlib.Path(path).write_text("\n".join(lines) + "\n")


def operations(setup):
    """Transcendental functions per dyad-year, by kind: counted from the model's year."""
    n, nb, con = (len(setup[k]) for k in ("challengers", "neighbours", "contingencies"))
    return {"ln": (2 * n + nb) / n, "logistic": (7 * n + nb) / n, "exp": (n + 2 + con) / n,
            "sqrt": 1.0}


def peak(folder):
    """Thousand millions of operations a second: (baseline, the processor at hand)."""
    rates = []
    for words in ([], ["-C", "target-cpu=native"]):
        program = folder / "peak"
        source = pathlib.Path(__file__).resolve().parent / "peak.rs"
        subprocess.run(["rustc", "-O", *words, source, "-o", program], check=True)
        out = subprocess.run([program], check=True, capture_output=True, text=True).stdout
        rates.append(json.loads(out))
    return rates


def shares(program, own, calls):
    """What a dyad-year takes, and how much of the core that is."""
    nanoseconds = 1e9 / own["dyad_years_per_second"]
    alone = sum(own["kernels"][k] * v for k, v in calls.items())
    print("         functions per dyad-year: %s; over slices they take %.1f of %.1f ns (%.0f%%)"
          % (", ".join("%.2f %s (%.2f ns each)" % (v, k, own["kernels"][k])
                       for k, v in calls.items()), alone, nanoseconds, 100 * alone / nanoseconds))
    written = (own["yearly"] * own["years"] + own["once"]) / (own["years"] * own["challengers"])
    print("         %.0f bytes of outcomes written per dyad-year" % (8 * written))
    if not count.available():
        print("         operations: not counted, valgrind or objdump is missing")
        return
    futures = 512
    total = count.operations(program, ["rounds", str(futures), "2"], ["rounds", str(futures), "1"])
    dyads = own["dyad_years"] / own["futures"] * futures
    per = {k: v / dyads for k, v in total.items()}
    print("         executed per dyad-year: %s; %.0f instructions"
          % (", ".join("%.1f %s" % (v, k) for k, v in sorted(per.items()) if k != "instructions"),
             per["instructions"]))
    with tempfile.TemporaryDirectory() as folder:
        baseline, native = peak(pathlib.Path(folder))
    rate = (per["add"] + per["multiply"]) / nanoseconds
    divided = (per["divide"] + per["root"]) / nanoseconds
    print("         additions and multiplications: %.1f thousand million a second, %.0f%% of the core's"
          " %.1f in registers of 128 bits, %.0f%% of its %.1f in the widest (%s fused)"
          % (rate, 100 * rate / baseline["separate"], baseline["separate"],
             100 * rate / native["separate"], native["separate"],
             "none" if native["fused"] is None else "%.1f" % native["fused"]))
    print("         divisions and roots: %.2f, %.0f%% of the core's %.2f in registers of 128 bits, "
          "%.0f%% of its %.2f in the widest"
          % (divided, 100 * divided / baseline["divide"], baseline["divide"],
             100 * divided / native["divide"], native["divide"]))


def numpy_seconds(setup, x, futures, chunk):
    start = time.process_time()
    for first in range(0, futures, chunk):
        part = {k: v[first:first + chunk] for k, v in x.items()}
        for one in setup["runs"]:
            run(setup, one["path"], one["world"], part)
    return time.process_time() - start


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--futures", type=int, default=4000)
    words.add_argument("--check", type=int, default=1000)
    words.add_argument("--write")
    words = words.parse_args()
    program = build()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([program, "export", str(words.check), folder], check=True)
        setup = json.loads((folder / "setup.json").read_text())
        if words.write:
            write(setup, folder, words.write)
            return
        gap, where = check(setup, folder)
        outcomes = len(setup["yearly"]) * setup["years"] + len(setup["once"])
        print("numpy %s: largest difference %.1e (%s) over %d values per future and run"
              % (np.__version__, gap, where, outcomes))
        subprocess.run([program, "export", str(words.futures), folder], check=True)
        setup = json.loads((folder / "setup.json").read_text())
        x = inputs(setup, folder)
    own = json.loads(subprocess.run([program, "time", str(words.futures)], check=True,
                                    capture_output=True, text=True).stdout)
    peer = min((numpy_seconds(setup, x, words.futures, chunk), chunk)
               for chunk in (500, 1000, 2000, words.futures) for _ in range(1))
    print("antumbra %.3f CPU s, %.1f million dyad-years per second and core"
          % (own["cpu_seconds"], own["dyad_years_per_second"] / 1e6))
    print("         %.3f CPU s keeping a dozen outcomes by year" % own["cpu_seconds_keeping_few"])
    shares(program, own, operations(setup))
    print("numpy    %.3f CPU s, %.1f million (chunks of %d)"
          % (peer[0], own["dyad_years"] / peer[0] / 1e6, peer[1]))
    if gap <= TOLERANCE:
        print("ratio    %.1f" % (peer[0] / own["cpu_seconds"]))
    else:
        sys.exit("the answers differ: no ratio")


if __name__ == "__main__":
    main()
