//! The first screen: at most 35 lines, no wider than the terminal.

use crate::english::{self, capital, name};
use crate::number::{percent, plain, proportion, times, times_range, whole, years};
use anstyle::{Effects, Style};
use antumbra_core::{Iso3, Tag};
use antumbra_record::findings::{CostOver, Findings, PartsOver};
use unicode_width::UnicodeWidthStr;

/// How the screen is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// With escape codes for bold and faint.
    pub styled: bool,
}

struct Screen {
    look: Look,
    out: String,
}

impl Screen {
    fn style(&self, text: &str, effects: Effects) -> String {
        if self.look.styled {
            let s = Style::new().effects(effects);
            format!("{s}{text}{s:#}")
        } else {
            text.to_owned()
        }
    }

    /// One line that is bold and has a faint remark at its right end, or below when it is too long.
    fn head(&mut self, text: &str, remark: &str) {
        let room = self.look.width.saturating_sub(text.width() + remark.width());
        let bold = self.style(text, Effects::BOLD);
        if remark.is_empty() {
            self.out.push_str(&bold);
        } else if room >= 2 {
            let faint = self.style(remark, Effects::DIMMED);
            self.out.push_str(&format!("{bold}{}{faint}", " ".repeat(room)));
        } else {
            self.out.push_str(&bold);
            self.out.push('\n');
            for line in wrap(remark, self.look.width) {
                let faint = self.style(&line, Effects::DIMMED);
                self.out.push_str(&faint);
                self.out.push('\n');
            }
            return;
        }
        self.out.push('\n');
    }

    /// A line whose columns are kept; what is too wide goes below.
    fn columns(&mut self, indent: usize, text: &str, effects: Option<Effects>) {
        let room = self.look.width.saturating_sub(indent);
        if text.width() > room {
            return self.text(indent, text, effects);
        }
        let line = match effects {
            Some(e) => self.style(text, e),
            None => text.to_owned(),
        };
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(&line);
        self.out.push('\n');
    }

