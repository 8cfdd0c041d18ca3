"""Polynomial and rational coefficients of antumbra-num's kernels.

Near-minimax fits by interpolation at Chebyshev nodes in 60-digit arithmetic (mpmath 1.4.1).
Run: python coefficients.py   (prints Rust constants and, per fit, the largest error found)
"""
from mpmath import mp, mpf, exp, log, sin, cos, atan, pi, sqrt, loggamma, matrix, lu_solve
from mpmath import erfc, npdf, findroot, taylor, zeta, euler, erfinv

mp.dps = 60


def nodes(a, b, n):
    return [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * k + 1) / (2 * n)) for k in range(n)]


def poly(f, a, b, degree):
    x = nodes(mpf(a), mpf(b), degree + 1)
    v = matrix(degree + 1, degree + 1)
    for i, xi in enumerate(x):
        for j in range(degree + 1):
            v[i, j] = xi**j
    return list(lu_solve(v, matrix([f(xi) for xi in x])))


def ratio(f, a, b, m, k):
    """P/Q of degrees m and k with Q(0) = 1."""
    n = m + k + 1
    x = nodes(mpf(a), mpf(b), n)
    v = matrix(n, n)
    rhs = matrix(n, 1)
    for i, xi in enumerate(x):
        fi = f(xi)
        for j in range(m + 1):
            v[i, j] = xi**j
        for j in range(1, k + 1):
            v[i, m + j] = -fi * xi**j
        rhs[i] = fi
    s = lu_solve(v, rhs)
    return list(s[: m + 1]), [mpf(1)] + list(s[m + 1 :])


def ev(c, x):
    s = mpf(0)
    for v in reversed(c):
        s = s * x + v
    return s


def show(name, c):
    print(f"const {name}: [f64; {len(c)}] = [")
    for v in c:
        print(f"    {float(v)!r},")
    print("];")


def worst(g, a, b, n=400):
    return max(abs(g(mpf(a) + (mpf(b) - a) * k / n)) for k in range(n + 1))


def split(name, x, bits):
    """x as a sum of doubles whose first parts have `bits` significant bits."""
    parts = []
    rest = x
    for _ in range(3):
        e = mp.floor(log(abs(rest), 2))
        scale = mpf(2) ** (bits - 1 - e)
        hi = mp.nint(rest * scale) / scale
        parts.append(float(hi))
        rest -= hi
    parts.append(float(rest))
    print(f"// {name} =", parts)


