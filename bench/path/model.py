"""The path model in vectorised NumPy: all futures of a chunk at once, year by year.

Written from the model's equations, to be compared with the simulator on the same inputs.
"""

import numpy as np

SEVERITIES = ["any", "force", "fatal"]
SCALES = ["historical", "expert"]
TREATY = {"as_is": 0, "revised": 1, "access_only": 2, "ended": 3}


def lay(years, start, levers, kind, pick=lambda v: v):
    """A series under ramps, each from where the one before leads."""
    series = np.full(years, float(start))
    for name, to, ramp in levers:
        if name != kind:
            continue
        first, over = ramp
        to = float(pick(to))
        origin = series[max(first, 0) - 1] if first > 0 else series[0]
        for t in range(max(first, 0), years):
            done = 1.0 if over == 0 else min(1.0, (t - first + 1) / over)
            series[t] = to if done >= 1.0 else origin + (to - origin) * done
    return series


def logistic(x):
    return 1.0 / (1.0 + np.exp(-x))


def corners(nodes, at):
    """The lower node of the interval in which each value lies, the ends belonging to the outermost."""
    return np.clip(np.searchsorted(nodes, at, side="right") - 1, 0, len(nodes) - 2)


class Grid:
    """Tables over m and rho, linear in 1/m and in the root of rho."""

    def __init__(self, evidence, m, rho):
        ms, rhos = np.array(evidence["m"]), np.array(evidence["rho"])
        self.shape = (len(ms), len(rhos))
        self.outside = ((m < ms[0]) | (m > ms[-1])).astype(float)
        m = self.m = np.clip(m, ms[0], ms[-1])
        self.a, self.b = corners(ms, m), corners(rhos, rho)
        inverse, root = 1.0 / ms, np.sqrt(rhos)
        self.u = (1.0 / m - inverse[self.a]) / (inverse[self.a + 1] - inverse[self.a])
        self.v = (np.sqrt(rho) - root[self.b]) / (root[self.b + 1] - root[self.b])

    def __call__(self, table):
        t = np.array(table).reshape(self.shape)
        a, b, u, v = self.a, self.b, self.u, self.v
        low = (1 - v) * t[a, b] + v * t[a, b + 1]
        high = (1 - v) * t[a + 1, b] + v * t[a + 1, b + 1]
        return (1 - u) * low + u * high


