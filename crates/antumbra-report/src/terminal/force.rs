//! Forces, costs and nuclear cover on the first screen.

use super::Screen;
use crate::context::{Context, Language};
use crate::number::{gdp, percent, plain, whole, years};
use antumbra_core::{Iso3, Tag};
use antumbra_record::findings::{CostOver, Findings, PartsOver};
use unicode_width::UnicodeWidthStr;

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
fn bare(c: &Context<'_>, state: Iso3) -> String {
    c.capital(c.state(state).trim_start_matches("the "))
}

/// A bar of at most `most` blocks.
fn bar(share: f64, block: &str, most: f64) -> String {
    block.repeat((share.clamp(0.0, 1.0) * most).round() as usize)
}

/// What stands between two figures of a line.
fn joined(c: &Context<'_>, parts: &[String]) -> String {
    parts.join(&c.say(" · ", "・"))
}

pub(super) fn parts(c: &Context<'_>, s: &mut Screen) {
    let f = c.findings;
    let patron = bare(c, f.patron);
    for (challengers, p) in alike(f) {
        let PartsOver { own, expected, doubtful, others, .. } = p;
        let line = |most: f64| {
            let piece = |word: &str, share: f64, block: &str| {
                let text = format!("{word} {} {}", percent(share), bar(share, block, most));
                text.trim_end().to_owned()
            };
            let mut pieces = vec![piece(&c.say("own", "自国"), own.reference.mid, "█")];
            if expected.reference.mid + doubtful.reference.mid > 0.0 {
                let likely = c.say(format!("{patron}, likely†"), format!("{patron}の見込み†"));
                pieces.push(piece(&likely, expected.reference.mid, "▓"));
                let word = c.say("doubtful†", "不確か†");
                pieces.push(piece(&word, doubtful.reference.mid, "░"));
            }
            if others.reference.mid > 0.0 {
                let word = c.say("other allies", "他の同盟国");
                pieces.push(piece(&word, others.reference.mid, "▒"));
            }
            let flag = flagged(f, "own_is_most", Some(p.challenger));
            let them: Vec<String> = challengers.iter().map(|x| c.state(*x)).collect();
            let pieces = pieces.join(" · ");
            c.say(
                format!("against {}: {pieces}{flag}", them.join(", ")),
                format!("対{}：{pieces}{flag}", them.join("、")),
            )
        };
        // Bars shrink, or go, before a line breaks.
        let room = s.look.width.saturating_sub(2);
        let fits = |text: &String| text.width() <= room;
        let text = [14.0, 9.0, 6.0].map(line).into_iter().find(fits).unwrap_or_else(|| line(0.0));
        s.text(2, &text, None);
    }
    if let Some(p) = f.parts_over.first() {
        let bounds = |x: &antumbra_record::findings::Over| {
            (percent(x.corners.min).trim_end_matches('%').to_owned(), percent(x.corners.max))
        };
        let (own, likely) = (bounds(&p.own), bounds(&p.expected));
        let them = c.state(p.challenger);
        let mut t = c.say(
            format!(
                "against {them} as one assumption moves: own {}–{}, likely {}–{}",
                own.0, own.1, likely.0, likely.1
            ),
            format!(
                "対{them}、前提を一つ動かすと：自国{}〜{}、見込み{}〜{}",
                own.0, own.1, likely.0, likely.1
            ),
        );
        if let Some(a) = f.arms.first() {
            let (from, share) = (c.state(a.supplier), percent(a.share));
            t.push_str(&c.say(
                format!(" · {share} of arms imports from {from}"),
                format!("・武器輸入の{share}は{from}から"),
            ));
        }
        s.text(2, &t, None);
    }
    measures(c, s);
}

