//! A case: one challenger under one gauge and weight, and what follows from it per future.

use super::draws::{Futures, range};
use crate::plan::Plan;
use antumbra_core::{Basing, Range, Setting};
use antumbra_deter::forms::{self, Strength};
use antumbra_deter::{Gauge, Powers, Question, Scene, contest};
use antumbra_world::World;

/// What is asked, with the place that the answer is looked for.
pub(crate) struct Asked<'a> {
    pub(crate) world: &'a World,
    pub(crate) powers: &'a Powers,
    pub(crate) plan: &'a Plan,
    pub(crate) futures: &'a Futures,
}

impl Asked<'_> {
    /// The scene against challenger `n`.
    pub(crate) fn scene(
        &self,
        n: usize,
        gauge: Gauge,
        w: f64,
    ) -> Result<Scene, antumbra_core::Missing> {
        let question = Question {
            client: self.plan.client,
            patron: self.plan.patron,
            challenger: self.plan.challengers[n].state,
            year: self.powers.year(),
            commitments: self.plan.commitments,
            informal: self.plan.informal.clone(),
        };
        Scene::new(self.world, self.powers, &question, gauge, w)
    }
}

/// Strengths per future. Only a surge and a theatre share move them, so most are one strength.
pub(crate) struct Strengths {
    at_zero: Strength,
    at_one: Strength,
    surge: bool,
}

impl Strengths {
    pub(crate) fn new(scene: &Scene, lambda: f64, basing: Basing) -> Self {
        // Strength is linear in the surge share between the presence and 1, so two ends suffice
        // only under a surge; theatre shares scale the challenger.
        Strengths {
            at_zero: scene.strength(lambda, basing, 0.0, 1.0),
            at_one: scene.strength(lambda, basing, 1.0, 1.0),
            surge: basing == Basing::Surge,
        }
    }

    /// The patron's strength at a surge share, where `presence` is already in the theatre.
    fn patron(&self, share: f64, presence: f64) -> f64 {
        if !self.surge {
            return self.at_zero.patron;
        }
        // C(a) = c [a + (1-a) d] is linear in a; `at_zero` has a = presence, `at_one` a = 1.
        let a = share.max(presence);
        if presence >= 1.0 {
            return self.at_one.patron;
        }
        let t = (a - presence) / (1.0 - presence);
        self.at_zero.patron + t * (self.at_one.patron - self.at_zero.patron)
    }
}

/// Everything that futures say under one setting against one challenger.
pub(crate) struct Case<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) strengths: Strengths,
    pub(crate) setting: Setting,
    pub(crate) challenger: usize,
}

impl<'a> Case<'a> {
    pub(crate) fn new(scene: &'a Scene, setting: Setting, challenger: usize) -> Self {
        let strengths = Strengths::new(scene, setting.lambda, setting.basing);
        Case { scene, strengths, setting, challenger }
    }

    /// The strength in one future.
    pub(crate) fn strength(&self, f: &Futures, i: usize) -> Strength {
        self.at(f.surge[i], f.theatre[self.challenger][i])
    }

    /// The strength at given shares.
    pub(crate) fn at(&self, surge: f64, theatre: f64) -> Strength {
        let presence = self.scene.patron.as_ref().map_or(0.0, |p| p.presence);
        Strength {
            own: self.strengths.at_zero.own,
            patron: self.strengths.patron(surge, presence),
            others: self.strengths.at_zero.others.clone(),
            challenger: self.strengths.at_zero.challenger.map(|c| c * theatre),
        }
    }

    /// A quantity over all futures.
    pub(crate) fn over(
        &self,
        f: &Futures,
        quantity: impl Fn(&Strength, usize) -> f64,
    ) -> Option<Range> {
        let mut s = self.at(0.0, 1.0);
        let base = s.challenger;
        let presence = self.scene.patron.as_ref().map_or(0.0, |p| p.presence);
        let mut values: Vec<f64> = (0..f.len())
            .map(|i| {
                s.patron = self.strengths.patron(f.surge[i], presence);
                s.challenger = base.map(|c| c * f.theatre[self.challenger][i]);
                quantity(&s, i)
            })
            .collect();
        range(&mut values)
    }

    pub(crate) fn keep(&self, f: &Futures) -> Option<Range> {
        let (follow, e, w) = (self.setting.follow.share(), self.setting.epsilon, self.setting.w);
        self.over(f, |s, i| forms::keep(s, f.rho[i], f.rho_others[i], follow, e, w))
    }

    pub(crate) fn doubt(&self, f: &Futures) -> Option<Range> {
        let w = self.setting.w;
        self.over(f, |s, i| forms::doubt(s, f.rho[i], f.after[i], w))
    }

    pub(crate) fn standard(&self, f: &Futures, ratio: f64) -> Option<Range> {
        self.scene.challenger?;
        let (follow, e, w) = (self.setting.follow.share(), self.setting.epsilon, self.setting.w);
        self.over(f, |s, i| {
            forms::standard(s, ratio, f.rho_others[i], follow, e, w).unwrap_or(f64::NAN)
        })
    }

    pub(crate) fn self_sufficiency(&self, f: &Futures, ratio: f64) -> Option<Range> {
        self.scene.challenger?;
        let e = self.setting.epsilon;
        self.over(f, |s, _| forms::self_sufficiency(s, ratio, e).unwrap_or(f64::NAN))
    }

    pub(crate) fn supplied(&self, f: &Futures) -> Option<Range> {
        self.over(f, |s, i| forms::supplied(s, f.rho[i], f.rho_others[i]))
    }

    /// Odds with the patron, without, and as a lottery.
    pub(crate) fn contest(&self, f: &Futures) -> Option<(Range, Range, Range)> {
        self.scene.challenger?;
        let odds = |s: &Strength, t: f64, i: usize| {
            s.challenger.map_or(f64::NAN, |c| contest::odds(c, t, f.m[i]))
        };
        let with = self.over(f, |s, i| odds(s, s.expected_total(f.rho[i], f.rho_others[i]), i));
        let follow = self.setting.follow.share();
        let without = self.over(f, |s, i| {
            let others = (1.0 - follow) * f.rho_others[i] * s.others_sum();
            odds(s, (1.0 - self.setting.epsilon) * s.own + others, i)
        });
        let lottery = self.over(f, |s, i| {
            let mut allies = vec![(s.patron, f.rho[i])];
            allies.extend(s.others.iter().map(|o| (*o, f.rho_others[i])));
            s.challenger.map_or(f64::NAN, |c| contest::lottery(c, s.own, &allies, f.m[i]))
        });
        Some((with?, without?, lottery?))
    }
}
