//! The tables of an ensemble: of one chunk, and of the whole run.

use antumbra_core::{Column, Table};
use antumbra_explore::ensemble::{
    DesignChunk, Histogram, InputKind, NO_VALUE, OutcomeChunk, Spec, Tally,
};
use antumbra_record::Error as RecordError;
use antumbra_record::chunks::{Ensemble, OutcomeColumn};
use antumbra_record::stream::{Form, TableWriter};

/// A column under construction goes into its table; the names were checked with the model.
fn push(t: &mut Table, name: &str, column: Column) -> Result<(), RecordError> {
    t.push(name, column).map_err(|e| RecordError::table(e.to_string()))
}

fn futures(design: &DesignChunk) -> impl Iterator<Item = Option<i64>> + Clone {
    let first = design.first() as i64;
    (first..first + design.rows() as i64).map(Some)
}

/// A chunk's rows of `inputs`.
pub(super) fn inputs(spec: &Spec, design: &DesignChunk) -> Result<Table, RecordError> {
    let mut t = Table::new("inputs", design.rows());
    push(&mut t, "future", Column::I64(futures(design).collect()))?;
    for (input, x) in spec.inputs.iter().zip(design.columns()) {
        let column = match &input.kind {
            InputKind::Real(_) => Column::F64(x.iter().map(|v| Some(*v)).collect()),
            InputKind::Whole { .. } => Column::I64(x.iter().map(|v| Some(*v as i64)).collect()),
            InputKind::Truth { .. } => Column::Bool(x.iter().map(|v| Some(*v == 1.0)).collect()),
            InputKind::Category { words, .. } => Column::Category {
                words: words.clone(),
                index: x.iter().map(|v| Some(*v as u32)).collect(),
            },
        };
        push(&mut t, &input.name, column)?;
    }
    Ok(t)
}

/// Columns for the policies' words over so many rows each.
fn policy_columns(
    t: &mut Table,
    keys: &[String],
    policies: &[Vec<String>],
    rows_each: usize,
) -> Result<(), RecordError> {
    for (k, key) in keys.iter().enumerate() {
        let words = policies.iter().flat_map(|p| std::iter::repeat_n(Some(&p[k]), rows_each));
        push(t, key, Column::category(words))?;
    }
    Ok(())
}

/// The reason of each failed future; missing where it did not fail.
fn reasons<'a>(spec: &Spec, codes: impl Iterator<Item = &'a u16>) -> Column {
    let mut words = spec.failures.clone();
    words.push(NO_VALUE_REASON.into());
    let index = codes
        .map(|c| match *c {
            0 => None,
            NO_VALUE => Some(spec.failures.len() as u32),
            c => Some(u32::from(c) - 1),
        })
        .collect();
    Column::Category { words, index }
}

/// How a future without a value that it needs is called in tables.
const NO_VALUE_REASON: &str = "no value";

/// A value as a table holds it: none for a failed future, none for NaN.
fn kept(x: f64, code: u16) -> Option<f64> {
    (code == 0 && !x.is_nan()).then_some(x)
}

/// A future's values under a policy as a table holds them.
pub(super) fn values<'a>(
    values: &'a [f64],
    codes: &'a [u16],
) -> impl Iterator<Item = Option<f64>> + 'a {
    values.iter().zip(codes).map(|(x, code)| kept(*x, *code))
}

/// A chunk's rows of `outcomes`: policy after policy, `codes` and `columns` as long.
pub(super) fn outcome_rows(
    spec: &Spec,
    design: &DesignChunk,
    codes: &[u16],
    columns: impl Iterator<Item = Vec<Option<f64>>>,
) -> Result<Table, RecordError> {
    let mut t = Table::new("outcomes", codes.len());
    let future = spec.policies.iter().flat_map(|_| futures(design)).collect();
    push(&mut t, "future", Column::I64(future))?;
    policy_columns(&mut t, &spec.policy_keys, &spec.policies, design.rows())?;
    push(&mut t, "failure", reasons(spec, codes.iter()))?;
    for (o, column) in spec.outcomes.iter().zip(columns) {
        push(&mut t, &o.name, Column::F64(column))?;
    }
    Ok(t)
}

/// A chunk's rows of `yearly` under one policy, year after year.
pub(super) fn yearly_rows(
    spec: &Spec,
    design: &DesignChunk,
    policy: usize,
    out: &OutcomeChunk,
) -> Result<Table, RecordError> {
    let (n, years) = (design.rows(), spec.years.len());
    let mut t = Table::new("yearly", n * years);
    push(&mut t, "future", Column::I64((0..years).flat_map(|_| futures(design)).collect()))?;
    policy_columns(&mut t, &spec.policy_keys, &spec.policies[policy..=policy], n * years)?;
    let year = spec.years.iter().flat_map(|y| std::iter::repeat_n(Some(i64::from(*y)), n));
    push(&mut t, "year", Column::I64(year.collect()))?;
    for (k, o) in spec.yearly.iter().enumerate() {
        let column = (0..years).flat_map(|y| values(out.yearly(k, y), out.failures()));
        push(&mut t, &o.name, Column::F64(column.collect()))?;
    }
    Ok(t)
}

pub(crate) fn csv(t: &Table) -> Result<Vec<u8>, RecordError> {
    let mut w = TableWriter::new(Vec::new(), Form::Csv);
    w.chunk(t)?;
    w.finish()
}

