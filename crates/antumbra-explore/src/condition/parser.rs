//! Tokens to a tree, by recursive descent.

use super::lexer::Token;
use super::{Literal, Named, Node, Operand, complaint};
use antumbra_core::{Diagnostic, Diagnostics, Span};

/// Parentheses and `not`s may nest this deep, so that no text exhausts the stack.
const DEEPEST: usize = 200;

pub(super) fn parse(text: &str, tokens: &[(Token, Span)]) -> Result<Node, Diagnostics> {
    let mut p = Parser { text, tokens, at: 0, depth: 0 };
    let root = p.or().and_then(|root| p.end().map(|()| root));
    root.map_err(|d| Diagnostics::from(*d))
}

struct Parser<'t> {
    text: &'t str,
    tokens: &'t [(Token, Span)],
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, Box<Diagnostic>>;

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(t, _)| t)
    }

    /// The place of the next token, or the end of the text.
    fn here(&self) -> Span {
        let end = self.text.len();
        self.tokens.get(self.at).map_or(Span { start: end, end }, |(_, s)| *s)
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn wrong(&self, message: &str, help: &str) -> Box<Diagnostic> {
        Box::new(complaint("AN0502", self.text, self.here(), message).help(help))
    }

    fn end(&self) -> Parsed<()> {
        match self.peek() {
            None => Ok(()),
            Some(Token::Compare(_)) => Err(self.wrong(
                "a comparison has two sides",
                "write `1 < x and x < 3` for what lies between",
            )),
            Some(_) => {
                Err(self.wrong("the condition is over here", "join conditions by `and` or `or`"))
            }
        }
    }

    fn or(&mut self) -> Parsed<Node> {
        let mut left = self.and()?;
        while self.eat(&Token::Or) {
            left = Node::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Parsed<Node> {
        let mut left = self.not()?;
        while self.eat(&Token::And) {
            left = Node::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Parsed<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("the condition nests too deep", "write it flatter"));
        }
        let node = if self.eat(&Token::Not) {
            self.not().map(|n| Node::Not(Box::new(n)))
        } else if self.eat(&Token::Open) {
            let inner = self.or()?;
            if self.eat(&Token::Close) {
                Ok(inner)
            } else if matches!(self.peek(), Some(Token::Compare(_))) {
                self.end().map(|()| inner)
            } else {
                Err(self.wrong("a parenthesis is not closed", "add `)`"))
            }
        } else {
            self.comparison()
        };
        self.depth -= 1;
        node
    }

    fn comparison(&mut self) -> Parsed<Node> {
        let left = self.operand()?;
        if let Some(Token::Compare(how)) = self.peek() {
            let how = *how;
            self.at += 1;
            return Ok(Node::Compare(left, how, self.operand()?));
        }
        match left {
            Operand::Column(name) if self.eat(&Token::In) => Ok(Node::In(name, self.list()?)),
            Operand::Column(name) => Ok(Node::Truth(name)),
            Operand::Literal(_, span) => {
                let d = complaint("AN0502", self.text, span, "a value alone is no condition");
                Err(Box::new(d.help("compare it with a column: `x > 3`")))
            }
        }
    }

    fn operand(&mut self) -> Parsed<Operand> {
        let span = self.here();
        let operand = match self.peek() {
            Some(Token::Name(name)) => Operand::Column(Named { name: name.clone(), span }),
            _ => match self.literal() {
                Some(literal) => Operand::Literal(literal, span),
                None => {
                    return Err(self.wrong(
                        "a column or a value is missing here",
                        "write a condition such as `x > 3` or `region == \"north\"`",
                    ));
                }
            },
        };
        self.at += 1;
        Ok(operand)
    }

    fn literal(&self) -> Option<Literal> {
        match self.peek()? {
            Token::Number(n) => Some(Literal::Number(*n)),
            Token::Word(w) => Some(Literal::Word(w.clone())),
            Token::Truth(b) => Some(Literal::Truth(*b)),
            _ => None,
        }
    }

    fn list(&mut self) -> Parsed<Vec<(Literal, Span)>> {
        let help = "write `in [\"a\", \"b\"]`";
        if !self.eat(&Token::ListOpen) {
            return Err(self.wrong("`in` needs a list", help));
        }
        let mut items = Vec::new();
        loop {
            let Some(item) = self.literal() else {
                return Err(self.wrong("a value is missing in the list", help));
            };
            items.push((item, self.here()));
            self.at += 1;
            if self.eat(&Token::ListClose) {
                return Ok(items);
            }
            if !self.eat(&Token::Comma) {
                return Err(self.wrong("the list is not closed", "add `]`, or `,` and a value"));
            }
        }
    }
}
