//! Resampling stability: would another half of the cases restrict the same inputs?

use super::bits::Bits;
use super::region::Limit;
use super::{Base, Outcome, Prim, Step, Trajectory};
use crate::Error;
use antumbra_core::{Purpose, Seed};

/// How often resamples restrict an input, as shares of the resamples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stability {
    /// In the box whose coverage is nearest to the given one.
    pub at_coverage: f64,
    /// In the box whose density is nearest to the given one.
    pub at_density: f64,
}

const STREAM: Purpose = Purpose("prim.stability");

impl Prim<'_> {
    /// Runs PRIM on `times` random halves (or another `share` in (0, 1)) of the cases, drawn
    /// without replacement, and looks at which inputs the box nearest in coverage, and the one
    /// nearest in density, restricts (Bryant & Lempert 2010, section 3.2). One entry per input.
    ///
    /// # Errors
    /// In the regression form (there is no coverage); with `times` 0 or `share` out of range.
    pub fn stability(
        &self,
        step: &Step,
        times: usize,
        share: f64,
        seed: Seed,
    ) -> Result<Vec<Stability>, Error> {
        let Outcome::Binary { of_interest, .. } = &self.outcome else {
            return Err(Error::setting("the regression form has no coverage to reproduce"));
        };
        if times == 0 || !(share > 0.0 && share < 1.0) {
            return Err(Error::setting(format!("{times} resamples of a share {share}"))
                .help("give at least one resample and a share between 0 and 1"));
        }
        let (coverage, density) = (step.coverage.unwrap_or(0.0), step.density.unwrap_or(0.0));
        let members = &self.prepared.members;
        let size = ((members.len() as f64 * share).round() as usize).max(1);
        let mut found = vec![Stability::default(); step.limits.len()];
        for time in 0..times {
            let mut stream = seed.stream(STREAM, time as u64, 0);
            let mut rows = members.clone();
            for i in 0..size {
                let j = i + stream.below((rows.len() - i) as u64) as usize;
                rows.swap(i, j);
            }
            rows.truncate(size);
            let total = rows.iter().filter(|&&r| of_interest.0.has(r)).count();
            if total == 0 {
                continue;
            }
            let start = Bits::from_rows(self.prepared.table_rows, &rows);
            let trajectory = self.trajectory(&start, Base { rows: size, total });
            let mut count = |at: Option<&Step>, field: fn(&mut Stability) -> &mut f64| {
                for (s, limits) in found
                    .iter_mut()
                    .zip(at.into_iter().flat_map(|b| b.limits.iter().zip(&self.prepared.whole)))
                {
                    *field(s) += f64::from(u8::from(is_restricted(limits)));
                }
            };
            count(nearest(&trajectory, |s| s.coverage, coverage), |s| &mut s.at_coverage);
            count(nearest(&trajectory, |s| s.density, density), |s| &mut s.at_density);
        }
        for s in &mut found {
            s.at_coverage /= times as f64;
            s.at_density /= times as f64;
        }
        Ok(found)
    }
}

fn is_restricted((limit, whole): (&Limit, &Limit)) -> bool {
    limit != whole
}

/// The first box whose measure is nearest to a target.
fn nearest(t: &Trajectory, of: fn(&Step) -> Option<f64>, target: f64) -> Option<&Step> {
    let distance = |s: &&Step| (of(s).unwrap_or(f64::INFINITY) - target).abs();
    t.steps.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))
}
