//! Inputs of paths in words, short enough for a line, and their amounts by unit.

use crate::context::{Context, Language};
use crate::number::{percent, plain, proportion, significant, times};
use crate::page::words;
use crate::{english, japanese};
use antumbra_core::Range;
use antumbra_record::findings::Findings;
use antumbra_record::ledger::Input;

/// Key without its table, English, Japanese. `{p}` is the protector, `{c}` the protected state.
const NAMES: [(&str, &str, &str); 49] = [
    ("war_ratio_max", "war risk tolerated", "許容する戦争の危険"),
    ("force_ratio_max", "clashes tolerated", "許容する武力衝突"),
    ("gdp_share_max", "spending tolerated", "許容する支出"),
    ("holds_share", "share of futures asked for", "求める将来の割合"),
    (
        "fails_share",
        "share of futures up to which a path fails",
        "成り立たないとみなす将来の割合の上限",
    ),
    ("psi", "nuclear share of cover (ψ)", "抑止効果に占める核の割合（ψ）"),
    ("alignment_without", "alignment left without {p}", "{p}が去った後に残る協調"),
    ("surge_share", "share of {p}'s force that can surge", "{p}の増援で来る割合"),
    ("coercion_challengers", "what rivals' full coercion takes", "相手国の全面的な圧力による損失"),
    ("coercion_patron", "what {p}'s full coercion takes", "{p}の全面的な圧力による損失"),
    ("contingency_taiwan_historical", "yearly hazard of a Taiwan war", "台湾有事の年間の危険"),
    ("contingency_taiwan_access", "bases opened for Taiwan", "台湾有事で基地を開く確率"),
    ("contingency_taiwan_intervenes", "{p} fights for Taiwan", "台湾有事に{p}が介入する確率"),
    ("contingency_taiwan_joins", "{c} joins over Taiwan", "台湾有事に{c}が加わる確率"),
    ("contingency_taiwan_spills", "a Taiwan war reaches {c}", "台湾有事が{c}に及ぶ確率"),
    (
        "contingency_taiwan_sensitivity",
        "Taiwan hazard per advantage",
        "台湾の危険が優位に応じる度合い",
    ),
    ("exit_year", "years until {p} goes", "{p}が去るまでの年数"),
    ("growth_patron", "yearly growth of {p}'s forces", "{p}の兵力の年成長率"),
    ("growth_gdp", "{c}'s yearly growth", "{c}の年成長率"),
    ("growth_allies", "allies' yearly growth", "他の同盟国の年成長率"),
    ("loosening_hazard", "yearly chance that {p} loosens", "{p}が関与を緩める年間確率"),
    ("loosening_size", "what a loosening takes away", "関与の緩みで失う割合"),
    ("termination_hazard", "yearly chance that {p} ends it", "{p}が終える年間確率"),
    ("demand_pressure", "weight of unmet demands", "満たされない要求の重み"),
    ("reliability", "reliability", "来援の確実性"),
    ("reliability_acted", "reliability in the event", "実際に来援する確実性"),
    ("reliability_others", "reliability of other allies", "他の同盟国の確実性"),
    ("reliability_partners", "reliability of partners", "友好国の確実性"),
    ("decisiveness", "how far force decides", "兵力差の決定力"),
    ("cover_leaves", "war hazard left under cover", "保護の下で残る戦争の危険の割合"),
    ("depreciation", "yearly wear of forces", "兵力の年間減耗"),
    ("absorption", "how fast forces can grow", "兵力を増やせる速さ"),
    ("delivery", "years from money to forces", "支出から戦力化までの年数"),
    ("arms_response", "how far rivals answer", "相手国の軍備による反応"),
    ("trust", "people who believe in {p}", "{p}を信頼する人の割合"),
    ("trust_speed", "how fast belief spreads", "信頼感が追いつく速さ"),
    ("trust_response", "spending added per trust lost", "信頼感の低下に応じた支出増"),
    ("treaty_lead", "years for a new treaty", "新しい条約に要する年数"),
    ("revised_belief", "belief in a revised treaty", "改定条約への信頼"),
    ("notice_belief", "belief left after notice", "通告後に残る信頼"),
    ("access_only_tie", "tie left by access alone", "基地使用だけで残る結び付き"),
    ("access_only_nuclear", "nuclear cover left by access alone", "基地使用だけで残る核の傘"),
    ("preventive_tied", "preventive attack, tie kept", "予防攻撃の危険（同盟あり）"),
    ("preventive_untied", "preventive attack, no tie", "予防攻撃の危険（同盟なし）"),
    ("preventive_setback", "years a preventive attack costs", "予防攻撃による遅れの年数"),
    ("accommodation", "how rivals answer distance", "距離を置くことへの相手国の反応"),
    ("coercion_pressure", "rivals' coercion today", "相手国が今かけている圧力"),
    ("sanction_loss", "GDP lost to sanctions", "制裁で失うGDP"),
    ("demography", "yearly growth of recruits", "募集対象人口の年成長率"),
];

