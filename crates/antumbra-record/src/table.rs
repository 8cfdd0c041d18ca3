//! Tables from CSV or Parquet: anyone's, with any column names.
//!
//! A column is whole numbers, numbers, true or false, or words: the narrowest that all its values
//! fit. An empty field, `NA`, `NaN` and `null` in a column of numbers are missing.

use crate::Error;
use antumbra_core::{Column, Table};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

fn wrong(name: &str, e: &dyn std::fmt::Display) -> Error {
    Error::read(format!("cannot read `{name}`: {e}"))
}

/// Reads a table from the bytes of a CSV file (with a header line) or a Parquet file.
///
/// # Errors
/// A row of another length (with its line), a name used twice, no header, bytes that are no text,
/// a damaged Parquet file.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Table, Error> {
    if bytes.starts_with(b"PAR1") { parquet(name, bytes) } else { csv(name, &bytes) }
}

fn csv(name: &str, bytes: &[u8]) -> Result<Table, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let header = reader.headers().map_err(|e| wrong(name, &e))?.clone();
    if header.is_empty() || (header.len() == 1 && header[0].is_empty()) {
        return Err(wrong(name, &"it has no header line"));
    }
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); header.len()];
    for record in reader.records() {
        let record = record.map_err(|e| wrong(name, &e))?;
        for (column, field) in cells.iter_mut().zip(&record) {
            column.push(field.to_owned());
        }
    }
    let rows = cells.first().map_or(0, Vec::len);
    let mut table = Table::new(name, rows);
    for (title, column) in header.iter().zip(cells) {
        table.push(title, narrow(&column)).map_err(|e| wrong(name, &e))?;
    }
    Ok(table)
}

/// Is this a way to write that a number is missing?
fn absent(text: &str) -> bool {
    matches!(text.trim(), "" | "NA" | "NaN" | "nan" | "null" | "None")
}

fn narrow(column: &[String]) -> Column {
    let given = || column.iter().filter(|t| !absent(t));
    let each = |f: &dyn Fn(&str) -> bool| given().next().is_some() && given().all(|t| f(t.trim()));
    if each(&|t| t.parse::<i64>().is_ok()) {
        return Column::I64(column.iter().map(|t| t.trim().parse().ok()).collect());
    }
    if each(&|t| t.parse::<f64>().is_ok()) {
        let number = |t: &String| if absent(t) { None } else { t.trim().parse().ok() };
        return Column::F64(column.iter().map(number).collect());
    }
    let truth = |t: &str| match t.trim() {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    };
    if each(&|t| truth(t).is_some()) {
        return Column::Bool(column.iter().map(|t| truth(t)).collect());
    }
    Column::category(column.iter().map(|t| if t.is_empty() { None } else { Some(t) }))
}

fn parquet(name: &str, bytes: Vec<u8>) -> Result<Table, Error> {
    let reader =
        SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(|e| wrong(name, &e))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let titles: Vec<String> = schema.columns().iter().map(|c| c.name().to_owned()).collect();
    let mut cells: Vec<Vec<Field>> = vec![Vec::new(); titles.len()];
    for row in reader.get_row_iter(None).map_err(|e| wrong(name, &e))? {
        let row = row.map_err(|e| wrong(name, &e))?;
        for (column, (_, field)) in cells.iter_mut().zip(row.get_column_iter()) {
            column.push(field.clone());
        }
    }
    let rows = cells.first().map_or(0, Vec::len);
    let mut table = Table::new(name, rows);
    for (title, column) in titles.iter().zip(cells) {
        let made = typed(&column).map_err(|what| {
            wrong(name, &format!("column `{title}` holds {what}, which is not read"))
        })?;
        table.push(title, made).map_err(|e| wrong(name, &e))?;
    }
    Ok(table)
}

fn typed(column: &[Field]) -> Result<Column, &'static str> {
    let whole = |f: &Field| match f {
        Field::Byte(x) => Some(i64::from(*x)),
        Field::Short(x) => Some(i64::from(*x)),
        Field::Int(x) => Some(i64::from(*x)),
        Field::Long(x) => Some(*x),
        Field::UByte(x) => Some(i64::from(*x)),
        Field::UShort(x) => Some(i64::from(*x)),
        Field::UInt(x) => Some(i64::from(*x)),
        _ => None,
    };
    let real = |f: &Field| match f {
        Field::Float(x) => Some(f64::from(*x)),
        Field::Double(x) => Some(*x),
        f => whole(f).map(|x| x as f64),
    };
    let given = || column.iter().filter(|f| !matches!(f, Field::Null));
    if given().all(|f| whole(f).is_some()) {
        return Ok(Column::I64(column.iter().map(whole).collect()));
    }
    if given().all(|f| real(f).is_some()) {
        return Ok(Column::F64(column.iter().map(real).collect()));
    }
    if given().all(|f| matches!(f, Field::Bool(_))) {
        let truth = |f: &Field| if let Field::Bool(b) = f { Some(*b) } else { None };
        return Ok(Column::Bool(column.iter().map(truth).collect()));
    }
    if given().all(|f| matches!(f, Field::Str(_))) {
        let word = |f: &Field| if let Field::Str(s) = f { Some(s.clone()) } else { None };
        return Ok(Column::category(column.iter().map(word)));
    }
    Err("dates, lists or mixed values")
}

#[cfg(test)]
mod tests {
    use super::read;
    use antumbra_core::Kind;

    #[test]
    fn the_narrowest_kind_that_fits() {
        let text =
            "\u{feff}a, b,\"c,d\",漢字,e\r\n1,1.5,true,x,NA\r\n,2,false,\"y \"\"z\"\"\",3\r\n";
        let t = read("t", text.as_bytes().to_vec()).unwrap();
        let kinds: Vec<(String, Kind)> =
            t.columns().map(|(n, c)| (n.to_owned(), c.kind())).collect();
        let want = [
            ("a", Kind::I64),
            (" b", Kind::F64),
            ("c,d", Kind::Bool),
            ("漢字", Kind::Category),
            ("e", Kind::I64),
        ];
        assert_eq!(kinds, want.map(|(n, k)| (n.to_owned(), k)));
        assert_eq!(t.column("a").unwrap().whole(1), None);
        assert_eq!(t.column("漢字").unwrap().word(1), Some("y \"z\""));
    }

    #[test]
    fn faults_are_named() {
        for (bytes, says) in [
            (&b"a,b\n1\n"[..], "record 1"),
            (b"a,a\n1,2\n", "appears twice"),
            (b"", "no header"),
            (b"PAR1 not really", "t"),
        ] {
            let e = read("t", bytes.to_vec()).unwrap_err().to_string();
            assert!(e.contains(says), "{e}");
        }
    }
}
