//! What the schema cannot say: order, sums, distributions that hang together, names used twice.

use crate::doc::Node;
use crate::file::{Assessment, Draw, DrawSpec, Family};
use antumbra_core::{Diagnostic, Diagnostics};
use std::collections::BTreeSet;

/// Checks an assessment that follows the schema.
///
/// # Errors
/// Everything that is wrong, each at its place.
pub fn check(a: &Assessment, doc: &Node) -> Result<(), Diagnostics> {
    let mut out = Diagnostics::new();
    for (path, draw) in draws(a) {
        if let Draw::Spread(spec) = draw {
            check_draw(spec, &path, doc, &mut out);
        }
    }
    for i in &a.inputs {
        check_order(i.lo, i.mid, i.hi, &format!("inputs.{}", i.id), doc, &mut out);
        if i.lo.is_none() && i.mid.is_none() && i.hi.is_none() {
            out.push(error("AN0123", format!("input `{}` has no figure", i.id), doc, &format!("inputs.{}", i.id))
                .help("give lo, mid and hi, or mid alone; leave the input out when its figure is missing"));
        }
    }
    for o in &a.nuclear.options {
        let path = format!("nuclear.options.{}", o.id);
        if !(0.0 <= o.r_nuc.min && o.r_nuc.min <= o.r_nuc.max && o.r_nuc.max <= 1.0) {
            out.push(
                error(
                    "AN0122",
                    format!("`r_nuc` of `{}` is no range of shares", o.id),
                    doc,
                    &format!("{path}.r_nuc"),
                )
                .help("write r_nuc = { min = 0.0, max = 0.3 } with 0 <= min <= max <= 1"),
            );
        }
        for (name, t) in [("years", o.years), ("gdp_share", o.gdp_share)] {
            if let Some(t) = t {
                check_order(
                    Some(t.lo),
                    Some(t.mid),
                    Some(t.hi),
                    &format!("{path}.{name}"),
                    doc,
                    &mut out,
                );
            }
        }
    }
    if let Some(p) = &a.personnel
        && p.filled.value > p.authorised.value
    {
        out.push(
            error(
                "AN0124",
                "more posts are filled than authorised".into(),
                doc,
                "personnel.filled",
            )
            .help(format!("filled {} against authorised {}", p.filled.value, p.authorised.value)),
        );
    }
    for (path, ids) in [
        ("inputs", a.inputs.iter().map(|i| i.id.to_lowercase()).collect::<Vec<_>>()),
        ("challengers", a.challengers.iter().map(|c| c.id.to_lowercase()).collect()),
        ("claims", a.claims.iter().map(|c| c.id.to_string()).collect()),
        ("nuclear.options", a.nuclear.options.iter().map(|o| o.id.to_lowercase()).collect()),
        ("paths", a.paths.iter().map(|p| p.id.to_lowercase()).collect()),
        ("schools", a.schools.iter().map(|s| s.id.to_lowercase()).collect()),
        ("future.regimes", a.future.regimes.iter().map(|r| r.id.to_lowercase()).collect()),
        ("future.partners", a.future.partners.iter().map(|p| p.id.to_lowercase()).collect()),
        ("future.neighbours", a.future.neighbours.iter().map(|n| n.id.to_lowercase()).collect()),
        (
            "future.contingencies",
            a.future.contingencies.iter().map(|c| c.id.to_lowercase()).collect(),
        ),
        ("decisions", a.decisions.iter().map(|d| d.id.to_lowercase()).collect()),
        ("actors", a.actors.iter().map(|x| x.id.to_lowercase()).collect()),
        ("polls", a.polls.iter().map(|x| x.id.to_lowercase()).collect()),
    ] {
        let mut seen = BTreeSet::new();
        for (n, id) in ids.iter().enumerate() {
            if !seen.insert(id) {
                out.push(
                    error(
                        "AN0121",
                        format!("`{id}` appears twice in `{path}`"),
                        doc,
                        &format!("{path}.{n}"),
                    )
                    .help("every id stands once"),
                );
            }
        }
    }
    for d in &a.decisions {
        if !is_date(&d.date) {
            out.push(
                error(
                    "AN0125",
                    format!("`{}` is no date", d.date),
                    doc,
                    &format!("decisions.{}.date", d.id),
                )
                .help("write 2027-03-31, 2027-03 or 2027"),
            );
        }
    }
    if let Err(d) = crate::politics::sections(a, doc) {
        out.extend(d);
    }
    if out.has_errors() { Err(out) } else { Ok(()) }
}

