//! 結論を覆す条件の文。

use crate::context::Language;
use crate::english::moves;
use antumbra_record::findings::{Findings, Sentence};

/// A message on overturning; `None` for others.
pub(super) fn sentence(f: &Findings, s: &Sentence) -> Option<String> {
    match s.message.as_str() {
        "overturn.moves" => Some(moves(f, Language::Japanese, s).join("；")),
        "overturn.nothing" => Some("試した範囲には、結論を覆すものはない".into()),
        _ => None,
    }
}
