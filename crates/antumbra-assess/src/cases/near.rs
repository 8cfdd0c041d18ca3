//! How like two cases are, and which cases are most like a given state.
//!
//! The distance is Gower's (1971, *Biometrics* 27:857-871): each attribute gives a difference
//! between 0 and 1, and the distance is their mean under weights that the reader sets. An
//! attribute that is missing on either side drops out, and the answer says which were compared.

use super::{Case, Latent, OutcomeCode, ResponseCode, Tie};
use antumbra_core::Diagnostic;
use antumbra_num::kernel::ln;
use serde::{Deserialize, Serialize};

/// Ratio of two economies' shares at and beyond which they differ by 1.
const ECONOMY_RATIO: f64 = 100.0;

/// Attributes of one state at one time; what is unknown is left out of comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// Island or maritime.
    pub maritime: Option<bool>,
    /// GDP over the protector's GDP; above 0.
    pub economy: Option<f64>,
    /// Its main rival has nuclear weapons of its own.
    pub nuclear_rival: Option<bool>,
    /// What the protector left.
    pub residual_tie: Option<Tie>,
    /// An enemy on its land border.
    pub contiguous_enemy: Option<bool>,
    /// At war or facing mobilisation.
    pub at_war: Option<bool>,
    /// Latent nuclear capacity.
    pub latent: Option<Latent>,
}

/// An attribute on which cases are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// See [`Profile::maritime`].
    Maritime,
    /// See [`Profile::economy`].
    Economy,
    /// See [`Profile::nuclear_rival`].
    NuclearRival,
    /// See [`Profile::residual_tie`].
    ResidualTie,
    /// See [`Profile::contiguous_enemy`].
    ContiguousEnemy,
    /// See [`Profile::at_war`].
    AtWar,
    /// See [`Profile::latent`].
    Latent,
}

impl Attribute {
    /// All, in the order of comparison.
    pub const ALL: [Attribute; 7] = [
        Attribute::Maritime,
        Attribute::Economy,
        Attribute::NuclearRival,
        Attribute::ResidualTie,
        Attribute::ContiguousEnemy,
        Attribute::AtWar,
        Attribute::Latent,
    ];

    /// The difference of two profiles on this attribute, 0 to 1, where both know it.
    ///
    /// Yes and no differ by 1; levels of three by ½ a step; economies by the logarithm of their
    /// ratio, 1 at a hundredfold and beyond.
    pub fn difference(self, a: &Profile, b: &Profile) -> Option<f64> {
        let yes_no = |x: Option<bool>, y: Option<bool>| Some(f64::from(u8::from(x? != y?)));
        match self {
            Attribute::Maritime => yes_no(a.maritime, b.maritime),
            Attribute::Economy => {
                let ratio = ln(a.economy?) - ln(b.economy?);
                Some((ratio.abs() / ln(ECONOMY_RATIO)).min(1.0))
            }
            Attribute::NuclearRival => yes_no(a.nuclear_rival, b.nuclear_rival),
            Attribute::ResidualTie => {
                let level = |t| match t {
                    Tie::None => 0.0,
                    Tie::Partial => 0.5,
                    Tie::Treaty => 1.0f64,
                };
                Some((level(a.residual_tie?) - level(b.residual_tie?)).abs())
            }
            Attribute::ContiguousEnemy => yes_no(a.contiguous_enemy, b.contiguous_enemy),
            Attribute::AtWar => yes_no(a.at_war, b.at_war),
            Attribute::Latent => {
                let level = |l| match l {
                    Latent::Low => 0.0,
                    Latent::Some => 0.5,
                    Latent::High => 1.0f64,
                };
                Some((level(a.latent?) - level(b.latent?)).abs())
            }
        }
    }
}

/// How much each attribute counts; at least 0, and at least one above. Only ratios matter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// Of [`Attribute::Maritime`].
    pub maritime: f64,
    /// Of [`Attribute::Economy`].
    pub economy: f64,
    /// Of [`Attribute::NuclearRival`].
    pub nuclear_rival: f64,
    /// Of [`Attribute::ResidualTie`].
    pub residual_tie: f64,
    /// Of [`Attribute::ContiguousEnemy`].
    pub contiguous_enemy: f64,
    /// Of [`Attribute::AtWar`].
    pub at_war: f64,
    /// Of [`Attribute::Latent`].
    pub latent: f64,
}

