//! 9. The neighbours: what the client's path does to them, to the balance, and back to the client.

use super::words;
use crate::context::{Context, dagger};
use crate::document::{Section, Table};
use crate::figure::neighbours;
use crate::figure::years::{self, Panel, Saying, Series};
use crate::number::percent;
use antumbra_core::Tag;
use antumbra_record::paths::Paths;

/// The neighbours; absent where no path says anything of them.
pub(super) fn section(c: &Context<'_>) -> Option<Section> {
    let p = c.findings.paths.as_ref()?;
    let name = c.say("The neighbours", "周辺国");
    let mut s = match (neighbours::states(p).is_empty(), balance_title(c, p)) {
        (false, _) => {
            let title = c.told("neighbours").unwrap_or_else(|| name.clone());
            let mut s = Section::new("neighbours", name, "neighbours", &title);
            s.figure(neighbours::draw(c, p, &title));
            s.fold(c.say("The attacker's odds", "攻める側の見込み"), odds(c, p));
            s
        }
        (true, Some(title)) => Section::new("neighbours", name, "balance", title),
        (true, None) => return None,
    };
    balance(c, p, &mut s);
    let scales = ["historical", "expert"].map(|scale| drawn_in(c, p, scale));
    if scales.iter().any(|t| !t.rows.is_empty()) {
        s.heading(
            "drawn-in",
            "entrapment",
            c.say(
                "Left alone, drawn in, or hit by a war next door",
                "見捨てられ、巻き込まれ、波及",
            ),
        );
        s.say("entrapment", c.say(
            "The chance over the whole horizon. Abandonment: a war on the state itself in which the \
             protector does not fight. Entrapment: being drawn into a war elsewhere; without a pact \
             and without bases there is none. Spill-over: such a war reaching it all the same. The \
             two scales are never mixed.",
            "期間全体での見込み。見捨てられとは、自国が攻められたとき保護する側が戦わないこと。巻き込まれとは、\
             よその戦争に引き込まれることで、条約も基地もなければ起こらない。波及とは、それでもその戦争が\
             及ぶこと。二つの尺度は混ぜない。",
        ));
        for t in scales {
            s.table(t);
        }
    }
    Some(s)
}

fn odds(c: &Context<'_>, p: &Paths) -> Table {
    let mut t = Table::new(
        "table-odds",
        c.say(
            format!("The attacker's share of the odds in {}.", p.last_year),
            format!("{}年の、攻める側の勝つ見込み。", p.last_year),
        ),
        &[],
    );
    t.header = vec![c.say("path", "選択肢"), c.say("world", "場合")];
    let states = neighbours::states(p);
    t.header.extend(states.iter().map(|s| c.capital(&c.name(s))));
    for path in &p.paths {
        for world in ["stays", "goes"] {
            let mut cells = vec![words::path(c, path), words::world(c, world)];
            cells.extend(states.iter().map(|s| {
                let row = neighbours::row(p, s, &path.id, world);
                row.map_or_else(|| "–".into(), |r| words::range(c, r.odds, |x| c.proportion(x)))
            }));
            t.rows.push(cells);
        }
    }
    t
}

/// The course of the balance, where the first path has one.
fn balance_title(c: &Context<'_>, p: &Paths) -> Option<String> {
    p.paths.first()?.worlds.first()?.years.get("balance")?;
    let plain = || c.say("The regional balance", "地域の力の釣り合い");
    Some(c.told("balance").unwrap_or_else(plain))
}

fn balance(c: &Context<'_>, p: &Paths, s: &mut Section) {
    let Some(title) = balance_title(c, p) else { return };
    let Some(first) = p.paths.first() else { return };
    let mut panels = Vec::new();
    for w in &first.worlds {
        let Some(values) = w.years.get("balance") else { return };
        let others = p.paths.iter().skip(1).filter_map(|row| {
            let other = row.worlds.iter().find(|x| x.world == w.world)?;
            Some((row, other.years.get("balance").filter(|v| v.len() == values.len())?))
        });
        let mid = |v: &Vec<antumbra_core::Range>| v.last().map_or(0.0, |r| r.mid);
        let mut series = Vec::new();
        // The path that ends lowest is drawn beside the first: what is at stake.
        if let Some((row, v)) = others.min_by(|a, b| mid(a.1).total_cmp(&mid(b.1))) {
            series.push(Series {
                label: words::path(c, row),
                path: Some(&row.id),
                values: v,
                reference: true,
            });
        }
        series.push(Series {
            label: words::path(c, first),
            path: Some(&first.id),
            values,
            reference: false,
        });
        panels.push(Panel { head: c.capital(&words::world(c, &w.world)), series });
    }
    s.heading("balance", "balance", &title);
    let say = Saying {
        id: "figure-balance",
        title,
        description: c.say(
            "Share of the capability in the theatre that the coalition holds, each member counted by \
             the chance that it takes part: medians, the band 90% of the futures; the thin line is the \
             path on which it ends lowest.",
            "地域の力のうち味方の占める割合（各国を参加の見込みで重みづけ）。線は中央値、帯は試算の90%の幅。\
             細い線は最後に最も低くなる選択肢。",
        ),
        unit: c.say("coalition's share, %", "味方の割合（%）"),
        times: 100.0,
        excess: false,
    };
    s.figure(years::draw(c, p.first_year, &panels, say, percent));
}

/// Abandonment, entrapment and spill-over on one scale.
fn drawn_in(c: &Context<'_>, p: &Paths, scale: &str) -> Table {
    let tag = if scale == "expert" { Tag::Judgement } else { Tag::Computed };
    let caption = format!("{}{}", c.capital(&words::scale(c, scale)), dagger(tag));
    let mut t = Table::new(
        if scale == "expert" { "table-drawn-in-expert" } else { "table-drawn-in-historical" },
        caption,
        &[],
    );
    t.header = c.heads([
        ("path", "選択肢"),
        ("world", "場合"),
        ("abandonment", "見捨てられ"),
        ("entrapment", "巻き込まれ"),
        ("spill-over", "波及"),
    ]);
    for row in &p.paths {
        for w in &row.worlds {
            let at = |name: &str| w.outcomes.get(&format!("{name}_ever.{scale}")).copied();
            let all = ["abandonment", "entrapment", "spillover"].map(at);
            if all.iter().all(Option::is_none) {
                continue;
            }
            let mut cells = vec![words::path(c, row), words::world(c, &w.world)];
            cells.extend(
                all.map(|r| r.map_or_else(|| "–".into(), |r| words::range(c, r, words::risk))),
            );
            t.rows.push(cells);
        }
    }
    t
}
