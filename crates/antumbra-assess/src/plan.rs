//! From an assessment to a plan: states that exist, distributions that can be drawn, sources that
//! resolve.

use crate::check::family;
use crate::dist::Dist;
use crate::doc::Node;
use crate::file::{Draw, DrawSpec, Family};
use crate::load::Loaded;
use antumbra_core::{
    Diagnostic, Diagnostics, Iso3, Provenance, Range, Setting, SourceId, SourceRegister, StateId,
    StateRecord, Tag, Year,
};
use antumbra_deter::{Gauge, Powers};
use antumbra_world::{Variable, World};

/// Shapes of the default prior of reliability, a beta distribution: mean .55 over the published range
/// of fulfilment.
pub(crate) const RELIABILITY: (f64, f64) = (3.5, 2.9);

/// A quantity to be drawn, and where it comes from.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Its key, as `--set` takes it.
    pub id: String,
    /// What it is.
    pub name: &'static str,
    /// The distribution.
    pub dist: Dist,
    /// Its evidence.
    pub provenance: Provenance,
}

/// A challenger with the share of its forces that faces the client.
#[derive(Clone, Debug)]
pub struct PlannedChallenger {
    /// The state.
    pub state: StateId,
    /// Its ISO3 code.
    pub iso3: Iso3,
    /// The share of its forces.
    pub theatre_share: Quantity,
}

/// A question that can be run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Short name.
    pub id: String,
    /// The question, as shown; `None` when the names of client and patron make it.
    pub title: Option<String>,
    /// The protected state.
    pub client: StateId,
    /// Its ISO3 code.
    pub client_iso3: Iso3,
    /// The protecting state.
    pub patron: StateId,
    /// Its ISO3 code.
    pub patron_iso3: Iso3,
    /// Forces of this year.
    pub year: Year,
    /// Treaties, nuclear cover and arsenals as of this year.
    pub commitments: Year,
    /// The reference setting.
    pub reference: Setting,
    /// Who might attack.
    pub challengers: Vec<PlannedChallenger>,
    /// Were the challengers found by rule, as the file names none?
    pub challengers_by_rule: bool,
    /// Would the patron come.
    pub reliability: Quantity,
    /// Would others.
    pub reliability_others: Quantity,
    /// Reliability when doubted.
    pub reliability_after: Quantity,
    /// Decisiveness `m` of the contest.
    pub decisiveness: Quantity,
    /// Share of the patron's force that surges into the client's bases.
    pub surge_share: Quantity,
    /// What full cover leaves of the hazard of war, `u`.
    pub cover_leaves: Quantity,
    /// Yearly hazard of war without cover on the experts' scale.
    pub war_expert: Quantity,
    /// What another provider's cover keeps when the patron goes.
    pub other_cover: Quantity,
    /// States with an informal commitment to the client.
    pub informal: Vec<StateId>,
    /// The file, with its places.
    pub loaded: Loaded,
    /// Every source that may be named.
    pub sources: SourceRegister,
}

impl Plan {
    /// The fall of perceived reliability that the plan asks about: from the mean of what is
    /// believed to what is believed when the patron is doubted.
    pub fn fall(&self) -> crate::politics::elastic::Fall {
        crate::politics::elastic::Fall {
            from: self.reliability.dist.mean(),
            to: self.reliability_after.dist.mean(),
        }
    }
}

