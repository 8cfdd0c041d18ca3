//! Cutting an input into classes, within which an outcome is looked at.

use antumbra_num::quantile::quantile;

/// The order of values: indices by rising value, equal values by index.
pub(super) fn order(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
    order
}

/// One class per distinct value when there are at most `most`; `None` otherwise.
pub(crate) fn by_value(values: &[f64], most: usize) -> Option<(Vec<u32>, usize)> {
    let mut distinct: Vec<f64> = Vec::new();
    for v in values {
        if let Err(at) = distinct.binary_search_by(|d| d.total_cmp(v)) {
            if distinct.len() == most {
                return None;
            }
            distinct.insert(at, *v);
        }
    }
    let class = |v: &f64| distinct.partition_point(|d| d < v) as u32;
    Some((values.iter().map(class).collect(), distinct.len()))
}

/// Classes between the sample quantiles at 0, 1/n, ..., 1; equal values share a class.
pub(crate) fn by_quantile(values: &[f64], classes: usize) -> (Vec<u32>, usize) {
    let inner: Vec<f64> =
        (1..classes).filter_map(|i| quantile(values, i as f64 / classes as f64)).collect();
    let class = |v: &f64| inner.partition_point(|edge| edge <= v) as u32;
    (values.iter().map(class).collect(), classes)
}
