//! A path year by year: levers checked and laid over the years of a setup.

use crate::Error;
use crate::path::{DatedLever, Lever, PathDef, Ramp, TreatyState};
use crate::setup::{MOST_YEARS, NuclearStage, Setup};
use antumbra_core::{Year, did_you_mean};

/// A checked path, ready to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Conventional spending asked for, as a share of GDP, by year.
    pub(crate) spending: Vec<f64>,
    /// Strength asked for over today's, by year.
    pub(crate) heads: Vec<f64>,
    /// Share of today's access, by year.
    pub(crate) access: Vec<f64>,
    /// Alignment asked for, by year.
    pub(crate) alignment: Vec<f64>,
    /// Share of exposed trade with the patron and the challengers that has moved, by year.
    pub(crate) trade: [Vec<f64>; 2],
    /// Legal role, by year.
    pub(crate) role: Vec<f64>,
    /// By partner: share of its reach by year, and its reliability where the path gives it.
    pub(crate) partners: Vec<(Vec<f64>, Option<f64>)>,
    /// Moves of the treaty in the order of their notice; years from the first year.
    pub(crate) treaty: Vec<(TreatyState, i32)>,
    /// By nuclear option of the setup: the year of the decision, from the first year.
    pub(crate) nuclear: Vec<Option<i32>>,
}

impl Plan {
    /// Checks a path and lays it over the years. `at` is its place, such as `paths[2]`.
    ///
    /// # Errors
    /// A ramp that ends before it starts, a value outside its domain, a lever that never acts
    /// within the horizon, an unknown partner or nuclear option, a move of a treaty that does not
    /// exist or has ended, nuclear stages out of order; each with its place.
    pub fn new(setup: &Setup, path: &PathDef, at: &str) -> Result<Self, Error> {
        let years = setup.horizon_years;
        let c = &setup.client;
        let mut plan = Plan {
            spending: vec![c.spending_share; years],
            heads: vec![1.0; years],
            access: vec![1.0; years],
            alignment: vec![c.alignment; years],
            trade: [vec![0.0; years], vec![0.0; years]],
            role: vec![c.role; years],
            partners: vec![(vec![0.0; years], None); setup.partners.len()],
            treaty: Vec::new(),
            nuclear: vec![None; setup.nuclear.len()],
        };
        for (n, lever) in path.levers.iter().enumerate() {
            plan.lay(setup, lever, &format!("{at}.levers[{n}]"))?;
        }
        plan.check_stages(setup, path, at)?;
        Ok(plan)
    }

    fn lay(&mut self, setup: &Setup, dated: &DatedLever, at: &str) -> Result<(), Error> {
        match &dated.lever {
            Lever::Spending { to_share, ramp } => {
                value(at, "to_share", *to_share, 0.0, 1.0)?;
                lay(&mut self.spending, setup, *to_share, *ramp, at)
            }
            Lever::Personnel { to_heads, ramp } => {
                let Some(p) = setup.client.personnel else {
                    return Err(Error::path(at, "there are no figures on personnel in the setup"));
                };
                value(at, "to_heads", *to_heads, 1.0, f64::MAX)?;
                lay(&mut self.heads, setup, to_heads / p.heads, *ramp, at)
            }
            Lever::Access { kept, ramp } => {
                value(at, "kept", *kept, 0.0, 1.0)?;
                lay(&mut self.access, setup, *kept, *ramp, at)
            }
            Lever::Alignment { to, ramp } => {
                value(at, "to", *to, 0.0, 1.0)?;
                lay(&mut self.alignment, setup, *to, *ramp, at)
            }
            Lever::Trade { patron, challengers, ramp } => {
                value(at, "patron", *patron, 0.0, 1.0)?;
                value(at, "challengers", *challengers, 0.0, 1.0)?;
                lay(&mut self.trade[0], setup, *patron, *ramp, at)?;
                lay(&mut self.trade[1], setup, *challengers, *ramp, at)
            }
            Lever::Role { to, year } => {
                value(at, "to", *to, 0.0, 6.0)?;
                let ramp = Ramp { from_year: *year, over_years: 0 };
                lay(&mut self.role, setup, *to, ramp, at)
            }
            Lever::Partner { id, share, reliability, ramp } => {
                let ids = || setup.partners.iter().map(|p| p.id.as_str());
                let Some(k) = ids().position(|p| p == id) else {
                    let hint = did_you_mean(id, ids())
                        .map_or(String::new(), |h| format!("; did you mean `{h}`?"));
                    return Err(Error::unknown(
                        format!("{at}.id"),
                        format!("there is no partner `{id}`{hint}"),
                    ));
                };
                value(at, "share", *share, 0.0, 1.0)?;
                if let Some(r) = reliability {
                    value(at, "reliability", *r, 0.0, 1.0)?;
                    self.partners[k].1 = Some(*r);
                }
                lay(&mut self.partners[k].0, setup, *share, *ramp, at)
            }
            Lever::Treaty { to, notice_year } => self.treaty_move(setup, *to, *notice_year, at),
            Lever::Nuclear { stage, start_year } => {
                let Some(k) = setup.nuclear.iter().position(|o| o.stage == *stage) else {
                    return Err(Error::unknown(
                        format!("{at}.stage"),
                        format!("the setup has no figures on the stage `{}`", stage.name()),
                    ));
                };
                if self.nuclear[k].is_some() {
                    return Err(Error::path(
                        format!("{at}.stage"),
                        format!("`{}` is begun twice", stage.name()),
                    ));
                }
                let offset = acts(setup, *start_year, &format!("{at}.start_year"))?;
                self.nuclear[k] = Some(offset);
                Ok(())
            }
        }
    }

