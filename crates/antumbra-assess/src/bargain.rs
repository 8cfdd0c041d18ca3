//! The spatial model of politics on a table of actors: from text to a record of the run.

use crate::plan::Plan;
use crate::politics::{Answer, Options, answer, sections};
use antumbra_bargain::spatial::{Rules, Run, Verdict, run};
use antumbra_bargain::{PositionScale, read_actors};
use antumbra_core::{Diagnostic, Diagnostics, Origin, Seed};
use antumbra_record::bargain::{Bargaining, Centre, Challenge, Offer, SCHEMA, Settlement, Turn};
use std::collections::BTreeMap;

/// Runs a table of actors.
///
/// `rules` are `(family, variant)` pairs, applied in order to the default rules. `observed` puts
/// positions in natural units on the 0-100 scale by each dimension's own smallest and largest.
///
/// # Errors
/// Everything that is wrong with the table or a rule.
pub fn bargain(
    name: &str,
    text: &str,
    rules: &[(String, String)],
    seed: u64,
    observed: bool,
) -> Result<Bargaining, Diagnostics> {
    let scale = if observed { PositionScale::Observed } else { PositionScale::Hundred };
    let case = read_actors(text, &Origin::File(name.to_owned()), scale)?;
    let (mut chosen, warning) = Rules::suited_to(&case.actors);
    for (family, variant) in rules {
        let wrong = |e: antumbra_bargain::Error| {
            let argument = format!("{family}={variant}");
            let end = argument.len();
            let message = e.to_string();
            let (what, hint) = message
                .split_once("; ")
                .unwrap_or((&message, "`antumbra bargain --rules` lists every rule"));
            Diagnostic::error("AN0180", what).at(Origin::Argument(argument), 0..end).help(hint)
        };
        chosen.set(family, variant).map_err(wrong)?;
    }
    let failed = |e: antumbra_bargain::Error| {
        Diagnostics::from(Diagnostic::error("AN0181", format!("the model cannot run: {e}")))
    };
    let out = run(&case.actors, &chosen, Seed(seed), 0).map_err(failed)?;
    let mut warnings: Vec<String> = case.warnings.iter().map(ToString::to_string).collect();
    warnings.extend(warning.map(|w| w.to_string()));
    let units = case.units.iter().map(|u| (u.at_0, u.at_100)).collect();
    Ok(record(name, &out, &chosen, seed, units, warnings))
}

/// The politics of an assessment with the run of its domestic actors at their mids.
///
/// # Errors
/// When no domestic actor is coded, a rule does not exist, or the model cannot run.
pub fn of_assessment(
    plan: &Plan,
    rules: &[(String, String)],
    draws: Option<u32>,
) -> Result<Bargaining, Diagnostics> {
    let a = &plan.loaded.assessment;
    let options = Options { rules: rules.to_vec(), draws };
    let sections = sections(a, &plan.loaded.doc)?;
    let failed = |e: antumbra_bargain::Error| {
        let d = Diagnostic::error("AN0180", e.message().to_owned());
        Diagnostics::from(d.help(e.hint().unwrap_or("`antumbra bargain --rules` lists every rule")))
    };
    let done = answer(a, &sections, &options, Seed(a.seed), plan.fall()).map_err(failed)?;
    let Some(Answer { politics, run: Some(out), rules }) = done else {
        let d = Diagnostic::error("AN0182", format!("the politics of `{}` are not coded", plan.id));
        return Err(d
            .help("add [[politics.axes]] and [[actors]]; `antumbra assess` answers without them")
            .into());
    };
    let units = vec![(0.0, 100.0); out.dimensions.len()];
    let mids = sections.table.as_ref().map(|t| t.domestic.mids());
    let warnings = mids.and_then(|m| Rules::suited_to(m).1).map(|w| w.to_string());
    let warnings = warnings.into_iter().collect();
    let mut b = record(&plan.id, &out, &rules, a.seed, units, warnings);
    b.politics = Some(politics);
    Ok(b)
}

/// A run as a record.
fn record(
    name: &str,
    out: &Run,
    chosen: &Rules,
    seed: u64,
    units: Vec<(f64, f64)>,
    mut warnings: Vec<String>,
) -> Bargaining {
    let who = |i: usize| out.actors[i].clone();
    let turns = out
        .turns
        .iter()
        .enumerate()
        .map(|(t, turn)| {
            let positions: BTreeMap<String, Vec<f64>> =
                out.positions(t).map(|(n, p)| (n.to_owned(), p.to_vec())).collect();
            let (mut challenges, mut offers) = (Vec::new(), Vec::new());
            if let Some(round) = &turn.round {
                challenges.extend(round.challenges.iter().map(|c| Challenge {
                    from: who(c.initiator),
                    to: who(c.target),
                    probability: c.probability,
                    gain: c.gain,
                }));
                offers.extend(round.offers.iter().enumerate().map(|(n, o)| {
                    Offer {
                        from: who(o.initiator),
                        to: who(o.receiver),
                        from_moves_to: o.initiator_to.clone(),
                        to_moves_to: o.receiver_to.clone(),
                        accepted_by: round
                            .choices
                            .iter()
                            .filter(|c| c.accepted == Some(n))
                            .map(|c| who(c.actor))
                            .collect(),
                    }
                }));
            }
            Turn { positions, challenges, offers }
        })
        .collect();
    let (verdict, verdict_words) = match out.verdict {
        Verdict::Settled { turn, ratio } => (
            "settled",
            format!(
                "settled at turn {turn}: the last turn moved {:.1}% of what the first did",
                ratio * 100.0
            ),
        ),
        Verdict::TurnLimit { turn, cycle: Some(n), .. } => {
            ("circle", format!("not at rest after {turn} turns: positions repeat every {n} turns"))
        }
        Verdict::TurnLimit { turn, ratio, cycle: None } => (
            "turn_limit",
            format!(
                "not at rest after {turn} turns: the last still moved {:.1}% of what the first did",
                ratio * 100.0
            ),
        ),
    };
    if out.restless_elections > 0 {
        warnings.push(format!(
            "{} elections had not come to rest after 1,000 rounds and were taken as they stood",
            out.restless_elections
        ));
    }
    Bargaining {
        schema: SCHEMA.into(),
        case: name.to_owned(),
        rules: chosen.named().iter().map(|(f, v)| ((*f).to_owned(), (*v).to_owned())).collect(),
        seed,
        turns,
        settlement: Settlement {
            mean: out.settlement.centre.mean.clone(),
            median: out.settlement.centre.median.clone(),
            winner: out.settlement.winner.position.clone(),
            winner_probability: out.settlement.winner.probability,
            winner_holders: out.settlement.winner.holders.iter().map(|i| who(*i)).collect(),
            circle: out.settlement.circle.clone(),
        },
        baseline: Centre { mean: out.baseline.mean.clone(), median: out.baseline.median.clone() },
        verdict: verdict.into(),
        verdict_words,
        warnings,
        units,
        actors: out.actors.clone(),
        dimensions: out.dimensions.clone(),
        politics: None,
    }
}

/// Every rule family with its variants, the default first marked.
pub fn rules() -> Vec<(String, Vec<String>)> {
    let chosen: BTreeMap<&str, &str> = Rules::default().named().into_iter().collect();
    Rules::families()
        .into_iter()
        .map(|(f, variants)| {
            let list = variants
                .into_iter()
                .map(|v| {
                    if chosen.get(f) == Some(&v) { format!("{v} (default)") } else { v.to_owned() }
                })
                .collect();
            (f.to_owned(), list)
        })
        .collect()
}