/// Makes a plan of an assessment against a world.
///
/// # Errors
/// States that do not exist in the year, a patron that is the client, sources that do not resolve,
/// each at its place.
pub fn plan(
    loaded: Loaded,
    world: &World,
    powers: &Powers,
    library: &SourceRegister,
) -> Result<Plan, Diagnostics> {
    let mut out = Diagnostics::new();
    let a = &loaded.assessment;
    let doc = &loaded.doc;
    let year = Year(a.year);
    let mut sources = world.sources().clone();
    sources.extend(library.iter().map(|(k, v)| (k.clone(), v.clone())));
    sources.extend(a.sources.iter().map(|(k, v)| (SourceId::new(k.clone()), v.clone())));
    check_sources(&loaded, &sources, &mut out);

    let find = |text: &str, path: &str, out: &mut Diagnostics| match world.states().find(text, year)
    {
        Ok(s) => Some(s.clone()),
        Err(e) => {
            let message = e.to_string();
            let (what, hint) = match message.split_once("; ") {
                Some((w, h)) => (w.to_owned(), h.to_owned()),
                None => (
                    message,
                    "states are named by ISO3 code (JPN), COW number (740) or English name".into(),
                ),
            };
            let at = doc.place(path);
            out.push(Diagnostic::error("AN0130", what).at(at.origin.clone(), at.span).help(hint));
            None
        }
    };
    if let Some(last) = newest_forces(world)
        && year > last
    {
        let at = doc.place("year");
        out.push(
            Diagnostic::error(
                "AN0134",
                format!("there are no forces of {year}: the newest figures are of {last}"),
            )
            .at(at.origin.clone(), at.span)
            .help(format!("choose a year up to {last}; nothing is carried into the future")),
        );
        return Err(out);
    }
    let client = find(&a.client, "client", &mut out);
    let patron = find(&a.patron, "patron", &mut out);
    let mut named = Vec::new();
    for (n, c) in a.challengers.iter().enumerate() {
        if let Some(s) = find(&c.id, &format!("challengers.{n}.id"), &mut out) {
            named.push((s, c.theatre_share.clone()));
        }
    }
    let mut informal = Vec::new();
    for (n, i) in a.informal_commitments.iter().enumerate() {
        let from = find(&i.from, &format!("informal_commitments.{n}.from"), &mut out);
        let to = find(&i.to, &format!("informal_commitments.{n}.to"), &mut out);
        if let (Some(f), Some(t), Some(c)) = (from, to, &client)
            && t.id == c.id
            && i.since.is_none_or(|s| s <= commitments(a).0)
        {
            informal.push(f.id);
        } else if let (Some(t), Some(c)) = (find(&i.to, "", &mut Diagnostics::new()), &client)
            && t.id != c.id
        {
            let at = doc.place(&format!("informal_commitments.{n}.to"));
            out.push(
                Diagnostic::error(
                    "AN0135",
                    format!("this commitment is to {}, not to {}", t.name, c.name),
                )
                .at(at.origin.clone(), at.span)
                .help("a commitment to another state has no effect here: leave it out"),
            );
        }
    }
    let (Some(client), Some(patron)) = (client, patron) else { return Err(out) };
    let same = |s: &StateRecord, path: &str, role: &str, out: &mut Diagnostics| {
        let at = doc.place(path);
        out.push(
            Diagnostic::error("AN0131", format!("{} cannot be its own {role}", s.name))
                .at(at.origin.clone(), at.span)
                .help("client, patron and challengers are different states"),
        );
    };
    if client.id == patron.id {
        same(&client, "patron", "patron", &mut out);
    }
    for (n, (s, _)) in named.iter().enumerate() {
        if s.id == client.id {
            same(s, &format!("challengers.{n}.id"), "challenger", &mut out);
        } else if s.id == patron.id {
            let at = doc.place(&format!("challengers.{n}.id"));
            out.push(
                Diagnostic::error("AN0131", format!("{} is the patron and a challenger", s.name))
                    .at(at.origin.clone(), at.span)
                    .help("choose another patron, or leave this challenger out"),
            );
        }
    }
    let (Some(client_iso3), Some(patron_iso3)) = (client.iso3, patron.iso3) else {
        return Err(Diagnostic::error("AN0132", "client and patron need an ISO3 code").into());
    };
    let by_rule = named.is_empty();
    if by_rule && !out.has_errors() {
        for id in antumbra_deter::scene::likely_challengers(
            world,
            powers,
            client.id,
            patron.id,
            Gauge::of(&a.settings),
            commitments(a),
            3,
        ) {
            if let Some(s) = world.states().get(id, year) {
                named.push((s.clone(), None));
            }
        }
    }
    if out.has_errors() {
        return Err(out);
    }
    let mut challengers = Vec::new();
    for (s, share) in named {
        let Some(iso3) = s.iso3 else { continue };
        let id = format!("challengers.{iso3}.theatre_share");
        let name = "share of its forces that faces the protected state";
        let all = "all of its forces; no share was given";
        let theatre_share = quantity(&id, name, share.as_ref(), Ok(Dist::Point(1.0)), all, doc)?;
        challengers.push(PlannedChallenger { state: s.id, iso3, theatre_share });
    }
    let given =
        |d: &Option<Draw>, key: &str, name: &'static str, dist: Result<Dist, _>, why: &str| {
            quantity(&format!("draws.{key}"), name, d.as_ref(), dist, why, doc)
        };
    let d = &a.draws;
    let beta = || Dist::beta(RELIABILITY.0, RELIABILITY.1);
    let prior = "prior over the published range of fulfilment, .22 to .75 (mean .55)";
    Ok(Plan {
        id: a.id.clone().unwrap_or_else(|| client_iso3.as_str().to_lowercase()),
        title: a.title.clone(),
        client: client.id,
        client_iso3,
        patron: patron.id,
        patron_iso3,
        year,
        commitments: commitments(a),
        reference: a.settings,
        challengers,
        challengers_by_rule: by_rule,
        reliability: given(
            &d.reliability,
            "reliability",
            "would the protector come if the state were attacked",
            beta(),
            prior,
        )?,
        reliability_others: given(
            &d.reliability_others,
            "reliability_others",
            "would any other ally come",
            beta(),
            prior,
        )?,
        reliability_after: given(
            &d.reliability_after,
            "reliability_after",
            "reliability when doubted",
            Ok(Dist::Point(0.3)),
            "a fall of the kind that polls show; a point to be moved",
        )?,
        decisiveness: given(
            &d.decisiveness,
            "decisiveness",
            "how far the contest turns on capability (m)",
            Dist::normal(0.3, 0.1, Some(0.05), Some(1.0)),
            "slope of decisive outcomes on the ratio of military spending, .28 (.08) in disputes \
             and .31 (.11) in wars",
        )?,
        surge_share: given(
            &d.surge_share,
            "surge_share",
            "share of the protector's force that operates from the state's bases within 60 days",
            Dist::range(Range { lo: 0.1, mid: 0.3, hi: 0.6 }, Some(0.0), Some(1.0)),
            "no source records it",
        )?,
        cover_leaves: given(
            &d.cover_leaves,
            "cover_leaves",
            "what full cover leaves of the hazard of war (u)",
            Dist::range(Range { lo: 0.04, mid: 0.1, hi: 0.25 }, Some(0.03), Some(0.3)),
            "no war in 7,299 covered dyad-years does not make it 0; between .03 and .30",
        )?,
        war_expert: given(
            &d.war_expert,
            "war_expert",
            "yearly hazard of war with one challenger without cover, as experts put it",
            Dist::range(Range { lo: 0.001, mid: 0.005, hi: 0.02 }, Some(0.0), Some(1.0)),
            "below what experts say of Taiwan, .005 to .05 a year; from memory",
        )?,
        other_cover: given(
            &d.other_cover,
            "other_cover",
            "what another provider's cover keeps of the nuclear part when the protector goes",
            Dist::uniform(0.0, 0.6),
            "no precedent: between nothing and a little more than half",
        )?,
        informal,
        sources,
        loaded,
    })
}

