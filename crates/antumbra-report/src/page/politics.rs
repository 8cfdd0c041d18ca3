//! 8. Politics: who decides, what the protector's consent takes, gates, opinion and the deal.

use super::words;
use crate::context::{Context, dagger};
use crate::document::{Line, Section, Table};
use crate::english;
use crate::figure::{actors, gates, polls};
use crate::number::whole;
use crate::politics::actor;
use antumbra_record::politics::{Deal, Politics};

/// Politics; one line where they are not coded.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let name = c.say("Politics", "政治");
    let heading = c.of("politics")?;
    let mut s = Section::new("politics", name, "politics", heading.clone());
    let Some(p) = &c.findings.politics else {
        s.say("politics", c.say(
            "The answer above is about security alone. Actors, gates, polls and terms of a deal can be added to the assessment.",
            "上の答えは安全保障だけを扱う。主体、関門、世論調査、取引条件は評価ファイルに加えられる。",
        ));
        return Some(s);
    };
    settlement(c, p, &heading, &mut s);
    law(c, p, &mut s);
    opinion(c, p, &mut s);
    if let Some(d) = &p.deal {
        deal(c, d, &mut s);
    }
    Some(s)
}

fn settlement(c: &Context<'_>, p: &Politics, heading: &str, s: &mut Section) {
    s.figure(actors::draw(c, p, heading));
    if !p.settlement.is_empty() {
        s.say("politics", c.say(
            "Positions, saliences and weights are analysts' judgements on ordinal scales. {client}'s own actors settle; the protector's ratify; adversaries, neighbours and partners set prices and never vote. The weighted mean is hard to beat by any model of bargaining and stands beside it.".replace("{client}", &c.client()),
            "立場・関心・重みは分析者の判断であり、尺度は順序尺度である。国内の主体が決着し、保護する側は批准し、敵対国・隣国・友好国は代価を課すだけで票を持たない。加重平均はどのモデルにも劣りにくく、併記する。",
        ));
    }
    let mut t = Table::new("table-settlement", "", &[]);
    t.header = c.heads([
        ("axis", "軸"),
        ("settlement", "決着点"),
        ("90% of draws", "試算の90%"),
        ("weighted mean", "加重平均"),
        ("median", "中央値"),
        ("what bargaining adds", "交渉による差"),
        ("as a rule or actor changes", "規則や主体を変えると"),
    ]);
    for (x, axis) in p.settlement.iter().zip(&p.axes) {
        t.rows.push(vec![
            axis.name.clone(),
            c.say(
                format!("{:.0}: {}", x.at_mids, c.place(&x.place)),
                format!("{:.0}：{}", x.at_mids, c.place(&x.place)),
            ),
            c.span(&format!("{:.0}", x.over_draws.lo), &format!("{:.0}", x.over_draws.hi)),
            format!("{:.1}", x.baseline_mean),
            format!("{:.0}", x.baseline_median),
            shift(c, x.moved),
            c.span(&format!("{:.0}", x.over_rules.min), &format!("{:.0}", x.over_rules.max)),
        ]);
    }
    s.table(t);
    let why: Vec<Line> = p
        .settlement
        .iter()
        .zip(&p.axes)
        .filter(|(x, _)| x.differs)
        .flat_map(|(x, axis)| {
            x.because.iter().take(3).map(move |b| {
                let (axis, who) = (&axis.name, actor(p, &b.actor));
                let (from, to, points) = (b.from, b.to, b.points);
                let text = c.say(
                    format!("On {axis}, {who} goes from {from:.0} to {to:.0}: {points:+.1} points of the difference from the mean"),
                    format!("「{axis}」では、{who}が{from:.0}から{to:.0}へ動く。平均との差のうち{points:+.1}点"),
                );
                Line::new("politics", text)
            })
        })
        .collect();
    s.list(why);
    if let Some(text) = c.told("second_axis") {
        s.say("politics", text);
    }
    for id in ["ratification", "prices"] {
        if let Some(text) = c.of(id) {
            s.say(id, text);
        }
    }
    hangs_on(c, p, s);
}

