//! Messages in Japanese, for the same ids as [`crate::english`]. The words are plain ones: names of
//! tiers and levels are no legal terms, and none of a statute is used for them.

mod formulas;
mod headings;
mod overturn;
mod politics;
mod presets;
mod risk;
mod terms;

pub(crate) use formulas::formula;
pub(crate) use politics::{known_path, place};
pub(crate) use terms::term;

use crate::context::Language;
use crate::number::{gdp, percent, plain, significant, whole};
use crate::states_ja::NAMES;
use antumbra_core::{Iso3, Range};
use antumbra_record::findings::{Findings, Flip, Sentence, ShareOver};

/// The name of a state in Japanese; as the findings name it where none is known.
pub fn name(f: &Findings, code: &str) -> String {
    if let Ok(at) = NAMES.binary_search_by_key(&code, |(c, _)| c) {
        return NAMES[at].1.to_owned();
    }
    Iso3::parse(code).and_then(|i| f.names.get(&i)).map_or_else(|| code.to_owned(), Clone::clone)
}

/// A multiple: `3.0倍`; from a thousand on the size no longer means anything.
pub fn times(x: f64) -> String {
    if x >= 1000.0 { "1,000倍以上".into() } else { format!("{}倍", plain(x)) }
}

/// A range of multiples: `3.0倍(1.9〜4.0倍)`.
pub fn times_range(r: Range) -> String {
    if r.lo == r.hi {
        return times(r.mid);
    }
    format!("{}（{}〜{}）", times(r.mid), plain(r.lo), times(r.hi))
}

/// A proportion with two decimals: `0.16`.
pub fn proportion(x: f64) -> String {
    if x > 0.0 && x < 0.005 {
        "0.01未満".into()
    } else if x > 0.995 && x < 1.0 {
        "0.99超".into()
    } else {
        format!("{x:.2}")
    }
}

/// A value of an input, by its size: `247,000`, `553億`, `1.06兆`.
pub fn value(x: f64) -> String {
    let a = x.abs();
    if a >= 1e12 {
        format!("{}兆", significant(x / 1e12, 3))
    } else if a >= 1e8 {
        format!("{}億", significant(x / 1e8, 3))
    } else if a >= 1000.0 {
        whole(x)
    } else {
        significant(x, 3)
    }
}

/// Is there Japanese in the text?
pub(crate) fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c))
}

/// A date: `2026年9月30日`, `2026年9月`, `2026年`; as it stands where it is none.
pub fn date(text: &str) -> String {
    let parts: Vec<Option<u32>> = text.split('-').map(|p| p.parse().ok()).collect();
    match parts.as_slice() {
        [Some(y)] if text.len() == 4 => format!("{y}年"),
        [Some(y), Some(m)] => format!("{y}年{m}月"),
        [Some(y), Some(m), Some(d)] => format!("{y}年{m}月{d}日"),
        _ => text.to_owned(),
    }
}

/// A measure of power.
pub fn measure(name: &str) -> &str {
    match name {
        "cinc" => "CINC",
        "nmc" => "NMCの支出と兵員",
        "spending" => "軍事支出",
        "spending_ppp" => "購買力平価の軍事支出",
        "net_resources" => "純資源",
        m => m,
    }
}

/// An assumption, written `key=value` in the findings, in words.
pub fn assumption(text: &str) -> String {
    if text == "reference" {
        return "基準の前提".into();
    }
    let Some((key, value)) = text.split_once('=') else { return text.to_owned() };
    match (key, value) {
        ("lambda", "0") => "力は距離で弱まらない".into(),
        ("lambda", "0.5") => "力は距離でゆっくり弱まる".into(),
        ("lambda", "1") => "力は距離で普通に弱まる".into(),
        ("lambda", "2") => "力は距離で速く弱まる".into(),
        ("w", "0.5") => "兵員を支出と同じ重みで数える".into(),
        ("measure", m) => format!("力の尺度は{}", measure(m)),
        ("exchange_rate", "ppp") => "力の尺度は購買力平価の軍事支出".into(),
        ("basing", "none") => "近くに部隊を置かない".into(),
        ("basing", "surge") => "近くの基地に増援が入る".into(),
        ("basing", "presence") => "現在の基地".into(),
        ("follow", "half") => "他の同盟国も半分が離れる".into(),
        ("follow", "all") => "他の同盟国もすべて離れる".into(),
        ("epsilon", e) => format!(
            "自国の力の{}は保護する側に頼る",
            e.parse().map_or_else(|_| e.to_owned(), percent)
        ),
        (k, v) => format!("{k} = {v}"),
    }
}

