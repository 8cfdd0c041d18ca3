//! The smallest distance between two sets of segments on the unit sphere.
//!
//! A segment is the chord between two unit vectors. Segments are kept short (the atlas reader
//! splits long ones), so a chord stands for its arc: at 10 km the two are 2 m apart. Two segments
//! that do not cross are nearest at an end of one of them, so the distance of a pair is the
//! smallest of four point-to-segment distances; crossing coasts would be land in common, which
//! the caller has found before. A tree of boxes over each set and branch and bound keep the
//! number of pairs small.

/// A point or vector in space.
pub(crate) type Vec3 = [f64; 3];

const LEAF: usize = 8;

fn sub(a: Vec3, b: Vec3) -> Vec3 {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

fn dot(a: Vec3, b: Vec3) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// Squared distance from `p` to the segment `ab`.
fn point_segment(p: Vec3, [a, b]: [Vec3; 2]) -> f64 {
    let (ab, ap) = (sub(b, a), sub(p, a));
    let len = dot(ab, ab);
    let t = if len > 0.0 { (dot(ap, ab) / len).clamp(0.0, 1.0) } else { 0.0 };
    let off = sub(ap, [ab[0] * t, ab[1] * t, ab[2] * t]);
    dot(off, off)
}

fn segment_segment(s: [Vec3; 2], t: [Vec3; 2]) -> f64 {
    point_segment(s[0], t)
        .min(point_segment(s[1], t))
        .min(point_segment(t[0], s))
        .min(point_segment(t[1], s))
}

struct Node {
    lo: Vec3,
    hi: Vec3,
    /// Segments `from..to` lie in this box.
    from: usize,
    to: usize,
    /// The two halves; `None` in a leaf.
    children: Option<(usize, usize)>,
}

/// Segments under a tree of boxes.
pub(crate) struct Tree {
    segments: Vec<[Vec3; 2]>,
    nodes: Vec<Node>,
}

impl Tree {
    /// A tree over `segments`; `None` when there are none.
    pub(crate) fn new(mut segments: Vec<[Vec3; 2]>) -> Option<Self> {
        if segments.is_empty() {
            return None;
        }
        let mut nodes = Vec::with_capacity(segments.len() / LEAF * 4 + 1);
        let n = segments.len();
        build(&mut segments, 0, n, &mut nodes);
        Some(Tree { segments, nodes })
    }

    /// Chord length between the nearest points of two trees.
    pub(crate) fn distance(&self, other: &Tree) -> f64 {
        let mut best = f64::INFINITY;
        self.descend(0, other, 0, &mut best);
        best.sqrt()
    }

    fn descend(&self, i: usize, other: &Tree, j: usize, best: &mut f64) {
        let (a, b) = (&self.nodes[i], &other.nodes[j]);
        if gap(a, b) >= *best {
            return;
        }
        // Split the box with more segments; look at the nearer half first.
        let split_a = b.children.is_none() || a.to - a.from >= b.to - b.from;
        if let (Some((l, r)), true) = (a.children, split_a) {
            let first = gap(&self.nodes[l], b) <= gap(&self.nodes[r], b);
            for k in if first { [l, r] } else { [r, l] } {
                self.descend(k, other, j, best);
            }
        } else if let Some((l, r)) = b.children {
            let first = gap(a, &other.nodes[l]) <= gap(a, &other.nodes[r]);
            for k in if first { [l, r] } else { [r, l] } {
                self.descend(i, other, k, best);
            }
        } else {
            for s in &self.segments[a.from..a.to] {
                for t in &other.segments[b.from..b.to] {
                    *best = best.min(segment_segment(*s, *t));
                }
            }
        }
    }
}

fn build(segments: &mut [[Vec3; 2]], from: usize, to: usize, nodes: &mut Vec<Node>) -> usize {
    let (mut lo, mut hi) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for p in segments[from..to].iter().flatten() {
        for k in 0..3 {
            lo[k] = lo[k].min(p[k]);
            hi[k] = hi[k].max(p[k]);
        }
    }
    let at = nodes.len();
    nodes.push(Node { lo, hi, from, to, children: None });
    if to - from > LEAF {
        let mut axis = 0;
        for k in 1..3 {
            if hi[k] - lo[k] > hi[axis] - lo[axis] {
                axis = k;
            }
        }
        let middle = (to - from) / 2;
        segments[from..to].select_nth_unstable_by(middle, |s, t| {
            (s[0][axis] + s[1][axis]).total_cmp(&(t[0][axis] + t[1][axis]))
        });
        let left = build(segments, from, from + middle, nodes);
        let right = build(segments, from + middle, to, nodes);
        nodes[at].children = Some((left, right));
    }
    at
}

/// Squared distance between two boxes.
fn gap(a: &Node, b: &Node) -> f64 {
    let mut sum = 0.0;
    for k in 0..3 {
        let d = (a.lo[k] - b.hi[k]).max(b.lo[k] - a.hi[k]).max(0.0);
        sum += d * d;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A closed loop of points around a centre, jittered by a fixed recurrence.
    fn cloud(centre: Vec3, n: usize, mut state: u64) -> Vec<[Vec3; 2]> {
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 40) as f64 / (1u64 << 24) as f64 - 0.5
        };
        let points: Vec<Vec3> =
            (0..n).map(|_| [centre[0] + next(), centre[1] + next(), centre[2] + next()]).collect();
        points.windows(2).map(|w| [w[0], w[1]]).collect()
    }

    #[test]
    fn the_tree_finds_what_all_pairs_find() {
        let a = cloud([0.0; 3], 300, 1);
        let b = cloud([1.3, 0.4, -0.2], 211, 2);
        let mut all = f64::INFINITY;
        for s in &a {
            for t in &b {
                all = all.min(segment_segment(*s, *t));
            }
        }
        let (a, b) = (Tree::new(a).unwrap(), Tree::new(b).unwrap());
        assert_eq!(a.distance(&b), all.sqrt());
        assert_eq!(b.distance(&a), all.sqrt());
    }

    #[test]
    fn the_nearest_point_may_lie_inside_a_segment() {
        let a = Tree::new(vec![[[0.0, 0.0, 0.0], [2.0, 0.0, 0.0]]]).unwrap();
        let b = Tree::new(vec![[[1.0, 0.5, 0.0], [1.0, 3.0, 0.0]]]).unwrap();
        assert!((a.distance(&b) - 0.5).abs() < 1e-15);
    }
}
