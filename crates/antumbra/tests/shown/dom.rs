//! The page as a tree, and what its figures say: printed numbers with their precision, ticks of
//! axes, places of marks.

use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// A finished run: its page and the findings that it wrote.
pub(crate) struct Run {
    pub(crate) page: String,
    pub(crate) findings: Value,
}

/// A run of an assessment, made once for all tests.
pub(crate) fn run(assessment: &'static str) -> &'static Run {
    static RUNS: Mutex<BTreeMap<&str, &Run>> = Mutex::new(BTreeMap::new());
    let mut runs = RUNS.lock().unwrap_or_else(PoisonError::into_inner);
    runs.entry(assessment).or_insert_with(|| {
        let dir = tempfile::tempdir().unwrap();
        let rest = ["--futures", "200", "--out", "run"];
        let o = Command::new(env!("CARGO_BIN_EXE_antumbra"))
            .arg("assess")
            .args(assessment.split(' '))
            .args(rest)
            .current_dir(dir.path())
            .env_remove("ANTUMBRA_DATA")
            .output()
            .unwrap();
        assert!(o.status.success(), "{}", String::from_utf8_lossy(&o.stderr));
        let read = |name: &str| std::fs::read_to_string(dir.path().join("run").join(name)).unwrap();
        let findings = serde_json::from_str(&read("findings.json")).unwrap();
        Box::leak(Box::new(Run { page: read("report.html"), findings }))
    })
}

/// The page from its first to its last element that a reader sees, as text that is well-formed XML:
/// scripts and form controls hold no sentence and are left out.
pub(crate) fn well_formed(page: &str) -> String {
    let from = page.find("<header").unwrap();
    let to = page.find("</footer>").unwrap() + "</footer>".len();
    let mut out = String::from("<page>");
    let mut rest = &page[from..to];
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<script") {
            rest.find("</script>").unwrap() + "</script>".len()
        } else if rest.starts_with("<input") || rest.starts_with("<br") {
            rest.find('>').unwrap() + 1
        } else {
            let end = rest.find('>').unwrap() + 1;
            // An attribute without a value says only that it is there.
            out.push_str(&rest[..end].replace(" hidden>", " hidden=\"\">"));
            end
        };
        rest = &rest[end..];
    }
    out + rest + "</page>"
}

/// The elements of a name under a node, in order.
pub(crate) fn all<'a, 'i>(n: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    n.descendants().filter(|x| x.is_element() && x.tag_name().name() == name).collect()
}

/// Has the element a class?
pub(crate) fn is(n: Node<'_, '_>, class: &str) -> bool {
    n.attribute("class").is_some_and(|c| c.split_whitespace().any(|x| x == class))
}

/// All the text under a node.
pub(crate) fn text(n: Node<'_, '_>) -> String {
    n.descendants().filter_map(|x| if x.is_text() { x.text() } else { None }).collect()
}

/// The element of an id.
pub(crate) fn by_id<'a, 'i>(d: &'a Document<'i>, id: &str) -> Node<'a, 'i> {
    d.descendants().find(|n| n.attribute("id") == Some(id)).unwrap_or_else(|| panic!("no {id}"))
}

/// A number of an attribute.
pub(crate) fn at(n: Node<'_, '_>, name: &str) -> f64 {
    n.attribute(name).unwrap_or_else(|| panic!("no {name} in {n:?}")).parse().unwrap()
}

/// A printed number: what it says, and half of a unit of its last digit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Printed {
    pub(crate) value: f64,
    pub(crate) half: f64,
    /// `<0.1%` says no more than that it lies below.
    pub(crate) below: bool,
    /// `1,000+` says no more than that it lies above; so does `>.99`.
    pub(crate) above: bool,
}

impl Printed {
    /// Is this how the number may be printed?
    pub(crate) fn says(&self, x: f64) -> bool {
        let slack = 1e-9 * x.abs() + 1e-12;
        if self.below {
            return x < self.value + self.half + slack && x >= 0.0;
        }
        if self.above {
            return x >= self.value - self.half - slack;
        }
        (x - self.value).abs() <= self.half + slack
    }
}

