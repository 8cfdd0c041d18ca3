"""What gradient-boosted trees reach on the sample of the challenge regressions.

Reads directed dyad-years that `antumbra panel` exported, builds the politically relevant sample
(228,228 rows, 2,372 challenges: it stops when they differ), fits LightGBM on outcome years to 1990
and scores 1991-2014, then cross-validates in five parts with each undirected dyad in one part.
The number of trees is chosen inside the training years: fitted to 1980, scored on 1981-1990.
Scores with versions go to `crates/antumbra-assess/data/ceiling.json`, which the program shows
beside its own.

    antumbra panel --data DIR --pairs all --from 1816 --to 2014 \\
        --with shares,atop,similarity,defenders,mid,past,filled-distance,contiguity,regimes \\
        --out panel.parquet
    python ceiling.py panel.parquet

Run with LightGBM, NumPy, pandas and PyArrow; the versions are in the output.
"""

import json
import pathlib
import platform
import sys

import lightgbm as lgb
import numpy as np
import pandas as pd

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "crates" / "antumbra-assess" / "data" / "ceiling.json"
LAST, INNER = 1990, 1980
CLIENTS = [740, 732, 713, 840, 900, 255, 290, 369, 670]
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 15,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 20250312,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbosity": -1,
}
MOST = 800


def sample(path):
    """The rows of the estimation sample with what was known before the outcome."""
    d = pd.read_parquet(path)
    lagged = ["milex_share", "milper_share", "tpop_share", "major", "polyarchy", "nuclear"]
    dyadic = ["atop_defense", "similarity", "defenders2", "rivalry"]
    before = d[["ccode1", "ccode2", "year"] + [f"{c}{k}" for c in lagged for k in (1, 2)] + dyadic]
    before = before.assign(year=before.year + 1)
    back = d[["ccode1", "ccode2", "year", "atop_defense"]].rename(
        columns={"ccode1": "ccode2", "ccode2": "ccode1", "atop_defense": "owed"}
    )
    back = back.assign(year=back.year + 1)
    now = d[
        ["ccode1", "ccode2", "year", "mid_ongoing", "mid_challenge", "peace_years",
         "dispute_count", "distance_km", "contiguity"]
    ]
    rows = now.merge(before, on=["ccode1", "ccode2", "year"]).merge(
        back, on=["ccode1", "ccode2", "year"]
    )
    relevant = (rows.contiguity > 0) | rows.major1.astype(bool) | rows.major2.astype(bool)
    ongoing = rows.mid_ongoing.astype(bool) & ~rows.mid_challenge.astype(bool)
    rows = rows[relevant & ~ongoing & (rows.year >= 1817)].reset_index(drop=True)
    y = rows.mid_challenge.astype(int).to_numpy()
    assert (len(rows), y.sum()) == (228228, 2372), (len(rows), y.sum())
    return rows, y


def features(rows):
    x = pd.DataFrame(
        {
            "land": rows.contiguity == 1,
            "sea": rows.contiguity.between(2, 5),
            "distance": rows.distance_km,
            "peace_years": rows.peace_years,
            "dispute_count": rows.dispute_count,
            "rivalry": rows.rivalry,
            "similarity": rows.similarity,
            "defended_by": rows.atop_defense,
            "defends": rows.owed,
            "defenders": rows.defenders2,
            "post_1945": rows.year >= 1946,
            "polyarchy_product": rows.polyarchy1 * rows.polyarchy2,
        }
    )
    for k in (1, 2):
        for name in ("major", "polyarchy", "nuclear"):
            x[f"{name}{k}"] = rows[f"{name}{k}"]
        for name in ("milex_share", "milper_share", "tpop_share"):
            x[f"ln_{name}{k}"] = np.log(rows[f"{name}{k}"] + 1e-6)
    # An argument of the contest: the two states' spending where the target lies.
    fade = np.log1p(rows.distance_km / 500.0)
    x["ln_reach"] = x.ln_milex_share1 - fade - x.ln_milex_share2
    return x.astype(float)


def trained(x, y, rounds):
    return lgb.train(SETTINGS, lgb.Dataset(x, y), num_boost_round=rounds)


def rounds_of(x, y, year):
    inner, rest = year <= INNER, (year > INNER) & (year <= LAST)
    booster = lgb.train(
        SETTINGS,
        lgb.Dataset(x[inner], y[inner]),
        num_boost_round=MOST,
        valid_sets=[lgb.Dataset(x[rest], y[rest])],
        callbacks=[lgb.early_stopping(50, verbose=False)],
    )
    return booster.best_iteration


def loss(p, y):
    p = np.clip(p, 1e-12, 1 - 1e-12)
    return float(-np.mean(np.where(y == 1, np.log(p), np.log1p(-p))))


def auc(p, y):
    rank = pd.Series(p).rank().to_numpy()
    ones = int(y.sum())
    return float((rank[y == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(y) - ones)))


def slope(p, y):
    """Slope of the logit of the outcomes on the log-odds of the forecasts, by Newton steps."""
    z = np.column_stack([np.ones(len(p)), np.log(p) - np.log1p(-p)])
    b = np.array([0.0, 1.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-z @ b))
        step = np.linalg.solve(z.T @ (z * (q * (1 - q))[:, None]), z.T @ (y - q))
        b += step
        if np.abs(step).max() < 1e-10:
            break
    return float(b[1])


def scores(p, y, base):
    brier = float(np.mean((p - y) ** 2))
    return {
        "rows": int(len(y)),
        "events": int(y.sum()),
        "log_loss": round(loss(p, y), 6),
        "reduction": round(1 - loss(p, y) / loss(np.full(len(y), base), y), 4),
        "brier_skill": round(1 - brier / float(np.mean((base - y) ** 2)), 4),
        "auc": round(auc(p, y), 4),
        "calibration_slope": round(slope(p, y), 3),
    }


def main(path):
    rows, y = sample(path)
    x, year = features(rows), rows.year.to_numpy()
    rounds = rounds_of(x, y, year)
    train, test = year <= LAST, year > LAST
    p = trained(x[train], y[train], rounds).predict(x[test])
    late = rows[test].assign(p=p, came=y[test])
    clients = {}
    for c in CLIENTS:
        mine = late[(late.ccode2 == c) & (late.year >= 1992)].groupby("year")
        clients[str(c)] = round(float((1 - mine.p.apply(lambda v: np.prod(1 - v))).mean()), 3)
    dyad = np.minimum(rows.ccode1, rows.ccode2) * 1000 + np.maximum(rows.ccode1, rows.ccode2)
    known = np.unique(dyad)
    fold_of = dict(zip(known, np.random.default_rng(20250312).permutation(len(known)) % 5))
    fold = dyad.map(fold_of).to_numpy()
    held = np.zeros(len(y))
    for k in range(5):
        held[fold == k] = trained(x[fold != k], y[fold != k], rounds).predict(x[fold == k])
    out = {
        "made_with": {
            "lightgbm": lgb.__version__,
            "numpy": np.__version__,
            "pandas": pd.__version__,
            "python": platform.python_version(),
        },
        "severity": "any",
        "rows": len(y),
        "events": int(y.sum()),
        "covariates": list(x.columns),
        "settings": {**SETTINGS, "trees": rounds},
        "last_training_year": LAST,
        "out_of_time": scores(p, y[test], y[train].mean()),
        "by_dyad": scores(held, y, y.mean()),
        "clients_from": 1992,
        "clients": clients,
    }
    OUT.write_text(json.dumps(out, indent=1) + "\n")
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main(sys.argv[1])