    /// Text over as many lines as it needs, indented after the first.
    fn text(&mut self, indent: usize, text: &str, effects: Option<Effects>) {
        let pad = " ".repeat(indent);
        for line in wrap(text, self.look.width.saturating_sub(indent)) {
            let line = match effects {
                Some(e) => self.style(&line, e),
                None => line,
            };
            self.out.push_str(&pad);
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }
}

/// Breaks text into lines of at most `width` columns, at spaces.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > width.max(20) {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The first screen. `page` is where the page was written, if it was.
pub fn screen(f: &Findings, look: Look, page: Option<&str>) -> String {
    let look = Look { width: look.width.clamp(40, 100), ..look };
    let mut s = Screen { look, out: String::new() };
    let remark =
        format!("forces of {} · {} futures · seed {}", f.year, whole(f64::from(f.draws)), f.seed);
    s.head(&english::title(f).to_uppercase(), &remark);
    if let Some(a) = english::of(f, "answer") {
        s.text(0, &a, None);
    }
    s.text(
        0,
        "Ranges 90% · † judgement · ⚑ flips with the assumption · what-ifs, not forecasts",
        Some(Effects::DIMMED),
    );
    let mut number = 0;
    let mut section = |s: &mut Screen, title: &str, remark: &str| {
        number += 1;
        s.head(&format!("{number} {title}"), remark);
    };
    if !f.parts_over.is_empty() {
        let client = name(f, f.client.as_str());
        section(
            &mut s,
            &format!("WHO WOULD DEFEND {}", client.to_uppercase()),
            &format!("conventional · power = {}", english::measure(gauge(f))),
        );
        parts(f, &mut s);
    }
    if !f.costs_over.is_empty() && !english::nothing_to_replace(f) {
        let patron = name(f, f.patron.as_str());
        section(
            &mut s,
            &format!("WHAT REPLACING {} COSTS", patron.to_uppercase()),
            "× of today's spending; restores today's odds, not safety",
        );
        costs(f, &mut s);
    }
    if !f.parts_over.is_empty() {
        section(&mut s, "NUCLEAR COVER", "in neither of the above");
        nuclear(f, &mut s);
    }
    if let Some(r) = &f.risks
        && let Some(them) = crate::risk::first(r)
    {
        let them = name(f, them.as_str()).to_uppercase();
        section(&mut s, &format!("RISK PER YEAR, {}", them.trim_start_matches("THE ")), "");
        s.columns(2, &crate::risk::head(f), Some(Effects::DIMMED));
        for line in crate::risk::lines(f, r) {
            s.columns(2, &line, None);
        }
    }
    if !f.decisions.is_empty() {
        section(&mut s, "NEXT DATED DECISIONS", "");
        let next: Vec<String> =
            f.decisions.iter().take(2).map(|d| format!("{}: {}", d.date, d.title)).collect();
        s.text(2, &next.join(" · "), None);
    }
    if let Some(c) = english::of(f, "claims") {
        section(&mut s, "THE TEXT, CHECKED", "");
        s.text(2, &c, None);
    }
    foot(f, &mut s, page);
    s.out
}

fn gauge(f: &Findings) -> &'static str {
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

fn parts(f: &Findings, s: &mut Screen) {
    let patron = bare(f, f.patron);
    for (challengers, p) in alike(f) {
        let PartsOver { own, expected, doubtful, others, .. } = p;
        let piece = |word: &str, share: f64, block: &str| {
            format!("{word} {} {}", percent(share), bar(share, block, 22.0)).trim_end().to_owned()
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
        s.text(2, &format!("against {}:", them.join(", ")), None);
        s.text(4, &format!("{}{flag}", pieces.join(" · ")), None);
    }
    if let Some(p) = f.parts_over.first() {
        let mut t = format!(
            "against {}, as one assumption moves: own {}–{}, expected from {} {}–{}",
            name(f, p.challenger.as_str()),
            percent(p.own.corners.min),
            percent(p.own.corners.max),
            name(f, f.patron.as_str()),
            percent(p.expected.corners.min),
            percent(p.expected.corners.max)
        );
        if let Some(a) = english::of(f, "arms") {
            t.push_str(&format!(" · {a}"));
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
                format!("{} by {} ({})", proportion(m.share), english::measure(&m.measure), m.year)
            })
            .collect();
        let flag = flagged(f, "outweighed_three_to_one", Some(*first));
        s.text(
            2,
            &format!(
                "{}'s part of {} and {} together: {}{flag}",
                capital(&name(f, f.client.as_str())),
                name(f, f.client.as_str()),
                name(f, first.as_str()),
                pieces.join(" · ")
            ),
            None,
        );
    }
}

fn costs(f: &Findings, s: &mut Screen) {
    let find = |goal: &str, ratio: Option<f64>| {
        f.costs_over.iter().find(|c| c.goal == goal && (ratio.is_none() || c.ratio == ratio))
    };
    let shares = |c: &CostOver| {
        let pieces: Vec<String> = c.gdp_share.iter().map(|g| english::share_word(f, g)).collect();
        pieces.join(" = ")
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
                    "if power fades with distance: {} · over all combinations {}–{}",
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
        let what = english::standard(f, c.ratio.unwrap_or(1.0), c.challenger);
        let r = c.multiple.reference;
        let cost = if r.mid <= 1.0 { english::cost_word(r) } else { times_range(r) };
        // A challenger's whole force in the theatre, and its share, are judgements.
        let cost = format!("{cost}†");
        line.push(format!("{what} {cost}"));
    }
    if !line.is_empty() {
        s.text(2, &line.join(" · "), None);
    }
    if let Some(p) = english::of(f, "personnel") {
        s.text(2, &p, None);
    }
}

fn nuclear(f: &Findings, s: &mut Screen) {
    let d = &f.nuclear_detail;
    let arms: Vec<String> = d
        .arsenals
        .iter()
        .map(|a| {
            let n = a.inventory.as_ref().or(a.stockpile.as_ref());
            format!("{} ({})", name(f, a.state.as_str()), n.map_or("?".into(), |c| whole(c.count)))
        })
        .collect();
    if let Some(t) = english::of(f, "nuclear") {
        s.text(2, &format!("{t}."), None);
    }
    if d.arsenals.is_empty() {
        return;
    }
    let level = |challenger: Iso3, with: bool| {
        f.nuclear
            .iter()
            .filter(|n| n.challenger == challenger && (with || n.provider != f.patron))
            .max_by_key(|n| (n.level, n.provider == f.patron))
            .map_or("level 0".to_owned(), |n| {
                let dagger = if n.tag == Tag::Judgement { "†" } else { "" };
                if n.level == 0 {
                    "level 0".into()
                } else {
                    format!(
                        "{} level {}{dagger}",
                        capital(name(f, n.provider.as_str()).trim_start_matches("the ")),
                        n.level
                    )
                }
            })
    };
    let row = |with: bool| d.arsenals.iter().map(|a| level(a.state, with)).collect::<Vec<_>>();
    let same = |v: &[String]| v.windows(2).all(|w| w[0] == w[1]);
    let show = |v: Vec<String>| {
        if same(&v) { v.first().cloned().unwrap_or_default() } else { v.join(" / ") }
    };
    s.text(
        2,
        &format!(
            "warheads: {} · today {} of 5 · {} gone: {}",
            arms.join(", "),
            show(row(true)),
            capital(name(f, f.patron.as_str()).trim_start_matches("the ")),
            show(row(false))
        ),
        None,
    );
    let own: Vec<String> = d
        .options
        .iter()
        .filter(|o| matches!(o.id.as_str(), "device" | "minimal" | "survivable"))
        .filter_map(|o| o.years.map(|y| format!("{} {}–{} y†", o.id, years(y.lo), years(y.hi))))
        .collect();
    if !own.is_empty() {
        let window =
            d.options.iter().find(|o| o.id == "device").and_then(|o| o.danger_window_years);
        let tail = window.map_or(String::new(), |w| {
            format!(" · danger window {}–{} y†", years(w.min), years(w.max))
        });
        s.text(2, &format!("own: {}{tail}", own.join(", ")), None);
    }
}

fn foot(f: &Findings, s: &mut Screen, page: Option<&str>) {
    let newest: Vec<String> = f.series.iter().map(|x| format!("{} {}", x.name, x.year)).collect();
    s.text(0, &format!("Data: {} ({}).", f.data, newest.join(", ")), Some(Effects::DIMMED));
    if let Some(j) = english::of(f, "inputs") {
        s.text(
            0,
            &format!("{}†. `antumbra explain keep` shows how a figure is made.", capital(&j)),
            Some(Effects::DIMMED),
        );
    }
    let notes: Vec<String> = f
        .notes
        .iter()
        .filter(|n| n.message != "note.gauge_missing" && n.message != "note.treaties_carried")
        .filter_map(|n| english::sentence(f, n))
        .collect();
    let room = 4;
    for n in notes.iter().take(room) {
        s.text(0, &format!("Note: {n}."), Some(Effects::DIMMED));
    }
    if notes.len() > room {
        s.text(
            0,
            &format!("{} more notes are in the findings.", notes.len() - room),
            Some(Effects::DIMMED),
        );
    }
    if let Some(p) = page {
        s.text(0, &format!("Page: {p}"), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrap_keeps_words_and_width() {
        let lines = wrap("one two three four five six seven eight nine ten", 20);
        assert!(lines.iter().all(|l| l.width() <= 20), "{lines:?}");
        assert_eq!(lines.join(" "), "one two three four five six seven eight nine ten");
        assert!(wrap("", 20).is_empty());
    }
}
