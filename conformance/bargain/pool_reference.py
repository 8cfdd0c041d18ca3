"""Reference for the pool of polls, by another route than the engine's.

The engine solves for the posterior in precision form. Here the joint normal distribution of all
unknowns and polls is written out in covariance form and conditioned on the polls. Writes
`pool_reference.csv`. Made with NumPy 2.4.6 and Python 3.11.
"""

import datetime
import pathlib

import numpy as np

POLLS = [  # house, date, n, per cent
    ("North", "2024-01-20", 1000, 31.0),
    ("East", "2024-03-02", 1850, 36.5),
    ("South", "2024-03-02", 600, 28.0),
    ("North", "2024-06-11", 1020, 33.0),
    ("East", "2024-07-30", 1900, 40.1),
    ("South", "2024-11-05", 640, 34.0),
    ("East", "2025-01-10", 1875, 43.0),
    ("North", "2025-04-01", 990, 38.0),
]
STEPS = [0.1, 0.5, 1.0, 2.0, 4.0, 8.0]
Z95 = 1.6448536269514722

days = sorted({d for _, d, _, _ in POLLS})
houses = sorted({h for h, *_ in POLLS})
t, h = len(days), len(houses)
ordinal = [datetime.date.fromisoformat(d).toordinal() for d in days]


def fit(step):
    # Unknowns: first level, steps and leans are independent; levels are their sums.
    steps = [100.0**2] + [step**2 * (b - a) / 30.0 for a, b in zip(ordinal, ordinal[1:])]
    levels = np.tril(np.ones((t, t))) @ np.diag(steps) @ np.tril(np.ones((t, t))).T
    leans = np.eye(h) * 25.0
    # Leans conditioned on a sum of zero (seen with a standard deviation of .001).
    ones = np.ones((h, 1))
    leans = leans - leans @ ones @ ones.T @ leans / (ones.T @ leans @ ones + 1e-6)
    prior = np.block([[levels, np.zeros((t, h))], [np.zeros((h, t)), leans]])
    mean = np.array([50.0] * t + [0.0] * h)
    design = np.zeros((len(POLLS), t + h))
    noise = np.zeros(len(POLLS))
    y = np.zeros(len(POLLS))
    for k, (house, day, n, share) in enumerate(POLLS):
        design[k, days.index(day)] = 1
        design[k, t + houses.index(house)] = 1
        noise[k] = share * (100 - share) / n
        y[k] = share
    cov = design @ prior @ design.T + np.diag(noise)
    gain = prior @ design.T @ np.linalg.inv(cov)
    off = y - design @ mean
    post_mean = mean + gain @ off
    post_var = np.diag(prior - gain @ design @ prior)
    sign, logdet = np.linalg.slogdet(cov)
    assert sign > 0
    return post_mean, post_var, -0.5 * (off @ np.linalg.solve(cov, off) + logdet)


fits = [fit(s) for s in STEPS]
weights = np.exp(np.array([f[2] for f in fits]) - max(f[2] for f in fits))
weights /= weights.sum()
means = np.array([f[0] for f in fits])
variances = np.array([f[1] for f in fits])
mean = weights @ means
sd = np.sqrt(weights @ (variances + (means - mean) ** 2))

with open(pathlib.Path(__file__).parent / "pool_reference.csv", "w") as out:
    for row in POLLS:
        print("poll", *row, sep=",", file=out)
    for kind, names, at in (("wave", days, 0), ("house", houses, t)):
        for k, name in enumerate(names):
            m, s = mean[at + k], sd[at + k]
            cells = [repr(float(x)) for x in (m - Z95 * s, m, m + Z95 * s)]
            print(kind, name, *cells, sep=",", file=out)
    print("step", repr(float(weights @ np.array(STEPS))), sep=",", file=out)
