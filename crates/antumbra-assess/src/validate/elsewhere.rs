//! Claims that are part of the list and are not put to the test here. The report says why, each.

use antumbra_record::validate::{Claim, ClaimId};

pub(super) fn claims() -> Vec<Claim> {
    [
        ClaimId::Termination,
        ClaimId::Proliferation,
        ClaimId::ImmediateDeterrence,
        ClaimId::Bargaining,
        ClaimId::Budgets,
    ]
    .map(Claim::not_run)
    .to_vec()
}