/// Kinds of inputs that there are several of: how the key begins, English, Japanese; `{s}` is the
/// state, and for nuclear stages the rest of the key.
const FAMILIES: [(&str, &str, &str); 3] = [
    ("growth_", "{s}'s yearly growth", "{s}の年成長率"),
    ("theatre_", "{s}'s force in the theatre", "{s}が地域に向ける兵力"),
    ("war_", "hazard of war with {s}, uncovered", "{s}との戦争の危険（保護なし）"),
];

/// Stages of nuclear cover: key, English, Japanese.
const STAGES: [(&str, &str, &str); 5] = [
    ("other_provider", "another provider", "他の提供国"),
    ("sharing", "sharing", "核共有"),
    ("device", "a device", "核装置"),
    ("minimal", "a minimal force", "最小限抑止力"),
    ("survivable", "a survivable force", "残存性のある報復能力"),
];

/// What is uncertain of a stage, `{s}`.
const OF_STAGES: [(&str, &str, &str); 3] = [
    ("years", "years to {s}", "{s}までの年数"),
    ("cost", "yearly cost of {s}", "{s}の年間費用"),
    ("keeps", "cover kept by {s}", "{s}が保つ核の保護"),
];

/// The name of an input in a language; what the findings call it where none is known.
pub(crate) fn name(f: &Findings, language: Language, key: &str, known_as: &str) -> String {
    let bare = key.rsplit('.').next().unwrap_or(key);
    let state = |code: &str| match language {
        Language::English => english::name(f, code),
        Language::Japanese => japanese::name(f, code),
    };
    let pick = |en: &str, ja: &str| match language {
        Language::English => en.to_owned(),
        Language::Japanese => ja.to_owned(),
    };
    if let Some((_, en, ja)) = NAMES.iter().find(|n| n.0 == bare) {
        return pick(en, ja)
            .replace("{p}", &state(f.patron.as_str()))
            .replace("{c}", &state(f.client.as_str()));
    }
    if let Some((stage, what)) = bare.strip_prefix("nuclear_").and_then(|r| r.rsplit_once('_')) {
        let of = |all: &[(&str, &str, &str)], k: &str| {
            all.iter().find(|x| x.0 == k).map(|x| pick(x.1, x.2))
        };
        if let (Some(stage), Some(what)) = (of(&STAGES, stage), of(&OF_STAGES, what)) {
            return what.replace("{s}", &stage);
        }
    }
    for (begins, en, ja) in FAMILIES {
        let code = bare.strip_prefix(begins).and_then(|r| r.get(..3)).map(str::to_uppercase);
        if let Some(code) = code.filter(|c| antumbra_core::Iso3::parse(c).is_some()) {
            return pick(en, ja).replace("{s}", &state(&code));
        }
    }
    match language {
        Language::English => known_as.to_owned(),
        Language::Japanese => japanese::term(f, known_as),
    }
}

/// The figure of an input with its range.
pub(crate) fn figure(c: &Context<'_>, i: &Input) -> String {
    let v = |x: f64| c.value(x);
    match (i.lo, i.mid, i.hi) {
        (Some(lo), Some(mid), Some(hi)) if lo != hi => words::range(c, Range { lo, mid, hi }, v),
        (_, Some(mid), _) => v(mid),
        (lo, None, hi) => lo.or(hi).map_or_else(String::new, v),
    }
}

