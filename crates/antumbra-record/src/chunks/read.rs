//! Chunks back as one table: a policy's futures, inputs beside outcomes.

use super::folder::{ChunkFolder, table_name};
use crate::Error;
use antumbra_core::{Column, Table};
use parquet::basic::Type as Physical;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{BoolType, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};

/// Columns that grow by one Parquet file at a time.
struct Reader {
    names: Vec<String>,
    columns: Vec<Growing>,
}

/// A column that grows chunk after chunk.
enum Growing {
    F64(Vec<Option<f64>>),
    I64(Vec<Option<i64>>),
    Bool(Vec<Option<bool>>),
    Words(Vec<Option<String>>),
}

impl Growing {
    fn finish(self) -> Column {
        match self {
            Growing::F64(v) => Column::F64(v),
            Growing::I64(v) => Column::I64(v),
            Growing::Bool(v) => Column::Bool(v),
            Growing::Words(v) => Column::category(v),
        }
    }
}

type Parquet = parquet::errors::ParquetError;

/// Reads `rows` values after the first `skip`, missing ones included.
fn values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    skip: usize,
    rows: usize,
) -> Result<Vec<Option<T::T>>, Parquet> {
    reader.skip_records(skip)?;
    let (mut found, mut levels) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    let mut read = 0;
    while read < rows {
        let (n, _, _) = reader.read_records(rows - read, Some(&mut levels), None, &mut found)?;
        if n == 0 {
            return Err(Parquet::General(format!("it has {read} rows of {rows}")));
        }
        read += n;
    }
    let mut found = found.into_iter();
    Ok(levels.into_iter().map(|l| if l > 0 { found.next() } else { None }).collect())
}

impl Reader {
    fn new() -> Self {
        Reader { names: Vec::new(), columns: Vec::new() }
    }

    /// Appends `rows` rows after the first `skip`, over as many row groups as they lie in.
    fn append(&mut self, bytes: Vec<u8>, mut skip: usize, mut rows: usize) -> Result<(), Parquet> {
        let file = SerializedFileReader::new(bytes::Bytes::from(bytes))?;
        let schema = file.metadata().file_metadata().schema_descr_ptr();
        if self.names.is_empty() {
            for c in schema.columns() {
                self.names.push(c.name().to_owned());
                self.columns.push(match c.physical_type() {
                    Physical::DOUBLE => Growing::F64(Vec::new()),
                    Physical::INT64 => Growing::I64(Vec::new()),
                    Physical::BOOLEAN => Growing::Bool(Vec::new()),
                    _ => Growing::Words(Vec::new()),
                });
            }
        }
        if schema.columns().len() != self.columns.len() {
            return Err(Parquet::General("it has other columns than the first chunk".into()));
        }
        for g in 0..file.num_row_groups() {
            let group = file.get_row_group(g)?;
            let has = group.metadata().num_rows().max(0) as usize;
            let take = rows.min(has.saturating_sub(skip));
            if take > 0 {
                self.append_group(group.as_ref(), skip, take)?;
            }
            skip = skip.saturating_sub(has);
            rows -= take;
        }
        if rows > 0 {
            return Err(Parquet::General(format!("{rows} rows are missing at its end")));
        }
        Ok(())
    }

    fn append_group(
        &mut self,
        group: &dyn RowGroupReader,
        skip: usize,
        rows: usize,
    ) -> Result<(), Parquet> {
        for (k, column) in self.columns.iter_mut().enumerate() {
            match (group.get_column_reader(k)?, column) {
                (ColumnReader::DoubleColumnReader(mut r), Growing::F64(v)) => {
                    v.extend(values::<DoubleType>(&mut r, skip, rows)?);
                }
                (ColumnReader::Int64ColumnReader(mut r), Growing::I64(v)) => {
                    v.extend(values::<Int64Type>(&mut r, skip, rows)?);
                }
                (ColumnReader::BoolColumnReader(mut r), Growing::Bool(v)) => {
                    v.extend(values::<BoolType>(&mut r, skip, rows)?);
                }
                (ColumnReader::ByteArrayColumnReader(mut r), Growing::Words(v)) => {
                    for b in values::<ByteArrayType>(&mut r, skip, rows)? {
                        let word = b.map(|b| b.as_utf8().map(str::to_owned)).transpose()?;
                        v.push(word);
                    }
                }
                _ => return Err(Parquet::General("a column changes its kind".into())),
            }
        }
        Ok(())
    }

    fn finish(self) -> impl Iterator<Item = (String, Column)> {
        self.names.into_iter().zip(self.columns.into_iter().map(Growing::finish))
    }
}