impl Default for Weights {
    /// All alike.
    fn default() -> Self {
        Weights {
            maritime: 1.0,
            economy: 1.0,
            nuclear_rival: 1.0,
            residual_tie: 1.0,
            contiguous_enemy: 1.0,
            at_war: 1.0,
            latent: 1.0,
        }
    }
}

impl Weights {
    /// The weight of an attribute.
    pub fn of(&self, a: Attribute) -> f64 {
        match a {
            Attribute::Maritime => self.maritime,
            Attribute::Economy => self.economy,
            Attribute::NuclearRival => self.nuclear_rival,
            Attribute::ResidualTie => self.residual_tie,
            Attribute::ContiguousEnemy => self.contiguous_enemy,
            Attribute::AtWar => self.at_war,
            Attribute::Latent => self.latent,
        }
    }

    /// Are these weights that can be used?
    ///
    /// # Errors
    /// `AN0180` when one is negative or not finite, or none is above zero.
    pub fn check(&self) -> Result<(), Diagnostic> {
        let all = Attribute::ALL.map(|a| self.of(a));
        if all.iter().any(|w| !w.is_finite() || *w < 0.0) || all.iter().all(|w| *w == 0.0) {
            return Err(Diagnostic::error("AN0180", "these weights cannot be used")
                .help("each weight is a number of at least 0, and at least one is above 0"));
        }
        Ok(())
    }
}

/// How far apart two profiles are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compared {
    /// 0 alike on all that was compared, 1 as unlike as can be.
    pub distance: f64,
    /// What was compared: known on both sides, with a weight above 0.
    pub on: Vec<Attribute>,
}

/// Compares two profiles under weights; nothing when no weighted attribute is known on both sides.
pub fn compare(a: &Profile, b: &Profile, weights: &Weights) -> Option<Compared> {
    let (mut sum, mut total, mut on) = (0.0, 0.0, Vec::new());
    for k in Attribute::ALL {
        let w = weights.of(k);
        if w > 0.0
            && let Some(d) = k.difference(a, b)
        {
            sum += w * d;
            total += w;
            on.push(k);
        }
    }
    (total > 0.0).then(|| Compared { distance: sum / total, on })
}

/// What may be forecast of a case, within [`super::HORIZON_YEARS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Attacked or conquered.
    Attacked,
    /// Defeated, occupied, or its regime fallen.
    Lost,
    /// Coded secure, and neither attacked nor lost.
    Secure,
    /// Nuclear activity in response.
    Nuclear,
}

impl Event {
    /// All.
    pub const ALL: [Event; 4] = [Event::Attacked, Event::Lost, Event::Secure, Event::Nuclear];

    /// Did it happen? Nothing where the case has no codes that tell.
    pub fn happened(self, case: &Case) -> Option<bool> {
        let came = |c| case.came(c);
        let lost = came(OutcomeCode::Lost) || came(OutcomeCode::Reg);
        let attacked = came(OutcomeCode::Att) || came(OutcomeCode::Lost);
        let coded = !case.outcome.is_empty();
        match self {
            Event::Attacked => coded.then_some(attacked),
            Event::Lost => coded.then_some(lost),
            Event::Secure => coded.then(|| came(OutcomeCode::Sec) && !attacked && !lost),
            Event::Nuclear => {
                (!case.response.is_empty()).then(|| case.responded(ResponseCode::Nuc))
            }
        }
    }

    /// What "nothing happens" says: not attacked, not lost, secure, not nuclear.
    pub fn under_nothing_happens(self) -> bool {
        self == Event::Secure
    }
}

/// A forecast to be held against the cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Of what.
    pub event: Event,
    /// That it happens, or that it does not.
    pub happens: bool,
}

/// A case near to a profile.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour<'a> {
    /// The case.
    pub case: &'a Case,
    /// How near, and on what.
    pub compared: Compared,
    /// Does it argue against the forecast? Not so where the case has no codes that tell.
    pub against: bool,
}

