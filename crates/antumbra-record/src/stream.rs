//! Tables that stream: chunk after chunk into CSV or Parquet, in constant memory.

use crate::Error;
use antumbra_core::{Column, Kind, Table};
use parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated text, one header line; missing is an empty field.
    Csv,
    /// Apache Parquet, one row group a chunk, Snappy; missing is null.
    Parquet,
}

impl Form {
    /// The form that a file's name asks for.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.rsplit('.').next()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Form::Csv),
            "parquet" => Some(Form::Parquet),
            _ => None,
        }
    }
}

/// Where chunks of one table go. Every chunk has the same columns.
pub struct TableWriter<W: Write + Send> {
    inner: Inner<W>,
    columns: Option<Vec<(String, Kind)>>,
}

enum Inner<W: Write + Send> {
    Csv(W),
    /// The file before its first chunk, which brings the schema.
    Waiting(Option<W>),
    Parquet(Box<SerializedFileWriter<W>>),
}

fn failed(e: &dyn std::fmt::Display) -> Error {
    Error::write(format!("cannot write the table: {e}"))
}

impl<W: Write + Send> TableWriter<W> {
    /// A writer of one form.
    pub fn new(out: W, form: Form) -> Self {
        let inner = match form {
            Form::Csv => Inner::Csv(out),
            Form::Parquet => Inner::Waiting(Some(out)),
        };
        TableWriter { inner, columns: None }
    }

    /// Writes one chunk.
    ///
    /// # Errors
    /// When the output refuses bytes, or the chunk's columns are not those of the first.
    pub fn chunk(&mut self, table: &Table) -> Result<(), Error> {
        let columns: Vec<(String, Kind)> =
            table.columns().map(|(n, c)| (n.to_owned(), c.kind())).collect();
        let first = self.columns.is_none();
        match &self.columns {
            None => self.columns = Some(columns.clone()),
            Some(known) if *known != columns => {
                return Err(Error::write("a chunk has other columns than the first"));
            }
            Some(_) => {}
        }
        match &mut self.inner {
            Inner::Csv(out) => {
                let mut bytes = Vec::with_capacity(table.rows() * columns.len() * 6 + 256);
                if first {
                    for (n, (name, _)) in columns.iter().enumerate() {
                        if n > 0 {
                            bytes.push(b',');
                        }
                        text(&mut bytes, name);
                    }
                    bytes.push(b'\n');
                }
                rows(&mut bytes, table).map_err(|e| failed(&e))?;
                out.write_all(&bytes).map_err(|e| failed(&e))
            }
            Inner::Waiting(out) => {
                let Some(out) = out.take() else {
                    return Err(Error::write("the table could not be begun"));
                };
                let properties =
                    WriterProperties::builder().set_compression(Compression::SNAPPY).build();
                let mut file =
                    SerializedFileWriter::new(out, schema(&columns)?, Arc::new(properties))
                        .map_err(|e| failed(&e))?;
                group(&mut file, table)?;
                self.inner = Inner::Parquet(Box::new(file));
                Ok(())
            }
            Inner::Parquet(file) => group(file, table),
        }
    }

    /// Ends the file and gives the output back.
    ///
    /// # Errors
    /// When the output refuses bytes, or a Parquet file never had a chunk (it has no schema then).
    pub fn finish(self) -> Result<W, Error> {
        match self.inner {
            Inner::Csv(mut out) => {
                out.flush().map_err(|e| failed(&e))?;
                Ok(out)
            }
            Inner::Waiting(_) => Err(Error::write("there are no rows to write")),
            Inner::Parquet(file) => file.into_inner().map_err(|e| failed(&e)),
        }
    }
}

