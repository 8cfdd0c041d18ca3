//! The file's paths as levers; a key that a lever's kind does not read is an error.

use crate::doc::Node;
use crate::file::{LeverKind, LeverRow, PathRow, StageWord, TreatyWord};
use antumbra_core::{Diagnostic, Diagnostics, Year};
use antumbra_path::setup::NuclearStage;
use antumbra_path::{DatedLever, Lever, PathDef, Ramp, TreatyState};

/// Turns a path of the file into one that can be walked. `partner` gives a partner's name in the
/// setup.
///
/// # Errors
/// A key that is missing or that the lever's kind does not read, at its place.
pub(crate) fn path(
    row: &PathRow,
    doc: &Node,
    partner: impl Fn(&str) -> Option<String>,
) -> Result<PathDef, Diagnostics> {
    let mut out = Diagnostics::new();
    let mut levers = Vec::with_capacity(row.levers.len());
    for (n, l) in row.levers.iter().enumerate() {
        let at = format!("paths.{}.levers.{n}", row.id);
        check_keys(l, &at, doc, &mut out);
        if let Some(lever) = lever(l, &at, doc, &partner, &mut out) {
            levers.push(DatedLever { lever, needs: l.needs.clone() });
        }
    }
    if out.has_errors() {
        return Err(out);
    }
    Ok(PathDef { id: row.id.clone(), name: row.name.clone(), levers })
}

/// The name of a kind in files.
pub(crate) fn word(kind: LeverKind) -> &'static str {
    match kind {
        LeverKind::Spending => "spending",
        LeverKind::Personnel => "personnel",
        LeverKind::Access => "access",
        LeverKind::Treaty => "treaty",
        LeverKind::Partner => "partner",
        LeverKind::Nuclear => "nuclear",
        LeverKind::Alignment => "alignment",
        LeverKind::Trade => "trade",
        LeverKind::Role => "role",
    }
}

/// The keys that a kind reads beside `kind`, `from`, `needs` and `note`; the first ones it needs.
fn keys(kind: LeverKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        LeverKind::Spending | LeverKind::Personnel | LeverKind::Access | LeverKind::Alignment => {
            (&["to"], &["over"])
        }
        LeverKind::Treaty => (&["state"], &[]),
        LeverKind::Partner => (&["partner", "share"], &["over"]),
        LeverKind::Nuclear => (&["stage"], &[]),
        LeverKind::Trade => (&[], &["over", "patron", "challengers"]),
        LeverKind::Role => (&["to"], &[]),
    }
}

fn check_keys(l: &LeverRow, at: &str, doc: &Node, out: &mut Diagnostics) {
    let (needed, more) = keys(l.kind);
    let given = [
        ("over", l.over != 0),
        ("to", l.to.is_some()),
        ("state", l.state.is_some()),
        ("stage", l.stage.is_some()),
        ("partner", l.partner.is_some()),
        ("share", l.share.is_some()),
        ("patron", l.patron.is_some()),
        ("challengers", l.challengers.is_some()),
    ];
    let kind = word(l.kind);
    for (key, is) in given {
        let read = needed.contains(&key) || more.contains(&key);
        if is && !read {
            let place = doc.place(&format!("{at}.{key}"));
            let reads = needed.iter().chain(more).copied().collect::<Vec<_>>().join(", ");
            out.push(
                Diagnostic::error("AN0141", format!("a `{kind}` lever does not read `{key}`"))
                    .at(place.origin.clone(), place.span)
                    .help(format!("it reads from, {reads}")),
            );
        }
        if !is && needed.contains(&key) {
            let place = doc.place(at);
            out.push(
                Diagnostic::error("AN0142", format!("a `{kind}` lever needs `{key}`"))
                    .at(place.origin.clone(), place.span)
                    .help(format!("write {key} = ... in this lever")),
            );
        }
    }
}

fn lever(
    l: &LeverRow,
    at: &str,
    doc: &Node,
    partner: &impl Fn(&str) -> Option<String>,
    out: &mut Diagnostics,
) -> Option<Lever> {
    let ramp = Ramp { from_year: Year(l.from), over_years: l.over };
    Some(match l.kind {
        LeverKind::Spending => Lever::Spending { to_share: l.to?, ramp },
        LeverKind::Personnel => Lever::Personnel { to_heads: l.to?, ramp },
        LeverKind::Access => Lever::Access { kept: l.to?, ramp },
        LeverKind::Treaty => {
            let to = match l.state? {
                TreatyWord::AsIs => TreatyState::AsIs,
                TreatyWord::Revised => TreatyState::Revised,
                TreatyWord::AccessOnly => TreatyState::AccessOnly,
                TreatyWord::Ended => TreatyState::Ended,
            };
            Lever::Treaty { to, notice_year: Year(l.from) }
        }
        LeverKind::Partner => {
            let name = l.partner.as_deref()?;
            let Some(id) = partner(name) else {
                let place = doc.place(&format!("{at}.partner"));
                out.push(
                    Diagnostic::error("AN0143", format!("`{name}` is no partner"))
                        .at(place.origin.clone(), place.span)
                        .help("name it under [[future.partners]]; its figures have to be known"),
                );
                return None;
            };
            Lever::Partner { id, share: l.share?, reliability: None, ramp }
        }
        LeverKind::Nuclear => {
            let stage = match l.stage? {
                StageWord::OtherProvider => NuclearStage::OtherProvider,
                StageWord::Sharing => NuclearStage::Sharing,
                StageWord::Device => NuclearStage::Device,
                StageWord::Minimal => NuclearStage::Minimal,
                StageWord::Survivable => NuclearStage::Survivable,
            };
            Lever::Nuclear { stage, start_year: Year(l.from) }
        }
        LeverKind::Alignment => Lever::Alignment { to: l.to?, ramp },
        LeverKind::Trade => Lever::Trade {
            patron: l.patron.unwrap_or(0.0),
            challengers: l.challengers.unwrap_or(0.0),
            ramp,
        },
        LeverKind::Role => Lever::Role { to: l.to?, year: Year(l.from) },
    })
}
