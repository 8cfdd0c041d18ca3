//! `antumbra measure`.

use crate::args::{Global, Measure};
use crate::failure::Failure;
use crate::outside::{print, write_new};
use crate::question::{Data, library};
use antumbra_assess::measure::{Rank, Wanted, measure};
use antumbra_core::{Diagnostic, did_you_mean};

/// Runs the command.
pub(crate) fn run(a: &Measure, _global: &Global) -> Result<(), Failure> {
    let years = years(a)?;
    let rank_by = match &a.rank {
        Some(text) => Some(rank(text)?),
        None => a.states.is_empty().then_some(Rank::Spending),
    };
    let data = Data::open_folder(a.data.as_deref())?;
    let wanted = Wanted {
        states: a.states.clone(),
        years,
        patron: a.patron.clone(),
        challenger: a.challenger.clone(),
        seed: a.seed,
        futures: a.futures,
        rank_by,
    };
    let mut m = measure(data.world(), &library()?, &wanted, &data.label)?;
    if let Some(n) = a.top {
        m.rows.truncate(n);
    }
    if let Some(out) = &a.out {
        write_new(out, &m.csv()?)?;
    }
    let text = if a.json {
        serde_json::to_string_pretty(&m)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else if a.out.is_some() {
        return Ok(());
    } else {
        antumbra_report::measure::screen(&m)
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}

fn years(a: &Measure) -> Result<Vec<i16>, Failure> {
    if a.from.is_some() || a.to.is_some() {
        let (from, to) = (a.from.unwrap_or(1952), a.to.unwrap_or(2024));
        if from > to {
            return Err(
                Diagnostic::error("AN0170", format!("--from {from} is after --to {to}")).into()
            );
        }
        if !(1816..=2100).contains(&from) || !(1816..=2100).contains(&to) {
            return Err(Diagnostic::error(
                "AN0170",
                format!("{from} to {to} is outside 1816 to 2100"),
            )
            .into());
        }
        return Ok((from..=to).collect());
    }
    Ok(if a.year.is_empty() { vec![2024] } else { a.year.clone() })
}

fn rank(text: &str) -> Result<Rank, Failure> {
    let names = || Rank::ALL.iter().map(|(_, n)| *n);
    Rank::ALL.iter().find(|(_, n)| *n == text).map(|(r, _)| *r).ok_or_else(|| {
        let known: Vec<&str> = names().collect();
        let hint = match did_you_mean(text, names()) {
            Some(n) => format!("did you mean `{n}`?"),
            None => format!("possible: {}", known.join(", ")),
        };
        Diagnostic::error("AN0171", format!("nothing is ranked by `{text}`")).help(hint).into()
    })
}
