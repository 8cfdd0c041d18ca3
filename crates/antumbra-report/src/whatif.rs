//! The grid of four assumptions as a reader moves it: controls, the parts of the defence, and a
//! verdict for each path and world. Without its script the page shows the marked cell.

use crate::document::Document;
use antumbra_record::paths::PathLimits;
use antumbra_record::whatif::{CellAt, Forces, WhatIf};
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

/// The most futures in a cell that are shown: every share is worded beforehand.
const MOST_FUTURES: u16 = 4096;

/// The grid with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Explorer {
    /// The grid, as in the findings.
    pub grid: WhatIf,
    /// The limits that verdicts follow.
    pub limits: PathLimits,
    /// The four controls, in the order of [`CellAt`].
    #[serde(skip)]
    pub controls: Vec<Control>,
    /// What the controls move, for those who cannot see it.
    #[serde(skip)]
    pub label: String,
    /// Head of the column of paths.
    #[serde(skip)]
    pub head: String,
    /// Names of the paths.
    #[serde(skip)]
    pub paths: Vec<String>,
    /// Names of the worlds.
    #[serde(skip)]
    pub worlds: Vec<String>,
    /// The words that the script puts in.
    pub words: Words,
}

/// One control.
#[derive(Clone, Debug)]
pub struct Control {
    /// Name of its axis.
    pub key: &'static str,
    /// What it moves.
    pub legend: String,
    /// Its values.
    pub options: Vec<String>,
    /// The value at the marked cell.
    pub reference: usize,
}

/// Words with places for numbers, in the language of the page.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    /// A path holds in a cell.
    pub holds: String,
    /// It holds in a part of the futures.
    pub part: String,
    /// It does not hold.
    pub fails: String,
    /// The cell was not run.
    pub none: String,
    /// How many paths hold: `{stays}`, `{goes}`, `{all}`.
    pub said: String,
    /// What keeping today's odds takes: `{keep}`.
    pub keep: String,
    /// The cell is the marked one.
    pub here: String,
    /// What the verdict was at the marked cell: `{was}`.
    pub was: String,
    /// The button back to the marked cell.
    pub back: String,
    /// The four parts of the defence.
    pub parts: [String; 4],
    /// By setup: times today's spending.
    pub times: Vec<String>,
    /// By the number of futures within tolerance: their share.
    pub shares: Vec<String>,
}

/// The verdict on a path in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The share within tolerance reaches the limit from which a path holds.
    Holds,
    /// Between both limits.
    Part,
    /// At most the limit up to which it does not hold.
    Fails,
    /// The cell was not run.
    None,
}

impl Verdict {
    /// By the limits: `holds_share` and `fails_share` belong to the sure sides.
    pub fn of(within: Option<u16>, futures: u16, limits: &PathLimits) -> Verdict {
        let Some(n) = within else { return Verdict::None };
        let share = f64::from(n) / f64::from(futures);
        if share >= limits.holds_share {
            Verdict::Holds
        } else if share <= limits.fails_share {
            Verdict::Fails
        } else {
            Verdict::Part
        }
    }

    /// Its name in the style sheet.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Part => "part",
            Verdict::Fails => "fails",
            Verdict::None => "none",
        }
    }

    /// Its word.
    pub fn word(self, w: &Words) -> &str {
        match self {
            Verdict::Holds => &w.holds,
            Verdict::Part => &w.part,
            Verdict::Fails => &w.fails,
            Verdict::None => &w.none,
        }
    }
}

/// Can the grid be shown? What a folder holds may have been changed.
pub fn shown(w: &WhatIf) -> bool {
    w.is_whole() && w.futures <= MOST_FUTURES && w.worlds.len() == 2
}

impl Explorer {
    /// The verdict on a path and world in a cell.
    pub fn verdict(&self, at: CellAt, path: usize, world: usize) -> Verdict {
        Verdict::of(self.grid.within(at, path, world), self.grid.futures, &self.limits)
    }

    /// The share of futures within tolerance in a cell, in words.
    pub fn share(&self, at: CellAt, path: usize, world: usize) -> &str {
        let n = self.grid.within(at, path, world);
        n.and_then(|n| self.words.shares.get(usize::from(n))).map_or("–", String::as_str)
    }

    fn holding(&self, at: CellAt, world: usize) -> usize {
        let holds = |p: &usize| self.verdict(at, *p, world) == Verdict::Holds;
        (0..self.paths.len()).filter(holds).count()
    }