/// The cases nearest to a profile, those that argue against the forecast first and each part by
/// distance.
///
/// `count` is how many are wanted; cases as near as the last of them are there too, so that the
/// order of the catalogue decides nothing. When none of them argues against the forecast, the
/// nearest that does is added, however far: its distance is the answer to "has it ever gone
/// otherwise?". Controls take part. At equal distance cases stand in the order given.
///
/// # Errors
/// When [`Weights::check`] refuses the weights.
pub fn nearest<'a>(
    cases: &'a [Case],
    profile: &Profile,
    weights: &Weights,
    forecast: Forecast,
    count: usize,
) -> Result<Vec<Neighbour<'a>>, Diagnostic> {
    weights.check()?;
    let against = |c: &Case| forecast.event.happened(c).is_some_and(|h| h != forecast.happens);
    let mut near = ranked(cases.iter(), profile, weights, count);
    if !near.iter().any(|(c, _)| against(c)) {
        near.extend(ranked(cases.iter().filter(|c| against(c)), profile, weights, 1));
    }
    let mut found: Vec<Neighbour<'_>> = near
        .into_iter()
        .map(|(case, compared)| Neighbour { case, compared, against: against(case) })
        .collect();
    found.sort_by_key(|n| !n.against);
    Ok(found)
}

