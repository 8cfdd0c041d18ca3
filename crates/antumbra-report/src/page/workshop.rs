//! A kit for a workshop: a one-page brief, role cards, inject cards and a decision sheet.

use super::words;
use crate::context::{Context, dagger};
use crate::document::{Block, Line, Section, Table};
use crate::english;
use crate::number::percent;
use crate::politics::actor;
use crate::sheets::{Card, Sheet};
use antumbra_record::paths::{PathWorld, Paths};
use antumbra_record::politics::{ActorView, Axis, Politics};

/// The most role cards: the weightiest actors.
const ROLES: usize = 12;
/// The most inject cards.
const INJECTS: usize = 12;
/// A name shorter than this says too little to tell an actor by.
const TELLING: usize = 5;
/// The same in Japanese, where a character says more.
const TELLING_WIDE: usize = 3;

/// The kit; absent without paths, for there is nothing to decide on.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let p = c.findings.paths.as_ref().filter(|p| !p.paths.is_empty())?;
    let roles = c.findings.politics.as_ref().map(|x| roles(c, x)).unwrap_or_default();
    let injects = injects(c, p);
    let (r, i) = (roles.len(), injects.len());
    let mut s = Section::new(
        "workshop",
        c.say("For a workshop", "ワークショップ用"),
        "workshop",
        c.say(
            format!("For a workshop: a brief, {r} roles, {i} injects and a sheet to decide on"),
            format!("ワークショップ用：要約、役割カード{r}枚、状況カード{i}枚、決定用紙"),
        ),
    );
    s.say(
        "workshop",
        c.say(
            "Each kind prints on sheets of its own, A4 or Letter. Give everyone the brief, deal the roles, \
             let each group fill in the decision sheet, then turn the injects over one by one and ask \
             what changes.",
            "種類ごとに別の用紙（A4・レター）に印刷される。全員に要約を、各人に役割カードを配り、班ごとに\
             決定用紙を書いてから、状況カードを一枚ずつめくって何が変わるかを問う。",
        ),
    );
    let mut sheets = vec![brief(c, p)];
    if !roles.is_empty() {
        sheets.push(Sheet {
            id: "sheet-roles",
            title: c.say("Role cards", "役割カード"),
            lines: vec![Line::new(
                "workshop",
                c.say(
                    "Positions and weights are analysts' judgements† on scales from 0 to 100.",
                    "立場と重みは分析者の判断†（0〜100の尺度）。",
                ),
            )],
            cards: roles,
            ..Sheet::default()
        });
    }
    if !injects.is_empty() {
        sheets.push(Sheet {
            id: "sheet-injects",
            title: c.say("Inject cards", "状況カード"),
            lines: vec![Line::new(
                "workshop",
                c.say(
                    "Turn one over: which verdict on your sheet changes, and who moves first?",
                    "一枚めくる。用紙のどの判定が変わり、誰が最初に動くか。",
                ),
            )],
            cards: injects,
            ..Sheet::default()
        });
    }
    sheets.push(decision(c, p));
    s.blocks.push(Block::Fold {
        summary: c.say("Show the kit", "用紙を見る"),
        blocks: vec![Block::Sheets { sheets, print: c.say("Print the kit", "用紙を印刷") }],
    });
    Some(s)
}

/// A verdict in one cell of a table: the word, the share of futures and its range over the corners.
fn verdict(c: &Context<'_>, w: &PathWorld) -> String {
    let share = percent(w.within);
    let corners = c.span(&percent(w.within_corners.min), &percent(w.within_corners.max));
    let word = match w.verdict.as_str() {
        "holds" => c.say("holds", "成り立つ"),
        "fails" => c.say("does not hold", "成り立たない"),
        _ => c.say("depends", "条件付き"),
    };
    c.say(format!("{word}: {share} ({corners})"), format!("{word}：{share}（{corners}）"))
}

fn heads(c: &Context<'_>, p: &Paths) -> Vec<String> {
    let worlds = p.paths.first().map(|x| x.worlds.as_slice()).unwrap_or_default();
    let mut out = vec![c.say("path", "選択肢")];
    out.extend(worlds.iter().map(|w| words::world(c, &w.world)));
    out
}

