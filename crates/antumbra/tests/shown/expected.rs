//! What the run folder says that each figure shows, read from its findings alone.

use serde_json::Value;

/// A cell of a figure's table, as the folder has it.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// Words that are no number of the folder.
    Open,
    /// Exactly this text.
    Text(String),
    /// This text among others.
    Holds(String),
    /// These numbers, in this order; a percentage is a share.
    Numbers(Vec<f64>),
}

/// A table.
pub(crate) type Rows = Vec<Vec<Cell>>;

use Cell::{Numbers as N, Open};

pub(crate) fn num(v: &Value) -> f64 {
    v.as_f64().unwrap_or_else(|| panic!("no number: {v}"))
}

pub(crate) fn list(v: &Value) -> &[Value] {
    v.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn range(v: &Value) -> [f64; 3] {
    ["lo", "mid", "hi"].map(|k| num(&v[k]))
}

fn one(v: &Value) -> Cell {
    N(vec![num(v)])
}

fn words(v: &Value) -> Cell {
    Cell::Text(v.as_str().unwrap().to_owned())
}

fn three(r: [f64; 3]) -> [Cell; 3] {
    r.map(|x| N(vec![x]))
}

/// A whole number as the page writes it.
pub(crate) fn whole(x: f64) -> String {
    let digits = format!("{x:.0}");
    let mut out = String::new();
    for (n, c) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// How many futures a figure is made of.
pub(crate) fn futures(id: &str, v: &Value) -> f64 {
    match id {
        "figure-tradeoff" | "figure-pair" | "figure-regret" => num(&v["exploration"]["futures"]),
        "figure-drivers" => num(&v["exploration"]["drivers"][0]["sensitivity"]["cases"]),
        "figure-sways" => num(&v["exploration"]["overturning"][0]["searched_on"]),
        _ => num(&v["draws"]),
    }
}

/// The rows of a figure's table.
pub(crate) fn rows(id: &str, v: &Value) -> Rows {
    match id {
        "figure-parts" => list(&v["parts_over"]).iter().map(|p| parts(v, p)).collect(),
        "figure-map" => map(v),
        "figure-cost" => list(&keep(v)["by_lambda"])
            .iter()
            .map(|x| {
                let [lo, mid, hi] = three(range(&x["multiple"]));
                vec![Open, one(&x["lambda"]), lo, mid, hi]
            })
            .collect(),
        "figure-tolerance" => worlds(v)
            .into_iter()
            .map(|(p, w)| {
                let c = &w["within_corners"];
                vec![
                    words(&p["name"]),
                    Open,
                    one(&w["within"]),
                    one(&c["min"]),
                    one(&c["max"]),
                    Open,
                ]
            })
            .collect(),
        "figure-insurance" => {
            list(&v["paths"]["insurance"]).iter().map(|i| insurance(v, i)).collect()
        }
        "figure-order" => by_year(v, &order(v)),
        "figure-balance" => by_year(v, &balance(v)),
        "figure-risk" => three_cases(&challenges(v)),
        "figure-war-historical" => three_cases(&wars(v, "historical")),
        "figure-war-expert" => three_cases(&wars(v, "expert")),
        "figure-history" => list(&v["risks"]["history"]).iter().map(history).collect(),
        "figure-tradeoff" => steps(v).iter().map(|s| step(s)).collect(),
        "figure-pair" => pair(v),
        "figure-drivers" => drivers(v)
            .iter()
            .map(|d| {
                let of = |k: &str| num(&d["numbers"][k]);
                let (x, h) = (of("adjusted"), of("adjusted_half_width"));
                vec![Open, N(vec![x]), N(vec![x - h, x + h]), Open]
            })
            .collect(),
        "figure-regret" => list(&v["exploration"]["robustness"]["regret"][0]["rows"])
            .iter()
            .map(|r| {
                let keys = ["mean", "lo", "mid", "hi", "max", "best"];
                [Open, Open].into_iter().chain(keys.map(|k| one(&r[k]))).collect()
            })
            .collect(),
        "figure-sways" => sways(v)
            .iter()
            .map(|w| vec![Open, one(&w["low"]), Open, one(&w["high"]), Open])
            .collect(),
        "figure-actors" => actors(v),
        "figure-gates" => list(&v["politics"]["paths"])
            .iter()
            .map(|h| {
                let days = ["earliest", "usual", "slow"].map(|k| words(&h[k]));
                let least = h["least_likely"].as_str().unwrap_or("–").to_owned();
                let mut row = vec![Open];
                row.extend(days);
                row.extend([Open, Open, Open]);
                let who = list(&h["who_can_stop"]).iter().map(|s| s["who"].as_str().unwrap());
                row.push(Cell::Text(who.collect::<Vec<_>>().join("; ")));
                row.push(Cell::Text(least));
                row
            })
            .collect(),
        "figure-polls" => polls(v),
        "figure-neighbours" => neighbours(v)
            .iter()
            .map(|n| {
                let [lo, mid, hi] = three(range(&n["support"]));
                vec![Open, words(&path(v, &n["path"])["name"]), Open, lo, mid, hi]
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn parts(v: &Value, p: &Value) -> Vec<Cell> {
    let ends = |k: &str| {
        let r = range(&p[k]["reference"]);
        N(vec![r[0], r[2]])
    };
    let corners = |k: &str| {
        let c = &p[k]["corners"];
        N(vec![num(&c["min"]), num(&c["max"])])
    };
    let mid = |k: &str| one(&p[k]["reference"]["mid"]);
    let name = &v["names"][p["challenger"].as_str().unwrap()];
    let mut row = vec![Cell::Holds(name.as_str().unwrap().trim_start_matches("the ").to_owned())];
    for k in ["own", "expected"] {
        row.extend([mid(k), ends(k), corners(k)]);
    }
    row.extend([mid("doubtful"), mid("others")]);
    row
}

fn map(v: &Value) -> Rows {
    let mut near: Vec<&Value> = Vec::new();
    for p in list(&v["parts_over"]) {
        if !near.contains(&&p["challenger"]) {
            near.push(&p["challenger"]);
        }
    }
    near.push(&v["patron"]);
    let mut out: Rows = near
        .iter()
        .map(|who| {
            let id = format!("data.{}.distance_km", who.as_str().unwrap());
            let input = list(&v["inputs"]).iter().find(|i| i["id"] == id.as_str()).unwrap();
            let source = words(&input["source"]);
            vec![Open, Open, one(&input["mid"]), Cell::Text("–".into()), one(&v["year"]), source]
        })
        .collect();
    out.extend(list(&v["postings"]).iter().map(|p| {
        let source = words(&p["source"]);
        vec![Open, Open, Cell::Text("–".into()), one(&p["persons"]), one(&p["year"]), source]
    }));
    out
}

/// The cost of today's odds.
pub(crate) fn keep(v: &Value) -> &Value {
    let of = |c: &&Value| c["goal"] == "keep" && list(&c["by_lambda"]).len() > 1;
    list(&v["costs_over"]).iter().find(of).unwrap()
}

/// Every path in every world.
pub(crate) fn worlds(v: &Value) -> Vec<(&Value, &Value)> {
    let paths = list(&v["paths"]["paths"]).iter();
    paths.flat_map(|p| list(&p["worlds"]).iter().map(move |w| (p, w))).collect()
}

fn path<'a>(v: &'a Value, id: &Value) -> &'a Value {
    list(&v["paths"]["paths"]).iter().find(|p| p["id"] == *id).unwrap()
}

/// What a path is as insurance, and how many units of the figure one in the folder is.
pub(crate) const PREMIUMS: [(&str, f64); 3] =
    [("premium", 100.0), ("saves_if_gone", 1.0), ("costs_if_stays", 1.0)];

fn insurance(v: &Value, i: &Value) -> Vec<Cell> {
    let mut row = vec![words(&path(v, &i["path"])["name"])];
    for (key, times) in PREMIUMS {
        row.extend(three(range(&i[key]).map(|x| x * times)));
    }
    row
}

/// The years of a series of a path in a world.
fn series(p: &Value, world: &str, key: &str) -> Vec<[f64; 3]> {
    let w = list(&p["worlds"]).iter().find(|w| w["world"] == world).unwrap();
    list(&w["years"][key]).iter().map(range).collect()
}

/// The two orders, each beside the path that changes nothing.
pub(crate) fn order(v: &Value) -> Vec<Vec<Vec<[f64; 3]>>> {
    let p = &v["paths"];
    let psi = format!("psi{:.0}", 100.0 * num(&v["reference"]["psi"]));
    let key = format!("war.{}.{psi}", p["scale"].as_str().unwrap());
    let base = series(&p["paths"][0], "stays", &key);
    ["best", "worst"]
        .map(|k| vec![base.clone(), series(path(v, &p["order"][k]), "stays", &key)])
        .into()
}

/// In each world the path that ends lowest, and the first.
pub(crate) fn balance(v: &Value) -> Vec<Vec<Vec<[f64; 3]>>> {
    let paths = list(&v["paths"]["paths"]);
    let worlds = list(&paths[0]["worlds"]).iter().map(|w| w["world"].as_str().unwrap());
    worlds
        .map(|world| {
            let all: Vec<_> = paths.iter().map(|p| series(p, world, "balance")).collect();
            let end = |s: &&Vec<[f64; 3]>| s[s.len() - 1][1];
            let lowest = all[1..].iter().min_by(|a, b| end(a).total_cmp(&end(b)));
            lowest.into_iter().chain([&all[0]]).cloned().collect()
        })
        .collect()
}

fn by_year(v: &Value, panels: &[Vec<Vec<[f64; 3]>>]) -> Rows {
    let first = num(&v["paths"]["first_year"]);
    let count = panels.first().and_then(|p| p.first()).map_or(0, Vec::len);
    (0..count)
        .map(|n| {
            let mut row = vec![N(vec![first + n as f64])];
            row.extend(panels.iter().flatten().flat_map(|s| three(s[n])));
            row
        })
        .collect()
}

fn cases_of(v: &Value) -> [[f64; 3]; 3] {
    ["with", "doubted", "without"].map(|k| range(&v[k]))
}

/// Risks of disputes in three cases.
pub(crate) fn challenges(v: &Value) -> Vec<[[f64; 3]; 3]> {
    list(&v["risks"]["challenges"]).iter().map(cases_of).collect()
}

/// Risks of war on a scale: one row for all challengers whose numbers are the same.
pub(crate) fn wars(v: &Value, scale: &str) -> Vec<[[f64; 3]; 3]> {
    let mut out: Vec<(f64, [[f64; 3]; 3])> = Vec::new();
    for w in list(&v["risks"]["wars"]).iter().filter(|w| w["scale"] == scale) {
        let row = (num(&w["psi"]), cases_of(w));
        if !out.contains(&row) {
            out.push(row);
        }
    }
    out.into_iter().map(|r| r.1).collect()
}

fn three_cases(rows: &[[[f64; 3]; 3]]) -> Rows {
    rows.iter()
        .map(|r| [Open, Open].into_iter().chain(r.iter().flat_map(|x| three(*x))).collect())
        .collect()
}

fn history(y: &Value) -> Vec<Cell> {
    [
        "year",
        "incidents",
        "clashes",
        "expected_incidents",
        "plain_incidents",
        "expected_clashes",
        "plain_clashes",
    ]
    .map(|k| one(&y[k]))
    .into()
}

/// The boxes of the first discovery that have coverage and density.
pub(crate) fn steps(v: &Value) -> Vec<&Value> {
    let all = list(&v["exploration"]["boxes"][0]["discovery"]["trajectory"]).iter();
    all.filter(|s| s["coverage"].is_number() && s["density"].is_number()).collect()
}

fn step(s: &Value) -> Vec<Cell> {
    let mut row: Vec<Cell> =
        ["step", "n", "k", "coverage", "density", "res_dim"].map(|k| one(&s[k])).into();
    row.push(Cell::Text(if s["pasted"] == true { "paste" } else { "peel" }.into()));
    row
}

fn pair(v: &Value) -> Rows {
    let b = &v["exploration"]["boxes"][0];
    let d = &b["discovery"];
    let step = list(&d["trajectory"]).iter().find(|s| s["step"] == b["picked"]).unwrap();
    let (n, k) = (num(&step["n"]), num(&step["k"]));
    vec![
        vec![Open, N(vec![n]), N(vec![k])],
        vec![Open, N(vec![num(&d["cases"]) - n]), N(vec![num(&d["of_interest"]) - k])],
    ]
}

/// The inputs that drive the first criterion, the most first.
pub(crate) fn drivers(v: &Value) -> Vec<&Value> {
    let d = &v["exploration"]["drivers"][0]["sensitivity"];
    // All that can be told from zero, and the first four of the others.
    let mut silent = 0;
    let mut out: Vec<&Value> = list(&d["indices"]).iter().collect();
    out.retain(|x| {
        let nothing = x["indistinguishable_from_zero"] == true;
        silent += usize::from(nothing);
        !nothing || silent <= 4
    });
    let delta = |x: &&Value| num(&x["numbers"]["adjusted"]);
    out.sort_by(|a, b| delta(b).total_cmp(&delta(a)));
    out
}

/// The twelve inputs that move the share most, by half a point at least.
pub(crate) fn sways(v: &Value) -> Vec<&Value> {
    let width = |w: &&Value| num(&w["high"]) - num(&w["low"]);
    let mut out: Vec<&Value> = list(&v["exploration"]["overturning"][0]["sways"]).iter().collect();
    out.retain(|w| width(w) >= 0.005);
    out.sort_by(|a, b| width(b).total_cmp(&width(a)));
    out.truncate(12);
    out
}

fn actors(v: &Value) -> Rows {
    let of = |r: &Value| N(vec![num(&r["mid"]), num(&r["lo"]), num(&r["hi"])]);
    let row = |(n, a): (usize, &Value)| {
        let end = match list(&a["end"]) {
            [] => Cell::Text("–".into()),
            end => N(end.iter().map(num).collect()),
        };
        let at = |k: usize| of(&a["position"][k]);
        let (name, role, reason) = (words(&a["name"]), words(&a["role"]), words(&a["reason"]));
        let number = N(vec![n as f64 + 1.0]);
        vec![number, name, role, of(&a["capability"]), at(0), at(1), end, reason]
    };
    list(&v["politics"]["actors"]).iter().enumerate().map(row).collect()
}

fn polls(v: &Value) -> Rows {
    let mut out = Vec::new();
    for topic in list(&v["politics"]["opinion"]) {
        for p in list(&topic["polls"]) {
            let asked = match &p["n"] {
                Value::Null => Cell::Text("not known".into()),
                n => one(n),
            };
            let answer = &p["shares"][0];
            let said =
                format!("{} {}", answer["answer"].as_str().unwrap(), num(&answer["percent"]));
            let mode = p["mode"].as_str().unwrap_or("not known").to_owned();
            out.push(vec![
                words(&topic["topic"]),
                words(&p["house"]),
                words(&p["date"]),
                Cell::Text(mode),
                asked,
                words(&p["question"]),
                Cell::Holds(said),
                Cell::Text(p["note"].as_str().unwrap_or("").into()),
            ]);
        }
    }
    out
}

/// Neighbours by state, path and world, in the order in which states are first named.
pub(crate) fn neighbours(v: &Value) -> Vec<&Value> {
    let all = list(&v["paths"]["neighbours"]);
    let mut states: Vec<&Value> = Vec::new();
    for n in all {
        if !states.contains(&&n["state"]) {
            states.push(&n["state"]);
        }
    }
    let mut out = Vec::new();
    for state in states {
        for p in list(&v["paths"]["paths"]) {
            for world in ["stays", "goes"] {
                let here = |n: &&Value| {
                    n["state"] == *state && n["path"] == p["id"] && n["world"] == world
                };
                out.extend(all.iter().find(here));
            }
        }
    }
    out
}
