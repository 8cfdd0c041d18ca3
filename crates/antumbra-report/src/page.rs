//! The page: one HTML file that opens without a network.

use crate::english::{self, capital, name};
use crate::figure::{Figure, cost, parts, table};
use crate::number::{percent, plain, proportion, times, value, whole, years};
use antumbra_core::Tag;
use antumbra_record::findings::Findings;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

/// The whole page. It does not name its folder: the same question gives the same bytes anywhere.
pub fn page(f: &Findings) -> String {
    let title = english::title(f);
    let source = source_line(f);
    let figures = figures(f, &source);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "antumbra " (f.version) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#answer" { "To the answer" }
                header {
                    p.kicker { "Antumbra · forces of " (f.year) " · " (whole(f64::from(f.draws))) " futures · seed " (f.seed) }
                    h1 { (title) }
                    @if let Some(a) = english::of(f, "answer") {
                        p.lead id="answer" data-finding="answer" { (a) }
                    }
                    p.rules { "Ranges are 90% of the futures inside one set of assumptions. Assumptions are never averaged: they are moved one at a time. † marks an analyst's judgement. What-ifs, not forecasts." }
                    (contents(f, &figures))
                }
                main {
                    @for fig in &figures {
                        section { h2 data-finding=(fig.id.trim_start_matches("figure-")) { (fig.title) } (fig.markup()) }
                    }
                    (cost_goals(f))
                    (measures(f))
                    (flips(f))
                    (nuclear(f))
                    (claims(f))
                    (rests_on(f))
                    (reproduce(f))
                }
                footer { p { (source) } }
            }
        }
    }
    .into_string()
}

fn source_line(f: &Findings) -> String {
    let newest: Vec<String> = f.series.iter().map(|s| format!("{} {}", s.name, s.year)).collect();
    format!(
        "Data: {}, {}. {} futures, seed {}, assessment {}, Antumbra {}.",
        f.data,
        newest.join(", "),
        whole(f64::from(f.draws)),
        f.seed,
        f.assessment,
        f.version
    )
}

/// The figures, each under a heading that says what it finds.
fn figures(f: &Findings, source: &str) -> Vec<Figure> {
    let client = name(f, f.client.as_str());
    let parts_title = f.parts_over.first().map(|p| {
        let them = name(f, p.challenger.as_str());
        let share = percent(p.own.reference.mid);
        let span = format!("{} to {}", percent(p.own.corners.min), percent(p.own.corners.max));
        format!("{}'s own forces are {share} of what might defend it against {them}; {span} as one assumption moves", capital(&client))
    });
    let cost_title = f.costs_over.iter().find(|c| c.goal == "keep").and_then(|k| {
        let (first, last) = (k.by_lambda.first()?, k.by_lambda.last()?);
        Some(format!(
            "Keeping today's odds alone takes {} today's spending if power does not fade with distance, {} if it fades fast",
            times(first.multiple.mid), times(last.multiple.mid)
        ))
    });
    let a = parts_title.and_then(|t| parts::draw(f, &t, source));
    let b = cost_title.and_then(|t| cost::draw(f, &t, source));
    a.into_iter().chain(b).collect()
}

