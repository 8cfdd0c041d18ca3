//! The scorecard on the screen: what fails first, then what holds, then what was not run, and the
//! tables behind them.

use crate::english::capital;
use crate::number::{percent, proportion, whole};
use crate::wrap::wrapped;
use antumbra_record::validate::{Claim, ClaimId, ModelScore, Outcome, Scorecard, SealedEntry};

/// What is claimed, in words.
pub fn claim(c: &Claim) -> String {
    let of = c.of.as_deref().unwrap_or_default();
    match c.id {
        ClaimId::Reliability => "T1 The prior of reliability covers published fulfilment".into(),
        ClaimId::BaseRates => format!(
            "T2 Targets {} are challenged as often as recorded",
            if of == "covered" { "under cover" } else { "without" }
        ),
        ClaimId::Tiers if of == "war" => "T3 Wars on covered states are few".into(),
        ClaimId::Tiers => {
            "T3 Minor disputes with China, Russia and North Korea are no fewer under cover".into()
        }
        ClaimId::Termination => "T4 Commitments end at the recorded rate".into(),
        ClaimId::Proliferation => "T5 Proliferation comes at the recorded rate".into(),
        ClaimId::ImmediateDeterrence => "T6 Crises of immediate deterrence are ranked".into(),
        ClaimId::Power => "T7 Every measure of power is told, and where they disagree".into(),
        ClaimId::Analogues => {
            format!("T8 Likeness foretells \"{of}\" better than \"nothing happens\"")
        }
        ClaimId::Bargaining => "T9 Past bargains come out as they did".into(),
        ClaimId::Budgets => "T10 Both figures of one budget come out".into(),
        ClaimId::ReferenceFit => format!("The reference fit is that of the recipe ({of})"),
        ClaimId::BeatsBaseRate => format!("Later years: better than the base rate ({of})"),
        ClaimId::BeatsStandardLogit => {
            format!("Later years: better than the standard dyadic logit ({of})")
        }
        ClaimId::BeatsOwnPower => format!("Later years: better than own power alone ({of})"),
        ClaimId::ReachesCeiling => "Later years: as good as trees".into(),
        ClaimId::Calibration => format!("Later years: risks mean what they say ({of})"),
        ClaimId::BeatsStandardLogitByDyad => {
            "Other dyads: better than the standard dyadic logit".into()
        }
        ClaimId::ReachesCeilingByDyad => "Other dyads: as good as trees".into(),
        ClaimId::ClientLevel => format!("{of}: challenged in as many years as expected"),
        ClaimId::Remedy => "The remedy brings clients' levels closer".into(),
        ClaimId::SupportAdds => format!("Counting support explains more than own power ({of})"),
        ClaimId::Placebo => "Shuffled defenders explain less than the true ones".into(),
        ClaimId::Recovery => "The contest's coefficient comes back from simulated outcomes".into(),
        ClaimId::PactRate => {
            "Johnson & Leeds 2011: defended states are challenged less often, raw".into()
        }
        ClaimId::PactControlled => "The same with the standard controls".into(),
        ClaimId::CincOutcomes => "Carroll & Kenkel 2019: CINC hardly foretells who wins".into(),
        ClaimId::Fulfilment => "Berkemeier & Fuhrmann 2018: rates of fulfilment, to the row".into(),
    }
}

/// Why a claim of the list is not put to the test.
fn why(c: &Claim) -> String {
    if let Some(r) = &c.reason {
        return r.clone();
    }
    match c.id {
        ClaimId::ImmediateDeterrence => "Huth's 58 cases are in none of the public files".into(),
        _ => "not run".into(),
    }
}