def simulate(s, levers, role, goes, x):
    """All outcomes of a chunk: {name: (years, futures) or (futures,)}. `x` has inputs by name."""
    years, n = s["years"], len(x["reliability"])
    c, setting, patron = s["client"], s["setting"], s["patron"]
    challengers, regimes = s["challengers"], s["regimes"]
    out = {name: np.empty((years, n)) for name in s["yearly"]}

    asked = lay(years, c["spending_share"], levers, "spending")
    heads = lay(years, 1.0, levers, "heads")
    access_asked = lay(years, 1.0, levers, "access")
    aligned = lay(years, c["alignment"], levers, "alignment")
    trade = [lay(years, 0.0, levers, "trade", lambda v, k=k: v[k]) for k in (0, 1)]
    role = lay(years, role, levers, "role")
    partners = [
        lay(years, 0.0, [l for l in levers if l[0] == "partner" and l[1][0] == k], "partner",
            lambda v: v[1])
        for k in range(len(s["partners"]))
    ]
    moves = [(TREATY[l[1]], l[2]) for l in levers if l[0] == "treaty"]
    begun = {l[1]: l[2] for l in levers if l[0] == "nuclear"}

    reach = lambda f: f["capability"] * (f["presence"] + (1 - f["presence"]) * f["arrival"])
    grid = Grid(s["evidence"], x["decisiveness"], x["reliability"])
    m, rho0 = x["decisiveness"], x["reliability"]

    # Today: what stands against each challenger with the patron and without.
    spare = np.minimum(1.0, c["munitions"] / x["munitions_needed"])
    alone0 = c["capability"] * (1 - setting["epsilon"]) * spare
    allies = sum(reach(o) for o in s["others"])
    kept = allies * x["reliability_others"]
    rival, today, without, base, slope = [], [], [], [], []
    for k, ch in enumerate(challengers):
        rival.append(ch["reach"] * x["theatre." + ch["id"]])
        total = c["capability"] + rho0 * reach(patron) + kept
        today.append(np.log(rival[k] / total))
        without.append(np.log(rival[k] / (alone0 + kept * (1 - setting["follow"]))))
        p = logistic(grid.m * today[k])
        for_k, slope_k = [], []
        for i, severity in enumerate(SEVERITIES):
            e = s["evidence"]
            b, vb = grid(e["b"][i]), grid(e["b_variance"][i])
            v0, cov = grid(ch["variance"][i]), grid(ch["covariance"][i])
            sd = np.sqrt(np.maximum(vb, 0.0))
            share = np.divide(cov, sd, out=np.zeros(n), where=vb > 0)
            rest = np.sqrt(np.maximum(v0 - share * share, 0.0))
            z = x["z.slope." + severity]
            level = grid(ch["log_odds"][i]) + share * z + rest * x["z.baseline." + severity]
            b = b + sd * z
            for_k.append(level + (1 - setting["kappa"]) * b * p)
            slope_k.append(setting["kappa"] * b)
        base.append(for_k)
        slope.append(slope_k)
    gained = [np.where(w - t > 1e-12, w - t, np.inf) for w, t in zip(without, today)]
    growth = [np.ones(n) for _ in challengers]

    # Neighbours as they stand today.
    def abroad(k, access, tie, act, usable, patron_growth, allies_growth):
        nb = s["neighbours"][k]
        war = next((w["id"] for w in s["contingencies"] if w["neighbour"] == k), None)
        there = nb["patron"]["presence"] * (1 - nb["from_client"] * (1 - access))
        f = nb["patron"]
        force = f["capability"] * patron_growth * (there + (1 - there) * f["arrival"])
        total = (nb["capability"] + nb["others"]) * allies_growth
        if war is None:
            return total + np.clip(rho0 * act, 0, 1) * force
        at = lambda what: x["contingency.%s.%s" % (war, what)]
        joined = access * tie * at("access") * at("joins")
        return (total + np.clip(at("intervenes") * act, 0, 1) * force
                + joined * usable * nb["client_arrival"])

    one = np.ones(n)
    neighbours0 = [abroad(k, one, one, one, c["capability"], one, one)
                   for k in range(len(s["neighbours"]))]

    # What runs from year to year.
    today_regime = regimes[s["today"]]
    table = {key: np.array([r[key] for r in regimes]) for key in today_regime}
    regime = np.full(n, s["today"])
    switching = np.cumsum(np.array(s["switching"]), axis=1)
    switching[:, -1] = 1.0
    wait = lambda name: -np.log(1.0 - x[name]) if np.all(x[name] < 1) else None
    loosens, terminates, strikes = (wait(k) for k in
                                    ("loosening_wait", "termination_wait", "preventive_wait"))
    loosening = np.zeros(n)
    termination = np.zeros(n)
    striking = np.zeros(n)
    struck = np.zeros(n, bool)
    gdp, stock, ceiling = np.ones(n), np.ones(n), np.full(n, c["ceiling"])
    spent = np.ones((16 + years, n))
    whole = x["delivery"].astype(int)
    part = x["delivery"] - whole
    column = np.arange(n)
    trust = x["trust"].copy()
    patron_growth, allies_growth = np.ones(n), np.ones(n)
    count = [np.full(n, ch["disputes"]) for ch in challengers]
    quiet = [np.ones(n) for _ in challengers]
    since = [[np.zeros(n) for _ in range(4)] for _ in challengers]
    ln_u = np.log(x["cover_leaves"])
    stages, ready = ["device", "minimal", "survivable"], {}
    for name, start in begun.items():
        ready[name] = start + x["nuclear.%s.years" % name]
    for early, late in zip(stages, stages[1:]):
        if late in ready and early in ready:
            ready[late] = np.maximum(ready[late], ready[early])
    sums = {}

    def keep(name, value, t):
        out[name][t] = value

    def tally(name, value):
        if name in sums:
            sums[name] += value
        else:
            sums[name] = value.copy()

    for t in range(years):
        # The patron: elections, events, the treaty.
        since_term = t - s["next_term"]
        if since_term >= 0 and since_term % s["term_years"] == 0:
            u = x["term.%d" % (since_term // s["term_years"] + 1)]
            regime = (u[:, None] >= switching[regime]).sum(axis=1)
        f = {key: table[key][regime] / today_regime[key]
             for key in ("belief", "act", "nuclear", "hosting", "loosening", "termination")}
        demand, acquiesces = table["demand"][regime], table["acquiesces"][regime]
        left = np.where(loosening > loosens, 1 - x["loosening_size"], 1.0)
        present = np.ones(n)
        if goes:
            present = ((t < x["exit_year"]) & (termination <= terminates)).astype(float)
        state, notice = np.zeros(n, int), np.zeros(n, bool)
        for to, given in moves:
            if to == 3:
                effect = np.full(n, given + s["treaty"]["notice_years"])
            elif to == 2:
                effect = given + np.maximum(x["treaty_lead"], s["treaty"]["notice_years"])
            else:
                effect = given + x["treaty_lead"]
            acts = t >= effect
            notice = np.where(acts, False, notice | ((t >= given) & (to >= 2)))
            state = np.where(acts, to, state)
        treaty_tie = np.select([state < 2, state == 2], [1.0, x["access_only_tie"]], 0.0)
        tie, pact = treaty_tie * present, (state < 2) * present
        access = access_asked[t] * left * present * (state < 3)
        text = np.where(state == 1, x["revised_belief"] * present, tie)
        act = f["act"] * left
        relative = f["belief"] * left * text * np.where(notice, x["notice_belief"], 1.0)
        rho, acted = np.clip(rho0 * relative, 0, 1), np.clip(x["reliability_acted"] * act * text, 0, 1)
        exit_hazard = x["termination_hazard"] * f["termination"] * present * (treaty_tie > 0)

        # The client's own.
        conventional = asked[t] + x["trust_response"] * np.maximum(x["trust"] - trust, 0.0)
        spent[16 + t] = conventional / c["spending_share"] * gdp
        unmet = np.maximum(demand - conventional, 0.0) / demand
        people = np.minimum(heads[t], ceiling)
        w = setting["w"]
        capability = c["capability"] * (stock if w == 1.0 else stock**w * people ** (1 - w))
        spare = (1 - setting["epsilon"]) * np.minimum(1.0, c["munitions"] * stock / x["munitions_needed"])
        usable, alone = capability * (1 - (1 - tie) * (1 - spare)), capability * spare

        # Nuclear replacement.
        striking_now = ~struck & (striking > strikes)
        struck |= striking_now
        for name in stages:
            if name in ready:
                ready[name] = ready[name] + x["preventive_setback"] * (striking_now & (ready[name] > t))
        exposed, pursuing, nuclear_cost = np.zeros(n), np.zeros(n), np.zeros(n)
        for name, start in begun.items():
            if start > t:
                continue
            nuclear_cost += x["nuclear.%s.cost" % name] * (pact if name == "sharing" else 1.0)
            if name in stages:
                building = (ready[name] > t).astype(float)
                pursuing = np.maximum(pursuing, building)
                if name != "survivable":
                    exposed = np.maximum(exposed, building)
        strike_hazard = exposed * (x["preventive_tied"] * tie + x["preventive_untied"] * (1 - tie))
        looser = (tie > 0) * (1 - pact)
        cover = s["treaty"]["cover_level"]
        r_nuc = np.minimum(f["nuclear"], 1.0) * (pact + looser * x["access_only_nuclear"]) * (cover > 0)
        level = cover * pact + looser * min(cover, 1)
        own_keeps, own_stage = np.zeros(n), np.zeros(n)
        for name in begun:
            stands = (ready[name] <= t) * (pact if name == "sharing" else 1.0)
            keeps = stands * x["nuclear.%s.keeps" % name]
            if name in stages:
                own_keeps = np.maximum(own_keeps, keeps)
                own_stage = np.maximum(own_stage, stands * (stages.index(name) + 1))
            else:
                r_nuc = np.maximum(r_nuc, keeps)
                level = np.maximum(level, stands * (5 if name == "sharing" else 3))
        r_nuc = np.maximum(r_nuc, own_keeps)

        # Costs.
        hosting = c["hosting_share"] * access * f["hosting"]
        total_cost = conventional + nuclear_cost + hosting
        money = total_cost * c["gdp"] * gdp
        keep("spending.conventional", conventional, t)
        keep("spending.nuclear", nuclear_cost, t)
        keep("spending.hosting", hosting, t)
        keep("spending", total_cost, t)
        keep("money", money, t)

        # Who stands where.
        there = patron["presence"] * access
        from_patron = patron["capability"] * patron_growth * (there + (1 - there) * patron["arrival"])
        stay = 1 - setting["follow"] * (1 - tie)
        won = sum((p[t] * reach(k) for p, k in zip(partners, s["partners"])), 0.0)
        others = (allies * x["reliability_others"] * stay + won * x["reliability_partners"]) * allies_growth

        # Challenges.
        e_all, r_convs = {}, []
        for k, ch in enumerate(challengers):
            advantage = np.log(rival[k] / (usable + rho * from_patron + others))
            p = logistic(grid.m * advantage)
            r_conv = np.clip((without[k] - advantage) / gained[k], 0, 1)
            r_convs.append(r_conv)
            keep("odds." + ch["id"], p, t)
            keep("r_conv." + ch["id"], r_conv, t)
            for i, severity in enumerate(SEVERITIES):
                eta = base[k][i] + slope[k][i] * p
                risk = np.minimum(0.95, logistic(eta) * s["evidence"]["level"][i])
                keep("risk.%s.%s" % (severity, ch["id"]), risk, t)
                tally("risk." + severity, risk)
                tally("risk.%s.%s" % (severity, ch["id"]), risk)
                e_all.setdefault("risk." + severity, np.zeros(n))
                e_all["risk." + severity] += risk
                if t > 0:
                    a = np.array(s["evidence"]["peace"][i])
                    part_of = lambda y: a[0] * y / 10 + a[1] * y**2 / 1e3 + a[2] * y**3 / 1e5
                    start = part_of(min(ch["peace_years"], 60.0))
                    _, y1, y2, y3 = since[k]
                    peace = (quiet[k] * part_of(min(ch["peace_years"] + t, 60.0))
                             + a[0] * y1 / 10 + a[1] * y2 / 1e3 + a[2] * y3 / 1e5)
                    logs = np.log(1 + count[k]) - np.log(1 + ch["disputes"])
                    eta = eta + (peace - start) + s["evidence"]["disputes"][i] * logs
                    risk = np.minimum(0.95, logistic(eta) * s["evidence"]["level"][i])
                if i == 0:
                    expected = risk
                tally("updated." + severity, risk)
                tally("updated.%s.%s" % (severity, ch["id"]), risk)
                e_all.setdefault("risk_updated." + severity, np.zeros(n))
                e_all["risk_updated." + severity] += risk
            count[k] = 0.9 * count[k] + expected
            quiet[k] = quiet[k] * (1 - expected)
            y0, y1, y2, y3 = since[k]
            go = 1 - expected
            since[k] = [go * y0 + expected, go * (y1 + y0), go * (y2 + 2 * y1 + y0),
                        go * (y3 + 3 * y2 + 3 * y1 + y0)]
        for name, value in e_all.items():
            keep(name, value, t)

        # War.
        war = {(scale, psi): np.zeros(n) for scale in SCALES for psi in ("psi0", "psi50", "psi100", "")}
        for k, ch in enumerate(challengers):
            nuc = r_nuc if ch["nuclear"] else r_convs[k]
            for psi, name in ((0.0, "psi0"), (0.5, "psi50"), (1.0, "psi100"), (setting["psi"], "")):
                left_over = np.exp(ln_u * ((1 - psi) * r_convs[k] + psi * nuc))
                for scale in SCALES:
                    war[scale, name] += x["war.%s.%s" % (ch["id"], scale)] * left_over
        for scale in SCALES:
            for name in ("psi0", "psi50", "psi100", ""):
                full = "war.%s%s" % (scale, "." + name if name else "")
                keep(full, war[scale, name], t)
                tally(full, war[scale, name])
            alone_war = war[scale, ""] * (1 - acted)
            keep("alone." + scale, alone_war, t)
            keep("abandonment." + scale, alone_war * pact, t)
            tally("abandonment." + scale, alone_war * pact)

        # Others.
        shift = []
        for k, nb in enumerate(s["neighbours"]):
            total = abroad(k, access, tie, act, usable, patron_growth, allies_growth)
            now = np.log(nb["reach"] * growth[nb["challenger"]] / total)
            shift.append(now - np.log(nb["reach"] / neighbours0[k]))
            keep("neighbour.%s.odds" % nb["id"], logistic(m * now), t)
            keep("neighbour.%s.support" % nb["id"], total / neighbours0[k], t)
        for con in s["contingencies"]:
            at = lambda what: x["contingency.%s.%s" % (con["id"], what)]
            factor = np.exp(at("sensitivity") * shift[con["neighbour"]])
            drawn = (np.clip(at("intervenes") * act, 0, 1) * access * tie * at("access") * at("joins"))
            for scale in SCALES:
                h = at(scale) * factor
                keep("contingency.%s.%s" % (con["id"], scale), h, t)
                keep("entrapment.%s.%s" % (con["id"], scale), h * drawn, t)
                keep("spillover.%s.%s" % (con["id"], scale), h * at("spills"), t)
                tally("entrapment." + scale, h * drawn)
                tally("spillover." + scale, h * at("spills"))

        # Standing and coercion.
        here = present > 0
        alignment = aligned[t] * np.where(here, 1.0, x["alignment_without"])
        place = np.where(here, state, 3)
        moved = (0.4 * np.array([0.0, 0.25, 0.7, 1.0])[place] + 0.3 * (1 - access)
                 + 0.3 * (c["alignment"] - alignment))
        distance = c["distance"] + np.where(moved > 0, 100 - c["distance"], c["distance"]) * moved
        bound = (np.array([0.0, 0.0, 1.0, 2.0])[state] + (access_asked[t] < 0.5)
                 + 2.0 * (pursuing > 0) + own_stage)
        keep("alignment", alignment, t)
        keep("distance", distance, t)
        keep("freedom_of_action", role[t] + place, t)
        keep("reversibility", np.maximum(4 - bound, 0), t)
        pressed = np.clip(max(c["alignment"] - aligned[t], 0) + 1 - treaty_tie + unmet * present, 0, 1)
        by_patron = x["coercion_patron"] * c["trade_patron"] * (1 - trade[0][t]) * pressed
        far = np.clip((distance - c["distance"]) / (100 - c["distance"]), 0, 1)
        p, relief = x["coercion_pressure"], x["accommodation"]
        p = np.where(relief > 0, p * (1 - relief * far), p - (1 - p) * relief * far)
        p = np.where(pursuing > 0, 1.0, p)
        by_rivals = x["coercion_challengers"] * c["trade_challengers"] * (1 - trade[1][t]) * p
        sanctions = x["sanction_loss"] * pursuing * (1 - acquiesces * present)
        keep("coercion.patron", by_patron, t)
        keep("coercion.challengers", by_rivals, t)
        keep("coercion.sanctions", sanctions, t)
        keep("coercion", by_patron + by_rivals + sanctions, t)

        with_us = usable + acted * from_patron + others
        keep("balance", with_us / (with_us + sum(rival)), t)
        sufficiency = alone / (s["standard"] * np.max(rival, axis=0))
        keep("self_sufficiency", sufficiency, t)
        keep("own", usable / c["capability"], t)
        uncovered = ((level < 2) & (own_stage == 0)) * float(any(ch["nuclear"] for ch in challengers))
        for name, value in (("reliability", rho), ("reliability_acted", acted), ("trust", trust),
                            ("patron_here", present), ("regime", regime),
                            ("exit_hazard", exit_hazard), ("r_nuc", r_nuc),
                            ("cover_level", level), ("own_stage", own_stage)):
            keep(name, value, t)
        tally("sufficient", (sufficiency >= 1).astype(float))
        tally("uncovered", uncovered)
        tally("without", 1 - present)
        tally("exit", exit_hazard)

        # The year ends.
        loosening += 0.0
        loosening_next = x["loosening_hazard"] * f["loosening"] * (1 + x["demand_pressure"] * unmet) * (tie > 0)
        if t + 1 < years:
            loosening = loosening + loosening_next
            termination = termination + exit_hazard
            striking = striking + strike_hazard
        trust = trust + x["trust_speed"] * (np.clip(x["trust"] * relative, 0, 1) - trust)
        at = 16 + t - whole
        delivered = (1 - part) * spent[at, column] + part * spent[at - 1, column]
        wished = (1 - x["depreciation"]) * stock + x["depreciation"] * delivered
        new = np.minimum(wished, (1 + x["absorption"]) * stock)
        keep("unabsorbed", (wished - new) / x["depreciation"], t)
        build = np.maximum(new / stock - 1 - np.maximum(x["growth_gdp"], 0), 0)
        stock = new
        gdp = gdp * (1 + x["growth_gdp"])
        ceiling = ceiling * (1 + x["demography"])
        patron_growth = patron_growth * (1 + x["growth_patron"])
        allies_growth = allies_growth * (1 + x["growth_allies"])
        for k, ch in enumerate(challengers):
            factor = 1 + x["growth." + ch["id"]] + x["arms_response"] * build
            growth[k] = growth[k] * factor
            rival[k] = rival[k] * factor

    decade = 10.0 / years
    ever = lambda name: -np.expm1(-sums[name])
    for severity in SEVERITIES:
        out["events." + severity] = sums["risk." + severity] * decade
        out["events_updated." + severity] = sums["updated." + severity] * decade
        for ch in challengers:
            key = "%s.%s" % (severity, ch["id"])
            out["events." + key] = sums["risk." + key] * decade
            out["events_updated." + key] = sums["updated." + key] * decade
    for scale in SCALES:
        for name in ("", ".psi0", ".psi50", ".psi100"):
            out["war_ever." + scale + name] = ever("war." + scale + name)
        for name in ("abandonment", "entrapment", "spillover"):
            out["%s_ever.%s" % (name, scale)] = ever("%s.%s" % (name, scale))
    out["coercion_sum"] = out["coercion"].sum(axis=0)
    out["spending_mean"] = out["spending"].mean(axis=0)
    out["spending_peak"] = out["spending"].max(axis=0)
    out["money_sum"] = out["money"].sum(axis=0)
    out["years_sufficient"] = sums["sufficient"]
    out["uncovered_years"] = sums["uncovered"]
    out["preventive_ever"] = struck.astype(float)
    out["exit_probability"] = ever("exit")
    out["years_without"] = sums["without"]
    out["loosened"] = (loosening > loosens).astype(float)
    out["outside_grid"] = grid.outside
    return out
