//! The question: an assessment file becomes a checked plan, a run, and findings.
pub mod doc;
pub mod file;
pub mod schema;
