//! Messages on ways of seeing, in Japanese.

use crate::number::whole;
use antumbra_record::findings::Sentence;

/// A message on ways of seeing; `None` for others.
pub(super) fn sentence(s: &Sentence) -> Option<String> {
    let n = |k: &str| s.numbers.get(k).copied();
    let (schools, all) = (whole(n("schools")?), whole(n("conclusions")?));
    let most = || {
        let (name, turned) = (s.words.get("most")?, whole(n("turned")?));
        Some(format!("最も多く変えるのは「{name}」の{turned}件"))
    };
    Some(match s.message.as_str() {
        "presets.all" => {
            format!("どの結論も{schools}通りの見方で変わらない。選択肢が成り立つかは学派によらない")
        }
        "presets.some" => format!(
            "{all}件の結論（選択肢と状況の組ごと）のうち{}件は{schools}通りの見方で変わらず頑健である。残りは学派次第で、{}",
            whole(n("robust")?),
            most()?
        ),
        "presets.none" => format!(
            "{all}件の結論（選択肢と状況の組ごと）のどれも、{schools}通りの見方すべてでは保たれない。{}",
            most()?
        ),
        _ => return None,
    })
}