/// The conclusion of a flip, and what turns it.
pub fn flip(f: &Findings, x: &Flip) -> String {
    let client = name(f, f.client.as_str());
    let patron = name(f, f.patron.as_str());
    let them = x.challenger.map_or_else(String::new, |c| name(f, c.as_str()));
    let (yes, no) = match x.question.as_str() {
        "own_is_most" => (
            format!("{them}に対して{client}を守る力の過半は自国のもの"),
            format!("{them}に対して{client}を守る力の過半は自国のものではない"),
        ),
        "patron_expected_exceeds_own" => (
            format!("{them}に対しては、{client}自身の力より{patron}の来援見込みの方が大きい"),
            format!("{them}に対しては、{patron}の来援見込みより{client}自身の力の方が大きい"),
        ),
        "parity_alone" => (
            format!("{client}は単独でも当該地域で{them}と対等"),
            format!("{client}は単独では当該地域で{them}と対等ではない"),
        ),
        "keep_affordable" => (
            "今の釣り合いを自力で保つ費用は許容の範囲内".into(),
            "今の釣り合いを自力で保つ費用は許容を超える".into(),
        ),
        "outweighed_three_to_one" => (
            format!("{them}の力は{client}の3倍を超える"),
            format!("{them}の力は{client}の3倍を超えない"),
        ),
        q => (q.to_owned(), format!("{q}ではない")),
    };
    let turned: Vec<String> = x.turned_by.iter().map(|t| assumption(t)).collect();
    format!("{}。次の前提なら逆になる：{}", if x.reference { &yes } else { &no }, turned.join("、"))
}

/// A multiple in words: a price, or that the goal is met.
pub fn cost_word(r: Range) -> String {
    if r.hi <= 1.0 {
        "すでに満たす".into()
    } else if r.mid <= 1.0 {
        format!("多くの試算で満たす（最大{}）", times(r.hi))
    } else {
        times(r.mid)
    }
}

/// A cost as share of GDP, or that no spending replaces the protector.
pub fn share_word(f: &Findings, s: &ShareOver) -> String {
    let limit = percent(f.tolerance.not_replaceable_above);
    let today = format!("現在を{}（{}）とする場合", gdp(s.today), definition(&s.definition));
    let share = gdp(s.share.mid);
    if s.share.mid < s.today {
        // The goal is met at today's spending: what it would take alone is no price.
        let most = if s.share.hi > s.today {
            format!("。一部の試算では{}まで", gdp(s.share.hi))
        } else {
            String::new()
        };
        return format!("現在の{}以下（{}）{most}", gdp(s.today), definition(&s.definition));
    }
    if s.share.mid > f.tolerance.not_replaceable_above {
        format!("GDPの{limit}超。{today}、どれだけ支出しても代替できない")
    } else if s.share.hi > f.tolerance.not_replaceable_above {
        format!("GDPの{share}（{today}。一部の試算では{limit}超）")
    } else {
        format!("GDPの{share}（{today}）")
    }
}

/// A definition of today's spending.
pub fn definition(text: &str) -> String {
    text.replace("the government's own, ", "政府の定義、").replace("SIPRI, ", "SIPRI、")
}

/// Where the data came from.
pub fn data(label: &str) -> &str {
    if label == "embedded world" { "内蔵データ" } else { label }
}

/// A series of the data.
pub fn series(name: &str) -> &str {
    match name {
        "military spending" => "軍事支出",
        "NMC spending" => "NMCの支出",
        "personnel" => "兵員",
        "GDP" => "GDP",
        "population" => "人口",
        "US troops abroad" => "米軍の海外駐留",
        "defence pacts" => "防衛条約",
        n => n,
    }
}

/// A standard that is to be met without the protector.
pub fn standard(f: &Findings, ratio: f64, challenger: Iso3) -> String {
    let them = name(f, challenger.as_str());
    let patron = name(f, f.patron.as_str());
    if ratio == 1.0 {
        format!("{patron}なしで{them}と対等")
    } else {
        format!("{patron}なしで{them}の{}", percent(ratio))
    }
}

