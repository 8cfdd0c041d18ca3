//! Capability and dependence as a table on the screen.

use crate::english;
use crate::number::{percent, whole};
use antumbra_record::measure::{MeasureRow, Measures};
use unicode_width::UnicodeWidthStr;

/// The table, at most about 100 columns wide.
pub fn screen(m: &Measures) -> String {
    let by = m
        .ranked_by
        .as_deref()
        .map(|r| format!(", ranked by {}", r.replace('_', " ")))
        .unwrap_or_default();
    let patron = m.names.get(&m.patron).map_or(m.patron.as_str(), String::as_str);
    let mut out = format!(
        "Shares of the system's total; who would defend the state, 90% of the futures; over all assumptions in brackets{by}\n\n"
    );
    let header = [
        "state",
        "year",
        "rank",
        "CINC",
        "spending",
        "ppp",
        "net",
        "against",
        "own",
        &format!("supplied by {patron}"),
    ]
    .map(str::to_owned);
    let rows: Vec<[String; 10]> = m.rows.iter().map(|r| row(m, r)).collect();
    let mut widths = header.clone().map(|h| h.width());
    for r in &rows {
        for (w, c) in widths.iter_mut().zip(r) {
            *w = (*w).max(c.width());
        }
    }
    let mut line = |cells: &[String; 10]| {
        for (n, (c, w)) in cells.iter().zip(widths).enumerate() {
            let pad = " ".repeat(w - c.width());
            let text_column = matches!(n, 0 | 7 | 9);
            out.push_str(&if text_column { format!("{c}{pad}") } else { format!("{pad}{c}") });
            if n < 9 {
                out.push_str("  ");
            }
        }
        while out.ends_with(' ') {
            out.pop();
        }
        out.push('\n');
    };
    line(&header);
    rows.iter().for_each(&mut line);
    let reasons: Vec<String> = m
        .rows
        .iter()
        .filter(|_| m.rows.len() <= 12)
        .flat_map(|r| {
            r.missing
                .iter()
                .map(move |(k, v)| format!("{} {}, {}: {v}", r.state, r.year, k.replace('_', " ")))
        })
        .collect();
    if !reasons.is_empty() {
        out.push_str(&format!("\nMissing (–):\n  {}\n", reasons.join("\n  ")));
    }
    out.push_str(&format!(
        "\nData: {}. `--json` has every range, `--out FILE.csv` the table. {} rows.\n",
        m.data,
        whole(m.rows.len() as f64)
    ));
    out
}

fn row(m: &Measures, r: &MeasureRow) -> [String; 10] {
    let dash = || "–".to_owned();
    let share = |x: Option<f64>| {
        x.map_or_else(
            dash,
            |v| if v < 0.0005 { "<.05%".into() } else { format!("{:.1}%", v * 100.0) },
        )
    };
    let name = m.names.get(&r.state).map_or(r.state.as_str(), String::as_str);
    let range = |x: antumbra_core::Range| {
        if x.lo == x.hi {
            percent(x.mid)
        } else {
            format!("{} ({}–{})", percent(x.mid), percent(x.lo), percent(x.hi))
        }
    };
    let d = r.dependence.as_ref();
    [
        english::capital(name),
        r.year.to_string(),
        r.rank.map_or_else(dash, |x| x.to_string()),
        share(r.cinc),
        share(r.spending),
        share(r.spending_ppp),
        share(r.net_resources),
        d.map_or_else(dash, |d| d.challenger.to_string()),
        d.map_or_else(dash, |d| range(d.own)),
        d.map_or_else(dash, |d| {
            format!(
                "{} [{}–{}]",
                range(d.supplied),
                percent(d.supplied_corners.min),
                percent(d.supplied_corners.max)
            )
        }),
    ]
}
