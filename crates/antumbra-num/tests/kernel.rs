//! The kernels against 60-digit values (`reference/kernel.py`), and at the edges of their domains.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test may

use antumbra_num::kernel;
use std::collections::BTreeMap;

const REFERENCE: &str = include_str!("reference/kernel.txt");

/// Stated bounds, in units in the last place.
const BOUNDS: [(&str, f64); 14] = [
    ("exp", 1.0),
    ("exp_m1", 2.0),
    ("ln", 1.0),
    ("ln_1p", 2.0),
    ("logistic", 2.0),
    ("ln_1p_exp", 3.0),
    ("logit", 4.0),
    ("pow", 1.0),
    ("sin", 1.0),
    ("cos", 1.0),
    ("atan", 2.0),
    ("asin", 3.0),
    ("acos", 3.0),
    ("atan2", 2.0),
];

fn evaluate(name: &str, x: f64, a: f64) -> f64 {
    match name {
        "exp" => kernel::exp(x),
        "exp_m1" => kernel::exp_m1(x),
        "ln" => kernel::ln(x),
        "ln_1p" => kernel::ln_1p(x),
        "logistic" => kernel::logistic(x),
        "ln_1p_exp" => kernel::ln_1p_exp(x),
        "logit" => kernel::logit(x),
        "pow" => kernel::pow(x, a),
        "sin" => kernel::sin_cos(x).0,
        "cos" => kernel::sin_cos(x).1,
        "atan" => kernel::atan(x),
        "asin" => kernel::asin(x),
        "acos" => kernel::acos(x),
        "atan2" => kernel::atan2(x, a),
        other => panic!("the reference names an unknown function {other}"),
    }
}

/// Doubles in order as whole numbers, so that a difference counts units in the last place.
fn ordinal(x: f64) -> i128 {
    let b = x.to_bits();
    let size = i128::from(b & (u64::MAX >> 1));
    if b >> 63 == 1 { -size } else { size }
}

fn bits(text: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(text, 16).expect("hexadecimal bits"))
}

#[test]
fn kernels_keep_their_stated_bounds() {
    let mut worst: BTreeMap<&str, (f64, String)> = BTreeMap::new();
    let mut count = 0;
    for line in REFERENCE.lines().filter(|l| !l.starts_with('#')) {
        let f: Vec<&str> = line.split(' ').collect();
        let x = bits(f[1]);
        let a = if f[2] == "-" { 0.0 } else { bits(f[2]) };
        let expected = bits(f[3]);
        let offset: f64 = f[4].parse().expect("offset");
        let got = evaluate(f[0], x, a);
        let error = ((ordinal(got) - ordinal(expected)) as f64 - offset).abs();
        let entry = worst.entry(f[0]).or_insert((0.0, String::new()));
        if error >= entry.0 {
            *entry = (error, format!("{}({x:e}, {a:e}) = {got:e}, not {expected:e}", f[0]));
        }
        count += 1;
    }
    assert!(count > 4000, "the table has only {count} lines");
    assert_eq!(worst.len(), BOUNDS.len(), "functions in the table");
    for (name, bound) in BOUNDS {
        let (error, at) = &worst[name];
        println!("{name}: {error:.3} ulp at {at}");
        assert!(*error <= bound, "{name}: {error} ulp at {at}");
    }
}