/// The title: the question. A title of the file's own is shown as it stands beside it.
pub fn title(f: &Findings) -> String {
    format!("{}は{}なしで立てるか", name(f, f.client.as_str()), name(f, f.patron.as_str()))
}

/// A comma-separated list of codes as names.
pub fn list(f: &Findings, codes: &str) -> String {
    let names: Vec<String> =
        codes.split(',').filter(|c| !c.is_empty()).map(|c| name(f, c)).collect();
    names.join("、")
}

/// What is left out of a result because a figure is missing. Reasons come from the data and stay
/// in their own language.
fn missing(what: &str, then: &str, reason: &str) -> String {
    format!("{what}の数字がないため、{then}。理由：{reason}")
}

/// What a topic of `antumbra explain` is.
pub fn topic(id: &str) -> Option<&'static str> {
    Some(match id {
        "parts" => "誰が守るか",
        "keep" => "今の釣り合いを自力で保つ費用",
        "doubt" => "信頼感の低下を補う費用",
        "standard" => "基準を単独で満たす費用",
        "self-sufficiency" => "自己充足度",
        "contest" => "力の競り合い",
        "reach" => "誰が、どこから届くか",
        "measures" => "力の尺度",
        "nuclear" => "核の傘",
        "spending" => "現在の支出",
        "fixtures" => "計算の点検",
        "risk" => "相手国・段階ごとの紛争の年間の危険",
        "war" => "戦争の年間の危険（尺度は一つずつ）",
        "paths" => "選択肢が成り立つか",
        "insurance" => "保険としての選択肢",
        "order" => "脆弱性の窓",
        "neighbours" => "選択肢が周辺国に及ぼすもの、周辺国から及ぶもの",
        "presets" => "学派ごとの見方",
        "politics" => "政治の決着点",
        "gates" => "法が求めるものとその時期",
        "opinion" => "世論",
        "deal" => "取引の成り立つ範囲",
        "overturn" => "結論を覆す条件",
        "whatif" => "四つの前提を動かす格子",
        "analogues" => "近い先例",
        "claims" => "主張の検証表",
        _ => return None,
    })
}

