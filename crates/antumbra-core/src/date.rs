//! Days of the calendar.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the Gregorian calendar, from year 1 to 9999. Ordered by time; written `2027-03-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Is the year one of 366 days?
fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn month_length(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// The day, if there is such a day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day);
        real.then_some(Date { year, month, day })
    }

    /// Reads `2027-03-31`, with all its digits.
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        let shape = b.len() == 10 && b[4] == b'-' && b[7] == b'-';
        let digits = b.iter().enumerate().all(|(n, c)| n == 4 || n == 7 || c.is_ascii_digit());
        if !(shape && digits) {
            return None;
        }
        Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1 January of year 1, which is 0.
    pub fn ordinal(self) -> i32 {
        let before = i32::from(self.year) - 1;
        let years = 365 * before + before / 4 - before / 100 + before / 400;
        let months: i32 = (1..self.month).map(|m| i32::from(month_length(self.year, m))).sum();
        years + months + i32::from(self.day) - 1
    }

    /// The day so many days after 1 January of year 1, if its year is at most 9999.
    pub fn from_ordinal(ordinal: i32) -> Option<Self> {
        let mut left = ordinal;
        if left < 0 {
            return None;
        }
        // A year is at least 365 days, so this never overshoots by more than a few years.
        let mut year = u16::try_from(left / 366 + 1).ok().filter(|y| *y <= 9999)?;
        left -= Date { year, month: 1, day: 1 }.ordinal();
        while left >= 365 + i32::from(is_leap(year)) {
            left -= 365 + i32::from(is_leap(year));
            year += 1;
        }
        let mut month = 1;
        while left >= i32::from(month_length(year, month)) {
            left -= i32::from(month_length(year, month));
            month += 1;
        }
        Date::new(year, month, u8::try_from(left + 1).ok()?)
    }

    /// So many days later (earlier when negative); `None` outside the years 1 to 9999.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        Date::from_ordinal(self.ordinal().checked_add(days)?)
    }

    /// So many months later; a day that the month does not have becomes its last day (31 January
    /// and one month is 28 or 29 February). `None` after the year 9999.
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let count = (u32::from(self.year) * 12 + u32::from(self.month) - 1).checked_add(months)?;
        let year = u16::try_from(count / 12).ok().filter(|y| *y <= 9999)?;
        let month = u8::try_from(count % 12).ok()? + 1;
        Date::new(year, month, self.day.min(month_length(year, month)))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(d: Date) -> String {
        d.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Date::parse(&text).ok_or_else(|| format!("`{text}` is no date; write it as 2027-03-31"))
    }
}

impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn only_real_days_are_read() {
        for no in [
            "2027-02-29",
            "2027-13-01",
            "2027-00-10",
            "2027-1-01",
            "20270331",
            "+027-01-01",
            "0000-01-01",
        ] {
            assert_eq!(Date::parse(no), None, "{no}");
        }
        assert_eq!(date("2028-02-29").to_string(), "2028-02-29");
        assert!(Date::new(1900, 2, 29).is_none() && Date::new(2000, 2, 29).is_some());
    }

    /// 1 January 1970 is day 719,162 of this count (rata die 719,163 counts from 1).
    #[test]
    fn ordinals_run_without_a_gap() {
        assert_eq!(date("0001-01-01").ordinal(), 0);
        assert_eq!(date("1970-01-01").ordinal(), 719_162);
        let mut last = date("1899-12-31");
        for n in date("1900-01-01").ordinal()..date("2105-01-01").ordinal() {
            let d = Date::from_ordinal(n).unwrap();
            assert_eq!(d.ordinal(), n);
            assert!(d > last);
            last = d;
        }
        assert_eq!(Date::from_ordinal(-1), None);
        assert_eq!(date("9999-12-31").plus_days(1), None);
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(date("2027-01-31").plus_months(1), Some(date("2027-02-28")));
        assert_eq!(date("2027-11-30").plus_months(15), Some(date("2029-02-28")));
        assert_eq!(date("2027-03-31").plus_days(365), Some(date("2028-03-30")));
        assert_eq!(date("2027-03-31").plus_days(-90), Some(date("2026-12-31")));
    }

    #[test]
    fn json_is_the_text() {
        let json = serde_json::to_string(&date("2027-03-31")).unwrap();
        assert_eq!(json, "\"2027-03-31\"");
        assert!(serde_json::from_str::<Date>("\"2027-02-31\"").is_err());
    }
}
