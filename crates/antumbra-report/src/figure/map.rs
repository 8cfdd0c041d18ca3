//! Who could reach the client, and from where: coasts, seats of government, the patron's forces.
//!
//! **Policy.** The map draws coasts and no border. A mark is a seat of government and stands for
//! the state; forces are counted by host state, so they stand there too. Places that more than one
//! state claims carry the names of all who do, unless the reader asks for the client's own name or
//! for none.

use super::globe::{Globe, Place, capital};
use super::{Anchor, Canvas, Figure, escape, width};
use crate::context::Context;
use crate::number::whole;
use antumbra_core::Iso3;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 600.0;

/// From the middle to the upper edge, in km.
const REACH_KM: f64 = 3300.0;

/// A place with more than one name: where, and who calls it what (English, Japanese).
struct Disputed {
    at: Place,
    names: &'static [(&'static str, &'static str, &'static str)],
}

const DISPUTED: &[Disputed] = &[
    Disputed {
        at: Place { lon: 123.5, lat: 25.8 },
        names: &[
            ("JPN", "Senkaku Islands", "尖閣諸島"),
            ("CHN", "Diaoyu Dao", "釣魚島"),
            ("TWN", "Diaoyutai", "釣魚台"),
        ],
    },
    Disputed {
        at: Place { lon: 131.9, lat: 37.2 },
        names: &[("JPN", "Takeshima", "竹島"), ("KOR", "Dokdo", "独島")],
    },
    Disputed {
        at: Place { lon: 147.0, lat: 44.5 },
        names: &[
            ("JPN", "Northern Territories", "北方領土"),
            ("RUS", "Southern Kurils", "南クリル"),
        ],
    },
    Disputed {
        at: Place { lon: 135.0, lat: 40.0 },
        names: &[("JPN", "Sea of Japan", "日本海"), ("KOR", "East Sea", "東海")],
    },
    Disputed {
        at: Place { lon: 34.3, lat: 45.2 },
        names: &[
            ("UKR", "Crimea (Ukraine)", "クリミア（ウクライナ）"),
            ("RUS", "Crimea (Russia)", "クリミア（ロシア）"),
        ],
    },
    Disputed {
        at: Place { lon: 51.5, lat: 26.9 },
        names: &[("IRN", "Persian Gulf", "ペルシャ湾"), ("SAU", "Arabian Gulf", "アラビア湾")],
    },
];

/// Labels that keep out of one another's way.
#[derive(Default)]
struct Labels(Vec<[f64; 4]>);

impl Labels {
    /// Puts a label beside a point: the first side where nothing is yet, or the first side.
    fn put(&mut self, svg: &mut Canvas, [x, y]: [f64; 2], class: &str, text: &str) {
        // A label is set larger than small text.
        let w = width(text) * if class.starts_with("label") { 1.18 } else { 1.0 };
        let mut sides = Vec::new();
        for away in [0.0, 14.0, 28.0] {
            let (right, left) = (x + 10.0 + away / 2.0, x - 10.0 - away / 2.0);
            sides.push((left, y + 4.0 + away, Anchor::End, left - w));
            sides.push((right, y + 4.0 + away, Anchor::Start, right));
            sides.push((x, y + 20.0 + away, Anchor::Middle, x - w / 2.0));
            sides.push((x, y - 11.0 - away, Anchor::Middle, x - w / 2.0));
            sides.push((right, y - 8.0 - away, Anchor::Start, right));
            sides.push((left, y - 8.0 - away, Anchor::End, left - w));
        }
        let clear = |at: &&(f64, f64, Anchor, f64)| {
            let (l, r, t, b) = (at.3, at.3 + w, at.1 - 12.0, at.1 + 3.0);
            l > 2.0
                && r < WIDTH - 2.0
                && t > 2.0
                && b < HEIGHT - 2.0
                && self.0.iter().all(|o| r < o[0] || l > o[1] || b < o[2] || t > o[3])
        };
        let at = *sides.iter().find(clear).unwrap_or(&sides[0]);
        self.0.push([at.3, at.3 + w, at.1 - 12.0, at.1 + 3.0]);
        svg.text(at.0, at.1, at.2, class, text);
    }
}

