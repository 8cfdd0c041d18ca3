//! 6. Risk by challenger and tier, one hazard scale at a time; the record beside it.

use super::words;
use crate::context::Context;
use crate::document::{Section, Table};
use crate::figure::cases::{self, Case};
use crate::figure::history;
use crate::number::{plain, whole};
use antumbra_core::{Iso3, Range};
use antumbra_record::risk::{Risks, WarRecord, WarRisk};

/// Risk; absent where no estimate carries the client.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let r = c.findings.risks.as_ref()?;
    if r.challenges.is_empty() && r.wars.is_empty() {
        return None;
    }
    let name = c.say("Risk by challenger", "相手ごとの危険");
    let title = c.of("risk").or_else(|| c.of("war")).unwrap_or_else(|| name.clone());
    let mut s = Section::new("risk", name, "risk", &title);
    if !r.challenges.is_empty() {
        s.figure(disputes(c, r, &title));
        s.say("risk", c.say(
            "Incident, armed clash and fatal clash are tiers of the dispute record, no legal \
             categories. A ratio is a contrast between two fitted risks, not an effect of a treaty: \
             threatened states seek treaties. κ stretches or removes the contrast to show what that \
             could do; it is no correction.",
            "小規模摩擦・武力衝突・死者を伴う衝突は紛争記録の区分であり、法的な区分ではない。比は推定された\
             二つの危険の対比であって、条約の効果ではない。脅かされる国ほど条約を求めるからである。κはその\
             影響を試すために対比を伸縮させるもので、補正ではない。",
        ));
        s.table(ratios(c, r));
        let levelled = c.told("levels").unwrap_or_else(|| {
            c.say("What was recorded and what was expected", "記録された紛争と予想された紛争")
        });
        s.heading("levels", "levels", &levelled);
        s.figure(history::draw(c, &r.history, &levelled));
        s.table(levels(c, r));
    }
    war(c, r, &mut s);
    Some(s)
}

/// A tier of the dispute record.
fn tier(c: &Context<'_>, id: &str) -> String {
    match id {
        "incident" => c.say("incident", "小規模摩擦"),
        "clash" => c.say("armed clash", "武力衝突"),
        "fatal" => c.say("fatal clash", "死者を伴う衝突"),
        other => other.to_owned(),
    }
}

fn disputes(c: &Context<'_>, r: &Risks, title: &str) -> Option<crate::figure::Figure> {
    let rows: Vec<Case> = r
        .challenges
        .iter()
        .map(|x| Case {
            label: c.capital(&c.state(x.challenger)),
            under: tier(c, &x.tier),
            risks: [x.with, x.doubted, x.without],
        })
        .collect();
    let description = c.say(
        format!(
            "Probability a year that a challenger begins a dispute with {} of at least that severity, \
             at the corrected level; dots are medians, lines 90% of the draws. The scale shows equal \
             ratios as equal lengths.",
            c.client()
        ),
        format!(
            "相手国が{}に対し、その程度以上の紛争を年内に起こす確率（水準補正後）。点は中央値、線は試算の90%の\
             幅。目盛りは等しい比を等しい長さで示す。",
            c.client()
        ),
    );
    cases::draw(c, "figure-risk", &rows, (title, description))
}

fn ratios(c: &Context<'_>, r: &Risks) -> Table {
    let mut t = Table::new("table-risk", "", &[]);
    let [with, doubted, without] = cases::cases(c);
    t.header = vec![c.say("against", "相手"), c.say("tier", "区分"), with, doubted, without];
    t.header.push(c.say("ratio", "比"));
    let kappas: Vec<f64> = r
        .challenges
        .first()
        .map(|x| x.ratio_at.iter().map(|k| k.kappa).collect())
        .unwrap_or_default();
    t.header.extend(kappas.iter().map(|k| format!("κ {k}")));
    t.header.push(c.say("ratio as one assumption moves", "前提を一つ動かした比"));
    t.rows = r
        .challenges
        .iter()
        .map(|x| {
            let risk = |r: Range| words::range(c, r, words::risk);
            let ratio = |r: Range| words::range(c, r, |v| c.proportion(v));
            let mut cells = vec![
                c.capital(&c.state(x.challenger)),
                tier(c, &x.tier),
                risk(x.with),
                risk(x.doubted),
                risk(x.without),
                ratio(x.ratio),
            ];
            cells.extend(kappas.iter().map(|k| {
                let at = x.ratio_at.iter().find(|a| a.kappa == *k);
                at.map_or_else(|| "–".into(), |a| ratio(a.ratio))
            }));
            let (min, max) = (c.proportion(x.ratio_corners.min), c.proportion(x.ratio_corners.max));
            let (at_min, at_max) = (words::corner(c, &x.at_min), words::corner(c, &x.at_max));
            cells.push(c.say(
                format!("{min} ({at_min}) to {max} ({at_max})"),
                format!("{min}（{at_min}）から{max}（{at_max}）"),
            ));
            cells
        })
        .collect();
    t
}

