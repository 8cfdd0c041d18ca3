//! 7. What would overturn this.

use crate::context::Context;
use crate::document::{Line, Section};

/// Conclusions that another assumption would turn; absent when none would.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let f = c.findings;
    let first = f.flips.first()?;
    let mut s = Section::new(
        "flips",
        c.say("What would overturn this", "結論を覆す条件"),
        &first.finding,
        c.say("What another assumption would turn", "前提を変えれば変わる結論"),
    );
    s.list(f.flips.iter().map(|x| Line::new(&x.finding, format!("⚑ {}", c.flip(x)))).collect());
    Some(s)
}
