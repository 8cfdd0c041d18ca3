//! Figures as PNG, with the feature `png`: the SVG that [`crate::export::svg`] writes, drawn by
//! `resvg` at a width in pixels.
//!
//! Latin letters are drawn with the font in this crate, so a figure in English looks the same on
//! every machine. What that font lacks, Japanese above all, is drawn with a font of the system;
//! where there is none, the figure is refused with the character named, not drawn with gaps.

use crate::export;
use crate::figure::Figure;
use resvg::usvg::{FontResolver, Options, Tree, fontdb};
use resvg::{tiny_skia, usvg};
use std::fmt;
use std::sync::{Arc, Mutex};

/// Noto Sans, cut down to what figures use (`data/font`).
const FONT: &[u8] = include_bytes!("../data/font/sans.ttf");

/// Fonts of systems with the forms that Japanese uses, in the order of preference. A font chosen
/// by its characters alone may bring Chinese or Korean forms.
const JAPANESE: &[&str] = &[
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic",
    "Meiryo",
    "BIZ UDGothic",
    "IPAexGothic",
    "IPAGothic",
    "TakaoGothic",
    "VL Gothic",
];

/// Widths that a figure can be drawn at, in pixels.
pub const WIDTHS: std::ops::RangeInclusive<u32> = 100..=10_000;

/// Why a figure could not be drawn.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Font,
    Width,
    Drawing,
}

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into() }
    }

    /// Is a character missing in every font of this machine?
    pub fn is_font(&self) -> bool {
        self.kind == Kind::Font
    }

    /// Is the width outside [`WIDTHS`]?
    pub fn is_width(&self) -> bool {
        self.kind == Kind::Width
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Draws figures; keeps the fonts between them.
#[derive(Clone, Debug)]
pub struct Painter {
    fonts: Arc<fontdb::Database>,
    system: bool,
}

impl Painter {
    /// A painter with the font of this crate. Fonts of the system are read when a figure needs one.
    pub fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(FONT.to_vec());
        Painter { fonts: Arc::new(fonts), system: false }
    }

    /// The figure as PNG, `width` pixels wide and as high as its shape asks.
    ///
    /// # Errors
    /// A width outside [`WIDTHS`], and a character that no font of this machine has.
    pub fn png(&mut self, figure: &Figure, width: u32) -> Result<Vec<u8>, Error> {
        if !WIDTHS.contains(&width) {
            return Err(Error::new(
                Kind::Width,
                format!(
                    "a width of {width} pixels is outside {} to {}",
                    WIDTHS.start(),
                    WIDTHS.end()
                ),
            ));
        }
        let svg = export::svg(figure);
        let (mut tree, mut missing) = self.read(&svg, figure.id)?;
        if missing.is_some() && !self.system {
            Arc::make_mut(&mut self.fonts).load_system_fonts();
            self.system = true;
            (tree, missing) = self.read(&svg, figure.id)?;
        }
        if let Some(c) = missing {
            return Err(Error::new(
                Kind::Font,
                format!(
                    "no font on this machine has `{c}` (U+{:04X}), which the figure `{}` needs; for \
                     Japanese install a font such as Noto Sans CJK JP",
                    u32::from(c),
                    figure.id
                ),
            ));
        }
        draw(&tree, width).ok_or_else(|| {
            Error::new(Kind::Drawing, format!("the figure `{}` cannot be drawn", figure.id))
        })
    }

    /// The drawing, and the first character that no font had.
    fn read(&self, svg: &str, id: &str) -> Result<(Tree, Option<char>), Error> {
        let missing = Arc::new(Mutex::new(None));
        let note = Arc::clone(&missing);
        let usual = FontResolver::default_fallback_selector();
        let options = Options {
            font_family: "Noto Sans".into(),
            fontdb: Arc::clone(&self.fonts),
            font_resolver: FontResolver {
                select_font: FontResolver::default_font_selector(),
                select_fallback: Box::new(move |c, used, fonts| {
                    let found = japanese(c, used, fonts).or_else(|| usual(c, used, fonts));
                    if found.is_none()
                        && let Ok(mut m) = note.lock()
                    {
                        m.get_or_insert(c);
                    }
                    found
                }),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options).map_err(|e: usvg::Error| {
            Error::new(Kind::Drawing, format!("the figure `{id}` cannot be read: {e}"))
        })?;
        let missing = missing.lock().ok().and_then(|m| *m);
        Ok((tree, missing))
    }
}

impl Default for Painter {
    fn default() -> Self {
        Painter::new()
    }
}

/// A font with Japanese forms, for kana, ideographs and full-width signs.
fn japanese(c: char, used: &[fontdb::ID], fonts: &fontdb::Database) -> Option<fontdb::ID> {
    if !matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}') {
        return None;
    }
    JAPANESE
        .iter()
        .filter_map(|name| {
            let families = [fontdb::Family::Name(name)];
            fonts.query(&fontdb::Query { families: &families, ..fontdb::Query::default() })
        })
        .find(|id| !used.contains(id))
}

