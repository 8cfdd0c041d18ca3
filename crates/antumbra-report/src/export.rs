//! What a scholar takes away: each figure as a file of its own, and every table as CSV, Markdown
//! or LaTeX.

use crate::document::Document;
use crate::figure::Figure;
use crate::html::STYLE;
use crate::markdown;

/// A format of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    /// Comma-separated values.
    Csv,
    /// Markdown.
    Markdown,
    /// LaTeX with booktabs.
    Latex,
}

impl Tables {
    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Tables::Csv => "csv",
            Tables::Markdown => "md",
            Tables::Latex => "tex",
        }
    }
}

/// Every table of a document, the numbers of figures among them: (name, text).
pub fn tables(d: &Document, format: Tables) -> Vec<(String, String)> {
    let figures = d.figures().into_iter().map(|f| (f.id, &f.title, &f.table.0, &f.table.1));
    let own = d.tables().into_iter().map(|t| (t.id.as_str(), &t.caption, &t.header, &t.rows));
    figures
        .chain(own)
        .map(|(id, caption, header, rows)| {
            let text = match format {
                Tables::Csv => csv(header, rows),
                Tables::Markdown => {
                    let mut out = String::new();
                    markdown::table(&mut out, header, rows);
                    out
                }
                Tables::Latex => latex(id, caption, header, rows, &d.source),
            };
            (id.to_owned(), text)
        })
        .collect()
}

fn csv(header: &[String], rows: &[Vec<String>]) -> String {
    let cell = |c: &String| {
        if c.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", c.replace('"', "\"\""))
        } else {
            c.clone()
        }
    };
    let mut out = String::new();
    for r in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        out.push_str(&r.iter().map(cell).collect::<Vec<_>>().join(","));
        out.push('\n');
    }
    out
}

fn latex(id: &str, caption: &str, header: &[String], rows: &[Vec<String>], note: &str) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|c| escape(c)).collect();
        format!("  {} \\\\\n", cells.join(" & "))
    };
    // Long cells wrap: a column whose longest cell is long takes a paragraph's width.
    let columns: String = (0..header.len())
        .map(|n| {
            let most = rows.iter().filter_map(|r| r.get(n)).map(|c| c.chars().count()).max();
            if most.unwrap_or(0) > 30 { "p{0.22\\linewidth}" } else { "l" }
        })
        .collect();
    let mut out = format!(
        "% needs \\usepackage{{booktabs}}\n\\begin{{table}}\n  \\caption{{{}}}\n  \\label{{tab:{}}}\n  \\begin{{tabular}}{{{columns}}}\n  \\toprule\n",
        escape(caption),
        id
    );
    out.push_str(&line(header));
    out.push_str("  \\midrule\n");
    for r in rows {
        out.push_str(&line(r));
    }
    out.push_str("  \\bottomrule\n  \\end{tabular}\n");
    out.push_str(&format!("  \\par\\footnotesize {}\n\\end{{table}}\n", escape(note)));
    out
}

/// Characters that LaTeX reads as its own, and the marks of the page that its fonts may lack.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '×' => out.push_str("$\\times$"),
            '†' => out.push_str("$\\dagger$"),
            'λ' => out.push_str("$\\lambda$"),
            'ψ' => out.push_str("$\\psi$"),
            'ρ' => out.push_str("$\\rho$"),
            'ε' => out.push_str("$\\varepsilon$"),
            '<' => out.push_str("$<$"),
            '>' => out.push_str("$>$"),
            '–' => out.push_str("--"),
            '⚑' => out.push_str("[!]"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// White round a figure that is a file of its own, in user units.
const MARGIN: f64 = 14.0;

/// A figure as an SVG file of its own, on white with a margin: with the page's style for figures,
/// its colours written out, and characters that XML does not allow left out.
pub fn svg(f: &Figure) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let body: String = f.svg.chars().filter(allowed).collect();
    let (head, rest) = body.split_once('>').unwrap_or((&body, ""));
    let (head, paper) = margin(head);
    format!("{head}>\n<style>\n{}</style>\n{paper}{rest}\n", style())
}

