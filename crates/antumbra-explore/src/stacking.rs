//! Dimensional stacking: the pivot table of an outcome over the inputs that matter.
//!
//! Inputs are cut into few classes; a cell is a combination of classes, and holds the number of its
//! cases and the mean of the outcome (for a binary outcome the share of interest). The most
//! important inputs come outermost, alternately for rows and columns, so that their effect shows as
//! the largest blocks (Suzuki, Stern & Manzocchi 2015; LeBlanc, Ward & Wittels 1990). Drawing is
//! elsewhere.
//!
//! *References.* LeBlanc, Ward & Wittels (1990), Exploring N-dimensional databases, Visualization
//! '90, 230-237. Suzuki, Stern & Manzocchi (2015), Using association rule mining and dimensional
//! stacking, SPE Reservoir Evaluation & Engineering 18.

use crate::prim::{Limit, labelled};
use crate::sensitivity::score;
use crate::{Cases, Error};
use antumbra_num::quantile::quantile;

/// One input of the table and its classes, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The input's index in [`Cases::names`].
    pub input: usize,
    /// What each class holds: ranges (a case on a boundary belongs to the upper one) or words.
    pub classes: Vec<Limit>,
    /// The words, for an input of words.
    pub words: Vec<String>,
}

/// A cell of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    /// Cases in it.
    pub n: usize,
    /// Their mean outcome; `None` without cases.
    pub mean: Option<f64>,
}

/// The stacked table.
#[derive(Clone, Debug, PartialEq)]
pub struct Stacking {
    /// The inputs along the rows, outermost first.
    pub rows: Vec<Axis>,
    /// The inputs along the columns, outermost first.
    pub columns: Vec<Axis>,
    /// Cells, row by row; a row's number has its outermost class as its leading digit.
    pub cells: Vec<Vec<Cell>>,
}

/// At most this many cells: a table beyond is not looked at by anyone.
const MOST_CELLS: usize = 1 << 20;

/// Stacks the `inputs` best-scoring inputs (see [`score`]), numbers cut
/// into `classes` classes of equal count.
///
/// # Errors
/// Without inputs, with fewer than 2 classes, with too many cells; an outcome of words or one that
/// never varies.
pub fn stack(cases: &Cases<'_>, inputs: usize, classes: usize) -> Result<Stacking, Error> {
    if inputs == 0 || classes < 2 {
        return Err(Error::setting(format!("{inputs} inputs in {classes} classes"))
            .help("give at least one input and two classes"));
    }
    let scores = score::score(cases)?;
    let mut ranked: Vec<usize> = (0..scores.len()).collect();
    ranked.sort_by(|&a, &b| scores[b].value.total_cmp(&scores[a].value));
    let y = cases.outcome_numbers()?;
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    let mut at = vec![(0usize, 0usize); y.len()];
    let (mut height, mut width) = (1usize, 1usize);
    for (place, &input) in ranked.iter().take(inputs).enumerate() {
        let (axis, class) = axis(cases, input, classes);
        let size = axis.classes.len();
        let along_rows = place % 2 == 0;
        let side = if along_rows { &mut height } else { &mut width };
        *side = side.saturating_mul(size);
        if height.saturating_mul(width) > MOST_CELLS {
            return Err(Error::setting(format!("{inputs} inputs make over {MOST_CELLS} cells"))
                .help("stack fewer inputs, or cut them into fewer classes"));
        }
        for (at, class) in at.iter_mut().zip(class) {
            let digit = if along_rows { &mut at.0 } else { &mut at.1 };
            *digit = *digit * size + class;
        }
        if along_rows { rows.push(axis) } else { columns.push(axis) }
    }
    let mut sums = vec![vec![(0usize, 0.0); width]; height];
    for ((row, column), y) in at.into_iter().zip(y) {
        sums[row][column].0 += 1;
        sums[row][column].1 += y;
    }
    let cell = |(n, sum): (usize, f64)| Cell { n, mean: (n > 0).then(|| sum / n as f64) };
    let cells = sums.into_iter().map(|r| r.into_iter().map(cell).collect()).collect();
    Ok(Stacking { rows, columns, cells })
}

fn axis(cases: &Cases<'_>, input: usize, classes: usize) -> (Axis, Vec<usize>) {
    let (x, words) = labelled(cases, input);
    if !words.is_empty() {
        let one = |w: usize| Limit::Words((0..words.len()).map(|v| v == w).collect());
        let limits = (0..words.len()).map(one).collect();
        let class = x.iter().map(|v| *v as usize).collect();
        return (Axis { input, classes: limits, words }, class);
    }
    let edge = |i: usize| quantile(&x, i as f64 / classes as f64).unwrap_or(f64::NAN);
    let mut edges: Vec<f64> = (0..=classes).map(edge).collect();
    edges.dedup();
    if edges.len() < 2 {
        edges.push(edges[0]);
    }
    let inner = &edges[1..edges.len() - 1];
    let class = x.iter().map(|v| inner.partition_point(|e| e <= v)).collect();
    let limits = edges.windows(2).map(|e| Limit::Range { low: e[0], high: e[1] }).collect();
    (Axis { input, classes: limits, words }, class)
}
