"""All directed dyad-years 1816-2014 joined with NMC, ATOP, MIDs and distance from raw files:
antumbra beside pandas, in one run, answers compared before any ratio is printed.

    python3 bench/panel/compare.py --antumbra target/release/antumbra --data DIR

needs pandas and pyarrow in the Python that runs it. CPU seconds of one process each; antumbra's
time includes starting, reading, joining and writing Parquet, pandas' reading and joining alone.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np
import pandas as pd


def peer(data):
    """The same panel in pandas, from the same raw files."""
    def read(name, **kw):
        return pd.read_csv(os.path.join(data, name), **kw)

    system = read("cow_system2016.csv.gz")[["ccode", "year"]]
    system = system[system.year <= 2014].drop_duplicates()
    left = system.rename(columns={"ccode": "ccode1"})
    right = system.rename(columns={"ccode": "ccode2"})
    panel = left.merge(right, on="year")
    panel = panel[panel.ccode1 != panel.ccode2]

    nmc = read("cow_nmc_7.0.csv.gz")
    for side in "12":
        panel = panel.merge(
            nmc.rename(columns={c: c + side for c in nmc.columns if c != "year"}),
            on=["ccode" + side, "year"], how="left")

    atop = read("atop_5.1_directed_dyad_year.csv.gz")
    panel = panel.merge(atop, on=["ccode1", "ccode2", "year"], how="left")
    kinds = [c for c in atop.columns if c.startswith("atop_")]
    panel[kinds] = panel[kinds].fillna(0)

    mid = read("cow_mid_5.0_directed_dyad_year.csv.gz")
    mid["challenge"] = ((mid.disponset == 1) & (mid.orig1 == 1) & (mid.orig2 == 1)
                        & (mid.sidea1 == 1) & (mid.sidea2 == 0)).astype(int)
    mid["ongoing"] = 1
    mid = mid.groupby(["ccode1", "ccode2", "year"], as_index=False)[["ongoing", "challenge"]].max()
    panel = panel.merge(mid, on=["ccode1", "ccode2", "year"], how="left")
    panel[["ongoing", "challenge"]] = panel[["ongoing", "challenge"]].fillna(0)

    distance = read("cow_min_distance.csv.gz")
    panel["a"] = np.minimum(panel.ccode1, panel.ccode2)
    panel["b"] = np.maximum(panel.ccode1, panel.ccode2)
    panel = panel.merge(distance.rename(columns={"ccode1": "a", "ccode2": "b"}),
                        on=["a", "b", "year"], how="left")
    return panel


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--antumbra", required=True)
    p.add_argument("--data", required=True)
    a = p.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "panel.parquet")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([a.antumbra, "panel", "--data", a.data, "--from", "1816", "--to", "2014",
                        "--with", "nmc,atop,mid,distance", "--out", out, "--jobs", "1"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        ours = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        our_mb = after.ru_maxrss / 1024
        mine = pd.read_parquet(out)

    start = time.process_time()
    theirs = peer(a.data)
    peer_cpu = time.process_time() - start
    peer_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    same = len(mine) == len(theirs)
    print(f"pandas {pd.__version__}, numpy {np.__version__}, Python {sys.version.split()[0]}")
    print(f"rows: {len(mine):,} and {len(theirs):,}")
    for x, y in [("atop_defense", "atop_defense"), ("mid_challenge", "challenge"),
                 ("mid_ongoing", "ongoing"), ("milex1", "milex1"), ("tpop2", "tpop2"),
                 ("min_distance_km", "mindist")]:
        u, v = float(mine[x].astype(float).sum()), float(theirs[y].astype(float).sum())
        n, m = int(mine[x].notna().sum()), int(theirs[y].notna().sum())
        equal = n == m and abs(u - v) <= 1e-9 * max(1.0, abs(v))
        same &= equal
        print(f"{x:16} sum {u:.10g} and {v:.10g}, values {n:,} and {m:,}{'' if equal else '  DIFFERS'}")
    print(f"CPU seconds: {ours:.2f} and {peer_cpu:.2f}; peak MB: {our_mb:.0f} and {peer_mb:.0f} (both panels in memory)")
    if same:
        print(f"ratio of CPU seconds: {peer_cpu / ours:.1f}")
    else:
        print("the answers differ: no ratio")
        sys.exit(1)


if __name__ == "__main__":
    main()
