//! The rules of one run: one variant from each family.

use super::attention::Attention;
use super::contest::Commitment;
use super::election::{Election, ElectionRule};
use super::offer::{OfferRule, ReceiverView, WeightRule};
use super::risk::{Perception, RiskRange};
use super::stop::StopRule;
use super::transition::{TargetTies, Transition};
use super::victory::VictoryRule;
use super::vote::VotingRule;
use crate::actor::ActorSet;
use crate::error::{Error, Kind};
use antumbra_core::{Diagnostic, did_you_mean};

/// One variant from each family of rules.
///
/// The default is the reference program's, with two choices that it leaves open: ties between
/// targets ([`TargetTies::All`]), which the reference breaks by the order of the list, and the
/// joint use of saliences ([`Rules::suited_to`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// How saliences on several dimensions share an actor's attention.
    pub attention: Attention,
    /// How utility becomes votes.
    pub votes: VotingRule,
    /// How strength becomes victory in elections.
    pub victory: VictoryRule,
    /// How victories over pairs become one outcome.
    pub election: ElectionRule,
    /// The range of risk attitudes.
    pub risk: RiskRange,
    /// What actors take each other's risk attitude to be.
    pub perception: Perception,
    /// What third parties stake.
    pub commitment: Commitment,
    /// How salience and power weigh in an offer.
    pub weights: WeightRule,
    /// Whose view makes the offers.
    pub offers: OfferRule,
    /// What stands for power in the receiver's view.
    pub receiver_view: ReceiverView,
    /// What an initiator does with equally good targets.
    pub target_ties: TargetTies,
    /// How an actor's election over bargains decides.
    pub transition: Transition,
    /// When it ends.
    pub stop: StopRule,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            attention: Attention::AsGiven,
            votes: VotingRule::Prop,
            victory: VictoryRule::Linear,
            election: ElectionRule::Conditional,
            risk: RiskRange::Mid,
            perception: Perception::OneThird,
            commitment: Commitment::SemiCommit,
            weights: WeightRule::S2P2,
            offers: OfferRule::InitOnlyInterp,
            receiver_view: ReceiverView::ExpectedGain,
            target_ties: TargetTies::All,
            transition: Transition::Deterministic,
            stop: StopRule::default(),
        }
    }
}

/// The families: the name used here and the reference program's name, where it has one.
const FAMILIES: [(&str, Option<&str>); 12] = [
    ("attention", None),
    ("votes", Some("VotingRule")),
    ("victory", Some("VictoryProbModel")),
    ("election", Some("PCEModel")),
    ("risk", Some("BigRRange")),
    ("perception", Some("BigRAdjust")),
    ("commitment", Some("ThirdPartyCommit")),
    ("weights", Some("InterVecBrgn")),
    ("offers", Some("BargnModel")),
    ("receiver_view", None),
    ("target_ties", None),
    ("transition", Some("StateTransitions")),
];

impl Rules {
    /// The default rules, with [`Attention::Joint`] when an actor's saliences sum to more than
    /// 100, and then a warning that says so.
    pub fn suited_to(actors: &ActorSet) -> (Self, Option<Diagnostic>) {
        match actors.over_attentive() {
            None => (Rules::default(), None),
            Some((who, sum)) => (
                Rules { attention: Attention::Joint, ..Rules::default() },
                Some(
                    Diagnostic::warning(
                        "AN0720",
                        format!(
                            "the saliences of `{}` sum to {sum}: they are read as stated for each \
                             dimension alone",
                            who.name
                        ),
                    )
                    .help(
                        "every actor's total becomes 1 - Π(1 - s), divided in proportion (rule \
                         attention=Joint); give saliences that sum to at most 100 to have them \
                         used as they are",
                    ),
                ),
            ),
        }
    }

    /// Family and variant of every rule, in the order of the documentation.
    pub fn named(&self) -> [(&'static str, &'static str); 12] {
        let v = [
            self.attention.name(),
            self.votes.name(),
            self.victory.name(),
            self.election.name(),
            self.risk.name(),
            self.perception.name(),
            self.commitment.name(),
            self.weights.name(),
            self.offers.name(),
            self.receiver_view.name(),
            self.target_ties.name(),
            self.transition.name(),
        ];
        std::array::from_fn(|n| (FAMILIES[n].0, v[n]))
    }

    /// Every family with the names of its variants.
    pub fn families() -> Vec<(&'static str, Vec<&'static str>)> {
        FAMILIES.iter().map(|(f, _)| (*f, Self::variants(f))).collect()
    }

