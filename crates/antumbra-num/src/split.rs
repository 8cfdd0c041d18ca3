//! Splits of rows into those to fit on and those to test on.

use crate::Error;
use antumbra_core::Stream;

/// One split; both lists rise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Rows to fit on.
    pub train: Vec<usize>,
    /// Rows to test on.
    pub test: Vec<usize>,
}

/// Puts a slice in random order (Fisher & Yates 1938; Durstenfeld 1964).
pub fn shuffle<T>(items: &mut [T], stream: &mut Stream) {
    for i in (1..items.len()).rev() {
        items.swap(i, stream.below(i as u64 + 1) as usize);
    }
}

/// `folds` splits; every row is tested once, fold sizes differ by at most one.
///
/// An error when there are fewer than two folds or fewer rows than folds.
pub fn k_fold(rows: usize, folds: usize, stream: &mut Stream) -> Result<Vec<Split>, Error> {
    enough(folds, rows, "rows")?;
    let mut order: Vec<usize> = (0..rows).collect();
    shuffle(&mut order, stream);
    let mut fold_of = vec![0; rows];
    for (place, &r) in order.iter().enumerate() {
        fold_of[r] = place % folds;
    }
    Ok(splits(&fold_of, folds))
}

/// As [`k_fold`], all rows of a group in the same fold: the groups in random order, each to the fold
/// that has the fewest rows so far. `groups` has a number per row that tells groups apart.
///
/// An error when there are fewer than two folds or fewer groups than folds.
pub fn k_fold_by_group(
    groups: &[u64],
    folds: usize,
    stream: &mut Stream,
) -> Result<Vec<Split>, Error> {
    let mut distinct = groups.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    enough(folds, distinct.len(), "groups")?;
    let place: Vec<usize> = groups.iter().map(|g| distinct.partition_point(|d| d < g)).collect();
    let mut size = vec![0_usize; distinct.len()];
    place.iter().for_each(|&p| size[p] += 1);
    let mut order: Vec<usize> = (0..distinct.len()).collect();
    shuffle(&mut order, stream);
    let mut held = vec![0_usize; folds];
    let mut fold_of_group = vec![0; distinct.len()];
    for (n, &g) in order.iter().enumerate() {
        // The first `folds` groups open one fold each, so that none stays empty.
        let fold = if n < folds { n } else { (0..folds).min_by_key(|&f| held[f]).unwrap_or(0) };
        held[fold] += size[g];
        fold_of_group[g] = fold;
    }
    let fold_of: Vec<usize> = place.iter().map(|&p| fold_of_group[p]).collect();
    Ok(splits(&fold_of, folds))
}

/// Rows with a time up to and including `last_train` to fit on, later ones to test on.
///
/// An error when one side would be empty.
pub fn temporal<T: PartialOrd>(times: &[T], last_train: &T) -> Result<Split, Error> {
    let (train, test): (Vec<usize>, Vec<usize>) =
        (0..times.len()).partition(|&r| times[r] <= *last_train);
    if train.is_empty() || test.is_empty() {
        return Err(Error::domain(format!(
            "a split in time leaves {} rows to fit on and {} to test on",
            train.len(),
            test.len()
        )));
    }
    Ok(Split { train, test })
}

fn enough(folds: usize, n: usize, what: &str) -> Result<(), Error> {
    if folds >= 2 && n >= folds {
        Ok(())
    } else {
        Err(Error::domain(format!(
            "{folds} folds of {n} {what}: at least two, and no more than {what}"
        )))
    }
}

fn splits(fold_of: &[usize], folds: usize) -> Vec<Split> {
    (0..folds)
        .map(|f| {
            let (test, train) = (0..fold_of.len()).partition(|&r| fold_of[r] == f);
            Split { train, test }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_core::{Purpose, Seed};
    use proptest::prelude::*;

    fn stream(seed: u64) -> Stream {
        Seed(seed).stream(Purpose("split"), 0, 0)
    }

    proptest! {
        #[test]
        fn every_row_is_tested_once(rows in 2usize..200, folds in 2usize..12, seed: u64) {
            prop_assume!(folds <= rows);
            let s = k_fold(rows, folds, &mut stream(seed)).unwrap();
            let mut tested: Vec<usize> = s.iter().flat_map(|s| s.test.clone()).collect();
            tested.sort_unstable();
            prop_assert_eq!(tested, (0..rows).collect::<Vec<_>>());
            for s in &s {
                prop_assert!(s.test.len().abs_diff(rows / folds) <= 1);
                let mut all = [s.train.clone(), s.test.clone()].concat();
                all.sort_unstable();
                prop_assert_eq!(all, (0..rows).collect::<Vec<_>>());
            }
        }

        #[test]
        fn groups_stay_together(groups in prop::collection::vec(0u64..20, 40..200), seed: u64) {
            let s = k_fold_by_group(&groups, 3, &mut stream(seed)).unwrap();
            let mut tested = 0;
            for s in &s {
                prop_assert!(!s.test.is_empty());
                tested += s.test.len();
                for &r in &s.train {
                    prop_assert!(s.test.iter().all(|&t| groups[t] != groups[r]));
                }
            }
            prop_assert_eq!(tested, groups.len());
        }
    }

    #[test]
    fn seeds_decide_and_bad_requests_are_refused() {
        assert_eq!(k_fold(50, 5, &mut stream(1)), k_fold(50, 5, &mut stream(1)));
        assert_ne!(k_fold(50, 5, &mut stream(1)), k_fold(50, 5, &mut stream(2)));
        assert!(k_fold(50, 1, &mut stream(1)).is_err());
        assert!(k_fold(3, 4, &mut stream(1)).is_err());
        assert!(k_fold_by_group(&[1, 1, 1], 2, &mut stream(1)).is_err());
        let s = temporal(&[1990, 1995, 1991, 2000], &1991).unwrap();
        assert_eq!((s.train, s.test), (vec![0, 2], vec![1, 3]));
        assert!(temporal(&[1990, 1991], &1991).is_err());
    }
}
