//! Scenario discovery and sensitivity on any table: from columns to records.

use antumbra_core::{Diagnostic, Diagnostics, Seed, Table, did_you_mean};
use antumbra_explore::condition::Condition;
use antumbra_explore::prim::QuasiP;
use antumbra_explore::sensitivity::{
    Design, FailedRuns, Index, Resampling, delta, morris, pawn, regional, sobol,
};
use antumbra_explore::{Cases, Limit, MissingRows, Prim, PrimSettings, Seek};
use antumbra_record::discover::{
    BoxLimit, BoxStep, DISCOVERY, Discovery, IndexRow, PairPoints, PairRow, SENSITIVITY,
    Sensitivity,
};
use std::collections::BTreeMap;

/// Which cases of a table.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// Input columns.
    pub x: Vec<String>,
    /// The outcome column.
    pub y: String,
    /// Rows to look at; all where there is none.
    pub keep: Option<String>,
    /// Leave rows with a missing value out, instead of refusing the table.
    pub drop_missing: bool,
}

fn wrong(e: &antumbra_explore::Error) -> Diagnostics {
    let d = Diagnostic::error("AN0190", e.message());
    match e.advice() {
        Some(a) => d.help(a),
        None => d,
    }
    .into()
}

/// The chosen cases, with how many rows were left out and what to know.
fn cases<'a>(table: &'a Table, c: &Chosen) -> Result<(Cases<'a>, usize, Vec<String>), Diagnostics> {
    let missing = if c.drop_missing { MissingRows::Drop } else { MissingRows::Refuse };
    let cases = Cases::new(table, &c.x, &c.y, missing).map_err(|e| wrong(&e))?;
    let Some(text) = &c.keep else {
        let dropped = cases.dropped();
        return Ok((cases, dropped, Vec::new()));
    };
    let truth = Condition::parse(text)?.evaluate(table)?;
    let warnings = truth.warnings.iter().map(|d| d.message.clone()).collect();
    let cases = cases.filtered(&truth.keep()).map_err(|e| wrong(&e))?;
    let left_out = table.rows() - cases.len();
    Ok((cases, left_out, warnings))
}

/// PRIM on a table: binary when the outcome is 0/1 or true/false, else regression.
///
/// # Errors
/// Everything that is wrong with the choice of columns, the condition or the settings.
pub fn discover(
    table: &Table,
    chosen: &Chosen,
    settings: PrimSettings,
    seek: Seek,
) -> Result<Discovery, Diagnostics> {
    let (cases, left_out, warnings) = cases(table, chosen)?;
    let binary = cases.outcome_of_interest().is_ok();
    let prim = if binary {
        Prim::binary(&cases, settings)
    } else {
        Prim::regression(&cases, seek, settings)
    }
    .map_err(|e| wrong(&e))?;
    let whole = prim.whole().to_vec();
    let found = prim.find_box();
    let trajectory = found
        .steps
        .iter()
        .enumerate()
        .map(|(n, s)| {
            let quasi = prim.quasi_p(s);
            let mut limits = BTreeMap::new();
            for (i, limit) in s.limits.iter().enumerate().filter(|(i, l)| **l != whole[*i]) {
                let q = quasi.as_ref().map(|q| &q[i]);
                let made = match limit {
                    Limit::Range { low, high } => {
                        let (quasi_p_min, quasi_p_max) = match q {
                            Some(QuasiP::Range { low, high }) => (*low, *high),
                            _ => (None, None),
                        };
                        BoxLimit::Range { min: *low, max: *high, quasi_p_min, quasi_p_max }
                    }
                    Limit::Words(allowed) => BoxLimit::Words {
                        words: prim
                            .words(i)
                            .iter()
                            .zip(allowed)
                            .filter(|(_, a)| **a)
                            .map(|(w, _)| w.clone())
                            .collect(),
                        quasi_p: match q {
                            Some(QuasiP::Words(p)) => *p,
                            _ => None,
                        },
                    },
                };
                limits.insert(cases.names()[i].clone(), made);
            }
            BoxStep {
                step: n,
                n: s.n,
                k: s.k,
                coverage: s.coverage,
                density: s.density,
                mean: s.mean,
                mass: s.mass,
                res_dim: s.res_dim,
                pasted: s.pasted,
                limits,
            }
        })
        .collect();
    Ok(Discovery {
        schema: DISCOVERY.into(),
        table: table.name().to_owned(),
        inputs: cases.names().to_vec(),
        outcome: cases.outcome_name().to_owned(),
        form: if binary { "binary" } else { "regression" }.into(),
        cases: cases.len(),
        of_interest: cases.outcome_of_interest().ok().map(|y| y.iter().filter(|v| **v).count()),
        left_out,
        peel_alpha: settings.peel_alpha,
        paste_alpha: settings.paste_alpha,
        mass_min: settings.mass_min,
        trajectory,
        warnings,
    })
}

