//! The state system as dense arrays: states by index, years from 1816.

use crate::Error;
use crate::readers::states;
use antumbra_core::outside::Source;
use antumbra_core::{StateId, Year};

/// Which states are members of the system in which years.
#[derive(Clone, Debug)]
pub struct System {
    first: Year,
    last: Year,
    ids: Vec<StateId>,
    /// Index of a COW number, or `u16::MAX`.
    index: Vec<u16>,
    /// `member[y * n + s]`.
    member: Vec<bool>,
}

impl System {
    /// Members of the years `first..=last`, from `cow_gw_state_year`, which carries the COW list of
    /// 2016 on.
    ///
    /// # Errors
    /// When the file is missing or cannot be understood.
    pub fn read(folder: &dyn Source, first: Year, last: Year) -> Result<Self, Error> {
        let pairs: Vec<(StateId, Year)> = states::state_years(folder)?
            .into_iter()
            .filter_map(|r| Some((r.cow?, r.year)))
            .filter(|(_, y)| *y >= first && *y <= last)
            .collect();
        let mut ids: Vec<StateId> = pairs.iter().map(|p| p.0).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut index = vec![u16::MAX; 1000];
        for (n, id) in ids.iter().enumerate() {
            index[usize::from(id.cow_code())] = n as u16;
        }
        let years = (last.0 - first.0 + 1).max(0) as usize;
        let mut s = System { first, last, member: vec![false; years * ids.len()], ids, index };
        for (id, year) in pairs {
            if let (Some(y), Some(n)) = (s.year_index(year), s.index_of(id)) {
                let at = y * s.ids.len() + n;
                s.member[at] = true;
            }
        }
        Ok(s)
    }

    /// How many states ever.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// True without states.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// First year.
    pub fn first(&self) -> Year {
        self.first
    }

    /// Last year.
    pub fn last(&self) -> Year {
        self.last
    }

    /// How many years.
    pub fn years(&self) -> usize {
        self.member.len() / self.ids.len().max(1)
    }

    /// The state with this index.
    pub fn id(&self, n: usize) -> StateId {
        self.ids[n]
    }

    /// The index of a state, if it was ever a member.
    pub fn index_of(&self, id: StateId) -> Option<usize> {
        match self.index.get(usize::from(id.cow_code())) {
            Some(&n) if n != u16::MAX => Some(usize::from(n)),
            _ => None,
        }
    }

    /// The index of a year, if it is covered.
    pub fn year_index(&self, year: Year) -> Option<usize> {
        (year >= self.first && year <= self.last).then(|| (year.0 - self.first.0) as usize)
    }

    /// Is the state a member in the year (both by index)?
    pub fn is_member(&self, y: usize, n: usize) -> bool {
        self.member[y * self.ids.len() + n]
    }

    /// Indices of the members of a year, in the order of their numbers.
    pub fn members(&self, y: usize) -> Vec<usize> {
        (0..self.ids.len()).filter(|n| self.is_member(y, *n)).collect()
    }

    /// Indices of the members both of a year and of the year before.
    pub fn staying(&self, y: usize) -> Vec<usize> {
        if y == 0 {
            return Vec::new();
        }
        (0..self.ids.len()).filter(|n| self.is_member(y, *n) && self.is_member(y - 1, *n)).collect()
    }
}

/// Rows grouped by year, in their order within the year.
#[derive(Clone, Debug)]
pub(crate) struct ByYear<T> {
    offsets: Vec<usize>,
    rows: Vec<T>,
}

impl<T: Copy> ByYear<T> {
    /// Groups rows of the years of a system; others are left out.
    pub(crate) fn new(system: &System, rows: &[T], year: impl Fn(&T) -> Year) -> Self {
        let mut offsets = vec![0; system.years() + 1];
        for r in rows {
            if let Some(y) = system.year_index(year(r)) {
                offsets[y + 1] += 1;
            }
        }
        for y in 0..system.years() {
            offsets[y + 1] += offsets[y];
        }
        let mut next = offsets.clone();
        let mut sorted: Vec<Option<T>> = vec![None; offsets[system.years()]];
        for r in rows {
            if let Some(y) = system.year_index(year(r)) {
                sorted[next[y]] = Some(*r);
                next[y] += 1;
            }
        }
        ByYear { offsets, rows: sorted.into_iter().flatten().collect() }
    }

    /// The rows of a year by index.
    pub(crate) fn of(&self, y: usize) -> &[T] {
        &self.rows[self.offsets[y]..self.offsets[y + 1]]
    }
}
