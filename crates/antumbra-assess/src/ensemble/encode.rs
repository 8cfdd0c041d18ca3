//! A chunk on its way into the folder, policy after policy.

use super::tables::{inputs, outcome_rows, values, yearly_rows};
use antumbra_explore::ensemble::{DesignChunk, Layout, OutcomeChunk, Reduce, Spec, TallyEncoder};
use antumbra_record::Error as RecordError;
use antumbra_record::chunks::{Piece, parquet};
use antumbra_record::stream::{Form, TableWriter};

/// Turns chunks into tables and histograms. A worker holds one policy's years at a time: they go into
/// histograms and, where they are kept, into the file's next row group.
pub(super) struct Encode<'a> {
    pub(super) spec: &'a Spec,
    pub(super) layout: Layout,
    pub(super) keep_years: bool,
}

/// What a worker has of its chunk so far.
pub(super) struct Room {
    tally: TallyEncoder,
    /// The outcomes of the policies so far, a column each.
    outcomes: Vec<Vec<Option<f64>>>,
    codes: Vec<u16>,
    yearly: Option<TableWriter<Vec<u8>>>,
    /// What went wrong on the way.
    wrong: Option<RecordError>,
}

impl Encode<'_> {
    fn begin_yearly(&self) -> Option<TableWriter<Vec<u8>>> {
        let kept = self.keep_years && !self.spec.years.is_empty();
        kept.then(|| TableWriter::new(Vec::new(), Form::Parquet))
    }
}

impl Reduce for Encode<'_> {
    type Room = Room;
    type Piece = Result<Piece, RecordError>;

    fn room(&self) -> Room {
        Room {
            tally: TallyEncoder::new(self.layout.clone()),
            outcomes: vec![Vec::new(); self.spec.outcomes.len()],
            codes: Vec::new(),
            yearly: self.begin_yearly(),
            wrong: None,
        }
    }

    fn policy(&self, room: &mut Room, policy: usize, design: &DesignChunk, out: &mut OutcomeChunk) {
        room.tally.policy(out);
        let all = design.rows() * self.spec.policies.len();
        for (k, column) in room.outcomes.iter_mut().enumerate() {
            column.reserve_exact(all - column.len());
            column.extend(values(out.outcome(k), out.failures()));
        }
        room.codes.extend(out.failures());
        if let Some(w) = &mut room.yearly {
            let written = yearly_rows(self.spec, design, policy, out).and_then(|t| w.chunk(&t));
            if let Err(e) = written {
                room.wrong = Some(e);
            }
        }
    }

    fn piece(&self, room: &mut Room, _: u64, design: &DesignChunk) -> Self::Piece {
        let tally = room.tally.finish();
        let codes = std::mem::take(&mut room.codes);
        let columns = room.outcomes.iter_mut().map(std::mem::take);
        let outcomes = outcome_rows(self.spec, design, &codes, columns)?;
        let mut tables = vec![
            ("inputs", parquet(&inputs(self.spec, design)?)?),
            ("outcomes", parquet(&outcomes)?),
        ];
        if let Some(w) = std::mem::replace(&mut room.yearly, self.begin_yearly()) {
            tables.push(("yearly", w.finish()?));
        }
        match room.wrong.take() {
            Some(e) => Err(e),
            None => Ok(Piece { tables, tally }),
        }
    }
}
