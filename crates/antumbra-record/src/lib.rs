//! The record of a run: what a reader sees, and the folder that holds it.
//!
//! [`findings`] has every result type that leaves the program, with serde and a JSON Schema; they
//! are a promise to users and change only with the schema's number. [`store`] writes and reads the
//! run folder through [`antumbra_core::outside::Store`]: every file appears whole, `run.json`
//! last, so a folder without it is never taken for a finished run. The crate knows no engine.
//!
//! ```
//! let schema = antumbra_record::findings::schema();
//! assert_eq!(schema["title"], "Findings");
//! ```

pub mod analogues;
pub mod bargain;
pub mod chunks;
pub mod difference;
pub mod discover;
mod error;
pub mod exploration;
pub mod findings;
pub mod fit;
pub mod ledger;
pub mod measure;
pub mod nuclear;
pub mod overturn;
pub mod partial;
pub mod paths;
pub mod politics;
pub mod posture;
pub mod risk;
pub mod robust;
pub mod store;
pub mod stream;
pub mod table;
pub mod tables;
pub mod translation;
pub mod validate;
pub mod whatif;

pub use error::Error;
