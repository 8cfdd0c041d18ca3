//! From the text of a case file to a case, or to everything that is wrong with it.

use super::{Case, Client, Coded, Kind, ResponseCode};
use crate::doc::{self, Node};
use crate::schema::Schema;
use antumbra_core::{Diagnostic, Diagnostics, Iso3, SourceId, SourceRegister, Tag};

/// Reads and checks a case. `name` is how messages call the file; `sources` are the rows that its
/// source ids may name.
///
/// # Errors
/// Everything that is wrong, each at its place.
pub fn load(name: &str, text: &str, sources: &SourceRegister) -> Result<Case, Diagnostics> {
    let doc = doc::parse_file(name, text.as_bytes())?;
    let wrong = Schema::of_case().check(&doc);
    if wrong.has_errors() {
        return Err(wrong);
    }
    let case: Case = serde_json::from_value(doc.json()).map_err(|e| {
        // The schema admits nothing that the types refuse; should they ever differ, say so here.
        Diagnostic::error("AN0199", format!("`{name}` does not follow the schema: {e}"))
    })?;
    let mut check = Check { doc: &doc, sources, wrong: Diagnostics::new() };
    check.case(&case);
    if check.wrong.has_errors() { Err(check.wrong) } else { Ok(case) }
}

/// What the types cannot say, gathered.
struct Check<'a> {
    doc: &'a Node,
    sources: &'a SourceRegister,
    wrong: Diagnostics,
}

