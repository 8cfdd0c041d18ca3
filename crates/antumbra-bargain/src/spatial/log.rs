//! What happened in a turn: who challenged whom, what was offered, what was accepted.

/// Whose view of a contest an offer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The initiator's.
    Initiator,
    /// The receiver's.
    Receiver,
    /// Both, weighted by capability × total salience.
    Both,
}

/// One actor's challenge of another's position.
#[derive(Clone, Debug, PartialEq)]
pub struct Challenge {
    /// Index of the challenger.
    pub initiator: usize,
    /// Index of the challenged.
    pub target: usize,
    /// Probability that the initiator prevails, as it sees it.
    pub probability: f64,
    /// What the initiator expects to gain, as it sees it.
    pub gain: f64,
    /// Probability that the initiator prevails, as the target sees it.
    pub target_probability: f64,
    /// What the initiator gains, as the target sees it.
    pub target_view_of_gain: f64,
    /// What the target expects to gain (mostly: lose), as the target sees it.
    pub target_gain: f64,
}

/// A bargain that both parties to a challenge have before them.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Index of the initiator.
    pub initiator: usize,
    /// Index of the receiver.
    pub receiver: usize,
    /// Whose view it comes from.
    pub view: View,
    /// Where it would put the initiator (0-100).
    pub initiator_to: Vec<f64>,
    /// Where it would put the receiver (0-100).
    pub receiver_to: Vec<f64>,
}

/// What one actor did with the bargains before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Index of the actor.
    pub actor: usize,
    /// Index into the turn's offers of the bargain that it took; `None` is the status quo.
    pub accepted: Option<usize>,
    /// Probability of that option in the actor's election over its bargains.
    pub probability: f64,
    /// Probability of the status quo in it.
    pub status_quo: f64,
}

/// The log of one turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// Probability that each actor's position wins the election over all positions, before the
    /// turn, with everybody risk neutral.
    pub winning: Vec<f64>,
    /// Risk attitude of each actor.
    pub risk: Vec<f64>,
    /// The challenges, in the order of the initiators.
    pub challenges: Vec<Challenge>,
    /// The offers that they led to.
    pub offers: Vec<Offer>,
    /// What each actor did, in the order of the actors.
    pub choices: Vec<Choice>,
}