/// The first tag with a margin round its view box, and the sheet of white behind the figure.
fn margin(head: &str) -> (String, String) {
    let view = head.split_once("viewBox=\"0 0 ").and_then(|(before, rest)| {
        let (size, after) = rest.split_once('"')?;
        let (w, h) = size.split_once(' ')?;
        Some((before, w.parse::<f64>().ok()?, h.parse::<f64>().ok()?, after))
    });
    let Some((before, w, h, after)) = view else {
        return (head.to_owned(), r##"<rect width="100%" height="100%" fill="#ffffff"/>"##.into());
    };
    let (w, h) = (w + 2.0 * MARGIN, h + 2.0 * MARGIN);
    let sheet = format!("{:.0} {:.0} {w:.0} {h:.0}", -MARGIN, -MARGIN);
    let paper = format!(
        r##"<rect x="{:.0}" y="{:.0}" width="{w:.0}" height="{h:.0}" fill="#ffffff"/>"##,
        -MARGIN, -MARGIN
    );
    (format!(r#"{before}viewBox="{sheet}"{after}"#), paper)
}

/// The rules of the page's style sheet that concern figures, in the light theme.
fn style() -> String {
    let tokens = tokens();
    let mut out = String::new();
    for line in STYLE.lines().take_while(|l| !l.starts_with("@media")) {
        for rule in line.split_inclusive('}').filter(|r| {
            r.trim_start().starts_with("svg .") || r.trim_start().starts_with("svg text")
        }) {
            let mut rule = rule.trim().replace("svg .", ".").replace("svg text", "text");
            for (name, light, _) in &tokens {
                rule = rule.replace(&format!("var(--{name})"), light);
            }
            rule = rule
                .replace("var(--sans)", "\"Noto Sans\", \"Source Sans 3\", \"DejaVu Sans\", \"Noto Sans CJK JP\", sans-serif");
            out.push_str(&rule);
            out.push('\n');
        }
    }
    out
}

/// The colours of the style sheet: name, light, dark.
pub fn tokens() -> Vec<(String, String, String)> {
    let mut out = Vec::new();
    for part in STYLE.split("--").skip(1) {
        if let Some((name, rest)) = part.split_once(": light-dark(")
            && let Some((pair, _)) = rest.split_once(')')
            && let Some((light, dark)) = pair.split_once(", ")
        {
            out.push((name.to_owned(), light.to_owned(), dark.to_owned()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_in_three_formats() {
        let (h, r) = (vec!["a, b".to_owned()], vec![vec!["50% & \"x\"".to_owned()]]);
        assert_eq!(csv(&h, &r), "\"a, b\"\n\"50% & \"\"x\"\"\"\n");
        let t = latex("t", "×3", &h, &r, "n_1");
        assert!(t.contains("50\\% \\& \"x\" \\\\"), "{t}");
        assert!(t.contains("\\caption{$\\times$3}") && t.contains("n\\_1"), "{t}");
    }

    #[test]
    fn a_figures_style_stands_alone() {
        let s = style();
        assert!(!s.contains("var("), "{s}");
        assert!(s.contains(".own { fill: #12355b; }"), "{s}");
        assert!(!s.contains("svg "), "{s}");
    }

    /// Relative luminance and contrast of WCAG 2.2.
    fn contrast(a: &str, b: &str) -> f64 {
        let luminance = |hex: &str| {
            let channel = |n: usize| {
                let v = f64::from(u8::from_str_radix(&hex[n..n + 2], 16).unwrap_or(0)) / 255.0;
                // The power 2.4 as x²·x^(2/5), the fifth root by Newton's method.
                if v <= 0.04045 { v / 12.92 } else { power_2_4((v + 0.055) / 1.055) }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (x, y) = (luminance(a), luminance(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    fn power_2_4(x: f64) -> f64 {
        let target = x * x;
        let mut root = 1.0_f64;
        for _ in 0..60 {
            let fourth = root * root * root * root;
            root -= (fourth * root - target) / (5.0 * fourth);
        }
        x * x * root
    }

    #[test]
    fn text_stands_out_in_both_themes() {
        let t = tokens();
        let pick = |name: &str, dark: bool| {
            let x = t.iter().find(|x| x.0 == name).map(|x| if dark { &x.2 } else { &x.1 });
            x.cloned().unwrap_or_else(|| name.to_owned())
        };
        assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 1e-9);
        // A published pair: #767676 on white is 4.54.
        assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.01);
        for dark in [false, true] {
            for (text, ground, least) in [
                ("ink", "paper", 7.0),
                ("ink", "box", 7.0),
                ("soft", "paper", 4.5),
                ("soft", "box", 4.5),
                ("accent", "paper", 4.5),
                ("accent", "box", 4.5),
                ("paper", "own", 4.5),
                ("on-likely", "likely", 4.5),
                ("ink", "doubtful", 4.5),
                ("ink", "land", 4.5),
                ("own", "paper", 3.0),
                ("likely", "paper", 3.0),
            ] {
                let c = contrast(&pick(text, dark), &pick(ground, dark));
                assert!(c >= least, "{text} on {ground}, dark {dark}: {c:.2} < {least}");
            }
        }
    }
}
