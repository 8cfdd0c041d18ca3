//! Every uncertain input of the simulator with its distribution: the file's, or the suggested one.

use crate::dist::Dist;
use crate::file::Draw;
use crate::plan::{Plan, spec_dist};
use antumbra_core::{Diagnostic, Diagnostics, Provenance, SourceId, Tag, did_you_mean};
use antumbra_num::dist::Distribution;
use antumbra_path::inputs::{RELIABILITY, RELIABILITY_CORRELATION};
use antumbra_path::{InputDef, Suggestion};
use antumbra_record::ledger::Input;
use std::sync::Arc;

/// One input of the simulator, ready to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub(crate) def: InputDef,
    pub(crate) dist: Bounded,
    pub(crate) provenance: Provenance,
    /// Set by the file, not by default.
    pub(crate) given: bool,
}

/// A distribution held within the domain of its input.
#[derive(Clone, Debug)]
pub(crate) struct Bounded {
    dist: Dist,
    lo: f64,
    hi: f64,
}

impl Bounded {
    /// A distribution within a domain.
    pub(crate) fn new(dist: Dist, (lo, hi): (f64, f64)) -> Self {
        Bounded { dist, lo, hi }
    }
}

impl Distribution for Bounded {
    fn cdf(&self, x: f64) -> f64 {
        if x < self.lo {
            0.0
        } else if x >= self.hi {
            1.0
        } else {
            self.dist.cdf(x)
        }
    }

    fn quantile(&self, p: f64) -> f64 {
        self.dist.quantile(p).clamp(self.lo, self.hi)
    }

    fn quantiles(&self, p: &mut [f64]) {
        self.dist.quantiles(p);
        p.iter_mut().for_each(|x| *x = x.clamp(self.lo, self.hi));
    }
}

/// The key of an input in the file: its name with dots as underscores.
pub(crate) fn key(name: &str) -> String {
    name.replace('.', "_")
}

/// The key of the file that sets a drawn input now: one of `draws`, which may set several, where the
/// input has none of its own.
pub(crate) fn key_of(plan: &Plan, d: &Drawn) -> String {
    match shared(plan, &d.def.name).filter(|_| !d.given) {
        Some(q) => q.id.clone(),
        None => format!("future.draws.{}", key(&d.def.name)),
    }
}

/// The quantities of the closed forms that the simulator reads too, under the same name.
fn shared<'a>(plan: &'a Plan, name: &str) -> Option<&'a crate::plan::Quantity> {
    Some(match name {
        "reliability" | "reliability_acted" => &plan.reliability,
        "reliability_others" => &plan.reliability_others,
        "decisiveness" => &plan.decisiveness,
        "cover_leaves" => &plan.cover_leaves,
        "surge_share" => &plan.surge_share,
        _ => {
            let of = name.strip_prefix("theatre.")?;
            let ch = plan.challengers.iter().find(|c| super::setup::short(c.iso3) == of)?;
            &ch.theatre_share
        }
    })
}

/// The inputs with the patron's reliability, believed and acted, at one point; every other draw
/// stays as it is.
pub(crate) fn with_reliability(drawn: &[Drawn], rho: f64) -> Vec<Drawn> {
    let fixed = |d: &Drawn| {
        let mut d = d.clone();
        if matches!(d.def.name.as_str(), "reliability" | "reliability_acted") {
            d.dist.dist = Dist::Point(rho);
        }
        d
    };
    drawn.iter().map(fixed).collect()
}

/// Gives every input its distribution.
///
/// # Errors
/// Keys under `future.draws` that no input has, and distributions that cannot be drawn.
pub(crate) fn all(plan: &Plan, defs: &[InputDef]) -> Result<Vec<Drawn>, Diagnostics> {
    unknown(plan, defs)?;
    some(plan, defs)
}

/// Keys under `future.draws` that no input has are errors.
fn unknown(plan: &Plan, defs: &[InputDef]) -> Result<(), Diagnostics> {
    let file = &plan.loaded.assessment.future.draws;
    let doc = &plan.loaded.doc;
    let mut out = Diagnostics::new();
    for k in file.keys() {
        if !defs.iter().any(|d| key(&d.name) == *k) {
            let place = doc.place(&format!("future.draws.{k}"));
            let names: Vec<String> = defs.iter().map(|d| key(&d.name)).collect();
            let help = match did_you_mean(k, names.iter().map(String::as_str)) {
                Some(n) => format!("did you mean `{n}`?"),
                None => format!("there are: {}", names.join(", ")),
            };
            out.push(
                Diagnostic::error("AN0144", format!("nothing uncertain is called `{k}`"))
                    .at(place.origin.clone(), place.span)
                    .help(help),
            );
        }
    }
    if out.has_errors() { Err(out) } else { Ok(()) }
}