fn hangs_on(c: &Context<'_>, p: &Politics, s: &mut Section) {
    let mut t = Table::new("table-politics-sensitivity", "", &[]);
    let mut header = c.heads([("change", "変更")]);
    header.extend(p.axes.iter().map(|a| a.name.clone()));
    t.header = header;
    for x in p.sensitivity.iter().take(20) {
        let what = match x.change.as_str() {
            "without" => {
                let who = actor(p, &x.what);
                c.say(format!("without {who}"), format!("{who}を除く"))
            }
            "half" => {
                let who = actor(p, &x.what);
                c.say(format!("half the weight of {who}"), format!("{who}の重みを半分に"))
            }
            "half_more" => {
                let who = actor(p, &x.what);
                c.say(format!("half more weight for {who}"), format!("{who}の重みを1.5倍に"))
            }
            _ => c.say(format!("rule {}", x.what), format!("規則 {}", x.what)),
        };
        let mut row = vec![what];
        row.extend(x.settlement.iter().map(|d| format!("{d:+.1}")));
        t.rows.push(row);
    }
    s.fold(c.say("What the settlement hangs on (points)", "決着点を左右するもの"), t);
    let mut t = Table::new("table-elasticities", "", &[]);
    t.header = c.heads([
        ("a fall of .1 in perceived reliability moves", "信頼性認識が0.1下がると"),
        ("points", "点"),
        ("a fall as asked", "想定した低下"),
        ("moves it by", "その影響"),
    ]);
    for e in &p.elasticities {
        let axis = p.axes.iter().find(|a| a.id == e.moves);
        let name = axis.map_or_else(|| c.term(&e.moves), |a| a.name.clone());
        t.rows.push(vec![
            format!("{name}{}", dagger(e.tag)),
            shift(c, e.per_tenth),
            format!("{:.2} → {:.2}", e.from, e.to),
            shift(c, e.effect),
        ]);
    }
    s.fold(c.say("What doubt moves", "疑念が動かすもの"), t);
}

/// The name of a gate, by its id.
fn gate<'a>(p: &'a Politics, id: &'a str) -> &'a str {
    p.gates.iter().find(|g| g.id == id).map_or(id, |g| &g.name)
}

/// A shift in points with its sign and range.
fn shift(c: &Context<'_>, r: antumbra_core::Range) -> String {
    c.say(
        format!("{:+.1} ({:+.1} to {:+.1})", r.mid, r.lo, r.hi),
        format!("{:+.1}（{:+.1}〜{:+.1}）", r.mid, r.lo, r.hi),
    )
}

fn law(c: &Context<'_>, p: &Politics, s: &mut Section) {
    let Some(heading) = c.of("gates") else { return };
    s.heading("gates", "gates", heading.clone());
    s.figure(gates::draw(c, p, &heading));
    let mut t = Table::new("table-gates", "", &[]);
    t.header = c.heads([
        ("gate", "関門"),
        ("kind", "種類"),
        ("levers", "手段"),
        ("years†", "年数†"),
        ("after", "前提"),
        ("who can stop it, by", "止められる者と手段"),
        ("record", "前例"),
        ("likelihood†", "見込み†"),
        ("note", "注"),
    ]);
    for g in &p.gates {
        let years = match &g.passed {
            Some(day) => c.say(format!("passed {day}"), format!("{}に通過済み", c.date(day))),
            None => words::range(c, g.lead_years, |x| x.to_string()),
        };
        let stop: Vec<String> = g
            .who_can_stop
            .iter()
            .map(|x| c.say(format!("{} ({})", x.who, x.by), format!("{}（{}）", x.who, x.by)))
            .collect();
        let kind = c.term(&g.kind);
        let kind = g.level.map_or(kind.clone(), |l| {
            c.say(format!("{kind}, level {l}"), format!("{kind}（段階{l}）"))
        });
        let after: Vec<String> = g.after.iter().map(|id| gate(p, id).to_owned()).collect();
        let levers: Vec<String> = g.levers.iter().map(|l| c.term(l)).collect();
        t.rows.push(vec![
            g.name.clone(),
            kind,
            c.listed(&levers),
            years,
            c.listed(&after),
            c.listed(&stop),
            g.base_rate.as_ref().map_or_else(
                || "–".into(),
                |b| {
                    c.say(
                        format!("{} of {} {}", b.happened, b.of, b.unit),
                        format!("{}件中{}件（{}）", b.of, b.happened, b.unit),
                    )
                },
            ),
            c.term(&g.likelihood),
            g.note.clone().unwrap_or_default(),
        ]);
    }
    s.fold(c.say("Every gate: lever, law, lead time, who can stop it", "すべての関門"), t);
}

