"""Reference intervals of the bootstrap.

Run: python bootstrap.py > bootstrap.txt        (SciPy 1.17.1, NumPy 2.4.6)

The sample, its variance, the replicates that SciPy drew, and SciPy's intervals from them.
"""
import numpy as np
import scipy
from scipy import stats

SAMPLE = [2.1, 3.4, 0.7, 9.6, 1.2, 4.4, 2.8, 15.1, 0.9, 3.3, 5.2, 1.7]


def variance(x, axis=-1):
    return np.var(x, axis=axis)


if __name__ == "__main__":
    print(f"# scipy {scipy.__version__}, numpy {np.__version__}; made by bootstrap.py")
    x = np.array(SAMPLE)
    rng = np.random.default_rng(20260101)
    first = stats.bootstrap((x,), variance, n_resamples=299, confidence_level=0.9, method="BCa", rng=rng)
    d = first.bootstrap_distribution
    show = lambda name, v: print(name, *(repr(float(t)) for t in np.atleast_1d(v)))
    show("sample", x)
    show("estimate", variance(x))
    show("replicates", d)
    for level in (0.9, 0.5):
        for method in ("percentile", "BCa"):
            r = stats.bootstrap((x,), variance, n_resamples=0, bootstrap_result=first, confidence_level=level, method=method)
            show(f"{method}_{level}", [r.confidence_interval.low, r.confidence_interval.high])