/// The cases of a binary outcome over two inputs, to be drawn: all of them, or every n-th so that at
/// most `most` are left.
///
/// # Errors
/// As [`discover`]; an input of the two that is not chosen or has no numbers; an outcome that is not
/// binary.
pub fn pair_points(
    table: &Table,
    chosen: &Chosen,
    pair: [&str; 2],
    most: usize,
) -> Result<PairPoints, Diagnostics> {
    let (cases, ..) = cases(table, chosen)?;
    let column = |name: &str| {
        let at = cases.names().iter().position(|n| n == name);
        at.filter(|&i| cases.inputs()[i].is_number()).map(|i| cases.numbers(i)).ok_or_else(|| {
            Diagnostics::from(
                Diagnostic::error("AN0193", format!("`{name}` is no chosen input of numbers"))
                    .help(format!("chosen: {}", cases.names().join(", "))),
            )
        })
    };
    let (x, y) = (column(pair[0])?, column(pair[1])?);
    let of = cases.outcome_of_interest().map_err(|e| wrong(&e))?;
    let every = of.len().div_ceil(most.max(1)).max(1);
    let points = (0..of.len()).step_by(every).map(|i| (x[i], y[i], of[i])).collect();
    Ok(PairPoints { x: pair[0].to_owned(), y: pair[1].to_owned(), points })
}

/// The methods of [`sensitivity`].
pub const METHODS: [&str; 5] = ["sobol", "morris", "pawn", "delta", "ks"];

