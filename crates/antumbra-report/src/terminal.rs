//! The first screen: at most 35 lines, no wider than the terminal.

mod force;
mod paths;

use crate::english::{self, name};
use crate::number::whole;
use anstyle::{Effects, Style};
use antumbra_record::findings::Findings;
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

    /// How many columns are left on the line written last.
    fn room(&self) -> usize {
        let last = self.out.trim_end_matches('\n').rsplit('\n').next().unwrap_or("");
        self.look.width.saturating_sub(last.width())
    }

    /// Goes on with the line written last.
    fn append(&mut self, text: &str) {
        if self.out.ends_with('\n') {
            self.out.pop();
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A bold title with text on the same line, going on below where it is too long.
    fn inline(&mut self, title: &str, text: &str) {
        let room = self.look.width.saturating_sub(title.width() + 2);
        let mut lines = wrap(text, room.max(20)).into_iter();
        let bold = self.style(title, Effects::BOLD);
        let first = lines.next().unwrap_or_default();
        self.out.push_str(&format!("{bold}  {first}\n"));
        let rest = lines.collect::<Vec<_>>().join(" ");
        if !rest.is_empty() {
            self.text(2, &rest, None);
        }
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
            &format!("conventional · power = {}", english::measure(force::gauge(f))),
        );
        force::parts(f, &mut s);
    }
    if !f.costs_over.is_empty() && !english::nothing_to_replace(f) {
        let patron = name(f, f.patron.as_str());
        section(
            &mut s,
            &format!("WHAT REPLACING {} COSTS", patron.to_uppercase()),
            "× of today's spending; restores today's odds, not safety",
        );
        force::costs(f, &mut s);
    }
    if !f.parts_over.is_empty() {
        section(&mut s, "NUCLEAR COVER", &force::warheads(f));
        force::nuclear(f, &mut s);
    }
    if let Some(r) = &f.risks
        && let Some(them) = crate::risk::first(r)
    {
        let them = name(f, them.as_str()).to_uppercase();
        let title = format!("RISK PER YEAR, {}", them.trim_start_matches("THE "));
        section(&mut s, &crate::risk::head(f, &title), "");
        for line in crate::risk::lines(f, r) {
            s.columns(2, &line, None);
        }
    }
    if let Some(p) = &f.paths {
        section(&mut s, &paths::head(f), "");
        for line in paths::lines(f, p) {
            s.columns(2, &line, None);
        }
    }
    if let Some(o) = paths::overturn(f) {
        section(&mut s, &format!("WHAT WOULD OVERTURN THIS  {o}"), "");
    }
    after(f, &mut s, number);
    foot(f, &mut s, page);
    s.out
}

/// Politics, the next decision and the text, a line each.
fn after(f: &Findings, s: &mut Screen, mut number: usize) {
    let mut line = |s: &mut Screen, title: &str, text: &str| {
        number += 1;
        s.inline(&format!("{number} {title}"), text);
    };
    if let Some(p) = f.politics.as_ref().and_then(|p| paths::settlement(f, p)) {
        line(s, "POLITICS", &p);
    }
    if let Some(d) = f.decisions.first() {
        line(s, "NEXT DATED DECISION", &format!("{}: {}", d.date, d.title));
    }
    if let Some(c) = english::of(f, "claims") {
        line(s, "THE TEXT, CHECKED", &c);
    }
}

fn foot(f: &Findings, s: &mut Screen, page: Option<&str>) {
    let newest = f.series.iter().map(|x| x.year).max();
    let data = newest.map_or(f.data.clone(), |y| format!("{} to {y}", f.data));
    let outcomes =
        f.risks.as_ref().map_or(String::new(), |r| format!(", disputes to {}", r.last_outcome));
    let judged = f
        .sentences
        .iter()
        .find(|s| s.message == "inputs.judgements")
        .and_then(|s| Some((s.numbers.get("all")?, s.numbers.get("judgements")?)))
        .map_or(String::new(), |(all, judged)| {
            format!(" · {} figures, {} judged†", whole(*all), whole(*judged))
        });
    let notes = f
        .notes
        .iter()
        .filter(|n| n.message != "note.gauge_missing" && n.message != "note.treaties_carried")
        .filter_map(|n| english::sentence(f, n))
        .collect::<Vec<_>>();
    // What is missing is said first; the rest of the notes is in the findings and on the page.
    let room = if f.paths.is_some() { 1 } else { 4 };
    for n in notes.iter().take(room) {
        s.text(0, &format!("Note: {n}."), Some(Effects::DIMMED));
    }
    if notes.len() > room {
        let more = notes.len() - room;
        let plural = if more == 1 { "note is" } else { "notes are" };
        s.text(0, &format!("{more} more {plural} on the page."), Some(Effects::DIMMED));
    }
    s.text(0, &format!("{data}{outcomes}{judged}"), Some(Effects::DIMMED));
    if let Some(p) = page {
        if s.room() >= p.width() + 9 {
            s.append(&format!(" · page: {p}"));
        } else {
            s.text(0, &format!("Page: {p}"), None);
        }
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
