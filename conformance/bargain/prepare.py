"""Writes the stored reference of the spatial model in the shape that the test reads.

Usage: python3 prepare.py SUITE_FOLDER, a folder with `ktab_3dim_input.json` and
`ktab_3dim_positions.csv` (one row per variant, turn, actor and dimension). No number is changed.
"""

import csv
import json
import pathlib
import sys

suite = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent

case = json.loads((suite / "ktab_3dim_input.json").read_text())["input"]
with open(here / "ktab_3dim_input.csv", "w") as out:
    heads = [h for n, d in enumerate(case["dims"], 1) for h in (d, f"Sal{n}")]
    print(",".join(["Actor", "Description", "Power"] + heads), file=out)
    for a in case["actors"]:
        pairs = [str(x) for both in zip(a["pos"], a["sal"]) for x in both]
        print(",".join([a["name"], a["desc"], str(a["power"])] + pairs), file=out)

rows = {}
with open(suite / "ktab_3dim_positions.csv") as f:
    for r in csv.DictReader(f):
        rows.setdefault((r["variant"], r["turn"], r["actor"]), []).append(r["position"])
with open(here / "ktab_3dim_positions.csv", "w") as out:
    print("variant,turn,actor," + ",".join(case["dims"]), file=out)
    for key, positions in rows.items():
        print(",".join([*key, *positions]), file=out)