/// What was found, in words.
fn finding(c: &Claim) -> String {
    let b = |key: &str| c.beside.get(key).copied().unwrap_or(f64::NAN);
    let count = |key: &str| whole(b(key));
    let found = c.finding.unwrap_or(f64::NAN);
    let range = |f: &dyn Fn(f64) -> String| {
        c.range.map_or_else(String::new, |(lo, hi)| format!(" ({} to {})", f(lo), f(hi)))
    };
    let signed = |x: f64| format!("{x:+.1}");
    let points = |x: f64| format!("{:+.1} points", 100.0 * x);
    let small = |x: f64| format!("{:+.2}", 1000.0 * x);
    let yearly = |x: f64| format!("{:.2}%", 100.0 * x);
    match c.id {
        ClaimId::Reliability => format!(
            "of {} commitments it expects{} honoured; published: {} to {}. The prior alone: {} to {}",
            count("sample"),
            c.range.map_or_else(String::new, |(lo, hi)| {
                format!(" {} to {}", percent(lo), percent(hi))
            }),
            percent(b("anchor_low")),
            percent(b("anchor_high")),
            proportion(b("prior_05")),
            proportion(b("prior_95"))
        ),
        ClaimId::BaseRates => format!(
            "expected {} a year on {} dyad-years; recorded {} (GML), {} (COW), band ±25%",
            yearly(found),
            count("rows"),
            yearly(b("recorded_gml")),
            yearly(b("recorded_cow"))
        ),
        ClaimId::Tiers if c.of.as_deref() == Some("war") => format!(
            "{} in {} dyad-years against {} in {}: ratio {}, at most .30. By the three: {} in {} \
             against {} in {}",
            count("wars_covered"),
            count("dyad_years_covered"),
            count("wars_uncovered"),
            count("dyad_years_uncovered"),
            proportion(found),
            count("three_wars_covered"),
            count("three_dyad_years_covered"),
            count("three_wars_uncovered"),
            count("three_dyad_years_uncovered")
        ),
        ClaimId::Tiers => format!(
            "ratio covered to not: expected {}, recorded {} ({} and {} disputes); at least 1",
            proportion(found),
            proportion(b("recorded")),
            count("disputes_covered"),
            count("disputes_uncovered")
        ),
        ClaimId::Power => format!(
            "{} of {} clients have all three; in {} the measures disagree on who is stronger. Spending \
             decides wars with m {} ({}) in {} wars",
            whole(found),
            count("clients"),
            count("flips"),
            proportion(b("spending_decides")),
            proportion(b("spending_decides_se")),
            count("wars")
        ),
        ClaimId::Analogues => format!(
            "Brier {} against {} (base rate {}); {} of {} right against {}",
            proportion(b("brier")),
            proportion(b("brier_nothing")),
            proportion(b("brier_base_rate")),
            crate::number::years(b("hits")),
            count("cases"),
            crate::number::years(b("hits_nothing"))
        ),
        ClaimId::ReferenceFit => format!(
            "b {found:.3}{}, recipe {:.3}; log-likelihood {:.1}, recipe {:.1}; {} rows, {} events",
            range(&|x| format!("{x:.2}")),
            b("b_recipe"),
            b("log_likelihood"),
            b("log_likelihood_recipe"),
            count("rows"),
            count("events")
        ),
        ClaimId::BeatsBaseRate
        | ClaimId::BeatsStandardLogit
        | ClaimId::BeatsOwnPower
        | ClaimId::BeatsStandardLogitByDyad => format!(
            "log loss {:.5} against {:.5}: gain {}{} thousandths, to lie above 0",
            b("log_loss"),
            b("log_loss_other"),
            small(found),
            range(&small)
        ),
        ClaimId::ReachesCeiling | ClaimId::ReachesCeilingByDyad => format!(
            "reduces log loss by {:.1}% against {:.1}%: {}; AUC {} against {}",
            100.0 * b("reduction"),
            100.0 * b("reduction_other"),
            points(found),
            proportion(b("auc")),
            proportion(b("auc_other"))
        ),
        ClaimId::Calibration => {
            format!("slope {found:.2}{}, band .80 to 1.25", range(&|x| format!("{x:.2}")))
        }
        ClaimId::ClientLevel => format!(
            "{} of {} years; expected {} plain, {} remedied; chance leaves {} to {}",
            proportion(found),
            count("years"),
            proportion(b("plain")),
            proportion(b("remedied")),
            proportion(c.at_least.unwrap_or(0.0)),
            proportion(c.at_most.unwrap_or(1.0))
        ),
        ClaimId::Remedy => format!(
            "mean distance of expected from observed shares {} against {}; {} of {} within chance",
            proportion(found),
            proportion(b("gap_plain")),
            count("clients_within_chance"),
            count("clients")
        ),
        ClaimId::SupportAdds => format!(
            "log-likelihood {} at ρ 1 ({:.1} against {:.1}); {} at ρ .25",
            signed(found),
            b("pooled"),
            b("own_power"),
            signed(b("gain_at_quarter"))
        ),
        ClaimId::Placebo => format!(
            "p {:.3}: gain {} against {} to {} in {} shuffles",
            found,
            signed(b("gain")),
            signed(b("gain_shuffled_worst")),
            signed(b("gain_shuffled_best")),
            count("shuffles")
        ),
        ClaimId::Recovery => format!(
            "{} of {} intervals of 90% hold the truth {:.3}; median {:.3}, bias {} errors of the mean",
            percent(found),
            count("draws"),
            b("truth"),
            b("median"),
            signed(b("bias_in_errors"))
        ),
        ClaimId::PactRate => format!(
            "{} a year against {}: ratio {} ({} and {} challenges)",
            yearly(b("rate_defended")),
            yearly(b("rate_undefended")),
            proportion(found),
            count("events_defended"),
            count("events_undefended")
        ),
        ClaimId::PactControlled => format!(
            "log-odds {found:+.2}{}: the range has to lie below 0",
            range(&|x| format!("{x:+.2}"))
        ),
        ClaimId::CincOutcomes => format!(
            "reduces log loss by {:.1}% on {} disputes, {} decided; published about 1%, band .5 to 3",
            100.0 * found,
            count("disputes"),
            count("decided")
        ),
        ClaimId::Fulfilment => format!(
            "{} of {} rates as published: {} of {} honoured. The authors' own recoding has {} of {}: \
             seven rows that the published rule codes are set aside there",
            whole(found),
            count("published_rates"),
            count("honoured"),
            count("called"),
            count("honoured_recoded"),
            count("called_recoded")
        ),
        ClaimId::Termination => format!(
            "the treaty with Japan ends at {} a year in simulated futures, mean over {} years; band \
             .05% to .3%. Recorded for US pacts: {} ends in {} dyad-years, {}. The draw is a \
             judgement around that record; regimes move it",
            yearly(found),
            count("years"),
            count("ended"),
            count("dyad_years"),
            yearly(b("recorded"))
        ),
        ClaimId::Bargaining => format!(
            "mean error over {} decisions: settlement {:.1}, {} {:.1} points ({found:+.1})",
            count("decisions"),
            b("settlement"),
            c.of.as_deref().unwrap_or(""),
            b("other")
        ),
        ClaimId::Budgets => format!(
            "{:.2}% of GDP in {} by the definition of {}; quoted as {:.1}%",
            100.0 * found,
            b("year"),
            c.of.as_deref().unwrap_or(""),
            100.0 * b("quoted")
        ),
        ClaimId::Proliferation if c.of.as_deref() == Some("JPN") => format!(
            "of states covered by a nuclear-armed ally since 1970 and without a programme, a chain of \
             recorded moves takes {} to a weapon in 20 years (90%: {} to {}); the upper end is to \
             stay below 5%. Without such an ally {} ({} to {}). It rests on {} moves in {} \
             state-years and knows nothing of Japan's rivals, industry or law",
            percent(b("mid")),
            percent(c.range.map_or(f64::NAN, |r| r.0)),
            percent(found),
            percent(b("uncovered_mid")),
            percent(b("uncovered_lo")),
            percent(b("uncovered_hi")),
            count("moves"),
            count("state_years")
        ),
        ClaimId::Proliferation => format!(
            "{found:.1} states expected ever to have {} weapons by a chain of recorded moves run over \
             all states from 1945; {} published, {} among members of the state system. The chain is \
             fitted on the same years: it tests the chain's form, not foresight",
            c.of.as_deref().unwrap_or(""),
            count("published"),
            count("recorded")
        ),
        ClaimId::ImmediateDeterrence => String::new(),
    }
}