    fn treaty_move(
        &mut self,
        setup: &Setup,
        to: TreatyState,
        notice: Year,
        at: &str,
    ) -> Result<(), Error> {
        if !setup.treaty.exists {
            return Err(Error::path(
                format!("{at}.to"),
                "client and patron have no treaty: none can be revised or ended",
            ));
        }
        let last = self.treaty.last().copied();
        if last.map_or(TreatyState::AsIs, |m| m.0) == to {
            return Err(Error::path(
                format!("{at}.to"),
                format!("the treaty is `{}` already: the lever does nothing", to.name()),
            ));
        }
        if matches!(last, Some((TreatyState::Ended, _))) {
            return Err(Error::path(format!("{at}.to"), "the treaty has ended before"));
        }
        let offset = acts(setup, notice, &format!("{at}.notice_year"))?;
        if offset < 0 {
            return Err(Error::path(
                format!("{at}.notice_year"),
                format!(
                    "notice in {} lies before the first year, {}",
                    notice.0, setup.first_year.0
                ),
            ));
        }
        if last.is_some_and(|m| m.1 > offset) {
            return Err(Error::path(
                format!("{at}.notice_year"),
                "an earlier lever moves the treaty later: put them in the order of their years",
            ));
        }
        self.treaty.push((to, offset));
        Ok(())
    }

    /// Own stages come one after the other, none without the one before.
    fn check_stages(&self, setup: &Setup, path: &PathDef, at: &str) -> Result<(), Error> {
        let start = |stage| {
            let k = setup.nuclear.iter().position(|o| o.stage == stage)?;
            self.nuclear[k]
        };
        let own = [NuclearStage::Device, NuclearStage::Minimal, NuclearStage::Survivable];
        for pair in own.windows(2) {
            let Some(later) = start(pair[1]) else { continue };
            let earlier = start(pair[0]);
            if earlier.is_none_or(|e| e > later) {
                let lever = path.levers.iter().position(
                    |l| matches!(l.lever, Lever::Nuclear { stage, .. } if stage == pair[1]),
                );
                return Err(Error::path(
                    format!("{at}.levers[{}].stage", lever.unwrap_or(0)),
                    format!(
                        "`{}` cannot begin before `{}` has begun",
                        pair[1].name(),
                        pair[0].name()
                    ),
                ));
            }
        }
        Ok(())
    }
}

/// Moves a series to a value along a ramp, from where it stands.
fn lay(series: &mut [f64], setup: &Setup, to: f64, ramp: Ramp, at: &str) -> Result<(), Error> {
    if ramp.over_years < 0 {
        return Err(Error::path(
            format!("{at}.over_years"),
            format!("{} years: the ramp ends before it starts", ramp.over_years),
        ));
    }
    if ramp.over_years as usize > MOST_YEARS {
        return Err(Error::path(
            format!("{at}.over_years"),
            format!("a ramp of {} years: {MOST_YEARS} at most", ramp.over_years),
        ));
    }
    let offset = acts(setup, ramp.from_year, &format!("{at}.from_year"))?;
    let before = offset.max(0) as usize;
    // The value before the ramp: that of the year before, where there is one.
    let from = if before == 0 { series[0] } else { series[before - 1] };
    for (t, v) in series.iter_mut().enumerate().skip(before) {
        let year = Year(setup.first_year.0 + t as i16);
        let done = ramp.done(year);
        // At the ends exactly the ends, so that a ramp to where things stand moves nothing.
        *v = if done >= 1.0 { to } else { from + (to - from) * done };
    }
    Ok(())
}

/// Years from the first year; an error when the lever would act after the last.
fn acts(setup: &Setup, year: Year, at: &str) -> Result<i32, Error> {
    let offset = i32::from(year.0) - i32::from(setup.first_year.0);
    if offset >= setup.horizon_years as i32 {
        return Err(Error::path(
            at,
            format!(
                "{} lies beyond the last year, {}: the lever never acts",
                year.0,
                setup.last_year().0
            ),
        ));
    }
    Ok(offset)
}

fn value(at: &str, what: &str, v: f64, lo: f64, hi: f64) -> Result<(), Error> {
    if v.is_finite() && (lo..=hi).contains(&v) {
        Ok(())
    } else {
        let most = if hi == f64::MAX { "up".into() } else { format!("and {hi}") };
        let between = if hi == f64::MAX {
            format!("from {lo} {most}")
        } else {
            format!("between {lo} {most}")
        };
        Err(Error::path(format!("{at}.{what}"), format!("{v}: it has to lie {between}")))
    }
}
