//! Opinion: polls side by side, and pooled only where they measure one thing.
//!
//! Polls on one topic differ by wording, mode and house more than by time. They are pooled when
//! identical wordings, put in one mode, come from at least three houses and at least five waves
//! (Jackman, S. 2005, "Pooling the polls over an election campaign", *Australian Journal of
//! Political Science* 40); otherwise they stand side by side with their span. A share of people is
//! never a probability of anything.

mod pool;

pub use pool::{House, Pooled, Wave};

use crate::error::{Error, Kind};
use antumbra_core::{Date, SourceId, Spread, Tag};

/// Houses that a pool needs.
pub const POOL_HOUSES: usize = 3;
/// Waves (days on which polls are dated) that a pool needs.
pub const POOL_WAVES: usize = 5;

/// How people were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// At the door.
    FaceToFace,
    /// By telephone.
    Phone,
    /// By post.
    Mail,
    /// On the web.
    Online,
}

/// The share of one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The answer as it was offered.
    pub answer: String,
    /// Per cent of those asked.
    pub percent: f64,
    /// Does it count towards the topic's view?
    pub counts: bool,
}

/// One poll.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// What it is about; polls of one topic are looked at together.
    pub topic: String,
    /// The question as it was put. Wordings are the same when they are, character by character.
    pub wording: String,
    /// How people were asked.
    pub mode: Mode,
    /// Who asked.
    pub house: String,
    /// The last day of asking.
    pub date: Date,
    /// How many answered.
    pub n: u32,
    /// The answers.
    pub shares: Vec<Share>,
    /// What kind of evidence it is.
    pub tag: Tag,
    /// Where it was read.
    pub source: Option<SourceId>,
}

impl Poll {
    /// Checks the poll by itself.
    ///
    /// Published shares are rounded, so that their sum may exceed 100 by half a unit of the last
    /// decimal per answer: .5 each when all are whole numbers, else .05.
    ///
    /// # Errors
    /// When the topic, wording or house is empty, nobody was asked, there is no answer or none
    /// that counts, an answer is listed twice, a share is outside 0 to 100, or the shares sum to
    /// more than rounding explains. The message names house, date and topic.
    pub fn check(&self) -> Result<(), Error> {
        let wrong = |what: String, help: &str| {
            let who = format!("poll by `{}` of {} on `{}`", self.house, self.date, self.topic);
            Err(Error::new(Kind::Poll, format!("{who}: {what}")).help(help))
        };
        for (text, what) in
            [(&self.topic, "topic"), (&self.wording, "wording"), (&self.house, "house")]
        {
            if text.trim().is_empty() {
                return wrong(format!("no {what}"), "a poll cannot be judged without it");
            }
        }
        if self.n == 0 {
            return wrong("nobody was asked".into(), "give the number of answers, n");
        }
        if !self.shares.iter().any(|s| s.counts) {
            let help = "say which answers count towards the topic";
            return wrong("no answer counts".into(), help);
        }
        for (k, s) in self.shares.iter().enumerate() {
            if !(0.0..=100.0).contains(&s.percent) {
                let what = format!("the share of `{}` is {}", s.answer, s.percent);
                return wrong(what, "shares are per cent of those asked, 0 to 100");
            }
            if self.shares[..k].iter().any(|t| t.answer == s.answer) {
                let what = format!("the answer `{}` is listed twice", s.answer);
                return wrong(what, "add the shares, or tell the answers apart");
            }
        }
        let sum: f64 = self.shares.iter().map(|s| s.percent).sum();
        let whole = self.shares.iter().all(|s| s.percent.fract() == 0.0);
        let slack = if whole { 0.5 } else { 0.05 } * self.shares.len() as f64;
        if sum > 100.0 + slack + 1e-9 {
            let what = format!("the shares sum to {sum}");
            return wrong(what, "several answers were allowed, or a share is wrong: list one view");
        }
        Ok(())
    }

    /// Per cent of those asked whose answer counts towards the topic.
    pub fn view(&self) -> f64 {
        self.shares.iter().filter(|s| s.counts).map(|s| s.percent).sum()
    }
}

/// Polls of identical wording in one mode, in the order of their dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The wording that they share.
    pub wording: String,
    /// How people were asked.
    pub mode: Mode,
    /// The polls.
    pub polls: Vec<Poll>,
    /// How many houses asked.
    pub houses: usize,
    /// On how many days.
    pub waves: usize,
    /// Their pool, where there are houses and waves enough.
    pub pooled: Option<Pooled>,
}

/// What is known of opinion on one topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The topic.
    pub topic: String,
    /// Its series, those with more polls first, then by wording and mode.
    pub series: Vec<Series>,
    /// Smallest and largest view over all its polls, whatever the wording and mode. Different
    /// wordings measure different things: the span says how far they lie apart, not where
    /// opinion is.
    pub span: Spread,
}

