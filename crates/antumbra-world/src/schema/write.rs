//! From typed rows to the files of the schema, sorted, so that the same tables give the same
//! bytes.

use crate::error::Kind;
use crate::{Error, Figure, Tables};
use antumbra_core::{Missing, Source, StateId, Year};
use std::collections::BTreeMap;

/// Builds one CSV file.
struct Sheet {
    name: &'static str,
    out: csv::Writer<Vec<u8>>,
}

impl Sheet {
    fn new(name: &'static str, header: &[&str]) -> Result<Self, Error> {
        let mut s = Sheet { name, out: csv::Writer::from_writer(Vec::new()) };
        s.row(header)?;
        Ok(s)
    }

    fn row<T: AsRef<[u8]>>(&mut self, cells: &[T]) -> Result<(), Error> {
        self.out.write_record(cells).map_err(|e| Error::new(Kind::Io, self.name, e.to_string()))
    }

    fn done(self) -> Result<(String, Vec<u8>), Error> {
        let bytes =
            self.out.into_inner().map_err(|e| Error::new(Kind::Io, self.name, e.to_string()))?;
        Ok((format!("{}.csv", self.name), bytes))
    }
}

fn code(s: StateId) -> String {
    s.cow_code().to_string()
}

fn open_year(y: Option<Year>) -> String {
    y.map_or_else(String::new, |y| y.to_string())
}

fn bit(b: bool) -> String {
    if b { "1".into() } else { "0".into() }
}

fn text(t: &Option<String>) -> String {
    t.clone().unwrap_or_default()
}

/// Tag, source, note of a figure.
fn origin(f: &Figure) -> [String; 3] {
    [f.tag.to_string(), f.source.to_string(), text(&f.note)]
}

impl Tables {
    /// The files of the normalised schema by name, each complete, in a fixed order of rows.
    ///
    /// # Errors
    /// When a cell cannot be written, which happens only when memory runs out.
    pub fn write(&self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        Ok(vec![
            self.write_states()?,
            self.write_coverage()?,
            self.write_figures()?,
            self.write_gaps()?,
            self.write_treaties()?,
            self.write_members()?,
            self.write_stationed()?,
            self.write_arms()?,
            self.write_warheads()?,
            self.write_distances()?,
            self.write_cover()?,
            self.write_reach()?,
            self.write_sources()?,
        ])
    }

    fn write_states(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new("states", &["cow", "gw", "iso3", "name", "from", "to"])?;
        for s in &self.states {
            sheet.row(&[
                code(s.id),
                s.gw.map_or_else(String::new, |g| g.to_string()),
                s.iso3.map_or_else(String::new, |i| i.to_string()),
                s.name.clone(),
                s.from.to_string(),
                open_year(s.to),
            ])?;
        }
        sheet.done()
    }

    fn write_coverage(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet =
            Sheet::new("coverage", &["series", "source", "first", "last", "general", "note"])?;
        for c in &self.coverage {
            sheet.row(&[
                c.series.name().to_owned(),
                c.source.to_string(),
                c.first.to_string(),
                c.last.to_string(),
                bit(c.general),
                text(&c.note),
            ])?;
        }
        sheet.done()
    }

    fn write_figures(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet =
            Sheet::new("figures", &["variable", "cow", "year", "value", "tag", "source", "note"])?;
        for r in &self.figures {
            let [tag, source, note] = origin(&r.figure);
            sheet.row(&[
                r.variable.name().to_owned(),
                code(r.state),
                r.figure.year.to_string(),
                r.figure.value.to_string(),
                tag,
                source,
                note,
            ])?;
        }
        sheet.done()
    }

    fn write_gaps(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new("gaps", &["variable", "cow", "from", "to", "reason", "text"])?;
        for g in &self.gaps {
            let (reason, why) = match &g.reason {
                Missing::SetAside { why } => ("set_aside", why.clone()),
                Missing::NotShipped { from } => ("not_shipped", from.clone()),
                _ => ("not_reported", String::new()),
            };
            sheet.row(&[
                g.variable.name().to_owned(),
                g.state.map_or_else(String::new, code),
                g.from.to_string(),
                open_year(g.to),
                reason.to_owned(),
                why,
            ])?;
        }
        sheet.done()
    }