/// A message in Japanese; `None` for an id that this language does not word.
pub fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    let client = name(f, f.client.as_str());
    let patron = name(f, f.patron.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let w = |k: &str| s.words.get(k).map_or("", String::as_str);
    let state = |k: &str| name(f, w(k));
    let text = match s.message.as_str() {
        "answer.no_figures" => {
            format!("答えは出せない。{client}の兵力の数字が欠けており、代わりの数字は置かない。")
        }
        "answer.no_commitment" => {
            let others = n("others").unwrap_or(0.0);
            let counts = if others > 0.0 {
                format!(
                    "数えられるのは{client}自身の力（{}）と他の同盟国（{}）",
                    percent(n("own")?),
                    percent(others)
                )
            } else {
                format!("数えられるのは{client}自身の力だけ")
            };
            format!(
                "{patron}の{client}に対する防衛の約束は記録されていない。{}に対して{counts}であり、代替すべき{patron}の力はない。",
                state("challenger")
            )
        }
        "answer.mostly_own"
        | "answer.mostly_not_own"
        | "answer.mostly_own_one_at_a_time"
        | "answer.mostly_not_own_one_at_a_time"
        | "answer.depends" => answer(f, s)?,
        "measures.flip" | "measures.agree" => {
            let parts: Vec<String> = ["cinc", "spending", "spending_ppp", "net_resources"]
                .iter()
                .filter_map(|k| Some(format!("{}で{}", measure(k), proportion(n(k)?))))
                .collect();
            let tail = if s.message == "measures.flip" {
                "。3倍以上の差があるかどうかは尺度による"
            } else {
                ""
            };
            format!(
                "{client}と{}を合わせた中での{client}の分：{}{tail}",
                state("challenger"),
                parts.join("、")
            )
        }
        "keep.depends" | "keep.same" => {
            let tail = if s.message == "keep.depends" {
                "それが許容できる範囲かどうかは前提次第である"
            } else {
                "それが許容できる範囲かどうかは、どの前提でも同じである"
            };
            format!(
                "{patron}なしで{}に対する今の釣り合いを保つには、現行防衛費の{}（{}〜{}）が要る。{tail}",
                state("challenger"),
                times(n("keep")?),
                plain(n("keep_lo")?),
                times(n("keep_hi")?)
            )
        }
        "nuclear.no_armed_challenger" => {
            "ここに挙げた相手に核保有国はなく、核の傘が答えるべきものはない".into()
        }
        "nuclear.uncovered" => format!("{client}に核の傘を差し出している核保有国はない"),
        "nuclear.only_patron" => format!(
            "{}に対する{client}の核の傘は{patron}だけが担う。{patron}なしでは誰も担わず、通常戦力への支出では埋まらない",
            list(f, w("covered"))
        ),
        "nuclear.others_too" => format!(
            "{patron}がいなくても、{}が{}に対する{client}の核の傘を担い続ける",
            list(f, w("others")),
            list(f, w("covered_without"))
        ),
        "nuclear.own" => format!(
            "{client}は自国の核弾頭を{}発保有する。他国の傘が何を加えるかは計算しない",
            whole(n("own")?)
        ),
        "nuclear.assurance_only" => format!(
            "{client}には核保有国の保証があるが条約はない。核の保護は5段階のうち1で、曖昧である"
        ),
        "spending.two_definitions" => format!(
            "{:.0}年の{client}の支出はSIPRIの定義でGDPの{}、政府の定義で{}。同じ兵力を指す",
            n("year")?,
            gdp(n("sipri")?),
            gdp(n("government")?)
        ),
        "spending.one_definition" => {
            format!("{:.0}年の{client}の支出はSIPRIの定義でGDPの{}", n("year")?, gdp(n("sipri")?))
        }
        "arms.lean" => format!(
            "{}年の{client}の武器輸入の{}は{}から来た。「自国の力」もそこに頼っている",
            w("years").replace('-', "〜"),
            percent(n("share")?),
            state("supplier")
        ),
        "arms.spread" => format!(
            "{}年の{client}の武器輸入で最も多い供給国は{}で、{}を占める",
            w("years").replace('-', "〜"),
            state("supplier"),
            percent(n("share")?)
        ),
        "personnel.ceiling" => {
            let mut t = format!(
                "人員：定員{}人に対し現員{}人†",
                whole(n("authorised")?),
                whole(n("filled")?)
            );
            if let Some(r) = n("recruitment") {
                t.push_str(&format!("、採用は目標の{}†", percent(r)));
            }
            t
        }
        "claims.count" => {
            let mut t =
                format!("事実の主張{:.0}件のうち、正しい{:.0}件", n("facts")?, n("supported")?);
            for (k, word) in
                [("imprecise", "不正確"), ("wrong", "誤り"), ("not_verified", "確認できず")]
            {
                if n(k)? > 0.0 {
                    t.push_str(&format!("、{word}{:.0}件", n(k)?));
                }
            }
            t
        }
        "inputs.judgements" => {
            format!("使った数字は全部で{:.0}、うち{:.0}は分析者の判断", n("all")?, n("judgements")?)
        }
        "decisions.next" => format!("{}：{}", date(w("date")), w("title")),
        "note.no_challenger" => {
            "相手国の指定がなく、該当する国も見つからなかった。守りに向き合うものがない".into()
        }
        "note.challengers_by_rule" => format!(
            "相手国の指定がない。{client}に届く力が最も大きく、{client}とも{patron}とも防衛条約のない国を取った。意図については何も語らない"
        ),
        "note.informal" => format!(
            "{}の「{}」はデータ上の条約ではない。ファイルの指定により約束として数えた",
            state("from"),
            w("name")
        ),
        "note.client_missing" => {
            missing(&format!("{client}の兵力"), "この尺度では答えが出ない", w("reason"))
        }
        "note.no_commitment" => format!(
            "{patron}の{client}に対する防衛の約束は記録されていないため、{patron}の力は数えない。[[informal_commitments]] に書けば、それが担う分を示す"
        ),
        "note.patron_bound" => format!(
            "{patron}は{}と防衛条約を結んでいるため、その国に対しては数えない",
            state("challenger")
        ),
        "note.patron_missing" => missing(&format!("{patron}の兵力"), "数えない", w("reason")),
        "note.challenger_missing" => {
            missing(&state("challenger"), "その国との対比も基準もない", w("reason"))
        }
        "note.ally_missing" => {
            missing(&format!("{}の兵力", state("ally")), "数えない", w("reason"))
        }
        "note.presence_unknown" => {
            format!("{}の部隊の所在を記録した資料がないため、本国から来るものとした", state("ally"))
        }
        "note.treaties_carried" => {
            format!("防衛条約の記録は{:.0}年まで。それ以後は手作業で補った", n("year")?)
        }
        "note.gauge_missing" => {
            missing(&state("state"), &format!("{}では比べない", measure(w("measure"))), w("reason"))
        }
        _ => {
            return risk::sentence(f, s)
                .or_else(|| headings::sentence(f, s))
                .or_else(|| politics::sentence(f, s))
                .or_else(|| overturn::sentence(f, s))
                .or_else(|| presets::sentence(s))
                .or_else(|| crate::exploration::sentence(f, Language::Japanese, s));
        }
    };
    Some(text)
}