/// The newest year of any figure of spending, single published ones included.
fn newest_forces(world: &World) -> Option<Year> {
    [Variable::MilexSipriUsd, Variable::MilexNmcUsd]
        .into_iter()
        .flat_map(|v| world.coverage_rows(v).map(|r| r.last))
        .max()
}

/// The newest year to which treaties and nuclear cover are brought up to date.
const NEWEST_COMMITMENTS: i16 = 2026;

/// The newest forces; with them go the newest commitments.
const NEWEST_FORCES: i16 = 2024;

fn commitments(a: &crate::file::Assessment) -> Year {
    let newest = if a.year >= NEWEST_FORCES { NEWEST_COMMITMENTS.max(a.year) } else { a.year };
    Year(a.commitments.unwrap_or(newest))
}

/// A quantity from what the file says, or from the default.
fn quantity(
    id: &str,
    name: &'static str,
    given: Option<&Draw>,
    default: Result<Dist, antumbra_num::Error>,
    why: &str,
    doc: &Node,
) -> Result<Quantity, Diagnostics> {
    let judged = |author: &str, note: Option<&str>| Provenance {
        tag: Tag::Judgement,
        sources: Vec::new(),
        author: Some(author.into()),
        note: note.map(str::to_owned),
    };
    // Every draw but the contest's slope is a share, whose range stays within 0 and 1.
    let share = id != "draws.decisiveness";
    let (dist, provenance) = match given {
        None => (default, judged("Antumbra (default)", Some(why))),
        Some(Draw::Point(x)) => (Ok(Dist::Point(*x)), judged("set by the user", None)),
        Some(Draw::Spread(s)) => (
            dist(s, share),
            Provenance {
                tag: s.tag,
                sources: s.sources.iter().map(|x| SourceId::new(x.clone())).collect(),
                author: s.author.clone(),
                note: s.note.clone(),
            },
        ),
    };
    let dist = dist.map_err(|e| {
        let at = doc.place(id);
        Diagnostic::error("AN0127", format!("`{id}` cannot be drawn: {e}"))
            .at(at.origin.clone(), at.span)
            .help("5th, 50th and 95th percentiles in order and within their bounds")
    })?;
    Ok(Quantity { id: id.into(), name, dist, provenance })
}

