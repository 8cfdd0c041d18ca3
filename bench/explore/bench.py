"""`antumbra explore` at several sizes: wall, CPU, peak of resident memory, disk.

    python bench.py --out DIR [--jobs 2] [--assessment japan] [FUTURES ...]

Builds the program in release, runs `explore` into DIR/FUTURES for each size (62,500, 250,000 and a
million where none is given), prints one line per size, and takes the folder away again: a million
futures of Japan's eight paths in two worlds leave about 8 GB. The peak is what the operating system
says of the run's own process (`ru_maxrss`), so sizes may come in any order. Needs no peer.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def build():
    cargo = ["cargo", "build", "--release", "-p", "antumbra"]
    subprocess.run(cargo, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    return pathlib.Path(target) / "release" / "antumbra"


def measured(command):
    """Standard output, wall seconds, CPU seconds and peak in MiB of one process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {status}")
    seconds = time.monotonic() - start
    return json.loads(text), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--out", type=pathlib.Path, required=True)
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--assessment", default="japan")
    p.add_argument("futures", type=int, nargs="*", default=[62_500, 250_000, 1_000_000])
    a = p.parse_args()
    program = build()
    a.out.mkdir(parents=True, exist_ok=True)
    for futures in a.futures:
        folder = a.out / str(futures)
        told, seconds, cpu, peak = measured(
            [program, "explore", a.assessment, "--futures", str(futures), "--out", folder]
            + ["--jobs", str(a.jobs), "--json", "--quiet"]
        )
        files = [f for f in folder.rglob("*") if f.is_file()]
        years = len(json.loads((folder / "ensemble.json").read_text())["years"])
        walked = futures * len(told["policies"]) * years
        print(
            f"{futures:>9} futures x {len(told['policies'])} policies x {years} years: "
            f"{seconds:.0f} s on {a.jobs} threads, {cpu:.0f} s CPU "
            f"({1e6 * cpu / futures:.0f} us a future, {walked / cpu / 1e6:.2f} million years walked "
            f"per CPU second), peak {peak:.0f} MiB, "
            f"{sum(f.stat().st_size for f in files) / 1e6:,.0f} MB in {len(files):,} files",
            flush=True,
        )
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