fn draw(tree: &Tree, width: u32) -> Option<Vec<u8>> {
    let size = tree.size();
    let scale = width as f32 / size.width();
    let height = (size.height() * scale).ceil().max(1.0) as u32;
    let mut pixels = tiny_skia::Pixmap::new(width, height)?;
    pixels.fill(tiny_skia::Color::WHITE);
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(tree, transform, &mut pixels.as_mut());
    pixels.encode_png().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Anchor, Canvas};

    fn figure(text: &str) -> Figure {
        let mut c = Canvas::new(200.0, 100.0);
        c.rect(0.0, 50.0, 100.0, 50.0, "own");
        c.text(10.0, 30.0, Anchor::Start, "label", text);
        Figure {
            id: "test",
            title: String::new(),
            description: String::new(),
            svg: c.finish("test", "t", "d"),
            table: (Vec::new(), Vec::new()),
            source: String::new(),
        }
    }

    fn pixels(png: &[u8]) -> Option<tiny_skia::Pixmap> {
        tiny_skia::Pixmap::decode_png(png).ok()
    }

    #[test]
    fn a_figure_has_its_width_its_colours_and_its_words() -> Result<(), Error> {
        let mut p = Painter::new();
        let signs = "≤≥→←↑↓−★≈≠⊣⊢⚑–×†·…λψρε";
        let (drawn, empty) = (p.png(&figure(signs), 400)?, p.png(&figure(""), 400)?);
        assert!(!p.system, "every sign of figures is in the font of this crate");
        let (Some(drawn), Some(empty)) = (pixels(&drawn), pixels(&empty)) else {
            return Err(Error::new(Kind::Drawing, "not a PNG"));
        };
        assert_eq!((drawn.width(), drawn.height()), (400, 200));
        let own = drawn.pixel(100, 150).map(|c| (c.red(), c.green(), c.blue()));
        assert_eq!(own, Some((0x12, 0x35, 0x5b)), "the colour of the light theme");
        let dark = |p: &tiny_skia::Pixmap| p.pixels().iter().filter(|c| c.red() < 100).count();
        assert!(dark(&drawn) > dark(&empty) + 500, "the words are drawn");
        Ok(())
    }

    #[test]
    fn a_character_without_a_font_is_named() {
        // A painter that has only the font of this crate.
        let mut p = Painter { system: true, ..Painter::new() };
        let e = p.png(&figure("a\u{5b88}"), 400).err();
        assert!(e.as_ref().is_some_and(Error::is_font), "{e:?}");
        assert!(e.is_some_and(|e| e.to_string().contains('\u{5b88}')));
    }

    #[test]
    fn widths_have_bounds() {
        for width in [0, 99, 10_001] {
            assert!(Painter::new().png(&figure("a"), width).err().is_some_and(|e| e.is_width()));
        }
    }
}