#[test]
fn edges() {
    use std::f64::consts::{FRAC_PI_2, PI};
    let (inf, nan) = (f64::INFINITY, f64::NAN);
    let same = |got: f64, want: f64| assert_eq!(got.to_bits(), want.to_bits(), "{got} {want}");
    same(kernel::exp(0.0), 1.0);
    same(kernel::exp(-0.0), 1.0);
    same(kernel::exp(inf), inf);
    same(kernel::exp(-inf), 0.0);
    same(kernel::exp(1e308), inf);
    same(kernel::exp(-1e308), 0.0);
    same(kernel::exp(-nan), nan);
    same(kernel::exp_m1(-0.0), -0.0);
    same(kernel::exp_m1(inf), inf);
    same(kernel::exp_m1(-inf), -1.0);
    same(kernel::exp_m1(nan), nan);
    same(kernel::ln(0.0), -inf);
    same(kernel::ln(-0.0), -inf);
    same(kernel::ln(inf), inf);
    same(kernel::ln(-1.0), nan);
    same(kernel::ln(-inf), nan);
    same(kernel::ln(-nan), nan);
    same(kernel::ln(1.0), 0.0);
    same(kernel::ln_1p(-0.0), -0.0);
    same(kernel::ln_1p(-1.0), -inf);
    same(kernel::ln_1p(-1.5), nan);
    same(kernel::ln_1p(inf), inf);
    same(kernel::logistic(inf), 1.0);
    same(kernel::logistic(-inf), 0.0);
    same(kernel::logistic(0.0), 0.5);
    same(kernel::logistic(nan), nan);
    same(kernel::ln_1p_exp(inf), inf);
    same(kernel::ln_1p_exp(-inf), 0.0);
    same(kernel::ln_1p_exp(1000.0), 1000.0);
    same(kernel::ln_1p_exp(nan), nan);
    same(kernel::logit(0.0), -inf);
    same(kernel::logit(1.0), inf);
    same(kernel::logit(0.5), 0.0);
    same(kernel::logit(1.5), nan);
    same(kernel::logit(-0.5), nan);
    same(kernel::pow(nan, 0.0), 1.0);
    same(kernel::pow(1.0, nan), 1.0);
    same(kernel::pow(nan, 2.0), nan);
    same(kernel::pow(0.0, 2.0), 0.0);
    same(kernel::pow(-0.0, 3.0), -0.0);
    same(kernel::pow(0.0, -1.0), inf);
    same(kernel::pow(-0.0, -1.0), -inf);
    same(kernel::pow(-2.0, 3.0), -8.0);
    same(kernel::pow(-2.0, 2.0), 4.0);
    same(kernel::pow(-2.0, 0.5), nan);
    same(kernel::pow(-1.0, inf), 1.0);
    same(kernel::pow(2.0, inf), inf);
    same(kernel::pow(2.0, -inf), 0.0);
    same(kernel::pow(0.5, inf), 0.0);
    same(kernel::pow(inf, -2.0), 0.0);
    same(kernel::pow(-inf, 3.0), -inf);
    same(kernel::pow(2.0, 1023.0), f64::from_bits(0x7fe0_0000_0000_0000));
    same(kernel::pow(2.0, -1074.0), 5e-324);
    same(kernel::pow(2.0, 1e300), inf);
    assert!(kernel::sin_cos(inf).0.is_nan() && kernel::sin_cos(nan).1.is_nan());
    same(kernel::sin_cos(-0.0).0, -0.0);
    same(kernel::atan2(0.0, -1.0), PI);
    same(kernel::atan2(-0.0, -1.0), -PI);
    same(kernel::atan2(0.0, 1.0), 0.0);
    same(kernel::atan2(1.0, 0.0), FRAC_PI_2);
    same(kernel::atan2(-inf, inf), -PI / 4.0);
    same(kernel::atan2(1.0, -inf), PI);
    same(kernel::atan(inf), FRAC_PI_2);
    assert!(kernel::atan2(nan, 1.0).is_nan());
    same(kernel::asin(1.0), FRAC_PI_2);
    same(kernel::acos(-1.0), PI);
    same(kernel::acos(1.0), 0.0);
    assert!(kernel::asin(1.0000001).is_nan() && kernel::acos(nan).is_nan());
}

/// Tokyo to Washington by the haversine: the use that the trigonometric kernels are for.
#[test]
fn great_circle_distance() {
    let rad = |d: f64| d * std::f64::consts::PI / 180.0;
    let (la, lo, lb, lp) = (rad(35.6895), rad(139.6917), rad(38.8951), rad(-77.0364));
    let half = |d: f64| kernel::sin_cos(d / 2.0).0;
    let h = half(lb - la) * half(lb - la)
        + kernel::sin_cos(la).1 * kernel::sin_cos(lb).1 * half(lp - lo) * half(lp - lo);
    let km = 2.0 * 6371.0 * kernel::asin(h.sqrt());
    let by_cosines = 6371.0
        * kernel::acos(
            kernel::sin_cos(la).0 * kernel::sin_cos(lb).0
                + kernel::sin_cos(la).1 * kernel::sin_cos(lb).1 * kernel::sin_cos(lp - lo).1,
        );
    assert!((km - by_cosines).abs() < 1e-8, "{km} {by_cosines}");
    assert!((km - 10_925.0).abs() < 25.0, "{km}");
}

/// Every published result rests on these bits: they may not move with the platform, the compiler or
/// an optimisation. The number is a checksum (FNV-1a) of what the functions give; a deliberate
/// improvement of a kernel changes it, and with it every result's last digits.
#[test]
fn bits_do_not_move() {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |v: f64| {
        for byte in v.to_bits().to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for i in 0..20_000 {
        let x = f64::from(i - 10_000) / 137.0;
        let (s, c) = kernel::sin_cos(x);
        [kernel::exp(x), kernel::exp_m1(x), kernel::logistic(x), kernel::ln_1p_exp(x), s, c]
            .into_iter()
            .for_each(&mut take);
        let y = f64::from(i + 1) / 911.0;
        [kernel::ln(y), kernel::ln_1p(y), kernel::pow(y, x / 9.0), kernel::atan2(x, y)]
            .into_iter()
            .for_each(&mut take);
        take(kernel::asin(x / 73.0));
        take(kernel::acos(x / 73.0));
        take(kernel::logit(f64::from(i) / 20_000.0));
    }
    assert_eq!(hash, 0x4c2c_2032_dc5e_5bd8, "checksum {hash:#018x}");
}
