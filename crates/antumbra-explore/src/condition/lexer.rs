//! Text to tokens.

use super::{Comparison, complaint};
use antumbra_core::{Diagnostics, Span};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Word(String),
    Number(f64),
    Truth(bool),
    Compare(Comparison),
    And,
    Or,
    Not,
    In,
    Open,
    Close,
    ListOpen,
    ListClose,
    Comma,
}

/// All tokens with their places; every unreadable piece is reported.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, Diagnostics> {
    let mut lexer = Lexer { text, at: 0, found: Vec::new(), wrong: Diagnostics::new() };
    while lexer.at < text.len() {
        lexer.next();
    }
    if lexer.wrong.is_empty() { Ok(lexer.found) } else { Err(lexer.wrong) }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    found: Vec<(Token, Span)>,
    wrong: Diagnostics,
}

/// Symbols, longer ones first, and what people write for them elsewhere.
const SYMBOLS: [(&str, Result<Token, &str>); 16] = [
    ("==", Ok(Token::Compare(Comparison::Equal))),
    ("!=", Ok(Token::Compare(Comparison::Unequal))),
    ("<=", Ok(Token::Compare(Comparison::AtMost))),
    (">=", Ok(Token::Compare(Comparison::AtLeast))),
    ("<>", Err("write `!=` for unequal")),
    ("&&", Err("write `and`")),
    ("||", Err("write `or`")),
    ("<", Ok(Token::Compare(Comparison::Less))),
    (">", Ok(Token::Compare(Comparison::Greater))),
    ("=", Err("write `==` for equal")),
    ("!", Err("write `not`")),
    ("(", Ok(Token::Open)),
    (")", Ok(Token::Close)),
    ("[", Ok(Token::ListOpen)),
    ("]", Ok(Token::ListClose)),
    (",", Ok(Token::Comma)),
];

impl Lexer<'_> {
    fn next(&mut self) {
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else { return };
        let start = self.at;
        if first.is_whitespace() {
            self.at += first.len_utf8();
        } else if first == '"' {
            self.quoted(start);
        } else if first == '`' {
            self.back_quoted(start);
        } else if let Some((symbol, token)) = SYMBOLS.iter().find(|(s, _)| rest.starts_with(s)) {
            self.at += symbol.len();
            match token {
                Ok(token) => self.found.push((token.clone(), (start..self.at).into())),
                Err(help) => self.report(start, format!("`{symbol}` is not understood"), help),
            }
        } else if first.is_ascii_digit() || "+-.".contains(first) {
            self.number(start, rest);
        } else if first.is_alphabetic() || first == '_' {
            self.name(start, rest);
        } else {
            self.at += first.len_utf8();
            let help =
                "put names with other signs between back-quotes, words between double quotes";
            self.report(start, format!("`{first}` is not understood"), help);
        }
    }

    fn report(&mut self, start: usize, message: String, help: &str) {
        let d = complaint("AN0501", self.text, (start..self.at).into(), message);
        self.wrong.push(d.help(help));
    }

    fn name(&mut self, start: usize, rest: &str) {
        let part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let length = rest.find(|c| !part(c)).unwrap_or(rest.len());
        self.at += length;
        let token = match &rest[..length] {
            "and" => Token::And,
            "or" => Token::Or,
            "not" => Token::Not,
            "in" => Token::In,
            "true" => Token::Truth(true),
            "false" => Token::Truth(false),
            name => Token::Name(name.to_owned()),
        };
        self.found.push((token, (start..self.at).into()));
    }

    fn number(&mut self, start: usize, rest: &str) {
        let mut length = 0;
        let mut before = ' ';
        for c in rest.chars() {
            let sign = (c == '+' || c == '-') && (length == 0 || matches!(before, 'e' | 'E'));
            if !(sign || c.is_alphanumeric() || c == '.' || c == '_') {
                break;
            }
            length += c.len_utf8();
            before = c;
        }
        self.at += length;
        match rest[..length].replace('_', "").parse::<f64>() {
            Ok(n) if n.is_finite() => {
                self.found.push((Token::Number(n), (start..self.at).into()));
            }
            _ => {
                let message = format!("`{}` is not a number", &rest[..length]);
                self.report(start, message, "write numbers as 3, -0.5 or 1e-3");
            }
        }
    }

    fn quoted(&mut self, start: usize) {
        let mut word = String::new();
        let mut chars = self.text[start + 1..].char_indices();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + 1 + i + 1;
                    self.found.push((Token::Word(word), (start..self.at).into()));
                    return;
                }
                '\\' => word.extend(chars.next().map(|(_, c)| c)),
                c => word.push(c),
            }
        }
        self.at = self.text.len();
        self.report(start, "the word is not closed".into(), "end it with a double quote");
    }

    fn back_quoted(&mut self, start: usize) {
        let mut name = String::new();
        let mut chars = self.text[start + 1..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if c != '`' {
                name.push(c);
            } else if chars.next_if(|(_, c)| *c == '`').is_some() {
                name.push('`');
            } else {
                self.at = start + 1 + i + 1;
                self.found.push((Token::Name(name), (start..self.at).into()));
                return;
            }
        }
        self.at = self.text.len();
        self.report(start, "the name is not closed".into(), "end it with a back-quote");
    }
}
