"""Reference values for antumbra-num's distributions.

Run: python dist.py > dist.txt          (SciPy 1.17.1, mpmath 1.4.1, NumPy 2.4.6; about 10 to 15 minutes,
nearly all of it the two largest beta shapes)

A line is: source function parameters ... value. `mpmath` lines are correctly rounded 50-digit
values; `scipy` lines are what SciPy says.
"""
import mpmath
import numpy as np
import scipy
from mpmath import mp, mpf
from scipy import stats

mp.dps = 50


def out(source, name, args, value):
    print(source, name, *(repr(float(a)) for a in args), repr(float(value)))


def beta_cdf(a, b, x):
    """(I, 1 - I) by quadrature-free series: hypergeometric with enough digits."""
    a, b, x = mpf(a), mpf(b), mpf(x)
    with mp.workdps(80):
        i = mpmath.betainc(a, b, 0, x, regularized=True)
        j = mpmath.betainc(b, a, 0, 1 - x, regularized=True)
    return i, j


def beta_quantile(a, b, u):
    """Newton for ln I as a function of ln x, at 80 digits."""
    with mp.workdps(80):
        a, b, u = mpf(a), mpf(b), mpf(u)
        x = mpf(float(stats.beta.ppf(float(u), float(a), float(b))))
        if x == 0 or u < mpf(10) ** -20:
            x = mp.exp((mp.log(u) + mp.log(a * mp.beta(a, b))) / a)
        for _ in range(100):
            p = beta_cdf(a, b, x)[0]
            density = mp.exp((a - 1) * mp.log(x) + (b - 1) * mp.log1p(-x)) / mp.beta(a, b)
            step = (mp.log(p) - mp.log(u)) * p / (x * density)
            x = x * mp.exp(-step) if abs(step) < 1 else x * mp.exp(-step / abs(step))
            x = min(x, 1 - mpf(10) ** -60)
            if abs(step) < mpf(10) ** -30:
                return x
    raise RuntimeError((a, b, u))


def gamma_pq(a, x):
    """The series of positive terms at 400 digits, so that even 1 - P keeps 50."""
    with mp.workdps(400):
        a, x = mpf(a), mpf(x)
        term = total = mpf(1)
        n = a
        while term > total * mpf(10) ** -400:
            n += 1
            term *= x / n
            total += term
        p = total * mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
        return p, 1 - p


