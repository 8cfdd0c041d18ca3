//! Diagnostics as a person reads them: the place in the text, and what to do.

use crate::failure::Failure;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use antumbra_core::{Diagnostic, Origin, Severity};
use std::io::Write as _;
use std::process::ExitCode;

/// Prints why a command stopped, and gives its exit code.
pub(crate) fn failure(f: &Failure) -> ExitCode {
    diagnostics(f);
    ExitCode::from(f.code)
}

/// Prints what there is to say of what a person wrote, each at its place.
pub(crate) fn diagnostics(f: &Failure) {
    let mut err = anstream::stderr().lock();
    for d in f.diagnostics.iter() {
        // Nothing is left to do when standard error itself is gone.
        let _ = writeln!(err, "{}", render(d, f));
    }
}

fn render(d: &Diagnostic, f: &Failure) -> String {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&d.message).id(d.code);
    let text = match &d.at {
        Some((Origin::File(name), span)) => {
            f.texts.get(name).map(|t| (name.as_str(), t.as_str(), *span))
        }
        Some((Origin::Argument(text), span)) => Some(("command line", text.as_str(), *span)),
        None => None,
    };
    let mut report: Vec<Group<'_>> = Vec::new();
    let mut group = match text {
        Some((name, text, span)) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            let (start, end) = within(text, span.start, span.end);
            title.element(
                Snippet::source(text)
                    .path(name)
                    .fold(true)
                    .annotation(AnnotationKind::Primary.span(start..end)),
            )
        }
        None => Group::with_title(title),
    };
    if let Some(h) = &d.help {
        group = group.element(Level::HELP.message(h));
    }
    report.push(group);
    Renderer::styled().render(&report)
}

/// A span that lies within the text and on character boundaries, at least one byte wide where the
/// text allows it, and within one line: a whole table would fill the screen.
fn within(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = end.clamp(start, text.len());
    if let Some(n) = text[start..].find('\n') {
        end = end.min(start + n.max(1));
    }
    while end < text.len() && !text.is_char_boundary(end) {
        end += 1;
    }
    (start, end.max(start).min(text.len()))
}
