//! The deal of the file: terms, sides, and the zone that all of them take.

use super::file::{DealSpec, SideRow};
use super::wrong::Wrong;
use antumbra_bargain::deal::{self, Outcome};
use antumbra_core::{Range, SourceId, Spread};
use antumbra_record::politics as record;

/// Checks the deal; `None` when something is wrong.
pub(super) fn deal(spec: &DealSpec, wrong: &mut Wrong<'_>) -> Option<deal::Deal> {
    let terms = spec
        .terms
        .iter()
        .map(|t| deal::Term {
            id: t.id.clone(),
            unit: t.unit.clone(),
            min: t.range.min,
            max: t.range.max,
            realised: t.realised.as_ref().map(|r| deal::Realised {
                min: r.min,
                max: r.max,
                of: r.of.clone(),
            }),
        })
        .collect();
    let sides = spec
        .sides
        .iter()
        .map(|s| deal::Side {
            name: s.id.clone(),
            role: if s.ratifies { deal::Role::Ratifier } else { deal::Role::Party },
            worth: s.worth.iter().map(|(k, v)| (k.clone(), *v)).collect(),
            without: s
                .without
                .iter()
                .map(|l| deal::Loss {
                    what: l.what.clone(),
                    amount: l.amount.range(),
                    tag: s.tag,
                    source: s.sources.first().map(|x| SourceId::new(x.clone())),
                })
                .collect(),
        })
        .collect();
    match deal::Deal::new(terms, sides, Vec::new()) {
        Ok(d) => Some(d),
        Err(e) => {
            let sides = spec.sides.iter().map(|s| s.id.as_str());
            let section = if sides.clone().any(|s| e.message().contains(&format!("`{s}`"))) {
                "deal.sides"
            } else {
                "deal.terms"
            };
            let ids = sides.chain(spec.terms.iter().map(|t| t.id.as_str()));
            wrong.engine("AN0218", section, ids, &e);
            None
        }
    }
}

/// The zone of agreement, or who excludes whom.
pub(super) fn record(spec: &DealSpec, deal: &deal::Deal) -> record::Deal {
    let outcome = deal.zone();
    let ends = deal.zone_at_ends();
    let zone = outcome.zone();
    let terms = spec
        .terms
        .iter()
        .enumerate()
        .map(|(k, t)| record::Term {
            id: t.id.clone(),
            name: t.name.clone(),
            unit: t.unit.clone(),
            range: Spread { min: t.range.min, max: t.range.max },
            today: t.today,
            zone: zone.map(|z| z.terms[k]),
            centre: zone.map(|z| z.centre[k]),
            realised: t.realised.as_ref().map(|r| record::Realised {
                min: r.min,
                max: r.max,
                of: r.of.clone(),
                sources: r.sources.clone(),
            }),
            beyond_record: zone.is_some_and(|z| z.beyond_record.contains(&k)),
        })
        .collect();
    let sides =
        spec.sides.iter().enumerate().map(|(n, s)| side(s, zone.map(|z| z.surplus[n]))).collect();
    let excluded_by = match &outcome {
        Outcome::Zone(_) => Vec::new(),
        Outcome::Empty(c) => c.sides.iter().map(|&s| spec.sides[s].id.clone()).collect(),
    };
    record::Deal {
        terms,
        sides,
        zone: zone.is_some(),
        zone_at_ends: (ends.0.zone().is_some(), ends.1.zone().is_some()),
        excluded_by,
    }
}

fn side(s: &SideRow, surplus: Option<f64>) -> record::Side {
    let sum = |pick: fn(Range) -> f64| s.without.iter().map(|l| pick(l.amount.range())).sum();
    record::Side {
        id: s.id.clone(),
        name: s.name.clone(),
        ratifies: s.ratifies,
        unit: s.unit.clone(),
        worth: s.worth.clone(),
        without: Range { lo: sum(|r| r.lo), mid: sum(|r| r.mid), hi: sum(|r| r.hi) },
        losses: s.without.iter().map(|l| l.what.clone()).collect(),
        surplus,
        reason: s.reason.clone(),
        tag: s.tag,
        sources: s.sources.clone(),
    }
}
