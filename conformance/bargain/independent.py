"""A second, plain implementation of the spatial model, for the variants without a stored reference.

It follows the description of the model term by term, with no shortcut: utilities are evaluated
where they are needed and the value of every state is summed over all actors. First it repeats the
reference (the default rules and nine variants of `ktab_3dim_positions.csv`) to 1e-9 and stops
when it does not; then it writes the positions for the other variants to
`independent_positions.csv`. Made with Python 3.11.
"""

import csv
import pathlib
from math import floor, sqrt

here = pathlib.Path(__file__).parent

with open(here / "ktab_3dim_input.csv") as f:
    rows = list(csv.reader(f))[1:]
N, D = len(rows), 3
NAMES = [r[0] for r in rows]
CAP = [float(r[2]) for r in rows]
POS = [[float(x) / 100 for x in r[3::2]] for r in rows]
SAL = [[float(x) / 100 for x in r[4::2]] for r in rows]
TOTAL = [sum(s) for s in SAL]

DEFAULT = dict(
    votes="Prop", victory="Linear", election="Conditional", risk="Mid", perception="OneThird",
    commitment="SemiCommit", weights="S2P2", offers="InitOnlyInterp",
    receiver_view="ExpectedGain",
)
THEIRS = dict(
    VotingRule="votes", VictoryProbModel="victory", PCEModel="election", BigRRange="risk",
    BigRAdjust="perception", ThirdPartyCommit="commitment", InterVecBrgn="weights",
    BargnModel="offers",
)
OTHERS = [
    "votes=PropBin", "votes=Cubic", "votes=ASymProsp",
    "victory=Quartic", "victory=Octic", "victory=Binary",
    "election=MarkovUniform",
    "risk=Min",
    "perception=None", "perception=TwoThirds", "perception=Full",
    "commitment=FullCommit",
    "weights=S2PMax",
    "offers=PWCompInterp",
    "offers=InitRcvrInterp receiver_view=Probability",
    "offers=PWCompInterp receiver_view=Probability",
    "votes=PropCbc victory=Square election=MarkovUniform risk=Max perception=Full weights=S1P1",
]


def response(rule, du, framed):
    jump = max(-1.0, min(1.0, du / 1e-8))
    if rule == "ASymProsp":
        return du * 5 / 6 if not framed else du if du < 0 else du * 2 / 3
    return {"Binary": jump, "PropBin": 0.8 * du + 0.2 * jump, "Prop": du,
            "PropCbc": (du + du**3) / 2, "Cubic": du**3}[rule]


def win(rule, a, b):
    if rule == "Binary":
        if a >= 1.1 * b:
            a, b = 1.0, 1e-6
        elif b >= 1.1 * a:
            a, b = 1e-6, 1.0
        else:
            a = (a / (a + b) * 2.1 - 1) / 0.1
            b = 1 - a
        return a / (a + b)
    k = {"Linear": 1, "Square": 2, "Quartic": 4, "Octic": 8}[rule]
    return a**k / (a**k + b**k)


