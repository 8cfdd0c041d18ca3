//! Polls: side by side with their span; pooled only where wording, mode, house, day and number are
//! known and enough houses asked the same.

use super::file::{PollMode, PollRow};
use super::law::last_day;
use super::wrong::Wrong;
use antumbra_bargain::opinion::{self, Mode};
use antumbra_core::{Date, SourceId, Spread};
use antumbra_record::politics::{Poll, Pool, Share, Topic};
use std::collections::BTreeMap;

fn mode(m: PollMode) -> Mode {
    match m {
        PollMode::FaceToFace => Mode::FaceToFace,
        PollMode::Phone => Mode::Phone,
        PollMode::Mail => Mode::Mail,
        PollMode::Online => Mode::Online,
    }
}

/// The poll as the engine takes it, when everything that a pool needs is known: the words, the
/// mode, the day and the number.
fn complete(p: &PollRow) -> Option<opinion::Poll> {
    let full_date = Date::parse(&p.date)?;
    Some(engine(p, p.wording.as_ref()?, p.mode?, full_date, p.n?))
}

fn engine(p: &PollRow, wording: &str, m: PollMode, date: Date, n: u32) -> opinion::Poll {
    opinion::Poll {
        topic: p.topic.clone(),
        wording: wording.to_owned(),
        mode: mode(m),
        house: p.house.clone(),
        date,
        n,
        shares: p
            .shares
            .iter()
            .map(|s| opinion::Share {
                answer: s.answer.clone(),
                percent: s.percent,
                counts: s.counts,
            })
            .collect(),
        tag: p.tag,
        source: p.sources.first().map(|s| SourceId::new(s.clone())),
    }
}

/// Checks the polls.
pub(super) fn check(rows: &[PollRow], wrong: &mut Wrong<'_>) {
    for p in rows {
        let path = format!("polls.{}", p.id);
        let Some(date) = last_day(&p.date) else {
            wrong.push(
                "AN0125",
                &format!("{path}.date"),
                format!("`{}` is no date", p.date),
                "write 2025-04-28, 2025-04 or 2025",
            );
            continue;
        };
        // Shares, topic and house are looked at alone here: mode and number stand in.
        let looked = engine(p, &p.question, p.mode.unwrap_or(PollMode::Mail), date, 1);
        if let Err(e) = looked.check() {
            wrong.push(
                "AN0217",
                &format!("{path}.shares"),
                e.message().to_owned(),
                e.hint().unwrap_or(""),
            );
        }
    }
}

/// Opinion topic by topic, in the order of the file, polls by date.
///
/// # Errors
/// When a poll fails the engine's check.
pub(super) fn topics(rows: &[PollRow]) -> Result<Vec<Topic>, antumbra_bargain::Error> {
    let mut out: Vec<Topic> = Vec::new();
    for p in rows {
        let view: f64 = p.shares.iter().filter(|s| s.counts).map(|s| s.percent).sum();
        let poll = Poll {
            id: p.id.clone(),
            question: p.question.clone(),
            wording: p.wording.clone(),
            house: p.house.clone(),
            mode: p.mode.map(|m| m.word().to_owned()),
            date: p.date.clone(),
            n: p.n,
            shares: p
                .shares
                .iter()
                .map(|s| Share { answer: s.answer.clone(), percent: s.percent, counts: s.counts })
                .collect(),
            view,
            tag: p.tag,
            sources: p.sources.clone(),
            note: p.note.clone(),
        };
        match out.iter_mut().find(|t| t.topic == p.topic) {
            Some(t) => {
                t.span.min = t.span.min.min(view);
                t.span.max = t.span.max.max(view);
                t.polls.push(poll);
            }
            None => out.push(Topic {
                topic: p.topic.clone(),
                polls: vec![poll],
                span: Spread { min: view, max: view },
                pools: Vec::new(),
            }),
        }
    }
    let full: Vec<opinion::Poll> = rows.iter().filter_map(complete).collect();
    for t in opinion::collate(&full)? {
        let Some(topic) = out.iter_mut().find(|o| o.topic == t.topic) else { continue };
        for s in &t.series {
            let Some(pooled) = &s.pooled else { continue };
            let Some(last) = pooled.waves.last() else { continue };
            let houses: BTreeMap<_, _> =
                pooled.houses.iter().map(|h| (h.house.clone(), h.lean)).collect();
            let word = [PollMode::FaceToFace, PollMode::Phone, PollMode::Mail, PollMode::Online]
                .into_iter()
                .find(|m| mode(*m) == s.mode)
                .map_or("", PollMode::word);
            topic.pools.push(Pool {
                wording: s.wording.clone(),
                mode: word.into(),
                date: last.date.to_string(),
                view: last.view,
                houses,
            });
        }
    }
    for t in &mut out {
        t.polls.sort_by_key(|p| (last_day(&p.date), p.house.clone(), p.id.clone()));
    }
    Ok(out)
}
