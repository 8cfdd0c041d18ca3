//! Nuclear cover as findings: facts, options at both ends, aids only with the user's numbers.

use super::cases::Asked;
use antumbra_core::{Measured, Range, Spread, StateId, Year};
use antumbra_deter::nuclear;
use antumbra_record::nuclear::{
    Arsenal, Counted, CoverRow, Credibility, NuclearFindings, NuclearOption, Sufficiency,
};
use antumbra_world::{Figure, World};
use std::collections::BTreeSet;

/// Rows of cover, and everything else on the nuclear side.
pub(crate) fn run(asked: &Asked<'_>) -> (Vec<CoverRow>, NuclearFindings) {
    let plan = asked.plan;
    // Cover and arsenals are as of the commitments, which may be newer than the forces.
    let year = plan.commitments;
    let challengers: Vec<StateId> = plan.challengers.iter().map(|c| c.state).collect();
    let facts = nuclear::cover(asked.world, plan.client, plan.patron, &challengers, year);
    let iso = |s: StateId| asked.world.states().get(s, year).and_then(|r| r.iso3);
    let mut rows = Vec::new();
    let mut covered = BTreeSet::new();
    let mut covered_without = BTreeSet::new();
    for f in &facts {
        let (Some(challenger), Some(provider)) = (iso(f.challenger), iso(f.provider)) else {
            continue;
        };
        if f.cover.level >= 2 {
            covered.insert(challenger);
            if f.provider != plan.patron {
                covered_without.insert(challenger);
            }
        }
        let date = f.cover.date.clone().unwrap_or_default();
        let note = match (&f.cover.declared, &f.cover.note) {
            (Some(d), Some(n)) => Some(format!("{d}; {n}")),
            (Some(x), None) | (None, Some(x)) => Some(x.clone()),
            (None, None) => None,
        };
        rows.push(CoverRow {
            challenger,
            provider,
            level: f.cover.level,
            date,
            can_strike_provider: f.strike.value().map(|s| s.answer.word().to_owned()),
            tag: f.cover.tag,
            source: f.cover.source.as_ref().map(ToString::to_string).unwrap_or_default(),
            note,
        });
    }
    let in_order = |set: &BTreeSet<_>| {
        plan.challengers.iter().map(|c| c.iso3).filter(|c| set.contains(c)).collect()
    };
    let detail = NuclearFindings {
        own_warheads: arsenal(asked.world, plan.client, year)
            .and_then(|a| a.inventory.or(a.stockpile)),
        arsenals: challengers.iter().filter_map(|s| arsenal(asked.world, *s, year)).collect(),
        covered_today: in_order(&covered),
        covered_without: in_order(&covered_without),
        options: options(asked),
        sufficiency: sufficiency(asked),
        credibility: credibility(asked),
    };
    (rows, detail)
}

fn arsenal(world: &World, state: StateId, year: Year) -> Option<Arsenal> {
    if !world.is_armed(state, year) {
        return None;
    }
    let iso3 = world.states().get(state, year)?.iso3?;
    let Measured::Value(a) = world.arsenal(state, year) else { return None };
    let counted = |m: Measured<Figure>| {
        m.value().map(|f| Counted {
            count: f.value,
            year: f.year.0,
            tag: f.tag,
            source: f.source.to_string(),
        })
    };
    Some(Arsenal { state: iso3, inventory: counted(a.inventory), stockpile: counted(a.stockpile) })
}

fn options(asked: &Asked<'_>) -> Vec<NuclearOption> {
    let psi = asked.plan.reference.psi;
    let three = |t: crate::file::Three| Range { lo: t.lo, mid: t.mid, hi: t.hi };
    asked
        .plan
        .loaded
        .assessment
        .nuclear
        .options
        .iter()
        .map(|o| NuclearOption {
            id: o.id.clone(),
            name: o.name.clone(),
            years: o.years.map(three),
            gdp_share: o.gdp_share.map(three),
            r_nuc: Spread { min: o.r_nuc.min, max: o.r_nuc.max },
            effect_kept: Spread {
                min: nuclear::effect_kept(psi, 0.0, o.r_nuc.min),
                max: nuclear::effect_kept(psi, 0.0, o.r_nuc.max),
            },
            danger_window_years: o.danger_window_years.map(|e| Spread { min: e.min, max: e.max }),
            needs: o.needs.clone(),
            who_can_stop: o.who_can_stop.clone(),
            tag: o.tag,
            author: o.author.clone(),
            sources: o.sources.clone(),
            note: o.note.clone(),
        })
        .collect()
}

fn sufficiency(asked: &Asked<'_>) -> Option<Sufficiency> {
    let s = asked.plan.loaded.assessment.nuclear.sufficiency.as_ref()?;
    Some(Sufficiency {
        launchers: s.launchers,
        alert_share: s.alert_share,
        warheads_per_launcher: s.warheads_per_launcher,
        reliability: s.reliability,
        penetration: s.penetration,
        arriving: nuclear::arriving(
            s.launchers,
            s.alert_share,
            s.warheads_per_launcher,
            s.reliability,
            s.penetration,
        ),
    })
}

fn credibility(asked: &Asked<'_>) -> Option<Credibility> {
    let c = asked.plan.loaded.assessment.nuclear.credibility.as_ref()?;
    let threshold = nuclear::required_credibility(c.gain, c.loss)?;
    Some(Credibility { gain: c.gain, loss: c.loss, threshold })
}