/// Sorts polls by topic and series, and pools what may be pooled.
///
/// # Errors
/// When a poll fails [`Poll::check`].
pub fn collate(polls: &[Poll]) -> Result<Vec<Topic>, Error> {
    polls.iter().try_for_each(Poll::check)?;
    let mut topics: Vec<Topic> = Vec::new();
    for p in polls {
        let view = p.view();
        let topic = match topics.iter().position(|t| t.topic == p.topic) {
            Some(n) => &mut topics[n],
            None => {
                let span = Spread { min: view, max: view };
                topics.push(Topic { topic: p.topic.clone(), series: Vec::new(), span });
                let last = topics.len() - 1;
                &mut topics[last]
            }
        };
        topic.span.min = topic.span.min.min(view);
        topic.span.max = topic.span.max.max(view);
        match topic.series.iter_mut().find(|s| s.wording == p.wording && s.mode == p.mode) {
            Some(s) => s.polls.push(p.clone()),
            None => topic.series.push(Series {
                wording: p.wording.clone(),
                mode: p.mode,
                polls: vec![p.clone()],
                houses: 0,
                waves: 0,
                pooled: None,
            }),
        }
    }
    for topic in &mut topics {
        for s in &mut topic.series {
            finish(s);
        }
        topic.series.sort_by(|a, b| {
            (b.polls.len(), &a.wording, a.mode).cmp(&(a.polls.len(), &b.wording, b.mode))
        });
    }
    Ok(topics)
}

fn finish(s: &mut Series) {
    // The order of polls of one day must not depend on the order given.
    s.polls.sort_by(|a, b| {
        (a.date, &a.house, a.n).cmp(&(b.date, &b.house, b.n)).then(a.view().total_cmp(&b.view()))
    });
    let mut houses: Vec<&str> = s.polls.iter().map(|p| p.house.as_str()).collect();
    houses.sort_unstable();
    houses.dedup();
    s.houses = houses.len();
    let mut days: Vec<Date> = s.polls.iter().map(|p| p.date).collect();
    days.dedup();
    s.waves = days.len();
    if s.houses >= POOL_HOUSES && s.waves >= POOL_WAVES {
        s.pooled = Some(pool::pool(&s.polls, &houses, &days));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(house: &str, date: &str, wording: &str, percent: f64) -> Poll {
        Poll {
            topic: "trust".into(),
            wording: wording.into(),
            mode: Mode::Mail,
            house: house.into(),
            date: Date::parse(date).unwrap(),
            n: 1000,
            shares: vec![
                Share { answer: "yes".into(), percent, counts: true },
                Share { answer: "no".into(), percent: 90.0 - percent, counts: false },
            ],
            tag: Tag::Published,
            source: None,
        }
    }

    fn five(wording: impl Fn(usize) -> &'static str, houses: usize) -> Vec<Poll> {
        let names = ["A", "B", "C", "D"];
        (0..5)
            .map(|k| {
                let date = format!("2025-0{}-01", k + 1);
                poll(names[k % houses], &date, wording(k), 30.0 + k as f64)
            })
            .collect()
    }

    #[test]
    fn pooled_only_with_one_wording_three_houses_and_five_waves() {
        let pooled = |polls: &[Poll]| collate(polls).unwrap()[0].series[0].pooled.is_some();
        assert!(pooled(&five(|_| "q", 3)));
        assert!(!pooled(&five(|_| "q", 2)));
        assert!(!pooled(&five(|_| "q", 3)[..4]));
        assert!(!pooled(&five(|k| if k < 4 { "q" } else { "Q" }, 3)));
        let mut modes = five(|_| "q", 3);
        modes[2].mode = Mode::Online;
        assert!(!pooled(&modes));
    }

    #[test]
    fn what_is_not_pooled_stands_side_by_side_with_its_span() {
        let topics = collate(&five(|k| ["q1", "q2"][k % 2], 3)).unwrap();
        assert_eq!(topics[0].series.len(), 2);
        assert_eq!(topics[0].series[0].polls.len(), 3);
        assert_eq!(topics[0].span, Spread { min: 30.0, max: 34.0 });
    }

    #[test]
    fn impossible_polls_are_refused_by_name() {
        let refuse = |change: fn(&mut Poll), part: &str| {
            let mut p = poll("Asahi", "2025-04-28", "q", 15.0);
            change(&mut p);
            let e = collate(&[p]).unwrap_err();
            assert!(e.is_poll() && e.to_string().contains(part) && e.hint().is_some(), "{e}");
            assert!(e.message().contains("2025-04-28"), "{e}");
        };
        refuse(|p| p.shares[1].percent = 90.0, "shares sum to 105");
        refuse(|p| p.shares[0].percent = 120.0, "share of `yes` is 120");
        refuse(|p| p.shares[0].percent = f64::NAN, "share of `yes` is NaN");
        refuse(|p| p.n = 0, "nobody");
        refuse(|p| p.shares[0].counts = false, "no answer counts");
        refuse(|p| p.shares[1].answer = "yes".into(), "twice");
        refuse(|p| p.wording = " ".into(), "no wording");
    }

    #[test]
    fn rounding_is_forgiven() {
        let mut p = poll("A", "2025-01-01", "q", 15.0);
        for (a, b, ok) in
            [(51.0, 50.0, true), (51.0, 51.0, false), (50.1, 50.0, true), (50.3, 50.0, false)]
        {
            p.shares[0].percent = a;
            p.shares[1].percent = b;
            assert_eq!(p.check().is_ok(), ok, "{a} {b}");
        }
    }
}
