//! Is a setup one that can be simulated?

use crate::Error;
use crate::evidence::Evidence;
use crate::setup::{Contingency, Force, MOST_YEARS, NuclearStage, Politics, Setup};
use antumbra_core::{Range, did_you_mean};
use std::collections::BTreeSet;

/// Rows of the switching matrix have to sum to one within this.
const ROW_TOLERANCE: f64 = 1e-6;

impl Setup {
    /// Checks every constant of the run.
    ///
    /// # Errors
    /// The first constant outside its domain, with its place.
    pub fn check(&self) -> Result<(), Error> {
        if self.horizon_years == 0 || self.horizon_years > MOST_YEARS {
            return Err(Error::setup(
                "horizon_years",
                format!("{} years: a horizon has 1 to {MOST_YEARS} years", self.horizon_years),
            ));
        }
        let last = i32::from(self.first_year.0) + self.horizon_years as i32;
        if last > i32::from(i16::MAX) {
            return Err(Error::setup(
                "first_year",
                "the horizon ends after the last year there is",
            ));
        }
        self.check_setting()?;
        self.check_client()?;
        self.check_others()?;
        self.check_challengers()?;
        check_evidence(&self.evidence)?;
        range("treaty.lead", self.treaty.lead, 0.0, MOST_YEARS as f64)?;
        range("treaty.revised_belief", self.treaty.revised_belief, 0.0, 3.0)?;
        if self.treaty.cover_level > 5 {
            return Err(Error::setup("treaty.cover_level", "levels of nuclear cover are 0 to 5"));
        }
        if self.treaty.notice_years as usize > MOST_YEARS {
            return Err(Error::setup(
                "treaty.notice_years",
                format!("a notice of {} years: {MOST_YEARS} at most", self.treaty.notice_years),
            ));
        }
        check_politics(&self.politics)?;
        if self.politics.next_term <= self.first_year {
            return Err(Error::setup(
                "politics.next_term",
                format!("the next term has to begin after the first year, {}", self.first_year.0),
            ));
        }
        self.check_nuclear()?;
        self.check_neighbours()
    }

    fn check_setting(&self) -> Result<(), Error> {
        let s = &self.setting;
        within("setting.w", s.w, 0.05, 1.0)?;
        within("setting.psi", s.psi, 0.0, 1.0)?;
        within("setting.kappa", s.kappa, 0.0, 5.0)?;
        within("setting.epsilon", s.epsilon, 0.0, 0.9)?;
        within("standard", self.standard, 1e-6, 1e6)
    }

    fn check_client(&self) -> Result<(), Error> {
        let c = &self.client;
        above("client.capability", c.capability)?;
        above("client.gdp", c.gdp)?;
        within("client.spending_share", c.spending_share, 1e-6, 1.0)?;
        range("client.growth", c.growth, -0.3, 0.3)?;
        within("client.role", c.role, 0.0, 6.0)?;
        within("client.alignment", c.alignment, 0.0, 1.0)?;
        within("client.distance", c.distance, 0.0, 100.0)?;
        within("client.hosting_share", c.hosting_share, 0.0, 1.0)?;
        within("client.trade_patron", c.trade_patron, 0.0, 1.0)?;
        within("client.trade_challengers", c.trade_challengers, 0.0, 1.0)?;
        match c.personnel {
            Some(p) => {
                above("client.personnel.heads", p.heads)?;
                within("client.personnel.ceiling", p.ceiling, p.heads, f64::MAX)?;
                range("client.personnel.demography", p.demography, -0.3, 0.3)?;
            }
            None if self.setting.w < 1.0 => {
                return Err(Error::setup(
                    "client.personnel",
                    format!(
                        "w is {}, so personnel count, and there are no figures",
                        self.setting.w
                    ),
                ));
            }
            None => {}
        }
        if let Some(s) = c.sustainment {
            above("client.sustainment.days", s.days)?;
            range("client.sustainment.needed", s.needed, 1.0, 10_000.0)?;
        }
        Ok(())
    }

    fn check_others(&self) -> Result<(), Error> {
        force("patron.force", &self.patron.force)?;
        range("patron.growth", self.patron.growth, -0.3, 0.3)?;
        let bound = |at: String, bound: &[usize]| match bound
            .iter()
            .find(|i| **i >= self.challengers.len())
        {
            Some(i) => Err(Error::unknown(at, format!("there is no challenger number {i}"))),
            None => Ok(()),
        };
        for (i, o) in self.others.iter().enumerate() {
            force(&format!("others[{i}].force"), &o.force)?;
            bound(format!("others[{i}].bound_to"), &o.bound_to)?;
        }
        let mut seen = BTreeSet::new();
        for (i, p) in self.partners.iter().enumerate() {
            force(&format!("partners[{i}].force"), &p.force)?;
            bound(format!("partners[{i}].bound_to"), &p.bound_to)?;
            name(&format!("partners[{i}].id"), &p.id, &mut seen)?;
        }
        Ok(())
    }

