//! Lines of a screen.

/// Columns of a screen.
const WIDTH: usize = 100;

/// The text in lines of at most 100 columns, each after a margin, further lines `indent` columns
/// in. Runs of spaces in the first line stay.
pub(crate) fn wrapped(text: &str, margin: &str, indent: usize) -> String {
    let mut out = String::new();
    let mut line = margin.to_owned();
    let mut empty = true;
    for word in text.split(' ') {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(line.trim_end());
            out.push('\n');
            line = " ".repeat(indent);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_and_no_word_is_lost() {
        let text = "a bcd efgh ".repeat(40);
        let out = wrapped(&text, "  ", 6);
        assert!(out.lines().all(|l| l.chars().count() <= WIDTH));
        assert!(out.lines().skip(1).all(|l| l.starts_with("      ")));
        let words = |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&out), words(&text));
        assert_eq!(wrapped("a   b", "", 0), "a   b\n");
    }
}
