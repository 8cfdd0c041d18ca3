//! Which unit of the atlas belongs to which state.

/// Units of the atlas that are a state: ISO 3166 numeric code and ISO3.
const STATES: [(&str, &str); 194] = [
    ("004", "AFG"),
    ("008", "ALB"),
    ("012", "DZA"),
    ("020", "AND"),
    ("024", "AGO"),
    ("028", "ATG"),
    ("031", "AZE"),
    ("032", "ARG"),
    ("036", "AUS"),
    ("040", "AUT"),
    ("044", "BHS"),
    ("048", "BHR"),
    ("050", "BGD"),
    ("051", "ARM"),
    ("052", "BRB"),
    ("056", "BEL"),
    ("064", "BTN"),
    ("068", "BOL"),
    ("070", "BIH"),
    ("072", "BWA"),
    ("076", "BRA"),
    ("084", "BLZ"),
    ("090", "SLB"),
    ("096", "BRN"),
    ("100", "BGR"),
    ("104", "MMR"),
    ("108", "BDI"),
    ("112", "BLR"),
    ("116", "KHM"),
    ("120", "CMR"),
    ("124", "CAN"),
    ("132", "CPV"),
    ("140", "CAF"),
    ("144", "LKA"),
    ("148", "TCD"),
    ("152", "CHL"),
    ("156", "CHN"),
    ("158", "TWN"),
    ("170", "COL"),
    ("174", "COM"),
    ("178", "COG"),
    ("180", "COD"),
    ("188", "CRI"),
    ("191", "HRV"),
    ("192", "CUB"),
    ("196", "CYP"),
    ("203", "CZE"),
    ("204", "BEN"),
    ("208", "DNK"),
    ("212", "DMA"),
    ("214", "DOM"),
    ("218", "ECU"),
    ("222", "SLV"),
    ("226", "GNQ"),
    ("231", "ETH"),
    ("232", "ERI"),
    ("233", "EST"),
    ("242", "FJI"),
    ("246", "FIN"),
    ("250", "FRA"),
    ("262", "DJI"),
    ("266", "GAB"),
    ("268", "GEO"),
    ("270", "GMB"),
    ("276", "DEU"),
    ("288", "GHA"),
    ("296", "KIR"),
    ("300", "GRC"),
    ("308", "GRD"),
    ("320", "GTM"),
    ("324", "GIN"),
    ("328", "GUY"),
    ("332", "HTI"),
    ("340", "HND"),
    ("348", "HUN"),
    ("352", "ISL"),
    ("356", "IND"),
    ("360", "IDN"),
    ("364", "IRN"),
    ("368", "IRQ"),
    ("372", "IRL"),
    ("376", "ISR"),
    ("380", "ITA"),
    ("384", "CIV"),
    ("388", "JAM"),
    ("392", "JPN"),
    ("398", "KAZ"),
    ("400", "JOR"),
    ("404", "KEN"),
    ("408", "PRK"),
    ("410", "KOR"),
    ("414", "KWT"),
    ("417", "KGZ"),
    ("418", "LAO"),
    ("422", "LBN"),
    ("426", "LSO"),
    ("428", "LVA"),
    ("430", "LBR"),
    ("434", "LBY"),
    ("438", "LIE"),
    ("440", "LTU"),
    ("442", "LUX"),
    ("450", "MDG"),
    ("454", "MWI"),
    ("458", "MYS"),
    ("462", "MDV"),
    ("466", "MLI"),
    ("470", "MLT"),
    ("478", "MRT"),
    ("480", "MUS"),
    ("484", "MEX"),
    ("492", "MCO"),
    ("496", "MNG"),
    ("498", "MDA"),
    ("499", "MNE"),
    ("504", "MAR"),
    ("508", "MOZ"),
    ("512", "OMN"),
    ("516", "NAM"),
    ("520", "NRU"),
    ("524", "NPL"),
    ("528", "NLD"),
    ("548", "VUT"),
    ("554", "NZL"),
    ("558", "NIC"),
    ("562", "NER"),
    ("566", "NGA"),
    ("578", "NOR"),
    ("583", "FSM"),
    ("584", "MHL"),
    ("585", "PLW"),
    ("586", "PAK"),
    ("591", "PAN"),
    ("598", "PNG"),
    ("600", "PRY"),
    ("604", "PER"),
    ("608", "PHL"),
    ("616", "POL"),
    ("620", "PRT"),
    ("624", "GNB"),
    ("626", "TLS"),
    ("634", "QAT"),
    ("642", "ROU"),
    ("643", "RUS"),
    ("646", "RWA"),
    ("659", "KNA"),
    ("662", "LCA"),
    ("670", "VCT"),
    ("674", "SMR"),
    ("678", "STP"),
    ("682", "SAU"),
    ("686", "SEN"),
    ("688", "SRB"),
    ("690", "SYC"),
    ("694", "SLE"),
    ("702", "SGP"),
    ("703", "SVK"),
    ("704", "VNM"),
    ("705", "SVN"),
    ("706", "SOM"),
    ("710", "ZAF"),
    ("716", "ZWE"),
    ("724", "ESP"),
    ("728", "SSD"),
    ("729", "SDN"),
    ("740", "SUR"),
    ("748", "SWZ"),
    ("752", "SWE"),
    ("756", "CHE"),
    ("760", "SYR"),
    ("762", "TJK"),
    ("764", "THA"),
    ("768", "TGO"),
    ("776", "TON"),
    ("780", "TTO"),
    ("784", "ARE"),
    ("788", "TUN"),
    ("792", "TUR"),
    ("795", "TKM"),
    ("798", "TUV"),
    ("800", "UGA"),
    ("804", "UKR"),
    ("807", "MKD"),
    ("818", "EGY"),
    ("826", "GBR"),
    ("834", "TZA"),
    ("840", "USA"),
    ("854", "BFA"),
    ("858", "URY"),
    ("860", "UZB"),
    ("862", "VEN"),
    ("882", "WSM"),
    ("887", "YEM"),
    ("894", "ZMB"),
];