    fn check_challengers(&self) -> Result<(), Error> {
        if self.challengers.is_empty() {
            return Err(Error::setup("challengers", "there is no challenger: nothing to simulate"));
        }
        let nodes = self.evidence.m.len() * self.evidence.rho.len();
        let mut seen = BTreeSet::new();
        for (i, c) in self.challengers.iter().enumerate() {
            let at = |what: &str| format!("challengers[{i}].{what}");
            name(&at("id"), &c.id, &mut seen)?;
            above(&at("reach"), c.reach)?;
            range(&at("growth"), c.growth, -0.3, 0.3)?;
            range(&at("theatre"), c.theatre, 0.01, 100.0)?;
            range(&at("war_historical"), c.war_historical, 0.0, 2.0)?;
            range(&at("war_expert"), c.war_expert, 0.0, 2.0)?;
            let b = &c.baselines;
            for tables in [&b.log_odds, &b.variance, &b.covariance] {
                for table in tables {
                    if table.len() != nodes || table.iter().any(|v| !v.is_finite()) {
                        return Err(Error::setup(
                            at("baselines"),
                            format!("a table needs {nodes} finite numbers, one per node"),
                        ));
                    }
                }
            }
            within(&at("baselines.history.peace_years"), b.history.peace_years, 0.0, 1000.0)?;
            within(&at("baselines.history.disputes"), b.history.disputes, 0.0, 1000.0)?;
        }
        Ok(())
    }

    fn check_nuclear(&self) -> Result<(), Error> {
        let mut seen: BTreeSet<NuclearStage> = BTreeSet::new();
        for (i, o) in self.nuclear.iter().enumerate() {
            if !seen.insert(o.stage) {
                return Err(Error::setup(
                    format!("nuclear[{i}]"),
                    format!("the stage `{}` is there twice", o.stage.name()),
                ));
            }
            range(&format!("nuclear[{i}].years"), o.years, 0.0, MOST_YEARS as f64)?;
            range(&format!("nuclear[{i}].gdp_share"), o.gdp_share, 0.0, 0.2)?;
            range(&format!("nuclear[{i}].r_nuc"), o.r_nuc, 0.0, 1.0)?;
        }
        Ok(())
    }

    fn check_neighbours(&self) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        for (i, n) in self.neighbours.iter().enumerate() {
            let at = |what: &str| format!("neighbours[{i}].{what}");
            name(&at("id"), &n.id, &mut seen)?;
            if n.challenger.index >= self.challengers.len() {
                return Err(Error::unknown(
                    at("challenger.index"),
                    format!("there is no challenger number {}", n.challenger.index),
                ));
            }
            above(&at("challenger.reach"), n.challenger.reach)?;
            above(&at("capability"), n.capability)?;
            within(&at("others"), n.others, 0.0, f64::MAX)?;
            force(&at("patron"), &n.patron)?;
            within(&at("from_client"), n.from_client, 0.0, 1.0)?;
            within(&at("client_arrival"), n.client_arrival, 0.0, 1.0)?;
        }
        let ids: Vec<&str> = self.neighbours.iter().map(|n| n.id.as_str()).collect();
        let mut seen = BTreeSet::new();
        for (i, c) in self.contingencies.iter().enumerate() {
            check_contingency(&format!("contingencies[{i}]"), c, &ids, &mut seen)?;
        }
        Ok(())
    }
}

fn check_contingency(
    at: &str,
    c: &Contingency,
    neighbours: &[&str],
    seen: &mut BTreeSet<String>,
) -> Result<(), Error> {
    name(&format!("{at}.id"), &c.id, seen)?;
    if !neighbours.contains(&c.neighbour.as_str()) {
        let hint = did_you_mean(&c.neighbour, neighbours.iter().copied())
            .map_or(String::new(), |h| format!("; did you mean `{h}`?"));
        return Err(Error::unknown(
            format!("{at}.neighbour"),
            format!("there is no neighbour `{}`{hint}", c.neighbour),
        ));
    }
    range(&format!("{at}.historical"), c.historical, 0.0, 2.0)?;
    range(&format!("{at}.expert"), c.expert, 0.0, 2.0)?;
    for (what, r) in [
        ("intervenes", c.intervenes),
        ("access", c.access),
        ("joins", c.joins),
        ("spills", c.spills),
    ] {
        range(&format!("{at}.{what}"), r, 0.0, 1.0)?;
    }
    range(&format!("{at}.sensitivity"), c.sensitivity, 0.0, 10.0)
}