fn listed(out: &mut String, card: &Scorecard, outcome: Outcome, head: &str) {
    let mut of = card.claims.iter().filter(|c| c.outcome == outcome).peekable();
    if of.peek().is_none() {
        return;
    }
    out.push_str(&format!("\n{head}\n"));
    for c in of {
        let text = claim(c);
        out.push_str(&wrapped(&capital(&text), "  ", 6));
        let more = if outcome == Outcome::NotRun { why(c) } else { finding(c) };
        out.push_str(&wrapped(&more, "      ", 6));
    }
}

fn model(word: &str) -> &str {
    match word {
        "base_rate" => "base rate",
        "standard_logit" => "standard dyadic logit",
        "own_power" => "own power only",
        "pooled" => "own and allied power",
        "remedied" => "… levels remedied",
        "trees" => "trees (stored ceiling)",
        other => other,
    }
}

const SCORES: &str =
    "                          log loss   reduction   Brier skill    AUC   slope of calibration\n";

fn scores(out: &mut String, rows: &[&ModelScore]) {
    for m in rows {
        let slope = m.calibration_slope.map_or_else(|| "–".into(), |s| format!("{s:.2}"));
        out.push_str(&format!(
            "  {:22}   {:.5}   {:>8.1}%   {:>10.1}%   {:>4}   {slope:>6}\n",
            model(&m.model),
            m.log_loss,
            100.0 * m.reduction,
            100.0 * m.brier_skill,
            proportion(m.auc)
        ));
    }
}

