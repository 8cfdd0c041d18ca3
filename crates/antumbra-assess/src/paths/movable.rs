//! What may be moved to overturn a verdict on paths, with what a reader would watch.
//!
//! Bounds of the centre and the common width of each input are analysts' judgements: a move by one
//! common width is a large change of mind whatever the input's own range.

use super::draws::{self, Drawn};
use crate::answer::cases::Asked;
use crate::file::{DrawSpec, Tolerance};
use crate::plan::{Plan, spec_dist};
use antumbra_core::{Range, Tag};
use antumbra_explore::overturn::{Group, Movable};
use antumbra_num::dist::Distribution;

/// What a move acts on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// Drawn inputs, by their places, that one key of the file sets.
    Inputs(Vec<usize>),
    /// Times the reference's risk of war.
    War,
    /// Times the reference's armed clashes.
    Clash,
    /// Spending in the dearest year.
    Spending,
    /// The share of the umbrella's effect on war that is nuclear.
    Nuclear,
    /// The share of futures from which on a path holds.
    Holds,
}

/// An input or yardstick that may be moved, and what it is.
#[derive(Clone, Debug)]
pub(super) struct Lever {
    pub(super) movable: Movable,
    pub(super) target: Target,
    pub(super) label: String,
    pub(super) indicator: Option<String>,
    /// Its percentiles now; all equal for a yardstick.
    pub(super) range: Range,
}

