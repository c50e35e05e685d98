//! The linear algebra of fitting: a few small dense systems.

/// A symmetric matrix, of which the lower half is used, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Symmetric {
    size: usize,
    cells: Vec<f64>,
}

impl Symmetric {
    pub(crate) fn zero(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row.max(column) * self.size + row.min(column)]
    }

    pub(crate) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row.max(column) * self.size + row.min(column)] += value;
    }

    /// Adds `weight · row · rowᵀ`.
    pub(crate) fn add_outer(&mut self, row: &[f64], weight: f64) {
        for (i, &a) in row.iter().enumerate() {
            let line = &mut self.cells[i * self.size..][..=i];
            for (cell, &b) in line.iter_mut().zip(row) {
                *cell += weight * a * b;
            }
        }
    }

    /// Solves for several right sides by Cholesky's factors; `None` when the matrix is not positive
    /// definite, to about fifteen digits. Zeros before the first entry of a row stay zeros and cost
    /// nothing (George & Liu, Computer Solution of Large Sparse Positive Definite Systems, chapter 4).
    pub(crate) fn solve<const N: usize>(
        mut self,
        mut sides: Vec<[f64; N]>,
    ) -> Option<Vec<[f64; N]>> {
        let n = self.size;
        let largest = (0..n).map(|i| self.cells[i * n + i]).fold(0.0, f64::max);
        let first: Vec<usize> = (0..n)
            .map(|i| self.cells[i * n..][..i].iter().position(|v| *v != 0.0).unwrap_or(i))
            .collect();
        for i in 0..n {
            let (head, tail) = self.cells.split_at_mut(i * n);
            for j in first[i]..i {
                let start = first[i].max(first[j]);
                let (row_i, row_j) = (&tail[start..j], &head[j * n..][start..j]);
                tail[j] = (tail[j] - dot(row_i, row_j)) / head[j * n + j];
            }
            let rest = tail[i] - dot(&tail[first[i]..i], &tail[first[i]..i]);
            if rest.is_nan() || rest <= largest * 1e-15 {
                return None;
            }
            tail[i] = rest.sqrt();
        }
        for i in 0..n {
            let (known, rest) = sides.split_at_mut(i);
            let row = &self.cells[i * n..][..=i];
            for (k, side) in rest[0].iter_mut().enumerate() {
                let terms = row[first[i]..i].iter().zip(&known[first[i]..]);
                *side = (*side - terms.map(|(a, b)| a * b[k]).sum::<f64>()) / row[i];
            }
        }
        for i in (0..n).rev() {
            let (open, rest) = sides.split_at_mut(i);
            let row = &self.cells[i * n..][..=i];
            for (k, side) in rest[0].iter_mut().enumerate() {
                *side /= row[i];
                for (a, b) in row[first[i]..i].iter().zip(&mut open[first[i]..]) {
                    b[k] -= a * *side;
                }
            }
        }
        sides.iter().flatten().all(|v| v.is_finite()).then_some(sides)
    }

    /// The eigenvalues in ascending order, each with its vector (cyclic Jacobi rotations, Golub & Van
    /// Loan, Matrix Computations, 8.5).
    pub(crate) fn eigen(&self) -> Vec<(f64, Vec<f64>)> {
        const SWEEPS: usize = 60;
        let n = self.size;
        let mut a: Vec<Vec<f64>> =
            (0..n).map(|i| (0..n).map(|j| self.at(i, j)).collect()).collect();
        let mut v: Vec<Vec<f64>> =
            (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
        for _ in 0..SWEEPS {
            let mut off = 0.0;
            for p in 0..n {
                for q in p + 1..n {
                    off += a[p][q] * a[p][q];
                    rotate(&mut a, &mut v, p, q);
                }
            }
            if off == 0.0 {
                break;
            }
        }
        let mut out: Vec<(f64, Vec<f64>)> =
            (0..n).map(|k| (a[k][k], v.iter().map(|row| row[k]).collect())).collect();
        out.sort_by(|x, y| x.0.total_cmp(&y.0));
        out
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Turns the plane of axes `p` and `q` so that their off-diagonal entry vanishes.
fn rotate(a: &mut [Vec<f64>], v: &mut [Vec<f64>], p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let tau = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
    let c = 1.0 / (1.0 + t * t).sqrt();
    let s = t * c;
    let turn = |x: &mut f64, y: &mut f64| (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    for row in a.iter_mut().chain(v.iter_mut()) {
        let (left, right) = row.split_at_mut(q);
        turn(&mut left[p], &mut right[0]);
    }
    let (upper, lower) = a.split_at_mut(q);
    for (x, y) in upper[p].iter_mut().zip(&mut lower[0]) {
        turn(x, y);
    }
    (upper[p][q], lower[0][p]) = (0.0, 0.0);
}

/// The equations of one step of a least-squares fit, and the sum of squares where it starts.
pub(crate) struct Step {
    /// Jᵀ J.
    pub(crate) matrix: Symmetric,
    /// Jᵀ times what is missing.
    pub(crate) side: Vec<[f64; 1]>,
    pub(crate) cost: f64,
}

/// Levenberg and Marquardt's descent from `parameters`; returns the sum of squares it ends at.
///
/// `step` gives the equations at some parameters, `cost` the sum of squares alone: infinite where
/// the model is not defined.
pub(crate) fn descend(
    parameters: &mut Vec<f64>,
    step: impl Fn(&[f64]) -> Step,
    cost: impl Fn(&[f64]) -> f64,
) -> f64 {
    const STEPS: usize = 100;
    const TRIES: usize = 12;
    let mut damping = 1e-4;
    let mut best = f64::INFINITY;
    for _ in 0..STEPS {
        let Step { matrix, side, cost: now } = step(parameters);
        best = now;
        let mut gain = 0.0;
        for _ in 0..TRIES {
            let mut damped = matrix.clone();
            for i in 0..damped.size {
                let own = damped.at(i, i);
                damped.add(i, i, damping * own + f64::MIN_POSITIVE);
            }
            let moved = damped.solve(side.clone()).map(|delta| {
                let sum = |(p, d): (&f64, &[f64; 1])| p + d[0];
                parameters.iter().zip(&delta).map(sum).collect::<Vec<f64>>()
            });
            if let Some(moved) = moved {
                let after = cost(&moved);
                if after < now {
                    gain = (now - after) / now;
                    best = after;
                    *parameters = moved;
                    damping = (damping * 0.2).max(1e-12);
                    break;
                }
            }
            damping *= 6.0;
        }
        if gain < 1e-9 {
            break;
        }
    }
    best
}
