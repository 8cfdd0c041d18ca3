//! Writes the page of findings read from standard input (`--ja`: in Japanese).
//!
//! ```text
//! antumbra assess japan --json > findings.json
//! cargo run -p antumbra-report --example page < findings.json > page.html
//! ```

use antumbra_record::findings::Findings;
use antumbra_report::context::Language;
use antumbra_report::page;

fn main() -> Result<(), serde_json::Error> {
    let findings: Findings = serde_json::from_reader(std::io::stdin().lock())?;
    let japanese = std::env::args().any(|a| a == "--ja");
    let language = if japanese { Language::Japanese } else { Language::English };
    println!("{}", page::page(&findings, language));
    Ok(())
}