/// The statistics of a list of histograms as columns.
fn statistics(t: &mut Table, histograms: &[&Histogram]) -> Result<(), RecordError> {
    let whole = |f: &dyn Fn(&Histogram) -> u64| {
        Column::I64(histograms.iter().map(|h| Some(f(h) as i64)).collect())
    };
    push(t, "n", whole(&Histogram::count))?;
    push(t, "absent", whole(&Histogram::absent))?;
    push(t, "below", whole(&|h| h.counts().first().copied().unwrap_or(0)))?;
    push(t, "above", whole(&|h| h.counts().last().copied().unwrap_or(0)))?;
    let mut real = |name: &str, f: &dyn Fn(&Histogram) -> Option<f64>| {
        push(t, name, Column::F64(histograms.iter().map(|h| f(h)).collect()))
    };
    real("min", &Histogram::min)?;
    for (name, p) in [("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95)] {
        real(name, &|h| h.quantile(p))?;
    }
    real("max", &Histogram::max)?;
    real("mean", &Histogram::mean)
}

/// The table `years`: a row per policy, yearly outcome and year. `n` futures with a value, `absent`
/// without, `below` and `above` in the open bins; failed futures are in none. Quantiles are within a
/// bin's width, but where so many lie in an open bin that the quantile does, too.
///
/// # Errors
/// When the tally is of another model.
pub fn years(e: &Ensemble, all: &Tally) -> Result<Table, RecordError> {
    let yearly: Vec<(&str, &str)> =
        e.yearly.iter().map(|o| (o.name.as_str(), o.unit.as_str())).collect();
    year_rows(&e.policy_keys, &e.policies, &yearly, &e.years, all)
}

/// The table `years` of an ensemble that is in no folder.
pub(crate) fn years_of(spec: &Spec, all: &Tally) -> Result<Table, RecordError> {
    let yearly: Vec<(&str, &str)> =
        spec.yearly.iter().map(|o| (o.name.as_str(), o.unit.as_str())).collect();
    year_rows(&spec.policy_keys, &spec.policies, &yearly, &spec.years, all)
}

/// `yearly` are names and units.
fn year_rows(
    keys: &[String],
    policies: &[Vec<String>],
    yearly: &[(&str, &str)],
    years: &[i32],
    all: &Tally,
) -> Result<Table, RecordError> {
    let (n, outcomes) = (policies.len(), yearly.len());
    let mut t = Table::new("years", n * outcomes * years.len());
    policy_columns(&mut t, keys, policies, outcomes * years.len())?;
    let rows = || {
        (0..n).flat_map(move |p| {
            (0..outcomes).flat_map(move |k| (0..years.len()).map(move |y| (p, k, y)))
        })
    };
    push(&mut t, "outcome", Column::category(rows().map(|(_, k, _)| Some(yearly[k].0))))?;
    push(&mut t, "unit", Column::category(rows().map(|(_, k, _)| Some(yearly[k].1))))?;
    let year = rows().map(|(_, _, y)| Some(i64::from(years[y]))).collect();
    push(&mut t, "year", Column::I64(year))?;
    let histograms: Vec<&Histogram> = rows().map(|(p, k, y)| all.yearly(p, k, y)).collect();
    statistics(&mut t, &histograms)?;
    Ok(t)
}

/// The table `summary`: a row per policy and outcome, with the columns of [`years`].
///
/// # Errors
/// When the tally is of another model.
pub fn summary(e: &Ensemble, all: &Tally) -> Result<Table, RecordError> {
    let (policies, outcomes) = (e.policies.len(), e.outcomes.len());
    let mut t = Table::new("summary", policies * outcomes);
    policy_columns(&mut t, &e.policy_keys, &e.policies, outcomes)?;
    let rows = || (0..policies).flat_map(move |p| (0..outcomes).map(move |k| (p, k)));
    let word = |f: &dyn Fn(&OutcomeColumn) -> &str| {
        Column::category(rows().map(|(_, k)| Some(f(&e.outcomes[k]))))
    };
    push(&mut t, "outcome", word(&|o| &o.name))?;
    push(&mut t, "unit", word(&|o| &o.unit))?;
    push(&mut t, "better", word(&|o| &o.direction))?;
    let histograms: Vec<&Histogram> = rows().map(|(p, k)| all.outcome(p, k)).collect();
    statistics(&mut t, &histograms)?;
    Ok(t)
}

/// The table `failures`: a row per policy and reason, with how many futures failed for it.
///
/// # Errors
/// When the tally is of another model.
pub fn failures(e: &Ensemble, all: &Tally) -> Result<Table, RecordError> {
    let reasons = e.failures.len() + 1;
    let mut t = Table::new("failures", e.policies.len() * reasons);
    policy_columns(&mut t, &e.policy_keys, &e.policies, reasons)?;
    let words = e.failures.iter().map(String::as_str).chain([NO_VALUE_REASON]);
    let reason = e.policies.iter().flat_map(|_| words.clone().map(Some));
    push(&mut t, "reason", Column::category(reason))?;
    let counts = (0..e.policies.len()).flat_map(|p| all.failures(p));
    push(&mut t, "futures", Column::I64(counts.map(|n| Some(*n as i64)).collect()))?;
    push(&mut t, "of", Column::I64(vec![Some(all.futures() as i64); e.policies.len() * reasons]))?;
    Ok(t)
}
