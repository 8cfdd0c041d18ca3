//! The path simulator on its bench: `path_bench time FUTURES [ROUNDS]` prints CPU seconds and
//! dyad-years per second of one thread, and what the kernels do over slices; `path_bench rounds
//! FUTURES ROUNDS` only simulates, to be counted from outside; `path_bench export FUTURES DIR` writes
//! the setup, the inputs and the outcomes for the same model elsewhere.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench stops at the first thing that is not as it should be"
)]

#[path = "../../crates/antumbra-path/tests/common/mod.rs"]
mod common;

use antumbra_num::kernel;
use antumbra_path::{Outcomes, PathDef, Plan, Simulator, World};
use common::{draws, japan, paths};
use serde_json::{Value, json};
use std::path::Path;

/// Futures per call: few enough that their outcomes stay in the processor's cache.
const CHUNK: usize = 256;
const WORLDS: [(World, &str); 2] = [(World::PatronStays, "stays"), (World::PatronGoes, "goes")];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["time", futures] => time(futures.parse().unwrap(), 3),
        ["time", futures, rounds] => time(futures.parse().unwrap(), rounds.parse().unwrap()),
        ["rounds", futures, rounds] => {
            rounds_only(futures.parse().unwrap(), rounds.parse().unwrap());
        }
        ["export", futures, dir] => export(futures.parse().unwrap(), Path::new(dir)),
        _ => {
            panic!("path_bench time FUTURES [ROUNDS] | rounds FUTURES ROUNDS | export FUTURES DIR")
        }
    }
}

/// CPU seconds of this process so far.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap();
    text.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1e9
}

fn time(futures: usize, rounds: usize) {
    let sim = Simulator::new(japan()).unwrap();
    let columns = draws(sim.inputs(), futures, 1);
    let plans: Vec<_> = paths().iter().map(|p| sim.plan(p, "paths").unwrap()).collect();
    let all = seconds(&sim, &plans, &columns, rounds, &|_| true);
    // As an ensemble runs it, which keeps a few outcomes by year.
    let few = seconds(&sim, &plans, &columns, rounds, &|name| {
        ["risk.any", "risk.force", "spending", "own", "balance", "distance"].contains(&name)
            || name.starts_with("war.expert")
            || name.starts_with("war.historical")
    });
    let s = sim.setup();
    let dyads = futures * plans.len() * WORLDS.len() * s.horizon_years * s.challengers.len();
    println!(
        "{}",
        json!({
            "futures": futures, "paths": plans.len(), "worlds": WORLDS.len(),
            "years": s.horizon_years, "challengers": s.challengers.len(),
            "yearly": sim.outcomes().iter().filter(|d| d.yearly).count(),
            "once": sim.outcomes().iter().filter(|d| !d.yearly).count(),
            "dyad_years": dyads, "cpu_seconds": all,
            "dyad_years_per_second": dyads as f64 / all,
            "cpu_seconds_keeping_few": few,
            "kernels": kernels(),
        })
    );
}

/// Simulates all paths in both worlds, keeping every outcome.
fn rounds_only(futures: usize, rounds: usize) {
    let sim = Simulator::new(japan()).unwrap();
    let columns = draws(sim.inputs(), futures, 1);
    let plans: Vec<_> = paths().iter().map(|p| sim.plan(p, "paths").unwrap()).collect();
    seconds(&sim, &plans, &columns, rounds, &|_| true);
}

/// Nanoseconds per element of the functions over slices, the best of many short rounds.
fn kernels() -> Value {
    let x: Vec<f64> = (0..CHUNK).map(|i| 0.01 + i as f64 / 100.0).collect();
    let mut y = vec![0.0; CHUNK];
    let mut time = |kernel: &dyn Fn(&[f64], &mut [f64])| {
        let mut best = f64::INFINITY;
        for _ in 0..200 {
            let start = std::time::Instant::now();
            for _ in 0..100 {
                kernel(std::hint::black_box(&x), std::hint::black_box(&mut y));
            }
            best = best.min(start.elapsed().as_secs_f64());
        }
        best * 1e9 / (100 * CHUNK) as f64
    };
    json!({
        "ln": time(&kernel::ln_slice), "exp": time(&kernel::exp_slice),
        "logistic": time(&kernel::logistic_slice),
        "sqrt": time(&|x, y| y.iter_mut().zip(x).for_each(|(y, x)| *y = x.sqrt())),
    })
}

