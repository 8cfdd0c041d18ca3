//! A small linear program: maximise c·x over A x ≤ b, x ≥ 0.
//!
//! Dantzig's method in dictionary form with Bland's rule, which cannot cycle (Bland 1977, "New
//! finite pivoting rules for the simplex method", *Math. Oper. Res.* 2). Made for tens of rows.

/// Numbers below this are zero: coefficients are scaled to the order of one before they come here.
const ZERO: f64 = 1e-10;

/// What a program has for an answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// A point where the maximum is reached, and the maximum.
    Best(Vec<f64>, f64),
    /// No point satisfies all rows.
    Infeasible,
    /// There is no maximum.
    Unbounded,
}

/// One row: `coefficients · x ≤ limit`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) coefficients: Vec<f64>,
    pub(super) limit: f64,
}

/// Maximises `objective · x` over the rows and x ≥ 0.
pub(super) fn maximise(objective: &[f64], rows: &[Row]) -> Answer {
    let n = objective.len();
    let mut d = Dictionary::new(n, rows);
    if !d.make_feasible(n) {
        return Answer::Infeasible;
    }
    d.set_objective(objective);
    if !d.climb() {
        return Answer::Unbounded;
    }
    let mut x = vec![0.0; n];
    for (row, &var) in d.basic.iter().enumerate() {
        if var < n {
            x[var] = d.constant[row].max(0.0);
        }
    }
    Answer::Best(x, d.value)
}

/// Basic variables as functions of the others: `basic_i = constant_i - Σ_j a_ij other_j`.
struct Dictionary {
    basic: Vec<usize>,
    other: Vec<usize>,
    a: Vec<Vec<f64>>,
    constant: Vec<f64>,
    /// The objective: `value + Σ_j gain_j other_j`.
    gain: Vec<f64>,
    value: f64,
}

impl Dictionary {
    fn new(n: usize, rows: &[Row]) -> Self {
        Dictionary {
            basic: (0..rows.len()).map(|i| n + i).collect(),
            other: (0..n).collect(),
            a: rows.iter().map(|r| r.coefficients.clone()).collect(),
            constant: rows.iter().map(|r| r.limit).collect(),
            gain: vec![0.0; n],
            value: 0.0,
        }
    }

    fn pivot(&mut self, row: usize, col: usize) {
        let at = self.a[row][col];
        for v in &mut self.a[row] {
            *v /= at;
        }
        self.a[row][col] = 1.0 / at;
        self.constant[row] /= at;
        let (pivot, constant) = (self.a[row].clone(), self.constant[row]);
        let eliminate = |line: &mut [f64], own: &mut f64, sign: f64| {
            let factor = line[col];
            for (j, (v, p)) in line.iter_mut().zip(&pivot).enumerate() {
                *v = if j == col { -factor * p } else { *v - factor * p };
            }
            *own -= sign * factor * constant;
        };
        for i in (0..self.a.len()).filter(|&i| i != row) {
            eliminate(&mut self.a[i], &mut self.constant[i], 1.0);
        }
        eliminate(&mut self.gain, &mut self.value, -1.0);
        std::mem::swap(&mut self.basic[row], &mut self.other[col]);
    }

    /// Climbs to the maximum; false when there is none.
    fn climb(&mut self) -> bool {
        loop {
            let enters = (0..self.other.len())
                .filter(|&j| self.gain[j] > ZERO)
                .min_by_key(|&j| self.other[j]);
            let Some(col) = enters else { return true };
            let mut leaves: Option<(usize, f64)> = None;
            for i in (0..self.basic.len()).filter(|&i| self.a[i][col] > ZERO) {
                let step = self.constant[i] / self.a[i][col];
                let better = leaves.is_none_or(|(l, least)| {
                    step < least - ZERO || (step < least + ZERO && self.basic[i] < self.basic[l])
                });
                if better {
                    leaves = Some((i, step));
                }
            }
            let Some((row, _)) = leaves else { return false };
            self.pivot(row, col);
        }
    }

    /// Finds a feasible dictionary by lowering every limit by an artificial variable and driving
    /// that to zero; false when it stays above zero.
    fn make_feasible(&mut self, n: usize) -> bool {
        let worst = (0..self.constant.len())
            .filter(|&i| self.constant[i] < 0.0)
            .min_by(|&i, &j| self.constant[i].total_cmp(&self.constant[j]));
        let Some(worst) = worst else { return true };
        let artificial = n + self.basic.len();
        self.other.push(artificial);
        self.a.iter_mut().for_each(|r| r.push(-1.0));
        self.gain = vec![0.0; self.other.len()];
        self.gain[self.other.len() - 1] = -1.0;
        self.value = 0.0;
        self.pivot(worst, self.other.len() - 1);
        self.climb();
        if self.value < -ZERO.sqrt() * 1e-3 {
            return false;
        }
        // Out of the basis, so that its column can be dropped.
        if let Some(row) = self.basic.iter().position(|&v| v == artificial) {
            let col = (0..self.other.len())
                .max_by(|&i, &j| self.a[row][i].abs().total_cmp(&self.a[row][j].abs()));
            if let Some(col) = col {
                self.pivot(row, col);
            }
        }
        if let Some(col) = self.other.iter().position(|&v| v == artificial) {
            self.other.remove(col);
            self.a.iter_mut().for_each(|r| {
                r.remove(col);
            });
            self.gain.remove(col);
        }
        true
    }

