//! Which futures can be simulated at all.

use crate::inputs::InputDef;
use crate::outcomes::Failure;

/// Writes the code of every future: 0, or why its inputs are refused.
pub(crate) fn screen(defs: &[InputDef], columns: &[&[f64]], codes: &mut [u8]) {
    codes.fill(0);
    for (def, column) in defs.iter().zip(columns) {
        let (lo, hi) = def.domain;
        for (code, v) in codes.iter_mut().zip(*column) {
            if !v.is_finite() {
                *code = Failure::NotFinite as u8;
            } else if *code == 0 && !(lo..=hi).contains(v) {
                *code = Failure::OutsideDomain as u8;
            }
        }
    }
}