fn side_by_side(out: &mut String, card: &Scorecard, split: &str, severity: &str, head: &str) {
    let rows: Vec<&ModelScore> =
        card.models.iter().filter(|m| m.split == split && m.severity == severity).collect();
    let Some(first) = rows.first() else { return };
    out.push_str(&format!(
        "\n{head}, {severity}: {} dyad-years, {} challenges\n",
        whole(first.rows as f64),
        whole(first.events as f64)
    ));
    out.push_str(SCORES);
    scores(out, &rows);
}

fn bins(out: &mut String, card: &Scorecard) {
    let pooled = card
        .models
        .iter()
        .find(|m| m.split == "later_years" && m.severity == "any" && m.model == "pooled");
    let Some(m) = pooled else { return };
    out.push_str("\nRisk and record by tenths of the rows, later years, any, in %\n  expected");
    for b in &m.bins {
        out.push_str(&format!("{:>8.2}", 100.0 * b.predicted));
    }
    out.push_str("\n  observed");
    for b in &m.bins {
        out.push_str(&format!("{:>8.2}", 100.0 * b.observed));
    }
    out.push('\n');
}

fn clients(out: &mut String, card: &Scorecard) {
    let Some(first) = card.clients.first() else { return };
    out.push_str(&format!(
        "\nShare of the years {}-{} with any challenge, fitted to {}\n",
        first.years.0, first.years.1, card.last_training_year
    ));
    out.push_str("                         years   observed   plain   remedied   trees\n");
    for c in &card.clients {
        let trees = c.trees.map_or_else(|| "–".into(), proportion);
        out.push_str(&format!(
            "  {:22} {:>5}   {:>8}   {:>5}   {:>8}   {trees:>5}\n",
            c.name,
            c.of,
            proportion(c.observed),
            proportion(c.plain),
            proportion(c.remedied)
        ));
    }
}

fn measures(out: &mut String, card: &Scorecard) {
    let Some(first) = card.measures.first() else { return };
    out.push_str(&format!(
        "\nPart of the two states' power that the first has, {}\n                  CINC   spending   net resources\n",
        first.year
    ));
    for m in &card.measures {
        let of = |x: Option<f64>| x.map_or_else(|| "–".into(), proportion);
        out.push_str(&format!(
            "  {} and {}     {:>4}   {:>8}   {:>13}{}\n",
            m.client,
            m.challenger,
            of(m.cinc),
            of(m.spending),
            of(m.net_resources),
            if m.flips { "   measures disagree" } else { "" }
        ));
    }
}