fn contents(f: &Findings, figures: &[Figure]) -> Markup {
    html! {
        nav aria-label="Contents" { ul {
            @for fig in figures { li { a href={ "#" (fig.id) } { (if fig.id == "figure-parts" { "Who would defend" } else { "What replacing it costs" }) } } }
            @if !f.costs_over.is_empty() { li { a href="#goals" { "Three costs" } } }
            @if !f.measures.is_empty() { li { a href="#measures" { "Measures of power" } } }
            @if !f.nuclear_detail.arsenals.is_empty() { li { a href="#nuclear" { "Nuclear cover" } } }
            @if !f.claims.is_empty() { li { a href="#claims" { "The text, checked" } } }
            li { a href="#inputs" { "What this rests on" } }
            li { a href="#reproduce" { "Reproduce" } }
        } }
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

fn cost_goals(f: &Findings) -> Markup {
    if f.costs_over.is_empty() || english::nothing_to_replace(f) {
        return html! {};
    }
    let rows: Vec<Vec<String>> = f
        .costs_over
        .iter()
        .map(|c| {
            let goal = match (c.goal.as_str(), c.ratio) {
                ("keep", _) => "keep today's odds alone".to_owned(),
                ("doubt", _) => "cover a fall of trust, the protector still there".to_owned(),
                (_, r) => english::standard(f, r.unwrap_or(1.0), c.challenger),
            };
            let r = c.multiple.reference;
            let shares: Vec<String> =
                c.gdp_share.iter().map(|s| english::share_word(f, s)).collect();
            vec![
                goal,
                english::cost_word(r),
                if r.lo == r.hi {
                    "no draw moves it".into()
                } else {
                    format!("{}–{}", plain(r.lo), plain(r.hi))
                },
                format!(
                    "{} ({}) to {} ({})",
                    times(c.multiple.corners.min),
                    english::assumption(&c.multiple.at_min),
                    times(c.multiple.corners.max),
                    english::assumption(&c.multiple.at_max)
                ),
                shares.join("; "),
            ]
        })
        .collect();
    html! {
        section id="goals" {
            h2 data-finding="keep" { (english::of(f, "keep").unwrap_or_else(|| "Three costs, never merged".into())) }
            p { "Three goals, three costs; none is safety. A lower chance that help comes makes the first cheaper, because there is less to replace: that is not independence getting easier." }
            (table(&words(&["goal", "times today's spending", "90%", "as one assumption moves", "share of GDP"]), &rows))
            @if let Some(s) = english::of(f, "spending") { p data-finding="spending" { (s) "." } }
            @if let Some(s) = english::of(f, "personnel") { p data-finding="personnel" { (capital(&s)) "†." } }
        }
    }
}

fn measures(f: &Findings) -> Markup {
    if f.measures.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<String>> = f
        .measures
        .iter()
        .map(|m| {
            vec![
                name(f, m.challenger.as_str()),
                english::measure(&m.measure).to_owned(),
                m.year.to_string(),
                proportion(m.share),
                m.with_patron.map_or_else(|| "–".into(), proportion),
                m.sources.join(", "),
            ]
        })
        .collect();
    let client = name(f, f.client.as_str());
    html! {
        section id="measures" {
            h2 data-finding="measures" { (english::of(f, "measures").unwrap_or_default()) }
            (table(&[words(&["against", "measure", "year"]), vec![format!("{client} alone"), format!("{client} with {}", name(f, f.patron.as_str())), "source".into()]].concat(), &rows))
            @if let Some(s) = english::of(f, "arms") { p data-finding="arms" { (capital(&s)) "." } }
        }
    }
}

fn flips(f: &Findings) -> Markup {
    if f.flips.is_empty() {
        return html! {};
    }
    html! {
        section id="flips" {
            h2 { "What another assumption would turn" }
            ul { @for x in &f.flips { li data-finding=(x.finding) { "⚑ " (english::flip(f, x)) "." } } }
        }
    }
}

fn nuclear(f: &Findings) -> Markup {
    let d = &f.nuclear_detail;
    if d.arsenals.is_empty() {
        return html! {};
    }
    let dagger = |t: Tag| if t == Tag::Judgement { "†" } else { "" };
    let cover: Vec<Vec<String>> = f
        .nuclear
        .iter()
        .map(|n| {
            vec![
                name(f, n.challenger.as_str()),
                name(f, n.provider.as_str()),
                format!("{}{}", n.level, dagger(n.tag)),
                n.date.clone(),
                n.can_strike_provider.clone().unwrap_or_else(|| "–".into()),
                n.source.clone(),
                n.note.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let count = |c: &Option<antumbra_record::nuclear::Counted>| {
        c.as_ref().map_or_else(
            || "–".into(),
            |c| format!("{} ({}, {})", whole(c.count), c.year, c.source),
        )
    };
    let arms: Vec<Vec<String>> = d
        .arsenals
        .iter()
        .map(|a| vec![name(f, a.state.as_str()), count(&a.inventory), count(&a.stockpile)])
        .collect();
    let options: Vec<Vec<String>> = d
        .options
        .iter()
        .map(|o| {
            vec![
                format!("{}{}", o.name, dagger(o.tag)),
                o.years.map_or_else(|| "–".into(), |y| format!("{}–{}", years(y.lo), years(y.hi))),
                o.gdp_share.map_or_else(
                    || "–".into(),
                    |g| format!("{}–{}", percent2(g.lo), percent2(g.hi)),
                ),
                format!("{}–{}", percent(o.r_nuc.min), percent(o.r_nuc.max)),
                o.danger_window_years
                    .map_or_else(|| "–".into(), |w| format!("{}–{}", years(w.min), years(w.max))),
                o.needs.join("; "),
                o.who_can_stop.join("; "),
            ]
        })
        .collect();
    html! {
        section id="nuclear" {
            h2 data-finding="nuclear" { (english::of(f, "nuclear").unwrap_or_default()) }
            p { "Level of cover: 0 none, 1 assurance or ambiguous, 2 pact with a nuclear state, 3 declared, 4 standing consultation and written guidelines, 5 sharing or forward deployment. A higher level is more institution, not more deterrence. No warhead enters any number above." }
            (table(&words(&["against", "by", "level", "since", "can it strike the provider", "source", "note"]), &cover))
            h3 { "Warheads" }
            (table(&words(&["state", "all, retired ones included", "military stockpile"]), &arms))
            @if !options.is_empty() {
                h3 { "What could take its place" }
                (table(&words(&["option", "years", "of GDP a year", "keeps of the nuclear part", "years of danger", "needs", "who can stop it"]), &options))
            }
        }
    }
}

/// A small share of GDP: two digits below one percent.
fn percent2(x: f64) -> String {
    if x < 0.001 { format!("{:.3}%", x * 100.0) } else { format!("{:.2}%", x * 100.0) }
}

fn claims(f: &Findings) -> Markup {
    if f.claims.is_empty() {
        return html! {};
    }
    let rows: Vec<Vec<String>> = f
        .claims
        .iter()
        .map(|c| {
            vec![
                c.id.to_string(),
                c.text.clone(),
                c.kind.clone(),
                c.verdict.clone(),
                c.correct.clone(),
                c.sources.join(", "),
            ]
        })
        .collect();
    html! {
        section id="claims" {
            h2 data-finding="claims" { "The text, checked: " (english::of(f, "claims").unwrap_or_default()) }
            @if let Some(t) = &f.text { p { (t) } }
            p { "F fact, C causal, P prediction, N normative." }
            div.wide { (table(&words(&["no.", "claim", "kind", "verdict", "best evidence and right figure", "sources"]), &rows)) }
        }
    }
}

fn rests_on(f: &Findings) -> Markup {
    let rows: Vec<Vec<String>> = f
        .inputs
        .iter()
        .map(|i| {
            let v = |x: Option<f64>| x.map(value).unwrap_or_default();
            vec![
                i.id.clone(),
                i.name.clone().unwrap_or_default(),
                v(i.lo),
                v(i.mid),
                v(i.hi),
                i.unit.clone().unwrap_or_default(),
                format!("{}{}", i.tag, if i.tag == Tag::Judgement { "†" } else { "" }),
                if i.source.is_empty() {
                    i.author.clone().unwrap_or_default()
                } else {
                    i.source.clone()
                },
                i.note.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let sources: Vec<Vec<String>> = f
        .sources
        .iter()
        .map(|s| {
            vec![
                s.id.clone(),
                s.source.author.clone(),
                s.source.year.clone(),
                s.source.title.clone(),
                s.source.place.clone(),
                s.source.read.clone(),
            ]
        })
        .collect();
    html! {
        section id="inputs" {
            h2 data-finding="inputs" { "What this rests on: " (english::of(f, "inputs").unwrap_or_default()) }
            @if !f.notes.is_empty() {
                ul { @for n in &f.notes { @if let Some(t) = english::sentence(f, n) { li { (t) "." } } } }
            }
            details { summary { "Every input" }
                (table(&words(&["id", "what", "low", "middle", "high", "unit", "evidence", "source", "note"]), &rows)) }
            details { summary { "Sources" }
                (table(&words(&["id", "author", "year", "title", "where", "read as"]), &sources)) }
        }
    }
}

fn reproduce(f: &Findings) -> Markup {
    html! {
        section id="reproduce" {
            h2 { "Reproduce, take apart, cite" }
            pre { code {
                "antumbra assess " (f.assessment) " --seed " (f.seed) "\n"
                "antumbra explain keep --run RUN\n"
                "antumbra cite RUN"
            } }
            @if let Some(p) = &f.fixtures.pooled {
                p data-finding="fixtures" {
                    "A check on the machinery, not a result: settings pooled as if they were draws, forces of " (p.year) ", against "
                    (name(f, p.challenger.as_str())) ": share supplied " (proportion(p.supplied.mid)) " (" (proportion(p.supplied.lo)) "–" (proportion(p.supplied.hi)) "), "
                    (times(p.multiple.mid)) " (" (plain(p.multiple.lo)) "–" (plain(p.multiple.hi)) ") today's spending."
                }
            }
        }
    }
}
