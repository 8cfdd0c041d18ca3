"""Fits the exported matrix with statsmodels and compares answers, then CPU seconds of one thread.

python compare.py OUT [REFERENCE]   (OUT: the folder that the Rust example wrote)

With REFERENCE the answers of statsmodels are written there, for the tests.
Needs numpy, scipy, statsmodels. Answers first: without equal ones there is no ratio.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import csv
import sys
import time
from pathlib import Path

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm

out = Path(sys.argv[1])
y = np.fromfile(out / "outcome.u8", dtype=np.uint8).astype(float)
x = np.fromfile(out / "matrix.f64", dtype="<f8").reshape(len(y), -1)
groups = np.fromfile(out / "dyad.u32", dtype="<u4")
x = np.column_stack([np.ones(len(y)), x])
with open(out / "answer.csv") as f:
    rows = list(csv.DictReader(f))
ours = np.array([[float(r["estimate"]), float(r["se"])] for r in rows])
times = dict(csv.reader(open(out / "times.csv")))

best, fitted = np.inf, None
for _ in range(3):
    start = time.process_time()
    fitted = sm.Logit(y, x).fit(
        method="newton", maxiter=100, tol=1e-12, disp=0, cov_type="cluster",
        cov_kwds={"groups": groups, "use_correction": False}, use_t=False,
    )
    best = min(best, time.process_time() - start)

apart_b = np.max(np.abs(fitted.params - ours[:, 0]) / np.maximum(1, np.abs(ours[:, 0])))
apart_se = np.max(np.abs(fitted.bse - ours[:, 1]) / ours[:, 1])
print(f"statsmodels {statsmodels.__version__}, numpy {np.__version__}, scipy {scipy.__version__}")
print(f"log-likelihood {fitted.llf:.6f}, b of p {fitted.params[-1]:.10f} ({fitted.bse[-1]:.10f})")
print(f"ours: b of p {ours[-1, 0]:.10f} ({ours[-1, 1]:.10f})")
print(f"largest difference: coefficients {apart_b:.1e}, standard errors {apart_se:.1e}")
equal = apart_b < 1e-8 and apart_se < 1e-6
if not equal:
    sys.exit("the answers differ: no ratio")
if len(sys.argv) > 2:
    # The reference of the tests: name, estimate, standard error by undirected dyad.
    with open(sys.argv[2], "w") as f:
        f.write(f"# statsmodels {statsmodels.__version__}: Logit, newton, clustered, no correction\n")
        for row, b, se in zip(rows, fitted.params, fitted.bse):
            f.write(f"{row['name']},{float(b)!r},{float(se)!r}\n")
mine = float(times["plain s"])
print(f"statsmodels {best:.3f} s, ours {mine:.3f} s: {best / mine:.1f} times")
