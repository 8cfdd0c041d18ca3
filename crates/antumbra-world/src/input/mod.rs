//! From a folder of files to rows: finding a file, unpacking it, reading its columns.

pub(crate) mod files;
pub(crate) mod number;
pub(crate) mod rows;

pub(crate) use files::{File, find, open};
pub(crate) use rows::{Col, Row, Rows};
