//! The catalogue as a page in Markdown, so that `docs/cases.md` is never written by hand.

use super::near::{Event, Weights};
use super::score::{HeldOut, Score, base_rates, held_out};
use super::{Case, Counts, HORIZON_YEARS, Kind, OutcomeCode, ResponseCode, Tally};
use antumbra_core::Diagnostic;

/// Neighbours that a held-out case is predicted from on the page.
pub const NEIGHBOURS: usize = 3;

const HEAD: &str = "# Cases: when a protector left, or was doubted

<!-- Made by `cargo run -p antumbra-assess --example cases_page`; a test compares. -->

Twenty-six times since 1948 that a protector left, reduced or put in doubt what it had promised, \
or that the protected state ended it. One file each under `cases/`, by region and first year. The \
cases are chosen, not drawn, and few: they show what has happened, and estimate nothing.

**Responses**: ARM conventional build-up; NUC nuclear activity; ALLY a new protector or pact; ACC \
accommodation or neutrality; NONE. **Outcomes**, with the years from the first year of the event: \
SEC secure; COE coerced; ATT attacked; LOST defeated or occupied; REG regime fallen. Both are our \
judgement, from histories that were not read again. Outcomes without a year in the account stand \
at 10.

**Disputes** are computed from GML 2.2.1 (Gibler, Miller and Little 2016): onsets in which the \
protected state was an original target, in the ten years up to and with the year named in the \
file, and in the ten years that follow it; in brackets those with use of force, and wars. A \
dispute begun by several states counts once for each, which raises the counts of cases 1, 6, 21 \
and 23: the 17 of case 21 are 8 disputes. The data end in 2010, and wars already \
under way are not onsets.

";

/// The page `docs/cases.md`.
///
/// # Errors
/// When the cases cannot be scored (see [`held_out`]).
pub fn page(cases: &[Case]) -> Result<String, Diagnostic> {
    let mut out = HEAD.to_owned();
    out.push_str("| | Case | Kind | What changed | Response | Outcome | Disputes suffered |\n");
    out.push_str("|---|---|---|---|---|---|---|\n");
    for c in cases.iter().filter(|c| !c.control) {
        out.push_str(&row(c));
    }
    out.push_str("\n## Controls\n\nStates to compare with. They are never scored.\n\n");
    out.push_str("| | Case | Kind | What changed | Response | Outcome | Disputes suffered |\n");
    out.push_str("|---|---|---|---|---|---|---|\n");
    for c in cases.iter().filter(|c| c.control) {
        out.push_str(&row(c));
    }
    attributes(cases, &mut out);
    scores(cases, &mut out)?;
    Ok(out)
}

fn row(c: &Case) -> String {
    let number = c.number.map_or(String::new(), |n| n.to_string());
    let disputes: Vec<String> = c
        .clients
        .iter()
        .filter_map(|j| {
            let n = counts(j.counts.as_ref()?);
            Some(if c.clients.len() > 1 { format!("{} {n}", j.name) } else { n })
        })
        .collect();
    let disputes = if disputes.is_empty() { "–".to_owned() } else { disputes.join("; ") };
    format!(
        "| {number} | [{}](../cases/{}/{}.toml) | {} | {} | {} | {} | {disputes} |\n",
        c.title,
        c.region,
        c.id,
        kind(c.kind),
        c.changed,
        or_dash(c.response.iter().map(|r| {
            format!("{}{}", response(r.code), if r.acquired { " (acquired)" } else { "" })
        })),
        or_dash(c.outcome.iter().map(|o| {
            let of = c.clients.iter().find(|j| Some(j.cow) == o.client);
            let of = of.map_or(String::new(), |j| format!(" {}", j.name));
            format!("{} {}{of}", outcome(o.code), o.within_years)
        })),
    )
}

fn or_dash(items: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = items.collect();
    if all.is_empty() { "–".into() } else { all.join(", ") }
}

fn counts(n: &Counts) -> String {
    let tally = |t: Tally| {
        if t.any == 0 { "0".to_owned() } else { format!("{} ({}; {})", t.any, t.force, t.war) }
    };
    format!("{} → {}", tally(n.before), tally(n.after))
}

fn attributes(cases: &[Case], out: &mut String) {
    out.push_str(
        "\n## What cases are compared on\n\nSeven attributes as they stood at the event, each with its reason in the file. \
         GDP, of the largest protected state over the largest protector in the first year, is \
         computed from the Maddison Project Database 2020; the rest is our judgement. By sea: an \
         island, or within reach only by sea for practical purposes. Nuclear rival: the main rival \
         has weapons of its own; those of a power behind it do not count. Tie left: none; partial \
         (arms, assurances, consultation, a suspended guarantee); a treaty in force. Enemy on \
         land: on the border or inside. At war: or facing an enemy mobilised against it. Nuclear \
         capacity: low (no programme or a small one), some (a civil programme), high (weapons, a \
         weapons programme, or the industry for one).\n\n\
         The distance of two cases is the mean difference over the attributes that both know \
         (Gower 1971), under weights that you set; economies differ by the logarithm of their \
         ratio, wholly at a hundredfold.\n\n\
         | Case | by sea | GDP over the protector's | nuclear rival | tie left | enemy on land | at war | nuclear capacity |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for c in cases {
        let p = c.profile();
        let yes = |x: Option<bool>| match x {
            Some(true) => "yes",
            Some(false) => "no",
            None => "–",
        };
        let word = |x: Option<serde_json::Value>| {
            x.as_ref().and_then(|v| v.as_str()).unwrap_or("–").to_owned()
        };
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} |\n",
            c.id,
            yes(p.maritime),
            p.economy.map_or("–".into(), |x| format!("{x}")),
            yes(p.nuclear_rival),
            word(p.residual_tie.and_then(|t| serde_json::to_value(t).ok())),
            yes(p.contiguous_enemy),
            yes(p.at_war),
            word(p.latent.and_then(|l| serde_json::to_value(l).ok())),
        ));
    }
}