    fn write_treaties(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet =
            Sheet::new("treaties", &["id", "name", "since", "until", "tag", "source", "note"])?;
        for t in &self.treaties {
            sheet.row(&[
                t.id.clone(),
                t.name.clone(),
                t.since.to_string(),
                open_year(t.until),
                t.tag.to_string(),
                t.source.to_string(),
                text(&t.note),
            ])?;
        }
        sheet.done()
    }

    fn write_members(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new(
            "treaty_members",
            &["treaty", "cow", "from", "to", "owes", "owed", "tag", "source"],
        )?;
        for m in &self.treaty_members {
            sheet.row(&[
                m.treaty.clone(),
                code(m.state),
                m.from.to_string(),
                open_year(m.to),
                bit(m.owes),
                bit(m.owed),
                m.tag.to_string(),
                m.source.to_string(),
            ])?;
        }
        sheet.done()
    }

    fn write_stationed(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new(
            "stationed",
            &["cow_from", "cow_host", "year", "persons", "tag", "source", "note"],
        )?;
        for r in &self.stationed {
            let [tag, source, note] = origin(&r.figure);
            sheet.row(&[
                code(r.from),
                code(r.host),
                r.figure.year.to_string(),
                r.figure.value.to_string(),
                tag,
                source,
                note,
            ])?;
        }
        sheet.done()
    }

    fn write_arms(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new(
            "arms",
            &["cow_recipient", "cow_supplier", "from", "to", "share", "tag", "source", "note"],
        )?;
        for r in &self.arms {
            let [tag, source, note] = origin(&r.share);
            sheet.row(&[
                code(r.recipient),
                code(r.supplier),
                r.from.to_string(),
                r.share.year.to_string(),
                r.share.value.to_string(),
                tag,
                source,
                note,
            ])?;
        }
        sheet.done()
    }

    fn write_warheads(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new(
            "warheads",
            &["cow", "notion", "year", "warheads", "tag", "source", "note"],
        )?;
        for r in &self.warheads {
            let [tag, source, note] = origin(&r.figure);
            sheet.row(&[
                code(r.state),
                r.notion.word().to_owned(),
                r.figure.year.to_string(),
                r.figure.value.to_string(),
                tag,
                source,
                note,
            ])?;
        }
        sheet.done()
    }

    fn write_distances(&self) -> Result<(String, Vec<u8>), Error> {
        let dated = self.distances.iter().any(|d| d.year.is_some());
        let header: &[&str] =
            if dated { &["cow_a", "cow_b", "year", "km"] } else { &["cow_a", "cow_b", "km"] };
        let mut sheet = Sheet::new("distances", header)?;
        for d in &self.distances {
            let mut cells = vec![code(d.a), code(d.b)];
            if dated {
                cells.push(open_year(d.year));
            }
            cells.push(d.km.to_string());
            sheet.row(&cells)?;
        }
        sheet.done()
    }

    fn write_cover(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new(
            "nuclear_cover",
            &["provider", "client", "level", "since", "declared", "tag", "source", "note"],
        )?;
        for c in &self.cover {
            sheet.row(&[
                c.provider.to_string(),
                c.client.to_string(),
                c.level.to_string(),
                text(&c.date),
                text(&c.declared),
                c.tag.to_string(),
                c.source.to_string(),
                text(&c.note),
            ])?;
        }
        sheet.done()
    }

    fn write_reach(&self) -> Result<(String, Vec<u8>), Error> {
        let mut sheet = Sheet::new(
            "nuclear_reach",
            &["challenger", "provider", "can_strike", "tag", "source", "note"],
        )?;
        for r in &self.reach {
            sheet.row(&[
                r.challenger.to_string(),
                r.provider.to_string(),
                r.can_strike.word().to_owned(),
                r.tag.to_string(),
                r.source.to_string(),
                text(&r.note),
            ])?;
        }
        sheet.done()
    }

    fn write_sources(&self) -> Result<(String, Vec<u8>), Error> {
        let rows: BTreeMap<&str, &Source> =
            self.sources.iter().map(|(id, s)| (id.0.as_str(), s)).collect();
        let text = toml::to_string(&rows)
            .map_err(|e| Error::new(Kind::Io, "sources.toml", e.to_string()))?;
        Ok(("sources.toml".into(), text.into_bytes()))
    }
}