def election(r, value):
    """value[k][o]: utility of option o to voter k."""
    n = len(value[0])
    c = [[1e-8] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(N):
                v = CAP[k] * response(r["votes"], value[k][i] - value[k][j], False)
                if i != j and v > 0:
                    c[i][j] += v
    p = [[win(r["victory"], c[i][j], c[j][i]) for j in range(n)] for i in range(n)]
    if r["election"] == "Conditional":
        out = []
        for i in range(n):
            x = 1.0
            for j in range(n):
                x *= p[i][j]
            out.append(x)
        return [x / sum(out) for x in out]
    if r["election"] == "MarkovUniform":
        challenge = [[1 / n] * n for _ in range(n)]
        tolerance = 1e-6
    else:
        want = [[c[i][j] * p[i][j] + (1e-10 if i == j else 0) for j in range(n)] for i in range(n)]
        challenge = [[want[i][j] / sum(want[k][j] for k in range(n)) for j in range(n)] for i in range(n)]
        tolerance = 1e-8
    now = [1 / n] * n
    while True:
        new = [sum(p[i][j] * (now[i] * challenge[j][i] + now[j] * challenge[i][j]) for j in range(n))
               for i in range(n)]
        change = max(abs(a - b) for a, b in zip(now, new))
        now = [(a + b) / 2 for a, b in zip(now, new)]
        if change <= tolerance:
            return now


def felt(i, x, y):
    return sqrt(sum((SAL[i][k] * (x[k] - y[k])) ** 2 for k in range(D)) / sum(s * s for s in SAL[i]))


def utility(d, r):
    return (1 - d) * (1 + (d * r if d <= 1 else r))


def meet(rule, xi, si, pi, xj, sj, pj):
    if rule == "S2PMax":
        di, dj = max(0, pj - pi), max(0, pi - pj)
        wi = di * sj**2 / (di * sj**2 + 1e-6 + (1 - di) * si**2)
        wj = dj * si**2 / (dj * si**2 + 1e-6 + (1 - dj) * sj**2)
        return xi + wi * (xj - xi), xj + wj * (xi - xj)
    k = {"S1P1": 1, "S2P2": 2}[rule]
    wi, wj = si**k * pi**k, sj**k * pj**k
    a = ((wi + 1e-6) * xi + wj * xj) / (wi + 1e-6 + wj)
    b = (wi * xi + (wj + 1e-6) * xj) / (wi + 1e-6 + wj)
    return floor(0.5 + a * 1e4) / 1e4, floor(0.5 + b * 1e4) / 1e4


def turn(r, pos):
    d = [[felt(i, pos[i], pos[j]) for j in range(N)] for i in range(N)]
    p = election(r, [[1 - d[k][o] for o in range(N)] for k in range(N)])
    lo, hi = min(p), max(p)
    base = [(x - lo) / (hi - lo) for x in p]
    risk = [{"Min": x, "Mid": 1.5 * x - 0.5, "Max": 2 * x - 1}[r["risk"]] for x in base]
    share = {"None": 0, "OneThird": 1 / 3, "Half": 1 / 2, "TwoThirds": 2 / 3, "Full": 1}[r["perception"]]

    def u(h, k, x):
        """Utility of x's position to k as h sees it."""
        return utility(d[k][x], (1 - share) * risk[h] + share * risk[k])

    def challenge(h, k, i, j):
        """As h sees it: the probability that i prevails over j, and what k gains by it."""
        side = [1e-10, 1e-10]
        for m in (i, j):
            v = CAP[m] * TOTAL[m] * response(r["votes"], u(h, m, i) - u(h, m, j), True)
            side[v < 0] += abs(v)
        alone = list(side)
        for m in set(range(N)) - {i, j}:
            a, b = u(h, m, i), u(h, m, j)
            v = CAP[m] * TOTAL[m] * response(r["votes"], a - b, True)
            q = list(alone)
            q[v < 0] += abs(v)
            q = q[0] / (q[0] + q[1])
            stay = {"NoCommit": (1, 1), "SemiCommit": (1, 0), "FullCommit": (0, 0)}[r["commitment"]]
            # Own place of the third party if the side that it joined wins, and if it loses.
            own = lambda safe, winner: 1.0 if safe else winner
            with_i = q * (2 * a + own(stay[0], a)) + (1 - q) * (2 * b + own(stay[1], b))
            with_j = q * (2 * a + own(stay[1], a)) + (1 - q) * (2 * b + own(stay[0], b))
            du = with_i - with_j
            v = CAP[m] * TOTAL[m] * response(r["votes"], du if abs(du) > 1e-12 else 0.0, True)
            side[v < 0] += abs(v)
        p = side[0] / (side[0] + side[1])
        s, a, b = TOTAL[j], u(h, k, i), u(h, k, j)
        return p, (1 - s) * 2 * a + s * (p * 2 * a + (1 - p) * 2 * b) - a - b

    queue = [[None] for _ in range(N)]
    for i in range(N):
        gains = {j: challenge(i, i, i, j) for j in range(N) if j != i}
        j = max(gains, key=lambda j: gains[j][1])
        if gains[j][1] <= 1e-5:
            continue
        mine = gains[j][0]
        theirs, gain = challenge(j, i, i, j)
        if r["receiver_view"] == "ExpectedGain":
            theirs = max(gain, 0.0)
        make = lambda x: [list(v) for v in zip(*(
            meet(r["weights"], pos[i][k], SAL[i][k], x, pos[j][k], SAL[j][k], 1 - x) for k in range(D)))]
        a, b = make(mine), make(theirs)
        wi, wj = CAP[i] * TOTAL[i], CAP[j] * TOTAL[j]
        both = [[(wi * x + wj * y) / (wi + wj) for x, y in zip(v, w)] for v, w in zip(a, b)]
        offers = {"InitOnlyInterp": [a], "InitRcvrInterp": [a, b], "PWCompInterp": [both]}[r["offers"]]
        for o in offers:
            for z in (i, j):
                queue[z].append({i: o[0], j: o[1]})

    new = []
    for k in range(N):
        states = [[(o or {}).get(x, pos[x]) for x in range(N)] for o in queue[k]]
        value = [[sum(utility(felt(m, pos[m], s[x]), risk[m]) for x in range(N)) / N for s in states]
                 for m in range(N)]
        value = [[round(v, 13) for v in row] for row in value]
        p = election(r, value)
        new.append(states[p.index(max(p))][k])
    return new


def run(r):
    history = [POS]
    moved = lambda a, b: sum(sqrt(sum((x - y) ** 2 for x, y in zip(p, q))) for p, q in zip(a, b))
    while True:
        history.append(turn(r, history[-1]))
        t = len(history) - 1
        ratio = moved(history[-1], history[-2]) / (moved(history[0], history[1]) + 1e-4)
        if t >= 100 or (t >= 2 and ratio < 0.02):
            return history


def rules(variant):
    r = dict(DEFAULT)
    for part in variant.split():
        if part != "default":
            family, value = part.split("=")
            r[THEIRS.get(family, family)] = value
    return r


reference = {}
with open(here / "ktab_3dim_positions.csv") as f:
    for row in csv.reader(f):
        if row[0] != "variant":
            reference.setdefault(row[0], {})[int(row[1]), row[2]] = [float(x) for x in row[3:]]
for variant, want in reference.items():
    got = {(t, NAMES[i]): [100 * x for x in p] for t, s in enumerate(run(rules(variant))) for i, p in enumerate(s)}
    assert got.keys() == want.keys(), variant
    worst = max(abs(a - b) for key in want for a, b in zip(got[key], want[key]))
    assert worst < 1e-9, (variant, worst)

with open(here / "independent_positions.csv", "w") as out:
    print("variant,turn,actor,Pstn1,Pstn2,Pstn3", file=out)
    for variant in OTHERS:
        for t, state in enumerate(run(rules(variant))):
            for name, p in zip(NAMES, state):
                print(variant, t, name, *(repr(100 * x) for x in p), sep=",", file=out)