/// A field, quoted where it has to be.
fn text(out: &mut Vec<u8>, s: &str) {
    if s.contains([',', '"', '\n', '\r']) {
        out.push(b'"');
        out.extend_from_slice(s.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(s.as_bytes());
    }
}

fn rows(out: &mut Vec<u8>, table: &Table) -> std::io::Result<()> {
    let columns: Vec<&Column> = table.columns().map(|(_, c)| c).collect();
    for row in 0..table.rows() {
        for (n, c) in columns.iter().enumerate() {
            if n > 0 {
                out.push(b',');
            }
            match c {
                Column::F64(v) => {
                    if let Some(x) = v[row] {
                        write!(out, "{x}")?;
                    }
                }
                Column::I64(v) => {
                    if let Some(x) = v[row] {
                        write!(out, "{x}")?;
                    }
                }
                Column::Bool(v) => {
                    if let Some(x) = v[row] {
                        out.push(b'0' + u8::from(x));
                    }
                }
                Column::Category { .. } => {
                    if let Some(w) = c.word(row) {
                        text(out, w);
                    }
                }
            }
        }
        out.push(b'\n');
    }
    Ok(())
}

fn schema(columns: &[(String, Kind)]) -> Result<Arc<Type>, Error> {
    let mut fields = Vec::new();
    for (name, kind) in columns {
        let (physical, converted) = match kind {
            Kind::F64 => (Physical::DOUBLE, ConvertedType::NONE),
            Kind::I64 => (Physical::INT64, ConvertedType::NONE),
            Kind::Bool => (Physical::BOOLEAN, ConvertedType::NONE),
            Kind::Category => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_converted_type(converted)
            .build()
            .map_err(|e| failed(&e))?;
        fields.push(Arc::new(field));
    }
    let root =
        Type::group_type_builder("table").with_fields(fields).build().map_err(|e| failed(&e))?;
    Ok(Arc::new(root))
}

/// One row group, one write call a column.
fn group<W: Write + Send>(file: &mut SerializedFileWriter<W>, table: &Table) -> Result<(), Error> {
    let mut group = file.next_row_group().map_err(|e| failed(&e))?;
    for (_, column) in table.columns() {
        let Some(mut w) = group.next_column().map_err(|e| failed(&e))? else {
            return Err(Error::write("a chunk has other columns than the schema"));
        };
        write_column(&mut w, column).map_err(|e| failed(&e))?;
        w.close().map_err(|e| failed(&e))?;
    }
    group.close().map_err(|e| failed(&e))?;
    Ok(())
}

fn write_column(
    w: &mut SerializedColumnWriter<'_>,
    column: &Column,
) -> Result<usize, parquet::errors::ParquetError> {
    fn split<T: Copy>(v: &[Option<T>]) -> (Vec<T>, Vec<i16>) {
        let levels = v.iter().map(|x| i16::from(x.is_some())).collect();
        (v.iter().filter_map(|x| *x).collect(), levels)
    }
    match column {
        Column::F64(v) => {
            let (values, levels) = split(v);
            w.typed::<DoubleType>().write_batch(&values, Some(&levels), None)
        }
        Column::I64(v) => {
            let (values, levels) = split(v);
            w.typed::<Int64Type>().write_batch(&values, Some(&levels), None)
        }
        Column::Bool(v) => {
            let (values, levels) = split(v);
            w.typed::<BoolType>().write_batch(&values, Some(&levels), None)
        }
        Column::Category { words, index } => {
            let (at, levels) = split(index);
            let words: Vec<ByteArray> = words.iter().map(|s| ByteArray::from(s.as_str())).collect();
            let values: Vec<ByteArray> = at.iter().map(|i| words[*i as usize].clone()).collect();
            w.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    fn table(shift: i64) -> Table {
        let mut t = Table::new("t", 3);
        t.push("year, of it", Column::I64(vec![Some(1 + shift), None, Some(3)])).unwrap();
        t.push("x", Column::F64(vec![Some(0.1), Some(f64::MIN_POSITIVE), None])).unwrap();
        t.push("yes", Column::Bool(vec![Some(true), None, Some(false)])).unwrap();
        t.push("name", Column::category([Some("a,\"b\""), None, Some("漢字")])).unwrap();
        t
    }

    #[test]
    fn csv_quotes_and_leaves_missing_empty() {
        let mut w = TableWriter::new(Vec::new(), Form::Csv);
        w.chunk(&table(0)).unwrap();
        w.chunk(&table(10)).unwrap();
        let text = String::from_utf8(w.finish().unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\"year, of it\",x,yes,name");
        assert_eq!(lines[1], "1,0.1,1,\"a,\"\"b\"\"\"");
        assert_eq!(lines[2], format!(",{},,", f64::MIN_POSITIVE));
        assert_eq!(lines[3], "3,,0,漢字");
        assert_eq!(lines[4], "11,0.1,1,\"a,\"\"b\"\"\"");
        assert_eq!(lines.len(), 7);
    }

    #[test]
    fn parquet_comes_back_as_it_went() {
        let mut w = TableWriter::new(Vec::new(), Form::Parquet);
        w.chunk(&table(0)).unwrap();
        w.chunk(&table(10)).unwrap();
        let bytes = w.finish().unwrap();
        let mut path = std::env::temp_dir();
        path.push(format!("antumbra-stream-{}.parquet", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        assert_eq!(reader.metadata().num_row_groups(), 2);
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(rows.len(), 6);
        assert_eq!(rows[3].get_long(0).unwrap(), 11);
        assert_eq!(rows[1].get_double(1).unwrap(), f64::MIN_POSITIVE);
        assert!(rows[0].get_bool(2).unwrap());
        assert_eq!(rows[2].get_string(3).unwrap(), "漢字");
        assert!(rows[1].get_long(0).is_err(), "missing is null");
    }

    #[test]
    fn chunks_of_other_columns_are_refused() {
        for form in [Form::Csv, Form::Parquet] {
            let mut w = TableWriter::new(Vec::new(), form);
            w.chunk(&table(0)).unwrap();
            let mut other = Table::new("t", 1);
            other.push("z", Column::I64(vec![None])).unwrap();
            assert!(w.chunk(&other).unwrap_err().is_write());
        }
    }
}