/// A sealed test as logged.
pub fn sealed(e: &SealedEntry) -> String {
    let head = match e.test.as_str() {
        "other_coding" => "Challenges of 1991-2010 as Gibler, Miller & Little code them",
        "later_conflicts" => {
            "Armed conflicts between governments 2015-2024 (UCDP), by pair of states"
        }
        other => other,
    };
    let first = e.models.first();
    let mut out = wrapped(
        &format!(
            "{head}: scored {}{} at commit {}; {} rows, {} events, {} more outside the rows",
            e.date,
            if e.repeat { " (a repeat)" } else { "" },
            e.commit,
            whole(first.map_or(0.0, |m| m.rows as f64)),
            whole(first.map_or(0.0, |m| m.events as f64)),
            whole(e.outside as f64)
        ),
        "",
        0,
    );
    out.push_str(SCORES);
    scores(&mut out, &e.models.iter().collect::<Vec<_>>());
    out
}

/// The screen.
pub fn screen(card: &Scorecard) -> String {
    let count = |o| card.count(o);
    let mut out = format!(
        "What the evidence claims, held against the record: {} hold, {} fail, {} not run\n",
        count(Outcome::Holds),
        count(Outcome::Fails),
        count(Outcome::NotRun)
    );
    let c = &card.contest;
    out.push_str(&wrapped(
        &format!(
            "{} dyad-years, {} challenges; contest at λ {} w {} m {} ρ {}; fitted to {} where later \
             years are scored; seed {}; ranges 90%, dyads drawn whole. Associations, not causes.",
            whole(card.rows as f64),
            whole(card.events as f64),
            c.lambda,
            c.w,
            c.m,
            c.rho,
            card.last_training_year,
            card.seed
        ),
        "",
        0,
    ));
    listed(&mut out, card, Outcome::Fails, "FAILS");
    listed(&mut out, card, Outcome::Holds, "HOLDS");
    listed(&mut out, card, Outcome::NotRun, "NOT RUN");
    for severity in ["any", "force", "fatal"] {
        side_by_side(&mut out, card, "later_years", severity, "Later years");
    }
    side_by_side(&mut out, card, "other_dyads", "any", "Other dyads");
    bins(&mut out, card);
    clients(&mut out, card);
    measures(&mut out, card);
    if card.sealed.is_empty() {
        out.push_str("\nNo sealed test is logged.\n");
    } else {
        out.push_str("\nSEALED TESTS, as logged\n");
        for e in &card.sealed {
            out.push_str(&sealed(e));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_record::validate::{ContestSettings, SCHEMA};

    fn card(claims: Vec<Claim>) -> Scorecard {
        Scorecard {
            schema: SCHEMA.into(),
            version: "0".into(),
            data: "here".into(),
            seed: 1,
            rows: 228_228,
            events: 2_372,
            contest: ContestSettings { lambda: 1.0, w: 0.5, m: 0.5, rho: 1.0 },
            last_training_year: 1990,
            claims,
            models: Vec::new(),
            clients: Vec::new(),
            measures: Vec::new(),
            analogues: Vec::new(),
            sealed: Vec::new(),
        }
    }

    #[test]
    fn failures_come_first_and_a_number_moves_the_sentence() {
        let gain = |x: f64| {
            Claim::bounded(ClaimId::SupportAdds, x, Some(0.0), None)
                .of("force")
                .beside("pooled", -7051.1)
                .beside("own_power", -7051.1 - x)
                .beside("gain_at_quarter", 4.2)
        };
        let text = |x: f64| {
            screen(&card(vec![gain(1.0), gain(x), Claim::not_run(ClaimId::ImmediateDeterrence)]))
        };
        let failing = text(-3.7);
        assert!(failing.contains("1 hold, 1 fail, 1 not run"), "{failing}");
        let at = |what: &str| failing.find(what).unwrap();
        assert!(at("FAILS") < at("-3.7") && at("-3.7") < at("HOLDS"));
        assert!(at("HOLDS") < at("NOT RUN") && at("NOT RUN") < at("58 cases"));
        assert!(failing.lines().all(|l| l.chars().count() <= 100));
        assert!(!text(2.0).contains("FAILS") && text(2.0).contains("+2.0 at"));
    }

    #[test]
    fn a_reason_of_the_run_is_told_in_its_own_words() {
        let mut c = Claim::not_run(ClaimId::Placebo);
        c.reason = Some("left out by --quick".into());
        assert!(screen(&card(vec![c])).contains("left out by --quick"));
    }
}
