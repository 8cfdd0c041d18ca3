//! Times the panel from raw files: all directed dyad-years 1816-2014 joined with capabilities,
//! obligations, disputes and distance, on one core. Run with
//! `ANTUMBRA_DATA=... cargo bench -p antumbra-world --bench panel`.

use antumbra_core::Year;
use antumbra_core::outside::Source;
use antumbra_world::panel::{Inputs, LAST_OUTCOME, Pairs, Panel, Part, Sample};
use std::io;
use std::path::PathBuf;
use std::time::Instant;

struct Folder(PathBuf);

impl Source for Folder {
    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.0)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }
    fn open(&self, name: &str) -> io::Result<Box<dyn io::Read + Send + '_>> {
        Ok(Box::new(std::fs::File::open(self.0.join(name))?))
    }
    fn label(&self) -> String {
        self.0.display().to_string()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    #[allow(clippy::disallowed_methods)] // a bench has no one to hand it the environment
    let folder = match std::env::var("ANTUMBRA_DATA") {
        Ok(path) => Folder(path.into()),
        Err(_) => {
            println!("set ANTUMBRA_DATA to the folder of public files");
            return Ok(());
        }
    };
    let start = Instant::now();
    let parts = [Part::Nmc, Part::Atop, Part::Mid, Part::Distance];
    let panel = Panel::read(&folder, &parts, Pairs::All, LAST_OUTCOME)?;
    let read = start.elapsed();
    // The sum is printed so that no join can be left out.
    let mut sum = 0.0;
    let rows = panel.dyad_years(Pairs::All, Year(1816), |t| {
        for (_, c) in t.columns() {
            sum += c.number(t.rows() - 1).unwrap_or(0.0);
        }
        std::ops::ControlFlow::Continue(())
    })?;
    println!(
        "dyad-years: {rows} rows, read {read:.2?}, all {:.2?} (check {sum:.6e})",
        start.elapsed()
    );

    let start = Instant::now();
    let inputs = Inputs::read(&folder)?;
    let sample = Sample::build(&inputs, Pairs::Relevant, LAST_OUTCOME);
    let built = start.elapsed();
    let strengths = inputs.strengths(&sample, 1.0, 0.5);
    println!(
        "estimation sample: {} rows in {built:.2?}; strengths of one setting in {:.2?}",
        strengths.len(),
        start.elapsed() - built
    );

    let start = Instant::now();
    let tables = antumbra_world::import::public_files(&folder)?.tables;
    let imported = start.elapsed();
    let world = antumbra_world::World::from_tables(tables)?;
    println!(
        "world of all years: import {imported:.2?}, with index {:.2?} ({} treaties)",
        start.elapsed(),
        world.treaties().len()
    );
    #[cfg(target_os = "linux")]
    if let Ok(status) = std::fs::read_to_string("/proc/self/status")
        && let Some(line) = status.lines().find(|l| l.starts_with("VmHWM"))
    {
        println!("peak memory of all three: {}", line["VmHWM:".len()..].trim());
    }
    Ok(())
}
