//! 10. Who went this way before: the nearest cases, those against the forecast first.

use crate::context::Context;
use crate::document::{Section, Table};
use antumbra_record::analogues::{Analogue, Analogues};

/// The nearest cases; absent where none are known for the state.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let a = c.findings.analogues.as_ref()?;
    let name = c.say("Who went before", "先例");
    let plain = || c.say("Who went this way before", "先に同じ道を行った国");
    let heading = c.told("cases").unwrap_or_else(plain);
    let mut s = Section::new("analogues", name, "analogues", heading);
    if let Some(text) = c.told("against") {
        s.say("analogues", text);
    }
    s.table(cases(c, a));
    s.heading(
        "analogues-held-out",
        "analogues",
        c.say(
            "How well such likeness foretells a case held out",
            "取り除いた事例を、似た事例からどれだけ言い当てられるか",
        ),
    );
    s.table(scores(c, a));
    Some(s)
}

fn cases(c: &Context<'_>, a: &Analogues) -> Table {
    let mut t = Table::new("table-analogues", "", &[]);
    t.header = c.heads([
        ("case", "事例"),
        ("distance", "距離"),
        ("argues", "向き"),
        ("did", "とった道"),
        ("came", "結果"),
        ("afterwards", "その後"),
        ("sources", "出典"),
    ]);
    t.rows = a.cases.iter().map(|x| row(c, x)).collect();
    t
}

fn row(c: &Context<'_>, x: &Analogue) -> Vec<String> {
    let control = if x.control { c.say(" (control)", "（対照）") } else { String::new() };
    let did: Vec<String> = x.response.iter().map(|w| response(c, w)).collect();
    let came: Vec<String> = x
        .outcome
        .iter()
        .map(|(w, y)| {
            let when = if *y == 0 { "当年に".to_owned() } else { format!("{y}年で") };
            c.say(format!("{} after {y} y", outcome(c, w)), format!("{when}{}", outcome(c, w)))
        })
        .collect();
    let dash = |v: Vec<String>| if v.is_empty() { "–".to_owned() } else { v.join(", ") };
    vec![
        format!("{}{control}", x.title),
        c.proportion(x.distance),
        if x.against { c.say("against", "反対") } else { c.say("not against", "反対せず") },
        dash(did),
        dash(came),
        x.afterwards.clone(),
        x.sources.join(", "),
    ]
}

fn response(c: &Context<'_>, word: &str) -> String {
    match word {
        "ARM" => c.say("armed", "軍備"),
        "NUC" => c.say("nuclear activity", "核活動"),
        "ALLY" => c.say("other allies", "他の同盟"),
        "ACC" => c.say("settled", "和解"),
        "NONE" => c.say("nothing", "なし"),
        w => w.to_owned(),
    }
}

fn outcome(c: &Context<'_>, word: &str) -> String {
    match word {
        "SEC" => c.say("secure", "安全"),
        "COE" => c.say("coerced", "威圧"),
        "ATT" => c.say("attacked", "攻撃"),
        "LOST" => c.say("lost", "敗北"),
        "REG" => c.say("regime fell", "体制崩壊"),
        w => w.to_owned(),
    }
}

fn scores(c: &Context<'_>, a: &Analogues) -> Table {
    let mut t = Table::new(
        "table-analogue-scores",
        c.say(
            "Brier scores, lower is better; a likeness that does no better than the share among all \
             other cases says nothing.",
            "ブライアスコア（小さいほどよい）。ほかの全事例での割合に勝てない類似は、何も語らない。",
        ),
        &[],
    );
    t.header = c.heads([
        ("event within the horizon", "期間内の出来事"),
        ("happened", "起きた件数"),
        ("nearest cases", "近い事例"),
        ("nothing happens", "何も起きない"),
        ("base rate", "基準率"),
        ("better than both?", "両方に勝るか"),
    ]);
    t.rows = a
        .held_out
        .iter()
        .map(|s| {
            let event = match s.event.as_str() {
                "attacked" => c.say("attacked or conquered", "攻撃または征服"),
                "lost" => c.say("defeated, occupied, or its regime fallen", "敗北・占領・体制崩壊"),
                "secure" => c.say("secure", "安全"),
                "nuclear" => c.say("nuclear activity", "核活動"),
                w => w.to_owned(),
            };
            let better = s.nearest.0 < s.nothing_happens.0.min(s.base_rate.0);
            vec![
                event,
                c.say(
                    format!("{} of {}", s.happened, s.of),
                    format!("{}件中{}件", s.of, s.happened),
                ),
                c.proportion(s.nearest.0),
                c.proportion(s.nothing_happens.0),
                c.proportion(s.base_rate.0),
                if better { c.say("yes", "はい") } else { c.say("no", "いいえ") },
            ]
        })
        .collect();
    t
}
