//! The scene: who stands where against one challenger, under one gauge.

use crate::forms::Strength;
use crate::power::{Gauge, Powers};
use crate::reach;
use antumbra_core::{Basing, Dyad, Missing, StateId, Year};
use antumbra_world::World;

/// Who asks about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The state that is protected.
    pub client: StateId,
    /// The state that protects it.
    pub patron: StateId,
    /// The state that might attack.
    pub challenger: StateId,
    /// Forces of this year.
    pub year: Year,
    /// Treaties as of this year.
    pub commitments: Year,
    /// States with a commitment to the client outside any treaty in the data, as the user coded
    /// it: they count as allies.
    pub informal: Vec<StateId>,
}

/// An ally's place in the scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ally {
    /// The ally.
    pub state: StateId,
    /// Its capability `c`.
    pub capability: f64,
    /// Its distance from the client, km.
    pub km: f64,
    /// The share of its personnel in the theatre; 0 with `presence_known` false where no source
    /// records it.
    pub presence: f64,
    /// Is the presence known?
    pub presence_known: bool,
}

/// What is missing from a scene, to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The patron owes the client nothing.
    NoCommitment,
    /// The patron has a pact with the challenger, and so does not count against it.
    PatronBound,
    /// A figure of the patron's is missing: it does not enter.
    Patron(Missing),
    /// A figure of the challenger's is missing: no contest, no standard.
    Challenger(Missing),
    /// A figure of another ally's is missing: it does not enter.
    OtherAlly(StateId, Missing),
    /// No source records where this ally's forces are.
    PresenceUnknown(StateId),
}

/// Who stands where against one challenger, under one gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The client's capability.
    pub own: f64,
    /// The challenger's capability and distance, where known.
    pub challenger: Option<(f64, f64)>,
    /// The patron, if it counts.
    pub patron: Option<Ally>,
    /// Other eligible allies, by state number.
    pub others: Vec<Ally>,
    /// What is missing.
    pub gaps: Vec<Gap>,
}

impl Scene {
    /// Sets the scene. An ally counts when it owes the client defence (or is in `informal`), is
    /// not the challenger, and owes the challenger none.
    ///
    /// # Errors
    /// Why the client's own capability is missing: without it there is no scene.
    pub fn new(
        world: &World,
        powers: &Powers,
        q: &Question,
        gauge: Gauge,
        w: f64,
    ) -> Result<Self, Missing> {
        let own = powers.capability(q.client, gauge, w).ok()?;
        let mut gaps = Vec::new();
        let km = |a: StateId| world.distance_km(a, q.client, q.year).ok().map(|f| f.value);

        let challenger = match powers.capability(q.challenger, gauge, w).ok() {
            Ok(c) => match km(q.challenger) {
                Ok(d) => Some((c, d)),
                Err(m) => {
                    gaps.push(Gap::Challenger(m));
                    None
                }
            },
            Err(m) => {
                gaps.push(Gap::Challenger(m));
                None
            }
        };

        let place = |state: StateId| -> Result<Ally, Missing> {
            let capability = powers.capability(state, gauge, w).ok()?;
            let km = km(state)?;
            let presence = reach::presence(world, state, q.client, q.year);
            Ok(Ally {
                state,
                capability,
                km,
                presence: presence.value().copied().unwrap_or(0.0),
                presence_known: presence.is_value(),
            })
        };
        let bound = |k: StateId| {
            !world.owes_defence(Dyad { from: k, to: q.challenger }, q.commitments).is_empty()
        };

        let mut committed: Vec<StateId> = world
            .defenders(q.client, q.commitments)
            .into_iter()
            .map(|(k, _)| k)
            .chain(q.informal.iter().copied())
            .filter(|k| *k != q.challenger && *k != q.client)
            .collect();
        committed.sort_unstable();
        committed.dedup();

        let mut patron = None;
        if !committed.contains(&q.patron) {
            gaps.push(Gap::NoCommitment);
        } else if bound(q.patron) {
            gaps.push(Gap::PatronBound);
        } else {
            match place(q.patron) {
                Ok(a) => {
                    if !a.presence_known {
                        gaps.push(Gap::PresenceUnknown(q.patron));
                    }
                    patron = Some(a);
                }
                Err(m) => gaps.push(Gap::Patron(m)),
            }
        }
        let mut others = Vec::new();
        for k in committed.into_iter().filter(|k| *k != q.patron && !bound(*k)) {
            match place(k) {
                Ok(a) => others.push(a),
                Err(m) => gaps.push(Gap::OtherAlly(k, m)),
            }
        }
        Ok(Scene { own, challenger, patron, others, gaps })
    }

    /// Strength in the theatre under a decay and a basing.
    ///
    /// `surge_share` is read under [`Basing::Surge`] and for the patron alone; `theatre_share` is
    /// the share of the challenger's forces that face the client.
    pub fn strength(
        &self,
        lambda: f64,
        basing: Basing,
        surge_share: f64,
        theatre_share: f64,
    ) -> Strength {
        let a = |ally: &Ally, patron: bool| match basing {
            Basing::None => 0.0,
            Basing::Presence => ally.presence,
            Basing::Surge if patron => surge_share.max(ally.presence),
            Basing::Surge => ally.presence,
        };
        let reach =
            |ally: &Ally, patron| ally.capability * reach::factor(ally.km, lambda, a(ally, patron));
        Strength {
            own: self.own,
            patron: self.patron.as_ref().map_or(0.0, |p| reach(p, true)),
            others: self.others.iter().map(|o| reach(o, false)).collect(),
            challenger: self
                .challenger
                .map(|(c, km)| c * theatre_share * reach::factor(km, lambda, 0.0)),
        }
    }
}

/// The states that could bring most to bear on the client: no defence pact with client or patron
/// in either direction, known figures, strongest reach at λ = 1 first, at most `most` and none with
/// less than a third of the strongest's reach. Says nothing of intent.
pub fn likely_challengers(
    world: &World,
    powers: &Powers,
    client: StateId,
    patron: StateId,
    gauge: Gauge,
    commitments: Year,
    most: usize,
) -> Vec<StateId> {
    let year = powers.year();
    let tied = |a: StateId, b: StateId| {
        let d = Dyad { from: a, to: b };
        !world.owes_defence(d, commitments).is_empty()
            || !world.owes_defence(d.reversed(), commitments).is_empty()
    };
    let mut list: Vec<(f64, StateId)> = powers
        .states()
        .filter(|s| *s != client && *s != patron && !tied(*s, client) && !tied(*s, patron))
        .filter_map(|s| {
            let c = *powers.capability(s, gauge, 1.0).value()?;
            let km = world.distance_km(s, client, year).value()?.value;
            Some((c * reach::factor(km, 1.0, 0.0), s))
        })
        .collect();
    list.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let least = list.first().map_or(0.0, |(c, _)| c / 3.0);
    list.into_iter().take(most).filter(|(c, _)| *c >= least).map(|(_, s)| s).collect()
}
