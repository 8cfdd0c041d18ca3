//! What is wrong with the sections on politics, each at its place.

use crate::doc::Node;
use antumbra_core::{Diagnostic, Diagnostics};

/// Faults, gathered.
pub(super) struct Wrong<'a> {
    doc: &'a Node,
    list: Diagnostics,
}

impl<'a> Wrong<'a> {
    pub(super) fn new(doc: &'a Node) -> Self {
        Wrong { doc, list: Diagnostics::new() }
    }

    pub(super) fn push(&mut self, code: &'static str, path: &str, message: String, help: &str) {
        let at = self.doc.place(path);
        let d = Diagnostic::error(code, message).at(at.origin.clone(), at.span);
        self.list.push(if help.is_empty() { d } else { d.help(help) });
    }

    /// What an engine refused, at the first row (of those with `ids`) that its message names.
    pub(super) fn engine<'b>(
        &mut self,
        code: &'static str,
        section: &str,
        ids: impl Iterator<Item = &'b str>,
        e: &antumbra_bargain::Error,
    ) {
        // An id counts as named where it stands alone, in quotes or between arrows.
        let alone = |id: &str| {
            let edge = |c: Option<char>| c.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
            e.message().match_indices(id).find_map(|(at, _)| {
                let (before, after) = (&e.message()[..at], &e.message()[at + id.len()..]);
                (edge(before.chars().next_back()) && edge(after.chars().next())).then_some(at)
            })
        };
        let named = ids.filter_map(|id| Some((alone(id)?, id))).min();
        let path = named.map_or_else(|| section.to_owned(), |(_, id)| format!("{section}.{id}"));
        self.push(code, &path, e.message().to_owned(), e.hint().unwrap_or(""));
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn into_list(self) -> Diagnostics {
        self.list
    }
}
