//! The rows of a challenge regression, laid out by columns.

use crate::Error;
use antumbra_core::Year;
use antumbra_num::kernel;
use antumbra_num::logit::Design;
use antumbra_world::panel::{COVARIATES, Inputs, Pairs, Row, Sample, Strength};

/// Which challenges count as events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Any militarized dispute that i begins with j.
    Any,
    /// ... in which one of them uses force (hostility 4 or more).
    Force,
    /// ... in which one of them has deaths.
    Fatal,
}

impl Severity {
    /// All, from the mildest on.
    pub const ALL: [Severity; 3] = [Severity::Any, Severity::Force, Severity::Fatal];

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Any => "any",
            Severity::Force => "force",
            Severity::Fatal => "fatal",
        }
    }

    /// From the word in files.
    pub fn parse(word: &str) -> Option<Self> {
        Severity::ALL.into_iter().find(|s| s.name() == word)
    }

    pub(crate) fn of(self, row: &Row) -> bool {
        match self {
            Severity::Any => row.any,
            Severity::Force => row.force,
            Severity::Fatal => row.fatal,
        }
    }
}

/// The four assumptions behind the contest; a coefficient `b` belongs to one such set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contest {
    /// Decay of power with distance: `(1 + D/500 km)^(-lambda)`.
    pub lambda: f64,
    /// Weight of money (against personnel) in capability, 0 to 1.
    pub w: f64,
    /// Decisiveness: how sharply the stronger prevails.
    pub m: f64,
    /// Share of the defenders' reach that is counted, 0 to 1; 0 leaves own power alone.
    pub rho: f64,
}

impl Contest {
    /// The reference of the published fit: λ 1, w .5, m .5, ρ 1.
    pub const REFERENCE: Contest = Contest { lambda: 1.0, w: 0.5, m: 0.5, rho: 1.0 };

    /// `p(i prevails) = C_i^m / (C_i^m + T^m)` with `T = C_j + rho S`.
    pub fn odds(&self, s: &Strength) -> f64 {
        let against = s.own + self.rho * s.support;
        kernel::logistic(self.m * (kernel::ln(s.challenger) - kernel::ln(against)))
    }

    /// Checks the domains.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let wrong = |what: &str, v: f64, domain: &str| {
            Err(Error::setting(format!("{what} is {v}: it has to be {domain}")))
        };
        if !(self.lambda.is_finite() && self.lambda >= 0.0) {
            return wrong("lambda (decay of power with distance)", self.lambda, "0 or more");
        }
        if !(0.0..=1.0).contains(&self.w) {
            return wrong("w (weight of money in power)", self.w, "between 0 and 1");
        }
        if !(self.m.is_finite() && self.m > 0.0) {
            return wrong("m (decisiveness)", self.m, "above 0");
        }
        if !(0.0..=1.0).contains(&self.rho) {
            return wrong("rho (counted share of support)", self.rho, "between 0 and 1");
        }
        Ok(())
    }
}

/// Dyad-years with their covariates, ready to be fitted many times: one column, `p`, is replaced
/// from fit to fit.
#[derive(Clone, Debug)]
pub struct Challenges {
    sample: Sample,
    design: Design,
    dyads: Vec<u32>,
    challengers: Vec<u32>,
    targets: Vec<u32>,
}

/// The name of the contest's column.
pub(crate) const P: &str = "p";

impl Challenges {
    /// Builds the rows of the outcome years `from..=to`.
    ///
    /// # Errors
    /// When no row is left.
    pub fn build(inputs: &Inputs, pairs: Pairs, from: Year, to: Year) -> Result<Self, Error> {
        let mut sample = Sample::build(inputs, pairs, to);
        sample.rows.retain(|r| r.t >= from);
        Challenges::from_sample(sample)
    }

    /// From rows already chosen.
    ///
    /// # Errors
    /// When there are none, or a covariate is not finite.
    pub fn from_sample(sample: Sample) -> Result<Self, Error> {
        let rows = &sample.rows;
        if rows.len() < 2 {
            return Err(Error::rows(format!(
                "{} dyad-years in these years: nothing can be estimated; widen the years",
                rows.len()
            )));
        }
        let columns: Vec<Vec<f64>> =
            (0..COVARIATES.len()).map(|c| rows.iter().map(|r| r.x[c]).collect()).collect();
        // A first column for p that is not constant holds the place; every fit replaces it.
        let place: Vec<f64> = (0..rows.len()).map(|r| f64::from(u8::from(r == 0))).collect();
        let mut named: Vec<(&str, &[f64])> =
            COVARIATES.iter().zip(&columns).map(|(n, c)| (*n, c.as_slice())).collect();
        named.push((P, &place));
        let design = Design::new(&named)?;
        drop(columns);
        let code = |s: antumbra_core::StateId| u32::from(s.cow_code());
        Ok(Challenges {
            dyads: rows.iter().map(|r| 1000 * code(r.i.min(r.j)) + code(r.i.max(r.j))).collect(),
            challengers: rows.iter().map(|r| code(r.i)).collect(),
            targets: rows.iter().map(|r| code(r.j)).collect(),
            sample,
            design,
        })
    }

    /// The rows that `keep` chooses, in their order.
    ///
    /// # Errors
    /// When fewer than two are left.
    pub fn filtered(&self, mut keep: impl FnMut(&Row) -> bool) -> Result<Self, Error> {
        let rows = self.rows().iter().filter(|r| keep(r)).copied().collect();
        Challenges::from_sample(Sample { rows })
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.sample.rows
    }

    /// The sample itself.
    pub fn sample(&self) -> &Sample {
        &self.sample
    }

    /// The number of undirected dyads.
    pub fn dyad_count(&self) -> usize {
        let mut d = self.dyads.clone();
        d.sort_unstable();
        d.dedup();
        d.len()
    }

    /// One entry per row: is it an event?
    pub fn outcome(&self, severity: Severity) -> Vec<bool> {
        self.rows().iter().map(|r| severity.of(r)).collect()
    }

    /// The undirected dyad of every row, as `1000 * smaller COW number + larger`.
    pub fn dyads(&self) -> &[u32] {
        &self.dyads
    }

    pub(crate) fn challengers(&self) -> &[u32] {
        &self.challengers
    }

    pub(crate) fn targets(&self) -> &[u32] {
        &self.targets
    }

    /// Puts `p` in its place.
    pub(crate) fn set_power(&mut self, p: &[f64]) -> Result<(), Error> {
        Ok(self.design.replace(P, p)?)
    }

    /// The design with the `p` that was put in last.
    pub(crate) fn design(&self) -> &Design {
        &self.design
    }

    /// The design without a column for power.
    pub(crate) fn design_without_power(&self) -> Result<Design, Error> {
        let columns: Vec<Vec<f64>> =
            (0..COVARIATES.len()).map(|c| self.rows().iter().map(|r| r.x[c]).collect()).collect();
        let named: Vec<(&str, &[f64])> =
            COVARIATES.iter().zip(&columns).map(|(n, c)| (*n, c.as_slice())).collect();
        Ok(Design::new(&named)?)
    }
}
