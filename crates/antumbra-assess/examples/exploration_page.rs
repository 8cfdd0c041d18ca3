//! A made-up ensemble, explored from end to end: three paths in two worlds, 2,000 futures, and the
//! figures of what was learnt, as one page on standard output.
//!
//! `cargo run -p antumbra-assess --example exploration_page > page.html`

use antumbra_assess::discover::{Chosen, discover, pair_points, sensitivity};
use antumbra_assess::overturn::{Asked, Natural, record};
use antumbra_assess::robust;
use antumbra_core::{Column, Purpose, Seed, Table};
use antumbra_explore::overturn::{Evaluate, Group, Movable, Question, Search, overturn};
use antumbra_explore::robust::{Better, Bound, Criterion, Outcomes, Policy, meets, regret};
use antumbra_explore::{Error, PrimSettings, Seek};
use antumbra_report::figure::{Figure, bars, moves, regret as matrix, scatter, tradeoff};

const FUTURES: usize = 2000;
const PATHS: [&str; 3] =
    ["the alliance, as planned", "build up, keep the alliance", "leave and build"];
const WORLDS: [&str; 2] = ["the US stays", "the US goes"];
/// Inputs: their name, centre and half-range, unit, and whose they are.
const INPUTS: [(&str, f64, f64, &str, Group); 5] = [
    ("rival's growth", 4.0, 2.0, "% a year", Group::World),
    ("years to build", 9.0, 4.0, "years", Group::World),
    ("would come if attacked", 55.0, 30.0, "%", Group::Judgement),
    ("decisiveness of power", 0.3, 0.2, "", Group::Judgement),
    ("loss that is tolerated", 5.0, 1.0, "% of GDP", Group::Yardstick),
];

/// Loss in % of GDP of every path in every world, one future.
fn losses(x: &[f64]) -> Vec<f64> {
    let threat = 1.0 + 0.5 * x[0] + 3.0 * x[3];
    let mut out = Vec::new();
    for path in 0..3 {
        for gone in [false, true] {
            let help = if gone || path == 2 { 0.0 } else { x[2] / 100.0 };
            let own = if path == 0 { 0.2 } else { 0.2 + 1.6 / (1.0 + x[1] / 6.0) };
            let price = [0.6, 1.7, 2.6][path];
            out.push(price + threat * (1.0 - help) / (0.4 + own));
        }
    }
    out
}

/// The share of futures within tolerance on one path, with moved centres.
struct Share(usize);

fn draws(moves: &[(usize, f64)], futures: usize) -> Vec<Vec<f64>> {
    (0..futures)
        .map(|f| {
            let mut s = Seed(7).stream(Purpose("example"), f as u64, 0);
            let mut x: Vec<f64> =
                INPUTS.iter().map(|i| i.1 + i.2 * (2.0 * s.uniform() - 1.0)).collect();
            moves.iter().for_each(|&(i, shift)| x[i] += shift);
            x
        })
        .collect()
}

impl Evaluate for Share {
    fn value(&self, moves: &[(usize, f64)], futures: usize) -> Result<f64, Error> {
        let good = draws(moves, futures).iter().filter(|x| losses(x)[self.0] <= x[4]).count();
        Ok(good as f64 / futures as f64)
    }
    fn futures(&self) -> usize {
        FUTURES
    }
}

struct Plain;

impl Natural for Plain {
    fn label(&self, input: &Movable) -> String {
        input.name.clone()
    }
    fn value(&self, _: &Movable, centre: f64) -> f64 {
        centre
    }
    fn indicator(&self, _: &Movable) -> Option<String> {
        None
    }
    fn set(&self, input: &Movable, centre: f64) -> String {
        format!("{}={centre}", input.name)
    }
}

fn figures() -> Result<Vec<Figure>, Box<dyn std::error::Error>> {
    let x = draws(&[], FUTURES);
    let source = "Source: a made-up model; 2,000 futures; seed 7.";
    let policies = PATHS.iter().flat_map(|p| WORLDS.iter().map(|w| Policy::new(*p, *w))).collect();
    let mut o = Outcomes::new(policies, FUTURES)?;
    o.push("loss", Better::Low, x.iter().flat_map(|x| losses(x)).map(Some).collect())?;
    let table = robust::regret(&o, &regret(&o, "loss")?, "% of GDP");
    let (paths, worlds) = (PATHS.map(str::to_owned), WORLDS.map(str::to_owned));
    let mut out = vec![matrix::draw(
        &table,
        &paths,
        &worlds,
        "Building up costs little if the US stays and spares much if it goes",
        source,
    )];

    let good = [Criterion::at_most(&o, "loss", Bound::Value(5.0))?];
    let mut t = Table::new("made up", FUTURES);
    for (n, i) in INPUTS.iter().enumerate().take(4) {
        t.push(i.0, Column::F64(x.iter().map(|x| Some(x[n])).collect()))?;
    }
    let fails = meets(&o, &good)[3].iter().map(|m| Some(!m)).collect();
    t.push("beyond tolerance", Column::Bool(fails))?;
    let names = INPUTS[..4].iter().map(|i| i.0.to_owned()).collect();
    let chosen = Chosen { x: names, y: "beyond tolerance".into(), keep: None, drop_missing: false };
    let found = discover(&t, &chosen, PrimSettings::default(), Seek::High)?;
    let step = found.trajectory.iter().find(|s| s.density > Some(0.8)).map_or(0, |s| s.step);
    out.push(tradeoff::draw(
        &found,
        Some(step),
        "Fast growth and a slow build-up fail together",
        source,
    ));
    let pair = pair_points(&t, &chosen, ["rival's growth", "years to build"], 1000)?;
    out.push(scatter::draw(
        &found,
        &pair,
        step,
        "It fails where the rival grows fast and building is slow",
        source,
    ));
    let s = sensitivity(&t, &chosen, "delta", 100, 4, 1)?;
    out.push(bars::sensitivity(&s, "delta", "The rival's growth decides most", source));

    let inputs = INPUTS.map(|(name, mid, half, unit, group)| Movable {
        name: name.into(),
        group,
        lo: mid - 0.9 * half,
        mid,
        hi: mid + 0.9 * half,
        bounds: (mid - 1.2 * half, mid + 1.2 * half),
        unit: unit.into(),
        reference_width: half,
    });
    let question = Question::Share { holds: 0.5, fails: 0.1 };
    let over = overturn(&Share(3), &inputs, question, &Search::default())?;
    let asked =
        Asked { paths: vec![PATHS[1].into()], world: WORLDS[1].into(), question, futures: FUTURES };
    let over = record(&over, &inputs, &Plain, &asked);
    out.push(moves::sways(&over, 8, "What sways the share of futures within tolerance", source));
    out.push(moves::overturners(&over, "A small slip in three inputs flips the verdict", source));
    Ok(out.into_iter().flatten().collect())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let style = include_str!("../../antumbra-report/src/page.css");
    println!(
        "<!doctype html><meta charset=utf-8><title>exploration</title><style>{style}</style><main>"
    );
    for f in figures()? {
        println!("<section><h2>{}</h2>{}</section>", f.title, f.markup().into_string());
    }
    println!("</main>");
    Ok(())
}
