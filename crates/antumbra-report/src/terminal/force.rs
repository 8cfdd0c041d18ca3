//! Forces, costs and nuclear cover on the first screen.

use super::Screen;
use crate::english::{self, capital, name};
use crate::number::{gdp, percent, plain, proportion, times, times_range, whole, years};
use antumbra_core::{Iso3, Tag};
use antumbra_record::findings::{CostOver, Findings, PartsOver};

pub(super) fn gauge(f: &Findings) -> &'static str {
    use antumbra_core::{ExchangeRate, Measure};
    match (f.reference.measure, f.reference.exchange_rate) {
        (Measure::Nmc, _) => "nmc",
        (Measure::Spending, ExchangeRate::Market) => "spending",
        (Measure::Spending, ExchangeRate::Ppp) => "spending_ppp",
        (Measure::NetResources, _) => "net_resources",
    }
}

fn flagged(f: &Findings, question: &str, challenger: Option<Iso3>) -> &'static str {
    let hit = f
        .flips
        .iter()
        .any(|x| x.question == question && (challenger.is_none() || x.challenger == challenger));
    if hit { " ⚑" } else { "" }
}

/// Challengers against which the parts are the same, with those parts.
fn alike(f: &Findings) -> Vec<(Vec<Iso3>, &PartsOver)> {
    let mut out: Vec<(Vec<Iso3>, &PartsOver)> = Vec::new();
    for p in &f.parts_over {
        let same = |q: &PartsOver| PartsOver { challenger: p.challenger, ..q.clone() } == *p;
        match out.iter_mut().find(|(_, q)| same(q)) {
            Some((list, _)) => list.push(p.challenger),
            None => out.push((vec![p.challenger], p)),
        }
    }
    out
}

/// A state's name without its article, with a capital letter.
fn bare(f: &Findings, state: Iso3) -> String {
    capital(name(f, state.as_str()).trim_start_matches("the "))
}

/// A bar of at most `most` blocks.
fn bar(share: f64, block: &str, most: f64) -> String {
    block.repeat((share * most).round() as usize)
}

pub(super) fn parts(f: &Findings, s: &mut Screen) {
    let patron = bare(f, f.patron);
    for (challengers, p) in alike(f) {
        let PartsOver { own, expected, doubtful, others, .. } = p;
        let piece = |word: &str, share: f64, block: &str| {
            format!("{word} {} {}", percent(share), bar(share, block, 14.0)).trim_end().to_owned()
        };
        let mut pieces = vec![piece("own", own.reference.mid, "█")];
        if expected.reference.mid + doubtful.reference.mid > 0.0 {
            pieces.push(piece(&format!("{patron}, likely†"), expected.reference.mid, "▓"));
            pieces.push(piece("doubtful†", doubtful.reference.mid, "░"));
        }
        if others.reference.mid > 0.0 {
            pieces.push(piece("other allies", others.reference.mid, "▒"));
        }
        let flag = flagged(f, "own_is_most", Some(p.challenger));
        let them: Vec<String> = challengers.iter().map(|c| name(f, c.as_str())).collect();
        let line = format!("against {}: {}{flag}", them.join(", "), pieces.join(" · "));
        s.text(2, &line, None);
    }
    if let Some(p) = f.parts_over.first() {
        let mut t = format!(
            "against {} as one assumption moves: own {}–{}, likely {}–{}",
            name(f, p.challenger.as_str()),
            percent(p.own.corners.min).trim_end_matches('%'),
            percent(p.own.corners.max),
            percent(p.expected.corners.min).trim_end_matches('%'),
            percent(p.expected.corners.max)
        );
        if let Some(a) = f.arms.first() {
            let from = name(f, a.supplier.as_str());
            t.push_str(&format!(" · {} of arms imports from {from}", percent(a.share)));
        }
        s.text(2, &t, None);
    }
    let mut seen: Vec<Iso3> = Vec::new();
    for m in &f.measures {
        if !seen.contains(&m.challenger) {
            seen.push(m.challenger);
        }
    }
    if let Some(first) = seen.first() {
        let pieces: Vec<String> = f
            .measures
            .iter()
            .filter(|m| m.challenger == *first)
            .map(|m| {
                let short = match m.measure.as_str() {
                    "cinc" => "CINC",
                    "spending_ppp" => "spending at PPP",
                    other => english::measure(other),
                };
                format!("{} {short}", proportion(m.share))
            })
            .collect();
        let flag = flagged(f, "outweighed_three_to_one", Some(*first));
        s.text(
            2,
            &format!(
                "{}'s part of it and {}: {}{flag}",
                capital(&name(f, f.client.as_str())),
                name(f, first.as_str()),
                pieces.join(" · ")
            ),
            None,
        );
    }
}