/// One page: the answer, the three costs, the verdicts, the next date.
fn brief(c: &Context<'_>, p: &Paths) -> Sheet {
    let f = c.findings;
    let mut lines: Vec<Line> = ["answer", "nuclear", "decisions"]
        .iter()
        .filter_map(|id| Some(Line::new(id, c.capital(&c.of(id)?))))
        .collect();
    let limits = &p.limits;
    lines.push(Line::new("paths", c.say(
        format!(
            "A path holds where {} of futures stay within tolerance under every assumption: war at most \
             ×{}, armed clashes at most ×{} of the first path, spending at most {} of GDP. In brackets \
             the share as assumptions move. What-ifs, not forecasts.",
            percent(limits.holds_share), limits.war_ratio_max, limits.force_ratio_max, percent(limits.gdp_share_max)
        ),
        format!(
            "どの前提でも試算の{}以上が許容の範囲内なら「成り立つ」。許容は、最初の選択肢に対し戦争{}倍、\
             武力衝突{}倍、支出はGDPの{}まで。括弧内は前提を動かしたときの割合。予測ではない。",
            percent(limits.holds_share), limits.war_ratio_max, limits.force_ratio_max, percent(limits.gdp_share_max)
        ),
    )));
    let mut costs = Table::new("brief-costs", "", &[]);
    costs.header = c.heads([
        ("to", "目標"),
        ("times today's spending", "現行防衛費の何倍か"),
        ("as one assumption moves", "前提を一つ動かすと"),
    ]);
    costs.rows = f
        .costs_over
        .iter()
        .map(|k| {
            let goal = match (k.goal.as_str(), k.ratio) {
                ("keep", _) => c.say("keep today's odds alone", "今の釣り合いを自力で保つ"),
                ("doubt", _) => c.say("cover a fall of trust", "信頼感の低下を補う"),
                (_, r) => c.standard(r.unwrap_or(1.0), k.challenger),
            };
            let corners = k.multiple.corners;
            vec![
                goal,
                c.cost(k.multiple.reference),
                c.span(&c.times(corners.min), &c.times(corners.max)),
            ]
        })
        .collect();
    let mut verdicts = Table::new("brief-verdicts", "", &[]);
    verdicts.header = heads(c, p);
    verdicts.rows = p
        .paths
        .iter()
        .map(|x| {
            let cells = x.worlds.iter().map(|w| verdict(c, w));
            std::iter::once(words::path(c, x)).chain(cells).collect()
        })
        .collect();
    let tables = [costs, verdicts].into_iter().filter(|t| !t.rows.is_empty()).collect();
    Sheet { id: "sheet-brief", title: c.title(), lines, tables, ..Sheet::default() }
}

/// The weightiest actors: weight in the decision times how much they care.
fn roles(c: &Context<'_>, p: &Politics) -> Vec<Card> {
    let weight =
        |a: &ActorView| a.capability.mid * a.salience.iter().map(|s| s.mid).fold(0.0, f64::max);
    let mut actors: Vec<&ActorView> = p.actors.iter().collect();
    actors.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    actors.iter().take(ROLES).map(|a| role(c, p, a)).collect()
}

fn role(c: &Context<'_>, p: &Politics, a: &ActorView) -> Card {
    let kind = match a.role.as_str() {
        "domestic" => c.say("settles with the others at home", "国内で決着させる"),
        "patron" => {
            let patron = c.patron();
            c.say(format!("ratifies for {patron}"), format!("{patron}として批准する"))
        }
        "adversary" => {
            c.say("adversary: sets a price, has no vote", "敵対国：代価を課すが票はない")
        }
        "neighbour" => c.say("neighbour: sets a price, has no vote", "隣国：代価を課すが票はない"),
        _ => c.say("partner: sets a price, has no vote", "友好国：代価を課すが票はない"),
    };
    let mut facts: Vec<(String, String)> = p
        .axes
        .iter()
        .zip(a.position.iter().zip(&a.salience))
        .map(|(axis, (at, care))| {
            let words = place(c, axis, at.mid);
            let how = c.say(
                format!("{words} ({:.0}); cares {:.0} of 100", at.mid, care.mid),
                format!("{words}（{:.0}）。関心{:.0}/100", at.mid, care.mid),
            );
            (axis.name.clone(), how)
        })
        .collect();
    facts.push((c.say("weight", "重み"), format!("{:.0}/100{}", a.capability.mid, dagger(a.tag))));
    let stops: Vec<String> = p
        .gates
        .iter()
        .flat_map(|g| g.who_can_stop.iter().map(move |w| (g, w)))
        .filter(|(_, w)| same(&w.who, actor(p, &a.id)))
        .map(|(g, w)| c.say(format!("{} ({})", g.name, w.by), format!("{}（{}）", g.name, w.by)))
        .collect();
    if !stops.is_empty() {
        facts.push((c.say("can stop", "止められるもの"), c.listed(&stops)));
    }
    let text = vec![Line::new("politics", english::capital(&a.reason))];
    Card { kind, title: a.name.clone(), text, facts }
}