impl ChunkFolder<'_> {
    /// One table of one chunk, whole; every chunk's has the same columns of the same kinds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn chunk_table(&self, table: &str, index: u64) -> Result<Table, Error> {
        let name = table_name(table, index);
        let (_, n) = self.ensemble().rows(index);
        let mut reader = Reader::new();
        let mut t = Table::new(table, n * self.rows_per_future(table));
        let failed = |e: &dyn std::fmt::Display| {
            Error::read(format!("cannot read {}/{name}: {e}", self.store.label()))
        };
        reader.append(self.get(&name)?, 0, t.rows()).map_err(|e| failed(&e))?;
        for (name, column) in reader.finish() {
            t.push(name, column).map_err(|e| failed(&e))?;
        }
        Ok(t)
    }

    /// How many rows a table has for each future.
    fn rows_per_future(&self, table: &str) -> usize {
        let e = self.ensemble();
        match table {
            "outcomes" => e.policies.len(),
            "yearly" => e.policies.len() * e.years.len(),
            _ => 1,
        }
    }

    /// The futures of one policy as a table: `future`, every input, `failure` (its reason, where the
    /// future failed), every outcome. Chunks that are not there are left out.
    ///
    /// # Errors
    /// When there is no such policy or no chunk, or a file cannot be read.
    pub fn policy_table(&self, policy: usize) -> Result<Table, Error> {
        let e = self.ensemble();
        let Some(words) = e.policies.get(policy) else {
            return Err(Error::read(format!(
                "there is no policy {policy}: the run has {}",
                e.policies.len()
            )));
        };
        let (mut inputs, mut outcomes, mut rows) = (Reader::new(), Reader::new(), 0);
        for &index in self.done() {
            let (_, n) = e.rows(index);
            for (table, reader, skip) in
                [("inputs", &mut inputs, 0), ("outcomes", &mut outcomes, policy * n)]
            {
                let name = table_name(table, index);
                reader.append(self.get(&name)?, skip, n).map_err(|e| {
                    Error::read(format!("cannot read {}/{name}: {e}", self.store.label()))
                })?;
            }
            rows += n;
        }
        if rows == 0 {
            return Err(Error::incomplete(format!("{} has no chunk yet", self.store.label())));
        }
        let mut table = Table::new(words.join(", "), rows);
        let failed = |e: antumbra_core::table::TableError| Error::read(e.to_string());
        for (name, column) in inputs.finish() {
            table.push(name, column).map_err(failed)?;
        }
        for (name, column) in outcomes.finish() {
            // The policy is the table; the future is there from the inputs.
            if name != "future" && !e.policy_keys.contains(&name) {
                table.push(name, column).map_err(failed)?;
            }
        }
        Ok(table)
    }

    /// The only policy that has the given word for each given key (`("path", "as planned")`); keys
    /// that are not given do not count.
    ///
    /// # Errors
    /// A key that the run does not have; when none or several policies fit (the message lists them).
    pub fn policy_with(&self, given: &[(&str, &str)]) -> Result<usize, Error> {
        let e = self.ensemble();
        let mut at = Vec::with_capacity(given.len());
        for (key, word) in given {
            match e.policy_keys.iter().position(|k| k == key) {
                Some(i) => at.push((i, *word)),
                None => {
                    return Err(Error::read(format!(
                        "{} has no {key}: its policies are named by {}",
                        self.store.label(),
                        e.policy_keys.join(", ")
                    )));
                }
            }
        }
        let fits = |p: &[String]| at.iter().all(|(i, w)| p.get(*i).is_some_and(|x| x == w));
        let found: Vec<usize> = (0..e.policies.len()).filter(|p| fits(&e.policies[*p])).collect();
        if let [one] = found[..] {
            return Ok(one);
        }
        let asked: Vec<String> = given.iter().map(|(k, w)| format!("{k} `{w}`")).collect();
        let all: Vec<String> = e.policies.iter().map(|p| p.join(" / ")).collect();
        let asked = if asked.is_empty() { "no choice".to_owned() } else { asked.join(" and ") };
        Err(Error::read(format!(
            "{asked} fits {} policies of {}; by {} they are: {}",
            if found.is_empty() { "none of the".to_owned() } else { found.len().to_string() },
            self.store.label(),
            e.policy_keys.join(" / "),
            all.join(", ")
        )))
    }

    /// The policy whose words are these, in the order of the keys; with words left out at the end,
    /// the only one that fits.
    ///
    /// # Errors
    /// When none or several fit; the message lists the policies.
    pub fn policy(&self, words: &[&str]) -> Result<usize, Error> {
        let e = self.ensemble();
        let fits: Vec<usize> = (0..e.policies.len())
            .filter(|p| {
                let p = &e.policies[*p];
                words.len() <= p.len() && words.iter().zip(p).all(|(a, b)| a == b)
            })
            .collect();
        match fits[..] {
            [one] => Ok(one),
            _ => {
                let all: Vec<String> = e.policies.iter().map(|p| p.join("/")).collect();
                Err(Error::read(format!(
                    "`{}` is {} policy of this run; it has {}",
                    words.join("/"),
                    if fits.is_empty() { "no" } else { "not one" },
                    all.join(", ")
                )))
            }
        }
    }
}