/// The distribution of a spec that [`crate::check`] has passed.
fn dist(s: &DrawSpec, share: bool) -> Result<Dist, antumbra_num::Error> {
    spec_dist(s, if share { (Some(0.0), Some(1.0)) } else { (None, None) })
}

/// The distribution of a spec that [`crate::check`] has passed, within bounds where the spec has
/// none of its own.
pub(crate) fn spec_dist(
    s: &DrawSpec,
    bounds: (Option<f64>, Option<f64>),
) -> Result<Dist, antumbra_num::Error> {
    let (min, max) = (s.min.or(bounds.0), s.max.or(bounds.1));
    // What is absent is NaN here, which every constructor refuses.
    let or = |x: Option<f64>| x.unwrap_or(f64::NAN);
    match family(s) {
        Some(Family::Beta) => Dist::beta(or(s.alpha), or(s.beta)),
        Some(Family::Normal) => Dist::normal(or(s.mean), or(s.sd), min, max),
        Some(Family::Uniform) => Dist::uniform(or(s.min), or(s.max)),
        Some(Family::Range) => {
            Dist::range(Range { lo: or(s.lo), mid: or(s.mid), hi: or(s.hi) }, min, max)
        }
        Some(Family::Point) | None => Ok(Dist::Point(or(s.mid))),
    }
}

/// Every `sources` list, and every `source`, names rows that exist.
fn check_sources(loaded: &Loaded, known: &SourceRegister, out: &mut Diagnostics) {
    fn walk(node: &Node, key: &str, known: &SourceRegister, out: &mut Diagnostics) {
        match &node.value {
            crate::doc::Value::Map(m) => {
                for (k, _, n) in m {
                    // `[sources.ID]` at the top is a register, not a list of ids.
                    if !(k == "sources" && matches!(n.value, crate::doc::Value::Map(_))) {
                        walk(n, k, known, out);
                    }
                }
            }
            crate::doc::Value::List(l) => l.iter().for_each(|n| walk(n, key, known, out)),
            crate::doc::Value::Text(id)
                if matches!(key, "sources" | "source" | "text_source")
                    && known.get(&SourceId::new(id.clone())).is_none() =>
            {
                let add = format!("add [sources.{id}] with author, year, title, where, read");
                let help = match antumbra_core::did_you_mean(id, known.ids()) {
                    Some(n) => format!("did you mean `{n}`? Or {add}"),
                    None => add,
                };
                out.push(
                    Diagnostic::error("AN0133", format!("there is no source `{id}`"))
                        .at(node.at.origin.clone(), node.at.span)
                        .help(help),
                );
            }
            _ => {}
        }
    }
    walk(&loaded.doc, "", known, out);
}