/// The numbers of a text, in order. A percentage is read as a share.
pub(crate) fn numbers(text: &str) -> Vec<Printed> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut n = 0;
    while n < chars.len() {
        let starts = chars[n].is_ascii_digit()
            || chars[n] == '.' && chars.get(n + 1).is_some_and(char::is_ascii_digit);
        if !starts {
            n += 1;
            continue;
        }
        let before = n.checked_sub(1).map(|k| chars[k]);
        let from = n;
        while chars.get(n).is_some_and(|c| c.is_ascii_digit() || *c == '.' || *c == ',') {
            n += 1;
        }
        let digits: String = chars[from..n].iter().filter(|c| **c != ',').collect();
        let digits = digits.trim_end_matches('.');
        let decimals = digits.split_once('.').map_or(0, |(_, d)| d.len());
        let mut unit = (0..decimals).fold(1.0, |u, _| u / 10.0);
        let mut value: f64 = digits.parse().unwrap();
        // Multiples have two digits: ×240 is rounded to tens.
        if before == Some('×') && value >= 100.0 {
            unit = 10.0;
        }
        if chars.get(n) == Some(&'%') {
            value /= 100.0;
            unit /= 100.0;
        }
        if matches!(before, Some('-' | '−')) {
            value = -value;
        }
        out.push(Printed {
            value,
            half: unit / 2.0,
            below: before == Some('<'),
            above: before == Some('>') || chars.get(n) == Some(&'+'),
        });
    }
    out
}

/// Which way an axis runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    Across,
    Up,
}

/// A labelled mark of an axis: its number, its place, and how many groups of marks stand before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) place: f64,
    pub(crate) after: usize,
}

/// The labelled ticks of a figure: a number that stands at a line of the grid drawn just before it.
pub(crate) fn ticks(svg: Node<'_, '_>, way: Way) -> Vec<Tick> {
    let drawn: Vec<Node<'_, '_>> = svg
        .descendants()
        .filter(|n| {
            n.is_element() && ["line", "text", "g", "circle"].contains(&n.tag_name().name())
        })
        .collect();
    let mut out = Vec::new();
    let mut groups = 0;
    for (k, n) in drawn.iter().enumerate() {
        if is(*n, "mark") {
            groups += 1;
        }
        if n.tag_name().name() != "text" {
            continue;
        }
        let label = text(*n);
        let bare: String =
            label.chars().filter(|c| c.is_ascii_digit() || ".,-−×%<".contains(*c)).collect();
        let said = numbers(&label);
        let ([p], true) = (said.as_slice(), bare == label) else { continue };
        let here = |l: &Node<'_, '_>| {
            let line = l.tag_name().name() == "line" && (is(*l, "grid") || is(*l, "axis"));
            line && match way {
                Way::Across => {
                    at(*l, "x1") == at(*l, "x2") && (at(*l, "x1") - at(*n, "x")).abs() < 0.11
                }
                Way::Up => {
                    let below = at(*n, "y") - at(*l, "y1");
                    at(*l, "y1") == at(*l, "y2")
                        && (3.5..5.0).contains(&below)
                        && n.attribute("text-anchor") == Some("end")
                }
            }
        };
        let Some(line) = drawn[k.saturating_sub(3)..k].iter().rev().find(|l| here(l)) else {
            continue;
        };
        let place = at(*line, if way == Way::Across { "x1" } else { "y1" });
        out.push(Tick { value: p.value, place, after: groups });
    }
    out
}

/// The number that a scale of steps 1, 2, 5 counts: places go by it.
fn step_of(x: f64) -> f64 {
    let ticks: Vec<f64> = (0..8)
        .flat_map(|e| [1.0, 2.0, 5.0].map(|m| (0..e).fold(m * 1e-6, |x, _| 10.0 * x)))
        .collect();
    let n = ticks.iter().rposition(|t| *t <= x).unwrap_or(0).min(ticks.len() - 2);
    n as f64 + ((x - ticks[n]) / (ticks[n + 1] - ticks[n])).clamp(0.0, 1.0)
}

/// How numbers go to places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scale {
    /// In proportion.
    Even,
    /// Equal lengths from 1 to 2 to 5 to 10.
    Steps,
    /// In proportion between neighbouring ticks.
    Between,
}

/// Where a number belongs, by the labelled ticks.
pub(crate) fn place(ticks: &[Tick], scale: Scale, x: f64) -> f64 {
    assert!(ticks.len() >= 2, "an axis has two labelled ticks at least");
    let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
    let between = |a: Tick, b: Tick, of: fn(f64) -> f64| {
        a.place + (of(x) - of(a.value)) / (of(b.value) - of(a.value)) * (b.place - a.place)
    };
    match scale {
        Scale::Even => between(low, high, |v| v),
        Scale::Steps => between(low, high, step_of),
        Scale::Between => {
            let n = ticks.windows(2).position(|w| x <= w[1].value).unwrap_or(ticks.len() - 2);
            between(ticks[n], ticks[n + 1], |v| v)
        }
    }
}

/// A place on the page may be half a pixel off what the table says.
pub(crate) fn near(what: &str, got: f64, want: f64) {
    assert!((got - want).abs() <= 0.5, "{what}: drawn at {got}, belongs at {want:.2}");
}
