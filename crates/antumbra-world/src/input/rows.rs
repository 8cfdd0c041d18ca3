//! Rows of a table by the names of its columns.

use super::{File, number};
use crate::Error;
use crate::error::Kind;
use antumbra_core::{SourceId, StateId, Tag, Year, did_you_mean};

/// A column that was found by its name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Col {
    name: &'static str,
    at: usize,
}

/// A table being read row by row.
pub(crate) struct Rows<'a> {
    file: &'a str,
    header: Vec<String>,
    reader: csv::Reader<&'a [u8]>,
    record: csv::ByteRecord,
}

/// One row, with where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    file: &'a str,
    record: &'a csv::ByteRecord,
}

impl<'a> Rows<'a> {
    /// Reads the header.
    pub(crate) fn new(file: &'a File) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new().from_reader(file.bytes.as_slice());
        let header = reader
            .byte_headers()
            .map_err(|e| malformed(&file.name, &e))?
            .iter()
            .map(|h| String::from_utf8_lossy(h).trim().to_owned())
            .collect::<Vec<_>>();
        if header.is_empty() {
            return Err(Error::new(Kind::Malformed, &file.name, "the file is empty"));
        }
        Ok(Rows { file: &file.name, header, reader, record: csv::ByteRecord::new() })
    }

    /// The column of this name; its place does not matter, nor do other columns.
    pub(crate) fn column(&self, name: &'static str) -> Result<Col, Error> {
        let mut found = self.header.iter().enumerate().filter(|(_, h)| *h == name);
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Ok(Col { name, at }),
            (Some(_), Some(_)) => Err(Error::new(
                Kind::NoColumn,
                self.file,
                format!("two columns are called `{name}`"),
            )),
            (None, _) => {
                let e =
                    Error::new(Kind::NoColumn, self.file, format!("there is no column `{name}`"));
                Err(match did_you_mean(name, self.header.iter().map(String::as_str)) {
                    Some(near) => e.help(format!("is it the one called `{near}`?")),
                    None => e.help(format!("the columns are {}", self.header.join(", "))),
                })
            }
        }
    }

    /// The column of this name, where the file has one.
    pub(crate) fn optional(&self, name: &'static str) -> Option<Col> {
        self.header.iter().position(|h| h == name).map(|at| Col { name, at })
    }

    /// The next row; `None` after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, Error> {
        let more =
            self.reader.read_byte_record(&mut self.record).map_err(|e| malformed(self.file, &e))?;
        Ok(more.then_some(Row { file: self.file, record: &self.record }))
    }

    /// Calls `each` with every row.
    pub(crate) fn each(
        &mut self,
        mut each: impl FnMut(Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        while let Some(row) = self.next()? {
            each(row)?;
        }
        Ok(())
    }
}

fn malformed(file: &str, e: &csv::Error) -> Error {
    let error = match e.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Error::new(
            Kind::Malformed,
            file,
            format!("this row has {len} cells, the header {expected_len}"),
        ),
        _ => Error::new(Kind::Malformed, file, e.to_string()),
    };
    match e.position() {
        Some(p) => error.line(p.line()),
        None => error,
    }
}

impl<'a> Row<'a> {
    /// An error that points at a cell of this row.
    pub(crate) fn wrong(&self, col: Col, reason: impl Into<String>) -> Error {
        let e = Error::new(Kind::Malformed, self.file, reason).column(col.name);
        match self.record.position() {
            Some(p) => e.line(p.line()),
            None => e,
        }
    }