/// The client's part of it and the first challenger, by each measure.
fn measures(c: &Context<'_>, s: &mut Screen) {
    let f = c.findings;
    let Some(first) = f.measures.first().map(|m| m.challenger) else { return };
    let flag = flagged(f, "outweighed_three_to_one", Some(first));
    let (client, them) = (c.client(), c.state(first));
    let line = |ppp: &str| {
        let here = f.measures.iter().filter(|m| m.challenger == first);
        let pieces: Vec<String> = here
            .map(|m| {
                let short = match m.measure.as_str() {
                    "cinc" => "CINC".to_owned(),
                    "spending_ppp" => c.say(ppp, "購買力平価の支出"),
                    other => c.measure(other),
                };
                let share = c.proportion(m.share);
                c.say(format!("{share} {short}"), format!("{short}{share}"))
            })
            .collect();
        let pieces = joined(c, &pieces);
        c.say(
            format!("{}'s part of it and {them}: {pieces}{flag}", c.capital(&client)),
            format!("{client}と{them}を合わせた中での{client}の分：{pieces}{flag}"),
        )
    };
    // A shorter word before a line breaks.
    let whole = line("spending at PPP");
    let fits = whole.width() <= s.look.width.saturating_sub(2);
    s.text(2, &if fits { whole } else { line("PPP") }, None);
}

/// What a goal costs as shares of GDP, a definition of today's spending each.
fn shares(c: &Context<'_>, cost: &CostOver) -> String {
    let limit = c.findings.tolerance.not_replaceable_above;
    let mut pieces: Vec<String> = Vec::new();
    for g in &cost.gdp_share {
        let own = if g.definition.starts_with("the government") {
            c.say("government", "政府")
        } else if g.definition.starts_with("NMC") {
            "NMC".to_owned()
        } else {
            "SIPRI".to_owned()
        };
        let today = gdp(g.today);
        pieces.push(if g.share.mid > limit {
            let limit = percent(limit);
            c.say(
                format!("above {limit} of GDP ({own}: {today} now): no spending replaces it"),
                format!("GDPの{limit}超（{own}、現{today}）で、支出では代替できない"),
            )
        } else {
            let share = gdp(g.share.mid);
            let of = if pieces.is_empty() { " of GDP" } else { "" };
            let of_ja = if pieces.is_empty() { "GDPの" } else { "" };
            c.say(
                format!("{share}{of} ({own}: {today} now)"),
                format!("{of_ja}{share}（{own}、現{today}）"),
            )
        });
    }
    pieces.join(" = ")
}

pub(super) fn costs(c: &Context<'_>, s: &mut Screen) {
    let f = c.findings;
    let find = |goal: &str| f.costs_over.iter().find(|x| x.goal == goal);
    if let Some(k) = find("keep") {
        let mut pieces = vec![format!(
            "{}{}",
            c.say("keep today's odds ", "今の釣り合いを保つ："),
            c.times_range(k.multiple.reference)
        )];
        pieces.extend(Some(shares(c, k)).filter(|t| !t.is_empty()));
        let flag = flagged(f, "keep_affordable", None);
        s.text(2, &format!("{}{flag}", joined(c, &pieces)), None);
        if k.by_lambda.len() > 1 {
            let word = |l: f64| match l {
                0.0 => c.say("not", "なし"),
                0.5 => c.say("slowly", "遅い"),
                1.0 => c.say("usual", "普通"),
                2.0 => c.say("fast", "速い"),
                l => format!("λ {l}"),
            };
            let pieces: Vec<String> = k
                .by_lambda
                .iter()
                .map(|x| format!("{} {}", word(x.lambda), c.times(x.multiple.mid)))
                .collect();
            let (pieces, min) = (joined(c, &pieces), c.times(k.grid.min));
            s.text(
                2,
                &c.say(
                    format!(
                        "if power fades: {pieces} · over all combinations {min}–{}",
                        plain(k.grid.max)
                    ),
                    format!(
                        "距離で弱まる速さ：{pieces}・全組み合わせ{min}〜{}",
                        c.times(k.grid.max)
                    ),
                ),
                None,
            );
        }
    }
    let mut line = Vec::new();
    if let Some(d) = find("doubt") {
        let cost = c.times_range(d.multiple.reference);
        line.push(
            c.say(format!("cover a fall of trust† {cost}"), format!("信頼感の低下を補う†{cost}")),
        );
    }
    for x in f.costs_over.iter().filter(|x| x.goal == "standard") {
        let ratio = x.ratio.unwrap_or(1.0);
        let what = if ratio == 1.0 {
            let them = c.state(x.challenger);
            c.say(format!("parity with {them} "), format!("{them}と対等："))
        } else {
            let ratio = c.proportion(ratio);
            c.say(format!("{ratio} of parity "), format!("対等の{ratio}："))
        };
        let r = x.multiple.reference;
        let cost = if r.mid <= 1.0 { c.cost(r) } else { c.times_range(r) };
        // A challenger's whole force in the theatre, and its share, are judgements.
        line.push(format!("{what}{cost}†"));
    }
    if !line.is_empty() {
        s.text(2, &joined(c, &line), None);
    }
    if let Some(p) = &f.personnel
        && p.authorised > 0.0
    {
        let share = percent(p.filled / p.authorised);
        let text = c.say(format!(" · {share} of posts filled†"), format!("・定員充足率{share}†"));
        if s.room() >= text.width() {
            s.append(&text);
        }
    }
}

