//! The estimates that are part of the program.

use super::Estimates;
use crate::Error;
use std::sync::OnceLock;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../data/", $name)))),*]
    };
}

/// Written by [`Estimates::to_files`] from the public files whose hashes `about.csv` lists.
static FILES: &[(&str, &str)] = embedded![
    "about.csv",
    "dyads_any.csv",
    "dyads_fatal.csv",
    "dyads_force.csv",
    "grid_any.csv",
    "grid_fatal.csv",
    "grid_force.csv",
    "levels_any.csv",
    "levels_fatal.csv",
    "levels_force.csv",
    "history.csv",
    "history_challengers.csv",
    "remedy.csv",
    "wars.csv",
    "war_episodes.csv",
];

impl Estimates {
    /// The estimates that are part of the program. Read once.
    ///
    /// # Errors
    /// Never in a released program: the tests read them. An error names the faulty file.
    pub fn embedded() -> Result<&'static Estimates, Error> {
        static ESTIMATES: OnceLock<Result<Estimates, Error>> = OnceLock::new();
        let open =
            |name: &str| FILES.iter().find(|(n, _)| *n == name).map(|(_, text)| (*text).to_owned());
        ESTIMATES.get_or_init(|| Estimates::from_files(open)).as_ref().map_err(Clone::clone)
    }
}
