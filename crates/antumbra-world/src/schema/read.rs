//! From the files of the schema to typed rows.

use crate::error::Kind;
use crate::input::{self, File, Rows, files};
use crate::{
    ArmsRow, CanStrike, CoverRow, CoverageRow, DistanceRow, Error, Figure, FigureRow, GapRow,
    Notion, ReachRow, Series, StationedRow, Tables, Treaty, TreatyMember, Variable, WarheadRow,
};
use antumbra_core::outside::Source as Folder;
use antumbra_core::{Iso3, Missing, Source, SourceId, StateRecord, Year};
use std::collections::BTreeMap;

impl Tables {
    /// Reads the tables of a folder in the normalised schema.
    ///
    /// # Errors
    /// When a file is missing or cannot be understood; the error says where.
    pub fn read(folder: &dyn Folder) -> Result<Self, Error> {
        let open = |stem| input::open(folder, stem);
        let coverage = read_coverage(&open("coverage")?)?;
        Ok(Tables {
            states: read_states(&open("states")?)?,
            sources: read_all_sources(folder)?,
            figures: read_figures(&open("figures")?)?,
            gaps: read_gaps(&open("gaps")?)?,
            treaties: read_treaties(&open("treaties")?)?,
            treaty_members: read_members(&open("treaty_members")?)?,
            stationed: read_stationed(&open("stationed")?)?,
            arms: read_arms(&open("arms")?)?,
            warheads: read_warheads(&open("warheads")?)?,
            cover: read_cover(&open("nuclear_cover")?)?,
            reach: read_reach(&open("nuclear_reach")?)?,
            coverage,
            distances: read_distances(&open("distances")?)?,
        })
    }
}

/// The tables of nuclear cover and reach.
pub(crate) fn read_nuclear(folder: &dyn Folder) -> Result<(Vec<CoverRow>, Vec<ReachRow>), Error> {
    let open = |stem| input::open(folder, stem);
    Ok((read_cover(&open("nuclear_cover")?)?, read_reach(&open("nuclear_reach")?)?))
}

/// The distances of present borders.
pub(crate) fn read_present_distances(folder: &dyn Folder) -> Result<Vec<DistanceRow>, Error> {
    let mut rows = read_distances(&input::open(folder, "distances")?)?;
    rows.retain(|r| r.year.is_none());
    Ok(rows)
}

/// The columns that give a figure: value, year, tag, source, note.
struct FigureCols {
    value: input::Col,
    year: input::Col,
    tag: input::Col,
    source: input::Col,
    note: input::Col,
}

impl FigureCols {
    fn new(rows: &Rows<'_>, value: &'static str, year: &'static str) -> Result<Self, Error> {
        Ok(FigureCols {
            value: rows.column(value)?,
            year: rows.column(year)?,
            tag: rows.column("tag")?,
            source: rows.column("source")?,
            note: rows.column("note")?,
        })
    }

    fn read(&self, row: &input::Row<'_>) -> Result<Figure, Error> {
        Ok(Figure {
            value: row.number(self.value)?,
            year: row.year(self.year)?,
            tag: row.tag(self.tag)?,
            source: row.source(self.source)?,
            note: row.text_or_none(self.note)?,
        })
    }
}

fn read_states(file: &File) -> Result<Vec<StateRecord>, Error> {
    let mut rows = Rows::new(file)?;
    let cow = rows.column("cow")?;
    let gw = rows.column("gw")?;
    let iso3 = rows.column("iso3")?;
    let name = rows.column("name")?;
    let (from, to) = (rows.column("from")?, rows.column("to")?);
    let mut out = Vec::new();
    rows.each(|row| {
        let iso = row.text(iso3)?;
        out.push(StateRecord {
            id: row.state(cow)?,
            gw: row.state_or_none(gw)?.map(antumbra_core::StateId::cow_code),
            iso3: if iso.is_empty() {
                None
            } else {
                Some(row.word(iso3, Iso3::parse, "the three-letter codes")?)
            },
            name: row.text(name)?.to_owned(),
            from: row.year(from)?,
            to: row.year_or_none(to)?,
        });
        Ok(())
    })?;
    Ok(out)
}

/// The rows of every `sources*.toml` of a folder.
pub(crate) fn read_all_sources(folder: &dyn Folder) -> Result<Vec<(SourceId, Source)>, Error> {
    let names = folder
        .list()
        .map_err(|e| Error::new(Kind::Io, folder.label(), format!("cannot be listed: {e}")))?;
    let mut all = BTreeMap::new();
    for name in names.iter().filter(|n| n.starts_with("sources") && n.ends_with(".toml")) {
        for (id, row) in read_sources(&files::read(folder, name)?)? {
            if all.insert(id.clone(), row).is_some() {
                return Err(Error::new(
                    Kind::Inconsistent,
                    name,
                    format!("the source `{id}` is described twice"),
                ));
            }
        }
    }
    Ok(all.into_iter().collect())
}

