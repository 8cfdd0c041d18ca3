//! From bytes and `--set` arguments to an assessment, or to everything that is wrong with them.

use crate::doc::{self, Node};
use crate::file::Assessment;
use crate::schema::Schema;
use crate::translation;
use antumbra_core::{Diagnostic, Diagnostics};
use antumbra_record::translation::Translation;
use std::collections::BTreeMap;

/// An assessment that follows the schema, with the tree that remembers its places.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The assessment.
    pub assessment: Assessment,
    /// The same as a tree with places.
    pub doc: Node,
    /// Keys that `--set` changed, as full paths with the argument.
    pub set: Vec<(String, String)>,
    /// Its free texts as written, before anything was set.
    pub(crate) texts: Vec<String>,
    /// Its free text in other languages, by language code: an entry for each language that a report
    /// can be told in, empty where there is no translation.
    pub translations: BTreeMap<String, Translation>,
}

/// Reads an assessment.
///
/// `name` is how messages call the file; `overrides` are the texts after `--set`, applied in
/// order.
///
/// # Errors
/// Everything that is wrong, each at its place.
pub fn load(name: &str, bytes: &[u8], overrides: &[String]) -> Result<Loaded, Diagnostics> {
    let loaded = settle(name, doc::parse_file(name, bytes)?, overrides)?;
    crate::paths::schools::check(&loaded)?;
    Ok(loaded)
}

impl Loaded {
    /// The same assessment with more set, as after `--set`, over what was set before.
    ///
    /// # Errors
    /// As [`load`].
    pub(crate) fn with(&self, overrides: &[String]) -> Result<Loaded, Diagnostics> {
        let mut more = settle("the assessment", self.doc.clone(), overrides)?;
        more.set.splice(..0, self.set.iter().cloned());
        more.texts.clone_from(&self.texts);
        more.translations.clone_from(&self.translations);
        Ok(more)
    }

    /// The same with its free text in another language, from a file beside the assessment.
    ///
    /// # Errors
    /// As [`translation::read`].
    pub fn translated(mut self, name: &str, bytes: &[u8]) -> Result<Loaded, Diagnostics> {
        let (language, texts) = translation::read(name, bytes, &self.texts)?;
        self.translations.insert(language, texts);
        Ok(self)
    }
}

/// Sets what is asked for and checks the whole.
fn settle(name: &str, mut tree: Node, overrides: &[String]) -> Result<Loaded, Diagnostics> {
    let schema = Schema::of_assessment();
    let mut wrong = Diagnostics::new();
    // What a translation names is the file: a text that `--set` replaces is still one of it.
    let texts: Vec<String> =
        translation::texts(&tree).into_iter().map(|(t, _)| t.to_owned()).collect();
    let mut set = Vec::new();
    for argument in overrides {
        let one = doc::parse_override(argument).and_then(|o| {
            let path = schema.key(&tree, &o)?;
            let keys: Vec<&str> = path.split('.').collect();
            doc::put(&mut tree, &keys, &o);
            Ok(path)
        });
        match one {
            Ok(path) => set.push((path, argument.clone())),
            Err(d) => wrong.extend(d),
        }
    }
    wrong.extend(schema.check(&tree));
    if wrong.has_errors() {
        return Err(wrong);
    }
    let assessment: Assessment = serde_json::from_value(tree.json()).map_err(|e| {
        // The schema admits nothing that the types refuse; should they ever differ, say so here.
        Diagnostic::error("AN0199", format!("`{name}` does not follow the schema: {e}"))
    })?;
    crate::check::check(&assessment, &tree)?;
    let left = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    let none = Translation { texts: BTreeMap::new(), left };
    let translations =
        translation::LANGUAGES.iter().map(|l| ((*l).to_owned(), none.clone())).collect();
    Ok(Loaded { assessment, doc: tree, set, texts, translations })
}
