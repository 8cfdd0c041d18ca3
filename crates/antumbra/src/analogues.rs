//! `antumbra analogues`.

use crate::args::AnaloguesArgs;
use crate::failure::Failure;
use crate::outside::print;
use crate::question::Data;
use antumbra_assess::analogues::{Wanted, analogues};

/// Runs the command.
pub(crate) fn run(a: &AnaloguesArgs) -> Result<(), Failure> {
    let data = Data::open_folder(a.data.as_deref())?;
    let wanted = Wanted {
        client: a.client.clone(),
        patron: a.patron.clone(),
        year: a.year,
        weights: a.weights.clone(),
        attributes: a.attribute.clone(),
        forecast: a.forecast.clone(),
        count: usize::from(a.count),
    };
    let found = analogues(data.world(), &wanted)?;
    let text = if a.json {
        serde_json::to_string_pretty(&found)
            .map_err(|e| Failure::run(format!("cannot write JSON: {e}")))?
            + "\n"
    } else {
        antumbra_report::analogues::screen(&found)
    };
    print(&text).map_err(|e| Failure::run(format!("cannot write to standard output: {e}")))
}
