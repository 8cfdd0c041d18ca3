//! The question: an assessment file becomes a checked plan, a run, and findings.
//!
//! [`load::load`] turns a file and `--set` arguments into an assessment, or into everything that
//! is wrong with them, each at its place. [`plan::plan`] checks it against a world. [`run::run`]
//! computes, and only here do engine results become findings; the choice of words is made here
//! too, as message ids with numbers.
//!
//! ```
//! use antumbra_assess::load::load;
//!
//! let loaded = load("my.toml", b"client = \"JPN\"\n", &["reliability=0.2".into()]).unwrap();
//! assert_eq!(loaded.set[0].0, "draws.reliability");
//! let wrong = load("my.toml", b"client = \"JPN\"\n[settings]\npsi = 3\n", &[]).unwrap_err();
//! assert!(wrong.to_string().contains("`psi` cannot be 3"));
//! ```

pub mod analogues;
mod answer;
pub mod bargain;
pub mod cases;
pub mod check;
pub mod difference;
pub mod discover;
pub mod dist;
pub mod doc;
pub mod ensemble;
pub mod explore;
pub mod file;
pub mod fit;
pub mod load;
pub mod measure;
pub mod overturn;
pub(crate) mod paths;
pub mod plan;
pub mod politics;
pub mod robust;
pub mod run;
pub mod schema;
pub mod shipped;
pub mod translation;
pub mod validate;
