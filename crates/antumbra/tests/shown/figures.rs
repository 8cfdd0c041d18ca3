//! Every figure of the page against the run folder: its table value for value at the printed
//! precision, its marks by the figure's own labelled ticks, its caption by the run.

use crate::dom::{self, Scale, Tick, Way, all, at, by_id, is, near, numbers, place, text, ticks};
use crate::expected::{self, Cell, Rows, list, num, range};
use roxmltree::{Document, Node};
use serde_json::Value;

/// One figure with what it is checked by.
struct Shown<'a, 'i> {
    id: &'a str,
    node: Node<'a, 'i>,
    svg: Node<'a, 'i>,
}

impl<'a, 'i> Shown<'a, 'i> {
    /// The table under the figure says what the folder says.
    fn table_is(&self, want: &Rows) {
        let table = all(self.node, "tbody")[0];
        let rows: Vec<Vec<String>> = all(table, "tr")
            .iter()
            .map(|r| r.children().filter(Node::is_element).map(text).collect())
            .collect();
        assert!(!want.is_empty(), "{}: the folder has no table for it", self.id);
        assert_eq!(rows.len(), want.len(), "{}: rows", self.id);
        for (row, want) in rows.iter().zip(want) {
            assert_eq!(row.len(), want.len(), "{}: {row:?}", self.id);
            for (cell, want) in row.iter().zip(want) {
                match want {
                    Cell::Open => {}
                    Cell::Text(t) => assert_eq!(cell, t, "{}: {row:?}", self.id),
                    Cell::Holds(t) => assert!(cell.contains(t), "{}: {t} in {cell}", self.id),
                    Cell::Numbers(want) => {
                        let said = numbers(cell);
                        assert_eq!(said.len(), want.len(), "{}: {cell} is {want:?}", self.id);
                        for (p, x) in said.iter().zip(want) {
                            assert!(p.says(*x), "{}: {cell} is {want:?} in the folder", self.id);
                        }
                    }
                }
            }
        }
    }

    /// Groups of marks that stand for one value each.
    fn marks(&self) -> Vec<Node<'a, 'i>> {
        all(self.svg, "g").into_iter().filter(|g| is(*g, "mark")).collect()
    }

    /// The ticks that the mark of this number is read against: the last set drawn before it.
    fn ticks(&self, way: Way, mark: usize) -> Vec<Tick> {
        let all = ticks(self.svg, way);
        let last = all.iter().filter(|t| t.after <= mark).map(|t| t.after).max();
        let ticks: Vec<Tick> = all.into_iter().filter(|t| Some(t.after) == last).collect();
        assert!(ticks.len() >= 2, "{}: no labelled ticks {way:?}", self.id);
        ticks
    }

    /// A median as a dot and its range as a line, each where it belongs.
    fn dot_and_line(&self, way: Way, scale: Scale, mark: usize, [lo, mid, hi]: [f64; 3]) {
        let g = self.marks()[mark];
        let axis = self.ticks(way, mark);
        let ends = ["1", "2"].map(|n| format!("{}{n}", if way == Way::Across { "x" } else { "y" }));
        let line = all(g, "line")[0];
        near(self.id, at(line, &ends[0]), place(&axis, scale, lo));
        near(self.id, at(line, &ends[1]), place(&axis, scale, hi));
        let centre = if way == Way::Across { "cx" } else { "cy" };
        near(self.id, at(all(g, "circle")[0], centre), place(&axis, scale, mid));
    }

    /// Dots of some classes, in the order in which they are drawn.
    fn dots(&self, classes: &[&str]) -> Vec<Node<'a, 'i>> {
        let of = |n: &Node<'_, '_>| classes.iter().any(|c| is(*n, c));
        all(self.svg, "circle").into_iter().filter(of).collect()
    }

    /// Dots at these places, the first after those of the legend that are skipped.
    fn dots_at(&self, dots: &[Node<'a, 'i>], want: &[(f64, f64)]) {
        let (x, y) = (self.ticks(Way::Across, 0), self.ticks(Way::Up, 0));
        assert!(dots.len() >= want.len(), "{}: {} dots", self.id, dots.len());
        for (d, (a, b)) in dots.iter().zip(want) {
            near(self.id, at(*d, "cx"), place(&x, Scale::Even, *a));
            near(self.id, at(*d, "cy"), place(&y, Scale::Even, *b));
        }
    }
}

