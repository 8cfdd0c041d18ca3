//! Numbers from bytes: the plain forms fast and exactly, the rest by the standard library.

/// Powers of ten that a double holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// A whole number with an optional minus sign, of at most 18 digits.
pub(crate) fn whole(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut n: i64 = 0;
    for b in digits {
        if !b.is_ascii_digit() {
            return None;
        }
        n = n * 10 + i64::from(b - b'0');
    }
    Some(if negative { -n } else { n })
}

/// A finite decimal number, correctly rounded.
pub(crate) fn decimal(text: &[u8]) -> Option<f64> {
    plain(text).or_else(|| {
        let x: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
        x.is_finite().then_some(x)
    })
}

/// Digits with at most one point: both the digits as a whole number (up to 2^53) and the power of
/// ten are exact in a double, so that one division rounds correctly.
fn plain(text: &[u8]) -> Option<f64> {
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut n: u64 = 0;
    let mut digits = 0;
    let mut after_point = None;
    for b in rest {
        match b {
            b'0'..=b'9' => {
                n = n * 10 + u64::from(b - b'0');
                digits += usize::from(n > 0);
                if digits > 15 {
                    return None;
                }
                if let Some(k) = &mut after_point {
                    *k += 1;
                }
            }
            b'.' if after_point.is_none() => after_point = Some(0_usize),
            _ => return None,
        }
    }
    let k = after_point.unwrap_or(0);
    if rest.len() == usize::from(after_point.is_some()) || k > 22 {
        return None;
    }
    let x = n as f64 / TENS[k];
    Some(if negative { -x } else { x })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_forms() {
        for bad in ["", "-", ".", "-.", "1e", "abc", "1,5", "NaN", "inf", "1.2.3", " 1"] {
            assert_eq!(decimal(bad.as_bytes()), None, "{bad:?}");
        }
        assert_eq!(decimal(b"1."), Some(1.0));
        assert_eq!(decimal(b".5"), Some(0.5));
        assert_eq!(decimal(b"-9"), Some(-9.0));
        assert_eq!(decimal(b"1e+06"), Some(1e6));
        assert_eq!(whole(b"-9"), Some(-9));
        assert_eq!(whole(b"9.0"), None);
        assert_eq!(whole(b"9999999999999999999"), None);
    }

    proptest! {
        #[test]
        fn agrees_with_the_standard_library(x in -1e18f64..1e18, digits in 0usize..18) {
            let text = format!("{x:.digits$}");
            prop_assert_eq!(decimal(text.as_bytes()), text.parse().ok());
        }

        #[test]
        fn any_bytes_are_read_or_refused(text in proptest::collection::vec(any::<u8>(), 0..12)) {
            if let Some(x) = decimal(&text) {
                prop_assert!(x.is_finite());
            }
            if let Some(n) = whole(&text) {
                prop_assert_eq!(std::str::from_utf8(&text).unwrap().parse::<i64>().unwrap(), n);
            }
        }
    }
}
