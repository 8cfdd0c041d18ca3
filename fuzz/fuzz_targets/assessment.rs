//! Any bytes as an assessment file: an assessment, or diagnostics whose spans lie in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match antumbra_assess::load::load("fuzz.toml", bytes, &[]) {
        Ok(_) => {}
        Err(wrong) => {
            assert!(!wrong.is_empty());
            for d in wrong.iter() {
                if let Some((_, span)) = &d.at {
                    assert!(span.start <= span.end && span.end <= bytes.len());
                }
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let start = b"client = \"JPN\"\n[[challengers]]\nid = \"CHN\"\n";
        let _ = antumbra_assess::load::load("fuzz.toml", start, &[text.to_owned()]);
    }
});