/// Gives these inputs their distributions; the file may have keys for others.
pub(crate) fn some(plan: &Plan, defs: &[InputDef]) -> Result<Vec<Drawn>, Diagnostics> {
    let file = &plan.loaded.assessment.future.draws;
    let doc = &plan.loaded.doc;
    let mut out = Diagnostics::new();
    let mut drawn = Vec::with_capacity(defs.len());
    for d in defs {
        let given = file.get(&key(&d.name));
        let bounds = (Some(d.domain.0), Some(d.domain.1));
        let dist = match given {
            Some(Draw::Point(x)) => Ok(Dist::Point(*x)),
            Some(Draw::Spread(s)) => spec_dist(s, bounds),
            None => match shared(plan, &d.name) {
                Some(q) => Ok(q.dist.clone()),
                None => suggested(d.suggestion, d.domain),
            },
        };
        let provenance = match given {
            Some(Draw::Point(_)) => judged("set by the user", None),
            Some(Draw::Spread(s)) => Provenance {
                tag: s.tag,
                sources: s.sources.iter().map(|x| SourceId::new(x.clone())).collect(),
                author: s.author.clone(),
                note: s.note.clone(),
            },
            None => match shared(plan, &d.name) {
                Some(q) => q.provenance.clone(),
                None => judged("Antumbra (default)", None),
            },
        };
        match dist {
            Ok(dist) => drawn.push(Drawn {
                dist: Bounded { dist, lo: d.domain.0, hi: d.domain.1 },
                def: d.clone(),
                provenance,
                given: given.is_some(),
            }),
            Err(e) => {
                let path = format!("future.draws.{}", key(&d.name));
                let place = doc.place(&path);
                out.push(
                    Diagnostic::error("AN0127", format!("`{path}` cannot be drawn: {e}"))
                        .at(place.origin.clone(), place.span)
                        .help(format!("it lies between {} and {}", d.domain.0, d.domain.1)),
                );
            }
        }
    }
    if out.has_errors() { Err(out) } else { Ok(drawn) }
}

fn judged(author: &str, note: Option<&str>) -> Provenance {
    Provenance {
        tag: Tag::Judgement,
        sources: Vec::new(),
        author: Some(author.into()),
        note: note.map(str::to_owned),
    }
}

fn suggested(s: Suggestion, domain: (f64, f64)) -> Result<Dist, antumbra_num::Error> {
    let (lo, hi) = (Some(domain.0), Some(domain.1));
    match s {
        Suggestion::Percentiles(r) => Dist::range(r, lo, hi),
        Suggestion::Beta(a, b) => Dist::beta(a, b),
        Suggestion::Normal(mean, sd) => Dist::normal(mean, sd, lo, hi),
        Suggestion::Uniform(a, b) => Dist::uniform(a, b),
    }
}

/// The inputs as the ensemble draws them, with the correlated group.
pub(crate) fn ensemble(
    drawn: &[Drawn],
) -> (Vec<antumbra_explore::ensemble::Input>, Vec<antumbra_explore::ensemble::Group>) {
    use antumbra_explore::ensemble::{Group, Input, InputKind};
    let inputs = drawn
        .iter()
        .map(|d| Input {
            name: d.def.name.clone(),
            kind: InputKind::Real(Arc::new(d.dist.clone())),
        })
        .collect();
    let together: Vec<String> = drawn
        .iter()
        .filter(|d| d.def.group == Some(RELIABILITY))
        .map(|d| d.def.name.clone())
        .collect();
    let n = together.len();
    let groups = if n < 2 {
        Vec::new()
    } else {
        vec![Group {
            inputs: together,
            correlations: vec![RELIABILITY_CORRELATION; n * (n - 1) / 2],
        }]
    };
    (inputs, groups)
}

/// The inputs as rows of the ledger; those of the closed forms are there already, and pure numbers
/// of chance are none that a person would judge.
pub(crate) fn ledger(plan: &Plan, drawn: &[Drawn]) -> Vec<Input> {
    drawn
        .iter()
        .filter(|d| !matches!(d.def.unit, "uniform" | "standard deviations"))
        .filter(|d| d.given || shared(plan, &d.def.name).is_none())
        .map(|d| {
            let q = |p| Some(d.dist.quantile(p));
            let point = d.dist.quantile(0.05) == d.dist.quantile(0.95);
            let mut sources: Vec<String> =
                d.provenance.sources.iter().map(ToString::to_string).collect();
            if sources.is_empty() {
                sources = d.def.sources.iter().map(|s| (*s).to_owned()).collect();
            }
            Input {
                id: format!("future.draws.{}", key(&d.def.name)),
                name: Some(d.def.meaning.clone()),
                unit: Some(d.def.unit.to_owned()),
                lo: if point { None } else { q(0.05) },
                mid: q(0.5),
                hi: if point { None } else { q(0.95) },
                tag: d.provenance.tag,
                source: sources.join("; "),
                author: d.provenance.author.clone(),
                note: d.provenance.note.clone(),
                role: "model".into(),
            }
        })
        .collect()
}