if __name__ == "__main__":
    print(f"# mpmath {mpmath.__version__}, scipy {scipy.__version__}, numpy {np.__version__}; made by dist.py")
    for x in [5e-324, 1e-300, 1e-10, 1e-3, 0.1, 0.3, 0.49999, 0.5, 0.75, 0.9999999, 1.0000001, 1.2, 1.46163,
              1.7, 1.9999999, 2.0000001, 2.3, 3.0, 4.5, 7.9, 9.99, 10.01, 15.5, 50.0, 171.0, 1e4, 1e10, 1e300]:
        out("mpmath", "ln_gamma", [x], mp.loggamma(mpf(x)))
    for x in [1e-300, 0.1, 0.5, 0.9, 1.1, 1.5, 2.5, 5.5, 9.5, 10.5, 33.3, 100.25, 171.5,
              -0.5, -1.5, -2.25, -9.9, -50.5, -170.5]:
        out("mpmath", "gamma", [x], mp.gamma(mpf(x)))
    for a, b in [(1e-5, 3), (0.1, 0.1), (0.5, 0.5), (2, 3), (3.5, 2.9), (0.3, 50), (1.5, 1e6), (12, 14), (100, 1e5),
                 (9, 11), (1e7, 1e7), (1e-3, 1e10)]:
        out("mpmath", "ln_beta", [a, b], mp.log(mp.beta(mpf(a), mpf(b))))
    shapes = [(3.5, 2.9), (2, 2), (1, 1), (0.5, 0.5), (0.1, 0.2), (0.7, 3), (5, 1), (1, 5), (20, 30), (400, 250),
              (3000, 9000), (0.05, 40), (12, 0.4), (1.0001, 90)]
    for a, b in shapes:
        m = a / (a + b)
        s = (a * b / ((a + b) ** 2 * (a + b + 1))) ** 0.5
        for x in [1e-12, 0.02, 0.5, 0.93, 0.9999, m, m - 3 * s, m + 3 * s, m * 0.999, m - 8 * s, m + 8 * s]:
            if 0 < x < 1:
                i, j = beta_cdf(a, b, x)
                if i > mpf(10) ** -300:
                    out("mpmath", "beta_cdf", [a, b, x], i)
                if j > mpf(10) ** -300:
                    out("mpmath", "beta_sf", [a, b, x], j)
                out("mpmath", "beta_ln_density", [a, b, x],
                    (mpf(a) - 1) * mp.log(mpf(x)) + (mpf(b) - 1) * mp.log1p(-mpf(x)) - mp.log(mp.beta(mpf(a), mpf(b))))
        for u in [1e-200, 1e-12, 1e-4, 0.01, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-9]:
            if a >= 0.5 and b >= 0.5:
                out("mpmath", "beta_quantile", [a, b, u], beta_quantile(a, b, u))
    for a in [0.1, 0.5, 1, 2.5, 9.5, 30, 1000, 20000]:
        for k in [1e-3, 0.1, 0.5, 0.95, 1.0, 1.05, 1.5, 3, 20] if a < 5000 else [0.97, 1.0, 1.02]:
            x = a * k
            p, q = gamma_pq(a, x)
            if p > mpf(10) ** -300:
                out("mpmath", "gamma_p", [a, x], p)
            if q > mpf(10) ** -300:
                out("mpmath", "gamma_q", [a, x], q)
    for z in [-38.0, -20.5, -8.3, -5.0, -3.1, -1.96, -1.0, -0.5, -1e-3, 0.0, 1e-9, 0.7, 1.6448536269514722, 3.0, 6.0, 8.2]:
        out("mpmath", "normal_cdf", [z], mp.erfc(-mpf(z) / mp.sqrt(2)) / 2)
    for p in [5e-324, 1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.001, 0.0749, 0.0751, 0.2, 0.4, 0.4999999, 0.5000001,
              0.6, 0.9249, 0.9251, 0.99, 0.999999, 1 - 1e-12, 1 - 2**-53]:
        x = mpmath.findroot(lambda z: mp.log(mp.erfc(-z / mp.sqrt(2)) / 2) - mp.log(mpf(p)), mpf(float(stats.norm.ppf(p))))
        out("mpmath", "normal_quantile", [p], x)

    for name, args in [("truncated", (0.3, 0.1, 0.05, 1.0)), ("truncated", (0, 1, -1, 2)), ("truncated", (0, 1, 5, 9)),
                       ("truncated", (0, 1, -9, -5)), ("truncated", (10, 2, -np.inf, 4)), ("truncated", (0, 1, 6, np.inf))]:
        m, s, l, h = args
        d = stats.truncnorm((l - m) / s, (h - m) / s, loc=m, scale=s)
        for u in [1e-6, 0.05, 0.5, 0.95, 0.9999]:
            out("scipy", name + "_quantile", [*args, u], d.ppf(u))
        for u in [0.05, 0.5, 0.95]:
            x = float(d.ppf(u))
            out("scipy", name + "_cdf", [*args, x], d.cdf(x))
    for lo, mode, hi in [(0, 0, 1), (0, 1, 1), (-2, 1, 7)]:
        a, b = 1 + 4 * (mode - lo) / (hi - lo), 1 + 4 * (hi - mode) / (hi - lo)
        e = stats.beta(a, b, loc=lo, scale=hi - lo)
        for u in [1e-6, 0.05, 0.3, 0.5, 0.95]:
            # SciPy cancels here (5.00000125e-07 comes out as 5.00000124970e-07): closed forms.
            v, w = mpf(u), mpf(hi - lo)
            x = lo + mp.sqrt(v * w * (mode - lo)) if v * w <= mode - lo else hi - mp.sqrt((1 - v) * w * (hi - mode))
            out("mpmath", "triangular_quantile", [lo, mode, hi, u], x)
            x = mpf(float(x))
            p = (x - lo) ** 2 / (w * (mode - lo)) if x <= mode and mode > lo else 1 - (hi - x) ** 2 / (w * (hi - mode))
            out("mpmath", "triangular_cdf", [lo, mode, hi, x], p)
            out("scipy", "pert_quantile", [lo, mode, hi, u], e.ppf(u))
            out("scipy", "pert_cdf", [lo, mode, hi, e.ppf(u)], e.cdf(e.ppf(u)))
    for u in [1e-6, 0.05, 0.5, 0.95]:
        out("scipy", "lognormal_quantile", [0.7, 0.4, u], stats.lognorm(0.4, scale=np.exp(0.7)).ppf(u))
        out("scipy", "uniform_quantile", [-1, 3, u], stats.uniform(-1, 4).ppf(u))
    for x in [0.1, 1, 2, 9]:
        out("scipy", "lognormal_cdf", [0.7, 0.4, x], stats.lognorm(0.4, scale=np.exp(0.7)).cdf(x))
    for df in [1, 2, 5.5, 30, 400]:
        for x in [0.01, 1, 3.84, 20, 90, 500]:
            if stats.chi2.cdf(x, df) > 1e-300:
                out("scipy", "chi2_cdf", [df, x], stats.chi2.cdf(x, df))
            if stats.chi2.sf(x, df) > 1e-300:
                out("scipy", "chi2_sf", [df, x], stats.chi2.sf(x, df))
        for t in [-40, -5, -1.96, -0.1, -1e-8, 0.5, 3]:
            x = mpf(df) / (df + mpf(t) ** 2)
            tail = mpmath.betainc(mpf(df) / 2, mpf(1) / 2, 0, x, regularized=True) / 2
            out("mpmath", "student_t_cdf", [df, t], tail if t < 0 else 1 - tail)
