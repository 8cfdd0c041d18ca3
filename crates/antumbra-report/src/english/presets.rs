//! Messages on ways of seeing.

use crate::number::whole;
use antumbra_record::findings::Sentence;

/// Every message worded here.
pub(super) const MESSAGES: &[&str] = &["presets.all", "presets.some", "presets.none"];

/// A message on ways of seeing; `None` for others.
pub(super) fn sentence(s: &Sentence) -> Option<String> {
    let n = |k: &str| s.numbers.get(k).copied();
    let (schools, all) = (whole(n("schools")?), whole(n("conclusions")?));
    let most = || {
        let (name, turned) = (s.words.get("most")?, whole(n("turned")?));
        Some(format!("“{name}” turns the most, {turned}"))
    };
    Some(match s.message.as_str() {
        "presets.all" => format!(
            "Every conclusion survives {schools} ways of seeing: whether a path holds does not depend on the school"
        ),
        "presets.some" => format!(
            "{} of {all} conclusions, a path in a world each, survive {schools} ways of seeing and are robust; the rest depend on the school: {}",
            whole(n("robust")?),
            most()?
        ),
        "presets.none" => format!(
            "None of {all} conclusions, a path in a world each, survives {schools} ways of seeing: {}",
            most()?
        ),
        _ => return None,
    })
}
