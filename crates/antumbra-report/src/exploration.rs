//! Messages on what an ensemble teaches: verdicts that were searched, boxes, drivers, paths against
//! each other. Both languages stand side by side, as the pages have them.

use crate::context::{Context, Language};
use crate::input::{amount, name};
use crate::number::{percent, whole};
use crate::page::words;
use antumbra_record::findings::{Findings, Sentence};

/// Every message worded here.
pub(crate) const MESSAGES: &[&str] = &[
    "overturn.share",
    "overturn.lead_share",
    "overturn.lead_regret",
    "overturn.none",
    "overturn.none_nearest",
    "overturn.no_input",
    "overturn.unfinished",
    "box.holds",
    "box.fails",
    "box.none",
    "box.always",
    "box.never",
    "drivers.none",
    "drivers.one",
    "drivers.some",
    "regret.one",
    "regret.two",
    "pareto.all",
    "pareto.some",
    "knowing.none",
    "knowing.some",
    "order.settled_always",
    "order.settled_alike",
    "order.settled",
    "order.open",
];

/// A message of an exploration in words; `None` for others.
pub(crate) fn sentence(f: &Findings, language: Language, s: &Sentence) -> Option<String> {
    let c = &Context { findings: f, language, source: String::new() };
    let t = Told { c, s };
    match s.message.split('.').next()? {
        "overturn" => t.overturn(),
        "box" => t.boxed(),
        "drivers" => t.drivers(),
        "regret" => t.regret(),
        "pareto" => t.pareto(),
        "knowing" => t.knowing(),
        "order" => t.order(),
        _ => None,
    }
}

/// The name of an input as readers see it.
pub(crate) fn label(c: &Context<'_>, key: &str) -> String {
    let inputs = c.findings.exploration.as_ref().map(|e| &e.inputs);
    let known = inputs.and_then(|i| i.get(key)).map_or(key, |i| i.label.as_str());
    name(c.findings, c.language, key, known)
}

/// A value of an input in the reader's unit.
pub(crate) fn at(c: &Context<'_>, key: &str, x: f64) -> String {
    let inputs = c.findings.exploration.as_ref().map(|e| &e.inputs);
    let unit = inputs.and_then(|i| i.get(key)).map_or("", |i| i.unit.as_str());
    amount(c.language, unit, x)
}

/// A path by its id.
pub(crate) fn path(c: &Context<'_>, id: &str) -> String {
    match &c.findings.paths {
        Some(p) => words::path_of(c, p, id),
        None => id.to_owned(),
    }
}

/// A path by its id, quoted inside a sentence.
fn quoted(c: &Context<'_>, id: &str) -> String {
    let name = path(c, id);
    c.say(format!("“{}”", words::inside(c, &name)), format!("「{name}」"))
}

/// A path in a world.
pub(crate) fn place(c: &Context<'_>, id: &str, world: &str) -> String {
    let (path, world) = (path(c, id), words::world(c, world));
    c.say(format!("{path}, {world}"), format!("{path}（{world}）"))
}

/// Under which world something is said, at the beginning of a sentence.
pub(crate) fn under(c: &Context<'_>, world: &str) -> String {
    let patron = c.patron();
    match world {
        "stays" => c.say(format!("While {patron} stays"), format!("{patron}が残る場合")),
        "goes" => c.say(format!("If {patron} goes"), format!("{patron}が去る場合")),
        other => other.to_owned(),
    }
}

/// A share of futures with a decimal: for two that are compared.
pub(crate) fn tenth(x: f64) -> String {
    format!("{:.1}%", 100.0 * x)
}

/// What a verdict is read off, by its measure.
pub(crate) fn number(c: &Context<'_>, measure: &str, x: f64) -> String {
    let signed = |text: String, above: bool| if above { format!("+{text}") } else { text };
    match measure {
        "lead_share" => {
            let points = words::points(100.0 * x);
            let points = signed(points, x > 0.0);
            c.say(format!("{points} points"), format!("{points}ポイント"))
        }
        "lead_regret" => {
            let points = signed(words::points(x), x > 0.0);
            c.say(format!("{points} points of war"), format!("戦争の危険{points}ポイント"))
        }
        _ => percent(x),
    }
}

struct Told<'a> {
    c: &'a Context<'a>,
    s: &'a Sentence,
}