fn opinion(c: &Context<'_>, p: &Politics, s: &mut Section) {
    let Some(heading) = c.of("opinion") else { return };
    s.heading("opinion", "opinion", heading.clone());
    s.figure(polls::draw(c, p, &heading));
}

fn deal(c: &Context<'_>, d: &Deal, s: &mut Section) {
    let Some(heading) = c.of("deal") else { return };
    s.heading("deal", "deal", heading);
    s.say("deal", c.say(
        "Each side takes terms whose worth to it, with what it loses without a deal, is not below zero. The worths are judgements: they say who would have to give, not what will be signed.",
        "各当事者は、条件の価値と合意がない場合の損失の和が負でないかぎり受け入れる。価値は分析者の判断である。",
    ));
    let mut t = Table::new("table-terms", "", &[]);
    t.header = c.heads([
        ("term", "条件"),
        ("unit", "単位"),
        ("today", "現在"),
        ("all sides take", "全員が受け入れる範囲"),
        ("fairest", "最も均等な点"),
        ("past agreements", "過去の実績"),
    ]);
    let number = |x: f64| if x.abs() >= 10.0 { whole(x) } else { format!("{x:.1}") };
    for x in &d.terms {
        t.rows.push(vec![
            x.name.clone(),
            x.unit.clone(),
            x.today.map_or_else(|| "–".into(), number),
            x.zone
                .map_or_else(|| c.say("none", "なし"), |z| c.span(&number(z.min), &number(z.max))),
            x.centre.map_or_else(|| "–".into(), number),
            x.realised.as_ref().map_or_else(
                || "–".into(),
                |r| {
                    let span = c.span(&number(r.min), &number(r.max));
                    c.say(format!("{span}: {}", r.of), format!("{span}（{}）", r.of))
                },
            ),
        ]);
    }
    s.table(t);
    let mut t = Table::new("table-sides", "", &[]);
    t.header = c.heads([
        ("side", "当事者"),
        ("takes terms with", "受け入れる条件"),
        ("lost without a deal", "合意がない場合の損失"),
        ("why", "理由"),
    ]);
    for x in &d.sides {
        let name = |id: &String| {
            d.terms.iter().find(|t| t.id == *id).map_or_else(|| id.clone(), |t| t.name.clone())
        };
        let worth: Vec<String> = x
            .worth
            .iter()
            .map(|(term, w)| format!("{} × {}", english::signed(*w), name(term)))
            .collect();
        t.rows.push(vec![
            format!("{}{}", x.name, dagger(x.tag)),
            c.say(
                format!("{} + loss ≥ 0 ({})", worth.join(" "), x.unit),
                format!("{} + 損失 ≥ 0（{}）", worth.join(" "), x.unit),
            ),
            words::range(c, x.without, whole),
            x.reason.clone(),
        ]);
    }
    s.fold(c.say("What each side needs", "各当事者の留保点"), t);
}