    /// The bytes of a cell, without blanks around them.
    pub(crate) fn bytes(&self, col: Col) -> &'a [u8] {
        self.record.get(col.at).unwrap_or_default().trim_ascii()
    }

    /// The text of a cell.
    pub(crate) fn text(&self, col: Col) -> Result<&'a str, Error> {
        std::str::from_utf8(self.bytes(col)).map_err(|_| self.wrong(col, "the text is not UTF-8"))
    }

    /// The text of a cell that may be empty.
    pub(crate) fn text_or_none(&self, col: Col) -> Result<Option<String>, Error> {
        Ok(Some(self.text(col)?).filter(|t| !t.is_empty()).map(str::to_owned))
    }

    fn shown(&self, col: Col) -> String {
        String::from_utf8_lossy(self.bytes(col)).into_owned()
    }

    /// A whole number.
    pub(crate) fn whole(&self, col: Col) -> Result<i64, Error> {
        number::whole(self.bytes(col))
            .ok_or_else(|| self.wrong(col, format!("`{}` is not a whole number", self.shown(col))))
    }

    /// A whole number, or `None` for an empty cell, `NA`, -9 and -8.
    pub(crate) fn whole_or_none(&self, col: Col) -> Result<Option<i64>, Error> {
        match self.bytes(col) {
            b"" | b"NA" | b"-9" | b"-8" => Ok(None),
            _ => self.whole(col).map(Some),
        }
    }

    /// A number.
    pub(crate) fn number(&self, col: Col) -> Result<f64, Error> {
        number::decimal(self.bytes(col))
            .ok_or_else(|| self.wrong(col, format!("`{}` is not a number", self.shown(col))))
    }

    /// A number, or `None` for an empty cell and `NA`.
    pub(crate) fn number_or_none(&self, col: Col) -> Result<Option<f64>, Error> {
        match self.bytes(col) {
            b"" | b"NA" => Ok(None),
            _ => self.number(col).map(Some),
        }
    }

    /// A quantity that cannot be negative: as [`Row::number_or_none`], and -9 is missing.
    pub(crate) fn quantity(&self, col: Col) -> Result<Option<f64>, Error> {
        match self.number_or_none(col)? {
            Some(-9.0) | None => Ok(None),
            Some(x) if x < 0.0 => {
                Err(self.wrong(col, format!("`{x}` is below zero and no missing code")))
            }
            x => Ok(x),
        }
    }

    /// A calendar year.
    pub(crate) fn year(&self, col: Col) -> Result<Year, Error> {
        let n = self.whole(col)?;
        match i16::try_from(n) {
            Ok(y) if (1000..=2200).contains(&y) => Ok(Year(y)),
            _ => Err(self.wrong(col, format!("`{n}` is not a year"))),
        }
    }

    /// The year of a date `YYYY-MM-DD` (or a year alone).
    pub(crate) fn date_year(&self, col: Col) -> Result<Year, Error> {
        let text = self.bytes(col);
        let year = text.split(|b| *b == b'-').next().unwrap_or_default();
        match number::whole(year).and_then(|n| i16::try_from(n).ok()) {
            Some(y) if year.len() == 4 => Ok(Year(y)),
            _ => Err(self.wrong(col, format!("`{}` is not a date", self.shown(col)))),
        }
    }

    /// A calendar year, or `None` for an empty cell.
    pub(crate) fn year_or_none(&self, col: Col) -> Result<Option<Year>, Error> {
        if self.bytes(col).is_empty() { Ok(None) } else { self.year(col).map(Some) }
    }

    /// A state by its COW number.
    pub(crate) fn state(&self, col: Col) -> Result<StateId, Error> {
        let n = self.whole(col)?;
        match u16::try_from(n) {
            Ok(code) if (1..1000).contains(&code) => Ok(StateId::cow(code)),
            _ => Err(self.wrong(col, format!("`{n}` is not a COW number"))),
        }
    }

    /// A state by its COW number, or `None` for an empty cell, `NA` and numbers that COW gives to
    /// places that are no states (1000 and above).
    pub(crate) fn state_or_none(&self, col: Col) -> Result<Option<StateId>, Error> {
        match self.bytes(col) {
            b"" | b"NA" => Ok(None),
            _ if self.whole(col)? >= 1000 => Ok(None),
            _ => self.state(col).map(Some),
        }
    }

    /// 0 or 1.
    pub(crate) fn flag(&self, col: Col) -> Result<bool, Error> {
        match self.bytes(col) {
            b"0" => Ok(false),
            b"1" => Ok(true),
            _ => Err(self.wrong(col, format!("`{}` is neither 0 nor 1", self.shown(col)))),
        }
    }

    /// 1, or anything else that stands for no (0, missing).
    pub(crate) fn is_one(&self, col: Col) -> bool {
        self.bytes(col) == b"1"
    }

    /// An evidence tag.
    pub(crate) fn tag(&self, col: Col) -> Result<Tag, Error> {
        self.word(col, Tag::parse, "measured, computed, published or judgement")
    }

    /// A word of a closed list.
    pub(crate) fn word<T>(
        &self,
        col: Col,
        parse: impl Fn(&str) -> Option<T>,
        list: &str,
    ) -> Result<T, Error> {
        let text = self.text(col)?;
        parse(text).ok_or_else(|| self.wrong(col, format!("`{text}` is not one of {list}")))
    }

    /// The id of a source.
    pub(crate) fn source(&self, col: Col) -> Result<SourceId, Error> {
        let text = self.text(col)?;
        if text.is_empty() {
            return Err(self.wrong(col, "a source is needed"));
        }
        Ok(SourceId::new(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        File { name: "t.csv".into(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn order_extra_columns_quotes_and_line_ends_do_not_matter() {
        for text in [
            "year,ccode,x\n2018,740,1.5\n",
            "x,note,ccode,year\r\n1.5,\"a, b\",740,2018\r\n",
            "\"x\",\"ccode\",\"year\"\n\"1.5\",\"740\",\"2018\"",
        ] {
            let f = file(text);
            let mut rows = Rows::new(&f).unwrap();
            let (c, y, x) = (
                rows.column("ccode").unwrap(),
                rows.column("year").unwrap(),
                rows.column("x").unwrap(),
            );
            let row = rows.next().unwrap().unwrap();
            assert_eq!(row.state(c).unwrap(), StateId::cow(740));
            assert_eq!(row.year(y).unwrap(), Year(2018));
            assert_eq!(row.quantity(x).unwrap(), Some(1.5));
            assert!(rows.next().unwrap().is_none());
        }
    }

    #[test]
    fn a_renamed_column_is_refused_with_a_hint() {
        let f = file("ccode,yr\n740,2018\n");
        let e = Rows::new(&f).unwrap().column("year").map(|_| ()).unwrap_err();
        assert!(e.is_missing_column());
        assert_eq!(e.to_string(), "t.csv: there is no column `year`; the columns are ccode, yr");
        let f = file("ccode,years\n740,2018\n");
        let e = Rows::new(&f).unwrap().column("year").map(|_| ()).unwrap_err();
        assert!(e.to_string().ends_with("is it the one called `years`?"), "{e}");
    }

    #[test]
    fn errors_carry_line_and_column() {
        let f = file("ccode,x\n740,1\n740,-3\n740,one\n740\n");
        let mut rows = Rows::new(&f).unwrap();
        let x = rows.column("x").unwrap();
        rows.next().unwrap();
        let e = rows.next().unwrap().unwrap().quantity(x).unwrap_err();
        assert_eq!((e.at_line(), e.at_column()), (Some(3), Some("x")));
        let e = rows.next().unwrap().unwrap().quantity(x).unwrap_err();
        assert_eq!(e.to_string(), "t.csv, line 4, column `x`: `one` is not a number");
        let e = rows.next().map(|_| ()).unwrap_err();
        assert_eq!((e.at_line(), e.is_malformed()), (Some(5), true));
    }

    #[test]
    fn missing_codes_are_missing() {
        let f = file("a,b,c,d\n-9,NA,,-8\n");
        let mut rows = Rows::new(&f).unwrap();
        let col = |n| rows.column(n).unwrap();
        let (a, b, c, d) = (col("a"), col("b"), col("c"), col("d"));
        let row = rows.next().unwrap().unwrap();
        for x in [a, b, c] {
            assert_eq!(row.quantity(x).unwrap(), None);
            assert_eq!(row.whole_or_none(x).unwrap(), None);
        }
        assert_eq!(row.whole_or_none(d).unwrap(), None);
        assert!(row.quantity(d).is_err());
    }
}
