//! When paths hold and fail, and what drives that.

use crate::context::Context;
use crate::document::{Line, Section};
use crate::exploration::label;
use crate::figure::{bars, scatter, tradeoff};
use crate::number::whole;
use crate::page::words;
use antumbra_record::discover::Discovery;
use antumbra_record::exploration::{Drivers, Exploration};

/// Drivers shown beyond those that can be told from chance.
const SILENT: usize = 4;

/// The discovery with the names of inputs that the page shows.
fn named(c: &Context<'_>, d: &Discovery) -> Discovery {
    let mut d = d.clone();
    for s in &mut d.trajectory {
        s.limits =
            std::mem::take(&mut s.limits).into_iter().map(|(k, l)| (label(c, &k), l)).collect();
    }
    d
}

/// When paths hold and when they fail: boxes in words, figures for the first.
pub(super) fn boxes(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let says = e.boxes.iter().filter_map(|b| b.says.as_ref()).chain(&e.unboxed);
    let lines: Vec<Line> =
        says.filter_map(|s| Some(Line::new("overturn", c.sentence(s)?))).collect();
    if lines.is_empty() {
        return;
    }
    s.heading("boxes", "overturn", c.say("When it holds and when it fails", "成立条件の探索"));
    s.list(lines);
    let Some(first) = e.boxes.first() else { return };
    s.say(
        "overturn",
        c.say(
            format!(
                "Found by peeling on the first {} futures. Told is the rarer of holding and failing, \
                 in the box with at most {} limits and the largest harmonic mean of coverage and \
                 density; the figure has all of them",
                whole(e.futures as f64),
                first.most_limits
            ),
            format!(
                "最初の{}通りの将来から絞り込みで求めた。成り立つ場合と成り立たない場合のうち少ない方を、\
                 条件が{}個以下で、網羅率と密度の調和平均が最大の箱で述べる。図にはすべての箱がある",
                whole(e.futures as f64),
                first.most_limits
            ),
        ),
    );
    let Some(title) = first.says.as_ref().and_then(|s| c.sentence(s)) else { return };
    let d = named(c, &first.discovery);
    s.figure(tradeoff::draw(c, &d, Some(first.picked), &title));
    if let Some(pair) = &first.pair {
        let mut pair = pair.clone();
        pair.x = label(c, &pair.x);
        pair.y = label(c, &pair.y);
        s.figure(scatter::draw(c, &d, &pair, first.picked, &title));
    }
}

/// What drives the criterion that most futures miss.
pub(super) fn drivers(c: &Context<'_>, s: &mut Section, e: &Exploration) {
    let Some(d) = e.drivers.first() else { return };
    let Some(title) = d.says.as_ref().and_then(|s| c.sentence(s)) else { return };
    s.heading("drivers", "overturn", title.clone());
    let (all, n) = (d.sensitivity.indices.len(), d.sensitivity.cases);
    let silent = d.sensitivity.indices.iter().filter(|r| r.indistinguishable_from_zero).count();
    s.say(
        "overturn",
        c.say(
            format!(
                "How much the distribution of the outcome moves when an input is known (delta, with \
                 the part that chance alone gives taken off), over {} futures: 0 is nothing, 1 all. \
                 {silent} of {all} inputs are indistinguishable from zero",
                whole(n as f64)
            ),
            format!(
                "入力を知ったときに結果の分布がどれだけ動くか（指標デルタから、偶然だけで生じる分を除いた\
                 もの）を{}通りの将来で測った。0は無関係、1はすべて。{all}個の入力のうち{silent}個はゼロと\
                 区別できない",
                whole(n as f64)
            ),
        ),
    );
    let of = c.of_futures(n as u64);
    s.figure(bars::sensitivity(&of, &shown(c, d), "adjusted", &title));
}

/// The drivers that the figure has: all that can be told from chance, and the first of the others.
fn shown(c: &Context<'_>, d: &Drivers) -> antumbra_record::discover::Sensitivity {
    let mut shown = d.sensitivity.clone();
    let mut silent = 0;
    shown.indices.retain(|r| {
        silent += usize::from(r.indistinguishable_from_zero);
        !r.indistinguishable_from_zero || silent <= SILENT
    });
    for r in &mut shown.indices {
        r.input = label(c, &r.input);
    }
    shown.outcome = words::criterion(c, &d.criterion);
    shown
}