fn check_politics(p: &Politics) -> Result<(), Error> {
    let n = p.regimes.len();
    if n == 0 {
        return Err(Error::setup("politics.regimes", "the patron has no regime"));
    }
    if p.today >= n {
        return Err(Error::unknown(
            "politics.today",
            format!("there is no regime number {}", p.today),
        ));
    }
    if p.term_years == 0 || p.term_years as usize > MOST_YEARS {
        return Err(Error::setup(
            "politics.term_years",
            format!("a term of {} years: 1 to {MOST_YEARS}", p.term_years),
        ));
    }
    if p.switching.len() != n {
        return Err(Error::setup(
            "politics.switching",
            format!("{} rows for {n} regimes", p.switching.len()),
        ));
    }
    for (r, row) in p.switching.iter().enumerate() {
        let at = format!("politics.switching[{r}]");
        if row.len() != n {
            return Err(Error::setup(at, format!("{} probabilities for {n} regimes", row.len())));
        }
        for (k, v) in row.iter().enumerate() {
            within(&format!("{at}[{k}]"), *v, 0.0, 1.0)?;
        }
        let sum: f64 = row.iter().sum();
        if (sum - 1.0).abs() > ROW_TOLERANCE {
            return Err(Error::setup(at, format!("the row sums to {sum}, and has to sum to 1")));
        }
    }
    for (r, g) in p.regimes.iter().enumerate() {
        let at = |what: &str| format!("politics.regimes[{r}].{what}");
        for (what, v) in [
            ("belief", g.belief),
            ("act", g.act),
            ("nuclear", g.nuclear),
            ("hosting", g.hosting),
            ("loosening", g.loosening),
            ("termination", g.termination),
        ] {
            within(&at(what), v, 0.0, 1000.0)?;
        }
        within(&at("demand"), g.demand, 0.0, 1.0)?;
        within(&at("acquiesces"), g.acquiesces, 0.0, 1.0)?;
    }
    let today = &p.regimes[p.today];
    for (what, v) in [
        ("belief", today.belief),
        ("act", today.act),
        ("nuclear", today.nuclear),
        ("hosting", today.hosting),
        ("loosening", today.loosening),
        ("termination", today.termination),
    ] {
        // The others are read relative to it.
        above(&format!("politics.regimes[{}].{what}", p.today), v)?;
    }
    range("politics.loosening", p.loosening, 0.0, 2.0)?;
    range("politics.termination", p.termination, 0.0, 2.0)
}

fn check_evidence(e: &Evidence) -> Result<(), Error> {
    let rising = |v: &[f64]| v.windows(2).all(|p| p[0] < p[1]) && v.iter().all(|x| x.is_finite());
    if e.m.len() < 2 || !rising(&e.m) || e.m[0] <= 0.0 {
        return Err(Error::setup("evidence.m", "two or more rising nodes above 0 are needed"));
    }
    let ends = (e.rho.first().copied(), e.rho.last().copied());
    if e.rho.len() < 2 || !rising(&e.rho) || ends != (Some(0.0), Some(1.0)) {
        return Err(Error::setup(
            "evidence.rho",
            "two or more rising nodes from 0 to 1 are needed",
        ));
    }
    let nodes = e.m.len() * e.rho.len();
    for s in 0..3 {
        for (what, table) in [("b", &e.b[s]), ("b_variance", &e.b_variance[s])] {
            if table.len() != nodes || table.iter().any(|v| !v.is_finite()) {
                return Err(Error::setup(
                    format!("evidence.{what}[{s}]"),
                    format!("{nodes} finite numbers are needed, one per node"),
                ));
            }
        }
        above(&format!("evidence.level[{s}]"), e.level[s])?;
        let past = &e.past[s];
        if past.peace.iter().chain([&past.disputes]).any(|v| !v.is_finite()) {
            return Err(Error::setup(format!("evidence.past[{s}]"), "a term is not finite"));
        }
    }
    Ok(())
}

fn force(at: &str, f: &Force) -> Result<(), Error> {
    within(&format!("{at}.capability"), f.capability, 0.0, f64::MAX)?;
    within(&format!("{at}.arrival"), f.arrival, 0.0, 1.0)?;
    within(&format!("{at}.presence"), f.presence, 0.0, 1.0)
}

fn name(at: &str, id: &str, seen: &mut BTreeSet<String>) -> Result<(), Error> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if id.is_empty() || !id.chars().all(plain) {
        return Err(Error::setup(
            at,
            format!("`{id}`: names have lower-case letters, digits and underscores"),
        ));
    }
    if !seen.insert(id.to_owned()) {
        return Err(Error::setup(at, format!("`{id}` is there twice")));
    }
    Ok(())
}

fn above(at: &str, v: f64) -> Result<(), Error> {
    if v.is_finite() && v > 0.0 {
        Ok(())
    } else {
        Err(Error::setup(at, format!("{v}: it has to be above 0")))
    }
}

pub(crate) fn within(at: &str, v: f64, lo: f64, hi: f64) -> Result<(), Error> {
    if v.is_finite() && (lo..=hi).contains(&v) {
        Ok(())
    } else if hi == f64::MAX {
        Err(Error::setup(at, format!("{v}: it has to be {lo} or more")))
    } else {
        Err(Error::setup(at, format!("{v}: it has to lie between {lo} and {hi}")))
    }
}

fn range(at: &str, r: Range, lo: f64, hi: f64) -> Result<(), Error> {
    for v in [r.lo, r.mid, r.hi] {
        within(at, v, lo, hi)?;
    }
    if r.lo <= r.mid && r.mid <= r.hi {
        Ok(())
    } else {
        Err(Error::setup(at, format!("{} {} {}: lo, mid, hi have to rise", r.lo, r.mid, r.hi)))
    }
}