/// What to watch, in Japanese, by the input's key.
const WATCH: [(&str, &str); 25] = [
    ("notice_belief", "よそで通告が出たあとの相手国の言動"),
    ("revised_belief", "改定条約での相互の義務の文言"),
    ("decisiveness", "最近の戦争で、手段に劣る側が持ちこたえた割合"),
    ("cover_leaves", "防衛条約のある国とない国への攻撃の数の比較"),
    ("psi", "相手国の参謀や演習が危険とみなすもの：通常戦力か核兵器か"),
    ("war_ratio_max", "負ってよい危険についての国会と世論調査の声"),
    ("force_ratio_max", "海と空での衝突に対する世論の受け止め"),
    ("gdp_share_max", "防衛のための増税と予算の議決"),
    ("holds_share", "意思決定の文書が計画に求める確かさ"),
    ("fails_share", "意思決定の文書が多すぎるとみなす悪い結果の割合"),
    ("exit_year", "条約の終了通告、部隊の撤収、{p}の戦略文書"),
    ("growth_patron", "{p}の国防費の前年比（SIPRI）"),
    ("growth_gdp", "{c}の実質GDPの前年比"),
    ("growth_allies", "各国の軍事支出の前年比（SIPRI）"),
    ("loosening_hazard", "防衛義務についての発言、演習の中止、空席の要職"),
    ("demand_pressure", "{p}が{c}に求める支出と、断られたときの発言"),
    ("reliability", "専門家の世論調査、{p}の他の同盟国への対応"),
    ("reliability_others", "各国の約束と共同演習"),
    ("reliability_partners", "協定が計画と備蓄に結び付いているか"),
    ("depreciation", "艦艇・航空機の耐用年数、可動率"),
    ("absorption", "年度末の不用額、募集の充足率"),
    ("delivery", "{c}の予算に示される納期"),
    ("arms_response", "{c}の増額のあとの相手国の予算"),
    ("trust_response", "不信が語られたあとの{c}の予算"),
    ("loosening_size", "残る部隊の規模"),
];

/// What to watch to see an input move; what the findings say where no translation is known.
pub(crate) fn indicator(c: &Context<'_>, key: &str, known_as: &str) -> String {
    let bare = key.rsplit('.').next().unwrap_or(key);
    let Language::Japanese = c.language else { return known_as.to_owned() };
    if let Some((_, ja)) = WATCH.iter().find(|w| w.0 == bare) {
        return ja.replace("{p}", &c.patron()).replace("{c}", &c.client());
    }
    match bare.strip_prefix("growth_").map(str::to_uppercase) {
        Some(code) => format!("{}の軍事支出の前年比（SIPRI、予算）", c.name(&code)),
        None => known_as.to_owned(),
    }
}

/// An amount by its unit, with no more digits than it deserves.
pub(crate) fn amount(language: Language, unit: &str, x: f64) -> String {
    let text = match (unit, language) {
        ("times" | "factor", Language::English) => times(x),
        ("times" | "factor", Language::Japanese) => japanese::times(x),
        ("share of futures", _) => percent(x),
        ("per year" | "share of GDP", _) => {
            let points = 100.0 * x;
            if points.abs() < 10.0 { format!("{points:.1}%") } else { percent(x) }
        }
        ("share" | "probability", Language::English) => proportion(x),
        ("share" | "probability", Language::Japanese) => japanese::proportion(x),
        ("years", _) if x >= 10.0 => format!("{x:.0}"),
        ("years", _) => plain(x),
        _ => significant(x, 2),
    };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_watched_is_there_once() {
        for (n, a) in WATCH.iter().enumerate() {
            assert!(WATCH[n + 1..].iter().all(|b| a.0 != b.0), "{}", a.0);
        }
    }

    #[test]
    fn amounts_stand_in_the_unit_of_the_reader() {
        let en = |unit: &str, x: f64| amount(Language::English, unit, x);
        assert_eq!(en("times", 3.9), "×3.9");
        assert_eq!(en("probability", 0.55), ".55");
        assert_eq!(en("per year", 0.035), "3.5%");
        assert_eq!(en("per year", -0.003), "−0.3%");
        assert_eq!(en("share of futures", 0.9), "90%");
        assert_eq!(en("years", 14.3), "14");
        assert_eq!(amount(Language::Japanese, "times", 2.0), "2.0倍");
    }

    #[test]
    fn names_are_there_once() {
        for (n, a) in NAMES.iter().enumerate() {
            assert!(NAMES[n + 1..].iter().all(|b| a.0 != b.0), "{}", a.0);
        }
    }
}