/// Does the file's word for who can stop a gate name this actor?
fn same(who: &str, name: &str) -> bool {
    let who = who.to_lowercase();
    let who = who.trim_start_matches("the ");
    let telling = who.chars().count() >= if who.is_ascii() { TELLING } else { TELLING_WIDE };
    telling && name.to_lowercase().contains(who)
}

/// A position in policy words: the marks of the axis around it.
fn place(c: &Context<'_>, axis: &Axis, x: f64) -> String {
    let below = axis.marks.iter().rev().find(|m| m.at <= x);
    let above = axis.marks.iter().find(|m| m.at >= x);
    let (kind, lower, upper) = match (below, above) {
        (Some(a), Some(b)) if a.at == b.at => ("at", a.words.as_str(), ""),
        (Some(a), Some(b)) => ("between", a.words.as_str(), b.words.as_str()),
        (Some(a), None) => ("above", a.words.as_str(), ""),
        (None, Some(b)) => ("below", "", b.words.as_str()),
        (None, None) => ("", "", ""),
    };
    c.say(english::place(kind, lower, upper), crate::japanese::place(kind, lower, upper))
}

/// What may turn up: dated decisions, assumptions that turn a conclusion, reactions to a path.
fn injects(c: &Context<'_>, p: &Paths) -> Vec<Card> {
    let f = c.findings;
    let card = |kind: String, title: String, finding: &str, text: String| Card {
        kind,
        title,
        text: vec![Line::new(finding, text)],
        facts: Vec::new(),
    };
    let dated = f.decisions.iter().map(|d| {
        card(
            c.say(format!("dated · {}", d.date), format!("期日 · {}", c.date(&d.date))),
            d.title.clone(),
            "decisions",
            d.why.clone(),
        )
    });
    // One card for each assumption, with every conclusion that it turns.
    let mut moved: Vec<&String> = f.flips.iter().filter_map(|x| x.turned_by.first()).collect();
    moved.sort();
    moved.dedup();
    let turned = moved.into_iter().map(|by| {
        let what = c.assumption(by);
        let title = c.say(format!("What if {what}?"), format!("「{what}」なら"));
        let turns = f.flips.iter().filter(|x| x.turned_by.first() == Some(by));
        Card {
            kind: c.say("assumption", "前提"),
            title,
            text: turns.map(|x| Line::new(&x.finding, format!("⚑ {}", c.flip(x)))).collect(),
            facts: Vec::new(),
        }
    });
    let patron = c.patron();
    let reactions = p.paths.iter().flat_map(|x| {
        let name = words::path(c, x);
        let told = [
            (c.say(format!("{patron} reacts"), format!("{patron}の反応")), &x.patron_reaction),
            (c.say("the other side reacts", "相手側の反応"), &x.challenger_reaction),
        ];
        told.into_iter().filter_map(move |(kind, text)| {
            Some(card(format!("{kind}†"), name.clone(), "paths", text.clone()?))
        })
    });
    dated.chain(turned).chain(reactions).take(INJECTS).collect()
}

/// A sheet to fill in: a row for each path.
fn decision(c: &Context<'_>, p: &Paths) -> Sheet {
    let mut t = Table::new("decision-table", "", &[]);
    t.header = heads(c, p);
    let here = [
        ("what must be true", "成り立つ条件"),
        ("who can stop it", "止められる者"),
        ("what it costs us", "払う代価"),
        ("our order (1 is best)", "順位（1が最良）"),
    ];
    t.header.extend(c.heads(here));
    t.rows = p
        .paths
        .iter()
        .map(|x| {
            let mut row = vec![words::path(c, x)];
            row.resize(t.header.len(), String::new());
            row
        })
        .collect();
    Sheet {
        id: "sheet-decision",
        title: c.say("Decision sheet", "決定用紙"),
        lines: vec![Line::new("workshop", c.say(
            "Write holds, depends or does not hold in the first two columns before you look at the brief.",
            "要約を見る前に、最初の二列に「成り立つ」「条件付き」「成り立たない」を書く。",
        ))],
        tables: vec![t],
        blanks: vec![
            c.say("We choose", "選ぶもの"),
            c.say("Because", "理由"),
            c.say("First step, and by when", "最初の一歩と期日"),
            c.say("What would change our mind", "考えを変える条件"),
        ],
        ..Sheet::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_can_stop_a_gate_is_told_by_its_name() {
        assert!(same("the finance ministry", "Finance ministry"));
        assert!(same("the US Congress", "US Congress (armed services)"));
        assert!(!same("the US", "US President / White House"), "too short to tell");
        assert!(!same("the cabinet", "Finance ministry"));
    }
}