fn levels(c: &Context<'_>, r: &Risks) -> Table {
    let mut t = Table::new(
        "table-levels",
        c.say(
            format!(
                "With {}: the level corrected by the record of the last twenty years, as fitted, and \
                 with the years since {} counted as peace. Disputes by anyone in those twenty years.",
                c.patron(),
                r.last_outcome
            ),
            format!(
                "{}がいる場合：直近20年の記録で補正した水準、推定のままの水準、{}年より後を平和と数えた水準。\
                 件数はその20年間の全相手による紛争。",
                c.patron(),
                r.last_outcome
            ),
        ),
        &[],
    );
    t.header = c.heads([
        ("against", "相手"),
        ("tier", "区分"),
        ("corrected", "補正後"),
        ("as fitted", "推定のまま"),
        ("counted as peace", "平和と数えた場合"),
        ("recorded", "記録"),
        ("expected", "予想"),
        ("by this one", "うちこの相手"),
        ("coefficient (errors: by dyad; two-way)", "係数（誤差：国の組別、双方向）"),
    ]);
    t.rows = r
        .challenges
        .iter()
        .map(|x| {
            let risk = |r: Range| words::range(c, r, words::risk);
            vec![
                c.capital(&c.state(x.challenger)),
                tier(c, &x.tier),
                risk(x.with),
                risk(x.uncorrected),
                risk(x.counted_as_peace),
                whole(x.level.observed),
                plain(x.level.expected),
                x.observed_events.map_or_else(|| "–".into(), whole),
                format!("{:.2} ({:.2}; {:.2})", x.slope.b, x.slope.se, x.slope.two_way_se),
            ]
        })
        .collect();
    t
}

fn war(c: &Context<'_>, r: &Risks, s: &mut Section) {
    if r.wars.is_empty() {
        return;
    }
    if let Some(text) = c.of("war") {
        s.heading("war", "war", text);
    }
    if let Some(record) = &r.war_record {
        s.table(counts(c, record));
        let n = record.episodes.len();
        s.fold(
            c.say(format!("The {n} wars counted"), format!("数えた{n}件の戦争")),
            episodes(c, record),
        );
    }
    for (scale, id) in [("historical", "figure-war-historical"), ("expert", "figure-war-expert")] {
        let rows = war_rows(c, r, scale);
        if rows.is_empty() {
            continue;
        }
        let told = c.told(&format!("war_{scale}"));
        let title = told.unwrap_or_else(|| c.capital(&words::scale(c, scale)));
        let anchor = if scale == "expert" { "war-expert" } else { "war-historical" };
        s.heading(anchor, "war", &title);
        let description = c.say(
            format!(
                "Yearly hazard of war on {} alone; ψ is the share of the cover's effect that is \
                 nuclear. Dots are medians, lines 90% of the draws. Never to be added to, or compared \
                 with, the other scale.",
                words::scale(c, scale)
            ),
            format!(
                "{}だけによる年間の戦争の危険。ψは抑止効果に占める核の割合。点は中央値、線は試算の90%の幅。\
                 もう一方の尺度と足したり比べたりしてはならない。",
                words::scale(c, scale)
            ),
        );
        s.figure(cases::draw(c, id, &rows, (&title, description)));
    }
}

/// Rows of one scale: challengers whose numbers are the same share a row.
fn war_rows(c: &Context<'_>, r: &Risks, scale: &str) -> Vec<Case> {
    let mut groups: Vec<(&WarRisk, Vec<Iso3>)> = Vec::new();
    for w in r.wars.iter().filter(|w| w.scale == scale) {
        let same = |g: &&mut (&WarRisk, Vec<Iso3>)| {
            let a = g.0;
            (a.psi, a.with, a.doubted, a.without) == (w.psi, w.with, w.doubted, w.without)
        };
        match groups.iter_mut().find(same) {
            Some(g) => g.1.push(w.challenger),
            None => groups.push((w, vec![w.challenger])),
        }
    }
    let all = groups.iter().map(|g| g.1.len()).max().unwrap_or(0);
    groups
        .into_iter()
        .map(|(w, who)| {
            let label = if who.len() > 1 && who.len() == all {
                c.say("each of them", "いずれの相手も")
            } else {
                c.capital(&c.states(&who))
            };
            Case { label, under: format!("ψ {}", w.psi), risks: [w.with, w.doubted, w.without] }
        })
        .collect()
}

fn counts(c: &Context<'_>, w: &WarRecord) -> Table {
    // An empty list stands for any state.
    let who = match w.challengers.as_slice() {
        [] => c.say("any state", "いずれかの国"),
        list => c.states(list),
    };
    let mut t = Table::new(
        "table-wars",
        c.say(
            format!("Wars begun by {who}, {}–{}.", w.from, w.to),
            format!("{who}が始めた戦争、{}〜{}年。", w.from, w.to),
        ),
        &[],
    );
    t.header = c.heads([
        ("against", "相手"),
        ("directed dyad-years", "国の組・年"),
        ("wars began", "戦争の始まった数"),
        ("by land", "うち陸続き"),
        ("rate a year at most (95%, one-sided)", "年率の上限（片側95%）"),
    ]);
    t.rows = [
        (c.say("states under a nuclear patron", "核の傘の下の国"), w.covered),
        (c.say("other states", "それ以外の国"), w.uncovered),
    ]
    .map(|(who, n)| {
        vec![
            who,
            whole(n.dyad_years as f64),
            whole(n.wars as f64),
            whole(n.by_land as f64),
            words::risk(n.upper_95),
        ]
    })
    .into();
    t
}

fn episodes(c: &Context<'_>, w: &WarRecord) -> Table {
    let mut t = Table::new("table-war-episodes", "", &[]);
    t.header = c.heads([("year", "年"), ("between", "当事国"), ("dispute", "紛争番号")]);
    t.rows = w
        .episodes
        .iter()
        .map(|e| {
            let pair =
                |p: &String| p.split(" – ").map(|s| c.term(s)).collect::<Vec<_>>().join(" – ");
            let between: Vec<String> = e.between.iter().map(pair).collect();
            vec![e.year.to_string(), c.listed(&between), e.dispute.to_string()]
        })
        .collect();
    t
}
