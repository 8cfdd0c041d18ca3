"""Sensitivity beside SALib: equal answers first, then CPU seconds.

    python bench.py --venv DIR

Creates the environment DIR outside the repository where it is not there yet, installs the peer from
PyPI, builds the example `sensitivity_indices`, gives both the same design and outcomes, and prints
one line per method. Times are CPU seconds of one thread for the analysis alone. A row has a ratio
only where the answers are equal: Sobol' and Morris to 1e-9; delta, before its bias correction, to
1e-3 of the published formula written out with SciPy (the peer's own value is random: see
conformance/sensitivity/README.md).
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

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def enter(folder):
    """Runs this script again inside the environment, made on first use."""
    python = pathlib.Path(folder) / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "SALib==1.6.0"], check=True)
    env = dict(os.environ, ANTUMBRA_BENCH="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]], env=env).returncode)


def build():
    name = "sensitivity_indices"
    cargo = ["cargo", "build", "--release", "-p", "antumbra-explore", "--example", name]
    subprocess.run(cargo, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    return pathlib.Path(target) / "release" / "examples" / name


def own(program, method, points, outcomes, times):
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, n) for n in ("points", "outcomes")]
        for path, values in zip(files, (points, outcomes)):
            values.astype("<f8").tofile(path)
        words = [program, method, *files, str(points.shape[1]), str(times)]
        out = subprocess.run(words, check=True, capture_output=True, text=True)
    answer = json.loads(out.stdout)
    return answer["cpu_s"], answer["found"]


def cpu(job):
    start = time.process_time()
    result = job()
    return time.process_time() - start, result


def row(case, peer_s, own_s, difference, limit):
    head = f"{case:44} SALib 1.6.0 {peer_s:8.3f} s  antumbra {own_s:8.4f} s"
    ratio = f"{peer_s / own_s:8.1f} x" if difference <= limit else "  no ratio: not equal"
    print(f"{head} {ratio}  largest difference {difference:.2g} (allowed {limit:.2g})", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--venv", required=True)
    args = parser.parse_args()
    if "ANTUMBRA_BENCH" not in os.environ:
        enter(args.venv)
    sys.path.insert(0, str(ROOT / "conformance" / "sensitivity"))
    import numpy as np
    from make_reference import ishigami, plischke, problem, sobol_g
    from SALib.analyze import delta, morris, sobol
    from SALib.sample import morris as morris_sample
    from SALib.sample import sobol as sobol_sample

    program = build()

    p = problem(8)
    u = sobol_sample.sample(p, 2**14, calc_second_order=True, seed=1)
    y = sobol_g(u)
    own_s, mine = own(program, "sobol", u, y, 1000)
    peer_s, peer = cpu(lambda: sobol.analyze(p, y, calc_second_order=True, num_resamples=1000, seed=1))
    values = {k: np.array(v)[:, 0] for k, v in mine.items()}
    pairs = np.triu_indices(8, 1)
    gap = max(np.abs(values["first"] - peer["S1"]).max(), np.abs(values["total"] - peer["ST"]).max(),
              np.abs(values["second"] - peer["S2"][pairs]).max())
    row("Sobol' with S2, 8 inputs, N = 2^14, 1000 boot", peer_s, own_s, gap, 1e-9)
    widths = np.array(mine["first"])[:, 1] / np.array(peer["S1_conf"])
    print(f"    half-widths of S1 over the peer's: {widths.min():.3f} to {widths.max():.3f}")

    u = morris_sample.sample(p, 1000, num_levels=4, seed=1)
    y = sobol_g(u)
    own_s, mine = own(program, "morris", u, y, 1000)
    peer_s, peer = cpu(lambda: morris.analyze(p, u, y, num_resamples=1000, num_levels=4, seed=1))
    gap = max(np.abs(np.array(mine["mu"]) - peer["mu"]).max(),
              np.abs(np.array(mine["mu_star"])[:, 0] - peer["mu_star"]).max(),
              np.abs(np.array(mine["sigma"]) - peer["sigma"]).max())
    row("Morris, 8 inputs, 1000 trajectories", peer_s, own_s, gap, 1e-9)

    p = problem(8)
    u = np.random.default_rng(1).random((10_000, 8))
    y = ishigami(u)
    own_s, mine = own(program, "delta", u, y, 100)
    peer_s, peer = cpu(lambda: delta.analyze(p, u, y, num_resamples=100, seed=1, method="delta"))
    rng = np.random.default_rng(2)
    exact = [plischke(y, u[:, i], rng, resamples=1)[0] for i in range(8)]
    row("delta, 8 inputs, 10000 cases, 100 boot", peer_s, own_s,
        np.abs(np.array(mine["raw"]) - exact).max(), 1e-3)
    found = np.array(mine["delta"])[:, 0]
    off = (found - peer["delta_raw"]) / peer["delta_raw_conf"]
    print("    (compared before bias correction with the published formula written out: the peer")
    print("    starts from one resample, so its values scatter by about its own half-width; its two")
    print("    variants, raw and balanced, come in one call)")
    print(f"    antumbra less SALib in half-widths: {np.round(off, 2).tolist()}")
    print(f"    inputs that do nothing: antumbra {found[3:].min():.3f} to {found[3:].max():.3f},",
          f"adjusted {min(mine['adjusted'][3:]):.3f} to {max(mine['adjusted'][3:]):.3f},",
          f"SALib {peer['delta_raw'][3:].min():.3f} to {peer['delta_raw'][3:].max():.3f}")


if __name__ == "__main__":
    main()