/// The map, where the client's seat of government is known.
pub fn draw(c: &Context<'_>, title: &str) -> Option<Figure> {
    let f = c.findings;
    let centre = capital(f.client.as_str())?;
    let globe = Globe::around(centre, REACH_KM, WIDTH, HEIGHT);
    let mut svg = Canvas::new(WIDTH, HEIGHT);
    svg.rect(0.0, 0.0, WIDTH, HEIGHT, "sea");
    svg.shape(&globe.land(), "land");
    let mut labels = Labels::default();
    for km in [1000.0, 2000.0, 3000.0] {
        let r = globe.radius(km);
        svg.dot(WIDTH / 2.0, HEIGHT / 2.0, r, "range-ring");
        let label = format!("{} km", whole(km));
        let (x, y, half) = (WIDTH / 2.0, HEIGHT / 2.0 + r - 4.0, width(&label) / 2.0);
        svg.text(x, y, Anchor::Middle, "small halo", &label);
        labels.0.push([x - half, x + half, y - 12.0, y + 3.0]);
    }
    let challengers: Vec<Iso3> = challengers(c);
    for who in &challengers {
        reach(c, &mut svg, &globe, &mut labels, *who, "reach-them");
    }
    reach(c, &mut svg, &globe, &mut labels, f.patron, "reach-own");
    forces(c, &mut svg, &globe, &mut labels);
    svg.dot(WIDTH / 2.0, HEIGHT / 2.0, 6.0, "own");
    labels.put(&mut svg, [WIDTH / 2.0, HEIGHT / 2.0], "label halo", &c.capital(&c.client()));
    disputed(c, &mut svg, &globe, &mut labels);
    let (client, patron, them) = (c.client(), c.patron(), c.states(&challengers));
    let description = c.say(
        format!(
            "The region around {client}, equal areas. Dashed lines come from {them}, the solid one \
             from {patron}; each is named with the shortest distance between the two territories. \
             Circles are forces of {patron} by host state. Coasts only: no border is drawn. Marks \
             are seats of government. Disputed places carry the names of all who claim them."
        ),
        format!(
            "{client}を中心とする地域（正積図法）。破線は{them}、実線は{patron}から引き、両国の領域の\
             最短距離を添えた。円は{patron}の駐留兵力で、受け入れ国ごとに数える。海岸線だけを描き、\
             国境は描かない。印は政府の所在地。争いのある場所には主張するすべての側の呼び名を並べる。"
        ),
    );
    let header = c.heads([
        ("state", "国"),
        ("part", "役割"),
        ("shortest distance", "最短距離"),
        ("forces there", "駐留兵力"),
        ("year", "年"),
        ("source", "出典"),
    ]);
    Some(Figure {
        id: "figure-map",
        title: title.to_owned(),
        svg: svg.finish("figure-map", title, &description),
        description,
        table: (header, rows(c, &challengers)),
        source: format!(
            "{} {}",
            c.source,
            c.say("Coasts: Natural Earth.", "海岸線：Natural Earth。")
        ),
    })
}

/// Challengers in the order of the findings.
fn challengers(c: &Context<'_>) -> Vec<Iso3> {
    let mut out: Vec<Iso3> = Vec::new();
    for p in &c.findings.parts_over {
        if !out.contains(&p.challenger) {
            out.push(p.challenger);
        }
    }
    out
}

/// The shortest distance from a state to the client, in km, as the inputs have it.
pub(crate) fn distance(c: &Context<'_>, who: Iso3) -> Option<f64> {
    let id = format!("data.{who}.distance_km");
    c.findings.inputs.iter().find(|i| i.id == id)?.mid
}

fn km(c: &Context<'_>, who: Iso3) -> String {
    distance(c, who).map_or_else(|| "–".into(), |d| format!("{} km", whole(d)))
}