fn scores(cases: &[Case], out: &mut String) -> Result<(), Diagnostic> {
    out.push_str(&format!(
        "\n## How often, and does likeness predict?\n\nEach case is held out with all cases of the \
         same state and predicted from the {NEIGHBOURS} nearest of the others, all attributes \
         weighted alike, beside \"nothing happens\" (not attacked, not lost, secure, not nuclear) \
         and beside the share among the others. Events within {HORIZON_YEARS} years, except the \
         nuclear response. Brier score: 0 is perfect, lower is better. A share near one half has \
         few hits, because the case held out is missing from it.\n\n\
         | Event | happened | nearest: Brier, hits | nothing happens: Brier, hits | share: Brier, hits |\n\
         |---|---|---|---|---|\n"
    ));
    let rates = base_rates(cases);
    let all = held_out(cases, &Weights::default(), NEIGHBOURS)?;
    for (h, r) in all.iter().zip(&rates) {
        let cell = |s: Score| format!("{:.2}, {}", s.brier, s.hits);
        out.push_str(&format!(
            "| {} | {} of {} | {} | {} | {} |\n",
            event(h.event),
            r.happened,
            r.of,
            cell(h.nearest),
            cell(h.nothing_happens),
            cell(h.base_rate)
        ));
    }
    out.push_str(&verdict(&all));
    Ok(())
}

/// The scores in words, the failures named.
fn verdict(all: &[HeldOut]) -> String {
    let list = |better: bool| {
        let names: Vec<&str> = all
            .iter()
            .filter(|h| {
                let best = h.nothing_happens.brier.min(h.base_rate.brier);
                (h.nearest.brier < best) == better
            })
            .map(|h| event(h.event))
            .collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    format!(
        "\nBetter than both baselines on: {}. Not better on: {}. This is no test of foresight: the \
         cases were chosen and their attributes coded by people who knew how each ended, and what \
         decides who is lost here (at war, with an enemy on land) was read off these cases.\n",
        list(true),
        list(false)
    )
}

fn event(e: Event) -> &'static str {
    match e {
        Event::Attacked => "attacked or conquered",
        Event::Lost => "defeated, occupied or regime fallen",
        Event::Secure => "secure",
        Event::Nuclear => "nuclear response",
    }
}

fn response(c: ResponseCode) -> &'static str {
    match c {
        ResponseCode::Arm => "ARM",
        ResponseCode::Nuc => "NUC",
        ResponseCode::Ally => "ALLY",
        ResponseCode::Acc => "ACC",
        ResponseCode::None => "NONE",
    }
}

fn outcome(c: OutcomeCode) -> &'static str {
    match c {
        OutcomeCode::Sec => "SEC",
        OutcomeCode::Coe => "COE",
        OutcomeCode::Att => "ATT",
        OutcomeCode::Lost => "LOST",
        OutcomeCode::Reg => "REG",
    }
}

fn kind(k: Kind) -> &'static str {
    match k {
        Kind::PatronLeaves => "protector leaves",
        Kind::PatronReduces => "protector reduces",
        Kind::PatronDoubts => "protector doubted",
        Kind::PatronSanctions => "protector sanctions",
        Kind::PatronSwitches => "protector turns away",
        Kind::PatronCollapses => "protector collapses",
        Kind::ClientLeaves => "protected state leaves",
        Kind::ClientLoosens => "protected state loosens",
        Kind::ClientDisarms => "gives up weapons",
        Kind::ClientEnters => "enters a pact",
        Kind::NoGuarantee => "had no guarantee",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::shipped::catalogue;

    #[test]
    fn the_page_in_docs_is_this_page() {
        let page = page(&catalogue().unwrap()).unwrap();
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cases.md");
        let stored = std::fs::read_to_string(path).unwrap();
        assert!(
            page == stored,
            "docs/cases.md is old: \
             cargo run -p antumbra-assess --example cases_page > docs/cases.md"
        );
    }

    #[test]
    fn a_changed_score_changes_the_words() {
        let mut all = held_out(&catalogue().unwrap(), &Weights::default(), NEIGHBOURS).unwrap();
        all[0].nearest.brier = 0.0;
        let good = verdict(&all);
        all[0].nearest.brier = 1.0;
        let bad = verdict(&all);
        let first = |s: &str| s.split("Not better").next().unwrap().contains("attacked or");
        assert!(first(&good) && !first(&bad));
    }
}
