//! From a name on the command line to a plan and a world.

use crate::args;
use crate::failure::Failure;
use crate::outside::{Folder, ProcessEnvironment};
use antumbra_assess::load::{Loaded, load};
use antumbra_assess::plan::{Plan, plan};
use antumbra_assess::{run, shipped, translation};
use antumbra_core::outside::Environment;
use antumbra_core::{Diagnostic, SourceRegister, Year, did_you_mean};
use antumbra_deter::Powers;
use antumbra_record::findings::Findings;
use antumbra_world::World;
use std::path::{Path, PathBuf};

/// The text of an assessment and how messages call it.
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Its free text in other languages: files beside it, each by its name.
    pub(crate) translations: Vec<(String, Vec<u8>)>,
    /// A sentence on what was taken, when it is not what was literally named.
    pub(crate) taken: Option<String>,
}

/// Finds an assessment: a file, a shipped name, or a state.
///
/// # Errors
/// When nothing goes by that name, or the file cannot be read.
pub(crate) fn text(asked: &str, world: &World) -> Result<Text, Failure> {
    if let Some(t) = shipped::text(asked) {
        return Ok(shipped_text(asked, t, None));
    }
    let path = Path::new(asked);
    let looks_like_path = asked.contains(['/', '\\', '.']);
    if path.exists() || looks_like_path {
        if path.is_dir() {
            return Err(Diagnostic::error("AN0100", format!("`{asked}` is a folder"))
                .help("name an assessment file; `antumbra explain --run` and `antumbra cite` take run folders")
                .into());
        }
        let bytes = std::fs::read(path).map_err(|e| {
            Failure::from(
                Diagnostic::error("AN0100", format!("cannot read `{asked}`: {e}"))
                    .help(format!("shipped assessments: {}", names().join(", "))),
            )
        })?;
        let translations = beside(path)?;
        return Ok(Text { name: asked.to_owned(), bytes, translations, taken: None });
    }
    // A state of any year will do here; whether it is there in the year asked for is the plan's.
    let known = world.states().spells().iter().rev().find(|s| {
        s.iso3.is_some_and(|i| i.as_str().eq_ignore_ascii_case(asked))
            || s.name.eq_ignore_ascii_case(asked)
            || asked.parse() == Ok(s.id.cow_code())
    });
    if let Some(state) = known {
        let code = state.iso3.map_or_else(|| asked.to_owned(), |i| i.to_string());
        if let Some(name) = shipped::for_client(&code)
            && let Some(t) = shipped::text(name)
        {
            let taken = format!("the shipped assessment `{name}` is taken for {code}");
            return Ok(shipped_text(name, t, Some(taken)));
        }
        return Ok(Text {
            name: format!("{code} (defaults)"),
            bytes: format!("client = \"{code}\"\n").into_bytes(),
            translations: Vec::new(),
            taken: None,
        });
    }
    let states = world.states().spells().iter();
    let words: Vec<&str> =
        states.flat_map(|s| s.iso3.iter().map(|i| i.as_str()).chain([s.name.as_str()])).collect();
    let near = did_you_mean(asked, names().iter().copied().chain(words));
    let help = match near {
        Some(n) => format!("did you mean `{n}`? Shipped assessments: {}", names().join(", ")),
        None => {
            format!("name a file, a state (KOR), or a shipped assessment: {}", names().join(", "))
        }
    };
    Err(Diagnostic::error("AN0100", format!("there is no assessment and no state `{asked}`"))
        .help(help)
        .into())
}

fn shipped_text(name: &str, text: &str, taken: Option<String>) -> Text {
    let translation = shipped::translation(name).map(|(n, t)| (n, t.into()));
    Text {
        name: format!("{name} (shipped)"),
        bytes: text.into(),
        translations: translation.into_iter().collect(),
        taken,
    }
}