impl Check<'_> {
    fn error(&mut self, code: &'static str, path: &str, message: String, help: &str) {
        let at = self.doc.place(path);
        self.wrong.push(
            Diagnostic::error(code, message).at(at.origin.clone(), at.span).help(help.to_owned()),
        );
    }

    fn case(&mut self, c: &Case) {
        if c.end < c.start {
            let message = format!("the event ends in {}, before it starts in {}", c.end, c.start);
            self.error("AN0170", "end", message, "write the last year of the event");
        }
        if c.number.is_some() == c.control {
            let message = "a case has a number or is a control".to_owned();
            self.error("AN0171", "control", message, "write one of number = N, control = true");
        }
        if c.clients.is_empty() {
            let message = "a case without a protected state".to_owned();
            self.error("AN0172", "clients", message, "write at least one [[clients]]");
        }
        if c.patrons.is_empty() && !matches!(c.kind, Kind::ClientDisarms | Kind::NoGuarantee) {
            let message = "nobody protects in this case".to_owned();
            let help = "write [[patrons]]; only client_disarms and no_guarantee go without";
            self.error("AN0172", "kind", message, help);
        }
        for (i, p) in c.patrons.iter().enumerate() {
            self.letters(&p.iso3, &format!("patrons.{i}.iso3"));
        }
        for (i, j) in c.clients.iter().enumerate() {
            self.letters(&j.iso3, &format!("clients.{i}.iso3"));
            self.counts(j, &format!("clients.{i}"));
        }
        self.responses(c);
        for (i, o) in c.outcome.iter().enumerate() {
            if o.client.is_some_and(|id| c.clients.iter().all(|j| j.cow != id)) {
                let message =
                    "this outcome is of a state that the case does not protect".to_owned();
                let help = "write the COW number of one of [[clients]]";
                self.error("AN0175", &format!("outcome.{i}.client"), message, help);
            }
        }
        if !c.control && (c.response.is_empty() || c.outcome.is_empty()) {
            let message = "a case of the catalogue needs a response and an outcome".to_owned();
            self.error("AN0174", "number", message, "write code = \"NONE\" for no response");
        }
        self.known(&c.sources, "sources");
        if c.sources.is_empty() {
            self.error("AN0178", "sources", "no source".into(), "name a row of sources.toml");
        }
        let a = &c.attributes;
        self.coded(&a.maritime, "maritime");
        self.coded(&a.economy, "economy");
        self.coded(&a.nuclear_rival, "nuclear_rival");
        self.coded(&a.residual_tie, "residual_tie");
        self.coded(&a.contiguous_enemy, "contiguous_enemy");
        self.coded(&a.at_war, "at_war");
        self.coded(&a.latent, "latent");
        if a.economy.value.is_some_and(|x| !(x.is_finite() && x > 0.0)) {
            let message = "a share of the protector's GDP is above zero".to_owned();
            self.error("AN0177", "attributes.economy.value", message, "write 0.02 for 2%");
        }
    }

    fn letters(&mut self, iso3: &str, path: &str) {
        if Iso3::parse(iso3).is_none_or(|i| i.as_str() != iso3) {
            let message = format!("`{iso3}` is not three capital letters");
            self.error("AN0173", path, message, "write ISO 3166 letters, as \"JPN\"");
        }
    }

    fn counts(&mut self, j: &Client, path: &str) {
        if j.counts.is_some() == j.counts_missing.is_some() {
            let message = format!("{} needs counts, or why there are none", j.name);
            self.error("AN0176", path, message, "write one of [clients.counts], counts_missing");
        }
        let Some(n) = &j.counts else { return };
        for (key, t) in [("before", n.before), ("after", n.after)] {
            if t.force > t.any || t.war > t.force {
                let message = "wars are among uses of force, and these among disputes".to_owned();
                let help = "war ≤ force ≤ any";
                self.error("AN0176", &format!("{path}.counts.{key}"), message, help);
            }
        }
        self.known(std::slice::from_ref(&n.counts_source), &format!("{path}.counts.counts_source"));
    }

    fn responses(&mut self, c: &Case) {
        for (i, r) in c.response.iter().enumerate() {
            let path = format!("response.{i}.code");
            if c.response.iter().take(i).any(|s| s.code == r.code) {
                self.error("AN0174", &path, "this response is given twice".into(), "join the two");
            }
            if r.code == ResponseCode::None && c.response.len() > 1 {
                let message = "NONE stands alone".to_owned();
                self.error("AN0174", &path, message, "remove it or the others");
            }
            if r.acquired && r.code != ResponseCode::Nuc {
                let message = "only nuclear weapons are acquired here".to_owned();
                self.error("AN0174", &path, message, "remove acquired, or write code = \"NUC\"");
            }
        }
    }

    fn coded<T>(&mut self, x: &Coded<T>, key: &str) {
        let path = format!("attributes.{key}");
        if x.value.is_some() == x.missing.is_some() {
            let message = format!("`{key}` needs a value, or why there is none");
            self.error("AN0177", &path, message, "write one of value, missing");
            return;
        }
        if x.value.is_none() {
            return;
        }
        let stands = match x.tag {
            None => false,
            Some(Tag::Judgement) => x.author.is_some() && x.reason.is_some(),
            Some(_) => !x.sources.is_empty(),
        };
        if !stands {
            let message = format!("`{key}` does not say where it comes from");
            let help = "a judgement has author and reason; any other tag has sources";
            self.error("AN0177", &path, message, help);
        }
        self.known(&x.sources, &path);
    }

    fn known(&mut self, ids: &[SourceId], path: &str) {
        for id in ids {
            if self.sources.get(id).is_none() {
                let near = antumbra_core::did_you_mean(&id.0, self.sources.ids());
                let help = near.map_or("add a row to sources.toml".to_owned(), |n| {
                    format!("did you mean `{n}`? Otherwise add a row to sources.toml")
                });
                self.error("AN0178", path, format!("there is no source `{id}`"), &help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::shipped;

    /// The shipped text of one case with one piece changed.
    fn changed(from: &str, to: &str) -> Vec<&'static str> {
        let text = shipped::ALL.iter().find(|(n, _)| n.ends_with("1970-us-south-korea")).unwrap().1;
        assert!(text.contains(from), "{from}");
        let wrong = load("c.toml", &text.replacen(from, to, 1), &shipped::sources().unwrap());
        let wrong = wrong.unwrap_err();
        assert!(wrong.iter().all(|d| d.at.is_some()), "{wrong}");
        wrong.iter().map(|d| d.code).collect()
    }

    #[test]
    fn every_mistake_is_named_at_its_place() {
        for (from, to, code) in [
            ("end = 1971", "end = 1969", "AN0170"),
            ("number = 12", "number = 12\ncontrol = true", "AN0171"),
            ("number = 12\n", "", "AN0171"),
            ("[[patrons]]", "[[patron]]", "AN0104"),
            ("\"KOR\"", "\"kor\"", "AN0173"),
            ("code = \"NUC\"", "code = \"ARM\"", "AN0174"),
            ("code = \"NUC\"", "code = \"NONE\"", "AN0174"),
            ("line = \"Yulgok programme.\"", "line = \"\"\nacquired = true", "AN0174"),
            ("within_years = 10", "within_years = 10\nclient = 740", "AN0175"),
            ("force = 5", "force = 6", "AN0176"),
            ("[clients.counts]", "counts_missing = \"\"\n[clients.counts]", "AN0176"),
            ("value = 0.0195", "value = -1.0", "AN0177"),
            ("value = 0.0195", "missing = \"\", value = 0.0195", "AN0177"),
            ("sources = [\"maddison-2020\"], ", "", "AN0177"),
            (", author = \"Antumbra\", reason", ", reason", "AN0177"),
            ("\"maddison-2020\"", "\"madison-2020\"", "AN0178"),
            ("\"gml-mid\"", "\"gml\"", "AN0178"),
            ("code = \"COE\"", "code = \"COERCED\"", "AN0107"),
            ("start = 1970", "start = \"1970\"", "AN0105"),
        ] {
            assert_eq!(changed(from, to), [code], "{from} -> {to}");
        }
    }

    #[test]
    fn a_case_without_a_protector_is_of_a_kind_that_has_none() {
        let text = shipped::ALL.iter().find(|(n, _)| n.ends_with("1994-none-ukraine")).unwrap().1;
        let text = text.replace("client_disarms", "patron_leaves");
        let wrong = load("c.toml", &text, &shipped::sources().unwrap()).unwrap_err();
        assert_eq!(wrong.iter().next().unwrap().code, "AN0172");
    }
}
