//! The estimation sample: directed dyad-years with covariates and outcomes.

use super::capability::SHARE_FLOOR;
use super::disputes::Past;
use super::{Inputs, YearOfTies};
use antumbra_core::{StateId, Year};
use antumbra_num::kernel;

/// Which directed pairs are rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairs {
    /// All.
    All,
    /// Those in touch by land or by sea up to 400 miles, or with a major power among them.
    Relevant,
}

/// Names of the covariates, in their order.
pub const COVARIATES: [&str; 20] = [
    "land_contiguity",
    "sea_contiguity",
    "ln_distance",
    "major_i",
    "major_j",
    "polyarchy_i",
    "polyarchy_j",
    "polyarchy_ij",
    "similarity",
    "pact",
    "peace_years",
    "peace_years_2",
    "peace_years_3",
    "rivalry",
    "ln_disputes",
    "nuclear_i",
    "nuclear_j",
    "post_1945",
    "ln_population_i",
    "ln_population_j",
];

/// Peace years beyond this count as this many.
const MOST_PEACE: f64 = 60.0;

/// One directed pair in one year: `i` may challenge `j` in year `t`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The challenger.
    pub i: StateId,
    /// The target.
    pub j: StateId,
    /// The year of the outcome; covariates are of the year before, but for distance, contiguity
    /// and peace, which are of the year itself (disputes up to the year before).
    pub t: Year,
    /// The covariates in the order of [`COVARIATES`].
    pub x: [f64; 20],
    /// `i` begins a dispute with `j`.
    pub any: bool,
    /// ... with the use of force.
    pub force: bool,
    /// ... with deaths.
    pub fatal: bool,
}

/// The estimation sample in the order of years, challengers, targets.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The rows.
    pub rows: Vec<Row>,
}

impl Sample {
    /// Builds the sample over outcome years `1817..=to`: both states members in `t-1` and `t`;
    /// rows with an ongoing dispute dropped unless it is `i`'s new challenge.
    pub fn build(inputs: &Inputs, pairs: Pairs, to: Year) -> Self {
        let system = &inputs.system;
        let n = system.len();
        let mut out = Sample::default();
        let mut past = Past::start(system);
        let (mut cells, mut distance, mut rival) = (Vec::new(), Vec::new(), Vec::new());
        let mut ties = YearOfTies::default();
        for y in 1..system.years() {
            let year = Year(system.first().0 + y as i16);
            if year > to {
                break;
            }
            inputs.disputes.year_into(system, y - 1, &mut cells);
            past.advance(n, &cells);
            inputs.disputes.year_into(system, y, &mut cells);
            inputs.ties.year_into(system, y - 1, &mut ties);
            inputs.regimes.rivalries_into(year.0 - 1, &mut rival);
            let states = system.staying(y);
            inputs.space.distances_into(system, y, &states, &mut distance);
            let before = y - 1;
            let major = |s: usize| inputs.regimes.major(before, s);
            for &i in &states {
                for &j in &states {
                    if i == j {
                        continue;
                    }
                    let at = i * n + j;
                    let cell = cells[at];
                    if cell.ongoing && !cell.challenge {
                        continue;
                    }
                    let contiguity = inputs.space.contiguity.kind(y, i, j);
                    if pairs == Pairs::Relevant && contiguity == 0 && !major(i) && !major(j) {
                        continue;
                    }
                    let poly = |s: usize| inputs.regimes.polyarchy(before, s);
                    let nuclear = |s: usize| f64::from(inputs.regimes.nuclear(before, s));
                    let population =
                        |s: usize| kernel::ln(inputs.shares.tpop[before * n + s] + SHARE_FLOOR);
                    let py = past.peace_years(at).min(MOST_PEACE) / 10.0;
                    out.rows.push(Row {
                        i: system.id(i),
                        j: system.id(j),
                        t: year,
                        x: [
                            f64::from(contiguity == 1),
                            f64::from(contiguity > 1),
                            kernel::ln_1p(distance[at] / 100.0),
                            f64::from(major(i)),
                            f64::from(major(j)),
                            poly(i),
                            poly(j),
                            poly(i) * poly(j),
                            ties.similarity(i, j),
                            f64::from(ties.owes(i, j) || ties.owes(j, i)),
                            py,
                            py * py / 10.0,
                            py * py * py / 100.0,
                            f64::from(rival[at]),
                            kernel::ln_1p(past.count(at)),
                            nuclear(i),
                            nuclear(j),
                            f64::from(year.0 >= 1946),
                            population(i),
                            population(j),
                        ],
                        any: cell.challenge,
                        force: cell.force,
                        fatal: cell.fatal,
                    });
                }
            }
        }
        out
    }
}

/// The capabilities that meet where `j` lies, at one decay of power with distance and one weight
/// of money in power.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// The challenger's, as it reaches the target: `c_i (1 + D_ij/500 km)^(-λ)`.
    pub challenger: f64,
    /// The target's own.
    pub own: f64,
    /// The sum of its defenders', as each reaches it, if all came.
    pub support: f64,
}

impl Inputs {
    /// The strengths of each row of a sample, in its order. Capabilities and obligations are of the
    /// year before the outcome, distances of the outcome's year. Defenders are members bound to
    /// defend the target and not the challenger.
    pub fn strengths(&self, sample: &Sample, lambda: f64, w: f64) -> Vec<Strength> {
        let system = &self.system;
        let n = system.len();
        let mut out = Vec::with_capacity(sample.rows.len());
        let mut ties = YearOfTies::default();
        let mut distance = Vec::new();
        let mut power = vec![0.0; n];
        // Power of k where j lies, computed once for each pair of a year that needs it.
        let mut reached = vec![f64::NAN; n * n];
        let mut current = None;
        for row in &sample.rows {
            let (Some(y), Some(i), Some(j)) =
                (system.year_index(row.t), system.index_of(row.i), system.index_of(row.j))
            else {
                continue;
            };
            if y == 0 {
                continue;
            }
            if current != Some(y) {
                current = Some(y);
                self.ties.year_into(system, y - 1, &mut ties);
                let members = system.members(y - 1);
                self.space.distances_into(system, y, &members, &mut distance);
                for &s in &members {
                    power[s] = kernel::exp(self.shares.ln_capability(y - 1, s, w));
                }
                reached.fill(f64::NAN);
            }
            let mut reach = |k: usize| {
                let at = k * n + j;
                if reached[at].is_nan() {
                    // A state that is no member any more lies nowhere and reaches nothing.
                    reached[at] = if distance[at].is_nan() {
                        0.0
                    } else {
                        power[k] * kernel::pow(1.0 + distance[at] / 500.0, -lambda)
                    };
                }
                reached[at]
            };
            let challenger = reach(i);
            let support = ties.defenders_against(j, i).map(&mut reach).sum();
            out.push(Strength { challenger, own: power[j], support });
        }
        out
    }
}