fn points(line: Node<'_, '_>) -> Vec<(f64, f64)> {
    let pair = |p: &str| {
        let (x, y) = p.split_once(',').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    line.attribute("points").unwrap().split(' ').map(pair).collect()
}

/// The corners of a closed path of straight lines.
fn corners(d: &str) -> Vec<(f64, f64)> {
    let pair = |p: &str| {
        let (x, y) = p.trim().split_once(' ').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    d.trim_start_matches('M').trim_end_matches('Z').split('L').map(pair).collect()
}

fn parts(f: &Shown<'_, '_>, v: &Value) {
    let found = list(&v["parts_over"]);
    let mut marks = f.marks().into_iter();
    for p in found {
        let names = ["own", "expected", "doubtful", "others"];
        let shares = names.map(|k| num(&p[k]["reference"]["mid"]));
        let bars: Vec<Node<'_, '_>> =
            names.iter().map(|_| all(marks.next().unwrap(), "rect")[0]).collect();
        // The bar is the scale: it is as long as all parts together.
        let length: f64 = bars.iter().map(|b| at(*b, "width")).sum();
        let from = at(bars[0], "x");
        for (b, share) in bars.iter().zip(shares) {
            near("figure-parts", at(*b, "width"), share * length);
        }
        let line = all(marks.next().unwrap(), "line")[0];
        let own = &p["own"]["corners"];
        near("figure-parts", at(line, "x1"), from + num(&own["min"]) * length);
        near("figure-parts", at(line, "x2"), from + num(&own["max"]) * length);
    }
}

fn map(f: &Shown<'_, '_>, v: &Value) {
    // Areas of circles go with persons, beyond a smallest circle that can still be seen.
    let circles = f.dots(&["base"]);
    let posts = list(&v["postings"]);
    let shown = |c: &Node<'_, '_>| {
        let said = text(all(c.parent().unwrap(), "title")[0]);
        let host = posts.iter().find(|p| {
            let name = v["names"][p["host"].as_str().unwrap()].as_str().unwrap();
            said.starts_with(name)
        });
        (num(&host.unwrap()["persons"]), at(*c, "r"))
    };
    let all: Vec<(f64, f64)> = circles.iter().map(shown).collect();
    let Some(most) = all.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
    for (persons, r) in &all {
        near("figure-map", *r, 2.0 + (most.1 - 2.0) * (persons / most.0).sqrt());
    }
}

fn cost(f: &Shown<'_, '_>, v: &Value) {
    for (n, x) in list(&expected::keep(v)["by_lambda"]).iter().enumerate() {
        f.dot_and_line(Way::Up, Scale::Between, n, range(&x["multiple"]));
    }
}

fn tolerance(f: &Shown<'_, '_>, v: &Value) {
    for (n, (_, w)) in expected::worlds(v).into_iter().enumerate() {
        let c = &w["within_corners"];
        let r = [num(&c["min"]), num(&w["within"]), num(&c["max"])];
        f.dot_and_line(Way::Across, Scale::Even, n, r);
    }
}

fn insurance(f: &Shown<'_, '_>, v: &Value) {
    let rows = list(&v["paths"]["insurance"]);
    for (k, (key, times)) in expected::PREMIUMS.iter().enumerate() {
        for (n, row) in rows.iter().enumerate() {
            let r = range(&row[*key]).map(|x| x * times);
            f.dot_and_line(Way::Across, Scale::Even, k * rows.len() + n, r);
        }
    }
}

fn cases(f: &Shown<'_, '_>, rows: &[[[f64; 3]; 3]]) {
    for (n, row) in rows.iter().enumerate() {
        for (k, r) in row.iter().enumerate() {
            f.dot_and_line(Way::Across, Scale::Steps, 3 * n + k, *r);
        }
    }
}

/// Lines and bands over the years; `panels` are the series of each panel.
fn years(f: &Shown<'_, '_>, panels: &[Vec<Vec<[f64; 3]>>], times: f64, first: f64, last: f64) {
    let y = f.ticks(Way::Up, 0);
    let lines: Vec<_> = f.marks().iter().map(|g| all(*g, "polyline")[0]).collect();
    assert_eq!(lines.len(), panels.iter().map(Vec::len).sum::<usize>());
    for (line, series) in lines.iter().zip(panels.iter().flatten()) {
        let drawn = points(*line);
        assert_eq!(drawn.len(), series.len());
        for ((_, at), r) in drawn.iter().zip(series) {
            near(f.id, *at, place(&y, Scale::Even, r[1] * times));
        }
        // The years that are written stand at the ends of the lines.
        for (year, (x, _)) in [(first, drawn[0]), (last, drawn[drawn.len() - 1])] {
            let label =
                |t: &Node<'_, '_>| text(*t) == year.to_string() && (at(*t, "x") - x).abs() < 0.5;
            assert!(all(f.svg, "text").iter().any(label), "{}: {year} stands elsewhere", f.id);
        }
    }
    let bands: Vec<_> = all(f.svg, "path").into_iter().filter(|p| is(*p, "band")).collect();
    let compared = panels.iter().filter_map(|p| p.last());
    for (band, series) in bands.iter().zip(compared) {
        let drawn = corners(band.attribute("d").unwrap());
        let (upper, lower) = drawn.split_at(series.len());
        for ((a, b), r) in upper.iter().zip(lower.iter().rev()).zip(series) {
            near(f.id, a.1, place(&y, Scale::Even, r[2] * times));
            near(f.id, b.1, place(&y, Scale::Even, r[0] * times));
        }
    }
}

fn history(f: &Shown<'_, '_>, v: &Value) {
    let rows = list(&v["risks"]["history"]);
    let y = f.ticks(Way::Up, 0);
    for (g, row) in f.marks().iter().zip(rows) {
        for (bar, key) in all(*g, "rect").iter().zip(["incidents", "clashes"]) {
            near(f.id, at(*bar, "y"), place(&y, Scale::Even, num(&row[key])));
            near(f.id, at(*bar, "y") + at(*bar, "height"), place(&y, Scale::Even, 0.0));
        }
    }
    for (class, key) in [("line-dashed", "plain_incidents"), ("line-accent", "expected_incidents")]
    {
        let line = all(f.svg, "polyline")
            .into_iter()
            .find(|l| is(*l, class) && points(*l).len() == rows.len());
        for ((_, at), row) in points(line.unwrap()).iter().zip(rows) {
            near(f.id, *at, place(&y, Scale::Even, num(&row[key])));
        }
    }
}

fn tradeoff(f: &Shown<'_, '_>, v: &Value) {
    let steps = expected::steps(v);
    let want: Vec<_> = steps.iter().map(|s| (num(&s["coverage"]), num(&s["density"]))).collect();
    f.dots_at(&f.dots(&["own", "hollow"]), &want);
}

fn pair(f: &Shown<'_, '_>, v: &Value) {
    let found = list(&v["exploration"]["boxes"][0]["pair"]["points"]);
    for (class, of) in [("miss", false), ("hit", true)] {
        let want: Vec<_> =
            found.iter().filter(|p| p[2] == of).map(|p| (num(&p[0]), num(&p[1]))).collect();
        assert_eq!(f.dots(&[class]).len(), want.len() + 1, "one more is in the legend");
        f.dots_at(&f.dots(&[class]), &want);
    }
}

fn drivers(f: &Shown<'_, '_>, v: &Value) {
    let x = f.ticks(Way::Across, 0);
    let bars: Vec<_> =
        all(f.svg, "rect").into_iter().filter(|r| is(*r, "likely") || is(*r, "open")).collect();
    let rows = expected::drivers(v);
    assert_eq!(bars.len(), rows.len());
    let whiskers: Vec<_> =
        all(f.svg, "line").into_iter().filter(|l| is(*l, "whisker-thin")).collect();
    for (n, (bar, row)) in bars.iter().zip(&rows).enumerate() {
        let of = |k: &str| num(&row["numbers"][k]);
        let (delta, half) = (of("adjusted"), of("adjusted_half_width"));
        near(f.id, at(*bar, "x"), place(&x, Scale::Even, delta.min(0.0)));
        near(f.id, at(*bar, "x") + at(*bar, "width"), place(&x, Scale::Even, delta.max(0.0)));
        // A range is a line with two ends.
        near(f.id, at(whiskers[3 * n], "x1"), place(&x, Scale::Even, delta - half));
        near(f.id, at(whiskers[3 * n], "x2"), place(&x, Scale::Even, delta + half));
        assert_eq!(is(*bar, "open"), row["indistinguishable_from_zero"] == true);
    }
}

/// Bars from the lowest to the highest share, filled for the world; marks at today's and the verdict's.
fn sways(f: &Shown<'_, '_>, v: &Value) {
    let x = f.ticks(Way::Across, 0);
    let bars: Vec<_> =
        all(f.svg, "rect").into_iter().filter(|r| is(*r, "likely") || is(*r, "open")).collect();
    let rows = expected::sways(v);
    assert_eq!(bars.len(), rows.len());
    for (bar, row) in bars.iter().zip(&rows) {
        let end = |k: &str| place(&x, Scale::Even, 100.0 * num(&row[k]));
        near(f.id, at(*bar, "x"), end("low"));
        near(f.id, at(*bar, "x") + at(*bar, "width"), end("high"));
        assert_eq!(is(*bar, "likely"), row["group"] == "world", "{row}");
    }
    let marks: Vec<_> = all(f.svg, "line").into_iter().filter(|l| is(*l, "limit")).collect();
    let o = &v["exploration"]["overturning"][0];
    for (mark, key) in marks.iter().zip(["value", "holds_from"]) {
        near(f.id, at(*mark, "x1"), place(&x, Scale::Even, 100.0 * num(&o[key])));
    }
    assert_eq!(marks.len(), 2);
}

/// Squares, darker the dearer: each with its median and the 90% of futures in it.
fn regret(f: &Shown<'_, '_>, v: &Value) {
    let r = &v["exploration"]["robustness"];
    let rows = list(&r["regret"][0]["rows"]);
    let most = rows.iter().map(|x| num(&x["hi"])).fold(0.0, f64::max);
    let squares: Vec<_> = all(f.svg, "rect")
        .into_iter()
        .filter(|s| at(*s, "height") > 20.0 && s.attribute("class").unwrap().starts_with("shade-"))
        .collect();
    let mut squares = squares.iter();
    for path in list(&r["paths"]) {
        for world in list(&r["worlds"]) {
            let row = rows.iter().find(|x| x["path"] == *path && x["world"] == *world).unwrap();
            let square = squares.next().unwrap();
            let shade = (4.0 * num(&row["hi"]) / most).ceil();
            assert!(is(*square, &format!("shade-{shade}")), "{row}");
            let inside: Vec<String> = square.next_siblings().skip(1).take(2).map(text).collect();
            for (said, keys) in inside.iter().zip([vec!["mid"], vec!["lo", "hi"]]) {
                let said_all = numbers(said);
                assert_eq!(said_all.len(), keys.len(), "{said}");
                for (n, key) in said_all.iter().zip(keys) {
                    assert!(n.says(num(&row[key])), "{said} is {row}");
                }
            }
        }
    }
    assert!(squares.next().is_none());
}

fn actors(f: &Shown<'_, '_>, v: &Value) {
    let p = &v["politics"];
    let x = f.ticks(Way::Across, 0);
    let edge = x.iter().map(|t| t.place).fold(0.0, f64::max);
    let dots: Vec<_> = f
        .dots(&["own", "likely", "others"])
        .into_iter()
        .filter(|d| at(*d, "cx") <= edge + 0.5)
        .collect();
    let placed: Vec<_> = list(&p["actors"])
        .iter()
        .filter(|a| list(&a["position"]).len() > 1)
        .map(|a| (num(&a["position"][1]["mid"]), num(&a["position"][0]["mid"])))
        .collect();
    assert_eq!(dots.len(), placed.len());
    f.dots_at(&dots, &placed);
    let settled = (num(&p["settlement"][1]["at_mids"]), num(&p["settlement"][0]["at_mids"]));
    f.dots_at(&f.dots(&["settlement"]), &[settled]);
}

fn gates(f: &Shown<'_, '_>, v: &Value) {
    let x = f.ticks(Way::Across, 0);
    // A day as a year with a fraction, as a calendar has it: within a day or two.
    let year = |day: &Value| {
        let part: Vec<f64> = day.as_str().unwrap().split('-').map(|p| p.parse().unwrap()).collect();
        part[0] + (part[1] - 1.0) / 12.0 + (part[2] - 1.0) / 365.0
    };
    for (class, key) in [("own", "earliest"), ("likely", "usual")] {
        let dots = f.dots(&[class]);
        let rows = list(&v["politics"]["paths"]);
        assert_eq!(dots.len(), rows.len() + 1, "one more is in the legend");
        for (d, row) in dots.iter().zip(rows) {
            near(f.id, at(*d, "cx"), place(&x, Scale::Even, year(&row[key])));
        }
    }
}

fn polls(f: &Shown<'_, '_>, v: &Value) {
    let x: Vec<Tick> =
        f.ticks(Way::Across, 0).into_iter().map(|t| Tick { value: 100.0 * t.value, ..t }).collect();
    let topics = list(&v["politics"]["opinion"]);
    let dots = f.dots(&["own", "likely", "others", "doubtful"]);
    let legend = 4;
    let views = topics.iter().flat_map(|t| list(&t["polls"])).map(|p| num(&p["view"]));
    assert_eq!(dots.len() - legend, views.clone().count());
    for (d, view) in dots.iter().skip(legend).zip(views) {
        near(f.id, at(*d, "cx"), place(&x, Scale::Even, view));
    }
    let spans = all(f.svg, "line").into_iter().filter(|l| is(*l, "range"));
    for (l, t) in spans.zip(topics) {
        near(f.id, at(l, "x1"), place(&x, Scale::Even, num(&t["span"]["min"])));
        near(f.id, at(l, "x2"), place(&x, Scale::Even, num(&t["span"]["max"])));
    }
}

fn neighbours(f: &Shown<'_, '_>, v: &Value) {
    for (n, row) in expected::neighbours(v).into_iter().enumerate() {
        f.dot_and_line(Way::Across, Scale::Even, n, range(&row["support"]));
    }
}

/// The check of a figure; none for a figure that the folder has nothing for.
fn check(f: &Shown<'_, '_>, v: &Value) {
    f.table_is(&expected::rows(f.id, v));
    let over = |panels: &[_]| {
        let year = |k: &str| num(&v["paths"][k]);
        years(f, panels, 100.0, year("first_year"), year("last_year"));
    };
    match f.id {
        "figure-parts" => parts(f, v),
        "figure-map" => map(f, v),
        "figure-cost" => cost(f, v),
        "figure-tolerance" => tolerance(f, v),
        "figure-insurance" => insurance(f, v),
        "figure-order" => over(&expected::order(v)),
        "figure-balance" => over(&expected::balance(v)),
        "figure-risk" => cases(f, &expected::challenges(v)),
        "figure-war-historical" => cases(f, &expected::wars(v, "historical")),
        "figure-war-expert" => cases(f, &expected::wars(v, "expert")),
        "figure-history" => history(f, v),
        "figure-tradeoff" => tradeoff(f, v),
        "figure-pair" => pair(f, v),
        "figure-drivers" => drivers(f, v),
        "figure-regret" => regret(f, v),
        "figure-sways" => sways(f, v),
        "figure-actors" => actors(f, v),
        "figure-gates" => gates(f, v),
        "figure-polls" => polls(f, v),
        "figure-neighbours" => neighbours(f, v),
        other => panic!("{other}: nothing in the run folder is known for it"),
    }
}

/// Where the numbers come from: data, futures, seed, and the question that was run.
fn caption(f: &Shown<'_, '_>, v: &Value) {
    let source = all(f.node, "p").into_iter().find(|p| is(*p, "source")).map(text).unwrap();
    let futures = expected::whole(expected::futures(f.id, v));
    for want in [
        "Data: ".to_owned(),
        format!("{futures} futures"),
        format!("seed {}", v["seed"]),
        format!("assessment {}", v["assessment"].as_str().unwrap()),
        format!("run {}", v["run"].as_str().unwrap()),
        format!("Antumbra {}", v["version"].as_str().unwrap()),
    ] {
        assert!(source.contains(&want), "{}: {want} in {source}", f.id);
    }
}

#[test]
fn every_figure_equals_its_table_in_the_run_folder() {
    for (assessment, least) in [("japan", 18), ("KOR --patron USA", 5)] {
        let dom::Run { page, findings: v } = dom::run(assessment);
        let tree = dom::well_formed(page);
        let tree = Document::parse(&tree).unwrap();
        let figures = all(tree.root(), "figure");
        assert!(figures.len() >= least, "{assessment}: {} figures", figures.len());
        for node in figures {
            let svg = all(node, "svg")[0];
            let f = Shown { id: node.attribute("id").unwrap(), node, svg };
            check(&f, v);
            caption(&f, v);
            let frame = node.first_element_child().unwrap();
            assert_eq!(frame.attribute("aria-label").unwrap(), text(all(svg, "title")[0]));
        }
    }
}

#[test]
fn a_figure_that_differs_from_its_folder_is_found() {
    let dom::Run { page, findings: v } = dom::run("japan");
    let tree = dom::well_formed(page);
    let tree = Document::parse(&tree).unwrap();
    let node = by_id(&tree, "figure-tolerance");
    let f = Shown { id: "figure-tolerance", node, svg: all(node, "svg")[0] };
    let caught = |v: &Value| std::panic::catch_unwind(|| check(&f, v)).is_err();
    assert!(!caught(v));
    // One share a hundredth off: the table and the mark both tell.
    let mut off = v.clone();
    let share = &mut off["paths"]["paths"][0]["worlds"][1]["within"];
    *share = serde_json::json!(share.as_f64().unwrap() + 0.011);
    assert!(caught(&off));
    assert!(std::panic::catch_unwind(|| tolerance(&f, &off)).is_err());
}