fn reach(
    c: &Context<'_>,
    svg: &mut Canvas,
    globe: &Globe,
    labels: &mut Labels,
    who: Iso3,
    class: &str,
) {
    let (Some(here), Some(there)) = (capital(c.findings.client.as_str()), capital(who.as_str()))
    else {
        return;
    };
    let line = globe.arc(here, there);
    let Some(end) = line.last().copied() else { return };
    let text = format!("{} ({})", c.capital(c.state(who).trim_start_matches("the ")), km(c, who));
    svg.group(&text, None);
    svg.line_through(&line, class);
    if globe.shows(there, 4.0) {
        svg.dot(end[0], end[1], 5.0, if class == "reach-own" { "own" } else { "them" });
    }
    svg.end();
    labels.put(svg, end, "label halo", &text);
}

fn forces(c: &Context<'_>, svg: &mut Canvas, globe: &Globe, labels: &mut Labels) {
    for p in &c.findings.postings {
        let Some(at) = capital(p.host.as_str()).filter(|at| globe.shows(*at, 12.0)) else {
            continue;
        };
        let [x, y] = globe.at(at);
        // The area of a circle goes with the number of persons.
        let r = (p.persons / 100.0).sqrt() * 0.8 + 2.0;
        let text = format!("{} {}", c.state(p.host), whole(p.persons));
        svg.group(&text, None);
        svg.dot(x, y, r, "base");
        svg.end();
        if p.persons >= 1000.0 {
            let label = if p.host == c.findings.client { whole(p.persons) } else { text };
            labels.put(svg, [x, y + r - 4.0], "small halo", &label);
        }
    }
}

/// Names of disputed places: all side by side, the client's own, or none.
fn disputed(c: &Context<'_>, svg: &mut Canvas, globe: &Globe, labels: &mut Labels) {
    let seen: Vec<&Disputed> = DISPUTED.iter().filter(|d| globe.shows(d.at, 60.0)).collect();
    if seen.is_empty() {
        return;
    }
    let client = c.client();
    let lists = [
        c.say("Disputed names: all sides", "争いのある地名：すべての側"),
        c.say(
            format!("Disputed names: as {client} says"),
            format!("争いのある地名：{client}の呼び名"),
        ),
        c.say("Disputed names: none", "争いのある地名：なし"),
    ];
    svg.open(&format!(r#"data-names="{}""#, escape(&lists.join("|"))));
    let name = |n: &(&str, &str, &str)| c.say(n.1, n.2);
    for (n, own) in [(0, false), (1, true)] {
        let class = if own { r#" class="hidden""# } else { "" };
        svg.open(&format!(r#"data-list="{n}"{class}"#));
        for d in &seen {
            let ours = d.names.iter().find(|x| x.0 == c.findings.client.as_str());
            let text = match ours.filter(|_| own) {
                Some(x) => name(x),
                None => d.names.iter().map(name).collect::<Vec<_>>().join(" / "),
            };
            let [x, y] = globe.at(d.at);
            svg.dot(x, y, 1.8, "them");
            let mut free = Labels(labels.0.clone());
            free.put(svg, [x, y], "small place halo", &text);
            if !own {
                *labels = free;
            }
        }
        svg.end();
    }
    svg.end();
}

fn rows(c: &Context<'_>, challengers: &[Iso3]) -> Vec<Vec<String>> {
    let f = c.findings;
    let source = |who: Iso3| {
        let id = format!("data.{who}.distance_km");
        f.inputs.iter().find(|i| i.id == id).map(|i| i.source.clone()).unwrap_or_default()
    };
    let state = |who: Iso3, part: String| {
        vec![c.state(who), part, km(c, who), "–".into(), f.year.to_string(), source(who)]
    };
    let mut out: Vec<Vec<String>> =
        challengers.iter().map(|w| state(*w, c.say("challenger", "相手"))).collect();
    out.push(state(f.patron, c.say("protector", "保護する側")));
    out.extend(f.postings.iter().map(|p| {
        vec![
            c.state(p.host),
            c.say(format!("host of {} forces", c.patron()), format!("{}の駐留先", c.patron())),
            "–".into(),
            whole(p.persons),
            p.year.to_string(),
            p.source.clone(),
        ]
    }));
    out
}