if __name__ == "__main__":
    print("// exp: (e^r - 1 - r - r^2/2)/r^3")
    a = log(2) / 2 * mpf("1.0001")
    f = lambda r: (exp(r) - 1 - r - r * r / 2) / r**3 if abs(r) > mpf(10) ** -10 else mpf(1) / 6 + r / 24
    c = poly(f, -a, a, 9)
    show("EXP_Q", c)
    print("// absolute error of e^r:", float(worst(lambda r: (ev(c, r) - f(r)) * r**3, -a, a)))

    print("// ln: (ln((1+s)/(1-s)) - 2s)/s as a function of s^2, divided by s^2")
    b = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2 * mpf("1.0001")
    def g(z):
        if z < mpf(10) ** -12:
            return mpf(2) / 3 + mpf(2) / 5 * z
        s = sqrt(z)
        return (log((1 + s) / (1 - s)) - 2 * s) / (s * z)
    c = poly(g, mpf(0), b, 6)
    show("LN_R", c)
    print("// error of s^3 R:", float(worst(lambda z: (ev(c, z) - g(z)) * z * sqrt(z), 0, b)))
    # The same with the first two terms kept exact, for the extended logarithm of pow.
    g2 = lambda z: (g(z) - mpf(2) / 3) / z if z > mpf(10) ** -12 else mpf(2) / 5 + 2 * z / 7
    c = poly(g2, mpf(0), b, 7)
    show("LN_R2", c)
    print("// error of s^5 R2:", float(worst(lambda z: (ev(c, z) - g2(z)) * z**2 * sqrt(z), 0, b)))

    q = (pi / 4 * mpf("1.001")) ** 2
    fs = lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z if z > mpf(10) ** -12 else -mpf(1) / 6 + z / 120
    c = poly(fs, mpf(0), q, 5)
    show("SIN_P", c)
    print("// rel error:", float(worst(lambda z: (ev(c, z) - fs(z)) * z, 0, q)))
    fc = lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2 if z > mpf(10) ** -10 else mpf(1) / 24 - z / 720
    c = poly(fc, mpf(0), q, 5)
    show("COS_P", c)
    print("// abs error:", float(worst(lambda z: (ev(c, z) - fc(z)) * z * z, 0, q)))

    t = (sqrt(2) - 1) ** 2 * mpf("1.0001")
    fa = lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z if z > mpf(10) ** -12 else -mpf(1) / 3 + z / 5
    c = poly(fa, mpf(0), t, 11)
    show("ATAN_P", c)
    print("// rel error:", float(worst(lambda z: (ev(c, z) - fa(z)) * z, 0, t)))

    split("pi/2", pi / 2, 33)
    split("ln 2", log(2), 32)
    print("// pi/2 lo", float(pi / 2 - mpf(float(pi / 2))), "pi lo", float(pi - mpf(float(pi))),
          "pi/4 lo", float(pi / 4 - mpf(float(pi / 4))))
    bits = 1280
    mp.dps = 420
    two_over_pi = int(mp.floor(2 / mp.pi * mpf(2) ** bits))
    print("const TWO_OVER_PI: [u64; 20] = [")
    for i in range(20):
        print(f"    {hex((two_over_pi >> (bits - 64 * (i + 1))) & (2**64 - 1))},")
    print("];")
    mp.dps = 60

    print("// lgamma on [1, 2]: lgamma(x) / ((x-1)(x-2)) in x - 3/2")
    def fl(u):
        x = u + mpf(3) / 2
        if abs(x - 1) < mpf(10) ** -20 or abs(x - 2) < mpf(10) ** -20:
            x += mpf(10) ** -18
        return loggamma(x) / ((x - 1) * (x - 2))
    c = poly(fl, -mpf(1) / 2, mpf(1) / 2, 23)
    show("LGAMMA_P", c)
    print("// error:", float(worst(lambda u: ev(c, u) - fl(u), -0.499, 0.499)))

    print("// normal upper tail: Q(x) = phi(x) h(t)/(1 + x), t = (x - 4)/(x + 4), x >= 0")
    def mills(x):
        if x > 1000:
            s = mpf(0); term = 1 / x
            for k in range(0, 12):
                s += term
                term *= -(2 * k + 1) / x**2
            return s
        return erfc(x / sqrt(2)) / 2 / npdf(x)
    def fm(t):
        if t >= 1:
            return mpf(1)
        x = 4 * (1 + t) / (1 - t)
        return mills(x) * (1 + x)
    c = poly(fm, -1, 1, 27)
    show("MILLS_P", c)
    print("// error:", float(worst(lambda t: ev(c, t) / fm(t) - 1, -1, 1)), "sum |c|:", float(sum(abs(v) for v in c)))

    print("// normal quantile")
    mp.dps = 50
    def quant(p):  # p in (0, .5): negative
        lp = log(p)
        x = -sqrt(-2 * lp)
        for _ in range(200):
            F = log(erfc(-x / sqrt(2)) / 2)
            step = (F - lp) * (erfc(-x / sqrt(2)) / 2) / npdf(x)
            x -= step
            if abs(step) < mpf(10) ** -45:
                break
        return x
    def central(r):  # r = .180625 - q^2, q = p - 1/2
        q = sqrt(mpf("0.180625") - r)
        if q < mpf(10) ** -20:
            return sqrt(2 * pi)
        return sqrt(2) * erfinv(2 * q) / q
    P, Q = ratio(central, 0, mpf("0.180625"), 8, 8)
    show("QN_CENTRAL_P", P); show("QN_CENTRAL_Q", Q)
    print("// rel error:", float(worst(lambda r: ev(P, r) / ev(Q, r) / central(r) - 1, 0, mpf("0.18"), 60)))
    mid = lambda r: -quant(exp(-(r + mpf("1.6")) ** 2))
    P, Q = ratio(mid, mpf("-0.02"), mpf("3.4"), 9, 8)
    show("QN_MID_P", P); show("QN_MID_Q", Q)
    print("// rel error:", float(worst(lambda r: ev(P, r) / ev(Q, r) / mid(r) - 1, -0.018, 3.4, 60)))
    far = lambda r: -quant(exp(-(r + mpf(5)) ** 2))
    P, Q = ratio(far, mpf(0), mpf("22.4"), 10, 9)
    show("QN_FAR_P", P); show("QN_FAR_Q", Q)
    print("// rel error:", float(worst(lambda r: ev(P, r) / ev(Q, r) / far(r) - 1, 0, 22.35, 60)))
