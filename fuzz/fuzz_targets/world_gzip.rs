//! Any bytes as a compressed public file: rows, or an error that names the file.
#![no_main]

use antumbra_core::outside::MemoryFiles;
use antumbra_world::readers::troops;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The mark of gzip, so that every input is unpacked.
    let mut packed = vec![0x1f, 0x8b];
    packed.extend_from_slice(bytes);
    let folder = MemoryFiles::new([("us_troops_country_year.csv.gz", packed)]);
    if let Err(e) = troops::us_troops(&folder) {
        assert_eq!(e.file(), "us_troops_country_year.csv.gz");
    }
});