impl Told<'_> {
    fn n(&self, key: &str) -> Option<f64> {
        self.s.numbers.get(key).copied()
    }

    fn w(&self, key: &str) -> &str {
        self.s.words.get(key).map_or("", String::as_str)
    }

    fn overturn(&self) -> Option<String> {
        let c = self.c;
        let tried = || {
            let (n, p) = (self.n("inputs")?, self.n("pairs")?);
            let inputs = if n == 1.0 { "one input".to_owned() } else { format!("{n:.0} inputs") };
            let pairs = if p == 1.0 { "one pair".to_owned() } else { format!("{p:.0} pairs") };
            Some(if p == 0.0 {
                c.say(format!("{inputs} tried"), format!("{n:.0}個の入力を試した"))
            } else {
                c.say(
                    format!("{inputs} and {pairs} tried"),
                    format!("{n:.0}個の入力と{p:.0}組を試した"),
                )
            })
        };
        Some(match self.s.message.as_str() {
            "overturn.share" => {
                let who = place(c, self.w("path.1"), self.w("world"));
                let now = verdict(c, self.w("verdict"));
                let share = percent(self.n("1")?);
                c.say(
                    format!("{who}: {now} at the reference ({share} of futures)"),
                    format!("{who}：基準の前提では{now}（将来の{share}）"),
                )
            }
            "overturn.lead_share" => {
                let under = under(c, self.w("world"));
                let (a, b) = (quoted(c, self.w("path.1")), quoted(c, self.w("path.2")));
                let (x, y) = (tenth(self.n("1")?), tenth(self.n("2")?));
                c.say(
                    format!("{under}, {a} is within tolerance in more futures than any other path, {b} comes next: {x} against {y}"),
                    format!("{under}、許容範囲に入る将来が最も多いのは{a}、次が{b}：{x}と{y}"),
                )
            }
            "overturn.lead_regret" => {
                let under = under(c, self.w("world"));
                let (a, b) = (quoted(c, self.w("path.1")), quoted(c, self.w("path.2")));
                let (x, y) = (words::points(self.n("1")?), words::points(self.n("2")?));
                c.say(
                    format!("{under}, {a} costs least in risk of war where choosing it was wrong, {b} next: of the two, up to {x} against {y} points in 95% of futures"),
                    format!("{under}、選択を誤った場合の損失（戦争の危険）が最も小さいのは{a}、次が{b}：二つの間では将来の95%で{x}ポイント以下と{y}ポイント以下"),
                )
            }
            "overturn.none" => {
                let tried = tried()?;
                c.say(
                    format!("nothing within bounds, and nothing brings it nearer ({tried})"),
                    format!("許した範囲にはなく、近づけるものもない（{tried}）"),
                )
            }
            "overturn.none_nearest" => {
                let tried = tried()?;
                let label = name(c.findings, c.language, self.w("input"), self.w("label"));
                let at = amount(c.language, self.w("unit"), self.n("at")?);
                let value = number(c, self.w("measure"), self.n("value")?);
                c.say(
                    format!(
                        "nothing within bounds ({tried}); nearest: {label} at {at} gives {value}"
                    ),
                    format!(
                        "許した範囲にはない（{tried}）。最も近いのは{label}が{at}のときの{value}"
                    ),
                )
            }
            "overturn.no_input" => {
                c.say("nothing of this kind enters here", "この種のものはここでは効かない")
            }
            "overturn.unfinished" => {
                let tried = tried()?;
                c.say(
                    format!("nothing found before the search ended ({tried}): this says nothing"),
                    format!("探索が終わるまでに見つからなかった（{tried}）。これは何も意味しない"),
                )
            }
            _ => return None,
        })
    }

    fn boxed(&self) -> Option<String> {
        let c = self.c;
        if let Some(list) = self.s.words.get("places") {
            let one = |p: &str| p.split_once('/').map(|(path, world)| place(c, path, world));
            let list: Vec<String> = list.split(',').filter_map(one).collect();
            let list = list.join(&c.say("; ", "、"));
            let rare = percent(self.n("rare")?);
            return Some(match self.s.message.as_str() {
                "box.always" => c.say(
                    format!("No box, since under {rare} of the futures fail: {list}"),
                    format!("成り立たない将来が{rare}未満のため、条件は求めない：{list}"),
                ),
                "box.never" => c.say(
                    format!("No box, since under {rare} of the futures hold: {list}"),
                    format!("成り立つ将来が{rare}未満のため、条件は求めない：{list}"),
                ),
                _ => return None,
            });
        }
        let who = place(c, self.w("path"), self.w("world"));
        let share = percent(self.n("within")?);
        let (coverage, density) = (percent(self.n("coverage")?), percent(self.n("density")?));
        let limits: Option<Vec<String>> =
            (1..=self.n("limits")? as usize).map(|n| self.limit(n)).collect();
        let list = limits?.join(&c.say(" and ", "、かつ"));
        Some(match self.s.message.as_str() {
            "box.holds" => c.say(
                format!(
                    "{who}: within tolerance in {share} of futures, mostly with {list}: {density} \
                     of those futures hold, and {coverage} of all that hold are among them"
                ),
                format!(
                    "{who}：許容範囲に入る将来は{share}。成り立つのは主に{list}のときで、その\
                     {density}が成り立ち、成り立つ将来全体の{coverage}がここに入る"
                ),
            ),
            "box.fails" => c.say(
                format!(
                    "{who}: within tolerance in {share} of futures; it fails mostly with {list}: \
                     {density} of those futures fail, and {coverage} of all that fail are among them"
                ),
                format!(
                    "{who}：許容範囲に入る将来は{share}。成り立たないのは主に{list}のときで、その\
                     {density}が成り立たず、成り立たない将来全体の{coverage}がここに入る"
                ),
            ),
            "box.none" => {
                let worth = percent(self.n("worth")?);
                c.say(
                    format!(
                        "{who}: within tolerance in {share} of futures; no box worth showing: none \
                         holds {worth} of the rarer outcome and consists of it to {worth}"
                    ),
                    format!(
                        "{who}：許容範囲に入る将来は{share}。示すに足る条件はない：少ない方の結果の\
                         {worth}を含み、かつその{worth}以上を占める箱がない"
                    ),
                )
            }
            _ => return None,
        })
    }

    fn limit(&self, n: usize) -> Option<String> {
        let c = self.c;
        let key = self.s.words.get(&format!("{n}.input"))?;
        let name = label(c, key);
        let end = |end: &str| self.n(&format!("{n}.{end}")).map(|x| at(c, key, x));
        Some(match (end("above"), end("below")) {
            (Some(a), Some(b)) => {
                c.say(format!("{name} between {a} and {b}"), format!("{name}が{a}から{b}の間"))
            }
            (Some(a), None) => c.say(format!("{name} above {a}"), format!("{name}が{a}以上")),
            (None, Some(b)) => c.say(format!("{name} below {b}"), format!("{name}が{b}以下")),
            (None, None) => name,
        })
    }

    fn drivers(&self) -> Option<String> {
        let c = self.c;
        let who = place(c, self.w("path"), self.w("world"));
        let criterion = words::criterion(c, self.w("criterion"));
        let (a, b) = (label(c, self.w("input.1")), label(c, self.w("input.2")));
        Some(match self.s.message.as_str() {
            "drivers.none" => c.say(
                format!(
                    "{who}: no single input can be told from chance as a driver of the {criterion}"
                ),
                format!("{who}：{criterion}を左右するものとして偶然と区別できる入力はない"),
            ),
            "drivers.one" => c.say(
                format!("{who}: {a} alone drives the {criterion}"),
                format!("{who}：{criterion}を左右するのは{a}だけ"),
            ),
            "drivers.some" => c.say(
                format!("{who}: {a} drives the {criterion} most, then {b}"),
                format!("{who}：{criterion}を最も左右するのは{a}、次いで{b}"),
            ),
            _ => return None,
        })
    }

    fn regret(&self) -> Option<String> {
        let c = self.c;
        let patron = c.patron();
        let (a, b) = (quoted(c, self.w("stays")), quoted(c, self.w("goes")));
        let (x, y) = (words::points(self.n("stays")?), words::points(self.n("goes")?));
        let (u, v) = (percent(self.n("stays.within")?), percent(self.n("goes.within")?));
        Some(match self.s.message.as_str() {
            "regret.one" => c.say(
                format!(
                    "In risk of war {a} costs least where choosing was wrong, whether {patron} \
                     stays (up to {x} points) or goes ({y}); it is within tolerance in {u} and {v} \
                     of futures"
                ),
                format!(
                    "選択を誤った場合の損失（戦争の危険）が最も小さいのは、{patron}が残る場合（{x}ポイント\
                     以下）も去る場合（{y}）も{a}。許容範囲に入るのは将来の{u}と{v}"
                ),
            ),
            "regret.two" => c.say(
                format!(
                    "In risk of war {a} costs least where choosing was wrong while {patron} stays \
                     (up to {x} points), {b} if it goes ({y}); they are within tolerance in {u} and \
                     {v} of futures"
                ),
                format!(
                    "選択を誤った場合の損失（戦争の危険）が最も小さいのは、{patron}が残る場合は{a}（{x}\
                     ポイント以下）、去る場合は{b}（{y}）。許容範囲に入るのは将来の{u}と{v}"
                ),
            ),
            _ => return None,
        })
    }

    fn pareto(&self) -> Option<String> {
        let c = self.c;
        let under = under(c, self.w("world"));
        let set: Vec<String> = self.w("paths").split(',').map(|p| quoted(c, p)).collect();
        let comma = c.say(", ", "、");
        let set = set.join(&comma);
        Some(match self.s.message.as_str() {
            "pareto.all" => c.say(
                format!("{under}, every path trades risk of war against spending: none is better than another in both"),
                format!("{under}、どの選択肢も戦争の危険と支出の引き換えで、両方で他を上回るものはない"),
            ),
            "pareto.some" => {
                let beaten: Vec<String> = (1..=self.n("beaten")? as usize)
                    .map(|n| {
                        let (a, b) = (
                            quoted(c, self.w(&format!("{n}.path"))),
                            quoted(c, self.w(&format!("{n}.by"))),
                        );
                        c.say(format!("{a} by {b}"), format!("{a}は{b}に"))
                    })
                    .collect();
                let beaten = beaten.join(&comma);
                c.say(
                    format!("{under}, no path is better in both risk of war and spending than {set}. Beaten in both: {beaten}"),
                    format!("{under}、戦争の危険と支出の両方で上回るものがないのは{set}。両方で劣るのは、{beaten}"),
                )
            }
            _ => return None,
        })
    }

    fn knowing(&self) -> Option<String> {
        let c = self.c;
        let n = whole(self.n("inputs")?);
        Some(match self.s.message.as_str() {
            "knowing.none" => c.say(
                format!("Knowing any one of the {n} inputs that matter most before choosing is worth nothing that can be told from zero"),
                format!("最も効く{n}個の入力のどれか一つを選択の前に知っても、その価値はゼロと区別できない"),
            ),
            "knowing.some" => {
                let input = label(c, self.w("input"));
                let (gain, half) = (tenth(self.n("gain")?), tenth(self.n("half_width")?));
                c.say(
                    format!("Knowing one thing before choosing is worth most of {input}: {gain} ± {half} more futures within tolerance"),
                    format!("選択の前に知る価値が最も大きいのは{input}：許容範囲に入る将来が{gain} ± {half}増える"),
                )
            }
            _ => return None,
        })
    }

    fn order(&self) -> Option<String> {
        let c = self.c;
        let patron = c.patron();
        let (best, worst) = (path(c, self.w("best")), path(c, self.w("worst")));
        let less = words::inside(c, &worst);
        let two = || Some((self.n("stays")?, self.n("goes")?));
        let alike = |x: f64| {
            let a = often(c, x);
            c.say(
                format!("{a}, whether {patron} stays or goes"),
                format!("{patron}が残っても去っても{a}"),
            )
        };
        let both = match self.s.message.as_str() {
            "order.settled_always" => alike(1.0),
            "order.settled_alike" => alike(self.n("least")?),
            "order.settled" => {
                let (stays, goes) = two()?;
                let (a, b) = (often(c, stays), often(c, goes));
                c.say(
                    format!("{a} while {patron} stays, {b} if it goes"),
                    format!("{patron}が残る場合は{a}、去る場合は{b}"),
                )
            }
            "order.open" => {
                let (stays, goes) = two()?;
                let (a, b) = (percent(stays), percent(goes));
                return Some(c.say(
                    format!(
                        "Which order is safer is not settled: \"{}\" has the smaller window in {a} \
                         of futures while {patron} stays, in {b} if it goes",
                        words::inside(c, &best)
                    ),
                    format!(
                        "どちらの順序が安全かは決まらない。「{best}」の窓が小さいのは、{patron}が残る場合は\
                         試算の{a}、去る場合は{b}"
                    ),
                ));
            }
            _ => return None,
        };
        Some(c.say(
            format!("\"{best}\" has a smaller window of vulnerability than \"{less}\" {both}"),
            format!("「{best}」の脆弱性の窓は、{both}「{worst}」より小さい"),
        ))
    }
}

/// How often one order has the smaller window, in words no stronger than the share.
fn often(c: &Context<'_>, share: f64) -> String {
    if share >= 1.0 {
        c.say("in every future", "すべての試算で")
    } else if share > 0.995 {
        c.say("in more than 99% of futures", "試算の99%超で")
    } else {
        let share = percent(share);
        c.say(format!("in {share} of futures"), format!("試算の{share}で"))
    }
}

/// A verdict that was searched, in a word.
pub(crate) fn verdict(c: &Context<'_>, v: &str) -> String {
    match v {
        "holds" => c.say("holds", "成り立つ"),
        "fails" => c.say("does not hold", "成り立たない"),
        "depends" => c.say("holds in part", "一部の将来で成り立つ"),
        "first" => c.say("the order stays", "順序は変わらない"),
        "second" => c.say("the order turns", "順序が逆になる"),
        "even" => c.say("neither is ahead", "差がなくなる"),
        other => other.to_owned(),
    }
}
