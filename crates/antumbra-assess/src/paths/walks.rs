//! What verdicts are read off, for the policies and futures that a search asks for, with some inputs
//! moved. What was walked once on few futures is kept: the grids of several searches are the same.

use super::model::{PSIS, PathModel, Walked, times};
use super::tally::Ran;
use antumbra_explore::Error;
use antumbra_num::quantile::quantile;
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Futures that are walked at once.
const BLOCK: usize = 128;

/// An input moved: its place, and the values it then has.
pub(super) type Moved = (usize, Vec<f64>);

/// Which move of which lever, exactly.
pub(super) type Key = Vec<(usize, u64)>;

/// Walks of the run's futures.
pub(super) struct Walks<'a> {
    model: &'a PathModel,
    ran: &'a Ran,
    scale: &'static str,
    /// Walks on at most so many futures are kept.
    most_kept: usize,
    kept: RefCell<BTreeMap<(usize, usize, Key), Rc<Walked>>>,
}

impl<'a> Walks<'a> {
    pub(super) fn new(
        model: &'a PathModel,
        ran: &'a Ran,
        scale: &'static str,
        most_kept: usize,
    ) -> Self {
        Walks { model, ran, scale, most_kept, kept: RefCell::default() }
    }

    /// The policies' first `futures` futures with moved inputs, in the order asked for. Without a
    /// move they are those of the run.
    ///
    /// # Errors
    /// What the simulator refuses.
    pub(super) fn of(
        &self,
        policies: &[usize],
        futures: usize,
        key: &Key,
        moved: impl FnOnce() -> Result<Vec<Moved>, Error>,
    ) -> Result<Vec<Rc<Walked>>, Error> {
        let place = |p: usize| match key.is_empty() {
            true => (p, usize::MAX, Key::new()),
            false => (p, futures, key.clone()),
        };
        let known = |p: usize| self.kept.borrow().get(&place(p)).cloned();
        let mut all: Vec<Option<Rc<Walked>>> = policies.iter().map(|p| known(*p)).collect();
        if all.iter().any(Option::is_none) {
            let moved = if key.is_empty() { Vec::new() } else { moved()? };
            for (walked, p) in all.iter_mut().zip(policies) {
                if walked.is_none() {
                    let new = Rc::new(if key.is_empty() {
                        self.as_run(*p)
                    } else {
                        self.walk(*p, futures, &moved)?
                    });
                    if key.is_empty() || futures <= self.most_kept {
                        self.kept.borrow_mut().insert(place(*p), new.clone());
                    }
                    *walked = Some(new);
                }
            }
        }
        Ok(all.into_iter().flatten().collect())
    }

    fn as_run(&self, policy: usize) -> Walked {
        let of = |name: &str| self.ran.column(policy, name).to_vec();
        Walked {
            war: PSIS.map(|(_, psi)| of(&format!("war_ever.{}.{psi}", self.scale))),
            clash: of("events.force"),
            spending: of("spending_peak"),
        }
    }

    fn walk(&self, policy: usize, futures: usize, moved: &[Moved]) -> Result<Walked, Error> {
        let mut columns: Vec<&[f64]> = self.ran.inputs.iter().map(|c| &c[..futures]).collect();
        for (i, values) in moved {
            columns[*i] = values;
        }
        let (model, columns) = (self.model, &columns);
        let blocks: Vec<usize> = (0..futures).step_by(BLOCK).collect();
        let parts: Result<Vec<Walked>, Error> = blocks
            .into_par_iter()
            .map(|first| {
                let last = (first + BLOCK).min(futures);
                let cut: Vec<&[f64]> = columns.iter().map(|c| &c[first..last]).collect();
                model.walk(policy, &cut).map_err(|e| Error::model(e.to_string()))
            })
            .collect();
        let mut all = Walked {
            war: [Vec::new(), Vec::new(), Vec::new()],
            clash: Vec::new(),
            spending: Vec::new(),
        };
        for p in parts? {
            for (all, part) in all.war.iter_mut().zip(p.war) {
                all.extend(part);
            }
            all.clash.extend(p.clash);
            all.spending.extend(p.spending);
        }
        Ok(all)
    }
}

/// By what a future is judged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yard {
    pub(super) war: f64,
    pub(super) clash: f64,
    pub(super) spending: f64,
    /// Which of [`PSIS`].
    pub(super) psi: usize,
}

/// The share of the first futures within limits; a failed future is not.
pub(super) fn within(own: &Walked, reference: &Walked, y: &Yard, futures: usize) -> f64 {
    let (war, base) = (&own.war[y.psi], &reference.war[y.psi]);
    let good = (0..futures)
        .filter(|&f| {
            times(war[f], base[f]) <= y.war
                && times(own.clash[f], reference.clash[f]) <= y.clash
                && own.spending[f] <= y.spending
        })
        .count();
    good as f64 / futures.max(1) as f64
}

/// The 95th percentile of what a policy costs in risk of war beyond another in the same future, in
/// percentage points; futures in which one failed are left out.
pub(super) fn regret(own: &Walked, other: &Walked, psi: usize, futures: usize) -> f64 {
    let pairs = own.war[psi].iter().zip(&other.war[psi]).take(futures);
    let costs: Vec<f64> =
        pairs.map(|(a, b)| a - b).filter(|x| !x.is_nan()).map(|x| 100.0 * x.max(0.0)).collect();
    quantile(&costs, 0.95).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(war: [f64; 4]) -> Walked {
        Walked {
            war: [war.to_vec(), war.to_vec(), war.to_vec()],
            clash: vec![0.1; 4],
            spending: vec![0.02; 4],
        }
    }

    #[test]
    fn a_future_counts_by_its_ratio_and_a_failed_one_never() {
        let y = Yard { war: 2.0, clash: 1.25, spending: 0.04, psi: 1 };
        let reference = walked([0.01, 0.01, 0.0, 0.0]);
        // Within, above, a risk where the reference has none, none where it has none.
        assert_eq!(within(&walked([0.02, 0.03, 1e-9, 0.0]), &reference, &y, 4), 0.5);
        assert_eq!(within(&walked([0.02, 0.03, f64::NAN, f64::NAN]), &reference, &y, 4), 0.25);
        assert_eq!(within(&walked([0.02; 4]), &walked([f64::NAN; 4]), &y, 4), 0.0);
    }

    #[test]
    fn regret_is_what_a_choice_costs_where_the_other_was_better() {
        let (a, b) = (walked([0.01, 0.02, 0.03, 0.05]), walked([0.01, 0.03, 0.02, 0.02]));
        assert!((regret(&a, &b, 0, 4) - 2.7).abs() < 1e-9, "{}", regret(&a, &b, 0, 4));
        assert!(regret(&b, &a, 0, 4) < 1.0 && regret(&a, &a, 0, 4) == 0.0);
    }
}
