//! Seeded mutations of real files: whatever the bytes, an answer or diagnostics, never a panic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it should be"
)]

use antumbra_assess::load::load;
use antumbra_assess::shipped;
use antumbra_core::{Purpose, Seed};

#[test]
fn mutated_files_are_read_or_refused() {
    let mut refused = 0;
    let mut taken = 0;
    for (n, (name, text)) in shipped::ALL.iter().enumerate() {
        // The shortest files: a mutation in a long one seldom meets anything but prose.
        let text = &text.as_bytes()[..text.len().min(3000)];
        let cut = text.iter().rposition(|b| *b == b'\n').unwrap_or(text.len());
        for round in 0..150 {
            let mut s = Seed(11).stream(Purpose("mutations"), round, n as u32);
            let mut bytes = text[..cut].to_vec();
            for _ in 0..=s.below(4) {
                let at = s.below(bytes.len() as u64) as usize;
                match s.below(4) {
                    0 => bytes[at] = s.next_u32() as u8,
                    1 => {
                        bytes.remove(at);
                    }
                    2 => bytes.insert(at, b"\"[]={}.\n0#"[s.below(10) as usize]),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            match load(name, &bytes, &[]) {
                Ok(_) => taken += 1,
                Err(wrong) => {
                    refused += 1;
                    assert!(!wrong.is_empty());
                    for d in wrong.iter() {
                        if let Some((_, span)) = &d.at {
                            assert!(span.start <= span.end && span.end <= bytes.len(), "{d:?}");
                        }
                    }
                }
            }
        }
    }
    assert!(refused > 300 && taken > 50, "{refused} refused, {taken} taken");
}