fn read_sources(file: &File) -> Result<Vec<(SourceId, Source)>, Error> {
    let bad = |m: String| Error::new(Kind::Malformed, &file.name, m);
    let text = std::str::from_utf8(&file.bytes).map_err(|_| bad("the text is not UTF-8".into()))?;
    let rows: BTreeMap<String, Source> =
        toml::from_str(text).map_err(|e| bad(e.to_string().trim_end().to_owned()))?;
    Ok(rows.into_iter().map(|(id, s)| (SourceId(id), s)).collect())
}

fn read_coverage(file: &File) -> Result<Vec<CoverageRow>, Error> {
    let mut rows = Rows::new(file)?;
    let series = rows.column("series")?;
    let source = rows.column("source")?;
    let (first, last) = (rows.column("first")?, rows.column("last")?);
    let general = rows.column("general")?;
    let note = rows.column("note")?;
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(CoverageRow {
            series: row.word(series, Series::parse, &list(Series::names()))?,
            source: row.source(source)?,
            first: row.year(first)?,
            last: row.year(last)?,
            general: row.flag(general)?,
            note: row.text_or_none(note)?,
        });
        Ok(())
    })?;
    Ok(out)
}

fn list(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

pub(crate) fn read_figures(file: &File) -> Result<Vec<FigureRow>, Error> {
    let mut rows = Rows::new(file)?;
    let variable = rows.column("variable")?;
    let cow = rows.column("cow")?;
    let figure = FigureCols::new(&rows, "value", "year")?;
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(FigureRow {
            variable: row.word(
                variable,
                Variable::parse,
                &list(Variable::ALL.iter().map(|v| v.name())),
            )?,
            state: row.state(cow)?,
            figure: figure.read(&row)?,
        });
        Ok(())
    })?;
    Ok(out)
}

pub(crate) fn read_gaps(file: &File) -> Result<Vec<GapRow>, Error> {
    let mut rows = Rows::new(file)?;
    let variable = rows.column("variable")?;
    let cow = rows.column("cow")?;
    let (from, to) = (rows.column("from")?, rows.column("to")?);
    let (reason, text) = (rows.column("reason")?, rows.column("text")?);
    let mut out = Vec::new();
    rows.each(|row| {
        let why = row.text(text)?.to_owned();
        out.push(GapRow {
            variable: row.word(
                variable,
                Variable::parse,
                &list(Variable::ALL.iter().map(|v| v.name())),
            )?,
            state: row.state_or_none(cow)?,
            from: row.year(from)?,
            to: row.year_or_none(to)?,
            reason: match row.text(reason)? {
                "set_aside" => Missing::SetAside { why },
                "not_shipped" => Missing::NotShipped { from: why },
                "not_reported" => Missing::NotReported,
                other => {
                    return Err(row.wrong(
                        reason,
                        format!("`{other}` is not one of set_aside, not_shipped, not_reported"),
                    ));
                }
            },
        });
        Ok(())
    })?;
    Ok(out)
}

pub(crate) fn read_treaties(file: &File) -> Result<Vec<Treaty>, Error> {
    let mut rows = Rows::new(file)?;
    let (id, name) = (rows.column("id")?, rows.column("name")?);
    let (since, until) = (rows.column("since")?, rows.column("until")?);
    let (tag, source, note) = (rows.column("tag")?, rows.column("source")?, rows.column("note")?);
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(Treaty {
            id: row.text(id)?.to_owned(),
            name: row.text(name)?.to_owned(),
            since: row.year(since)?,
            until: row.year_or_none(until)?,
            tag: row.tag(tag)?,
            source: row.source(source)?,
            note: row.text_or_none(note)?,
        });
        Ok(())
    })?;
    Ok(out)
}

pub(crate) fn read_members(file: &File) -> Result<Vec<TreatyMember>, Error> {
    let mut rows = Rows::new(file)?;
    let (treaty, cow) = (rows.column("treaty")?, rows.column("cow")?);
    let (from, to) = (rows.column("from")?, rows.column("to")?);
    let (owes, owed) = (rows.column("owes")?, rows.column("owed")?);
    let (tag, source) = (rows.column("tag")?, rows.column("source")?);
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(TreatyMember {
            treaty: row.text(treaty)?.to_owned(),
            state: row.state(cow)?,
            from: row.year(from)?,
            to: row.year_or_none(to)?,
            owes: row.flag(owes)?,
            owed: row.flag(owed)?,
            tag: row.tag(tag)?,
            source: row.source(source)?,
        });
        Ok(())
    })?;
    Ok(out)
}