/// Every draw that is written, with its path.
pub fn draws(a: &Assessment) -> Vec<(String, &Draw)> {
    let d = &a.draws;
    let mut out: Vec<(String, &Draw)> = [
        ("reliability", &d.reliability),
        ("reliability_others", &d.reliability_others),
        ("reliability_after", &d.reliability_after),
        ("decisiveness", &d.decisiveness),
        ("surge_share", &d.surge_share),
        ("cover_leaves", &d.cover_leaves),
        ("war_expert", &d.war_expert),
        ("other_cover", &d.other_cover),
    ]
    .into_iter()
    .filter_map(|(k, v)| v.as_ref().map(|v| (format!("draws.{k}"), v)))
    .collect();
    out.extend(a.future.draws.iter().map(|(k, v)| (format!("future.draws.{k}"), v)));
    for c in &a.challengers {
        if let Some(t) = &c.theatre_share {
            out.push((format!("challengers.{}.theatre_share", c.id), t));
        }
    }
    out
}

fn error(code: &'static str, message: String, doc: &Node, path: &str) -> Diagnostic {
    let at = doc.place(path);
    Diagnostic::error(code, message).at(at.origin.clone(), at.span)
}

fn check_order(
    lo: Option<f64>,
    mid: Option<f64>,
    hi: Option<f64>,
    path: &str,
    doc: &Node,
    out: &mut Diagnostics,
) {
    let given: Vec<f64> = [lo, mid, hi].into_iter().flatten().collect();
    if given.windows(2).any(|w| w[0] > w[1]) {
        let name = path.rsplit('.').next().unwrap_or(path);
        out.push(
            error("AN0120", format!("the range of `{name}` is out of order"), doc, path)
                .help("lo is the 5th percentile, mid the median, hi the 95th: lo <= mid <= hi"),
        );
    }
}

/// The family that a spec means.
pub fn family(s: &DrawSpec) -> Option<Family> {
    s.distribution.or(match (s.lo, s.mid, s.hi) {
        (Some(_), Some(_), Some(_)) => Some(Family::Range),
        (None, Some(_), None) => Some(Family::Point),
        _ if s.alpha.is_some() && s.beta.is_some() => Some(Family::Beta),
        _ if s.mean.is_some() && s.sd.is_some() => Some(Family::Normal),
        _ if s.min.is_some() && s.max.is_some() => Some(Family::Uniform),
        _ => None,
    })
}

