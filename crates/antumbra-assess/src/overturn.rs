//! What would overturn a verdict: from moves in each input's own space to natural units.

use antumbra_explore::overturn::{Group, Movable, Overturner, Overturning, Question, Verdict};
use antumbra_record::overturn::{
    MoveRow, OVERTURNING, OverturnList, OverturnerRow, Overturning as Record, SwayRow,
};

/// An input in the reader's terms: what the search cannot know.
pub trait Natural {
    /// The name for people.
    fn label(&self, input: &Movable) -> String;
    /// A centre in natural units, from its own space.
    fn value(&self, input: &Movable, centre: f64) -> f64;
    /// What to watch.
    fn indicator(&self, input: &Movable) -> Option<String>;
    /// The argument of `--set` that puts the centre there.
    fn set(&self, input: &Movable, centre: f64) -> String;
}

/// Which verdict was searched.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path (two, where their order is the verdict).
    pub paths: Vec<String>,
    /// The world.
    pub world: String,
    /// What is asked of the ensemble.
    pub question: Question,
    /// What the verdict is read off: see [`Record::measure`].
    pub measure: String,
    /// Futures of the full ensemble.
    pub futures: usize,
    /// Futures that the search looks at.
    pub searched_on: usize,
}

fn word(v: Verdict) -> &'static str {
    match v {
        Verdict::Holds => "holds",
        Verdict::Depends => "depends",
        Verdict::Fails => "fails",
        Verdict::First => "first",
        Verdict::Even => "even",
        Verdict::Second => "second",
    }
}

fn group(g: Group) -> &'static str {
    match g {
        Group::World => "world",
        Group::Judgement => "judgements",
        Group::Yardstick => "yardsticks",
    }
}

/// The record of a search.
pub fn record(
    found: &Overturning,
    inputs: &[Movable],
    natural: &dyn Natural,
    asked: &Asked,
) -> Record {
    let lists = found.lists.iter().map(|l| OverturnList {
        group: group(l.group).into(),
        overturners: l.overturners.iter().map(|o| row(o, inputs, natural)).collect(),
        inputs: l.inputs,
        pairs: l.pairs,
        says: None,
    });
    let sways = found.sways.iter().map(|s| {
        let x = &inputs[s.input];
        SwayRow {
            key: x.name.clone(),
            input: natural.label(x),
            group: group(x.group).into(),
            low: s.low.0,
            low_at: natural.value(x, x.mid + s.low.1),
            high: s.high.0,
            high_at: natural.value(x, x.mid + s.high.1),
            unit: x.unit.clone(),
        }
    });
    let (holds_from, fails_to) = match asked.question {
        Question::Share { holds, fails } => (Some(holds), Some(fails)),
        Question::Order => (None, None),
    };
    Record {
        schema: OVERTURNING.into(),
        paths: asked.paths.clone(),
        world: asked.world.clone(),
        verdict: word(found.before).into(),
        measure: asked.measure.clone(),
        value: found.value_before,
        holds_from,
        fails_to,
        lists: lists.collect(),
        sways: sways.collect(),
        says: None,
        futures: asked.futures,
        searched_on: asked.searched_on,
        evaluations: found.evaluations,
        full_evaluations: found.full_evaluations,
        exhausted: found.exhausted,
    }
}

/// One overturner in the reader's terms.
pub fn row(o: &Overturner, inputs: &[Movable], natural: &dyn Natural) -> OverturnerRow {
    let centres: Vec<(&Movable, f64)> =
        o.moves.iter().map(|m| (&inputs[m.input], inputs[m.input].mid + m.shift)).collect();
    OverturnerRow {
        moves: centres.iter().map(|(x, c)| moved(x, *c, natural)).collect(),
        half_ranges: o.half_ranges,
        reference_widths: o.reference_widths,
        value_after: o.value_after,
        verdict_after: word(o.after).into(),
        certified: o.certified,
        set: centres.iter().map(|(x, c)| natural.set(x, *c)).collect(),
    }
}

fn moved(x: &Movable, centre: f64, natural: &dyn Natural) -> MoveRow {
    let value = |c| natural.value(x, c);
    MoveRow {
        input: x.name.clone(),
        label: natural.label(x),
        from: value(x.mid),
        to: value(centre),
        lo: value(x.lo),
        hi: value(x.hi),
        unit: x.unit.clone(),
        indicator: natural.indicator(x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use antumbra_explore::overturn::{Evaluate, Search, overturn};
    use antumbra_num::kernel::{exp, ln};

    /// The share falls with the logarithm of a size: below .90 from a factor e^0.5 on.
    struct Falls;
    impl Evaluate for Falls {
        fn value(&self, moves: &[(usize, f64)], _: usize) -> Result<f64, antumbra_explore::Error> {
            Ok(0.95 - moves.iter().map(|m| 0.1 * m.1).sum::<f64>())
        }
        fn futures(&self) -> usize {
            1000
        }
    }

    struct Size;
    impl Natural for Size {
        fn label(&self, _: &Movable) -> String {
            "China's spending".into()
        }
        fn value(&self, _: &Movable, centre: f64) -> f64 {
            exp(centre)
        }
        fn indicator(&self, _: &Movable) -> Option<String> {
            Some("the budget of March".into())
        }
        fn set(&self, input: &Movable, centre: f64) -> String {
            format!("{}={}", input.name, exp(centre))
        }
    }

    #[test]
    fn moves_are_told_in_natural_units() {
        let mid = ln(300.0);
        let input = Movable {
            name: "world.CHN.milex".into(),
            group: Group::World,
            lo: mid - 0.25,
            mid,
            hi: mid + 0.25,
            bounds: (mid - 1.0, mid + 1.0),
            unit: "billion dollars".into(),
            reference_width: 0.7,
        };
        let inputs = [input];
        let question = Question::default();
        let found = overturn(&Falls, &inputs, question, &Search::default()).unwrap();
        let asked = Asked {
            paths: vec!["p".into()],
            world: "w".into(),
            question,
            measure: "share".into(),
            futures: 1000,
            searched_on: 100,
        };
        let r = record(&found, &inputs, &Size, &asked);
        let o = &r.lists[0].overturners[0];
        let m = &o.moves[0];
        assert!((m.from - 300.0).abs() < 1e-9 && (m.to / 300.0 - exp(0.5)).abs() < 0.01, "{m:?}");
        assert!((m.lo / 300.0 - exp(-0.25)).abs() < 1e-12);
        assert_eq!(o.set, [format!("world.CHN.milex={}", m.to)]);
        assert_eq!((r.verdict.as_str(), o.verdict_after.as_str()), ("holds", "depends"));
        assert_eq!((r.lists[2].group.as_str(), r.lists[2].overturners.len()), ("yardsticks", 0));
        assert!((r.sways[0].high_at / 300.0 - exp(-1.0)).abs() < 1e-9, "{:?}", r.sways);
        let back: Record = serde_json::from_str(&serde_json::to_string(&r).unwrap()).unwrap();
        assert_eq!(back, r);
    }
}
