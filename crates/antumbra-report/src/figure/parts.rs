//! Own, likely and doubtful parts beside the nuclear box that no spending fills.

use super::{Anchor, Canvas, Figure};
use crate::english::{capital, name};
use crate::number::percent;
use antumbra_record::findings::{Findings, Over, PartsOver};

const LEFT: f64 = 118.0;
const BAR: f64 = 430.0;
const ROW: f64 = 62.0;

/// The figure, when there are parts.
pub fn draw(f: &Findings, title: &str, source: &str) -> Option<Figure> {
    if f.parts_over.is_empty() {
        return None;
    }
    let patron = name(f, f.patron.as_str());
    let client = name(f, f.client.as_str());
    let top = 44.0;
    let rows = f.parts_over.len() as f64;
    let height = (top + rows * ROW + 34.0).max(238.0);
    let mut c = Canvas::new(760.0, height);
    c.text(LEFT - 10.0, 24.0, Anchor::End, "small", "against");
    legend(&mut c, &patron, f.parts_over.iter().any(|p| p.others.reference.mid > 0.0));
    let mut table = Vec::new();
    for (n, p) in f.parts_over.iter().enumerate() {
        let y = top + n as f64 * ROW;
        let them = name(f, p.challenger.as_str());
        c.text(LEFT - 10.0, y + 21.0, Anchor::End, "label", &them);
        let mut x = LEFT;
        for (over, class) in pieces(p) {
            let w = over.reference.mid * BAR;
            c.rect(x, y, w, 32.0, class);
            if w > 34.0 {
                let class = if matches!(class, "own" | "likely") { "on-dark" } else { "on-light" };
                c.text(x + w / 2.0, y + 21.0, Anchor::Middle, class, &percent(over.reference.mid));
            }
            x += w;
        }
        // The spread of the own share over all assumptions, under the bar.
        let (a, b) = (LEFT + p.own.corners.min * BAR, LEFT + p.own.corners.max * BAR);
        c.line(a, y + 40.0, b, y + 40.0, "range");
        c.line(a, y + 36.5, a, y + 43.5, "range");
        c.line(b, y + 36.5, b, y + 43.5, "range");
        table.push(row(&them, p));
    }
    c.text(
        LEFT,
        top + rows * ROW + 14.0,
        Anchor::Start,
        "small",
        &format!("⊢⊣ {client}'s own part as one assumption moves"),
    );
    nuclear_box(f, &mut c, &patron, height);
    let description = format!(
        "Conventional forces that would defend {client}, by challenger, at the reference; the line \
         under each bar spans {client}'s own part as one assumption moves. The box beside them is \
         nuclear cover, which is in none of the bars."
    );
    let header = [
        "against",
        "own",
        "own 90%",
        "own as one assumption moves",
        "expected",
        "expected 90%",
        "expected as one assumption moves",
        "doubtful",
        "other allies",
    ];
    Some(Figure {
        id: "figure-parts",
        title: title.to_owned(),
        svg: c.finish("figure-parts", title, &description),
        description,
        table: (header.map(str::to_owned).to_vec(), table),
        source: source.to_owned(),
    })
}

fn pieces(p: &PartsOver) -> [(&Over, &'static str); 4] {
    [(&p.own, "own"), (&p.expected, "likely"), (&p.doubtful, "doubtful"), (&p.others, "others")]
}

fn row(them: &str, p: &PartsOver) -> Vec<String> {
    let r = |o: &Over| format!("{}–{}", percent(o.reference.lo), percent(o.reference.hi));
    let s = |o: &Over| format!("{}–{}", percent(o.corners.min), percent(o.corners.max));
    vec![
        them.to_owned(),
        percent(p.own.reference.mid),
        r(&p.own),
        s(&p.own),
        percent(p.expected.reference.mid),
        r(&p.expected),
        s(&p.expected),
        percent(p.doubtful.reference.mid),
        percent(p.others.reference.mid),
    ]
}

fn legend(c: &mut Canvas, patron: &str, others: bool) {
    let mut x = LEFT;
    let mut entry = |class: &str, text: &str, width: f64| {
        c.rect(x, 12.0, 14.0, 14.0, class);
        c.text(x + 20.0, 24.0, Anchor::Start, "small", text);
        x += width;
    };
    entry("own", "own", 62.0);
    entry("likely", &format!("{patron}, likely to come"), 182.0);
    entry("doubtful", &format!("{patron}, doubtful"), 140.0);
    if others {
        entry("others", "other allies", 90.0);
    }
}

fn nuclear_box(f: &Findings, c: &mut Canvas, patron: &str, height: f64) {
    let x = LEFT + BAR + 34.0;
    let w = 760.0 - x - 4.0;
    c.rect(x, 12.0, w, height - 24.0, "box");
    c.text(x + w / 2.0, 34.0, Anchor::Middle, "label", "Nuclear cover");
    let best = |with: bool| {
        f.nuclear
            .iter()
            .filter(|n| with || n.provider != f.patron)
            .map(|n| n.level)
            .max()
            .unwrap_or(0)
    };
    let armed = !f.nuclear_detail.arsenals.is_empty();
    let mut lines = Vec::new();
    if armed {
        lines.push("today".to_owned());
        lines.push(format!("level {} of 5", best(true)));
        lines.push(String::new());
        lines.push(format!("{} gone", capital(patron.trim_start_matches("the "))));
        lines.push(format!("level {} of 5", best(false)));
        lines.push(String::new());
        lines.push("no conventional".to_owned());
        lines.push("spending fills it".to_owned());
    } else {
        lines.push("no armed".to_owned());
        lines.push("challenger".to_owned());
    }
    c.lines(x + w / 2.0, 62.0, Anchor::Middle, "small", &lines);
}
