"""Reference fits for antumbra-num's logistic regression.

Run: python logit.py > logit.txt        (statsmodels 0.15.0, NumPy 2.4.6)

The data come from SplitMix64 (state 20260101; each draw adds 0x9E3779B97F4A7C15 and mixes; uniform =
(z >> 11) 2^-53), row by row, eight draws a row: u0..u7. No transcendental function makes them, so
that any language makes the same bits.
"""
import numpy as np
import statsmodels
import statsmodels.api as sm

N = 20000
SEED = 20260101


def uniforms(n):
    with np.errstate(over="ignore"):
        k = np.arange(1, n + 1, dtype=np.uint64)
        z = np.uint64(SEED) + k * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def data():
    u = uniforms(N * 8).reshape(N, 8)
    x = np.column_stack([
        u[:, 0],
        (u[:, 1] < 0.2).astype(float),
        10 * u[:, 2] * u[:, 2],
        u[:, 0] * u[:, 2],
        1e6 * u[:, 3] + 5e6,
        (u[:, 4] - 0.5) * (u[:, 4] - 0.5) * (u[:, 4] - 0.5),
    ])
    a = np.floor(u[:, 6] * 40).astype(int)
    b = np.floor(u[:, 7] * 30).astype(int)
    p = 0.01 + 0.12 * u[:, 0] * u[:, 0] + 0.1 * x[:, 1] * u[:, 3] + 0.004 * (a % 7) + 0.002 * (b % 5)
    y = u[:, 5] < p
    w = 0.5 + u[:, 6]
    return x, y, a, b, w


def show(name, v):
    print(name, *(repr(float(t)) for t in np.atleast_1d(v)))


def ridge_fit(x, y, ridge):
    """Plain NumPy Newton on standardised columns; sandwich without the small-sample factor."""
    m, s = x.mean(axis=0), x.std(axis=0)
    z = np.column_stack([np.ones(len(y)), (x - m) / s])
    pen = np.full(z.shape[1], ridge)
    pen[0] = 0
    b = np.zeros(z.shape[1])
    b[0] = np.log(y.mean() / (1 - y.mean()))
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ b))
        g = z.T @ (y - p) - pen * b
        h = (z * (p * (1 - p))[:, None]).T @ z + np.diag(pen)
        d = np.linalg.solve(h, g)
        b = b + d
        if g @ d < 1e-24:
            break
    eta = z @ b
    ll = np.sum(y * eta - np.logaddexp(0, eta))
    t = np.diag(np.r_[1, 1 / s])
    t[0, 1:] = -m / s
    return t @ b, ll, z, y - p, np.linalg.inv(h), t


if __name__ == "__main__":
    print(f"# statsmodels {statsmodels.__version__}, numpy {np.__version__}; made by logit.py")
    x, y, a, b, w = data()
    show("events", y.sum())
    show("sums", x.sum(axis=0))
    big = sm.add_constant(x)
    # Newton on the raw columns would be ill-conditioned: scaled columns, then back.
    scale = np.array([1, 1, 1, 10, 1, 1e6, 0.1])
    small = big / scale
    model = sm.Logit(y.astype(float), small)
    start = model.fit(method="newton", tol=1e-10, maxiter=100, disp=0)
    show("coefficients", start.params / scale)
    show("log_likelihood", start.llf)
    show("null_log_likelihood", start.llnull)
    show("se_information", start.bse / scale)

    def errors(**kw):
        return model.fit(start_params=start.params, method="newton", tol=1e-10, disp=0, **kw).bse / scale

    show("se_sandwich", errors(cov_type="HC0"))
    show("se_by_a", errors(cov_type="cluster", cov_kwds={"groups": a, "use_correction": False}))
    show("se_by_a_corrected", errors(cov_type="cluster", cov_kwds={"groups": a, "use_correction": True}))
    show("se_two_way", errors(cov_type="cluster", cov_kwds={"groups": np.column_stack([a, b]), "use_correction": False}))
    glm = sm.GLM(y.astype(float), small, family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-15, maxiter=100)
    show("weighted_coefficients", glm.params / scale)
    show("weighted_se", glm.bse / scale)
    for ridge in (0.001, 5.0):
        c, ll, z, r, inv, t = ridge_fit(x, y, ridge)
        s = np.zeros((40, z.shape[1]))
        np.add.at(s, a, z * r[:, None])
        v = t @ inv @ (s.T @ s) @ inv @ t.T
        show(f"ridge_{ridge}_coefficients", c)
        show(f"ridge_{ridge}_log_likelihood", ll)
        show(f"ridge_{ridge}_se_by_a", np.sqrt(np.diag(v)))
