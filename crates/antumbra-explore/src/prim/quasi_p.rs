//! Quasi-p values: how surprising each limit is.
//!
//! For one limit of a box, take the limit away and let the density of that wider box be the chance
//! that any case is of interest. The quasi-p value is the binomial chance that as many cases as the
//! box holds would contain at least as many of interest (Bryant & Lempert 2010, section 3.2).
//! "Quasi", since the limit was chosen by looking at the same cases: a large value speaks against
//! a limit, a small one does not prove it.

use super::region::{Limit, holds};
use super::{Outcome, Prim, Step};
use antumbra_num::dist::incomplete_beta;

/// The quasi-p value of one limit of a box.
#[derive(Clone, Debug, PartialEq)]
pub enum QuasiP {
    /// Of a number's lower and upper limit; `None` where that end is not restricted.
    Range {
        /// Of the lower limit.
        low: Option<f64>,
        /// Of the upper limit.
        high: Option<f64>,
    },
    /// Of the words left out, taken together; `None` where none is.
    Words(Option<f64>),
}

impl Prim<'_> {
    /// The quasi-p values of a box, one entry per input; `None` in the regression form, which
    /// has no cases of interest.
    pub fn quasi_p(&self, step: &Step) -> Option<Vec<QuasiP>> {
        let Outcome::Binary { .. } = self.outcome else { return None };
        let whole = &self.prepared.whole;
        let one = |input: usize, wider: Limit| {
            (wider != step.limits[input]).then(|| self.without(step, input, wider))
        };
        Some(
            (0..whole.len())
                .map(|i| match (&step.limits[i], &whole[i]) {
                    (&Limit::Range { low, high }, &Limit::Range { low: least, high: most }) => {
                        QuasiP::Range {
                            low: one(i, Limit::Range { low: least, high }),
                            high: one(i, Limit::Range { low, high: most }),
                        }
                    }
                    (_, all) => QuasiP::Words(one(i, all.clone())),
                })
                .collect(),
        )
    }

    fn without(&self, step: &Step, input: usize, wider: Limit) -> f64 {
        let Outcome::Binary { of_interest, .. } = &self.outcome else { return f64::NAN };
        let mut limits = step.limits.clone();
        limits[input] = wider;
        let (mut n, mut k) = (0usize, 0usize);
        for &row in &self.prepared.members {
            if holds(&limits, &self.prepared.columns, row) {
                n += 1;
                k += usize::from(of_interest.0.has(row));
            }
        }
        at_least(step.n, step.k.unwrap_or(0), k as f64 / n as f64)
    }
}

/// The chance of at least `k` successes in `n` trials of chance `p`: I_p(k, n - k + 1).
fn at_least(n: usize, k: usize, p: f64) -> f64 {
    if k == 0 || p >= 1.0 {
        return 1.0;
    }
    incomplete_beta(k as f64, (n - k + 1) as f64, p).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binomial_tails() {
        // 10 tosses of a fair coin: (45 + 10 + 1) / 1024 give at least 8 heads.
        assert!((at_least(10, 8, 0.5) - 56.0 / 1024.0).abs() < 1e-15);
        assert_eq!(at_least(10, 0, 0.5), 1.0);
        assert!((at_least(3, 3, 0.25) - 1.0 / 64.0).abs() < 1e-17);
        assert_eq!(at_least(3, 3, 1.0), 1.0);
    }
}
