//! Three published results from the raw files.

use super::{Ground, failed};
use antumbra_core::Diagnostics;
use antumbra_deter::evidence::Severity;
use antumbra_deter::evidence::published::{fulfilment, outcome_skill, pact_effect};
use antumbra_record::validate::{Claim, ClaimId};

pub(super) fn claims(g: &Ground<'_>) -> Result<Vec<Claim>, Diagnostics> {
    let mut out = Vec::new();
    let e = pact_effect(&g.field, Severity::Any).map_err(failed)?;
    let rate = |(events, rows): (usize, usize)| events as f64 / rows as f64;
    out.push(
        Claim::bounded(ClaimId::PactRate, e.rate_ratio, None, Some(1.0))
            .beside("rate_defended", rate(e.defended))
            .beside("rate_undefended", rate(e.undefended))
            .beside("events_defended", e.defended.0 as f64)
            .beside("events_undefended", e.undefended.0 as f64),
    );
    let z = 1.645;
    let (lo, hi) = (e.coefficient - z * e.se, e.coefficient + z * e.se);
    out.push(
        Claim::bounded(ClaimId::PactControlled, e.coefficient, None, Some(0.0))
            .range(lo, hi)
            .and(hi < 0.0)
            .beside("se", e.se),
    );
    let s = outcome_skill(g.folder, g.inputs, 5, 2, g.seed).map_err(failed)?;
    // About 1% by the authors' coding; accepted between .5 and 3 by this one.
    out.push(
        Claim::bounded(ClaimId::CincOutcomes, s.reduction(), Some(0.005), Some(0.03))
            .and(s.coefficient > 0.0)
            .beside("disputes", s.disputes as f64)
            .beside("decided", (s.outcomes[0] + s.outcomes[2]) as f64)
            .beside("published", 0.01),
    );
    let f = fulfilment(g.folder).map_err(failed)?;
    let p = f.published;
    let rates = [
        ("all", p.all, 50.0),
        ("before_1945", p.early, 66.0),
        ("after_1945", p.late, 22.0),
        ("defense", p.defense, 41.0),
        ("nonaggression", p.nonaggression, 37.0),
        ("offense", p.offense, 74.0),
        ("neutrality", p.neutrality, 78.0),
    ];
    let percent = |k: antumbra_deter::evidence::published::Kept| k.rate().map(|r| 100.0 * r);
    let same = rates
        .iter()
        .filter(|(_, kept, published)| percent(*kept).map(f64::round) == Some(*published))
        .count();
    let mut claim = Claim::bounded(ClaimId::Fulfilment, same as f64, Some(7.0), None)
        .beside("published_rates", rates.len() as f64)
        .beside("honoured", p.all.honoured as f64)
        .beside("called", p.all.called as f64)
        .beside("honoured_recoded", f.recoded.all.honoured as f64)
        .beside("called_recoded", f.recoded.all.called as f64);
    for (name, kept, _) in rates {
        claim = claim.beside(format!("rate_{name}"), kept.rate().unwrap_or(f64::NAN));
    }
    out.push(claim);
    Ok(out)
}