fn check_draw(s: &DrawSpec, path: &str, doc: &Node, out: &mut Diagnostics) {
    let Some(family) = family(s) else {
        out.push(error("AN0126", "this distribution is not complete".into(), doc, path).help(
            "give lo, mid and hi; or mid alone; or distribution = \"beta\" with alpha and beta, \
             \"normal\" with mean and sd, \"uniform\" with min and max",
        ));
        return;
    };
    let needed: &[(&str, bool)] = match family {
        Family::Range => {
            &[("lo", s.lo.is_none()), ("mid", s.mid.is_none()), ("hi", s.hi.is_none())]
        }
        Family::Beta => &[("alpha", s.alpha.is_none()), ("beta", s.beta.is_none())],
        Family::Normal => &[("mean", s.mean.is_none()), ("sd", s.sd.is_none())],
        Family::Uniform => &[("min", s.min.is_none()), ("max", s.max.is_none())],
        Family::Point => &[("mid", s.mid.is_none())],
    };
    for (key, missing) in needed {
        if *missing {
            out.push(error("AN0126", format!("this distribution needs `{key}`"), doc, path));
        }
    }
    // A key that the family does not read would be a what-if that never happens.
    let read: &[&str] = match family {
        Family::Range => &["lo", "mid", "hi", "min", "max"],
        Family::Beta => &["alpha", "beta"],
        Family::Normal => &["mean", "sd", "min", "max"],
        Family::Uniform => &["min", "max"],
        Family::Point => &["mid"],
    };
    for (key, given) in [
        ("lo", s.lo),
        ("mid", s.mid),
        ("hi", s.hi),
        ("alpha", s.alpha),
        ("beta", s.beta),
        ("mean", s.mean),
        ("sd", s.sd),
        ("min", s.min),
        ("max", s.max),
    ] {
        if given.is_some() && !read.contains(&key) {
            let short = path.rsplit('.').next().unwrap_or(path);
            let word = format!("{family:?}").to_lowercase();
            out.push(
                error("AN0128", format!("`{key}` is not read by a {word} distribution"), doc, &format!("{path}.{key}"))
                    .help(format!(
                        "replace the whole: {short} = 0.4, or {short} = {{ lo = 0.2, mid = 0.4, hi = 0.6 }}"
                    )),
            );
        }
    }
    check_order(s.lo, s.mid, s.hi, path, doc, out);
    if let (Some(a), Some(b)) = (s.min, s.max)
        && a >= b
    {
        out.push(error("AN0120", "`min` is not below `max`".into(), doc, path));
    }
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with a month and a day that exist.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |s: &str, digits: usize| {
        (s.len() == digits && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<u32>().ok())
            .flatten()
    };
    let (year, month, day) = match parts.as_slice() {
        [y] => (number(y, 4), Some(1), Some(1)),
        [y, m] => (number(y, 4), number(m, 2), Some(1)),
        [y, m, d] => (number(y, 4), number(m, 2), number(d, 2)),
        _ => return false,
    };
    let (Some(y), Some(m), Some(d)) = (year, month, day) else { return false };
    let leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    let days = match m {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&d)
}

#[cfg(test)]
mod tests {
    use super::is_date;
    use crate::load::load;

    fn wrong(text: &str) -> String {
        load("a.toml", text.as_bytes(), &[]).unwrap_err().to_string()
    }

    #[test]
    fn dates_exist() {
        assert!(is_date("2027-03-31") && is_date("2027") && is_date("2024-02-29"));
        for bad in ["2027-02-29", "2027-13", "31 March", "2027-3-1", "2027-04-31-1"] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn ranges_are_in_order_and_complete() {
        let e = wrong("client = \"JPN\"\n[draws.reliability]\nlo = 0.6\nmid = 0.5\nhi = 0.7\n");
        assert!(e.contains("AN0120"), "{e}");
        let e = wrong("client = \"JPN\"\n[draws.reliability]\nlo = 0.6\n");
        assert!(e.contains("AN0126") && e.contains("not complete"), "{e}");
        let e =
            wrong("client = \"JPN\"\n[draws.reliability]\ndistribution = \"beta\"\nalpha = 2.0\n");
        assert!(e.contains("needs `beta`"), "{e}");
        let e = wrong("client = \"JPN\"\n[[inputs]]\nid = \"x\"\ntag = \"judgement\"\n");
        assert!(e.contains("has no figure"), "{e}");
    }

    #[test]
    fn ids_stand_once_and_dates_are_dates() {
        let e = wrong(
            "client = \"JPN\"\n[[challengers]]\nid = \"CHN\"\n[[challengers]]\nid = \"chn\"\n",
        );
        assert!(e.contains("appears twice"), "{e}");
        let e =
            wrong("client = \"JPN\"\n[[decisions]]\nid = \"x\"\ndate = \"soon\"\ntitle = \"t\"\n");
        assert!(e.contains("is no date"), "{e}");
    }
}
