//! The findings' long lists as CSV tables, for people who work in a spreadsheet.

use crate::Error;
use crate::findings::Findings;

type Row = Vec<String>;

fn opt<T: ToString>(x: &Option<T>) -> String {
    x.as_ref().map(T::to_string).unwrap_or_default()
}

pub(crate) fn csv(header: &[&str], rows: impl IntoIterator<Item = Row>) -> Result<Vec<u8>, Error> {
    let mut w = csv::Writer::from_writer(Vec::new());
    let failed = |e: &dyn std::fmt::Display| Error::write(format!("cannot form a table: {e}"));
    w.write_record(header).map_err(|e| failed(&e))?;
    for r in rows {
        w.write_record(&r).map_err(|e| failed(&e))?;
    }
    w.into_inner().map_err(|e| failed(&e))
}

/// Every table of a run: (file name, bytes), in a fixed order.
///
/// # Errors
/// When a row cannot be formed.
pub fn all(f: &Findings) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
    let parts = csv(
        &[
            "challenger",
            "measure",
            "basing",
            "lambda",
            "w",
            "own",
            "expected",
            "doubtful",
            "others",
        ],
        f.parts.iter().map(|p| {
            vec![
                p.challenger.to_string(),
                p.measure.clone(),
                p.basing.clone(),
                p.lambda.to_string(),
                p.w.to_string(),
                p.own.to_string(),
                p.expected.to_string(),
                p.doubtful.to_string(),
                p.others.to_string(),
            ]
        }),
    )?;
    let costs = csv(
        &[
            "goal",
            "ratio",
            "challenger",
            "measure",
            "basing",
            "lambda",
            "w",
            "multiple_lo",
            "multiple_mid",
            "multiple_hi",
            "gdp_share_lo",
            "gdp_share_mid",
            "gdp_share_hi",
            "definition",
            "not_replaceable",
        ],
        f.costs.iter().map(|c| {
            vec![
                c.goal.clone(),
                opt(&c.ratio),
                c.challenger.to_string(),
                c.measure.clone(),
                c.basing.clone(),
                c.lambda.to_string(),
                c.w.to_string(),
                c.multiple.lo.to_string(),
                c.multiple.mid.to_string(),
                c.multiple.hi.to_string(),
                opt(&c.gdp_share.map(|r| r.lo)),
                opt(&c.gdp_share.map(|r| r.mid)),
                opt(&c.gdp_share.map(|r| r.hi)),
                opt(&c.definition),
                c.not_replaceable.to_string(),
            ]
        }),
    )?;
    let inputs = csv(
        &["id", "name", "unit", "lo", "mid", "hi", "tag", "source", "author", "role", "note"],
        f.inputs.iter().map(|i| {
            vec![
                i.id.clone(),
                opt(&i.name),
                opt(&i.unit),
                opt(&i.lo),
                opt(&i.mid),
                opt(&i.hi),
                i.tag.to_string(),
                i.source.clone(),
                opt(&i.author),
                i.role.clone(),
                opt(&i.note),
            ]
        }),
    )?;
    let claims = csv(
        &["id", "text", "kind", "verdict", "correct", "sources", "parameter"],
        f.claims.iter().map(|c| {
            vec![
                c.id.to_string(),
                c.text.clone(),
                c.kind.clone(),
                c.verdict.clone(),
                c.correct.clone(),
                c.sources.join("; "),
                c.parameter.join("; "),
            ]
        }),
    )?;
    let nuclear = csv(
        &["challenger", "provider", "level", "date", "can_strike_provider", "tag", "source"],
        f.nuclear.iter().map(|n| {
            vec![
                n.challenger.to_string(),
                n.provider.to_string(),
                n.level.to_string(),
                n.date.clone(),
                opt(&n.can_strike_provider),
                n.tag.to_string(),
                n.source.clone(),
            ]
        }),
    )?;
    Ok(vec![
        ("parts.csv", parts),
        ("costs.csv", costs),
        ("inputs.csv", inputs),
        ("claims.csv", claims),
        ("nuclear.csv", nuclear),
    ])
}