    /// How many paths hold in a cell, in a sentence.
    pub fn said(&self, at: CellAt) -> String {
        self.words
            .said
            .replace("{stays}", &self.holding(at, 0).to_string())
            .replace("{goes}", &self.holding(at, 1).to_string())
            .replace("{all}", &self.paths.len().to_string())
    }

    /// What keeping today's odds takes in a cell, in a sentence.
    pub fn keep(&self, at: CellAt) -> Option<String> {
        self.grid.forces(at)?;
        Some(self.words.keep.replace("{keep}", self.words.times.get(self.grid.setup(at))?))
    }
}

/// JSON for a data block: no character of it can end the block or begin markup.
pub(crate) fn json(e: &Explorer) -> String {
    let text = serde_json::to_string(e).unwrap_or_else(|_| "null".into());
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The grid in the page.
pub(crate) fn html(d: &Document, e: &Explorer) -> Markup {
    let at = e.grid.reference;
    html! {
        div.whatif id="whatif-grid" data-finding="whatif" role="group" aria-label=(e.label) {
            div.controls { @for c in &e.controls { (control(d, c)) } }
            div.here {
                p.now role="status" {
                    span.said { (e.said(at)) } " "
                    span.keep { (e.keep(at).unwrap_or_default()) }
                }
                div.back {}
            }
            @if let Some(f) = e.grid.forces(at) { (parts(e, f)) }
            table.verdicts role="table" {
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { (e.head) }
                    @for w in &e.worlds { th scope="col" role="columnheader" { (w) } }
                } }
                tbody role="rowgroup" { @for (p, name) in e.paths.iter().enumerate() {
                    tr role="row" {
                        th scope="row" role="rowheader" lang=[d.foreign(name)] { (name) }
                        @for w in 0..e.worlds.len() { (cell(e, at, p, w)) }
                    }
                } }
            }
            script type="application/json" { (PreEscaped(json(e))) }
        }
    }
}

fn control(d: &Document, c: &Control) -> Markup {
    html! {
        fieldset.control data-key=(c.key) {
            legend { (c.legend) }
            div.segments { @for (n, o) in c.options.iter().enumerate() {
                @let marked = n == c.reference;
                label.marked[marked] {
                    input type="radio" name={ "whatif-" (c.key) } value=(n) checked[marked];
                    span { (o) @if marked { span.unseen { (d.say(" (marked cell)", "（印の組）")) } } }
                }
            } }
        }
    }
}

fn parts(e: &Explorer, f: Forces) -> Markup {
    let shares = [f.own, f.expected, f.doubtful, f.others];
    let classes = ["own", "likely", "doubtful", "others"];
    html! {
        div.parts {
            div.bar aria-hidden="true" { @for (x, class) in shares.iter().zip(classes) {
                span class=(class) style={ "width:" (format!("{:.1}%", 100.0 * x.clamp(0.0, 1.0))) } {}
            } }
            ul.key { @for ((x, class), word) in shares.iter().zip(classes).zip(&e.words.parts) {
                li hidden[*x == 0.0] { span class={ "swatch " (class) } {} (word) " " strong { (format!("{:.0}%", 100.0 * x)) } }
            } }
        }
    }
}

fn cell(e: &Explorer, at: CellAt, path: usize, world: usize) -> Markup {
    let v = e.verdict(at, path, world);
    let share = f64::from(e.grid.within(at, path, world).unwrap_or(0)) / f64::from(e.grid.futures);
    html! {
        td role="cell" data-path=(path) data-world=(world) data-verdict=(v.key()) {
            span.unseen { (e.worlds.get(world).map_or("", String::as_str)) ": " }
            span.word { (v.word(&e.words)) } " " span.share { (e.share(at, path, world)) }
            span.track aria-hidden="true" { span style={ "width:" (format!("{:.1}%", 100.0 * share)) } {} }
            span.was {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_follow_the_limits() {
        let limits = PathLimits {
            war_ratio_max: 2.0,
            force_ratio_max: 1.25,
            gdp_share_max: 0.04,
            holds_share: 0.9,
            fails_share: 0.1,
        };
        let of = |n| Verdict::of(n, 10, &limits);
        assert_eq!(of(Some(9)), Verdict::Holds);
        assert_eq!(of(Some(8)), Verdict::Part);
        assert_eq!(of(Some(2)), Verdict::Part);
        assert_eq!(of(Some(1)), Verdict::Fails);
        assert_eq!(of(None), Verdict::None, "a cell that was not run has no verdict");
    }
}