/// The armed challengers with their warheads, for the head of the section.
pub(super) fn warheads(c: &Context<'_>) -> String {
    let arms: Vec<String> = c
        .findings
        .nuclear_detail
        .arsenals
        .iter()
        .map(|a| {
            let n = a.inventory.as_ref().or(a.stockpile.as_ref());
            let n = n.map_or("?".into(), |x| whole(x.count));
            c.say(format!("{} ({n})", c.state(a.state)), format!("{}（{n}発）", c.state(a.state)))
        })
        .collect();
    if arms.is_empty() {
        c.say("in neither of the above", "上の二つには含まない")
    } else {
        c.say(
            format!("in neither of the above · vs {}", arms.join(", ")),
            format!("上の二つには含まない・対{}", arms.join("、")),
        )
    }
}

/// Cover today and without the protector, and what an own force takes.
pub(super) fn nuclear(c: &Context<'_>, s: &mut Screen) {
    let f = c.findings;
    let d = &f.nuclear_detail;
    let plain = f.sentences.iter().any(|x| x.message == "nuclear.only_patron");
    if !plain && let Some(t) = c.of("nuclear") {
        s.text(2, &format!("{t}{}", c.say(".", "。")), None);
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
            None => c.say("nobody", "なし"),
            Some(n) if n.level == 0 => c.say("nobody", "なし"),
            Some(n) => {
                let dagger = if n.tag == Tag::Judgement { "†" } else { "" };
                let who = bare(c, n.provider);
                c.say(
                    format!("{who} level {}{dagger}", n.level),
                    format!("{who}の第{}段階{dagger}", n.level),
                )
            }
        }
    };
    let show = |with: bool| {
        let v: Vec<String> = d.arsenals.iter().map(|a| level(a.state, with)).collect();
        let same = v.windows(2).all(|w| w[0] == w[1]);
        if same { v.first().cloned().unwrap_or_default() } else { v.join(" / ") }
    };
    let patron = bare(c, f.patron);
    let mut line = c.say(
        format!("covered by {} of 5 · {patron} gone: {}", show(true), show(false)),
        format!("保護：{}（全5）・去れば：{}", show(true), show(false)),
    );
    let own: Vec<String> = d
        .options
        .iter()
        .filter_map(|o| {
            let word = match o.id.as_str() {
                "device" => c.say("device", "核装置"),
                "survivable" => c.say("survivable", "残存性のある報復能力"),
                _ => return None,
            };
            let y = o.years?;
            Some(c.say(
                format!("{word} {}–{} y†", years(y.lo), years(y.hi)),
                format!("{word}{}〜{}年†", years(y.lo), years(y.hi)),
            ))
        })
        .collect();
    if !own.is_empty() {
        line.push_str(&match c.language {
            Language::English => format!(" · own: {}", own.join(", ")),
            Language::Japanese => format!("・自前：{}", own.join("、")),
        });
    }
    s.text(2, &line, None);
}
