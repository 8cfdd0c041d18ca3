//! 11. The text, checked: the claims ledger.

use crate::context::Context;
use crate::document::{Section, Table};

/// The claims of the text that prompted the question; absent without claims.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    if f.claims.is_empty() {
        return None;
    }
    let count = c.of("claims").unwrap_or_default();
    let mut s = Section::new(
        "claims",
        c.say("The text, checked", "主張の検証表"),
        "claims",
        c.say(format!("The text, checked: {count}"), format!("主張の検証表：{count}")),
    );
    if let Some(t) = &f.text {
        s.say("claims", t.clone());
    }
    let mut t = Table::new(
        "table-claims",
        c.say("F fact, C causal, P prediction, N normative.", "F 事実、C 因果、P 予測、N 規範。"),
        &[],
    );
    t.header = c.heads([
        ("no.", "番号"),
        ("claim", "主張"),
        ("kind", "種類"),
        ("verdict", "判定"),
        ("best evidence and right figure", "最良の証拠と正しい数字"),
        ("sources", "出典"),
    ]);
    t.filter = Some(3);
    t.rows = f
        .claims
        .iter()
        .map(|k| {
            vec![
                k.id.to_string(),
                k.text.clone(),
                k.kind.clone(),
                k.verdict.clone(),
                k.correct.clone(),
                k.sources.join(", "),
            ]
        })
        .collect();
    s.table(t);
    Some(s)
}