/// CPU seconds of all paths in both worlds, the best of some rounds.
fn seconds(
    sim: &Simulator,
    plans: &[Plan],
    columns: &[Vec<f64>],
    rounds: usize,
    keep: &dyn Fn(&str) -> bool,
) -> f64 {
    let futures = columns[0].len();
    let room = |size| Outcomes::keeping(sim.setup(), size, |d| keep(&d.name));
    let mut best = f64::INFINITY;
    let mut out = room(CHUNK.min(futures));
    for _ in 0..rounds {
        let start = cpu();
        let mut from = 0;
        while from < futures {
            let size = CHUNK.min(futures - from);
            let chunk: Vec<&[f64]> = columns.iter().map(|c| &c[from..from + size]).collect();
            if out.futures() != size {
                out = room(size);
            }
            for plan in plans {
                for (world, _) in WORLDS {
                    sim.simulate(plan, world, &chunk, &mut out).unwrap();
                }
            }
            from += size;
        }
        best = best.min(cpu() - start);
    }
    best
}

fn export(futures: usize, dir: &Path) {
    let sim = Simulator::new(japan()).unwrap();
    let columns = draws(sim.inputs(), futures, 1);
    std::fs::create_dir_all(dir).unwrap();
    let write = |name: &str, values: &mut dyn Iterator<Item = f64>| {
        let bytes: Vec<u8> = values.flat_map(f64::to_le_bytes).collect();
        std::fs::write(dir.join(name), bytes).unwrap();
    };
    write("inputs.f64", &mut columns.iter().flatten().copied());
    let chunk: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let mut names = Vec::new();
    for (k, path) in paths().iter().enumerate() {
        let plan = sim.plan(path, "paths").unwrap();
        for (world, name) in WORLDS {
            let mut out = Outcomes::new(sim.setup(), futures);
            sim.simulate(&plan, world, &chunk, &mut out).unwrap();
            let yearly = (0..out.yearly_count())
                .flat_map(|o| (0..out.years()).map(move |t| (o, t)))
                .flat_map(|(o, t)| out.year(o, t).to_vec())
                .collect::<Vec<_>>();
            let once = (out.yearly_count()..out.defs().len())
                .flat_map(|o| out.once(o).to_vec())
                .collect::<Vec<_>>();
            let file = format!("outcomes_{k}_{name}.f64");
            write(&file, &mut yearly.into_iter().chain(once));
            names.push(json!({ "path": k, "world": name, "file": file }));
        }
    }
    let text = setup_json(&sim, &paths(), futures, &names).to_string();
    std::fs::write(dir.join("setup.json"), text).unwrap();
}

