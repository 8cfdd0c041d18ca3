//! The words of Antumbra.
//!
//! Every other crate speaks in the types of this one: dated [`StateId`]s, directed [`Dyad`]s,
//! [`Measured`] values that are either there or missing *for a reason*, evidence [`Tag`]s and
//! [`SourceId`]s, [`Diagnostic`]s that point into what a person wrote, counter-based random
//! [`Stream`]s, plain [`Table`]s, and the traits through which everything outside is reached.
//!
//! The crate does no input or output itself.
//!
//! ```
//! use antumbra_core::{Dyad, Measured, Missing, StateId, Year};
//!
//! let japan = StateId::cow(740);
//! let usa = StateId::cow(2);
//! // An obligation runs from the state that owes it to the state it is owed to.
//! let owed = Dyad { from: usa, to: japan };
//! assert_ne!(owed, owed.reversed());
//!
//! let beyond: Measured<f64> = Measured::Missing(Missing::NotCovered { last: Some(Year(2018)) });
//! assert!(beyond.value().is_none()); // never a zero
//! ```

pub mod date;
pub mod diag;
pub mod evidence;
pub mod measured;
pub mod outside;
pub mod range;
pub mod seed;
pub mod setting;
pub mod state;
pub mod table;

pub use date::Date;
pub use diag::{Diagnostic, Diagnostics, Origin, Severity, Span, did_you_mean};
pub use evidence::{Source, SourceId, SourceRegister, Tag};
pub use measured::{Measured, Missing};
pub use range::{Range, Spread};
pub use seed::{Purpose, Seed, Stream};
pub use setting::{
    Basing, Corner, ExchangeRate, Follow, HazardScale, Measure, Provenance, Setting,
};
pub use state::{Dyad, Iso3, StateId, StateRecord, StateRegister, Year};
pub use table::{Column, Kind, Table};