/// Units without a state of their own that count to one, by their name in the atlas.
///
/// Territory of a recognised state that an unrecognised authority holds counts to the state
/// (Somaliland, Northern Cyprus); so do leased and special areas of the same state.
const BY_NAME: [(&str, &str); 8] = [
    ("Kosovo", "XKX"),
    ("Somaliland", "SOM"),
    ("N. Cyprus", "CYP"),
    ("Cyprus U.N. Buffer Zone", "CYP"),
    ("Baikonur", "KAZ"),
    ("Hong Kong", "CHN"),
    ("Macao", "CHN"),
    ("Åland", "FIN"),
];

/// The ISO3 code of the state that a unit counts to, or `None` for dependencies, disputed reefs,
/// bases abroad, Palestine, Western Sahara and Antarctica.
pub(crate) fn state_of(numeric: Option<&str>, name: &str) -> Option<&'static str> {
    if let Some((_, iso)) = BY_NAME.iter().find(|(n, _)| *n == name) {
        return Some(iso);
    }
    // The atlas gives these reefs the code of Australia; they are a territory.
    if name == "Ashmore and Cartier Is." {
        return None;
    }
    STATES.iter().find(|(n, _)| Some(*n) == numeric).map(|(_, iso)| *iso)
}

/// Parts drawn with a European state that lie overseas and do not count to it: ISO3, name, and a
/// box (west, south, east, north, in degrees) that holds them.
const OVERSEAS: [(&str, &str, [f64; 4]); 9] = [
    ("FRA", "French Guiana", [-55.0, 2.0, -51.0, 6.5]),
    ("FRA", "Guadeloupe and Martinique", [-62.0, 14.0, -60.5, 17.0]),
    ("FRA", "Reunion", [55.0, -21.6, 56.0, -20.7]),
    ("FRA", "Mayotte", [44.8, -13.2, 45.4, -12.5]),
    ("NLD", "Caribbean Netherlands", [-69.0, 11.9, -62.0, 18.0]),
    ("NOR", "Svalbard", [9.0, 74.0, 35.0, 81.5]),
    ("NOR", "Jan Mayen", [-10.0, 70.0, -7.0, 72.0]),
    ("NOR", "Bouvet Island", [3.0, -55.0, 4.0, -54.0]),
    ("ESP", "Ceuta and Melilla", [-5.5, 35.0, -2.5, 35.95]),
];

/// Whether a part of `iso` with this point (degrees) is an overseas part that does not count.
pub(crate) fn overseas(iso: &str, [lon, lat]: [f64; 2]) -> bool {
    OVERSEAS.iter().any(|(state, _, [w, s, e, n])| {
        *state == iso && *w <= lon && lon <= *e && *s <= lat && lat <= *n
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_find_their_state() {
        assert_eq!(state_of(Some("392"), "Japan"), Some("JPN"));
        assert_eq!(state_of(Some("158"), "Taiwan"), Some("TWN"));
        assert_eq!(state_of(None, "Kosovo"), Some("XKX"));
        assert_eq!(state_of(None, "Somaliland"), Some("SOM"));
        assert_eq!(state_of(Some("732"), "W. Sahara"), None);
        assert_eq!(state_of(Some("036"), "Ashmore and Cartier Is."), None);
        assert_eq!(state_of(Some("304"), "Greenland"), None);
    }

    #[test]
    fn cayenne_is_overseas_and_corsica_is_not() {
        assert!(overseas("FRA", [-52.3, 4.9]));
        assert!(!overseas("FRA", [9.0, 42.0]));
        assert!(!overseas("SUR", [-54.5, 4.9]));
    }
}