/// The answer in one sentence, or two where there is a cost.
fn answer(f: &Findings, s: &Sentence) -> Option<String> {
    let client = name(f, f.client.as_str());
    let patron = name(f, f.patron.as_str());
    let n = |k: &str| s.numbers.get(k).copied();
    let them = name(f, s.words.get("challenger").map_or("", String::as_str));
    let how = match s.message.as_str() {
        "answer.mostly_own" => "過半は、試したどの前提の組み合わせでも自国のものである",
        "answer.mostly_not_own" => "過半は、試したどの前提の組み合わせでも自国のものではない",
        "answer.mostly_own_one_at_a_time" => {
            "過半は、いくつもの前提が同時に動かない限り自国のものである"
        }
        "answer.mostly_not_own_one_at_a_time" => {
            "過半は、いくつもの前提が同時に動かない限り自国のものではない"
        }
        _ => "過半が自国のものかどうかは前提次第である",
    };
    let mut t = format!(
        "{them}に対して{client}を守る力の{how}。自国の分は基準の前提で{}、一つ動かすと{}〜{}、すべての組み合わせで{}〜{}。",
        percent(n("own")?),
        percent(n("own_min")?),
        percent(n("own_max")?),
        percent(n("own_grid_min")?),
        percent(n("own_grid_max")?)
    );
    if let (Some(k), Some(lo), Some(hi), Some(min), Some(max)) =
        (n("keep"), n("keep_lo"), n("keep_hi"), n("keep_grid_min"), n("keep_grid_max"))
    {
        t.push_str(&format!(
            "{patron}なしで今の釣り合いを保つには現行防衛費の{}（{}〜{}）、すべての組み合わせで{}〜{}が要る。",
            times(k), plain(lo), times(hi), plain(min), times(max)
        ));
    }
    Some(t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_japanese() {
        assert_eq!(
            [1.06e12, 5.53e10, 247_000.0, 0.55].map(value),
            ["1.06兆", "553億", "247,000", "0.550"]
        );
        assert_eq!(times(5.4e8), "1,000倍以上");
        assert_eq!(
            times_range(Range { lo: 1.9, mid: 3.0, hi: 4.0 }),
            "3.0倍\u{ff08}1.9〜4.0倍\u{ff09}"
        );
        assert_eq!([0.004, 0.156, 0.999].map(proportion), ["0.01未満", "0.16", "0.99超"]);
    }

    #[test]
    fn dates_in_japanese() {
        assert_eq!(
            ["2026-09-30", "2026-09", "2026", "next year"].map(date),
            ["2026年9月30日", "2026年9月", "2026年", "next year"]
        );
    }

    #[test]
    fn every_message_is_worded_in_japanese_too() {
        let here = concat!(
            include_str!("japanese.rs"),
            include_str!("japanese/headings.rs"),
            include_str!("japanese/risk.rs"),
            include_str!("japanese/overturn.rs"),
            include_str!("japanese/politics.rs"),
            include_str!("japanese/presets.rs"),
            include_str!("exploration.rs")
        );
        for id in crate::english::messages() {
            assert!(here.contains(&format!("\"{id}\"")), "{id} has no words in Japanese");
        }
    }

    #[test]
    fn states_stand_in_the_order_of_their_codes() {
        assert!(NAMES.windows(2).all(|w| w[0].0 < w[1].0));
    }
}
