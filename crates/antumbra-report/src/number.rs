//! Numbers as people read them: no more digits than they deserve.

use antumbra_core::Range;

/// Rounds to a number of significant digits, as text without exponent.
pub(crate) fn significant(x: f64, digits: i32) -> String {
    if x == 0.0 || !x.is_finite() {
        return "0".into();
    }
    // The exponent by comparison: no logarithm is needed for a handful of digits.
    let mut exponent = 0;
    let mut scale = 1.0_f64;
    let size = x.abs();
    while size / scale >= 10.0 {
        scale *= 10.0;
        exponent += 1;
    }
    while size / scale < 1.0 {
        scale /= 10.0;
        exponent -= 1;
    }
    let decimals = (digits - 1 - exponent).max(0) as usize;
    if exponent < digits {
        let text = format!("{x:.decimals$}");
        // 9.96 to two digits is 10, not 10.0.
        let figures = text.bytes().filter(u8::is_ascii_digit).skip_while(|d| *d == b'0').count();
        return match text.strip_suffix('0') {
            Some(t) if figures as i32 > digits => t.trim_end_matches('.').to_owned(),
            _ => text,
        };
    }
    // More digits before the point than are significant: round those too.
    let unit = ten_to(exponent - digits + 1);
    format!("{:.0}", (x / unit).round() * unit)
}

fn ten_to(n: i32) -> f64 {
    (0..n.max(0)).fold(1.0, |p, _| p * 10.0)
}

/// A multiple: `×1.3`, `×14`, `×240`.
///
/// From a thousand on the size no longer means anything: `×1,000+`.
pub fn times(x: f64) -> String {
    format!("×{}", plain(x))
}

/// A range of multiples: `×1.3 (1.1–1.6)`.
pub fn times_range(r: Range) -> String {
    if r.lo == r.hi {
        return times(r.mid);
    }
    format!("{} ({}–{})", times(r.mid), plain(r.lo), plain(r.hi))
}

/// Two significant digits without a sign: `1.3`, `14`.
pub fn plain(x: f64) -> String {
    if x >= 1000.0 { "1,000+".into() } else { significant(x, 2) }
}

/// A number of years: `5`, `3.5`.
pub fn years(x: f64) -> String {
    let t = format!("{x:.1}");
    t.strip_suffix(".0").map_or(t.clone(), str::to_owned)
}

/// A share as whole percent: `33%`; below one percent with one digit: `0.4%`.
pub fn percent(x: f64) -> String {
    let p = x * 100.0;
    if p > 0.0 && p < 0.05 {
        "<0.1%".into()
    } else if p != 0.0 && p.abs() < 0.95 {
        format!("{}%", significant(p, 1))
    } else {
        format!("{p:.0}%")
    }
}

/// A share of GDP: one decimal below ten percent (`1.4%`), none above (`14%`).
pub fn gdp(x: f64) -> String {
    let p = x * 100.0;
    if p < 9.95 { format!("{p:.1}%") } else { format!("{p:.0}%") }
}

/// A proportion with two decimals and no leading zero: `.16`; `1.00` and above keep theirs.
pub fn proportion(x: f64) -> String {
    if x > 0.0 && x < 0.005 {
        return "<.01".into();
    }
    if x > 0.995 && x < 1.0 {
        return ">.99".into();
    }
    let t = format!("{x:.2}");
    t.strip_prefix('0').map_or(t.clone(), str::to_owned)
}

/// A whole number with separators: `55,154`.
pub fn whole(x: f64) -> String {
    let digits = format!("{:.0}", x.abs());
    let mut out = String::new();
    for (n, c) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if x < 0.0 && digits != "0" { format!("-{out}") } else { out }
}

/// A value of an input, by its size: `247,000`, `0.55`, `1.2e-4` never.
pub fn value(x: f64) -> String {
    let a = x.abs();
    if a >= 1e12 {
        format!("{} trillion", significant(x / 1e12, 3))
    } else if a >= 1e9 {
        format!("{} billion", significant(x / 1e9, 3))
    } else if a >= 1e6 {
        format!("{} million", significant(x / 1e6, 3))
    } else if a >= 1000.0 {
        whole(x)
    } else {
        significant(x, 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_digits_than_deserved() {
        let t: Vec<String> = [1.0, 1.27, 2.96, 9.96, 13.6, 244.0, 0.05].map(times).into();
        assert_eq!(t, ["×1.0", "×1.3", "×3.0", "×10", "×14", "×240", "×0.050"]);
        assert_eq!(times(5.4e8), "×1,000+");
        assert_eq!(times_range(Range { lo: 1.06, mid: 2.1, hi: 9.6 }), "×2.1 (1.1–9.6)");
        assert_eq!(
            [0.334, 0.004, 0.0, 1.0, 0.0099].map(percent),
            ["33%", "0.4%", "0%", "100%", "1%"]
        );
        assert_eq!([0.0137, 0.02, 0.141, 0.0999].map(gdp), ["1.4%", "2.0%", "14%", "10%"]);
        assert_eq!([0.095, 0.156, 1.0, 0.0].map(proportion), [".10", ".16", "1.00", ".00"]);
        assert_eq!([55154.0, 600.0, 1234567.0].map(whole), ["55,154", "600", "1,234,567"]);
        assert_eq!(
            [5.53e10, 247000.0, 0.55, 0.0011].map(value),
            ["55.3 billion", "247,000", "0.550", "0.00110"]
        );
    }
}
