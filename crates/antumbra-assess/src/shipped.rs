//! Assessments that come with the program, and their sources.

use antumbra_core::{Source, SourceId, SourceRegister};
use std::collections::BTreeMap;

/// Name and text of every shipped assessment, the default first.
pub const ALL: &[(&str, &str)] = &[
    ("japan", include_str!("../../../assessments/japan.toml")),
    ("south-korea", include_str!("../../../assessments/south-korea.toml")),
    ("taiwan", include_str!("../../../assessments/taiwan.toml")),
    ("philippines", include_str!("../../../assessments/philippines.toml")),
    ("australia", include_str!("../../../assessments/australia.toml")),
    ("germany", include_str!("../../../assessments/germany.toml")),
    ("poland", include_str!("../../../assessments/poland.toml")),
    ("ukraine", include_str!("../../../assessments/ukraine.toml")),
    ("saudi-arabia", include_str!("../../../assessments/saudi-arabia.toml")),
];

const SOURCES: &str = include_str!("../../../assessments/sources.toml");

/// Translations of shipped assessments: name of the assessment, and the file.
const TRANSLATIONS: &[(&str, &str)] = &[
    ("japan", include_str!("../../../assessments/japan.ja.toml")),
    ("south-korea", include_str!("../../../assessments/south-korea.ja.toml")),
    ("taiwan", include_str!("../../../assessments/taiwan.ja.toml")),
    ("philippines", include_str!("../../../assessments/philippines.ja.toml")),
    ("australia", include_str!("../../../assessments/australia.ja.toml")),
    ("germany", include_str!("../../../assessments/germany.ja.toml")),
    ("poland", include_str!("../../../assessments/poland.ja.toml")),
    ("ukraine", include_str!("../../../assessments/ukraine.ja.toml")),
    ("saudi-arabia", include_str!("../../../assessments/saudi-arabia.ja.toml")),
];

/// Texts that every run may show: titles of the cases, notes of the embedded world.
const COMMON: &str = include_str!("../../../assessments/common.ja.toml");

/// The translation of a shipped assessment, where there is one: how messages call it, and its text.
pub fn translation(name: &str) -> Option<(String, &'static str)> {
    let (_, text) = TRANSLATIONS.iter().find(|(n, _)| *n == name)?;
    Some((format!("{name}.ja (shipped)"), text))
}

/// Texts in another language that every run may show, whatever is asked; none for a language that
/// nothing is shipped in.
pub(crate) fn common(language: &str) -> BTreeMap<String, String> {
    #[derive(serde::Deserialize)]
    struct Common {
        language: String,
        texts: BTreeMap<String, String>,
    }
    // A test keeps the shipped file parsing.
    match toml::from_str::<Common>(COMMON) {
        Ok(c) if c.language == language => c.texts,
        _ => BTreeMap::new(),
    }
}

/// The text of a shipped assessment.
pub fn text(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(n, _)| *n == name).map(|(_, t)| *t)
}

/// The name of the shipped assessment whose client is written with this code.
pub fn for_client(iso3: &str) -> Option<&'static str> {
    let line = |t: &str| {
        t.lines().find_map(|l| {
            let (k, v) = l.split_once('=')?;
            (k.trim() == "client").then(|| v.trim().trim_matches('"').to_owned())
        })
    };
    ALL.iter().find(|(_, t)| line(t).is_some_and(|c| c.eq_ignore_ascii_case(iso3))).map(|(n, _)| *n)
}

/// The sources that shipped assessments name.
///
/// # Errors
/// A sentence, should the shipped file not parse (a test keeps it parsing).
pub fn sources() -> Result<SourceRegister, String> {
    let rows: BTreeMap<String, Source> =
        toml::from_str(SOURCES).map_err(|e| format!("assessments/sources.toml: {e}"))?;
    Ok(SourceRegister::new(rows.into_iter().map(|(k, v)| (SourceId::new(k), v))))
}

/// The commented start of an assessment that `antumbra init` writes.
pub fn start(client: &str, patron: &str, name: &str) -> String {
    format!(
        r#"# An assessment: one question about {name}. Every key but `client` has a default.
# `antumbra check FILE` reads it without running; `antumbra check --keys FILE` lists every key;
# `antumbra check --schema` prints the JSON Schema for an editor.

client = "{client}"
patron = "{patron}"
# year = 2024          # forces of this year, each series' newest figure up to it
# seed = 20250312      # same seed, same bytes
# futures = 20000      # draws inside each setting

# Who might attack. Without any, the three states with the most reach and no pact are taken.
# [[challengers]]
# id = "CHN"
# theatre_share = {{ lo = 0.5, mid = 0.7, hi = 0.9, tag = "judgement", author = "you" }}

# The reference setting. Settings are never averaged: each is also moved one at a time.
# [settings]
# lambda = 1.0              # 0 power does not fade with distance … 2 it fades fast
# w = 1.0                   # 1 money alone, 0.5 money and personnel
# measure = "spending"      # spending, nmc, net_resources
# exchange_rate = "market"  # market, ppp
# basing = "presence"       # none, presence, surge
# psi = 0.5                 # share of the umbrella's effect on war that is nuclear
# follow = "none"           # do other allies follow the patron out: none, half, all
# epsilon = 0.0             # share of own capability that leans on the patron

# What has a distribution: a number, {{ lo, mid, hi }} as 5th, 50th and 95th percentiles, or a family.
# [draws.reliability]       # would the patron come
# distribution = "beta"
# alpha = 3.5
# beta = 2.9
# tag = "judgement"
# author = "you"

# [tolerance]
# gdp_share_max = 0.04

# A commitment outside any treaty in the data:
# [[informal_commitments]]
# from = "{patron}"
# to = "{client}"
# name = "…"
"#
    )
}
