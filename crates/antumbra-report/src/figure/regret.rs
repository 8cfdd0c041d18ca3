//! What choosing wrongly costs: paths × worlds, the darker the dearer.

use super::{Anchor, Canvas, Figure};
use crate::context::Context;
use crate::number::percent;
use crate::page::words::points;
use antumbra_record::robust::{RegretRow, RegretTable};

const LEFT: f64 = 236.0;
const TOP: f64 = 66.0;
const ROW: f64 = 56.0;

/// The figure: the median regret of every path in every world, 90% of the futures under it. None
/// when nothing could be compared.
pub fn draw(
    say: &Context<'_>,
    t: &RegretTable,
    paths: &[String],
    worlds: &[String],
    title: &str,
) -> Option<Figure> {
    let most = t.rows.iter().filter_map(|r| r.hi).fold(f64::NEG_INFINITY, f64::max);
    if !most.is_finite() || paths.is_empty() || worlds.is_empty() {
        return None;
    }
    let cell = ((740.0 - LEFT) / worlds.len() as f64).min(210.0);
    let bottom = TOP + ROW * paths.len() as f64;
    let mut c = Canvas::new(760.0, bottom + 52.0);
    let unit =
        say.say("percentage points of war over the horizon", "期間全体の戦争の危険、ポイント");
    c.text(LEFT, 18.0, Anchor::Start, "small", &unit);
    for (n, w) in worlds.iter().enumerate() {
        let x = LEFT + cell * (n as f64 + 0.5);
        c.text(x, TOP - 14.0, Anchor::Middle, "label", &super::fit(w, cell - 8.0));
    }
    for (m, path) in paths.iter().enumerate() {
        let y = TOP + ROW * m as f64;
        c.text(LEFT - 14.0, y + 31.0, Anchor::End, "label", &super::fit(path, LEFT - 18.0));
        for (n, world) in worlds.iter().enumerate() {
            let x = LEFT + cell * n as f64;
            let row = t.rows.iter().find(|r| r.path == *path && r.world == *world);
            square(say, &mut c, (x, y, cell), row, most);
        }
    }
    let y = bottom + 22.0;
    for (n, class) in SHADES.iter().enumerate() {
        c.rect(LEFT + 22.0 * n as f64, y, 22.0, 14.0, class);
    }
    c.text(LEFT - 8.0, y + 12.0, Anchor::End, "small", &say.say("nothing", "なし"));
    let end = LEFT + 22.0 * SHADES.len() as f64;
    c.text(
        end + 8.0,
        y + 12.0,
        Anchor::Start,
        "small",
        &say.say(format!("up to {}", points(most)), format!("{}まで", points(most))),
    );
    c.text(
        740.0,
        y + 12.0,
        Anchor::End,
        "small",
        &say.say("★ least in its world", "★ その場合で最小"),
    );
    let description = say.say(
        "What each path costs in risk of war beyond the best path of the same future, world by world: \
         the median, and under it 90% of the futures. The 95th percentile sets the shade; the path with \
         the least of each world is starred.",
        "同じ将来で最もよい選択肢に比べて、各選択肢が戦争の危険でどれだけ劣るか。中央値と、その下に将来の90%の\
         幅。濃さは95パーセンタイルで、それぞれの場合で最小のものに★を付けた。",
    );
    let head = say.heads([
        ("path", "選択肢"),
        ("world", "場合"),
        ("mean", "平均"),
        ("5th percentile", "5パーセンタイル"),
        ("median", "中央値"),
        ("95th percentile", "95パーセンタイル"),
        ("largest", "最大"),
        ("best in", "最善となる将来"),
    ]);
    let number = |v: Option<f64>| v.map_or_else(|| "–".into(), points);
    let rows = t.rows.iter().map(|r| {
        let best = r.best.map_or_else(|| "–".into(), percent);
        let numbers = [r.mean, r.lo, r.mid, r.hi, r.max].map(number);
        [r.path.clone(), r.world.clone()].into_iter().chain(numbers).chain([best]).collect()
    });
    let table = (head, rows.collect());
    let stars = best_of(t, worlds);
    for (path, world) in stars {
        let (Some(m), Some(n)) =
            (paths.iter().position(|p| p == path), worlds.iter().position(|w| w == world))
        else {
            continue;
        };
        let (x, y) = (LEFT + cell * n as f64, TOP + ROW * m as f64);
        c.rect(x + 3.5, y + 3.5, cell - 7.0, ROW - 7.0, "cut");
        c.text(x + 12.0, y + 22.0, Anchor::Start, "label", "★");
    }
    Some(Figure {
        id: "figure-regret",
        title: title.to_owned(),
        svg: c.finish("figure-regret", title, &description),
        description,
        table,
        source: say.source.clone(),
    })
}

/// Five steps of lightness.
const SHADES: [&str; 5] = ["shade-0", "shade-1", "shade-2", "shade-3", "shade-4"];

fn square(
    say: &Context<'_>,
    c: &mut Canvas,
    (x, y, cell): (f64, f64, f64),
    row: Option<&RegretRow>,
    most: f64,
) {
    let Some((lo, mid, hi)) = row.and_then(|r| Some((r.lo?, r.mid?, r.hi?))) else {
        c.rect(x + 1.0, y + 1.0, cell - 2.0, ROW - 2.0, "empty");
        c.text(x + cell / 2.0, y + 32.0, Anchor::Middle, "small", &say.say("not run", "計算なし"));
        return;
    };
    let part = if most > 0.0 { hi / most } else { 0.0 };
    let shade = (part * 4.0).ceil().clamp(0.0, 4.0) as usize;
    c.rect(x + 1.0, y + 1.0, cell - 2.0, ROW - 2.0, SHADES[shade]);
    let (main, under) =
        if shade >= 3 { ("on-dark", "on-dark-small") } else { ("on-light", "small") };
    c.text(x + cell / 2.0, y + 25.0, Anchor::Middle, main, &points(mid));
    let text = say.span(&points(lo), &points(hi));
    c.text(x + cell / 2.0, y + 43.0, Anchor::Middle, under, &text);
}

/// For each world the path whose 95th percentile is the least (the first of equals).
fn best_of<'a>(t: &'a RegretTable, worlds: &[String]) -> Vec<(&'a str, &'a str)> {
    let least = |w: &String| {
        let here = t.rows.iter().filter(|r| r.world == *w && r.hi.is_some());
        here.min_by(|a, b| a.hi.unwrap_or(0.0).total_cmp(&b.hi.unwrap_or(0.0)))
    };
    worlds.iter().filter_map(least).map(|r| (r.path.as_str(), r.world.as_str())).collect()
}