/// The nearest `count` cases by distance, with those that tie with the last.
pub(super) fn ranked<'a>(
    cases: impl Iterator<Item = &'a Case>,
    profile: &Profile,
    weights: &Weights,
    count: usize,
) -> Vec<(&'a Case, Compared)> {
    let mut all: Vec<(&Case, Compared)> =
        cases.filter_map(|c| Some((c, compare(profile, &c.profile(), weights)?))).collect();
    all.sort_by(|a, b| a.1.distance.total_cmp(&b.1.distance));
    let Some(last) = count.min(all.len()).checked_sub(1) else { return Vec::new() };
    let limit = all[last].1.distance;
    all.retain(|(_, c)| c.distance <= limit);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::shipped::catalogue;
    use proptest::prelude::*;

    fn profile() -> impl Strategy<Value = Profile> {
        let yes_no = || proptest::option::of(any::<bool>());
        let tie = proptest::sample::select(vec![Tie::None, Tie::Partial, Tie::Treaty]);
        let latent = proptest::sample::select(vec![Latent::Low, Latent::Some, Latent::High]);
        (
            (yes_no(), proptest::option::of(1e-5f64..10.0), yes_no(), proptest::option::of(tie)),
            (yes_no(), yes_no(), proptest::option::of(latent)),
        )
            .prop_map(
                |((maritime, economy, nuclear_rival, residual_tie), (c, w, latent))| Profile {
                    maritime,
                    economy,
                    nuclear_rival,
                    residual_tie,
                    contiguous_enemy: c,
                    at_war: w,
                    latent,
                },
            )
    }

    fn weights() -> impl Strategy<Value = Weights> {
        proptest::array::uniform7(0.0f64..5.0).prop_map(|w| Weights {
            maritime: w[0],
            economy: w[1],
            nuclear_rival: w[2],
            residual_tie: w[3],
            contiguous_enemy: w[4],
            at_war: w[5],
            latent: w[6],
        })
    }

    proptest! {
        #[test]
        fn distance_is_symmetric_bounded_and_zero_to_itself(
            a in profile(), b in profile(), w in weights()
        ) {
            let ab = compare(&a, &b, &w);
            prop_assert_eq!(&ab, &compare(&b, &a, &w));
            if let Some(c) = &ab {
                prop_assert!((0.0..=1.0 + 1e-12).contains(&c.distance));
                prop_assert_eq!(compare(&a, &a, &w).unwrap().distance, 0.0);
                let double = Weights {
                    maritime: 2.0 * w.maritime, economy: 2.0 * w.economy,
                    nuclear_rival: 2.0 * w.nuclear_rival, residual_tie: 2.0 * w.residual_tie,
                    contiguous_enemy: 2.0 * w.contiguous_enemy, at_war: 2.0 * w.at_war,
                    latent: 2.0 * w.latent,
                };
                prop_assert_eq!(c.distance, compare(&a, &b, &double).unwrap().distance);
            }
        }
    }

    #[test]
    fn differences_by_hand() {
        let a = Profile {
            maritime: Some(true),
            economy: Some(0.02),
            residual_tie: Some(Tie::Partial),
            ..Profile::default()
        };
        let b = Profile {
            maritime: Some(false),
            economy: Some(0.2),
            residual_tie: Some(Tie::Treaty),
            latent: Some(Latent::High),
            ..Profile::default()
        };
        let c = compare(&a, &b, &Weights::default()).unwrap();
        // 1 for the sea, ½ for a tenfold economy of a hundredfold, ½ for the tie; latent unknown.
        assert_eq!(c.on, [Attribute::Maritime, Attribute::Economy, Attribute::ResidualTie]);
        assert!((c.distance - 2.0 / 3.0).abs() < 1e-12, "{}", c.distance);
        let sea = Weights { maritime: 3.0, economy: 0.0, ..Weights::default() };
        assert!((compare(&a, &b, &sea).unwrap().distance - 3.5 / 4.0).abs() < 1e-12);
        assert!(compare(&Profile::default(), &b, &Weights::default()).is_none());
    }

    #[test]
    fn weights_that_say_nothing_are_refused() {
        let none = |x| Weights {
            maritime: x,
            economy: 0.0,
            nuclear_rival: 0.0,
            residual_tie: 0.0,
            contiguous_enemy: 0.0,
            at_war: 0.0,
            latent: 0.0,
        };
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(none(bad).check().unwrap_err().code, "AN0180");
        }
        assert!(none(0.1).check().is_ok());
    }

    #[test]
    fn a_case_is_nearest_to_itself_and_weights_move_the_answer() {
        let cases = catalogue().unwrap();
        let forecast = Forecast { event: Event::Attacked, happens: false };
        let ids = |p: &Profile, w: &Weights, n| -> Vec<String> {
            let found = nearest(&cases, p, w, forecast, n).unwrap();
            found.iter().map(|f| f.case.id.clone()).collect()
        };
        for c in &cases {
            let found = ids(&c.profile(), &Weights::default(), 1);
            assert!(found.contains(&c.id), "{}: {found:?}", c.id);
        }
        let japan = cases.iter().find(|c| c.id == "1971-us-japan").unwrap().profile();
        let sea = Weights { maritime: 10.0, ..Weights::default() };
        let bomb = Weights { latent: 10.0, maritime: 0.0, ..Weights::default() };
        assert_ne!(ids(&japan, &sea, 5), ids(&japan, &bomb, 5));
    }

    #[test]
    fn those_that_argue_against_the_forecast_come_first() {
        let cases = catalogue().unwrap();
        let p = cases.iter().find(|c| c.number == Some(13)).unwrap().profile();
        let forecast = Forecast { event: Event::Lost, happens: true };
        let found = nearest(&cases, &p, &Weights::default(), forecast, 8).unwrap();
        assert!(found.len() >= 8);
        let turn = found.iter().position(|n| !n.against).unwrap();
        assert!(turn > 0 && found[turn..].iter().all(|n| !n.against));
        for part in [&found[..turn], &found[turn..]] {
            assert!(part.windows(2).all(|w| w[0].compared.distance <= w[1].compared.distance));
        }
        for n in &found[..turn] {
            assert_eq!(Event::Lost.happened(n.case), Some(false), "{}", n.case.id);
        }
    }

    #[test]
    fn the_nearest_counter_example_is_shown_however_far() {
        let cases = catalogue().unwrap();
        let p = cases.iter().find(|c| c.number == Some(19)).unwrap().profile();
        let forecast = Forecast { event: Event::Attacked, happens: false };
        let found = nearest(&cases, &p, &Weights::default(), forecast, 1).unwrap();
        let last = found.last().unwrap();
        assert!(found[0].against && last.case.number == Some(19) && !last.against);
        let nearer = |c: &Case| {
            Event::Attacked.happened(c) == Some(true)
                && compare(&p, &c.profile(), &Weights::default()).unwrap().distance
                    < found[0].compared.distance
        };
        assert!(!cases.iter().any(nearer));
    }
}