fn read_stationed(file: &File) -> Result<Vec<StationedRow>, Error> {
    let mut rows = Rows::new(file)?;
    let (from, host) = (rows.column("cow_from")?, rows.column("cow_host")?);
    let figure = FigureCols::new(&rows, "persons", "year")?;
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(StationedRow {
            from: row.state(from)?,
            host: row.state(host)?,
            figure: figure.read(&row)?,
        });
        Ok(())
    })?;
    Ok(out)
}

fn read_arms(file: &File) -> Result<Vec<ArmsRow>, Error> {
    let mut rows = Rows::new(file)?;
    let (recipient, supplier) = (rows.column("cow_recipient")?, rows.column("cow_supplier")?);
    let from = rows.column("from")?;
    let figure = FigureCols::new(&rows, "share", "to")?;
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(ArmsRow {
            recipient: row.state(recipient)?,
            supplier: row.state(supplier)?,
            from: row.year(from)?,
            share: figure.read(&row)?,
        });
        Ok(())
    })?;
    Ok(out)
}

pub(crate) fn read_warheads(file: &File) -> Result<Vec<WarheadRow>, Error> {
    let mut rows = Rows::new(file)?;
    let (cow, notion) = (rows.column("cow")?, rows.column("notion")?);
    let figure = FigureCols::new(&rows, "warheads", "year")?;
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(WarheadRow {
            state: row.state(cow)?,
            notion: row.word(notion, Notion::parse, "inventory, stockpile")?,
            figure: figure.read(&row)?,
        });
        Ok(())
    })?;
    Ok(out)
}

fn read_distances(file: &File) -> Result<Vec<DistanceRow>, Error> {
    let mut rows = Rows::new(file)?;
    let (a, b, km) = (rows.column("cow_a")?, rows.column("cow_b")?, rows.column("km")?);
    let year = rows.optional("year");
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(DistanceRow {
            a: row.state(a)?,
            b: row.state(b)?,
            year: year.map_or(Ok(None), |y| row.year_or_none(y))?,
            km: row.number(km)?,
        });
        Ok(())
    })?;
    Ok(out)
}

fn read_cover(file: &File) -> Result<Vec<CoverRow>, Error> {
    let mut rows = Rows::new(file)?;
    let (provider, client) = (rows.column("provider")?, rows.column("client")?);
    let (level, since) = (rows.column("level")?, rows.column("since")?);
    let (declared, tag) = (rows.column("declared")?, rows.column("tag")?);
    let (source, note) = (rows.column("source")?, rows.column("note")?);
    let mut out = Vec::new();
    rows.each(|row| {
        let n = row.whole(level)?;
        out.push(CoverRow {
            provider: row.word(provider, Iso3::parse, "the three-letter codes")?,
            client: row.word(client, Iso3::parse, "the three-letter codes")?,
            level: u8::try_from(n)
                .ok()
                .filter(|l| *l <= 5)
                .ok_or_else(|| row.wrong(level, format!("`{n}` is not a level from 0 to 5")))?,
            since: starting_year(&row, since)?,
            date: row.text_or_none(since)?,
            declared: row.text_or_none(declared)?,
            tag: row.tag(tag)?,
            source: row.source(source)?,
            note: row.text_or_none(note)?,
        });
        Ok(())
    })?;
    Ok(out)
}

/// A year, the year of a date `YYYY-MM-DD` or `YYYY-MM`, or nothing.
fn starting_year(row: &input::Row<'_>, col: input::Col) -> Result<Option<Year>, Error> {
    let text = row.text(col)?;
    if text.is_empty() {
        return Ok(None);
    }
    let year = text.split('-').next().unwrap_or_default();
    match year.parse::<i16>() {
        Ok(y) if year.len() == 4 => Ok(Some(Year(y))),
        _ => Err(row.wrong(col, format!("`{text}` is neither a year nor a date"))),
    }
}

fn read_reach(file: &File) -> Result<Vec<ReachRow>, Error> {
    let mut rows = Rows::new(file)?;
    let (challenger, provider) = (rows.column("challenger")?, rows.column("provider")?);
    let (can, tag) = (rows.column("can_strike")?, rows.column("tag")?);
    let (source, note) = (rows.column("source")?, rows.column("note")?);
    let mut out = Vec::new();
    rows.each(|row| {
        out.push(ReachRow {
            challenger: row.word(challenger, Iso3::parse, "the three-letter codes")?,
            provider: row.word(provider, Iso3::parse, "the three-letter codes")?,
            can_strike: row.word(can, CanStrike::parse, "yes, partly, no")?,
            tag: row.tag(tag)?,
            source: row.source(source)?,
            note: row.text_or_none(note)?,
        });
        Ok(())
    })?;
    Ok(out)
}