    fn variants(family: &str) -> Vec<&'static str> {
        match family {
            "attention" => Attention::ALL.iter().map(|v| v.name()).collect(),
            "votes" => VotingRule::ALL.iter().map(|v| v.name()).collect(),
            "victory" => VictoryRule::ALL.iter().map(|v| v.name()).collect(),
            "election" => ElectionRule::ALL.iter().map(|v| v.name()).collect(),
            "risk" => RiskRange::ALL.iter().map(|v| v.name()).collect(),
            "perception" => Perception::ALL.iter().map(|v| v.name()).collect(),
            "commitment" => Commitment::ALL.iter().map(|v| v.name()).collect(),
            "weights" => WeightRule::ALL.iter().map(|v| v.name()).collect(),
            "offers" => OfferRule::ALL.iter().map(|v| v.name()).collect(),
            "receiver_view" => ReceiverView::ALL.iter().map(|v| v.name()).collect(),
            "target_ties" => TargetTies::ALL.iter().map(|v| v.name()).collect(),
            _ => Transition::ALL.iter().map(|v| v.name()).collect(),
        }
    }

    /// Sets one rule by the names of its family and variant, whatever their case. The reference
    /// program's family names (`VotingRule`, `BigRAdjust`, ...) are understood.
    ///
    /// # Errors
    /// When there is no such family or variant; the hint lists what there is.
    pub fn set(&mut self, family: &str, variant: &str) -> Result<(), Error> {
        let known = FAMILIES.iter().find(|(ours, theirs)| {
            ours.eq_ignore_ascii_case(family)
                || theirs.is_some_and(|t| t.eq_ignore_ascii_case(family))
        });
        let Some(&(family, _)) = known else {
            let names = FAMILIES.iter().flat_map(|(a, b)| std::iter::once(*a).chain(*b));
            let help = did_you_mean(family, names).map_or_else(
                || format!("rules are {}", FAMILIES.map(|f| f.0).join(", ")),
                |w| format!("did you mean `{w}`?"),
            );
            return Err(
                Error::new(Kind::Rule, format!("there is no rule named `{family}`")).help(help)
            );
        };
        let set = match family {
            "attention" => Attention::parse(variant).map(|v| self.attention = v),
            "votes" => VotingRule::parse(variant).map(|v| self.votes = v),
            "victory" => VictoryRule::parse(variant).map(|v| self.victory = v),
            "election" => ElectionRule::parse(variant).map(|v| self.election = v),
            "risk" => RiskRange::parse(variant).map(|v| self.risk = v),
            "perception" => Perception::parse(variant).map(|v| self.perception = v),
            "commitment" => Commitment::parse(variant).map(|v| self.commitment = v),
            "weights" => WeightRule::parse(variant).map(|v| self.weights = v),
            "offers" => OfferRule::parse(variant).map(|v| self.offers = v),
            "receiver_view" => ReceiverView::parse(variant).map(|v| self.receiver_view = v),
            "target_ties" => TargetTies::parse(variant).map(|v| self.target_ties = v),
            _ => Transition::parse(variant).map(|v| self.transition = v),
        };
        set.ok_or_else(|| {
            let variants = Self::variants(family);
            let help = did_you_mean(variant, variants.iter().copied()).map_or_else(
                || format!("it is one of {}", variants.join(", ")),
                |w| format!("did you mean `{w}`?"),
            );
            Error::new(Kind::Rule, format!("`{variant}` is no variant of the rule `{family}`"))
                .help(help)
        })
    }

    pub(crate) fn held(&self) -> Election {
        Election { votes: self.votes, victory: self.victory, rule: self.election }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_of_every_family_can_be_set_and_read_back() {
        for (family, variants) in Rules::families() {
            assert!(variants.len() > 1, "{family}");
            for v in variants {
                let mut rules = Rules::default();
                rules.set(family, &v.to_lowercase()).unwrap();
                assert!(rules.named().contains(&(family, v)));
            }
        }
    }

    #[test]
    fn the_reference_programs_names_are_understood() {
        let mut r = Rules::default();
        r.set("BigRAdjust", "Half").unwrap();
        r.set("PCEModel", "MarkovIncentive").unwrap();
        assert_eq!(r.perception, Perception::Half);
        assert_eq!(r.election, ElectionRule::MarkovIncentive);
    }

    #[test]
    fn a_wrong_name_gets_a_hint() {
        let mut r = Rules::default();
        let e = r.set("vote", "Prop").unwrap_err();
        assert!(e.is_rule() && e.hint() == Some("did you mean `votes`?"), "{e}");
        let e = r.set("votes", "PropBinn").unwrap_err();
        assert_eq!(e.hint(), Some("did you mean `PropBin`?"));
        let e = r.set("victory", "Cubed!").unwrap_err();
        assert!(e.hint().unwrap().contains("Linear, Square, Quartic, Octic, Binary"), "{e}");
        assert_eq!(r, Rules::default());
    }
}