fn setup_json(sim: &Simulator, paths: &[PathDef], futures: usize, runs: &[Value]) -> Value {
    let s = sim.setup();
    let force = |f: &antumbra_path::setup::Force| json!({ "capability": f.capability, "arrival": f.arrival, "presence": f.presence });
    let client = &s.client;
    json!({
        "futures": futures,
        "years": s.horizon_years,
        "first_year": s.first_year.0,
        "inputs": sim.inputs().iter().map(|d| d.name.clone()).collect::<Vec<_>>(),
        "yearly": sim.outcomes().iter().filter(|d| d.yearly).map(|d| d.name.clone()).collect::<Vec<_>>(),
        "once": sim.outcomes().iter().filter(|d| !d.yearly).map(|d| d.name.clone()).collect::<Vec<_>>(),
        "runs": runs,
        "paths": paths.iter().map(|p| {
            p.levers.iter().map(|l| format!("{:?}", l.lever)).collect::<Vec<_>>()
        }).collect::<Vec<_>>(),
        "plans": paths.iter().map(|p| plan_json(sim, p)).collect::<Vec<_>>(),
        "setting": { "w": s.setting.w, "psi": s.setting.psi, "kappa": s.setting.kappa,
                     "epsilon": s.setting.epsilon, "follow": s.setting.follow.share() },
        "standard": s.standard,
        "client": {
            "capability": client.capability, "spending_share": client.spending_share,
            "gdp": client.gdp, "alignment": client.alignment, "distance": client.distance,
            "hosting_share": client.hosting_share, "trade_patron": client.trade_patron,
            "trade_challengers": client.trade_challengers,
            "ceiling": client.personnel.map(|p| p.ceiling / p.heads),
            "munitions": client.sustainment.map(|m| m.days),
        },
        "patron": force(&s.patron.force),
        "others": s.others.iter().map(|o| force(&o.force)).collect::<Vec<_>>(),
        "partners": s.partners.iter().map(|o| force(&o.force)).collect::<Vec<_>>(),
        "challengers": s.challengers.iter().map(|c| json!({
            "id": c.id, "reach": c.reach, "nuclear": c.nuclear,
            "log_odds": c.baselines.log_odds, "variance": c.baselines.variance,
            "covariance": c.baselines.covariance,
            "peace_years": c.baselines.history.peace_years,
            "disputes": c.baselines.history.disputes,
        })).collect::<Vec<_>>(),
        "evidence": {
            "m": s.evidence.m, "rho": s.evidence.rho, "b": s.evidence.b,
            "b_variance": s.evidence.b_variance, "level": s.evidence.level,
            "peace": s.evidence.past.map(|p| p.peace),
            "disputes": s.evidence.past.map(|p| p.disputes),
        },
        "treaty": { "notice_years": s.treaty.notice_years, "cover_level": s.treaty.cover_level },
        "regimes": s.politics.regimes.iter().map(|r| json!({
            "belief": r.belief, "act": r.act, "nuclear": r.nuclear, "demand": r.demand,
            "hosting": r.hosting, "loosening": r.loosening, "termination": r.termination,
            "acquiesces": r.acquiesces,
        })).collect::<Vec<_>>(),
        "switching": s.politics.switching,
        "today": s.politics.today,
        "next_term": s.politics.next_term.0 - s.first_year.0,
        "term_years": s.politics.term_years,
        "stages": s.nuclear.iter().map(|o| o.stage.name()).collect::<Vec<_>>(),
        "neighbours": s.neighbours.iter().map(|n| json!({
            "id": n.id, "challenger": n.challenger.index, "reach": n.challenger.reach,
            "capability": n.capability, "others": n.others, "patron": force(&n.patron),
            "from_client": n.from_client, "client_arrival": n.client_arrival,
        })).collect::<Vec<_>>(),
        "contingencies": s.contingencies.iter().map(|c| json!({
            "id": c.id,
            "neighbour": s.neighbours.iter().position(|n| n.id == c.neighbour),
        })).collect::<Vec<_>>(),
    })
}

/// The levers in numbers, for the same model elsewhere to lay them over the years by itself.
fn plan_json(sim: &Simulator, path: &PathDef) -> Value {
    use antumbra_path::Lever;
    let first = sim.setup().first_year.0;
    let ramp = |r: &antumbra_path::Ramp| json!([r.from_year.0 - first, r.over_years]);
    let levers = path.levers.iter().map(|l| match &l.lever {
        Lever::Spending { to_share, ramp: r } => json!(["spending", to_share, ramp(r)]),
        Lever::Personnel { to_heads, ramp: r } => {
            json!(["heads", to_heads / sim.setup().client.personnel.unwrap().heads, ramp(r)])
        }
        Lever::Access { kept, ramp: r } => json!(["access", kept, ramp(r)]),
        Lever::Alignment { to, ramp: r } => json!(["alignment", to, ramp(r)]),
        Lever::Trade { patron, challengers, ramp: r } => {
            json!(["trade", [patron, challengers], ramp(r)])
        }
        Lever::Role { to, year } => json!(["role", to, [year.0 - first, 0]]),
        Lever::Partner { id, share, ramp: r, .. } => {
            let at = sim.setup().partners.iter().position(|p| p.id == *id);
            json!(["partner", [at, share], ramp(r)])
        }
        Lever::Treaty { to, notice_year } => json!(["treaty", to.name(), notice_year.0 - first]),
        Lever::Nuclear { stage, start_year } => {
            json!(["nuclear", stage.name(), start_year.0 - first])
        }
    });
    json!({ "levers": levers.collect::<Vec<_>>(), "role": sim.setup().client.role })
}