    /// States the objective in the variables outside the basis.
    fn set_objective(&mut self, objective: &[f64]) {
        self.value = 0.0;
        self.gain = self.other.iter().map(|&v| objective.get(v).copied().unwrap_or(0.0)).collect();
        for (row, &var) in self.basic.iter().enumerate() {
            let c = objective.get(var).copied().unwrap_or(0.0);
            if c != 0.0 {
                self.value += c * self.constant[row];
                for (g, a) in self.gain.iter_mut().zip(&self.a[row]) {
                    *g -= c * a;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(coefficients: &[f64], limit: f64) -> Row {
        Row { coefficients: coefficients.to_vec(), limit }
    }

    #[test]
    fn textbook_programs() {
        // max 3x + 2y; x + y ≤ 4, x + 3y ≤ 6, x ≤ 3: at (3, 1), 11.
        let rows = [row(&[1.0, 1.0], 4.0), row(&[1.0, 3.0], 6.0), row(&[1.0, 0.0], 3.0)];
        let Answer::Best(x, v) = maximise(&[3.0, 2.0], &rows) else { panic!() };
        assert!((v - 11.0).abs() < 1e-12 && (x[0] - 3.0).abs() < 1e-12);
        // x ≥ 2 and x ≤ 1.
        assert_eq!(maximise(&[1.0], &[row(&[-1.0], -2.0), row(&[1.0], 1.0)]), Answer::Infeasible);
        assert_eq!(maximise(&[1.0], &[row(&[-1.0], -2.0)]), Answer::Unbounded);
        // A point: x = 2 by two rows.
        let Answer::Best(x, _) = maximise(&[-1.0], &[row(&[-1.0], -2.0), row(&[1.0], 2.0)]) else {
            panic!()
        };
        assert!((x[0] - 2.0).abs() < 1e-9);
    }

    /// All corners of a program in two variables by intersecting pairs of lines.
    fn by_corners(objective: &[f64], rows: &[Row]) -> Option<f64> {
        let mut lines = rows.to_vec();
        lines.push(row(&[-1.0, 0.0], 0.0));
        lines.push(row(&[0.0, -1.0], 0.0));
        let mut best: Option<f64> = None;
        for (i, p) in lines.iter().enumerate() {
            for q in &lines[..i] {
                let (a, b) = (&p.coefficients, &q.coefficients);
                let det = a[0] * b[1] - a[1] * b[0];
                if det.abs() < 1e-9 {
                    continue;
                }
                let x = (p.limit * b[1] - q.limit * a[1]) / det;
                let y = (a[0] * q.limit - b[0] * p.limit) / det;
                let inside = lines
                    .iter()
                    .all(|l| l.coefficients[0] * x + l.coefficients[1] * y <= l.limit + 1e-7);
                if inside {
                    let v = objective[0] * x + objective[1] * y;
                    best = Some(best.map_or(v, |w: f64| w.max(v)));
                }
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn equal_to_the_best_corner(
            objective in prop::collection::vec(-5i32..6, 2),
            lines in prop::collection::vec((prop::collection::vec(-5i32..6, 2), -10i32..20), 1..7),
        ) {
            let objective: Vec<f64> = objective.into_iter().map(f64::from).collect();
            let mut rows: Vec<Row> = lines
                .into_iter()
                .map(|(c, l)| Row { coefficients: c.into_iter().map(f64::from).collect(), limit: f64::from(l) })
                .collect();
            rows.push(row(&[1.0, 0.0], 10.0));
            rows.push(row(&[0.0, 1.0], 10.0));
            match (maximise(&objective, &rows), by_corners(&objective, &rows)) {
                (Answer::Best(x, v), Some(w)) => {
                    prop_assert!((v - w).abs() < 1e-6, "{v} {w}");
                    for r in &rows {
                        let lhs: f64 = r.coefficients.iter().zip(&x).map(|(a, b)| a * b).sum();
                        prop_assert!(lhs <= r.limit + 1e-6);
                    }
                }
                (Answer::Infeasible, None) => {}
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
