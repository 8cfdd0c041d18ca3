"""Reference trajectories of PRIM by EMA Workbench, stored as JSON beside this script.

Made with ema_workbench 3.0.0, numpy 2.5, pandas 2.3 (pandas 3 breaks the peer's pasting of
whole numbers). Run with PYTHONHASHSEED=0: the peer takes tied words in the order of a set.

    PYTHONHASHSEED=0 python make_reference.py
"""

import json
import pathlib
import sys
import warnings

warnings.filterwarnings("ignore")
import ema_workbench
import numpy as np
import pandas as pd
from ema_workbench.analysis import prim

import synth

HERE = pathlib.Path(__file__).parent


def limits(frame, kinds):
    out = {}
    for name, kind in kinds.items():
        if kind in "ri":
            out[name] = [float(v) for v in frame[name]]
        else:
            words = {str(w) for w in frame[name].iloc[0]}
            out[name] = sorted(w.lower() if kind == "b" else w for w in words)
    return out


def run(x, y, kinds, form="binary", objective="lenient1", **settings):
    """The trajectory of the first box: one dict per step."""
    chosen = prim.PRIMObjectiveFunctions(objective)
    if form == "binary":
        box = prim.Prim(x, y, obj_function=chosen, **settings).find_box()
    else:
        maker = prim.RegressionPrim
        box = maker(x, y, obj_function=chosen, maximization=form == "high", **settings).find_box()
    steps = []
    for i, row in box.peeling_trajectory.iterrows():
        step = {c: float(row[c]) for c in ("mean", "mass")}
        step |= {"n": int(row["n"]), "res_dim": int(row["res_dim"])}
        if form == "binary":
            step |= {"k": int(row["k"]), "coverage": float(row["coverage"])}
            step["density"] = float(row["density"])
        step["limits"] = limits(box.box_lims[i], kinds)
        steps.append(step)
    return steps


def mixed(rows, seed):
    """A table with every kind of input and a rule on four of them."""
    rng = np.random.default_rng(seed)
    x = pd.DataFrame(
        {
            "real": rng.random(rows),
            "coarse": np.round(rng.normal(size=rows), 1),
            "whole": rng.integers(-5, 40, rows),
            "few": rng.integers(0, 4, rows),
            "word": pd.Categorical(rng.choice(["north", "east", "south", "west", "sea"], rows)),
            "flag": rng.random(rows) < 0.6,
        }
    )
    inside = (x.real < 0.55) & (x.whole > 9) & x.word.isin(["east", "west"]) & x.flag
    y = (rng.random(rows) < np.where(inside, 0.85, 0.07)).astype(int)
    level = 3.0 * inside + x.coarse + rng.normal(size=rows)
    return x, y, level.to_numpy()


MIXED = {"real": "r", "coarse": "r", "whole": "i", "few": "i", "word": "c", "flag": "b"}


def save(name, **content):
    content["made_by"] = {"ema_workbench": ema_workbench.__version__, "python": sys.version.split()[0],
                          "numpy": np.__version__, "pandas": pd.__version__}
    (HERE / f"{name}.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")


def main():
    table = pd.read_csv(HERE / "bryant_lempert_2010.csv")
    x, y = table.iloc[:, 2:11], table.iloc[:, 15].to_numpy()
    kinds = {c: "r" for c in x}
    save("bryant_lempert", steps=run(x, y, kinds, peel_alpha=0.1))
    for rows, columns, seed, objective in [
        (10_000, 10, synth.SEED, "lenient1"),
        (3_000, 12, 7, "lenient2"),
        (3_000, 9, 8, "original"),
    ]:
        x, y = synth.box_data(rows, columns, seed)
        x = pd.DataFrame(x, columns=[f"x{i}" for i in range(columns)])
        steps = run(x, y, {c: "r" for c in x}, objective=objective)
        # Every fifth step's limits are enough, and the last.
        for i, s in enumerate(steps):
            if i % 5 and i != len(steps) - 1:
                del s["limits"]
        save(f"synth_{rows}x{columns}_{objective}", rows=rows, columns=columns, seed=seed,
             objective=objective, steps=steps)
    x, y, level = mixed(600, 20260101)
    x.assign(y=y, level=level).to_csv(HERE / "mixed.csv", index=False)
    for form in ("binary", "high"):
        outcome = y if form == "binary" else level
        save(f"mixed_{form}", steps=run(x, outcome, MIXED, form=form))
    cover_and_quasi_p()


def cover_and_quasi_p():
    """Box 30 of a trajectory with its quasi-p values, and the search among the cases it leaves."""
    x, y = synth.box_data(2_000, 8, 5)
    x = pd.DataFrame(x, columns=[f"x{i}" for i in range(8)])
    search = prim.Prim(x, y)
    box = search.find_box()
    box.select(30)
    frame = box.inspect(30, style="data")[0][1]
    quasi_p = {name: [None if np.isnan(v) else float(v) for v in frame.loc[name].iloc[2:4]]
               for name in frame.index}
    second = search.find_box().peeling_trajectory
    save("synth_2000x8_second", rows=2_000, columns=8, seed=5, picked=30, quasi_p=quasi_p,
         n=second["n"].astype(int).tolist(), k=second["k"].astype(int).tolist(),
         coverage=second["coverage"].tolist(), mass=second["mass"].tolist())


if __name__ == "__main__":
    main()
