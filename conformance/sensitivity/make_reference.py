"""Reference indices by SALib, stored as JSON beside this script.

Made with SALib 1.6.0. Designs are stored too, in the unit cube, so that other programs can be
asked the same question.
"""

import json
import pathlib
import sys

import numpy as np
import SALib
from SALib.analyze import delta, morris, pawn, sobol
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from scipy.stats import gaussian_kde, rankdata

HERE = pathlib.Path(__file__).parent


def ishigami(u):
    """Ishigami & Homma (1990), a = 7, b = 0.1, on the unit cube; further inputs do nothing."""
    x = np.pi * (2 * u[:, :3] - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


G = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def sobol_g(u):
    """Sobol's G function of eight inputs."""
    return np.prod((np.abs(4 * u - 2) + G) / (1 + G), axis=1)


def problem(inputs):
    return {"num_vars": inputs, "names": [f"x{i + 1}" for i in range(inputs)],
            "bounds": [[0, 1]] * inputs}


def save(name, **content):
    content["made_by"] = {"SALib": "1.6.0", "python": sys.version.split()[0],
                          "numpy": np.__version__}
    plain = {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in content.items()}
    for k in [k for k in plain if k.startswith("second")]:
        plain[k] = [[None if np.isnan(v) else v for v in row] for row in plain[k]]
    (HERE / f"{name}.json").write_text(json.dumps(plain, separators=(",", ":")) + "\n")


def plischke(y, x, rng, resamples=400):
    """Plischke, Borgonovo & Smith (2013), written out: the estimate and its resamples' mean."""
    n = len(y)
    classes = min(int(np.ceil(n ** (2 / (7 + np.tanh((1500 - n) / 500))))), 48)
    grid = np.linspace(y.min(), y.max(), 100)

    def density(values):
        return gaussian_kde(values, bw_method="silverman")(grid)

    def estimate(y, x):
        rank = rankdata(x, method="ordinal")
        edges = np.linspace(0, n, classes + 1)
        total = 0.0
        for low, high in zip(edges[:-1], edges[1:]):
            own = y[(rank > low) & (rank <= high)]
            gap = np.trapezoid(np.abs(density(y) - density(own)), grid)
            total += len(own) / (2 * n) * gap
        return total

    draws = [rng.integers(0, n, n) for _ in range(resamples)]
    return estimate(y, x), float(np.mean([estimate(y[d], x[d]) for d in draws]))


def main():
    p = problem(3)
    u = sobol_sample.sample(p, 64, calc_second_order=True, seed=1)
    y = ishigami(u)
    s = sobol.analyze(p, y, calc_second_order=True, num_resamples=1000, seed=1)
    save("sobol_ishigami", points=u, y=y, first=s["S1"], total=s["ST"], second=s["S2"],
         first_conf=s["S1_conf"], total_conf=s["ST_conf"], second_conf=s["S2_conf"])

    p = problem(8)
    u = morris_sample.sample(p, 25, num_levels=4, seed=1)
    y = sobol_g(u)
    s = morris.analyze(p, u, y, num_resamples=1000, num_levels=4, seed=1)
    save("morris_g", points=u, y=y, mu=np.asarray(s["mu"]), mu_star=np.asarray(s["mu_star"]),
         sigma=np.asarray(s["sigma"]), mu_star_conf=np.asarray(s["mu_star_conf"]))

    p = problem(5)
    u = np.round(np.random.default_rng(1).random((1500, 5)), 6)
    y = np.round(ishigami(u), 9)
    given = pawn.analyze(p, u, y, S=10, seed=1)
    moment = delta.analyze(p, u, y, num_resamples=100, seed=1)
    rng = np.random.default_rng(2)
    written_out = [plischke(y, u[:, i], rng) for i in range(5)]
    save("given_data", points=u, y=y, delta_raw=[w[0] for w in written_out],
         delta_resampled=[w[1] for w in written_out],
         pawn={k: np.asarray(given[k]).tolist() for k in ("minimum", "mean", "median", "maximum")},
         delta=np.asarray(moment["delta_raw"]),
         delta_conf=np.asarray(moment["delta_raw_conf"]))


if __name__ == "__main__":
    main()