pub(super) fn costs(f: &Findings, s: &mut Screen) {
    let find = |goal: &str, ratio: Option<f64>| {
        f.costs_over.iter().find(|c| c.goal == goal && (ratio.is_none() || c.ratio == ratio))
    };
    let shares = |c: &CostOver| {
        let limit = f.tolerance.not_replaceable_above;
        let piece = |g: &antumbra_record::findings::ShareOver| {
            let share = if g.share.mid > limit {
                format!("above {}, no spending replaces it", percent(limit))
            } else {
                gdp(g.share.mid)
            };
            let own =
                if g.definition.starts_with("the government") { "government" } else { "SIPRI" };
            let own = if g.definition.starts_with("NMC") { "NMC" } else { own };
            format!("{share} of GDP ({own}: {} now)", gdp(g.today))
        };
        c.gdp_share.iter().map(piece).collect::<Vec<_>>().join(" = ").replacen(
            " of GDP (g",
            " (g",
            1,
        )
    };
    if let Some(k) = find("keep", None) {
        let tail = shares(k);
        let sep = if tail.is_empty() { "" } else { " · " };
        s.text(
            2,
            &format!(
                "keep today's odds {}{sep}{tail}{}",
                times_range(k.multiple.reference),
                flagged(f, "keep_affordable", None)
            ),
            None,
        );
        if k.by_lambda.len() > 1 {
            let word = |l: f64| match l {
                0.0 => "not".to_owned(),
                0.5 => "slowly".to_owned(),
                1.0 => "usual".to_owned(),
                2.0 => "fast".to_owned(),
                l => format!("λ {l}"),
            };
            let pieces: Vec<String> = k
                .by_lambda
                .iter()
                .map(|x| format!("{} {}", word(x.lambda), times(x.multiple.mid)))
                .collect();
            s.text(
                2,
                &format!(
                    "if power fades: {} · over all combinations {}–{}",
                    pieces.join(" · "),
                    times(k.grid.min),
                    plain(k.grid.max)
                ),
                None,
            );
        }
    }
    let mut line = Vec::new();
    if let Some(d) = find("doubt", None) {
        line.push(format!("cover a fall of trust† {}", times_range(d.multiple.reference)));
    }
    for c in f.costs_over.iter().filter(|c| c.goal == "standard") {
        let ratio = c.ratio.unwrap_or(1.0);
        let what = if ratio == 1.0 {
            format!("parity with {}", name(f, c.challenger.as_str()))
        } else {
            format!("{} of parity", proportion(ratio))
        };
        let r = c.multiple.reference;
        let cost = if r.mid <= 1.0 { english::cost_word(r) } else { times_range(r) };
        // A challenger's whole force in the theatre, and its share, are judgements.
        let cost = format!("{cost}†");
        line.push(format!("{what} {cost}"));
    }
    if !line.is_empty() {
        s.text(2, &line.join(" · "), None);
    }
    if let Some(p) = &f.personnel
        && p.authorised > 0.0
    {
        let text = format!("{} of posts filled†", percent(p.filled / p.authorised));
        if s.room() >= text.chars().count() + 3 {
            s.append(&format!(" · {text}"));
        }
    }
}

/// The armed challengers with their warheads, for the head of the section.
pub(super) fn warheads(f: &Findings) -> String {
    let arms: Vec<String> = f
        .nuclear_detail
        .arsenals
        .iter()
        .map(|a| {
            let n = a.inventory.as_ref().or(a.stockpile.as_ref());
            format!("{} ({})", name(f, a.state.as_str()), n.map_or("?".into(), |c| whole(c.count)))
        })
        .collect();
    if arms.is_empty() {
        "in neither of the above".into()
    } else {
        format!("in neither of the above · vs {}", arms.join(", "))
    }
}

/// Cover today and without the protector, and what an own force takes.
pub(super) fn nuclear(f: &Findings, s: &mut Screen) {
    let d = &f.nuclear_detail;
    let plain = f.sentences.iter().any(|x| x.message == "nuclear.only_patron");
    if !plain && let Some(t) = english::of(f, "nuclear") {
        s.text(2, &format!("{t}."), None);
    }
    if d.arsenals.is_empty() {
        return;
    }
    let level = |challenger: Iso3, with: bool| {
        let rows = f.nuclear.iter().filter(|n| n.challenger == challenger);
        let best = rows
            .filter(|n| with || n.provider != f.patron)
            .max_by_key(|n| (n.level, n.provider == f.patron));
        match best {
            None => "nobody".to_owned(),
            Some(n) if n.level == 0 => "nobody".into(),
            Some(n) => {
                let dagger = if n.tag == Tag::Judgement { "†" } else { "" };
                format!("{} level {}{dagger}", bare(f, n.provider), n.level)
            }
        }
    };
    let show = |with: bool| {
        let v: Vec<String> = d.arsenals.iter().map(|a| level(a.state, with)).collect();
        let same = v.windows(2).all(|w| w[0] == w[1]);
        if same { v.first().cloned().unwrap_or_default() } else { v.join(" / ") }
    };
    let mut line =
        format!("covered by {} of 5 · {} gone: {}", show(true), bare(f, f.patron), show(false));
    let own: Vec<String> = d
        .options
        .iter()
        .filter(|o| matches!(o.id.as_str(), "device" | "survivable"))
        .filter_map(|o| o.years.map(|y| format!("{} {}–{} y†", o.id, years(y.lo), years(y.hi))))
        .collect();
    if !own.is_empty() {
        line.push_str(&format!(" · own: {}", own.join(", ")));
    }
    s.text(2, &line, None);
}