/// The translations beside a file: `mine.ja.toml` beside `mine.toml`.
fn beside(file: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut out = Vec::new();
    for language in translation::LANGUAGES {
        let path = file.with_extension(format!("{language}.toml"));
        match std::fs::read(&path) {
            Ok(bytes) => out.push((path.display().to_string(), bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => {
                return Err(Diagnostic::error(
                    "AN0100",
                    format!("cannot read `{}`: {e}", path.display()),
                )
                .help("it is taken as the translation of the assessment beside it")
                .into());
            }
        }
    }
    Ok(out)
}

fn names() -> Vec<&'static str> {
    shipped::ALL.iter().map(|(n, _)| *n).collect()
}

/// `--year` and its like are `--set` of their keys, ahead of what `--set` itself says.
pub(crate) fn overrides(q: &args::Question) -> Vec<String> {
    let mut out = Vec::new();
    for (key, value) in
        [("patron", &q.patron), ("year", &q.year), ("seed", &q.seed), ("futures", &q.futures)]
    {
        if let Some(v) = value {
            out.push(format!("{key}={v}"));
        }
    }
    out.extend(q.set.iter().cloned());
    out
}

/// The arguments that ask the same again: command, assessment, overrides, data.
pub(crate) fn arguments(
    command: &str,
    assessment: &str,
    q: &args::Question,
    overrides: &[String],
) -> Vec<String> {
    let mut out = vec![command.to_owned(), assessment.to_owned()];
    for o in overrides {
        out.extend(["--set".to_owned(), o.clone()]);
    }
    if let Some(d) = &q.data {
        out.extend(["--data".to_owned(), d.display().to_string()]);
    }
    out
}

/// A world and where it came from.
pub(crate) struct Data {
    world: Loader,
    pub(crate) label: String,
    /// Hashes of what was read, for the manifest.
    pub(crate) inputs: Vec<(String, String)>,
}

enum Loader {
    Embedded(&'static World),
    Read(Box<World>),
}

impl Data {
    /// `--data`, then `ANTUMBRA_DATA`, then the embedded world.
    ///
    /// # Errors
    /// When the folder cannot be read or does not hold what is needed.
    pub(crate) fn open(q: &args::Question) -> Result<Self, Failure> {
        Data::open_folder(q.data.as_deref())
    }

    /// As [`Data::open`], for a folder that may be named.
    ///
    /// # Errors
    /// As [`Data::open`].
    pub(crate) fn open_folder(named: Option<&Path>) -> Result<Self, Failure> {
        let folder = named
            .map(Path::to_owned)
            .or_else(|| ProcessEnvironment.get("ANTUMBRA_DATA").map(PathBuf::from));
        let Some(folder) = folder else {
            let world = World::embedded().map_err(|e| Failure::run(e.to_string()))?;
            return Ok(Data {
                world: Loader::Embedded(world),
                label: "embedded world".into(),
                inputs: vec![("embedded world".into(), env!("CARGO_PKG_VERSION").into())],
            });
        };
        if !folder.is_dir() {
            return Err(Diagnostic::error(
                "AN0140",
                format!("`{}` is no folder of data", folder.display()),
            )
            .help(
                "give --data a folder of public data files, or leave it out for the embedded world",
            )
            .into());
        }
        let source = Folder(folder.clone());
        let world = World::from_folder(&source).map_err(|e| {
            Failure::from(
                Diagnostic::error("AN0141", format!("`{}`: {e}", folder.display()))
                    .help("leave --data out (and ANTUMBRA_DATA unset) for the embedded world"),
            )
        })?;
        let label = folder.display().to_string();
        Ok(Data {
            world: Loader::Read(Box::new(world)),
            inputs: vec![(label.clone(), "read".into())],
            label,
        })
    }

    /// The folder of public files that a command cannot do without.
    ///
    /// # Errors
    /// When none is named, or it is none.
    pub(crate) fn public_folder(named: Option<&Path>) -> Result<PathBuf, Failure> {
        let folder = named
            .map(Path::to_owned)
            .or_else(|| ProcessEnvironment.get("ANTUMBRA_DATA").map(PathBuf::from))
            .ok_or_else(|| {
                Failure::from(
                    Diagnostic::error("AN0140", "this needs the public data files")
                        .help("name their folder with --data DIR or ANTUMBRA_DATA; `antumbra data list` says what they are"),
                )
            })?;
        if folder.is_dir() {
            Ok(folder)
        } else {
            Err(Diagnostic::error("AN0140", format!("`{}` is no folder of data", folder.display()))
                .into())
        }
    }

    /// The world.
    pub(crate) fn world(&self) -> &World {
        match &self.world {
            Loader::Embedded(w) => w,
            Loader::Read(w) => w,
        }
    }
}

/// The register of sources that come with the program.
pub(crate) fn library() -> Result<SourceRegister, Failure> {
    shipped::sources().map_err(Failure::run)
}

/// A question that is ready to run.
pub(crate) struct Ready {
    pub(crate) plan: Plan,
    pub(crate) powers: Powers,
    pub(crate) overrides: Vec<String>,
    pub(crate) text: Text,
}

/// Reads, checks and plans.
///
/// # Errors
/// Everything that is wrong with the assessment.
pub(crate) fn ready(asked: &str, q: &args::Question, data: &Data) -> Result<Ready, Failure> {
    let world = data.world();
    let text = text(asked, world)?;
    let overrides = overrides(q);
    let pointed =
        |d: antumbra_core::Diagnostics| Failure::from(d).with_text(&text.name, &text.bytes);
    let mut loaded: Loaded = load(&text.name, &text.bytes, &overrides).map_err(pointed)?;
    for (name, bytes) in &text.translations {
        loaded =
            loaded.translated(name, bytes).map_err(|d| Failure::from(d).with_text(name, bytes))?;
    }
    let powers = Powers::new(world, Year(loaded.assessment.year));
    let plan = plan(loaded, world, &powers, &library()?).map_err(pointed)?;
    Ok(Ready { plan, powers, overrides, text })
}

/// Reads, checks, plans and runs.
///
/// # Errors
/// Everything that is wrong with the assessment.
pub(crate) fn findings(asked: &str, q: &args::Question) -> Result<Findings, Failure> {
    let data = Data::open(q)?;
    let ready = ready(asked, q, &data)?;
    run::run(&ready.plan, data.world(), &ready.powers, &data.label, None)
        .map_err(|d| Failure::from(d).with_text(&ready.text.name, &ready.text.bytes))
}