/// Name of the input in the simulator, label, where the centre may lie, common width, indicator (empty where there
/// is nothing to watch).
type Row = (&'static str, &'static str, (f64, f64), f64, &'static str);

const WORLD: [Row; 6] = [
    (
        "exit_year",
        "years until {patron} goes",
        (0.5, 30.0),
        10.0,
        "a notice under the treaty; units withdrawn; strategy papers of {patron}",
    ),
    (
        "growth_patron",
        "yearly growth of {patron}'s forces",
        (-0.08, 0.1),
        0.04,
        "{patron}'s budget for defence, year on year (SIPRI)",
    ),
    (
        "growth_gdp",
        "{client}'s yearly growth",
        (-0.03, 0.06),
        0.03,
        "{client}'s real GDP, year on year",
    ),
    (
        "growth_allies",
        "yearly growth of allies' and partners' forces",
        (-0.05, 0.12),
        0.04,
        "their military spending, year on year (SIPRI)",
    ),
    (
        "loosening_hazard",
        "yearly chance that {patron} loosens",
        (0.002, 0.6),
        0.2,
        "statements on the duty to defend; exercises cancelled; posts left empty",
    ),
    (
        "demand_pressure",
        "weight of unmet demands for spending",
        (0.05, 10.0),
        4.0,
        "what {patron} asks {client} to spend, and what it says when refused",
    ),
];

const JUDGEMENTS: [Row; 13] = [
    (
        "reliability",
        "reliability",
        (0.05, 0.95),
        0.4,
        "polls of elites; what {patron} does for its other allies",
    ),
    (
        "reliability_others",
        "reliability of other allies",
        (0.05, 0.95),
        0.4,
        "their commitments in words and in exercises",
    ),
    (
        "reliability_partners",
        "reliability of partners won",
        (0.05, 0.95),
        0.4,
        "agreements on access turned into plans and stocks",
    ),
    (
        "decisiveness",
        "how far force decides",
        (0.06, 1.2),
        0.3,
        "recent wars: how often the side with fewer means held its ground",
    ),
    (
        "cover_leaves",
        "war hazard left under cover",
        (0.035, 0.29),
        0.15,
        "attacks on states under a defence pact, against those on states without one",
    ),
    (
        "depreciation",
        "yearly wear of forces",
        (0.02, 0.3),
        0.08,
        "service lives of ships and aircraft; readiness rates",
    ),
    (
        "absorption",
        "how fast forces can grow",
        (0.02, 0.5),
        0.1,
        "money not spent at the end of the year; recruits against posts",
    ),
    (
        "delivery",
        "years from money to forces",
        (0.5, 9.0),
        4.0,
        "delivery dates in {client}'s procurement budget",
    ),
    (
        "arms_response",
        "how far rivals answer a build-up",
        (0.01, 0.8),
        0.3,
        "rivals' budgets in the years after {client}'s",
    ),
    (
        "trust_response",
        "spending added per trust lost",
        (0.001, 0.12),
        0.03,
        "{client}'s budget after doubts are voiced",
    ),
    (
        "loosening_size",
        "what a loosening takes away",
        (0.05, 0.9),
        0.4,
        "size of the forces that stay",
    ),
    (
        "notice_belief",
        "belief left after notice is given",
        (0.05, 0.97),
        0.4,
        "what rivals say and do after notice elsewhere",
    ),
    (
        "revised_belief",
        "belief in a revised treaty",
        (0.5, 1.6),
        0.4,
        "wording on mutual duty in a revised treaty",
    ),
];

/// Percentiles moved by a shift in natural units, within a domain, to six decimals: what a `--set`
/// line can say exactly.
pub(super) fn shifted(r: Range, shift: f64, domain: (f64, f64)) -> Range {
    let at = |x: f64| (1e6 * (x + shift).clamp(domain.0, domain.1)).round() / 1e6;
    Range { lo: at(r.lo), mid: at(r.mid), hi: at(r.hi) }
}

/// Percentiles as the file would have them.
fn spec(r: Range) -> DrawSpec {
    DrawSpec {
        distribution: None,
        lo: Some(r.lo),
        mid: Some(r.mid),
        hi: Some(r.hi),
        alpha: None,
        beta: None,
        mean: None,
        sd: None,
        min: None,
        max: None,
        tag: Tag::Judgement,
        author: None,
        sources: Vec::new(),
        note: None,
    }
}

/// The distribution that an input has once the file says `lo`, `mid` and `hi`.
///
/// # Errors
/// Percentiles that no distribution goes through.
pub(super) fn rebuilt(
    plan: &Plan,
    d: &Drawn,
    r: Range,
) -> Result<draws::Bounded, antumbra_num::Error> {
    let bounds = match draws::key_of(plan, d).as_str() {
        "draws.decisiveness" => (None, None),
        k if k.starts_with("draws.") => (Some(0.0), Some(1.0)),
        _ => (Some(d.def.domain.0), Some(d.def.domain.1)),
    };
    Ok(draws::Bounded::new(spec_dist(&spec(r), bounds)?, d.def.domain))
}

/// Everything that may be moved, the world first; inputs that this run does not draw are left out.
pub(super) fn levers(asked: &Asked<'_>, drawn: &[Drawn]) -> Vec<Lever> {
    let plan = asked.plan;
    let name = |state| {
        let found = asked.world.states().get(state, plan.year);
        found.map_or_else(String::new, |s| short(&s.name).to_owned())
    };
    let (client, patron) = (name(plan.client), name(plan.patron));
    let words = |t: &str| t.replace("{patron}", &patron).replace("{client}", &client);
    let mut out = Vec::new();
    for ch in &plan.challengers {
        let id = format!("growth.{}", super::setup::short(ch.iso3));
        let them = name(ch.state);
        out.extend(input(
            plan,
            drawn,
            &id,
            (Group::World, format!("{them}'s yearly growth"), (-0.05, 0.12), 0.04),
            format!("{them}'s military spending, year on year (SIPRI; its budget)"),
        ));
    }
    for (group, rows) in [(Group::World, &WORLD[..]), (Group::Judgement, &JUDGEMENTS[..])] {
        for (id, label, bounds, width, indicator) in rows {
            let about = (group, words(label), *bounds, *width);
            out.extend(input(plan, drawn, id, about, words(indicator)));
        }
    }
    out.push(nuclear(plan));
    out.extend(yardsticks(&plan.loaded.assessment.tolerance));
    out
}

/// The nuclear share is an assumption at three values: it moves from one to the next.
fn nuclear(plan: &Plan) -> Lever {
    let now = plan.reference.psi;
    Lever {
        movable: Movable {
            name: "settings.psi".into(),
            group: Group::Judgement,
            lo: 0.0,
            mid: now,
            hi: 1.0,
            bounds: (0.0, 1.0),
            unit: "share".into(),
            reference_width: 0.5,
        },
        target: Target::Nuclear,
        label: "nuclear share of cover (ψ)".into(),
        indicator: Some(
            "what rivals' staffs and exercises treat as the risk: conventional forces, or weapons"
                .into(),
        ),
        range: Range { lo: now, mid: now, hi: now },
    }
}

/// The share up to which a path does not hold: it tells failing from holding in part, and so turns
/// no search. A lever of the same kind as the others, for its row.
pub(super) fn fails(t: &Tolerance) -> Lever {
    yardstick(
        "fails_share",
        "share of futures up to which a path does not hold",
        t.fails_share,
        (0.0, t.holds_share),
        0.2,
        "share of futures",
        Target::Holds,
        "what share of bad outcomes decision papers call too many",
    )
}

fn short(name: &str) -> &str {
    match name {
        "United States of America" | "United States" => "the US",
        "United Kingdom" => "Britain",
        "Russia (Soviet Union)" | "Russian Federation" => "Russia",
        n => n,
    }
}

/// A drawn input as a lever; `None` where it is not drawn or cannot be moved.
fn input(
    plan: &Plan,
    drawn: &[Drawn],
    id: &str,
    (group, label, bounds, width): (Group, String, (f64, f64), f64),
    indicator: String,
) -> Option<Lever> {
    let first = drawn.iter().find(|d| d.def.name == id)?;
    let key = draws::key_of(plan, first);
    let places: Vec<usize> =
        (0..drawn.len()).filter(|i| draws::key_of(plan, &drawn[*i]) == key).collect();
    let q = |p| first.dist.quantile(p);
    let range = Range { lo: q(0.05), mid: q(0.5), hi: q(0.95) };
    let domain = first.def.domain;
    // A centre may go as far as every distribution on the way can be built.
    let builds = |shift: f64| {
        let r = shifted(range, shift, domain);
        places.iter().all(|i| rebuilt(plan, &drawn[*i], r).is_ok())
    };
    let reach = |to: f64| {
        let steps = 16;
        let part = |k: i32| (to - range.mid) * f64::from(k) / f64::from(steps);
        let far = (1..=steps).take_while(|k| builds(part(*k))).last().unwrap_or(0);
        range.mid + part(far)
    };
    let bounds = (reach(bounds.0.min(range.mid)), reach(bounds.1.max(range.mid)));
    (builds(0.0) && bounds.0 < bounds.1).then(|| Lever {
        movable: Movable {
            name: key,
            group,
            lo: range.lo,
            mid: range.mid,
            hi: range.hi,
            bounds,
            unit: first.def.unit.to_owned(),
            reference_width: width,
        },
        target: Target::Inputs(places),
        label,
        indicator: Some(indicator).filter(|i| !i.is_empty()),
        range,
    })
}

/// The limits, and last the share of futures that is asked for.
fn yardsticks(t: &Tolerance) -> Vec<Lever> {
    let rows = [
        yardstick(
            "war_ratio_max",
            "war risk tolerated",
            t.war_ratio_max,
            (1.0, 40.0),
            2.0,
            "times",
            Target::War,
            "what parliament and polls say of the risk that they would bear",
        ),
        yardstick(
            "force_ratio_max",
            "clashes tolerated",
            t.force_ratio_max,
            (1.0, 8.0),
            0.5,
            "times",
            Target::Clash,
            "how the public takes clashes at sea and in the air",
        ),
        yardstick(
            "gdp_share_max",
            "spending tolerated",
            t.gdp_share_max,
            (0.005, 0.2),
            0.02,
            "share of GDP",
            Target::Spending,
            "votes on taxes and budgets for defence",
        ),
        yardstick(
            "holds_share",
            "share of futures asked for",
            t.holds_share,
            (0.5_f64.max(t.fails_share + 0.01), 0.99),
            0.2,
            "share of futures",
            Target::Holds,
            "the certainty that decision papers ask of a plan",
        ),
    ];
    let inside = |l: &Lever| {
        let (from, to) = l.movable.bounds;
        (from..=to).contains(&l.movable.mid)
    };
    rows.into_iter().filter(inside).collect()
}

#[allow(clippy::too_many_arguments, reason = "a row of a table")]
fn yardstick(
    key: &str,
    label: &str,
    now: f64,
    bounds: (f64, f64),
    width: f64,
    unit: &str,
    target: Target,
    indicator: &str,
) -> Lever {
    Lever {
        movable: Movable {
            name: format!("tolerance.{key}"),
            group: Group::Yardstick,
            lo: now,
            mid: now,
            hi: now,
            bounds,
            unit: unit.into(),
            reference_width: width,
        },
        target,
        label: label.into(),
        indicator: Some(indicator.into()),
        range: Range { lo: now, mid: now, hi: now },
    }
}