/// Sensitivity of an outcome to the inputs.
///
/// `sobol` and `morris` need the table to *be* a design (its rows in the order of SALib's Saltelli
/// or Morris samples, inputs on 0 to 1 for `morris`); `pawn`, `delta` and `ks` take any table.
///
/// # Errors
/// An unknown method; a table that is no design where one is needed; what is wrong with the cases.
pub fn sensitivity(
    table: &Table,
    chosen: &Chosen,
    method: &str,
    resamples: usize,
    levels: u32,
    seed: u64,
) -> Result<Sensitivity, Diagnostics> {
    let how = Resampling::new(resamples, Seed(seed));
    let (cases, ..) = cases(table, chosen)?;
    let names = cases.names().to_vec();
    let mut pairs = Vec::new();
    let put = |into: &mut BTreeMap<String, f64>, name: &str, i: &Index| {
        into.insert(name.to_owned(), i.value);
        into.insert(format!("{name}_half_width"), i.half_width);
    };
    let row = |n: usize, numbers: BTreeMap<String, f64>, zero: bool| IndexRow {
        input: names[n].clone(),
        numbers,
        indistinguishable_from_zero: zero,
    };
    let indices: Vec<IndexRow> = match method {
        "sobol" => {
            let points = points(&cases);
            let y = outcomes(table, &cases)?;
            let k = names.len();
            let make = |second| Design::saltelli_from_points(k, points.clone(), second);
            let design = make(true).or_else(|_| make(false)).map_err(|e| wrong(&e))?;
            let s = sobol::sobol(&design, &y, FailedRuns::Refuse, &how).map_err(|e| wrong(&e))?;
            pairs = s
                .second
                .iter()
                .map(|((a, b), i)| PairRow {
                    inputs: [names[*a].clone(), names[*b].clone()],
                    s2: i.value,
                    s2_half_width: i.half_width,
                    indistinguishable_from_zero: i.indistinguishable_from_zero,
                })
                .collect();
            (0..k)
                .map(|n| {
                    let mut m = BTreeMap::new();
                    put(&mut m, "S1", &s.first[n]);
                    put(&mut m, "ST", &s.total[n]);
                    row(n, m, s.total[n].indistinguishable_from_zero)
                })
                .collect()
        }
        "morris" => {
            let y = outcomes(table, &cases)?;
            let design = Design::morris_from_points(names.len(), points(&cases), levels)
                .map_err(|e| wrong(&e))?;
            let m = morris::morris(&design, &y, FailedRuns::Refuse, &how).map_err(|e| wrong(&e))?;
            m.effects
                .iter()
                .enumerate()
                .map(|(n, e)| {
                    let mut numbers =
                        BTreeMap::from([("mu".to_owned(), e.mu), ("sigma".to_owned(), e.sigma)]);
                    put(&mut numbers, "mu_star", &e.mu_star);
                    row(n, numbers, e.mu_star.indistinguishable_from_zero)
                })
                .collect()
        }
        "pawn" => pawn::pawn(&cases, 10, &how)
            .map_err(|e| wrong(&e))?
            .iter()
            .enumerate()
            .map(|(n, p)| {
                let mut numbers = BTreeMap::from([
                    ("minimum".to_owned(), p.minimum),
                    ("mean".to_owned(), p.mean),
                    ("median".to_owned(), p.median),
                    ("maximum".to_owned(), p.maximum),
                    ("null".to_owned(), p.null),
                ]);
                put(&mut numbers, "adjusted", &p.adjusted);
                row(n, numbers, p.adjusted.indistinguishable_from_zero)
            })
            .collect(),
        "delta" => delta::delta(&cases, &how)
            .map_err(|e| wrong(&e))?
            .iter()
            .enumerate()
            .map(|(n, d)| {
                let mut numbers = BTreeMap::from([
                    ("raw".to_owned(), d.raw),
                    ("null".to_owned(), d.null),
                    ("adjusted".to_owned(), d.adjusted),
                ]);
                put(&mut numbers, "delta", &d.delta);
                row(n, numbers, d.delta.indistinguishable_from_zero)
            })
            .collect(),
        "ks" => regional::regional(&cases)
            .map_err(|e| wrong(&e))?
            .iter()
            .enumerate()
            .map(|(n, r)| {
                let mut numbers = BTreeMap::from([
                    ("distance".to_owned(), r.distance),
                    ("p_value".to_owned(), r.p_value),
                ]);
                if let Some(at) = r.at {
                    numbers.insert("at".to_owned(), at);
                }
                row(n, numbers, r.indistinguishable_from_zero)
            })
            .collect(),
        other => {
            let d = Diagnostic::error("AN0191", format!("there is no method `{other}`"));
            let all = METHODS.join(", ");
            return Err(d
                .help(match did_you_mean(other, METHODS) {
                    Some(n) => format!("did you mean `{n}`? Possible: {all}"),
                    None => format!("possible: {all}"),
                })
                .into());
        }
    };
    Ok(Sensitivity {
        schema: SENSITIVITY.into(),
        table: table.name().to_owned(),
        method: method.to_owned(),
        outcome: cases.outcome_name().to_owned(),
        cases: cases.len(),
        resamples,
        level: how.level,
        seed,
        indices,
        pairs,
    })
}

/// The inputs of every case, row after row.
fn points(cases: &Cases<'_>) -> Vec<f64> {
    let columns: Vec<Vec<f64>> = (0..cases.names().len()).map(|i| cases.numbers(i)).collect();
    (0..cases.len()).flat_map(|r| columns.iter().map(move |c| c[r])).collect()
}

/// The outcome of every run of a design. A design with rows left out is no design any more.
fn outcomes(table: &Table, cases: &Cases<'_>) -> Result<Vec<Option<f64>>, Diagnostics> {
    if cases.len() != table.rows() {
        return Err(Diagnostic::error("AN0190", "a design with rows left out is no design")
            .help("use all rows, or a method for given data: pawn, delta, ks")
            .into());
    }
    let numbers = cases.outcome_numbers().map_err(|e| wrong(&e))?;
    Ok(numbers.into_iter().map(Some).collect())
}

/// A CSV record of column names: names with a comma stand in quotes.
///
/// # Errors
/// A sentence, when a quote is not closed.
pub fn column_names(text: &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut field = String::new();
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => out.push(std::mem::take(&mut field)),
            c => field.push(c),
        }
    }
    if quoted {
        return Err("a quote in the list of columns is never closed".into());
    }
    out.push(field);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::column_names;

    #[test]
    fn names_are_one_record() {
        let names = |t: &str| column_names(t).unwrap();
        assert_eq!(names("a, b,漢字"), ["a", " b", "漢字"]);
        assert_eq!(names("\"x, y\",\"say \"\"z\"\"\""), ["x, y", "say \"z\""]);
        assert!(column_names("\"open").is_err());
    }
}
