"""Reference values for antumbra-num's kernels (mpmath, 60 digits and more).

Run: python kernel.py [N] > kernel.txt      (N random inputs per function and range; stored: 60)

A line is: function, bits of x, bits of a second argument or '-', bits of the result rounded to the
nearest double, and by how many units in the last place the exact value lies above that double.
"""
import struct
import sys
import mpmath
from mpmath import mp, mpf

mp.dps = 60
N = int(sys.argv[1]) if len(sys.argv) > 1 else 60
STATE = 20260101


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def double(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def uniform():
    global STATE
    STATE = (STATE + 0x9E3779B97F4A7C15) & (2**64 - 1)
    z = STATE
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
    return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def between(a, b):
    return [a + (b - a) * uniform() for _ in range(N)]


def scales(lo, hi):
    """Positive numbers with exponents from lo to hi."""
    out = []
    for _ in range(N):
        e = lo + int((hi - lo) * uniform())
        out.append(float(mpf(1 + uniform()) * mpf(2) ** e))
    return out


def around(x, n=2):
    b = bits(abs(x))
    s = -1.0 if x < 0 else 1.0
    return [s * double(b + k) for k in range(-n, n + 1)]


def ulp(r):
    """Spacing of doubles at |r|."""
    e = max(int(mp.floor(mp.log(abs(r), 2))), -1022)
    return mpf(2) ** (e - 52)


def nearest(v):
    """The double nearest to v, subnormals included."""
    if v == 0:
        return 0.0
    q = v / ulp(v)
    k = mp.nint(q)
    m = k * ulp(v)
    return float(m) if abs(m) < mpf(2) ** 1024 else (float("inf") if m > 0 else float("-inf"))


def line(name, f, x, a=None):
    v = f(mpf(x)) if a is None else f(mpf(x), mpf(a))
    r = nearest(v)
    if mpmath.isinf(mpf(r)) or v == 0:
        off = 0.0
    else:
        off = float((v - mpf(r)) / ulp(v if abs(v) >= abs(mpf(r)) else mpf(r) if r != 0 else v))
    print(name, f"{bits(x):016x}", "-" if a is None else f"{bits(a):016x}", f"{bits(r):016x}", f"{off:.4f}")


def table(name, f, xs):
    for x in xs:
        line(name, f, x)


if __name__ == "__main__":
    print(f"# mpmath {mpmath.__version__}, {mp.dps} digits; made by kernel.py {N}")
    ln2 = float(mp.log(2))
    edges = [y for k in (-1074.5, -1022.5, -60.5, -3.5, -1.5, -0.5, 0.5, 1.5, 3.5, 60.5, 1023.5)
             for y in around(k * ln2)]
    limits = around(709.782712893384) + around(-708.3964185322641) + around(-745.1332191019411) + [-745.5, -750.0, 710.0]
    xs = between(-745, 709) + between(-1, 1) + between(-40, 40) + edges + limits
    xs += [s * v for v in scales(-70, -1) for s in (1.0, -1.0)] + [5e-324, -5e-324, 1e-300]
    table("exp", mp.exp, xs)
    xs = between(-40, 45) + between(-1, 1) + between(-0.35, 0.35) + [y for y in edges if abs(y) < 700]
    xs += [s * v for v in scales(-1070, -1) for s in (1.0, -1.0)] + around(709.782712893384) + [-50.0, 40.0, -40.0]
    table("exp_m1", mp.expm1, xs)
    xs = scales(-1074, 1023) + between(0.5, 2) + between(0.99, 1.01) + around(2**-0.5) + around(2**0.5)
    xs += around(1.0, 5) + around(2.2250738585072014e-308) + [5e-324, 1.7976931348623157e308]
    xs += [1 + v for v in scales(-52, -8)] + [1 - v for v in scales(-52, -8)]
    table("ln", mp.log, xs)
    xs = between(-0.999, 1) + between(-0.05, 0.05) + scales(-1074, 1023) + [-v for v in scales(-1074, -1)]
    xs += [-1 + v for v in scales(-52, -4)] + [y for y in around(2**0.5 - 1) + around(2**-0.5 - 1)]
    table("ln_1p", mp.log1p, xs)
    xs = between(-745, 40) + between(-40, 40) + between(-2, 2) + around(-745.13) + around(-708.4) + around(36.7)
    xs += [s * v for v in scales(-60, 1) for s in (1.0, -1.0)]
    logistic = lambda x: mp.exp(x) / (1 + mp.exp(x))
    table("logistic", logistic, xs)
    table("ln_1p_exp", lambda x: mp.log1p(mp.exp(x)), [x for x in xs if x > -740])
    xs = between(0.001, 0.999) + between(0.24, 0.26) + between(0.74, 0.76) + scales(-1074, -3)
    table("logit", lambda p: mp.log(p) - mp.log1p(-p), xs)

    for x in scales(-1074, 1023):
        for _ in range(2):
            a = float((1400 * uniform() - 700) / abs(mp.log(x)))
            line("pow", mp.power, x, a)
    for x in between(0.3, 3) + [1 + v for v in scales(-40, -2)]:
        line("pow", mp.power, x, float((1400 * uniform() - 700) / abs(mp.log(x))))
        line("pow", mp.power, x, 4 * uniform() - 2)
    for x in between(0.0, 50.0):
        for a in (2.0, 0.5, -1.0, 3.0, 1 / 3):
            line("pow", mp.power, x, a)

    mp.dps = 400
    xs = between(-8, 8) + between(-1e5, 1e5) + scales(-30, 1023) + between(-3e6, 3e6)
    xs += [y for k in (1, 2, 3, 4, 11, 355, 1000, 103993) for y in around(k * float(mp.pi) / 2)]
    xs += around(1048576.0) + around(6381956970095103.0 * 2.0**797) + [1e22, 1.7976931348623157e308]
    table("sin", mp.sin, xs)
    table("cos", mp.cos, xs)
    mp.dps = 60
    xs = between(-1, 1) + between(-4, 4) + scales(-1000, 1000) + around(2**0.5 - 1) + around(2**0.5 + 1)
    table("atan", mp.atan, xs)
    xs = between(-1, 1) + [1 - v for v in scales(-53, -5)] + [-1 + v for v in scales(-53, -5)] + scales(-300, -1)
    table("asin", mp.asin, xs)
    table("acos", mp.acos, xs)
    for y, x in zip(between(-3, 3) + scales(-300, 300), between(-3, 3) + [-v for v in scales(-300, 300)]):
        line("atan2", mp.atan2, y, x)
