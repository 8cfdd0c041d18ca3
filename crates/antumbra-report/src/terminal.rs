//! The first screen: at most 35 lines, no wider than the terminal.

mod force;
mod paths;

use crate::context::{Context, Language};
use crate::number::whole;
use crate::{english, japanese};
use anstyle::{Effects, Style};
use antumbra_record::findings::Findings;
use unicode_width::UnicodeWidthStr;

/// How the screen is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// With escape codes for bold and faint.
    pub styled: bool,
}

struct Screen {
    look: Look,
    out: String,
}

impl Screen {
    fn style(&self, text: &str, effects: Effects) -> String {
        if self.look.styled {
            let s = Style::new().effects(effects);
            format!("{s}{text}{s:#}")
        } else {
            text.to_owned()
        }
    }

    /// One line that is bold and has a faint remark at its right end, or below when it is too long.
    fn head(&mut self, text: &str, remark: &str) {
        let room = self.look.width.saturating_sub(text.width() + remark.width());
        let bold = self.style(text, Effects::BOLD);
        if remark.is_empty() {
            self.out.push_str(&bold);
        } else if room >= 2 {
            let faint = self.style(remark, Effects::DIMMED);
            self.out.push_str(&format!("{bold}{}{faint}", " ".repeat(room)));
        } else {
            self.out.push_str(&bold);
            self.out.push('\n');
            for line in wrap(remark, self.look.width) {
                let faint = self.style(&line, Effects::DIMMED);
                self.out.push_str(&faint);
                self.out.push('\n');
            }
            return;
        }
        self.out.push('\n');
    }

    /// How many columns are left on the line written last.
    fn room(&self) -> usize {
        let last = self.out.trim_end_matches('\n').rsplit('\n').next().unwrap_or("");
        self.look.width.saturating_sub(last.width())
    }

    /// Goes on with the line written last.
    fn append(&mut self, text: &str) {
        if self.out.ends_with('\n') {
            self.out.pop();
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A bold title with text on the same line, going on below where it is too long.
    fn inline(&mut self, title: &str, text: &str) {
        let room = self.look.width.saturating_sub(title.width() + 2);
        let mut lines = wrap(text, room.max(20)).into_iter();
        let bold = self.style(title, Effects::BOLD);
        let first = lines.next().unwrap_or_default();
        self.out.push_str(&format!("{bold}  {first}\n"));
        let rest = lines.collect::<Vec<_>>().join(" ");
        if !rest.is_empty() {
            self.text(2, &rest, None);
        }
    }

    /// A line whose columns are kept; what is too wide goes below.
    fn columns(&mut self, indent: usize, text: &str, effects: Option<Effects>) {
        let room = self.look.width.saturating_sub(indent);
        if text.width() > room {
            return self.text(indent, text, effects);
        }
        let line = match effects {
            Some(e) => self.style(text, e),
            None => text.to_owned(),
        };
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(&line);
        self.out.push('\n');
    }

    /// Text over as many lines as it needs, indented after the first.
    fn text(&mut self, indent: usize, text: &str, effects: Option<Effects>) {
        let pad = " ".repeat(indent);
        for line in wrap(text, self.look.width.saturating_sub(indent)) {
            let line = match effects {
                Some(e) => self.style(&line, e),
                None => line,
            };
            self.out.push_str(&pad);
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }
}

/// Breaks text into lines of at most `width` columns: at spaces, and between characters of
/// Japanese, where no line begins with a closing mark or ends with an opening one.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let most = width.max(20);
    let mut lines = Vec::new();
    let mut line = String::new();
    for (space, piece) in text.split_whitespace().flat_map(pieces) {
        let gap = usize::from(space && !line.is_empty());
        if !line.is_empty() && line.width() + gap + piece.width() > most {
            lines.push(std::mem::take(&mut line));
        } else if gap == 1 {
            line.push(' ');
        }
        line.push_str(piece);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The pieces of a word that stay whole on a line; the first follows a space.
fn pieces(word: &str) -> Vec<(bool, &str)> {
    let wide =
        |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    let closes = |c: char| "、。，．）」』】〕・：；！？〜ー％%†⚑)".contains(c);
    let opens = |c: char| "（「『【〔(".contains(c);
    let mut out = Vec::new();
    let mut from = 0;
    let mut last = None;
    for (at, c) in word.char_indices() {
        if let Some(before) = last
            && (wide(before) || wide(c))
            && !closes(c)
            && !opens(before)
        {
            out.push((from == 0, &word[from..at]));
            from = at;
        }
        last = Some(c);
    }
    out.push((from == 0, &word[from..]));
    out
}

/// The first screen. `page` is where the page was written, if it was.
pub fn screen(f: &Findings, language: Language, look: Look, page: Option<&str>) -> String {
    let told = f.told_in(language.code());
    let c = &Context::new(&told, language);
    let f = c.findings;
    let look = Look { width: look.width.clamp(40, 100), ..look };
    let mut s = Screen { look, out: String::new() };
    let futures = whole(f64::from(f.draws));
    let remark = c.say(
        format!("forces of {} · {futures} futures · seed {}", f.year, f.seed),
        format!("{}年の兵力・試算{futures}回・シード {}", f.year, f.seed),
    );
    s.head(&c.title().to_uppercase(), &remark);
    if let Some(a) = c.of("answer") {
        s.text(0, &a, None);
    }
    s.text(
        0,
        &c.say(
            "Ranges 90% · † judgement · ⚑ flips with the assumption · what-ifs, not forecasts",
            "幅は90%・†分析者の判断・⚑前提次第で逆になる・「もし」の試算であり予測ではない",
        ),
        Some(Effects::DIMMED),
    );
    let mut number = 0;
    let mut section = |s: &mut Screen, title: &str, remark: &str| {
        number += 1;
        s.head(&format!("{number} {title}"), remark);
    };
    let (client, patron) = (c.client(), c.patron());
    if !f.parts_over.is_empty() {
        let measure = c.measure(force::gauge(f));
        section(
            &mut s,
            &c.say(
                format!("WHO WOULD DEFEND {}", client.to_uppercase()),
                format!("誰が{client}を守るか"),
            ),
            &c.say(
                format!("conventional · power = {measure}"),
                format!("通常戦力・力の尺度は{measure}"),
            ),
        );
        force::parts(c, &mut s);
    }
    if !f.costs_over.is_empty() && !english::nothing_to_replace(f) {
        section(
            &mut s,
            &c.say(
                format!("WHAT REPLACING {} COSTS", patron.to_uppercase()),
                format!("自力代替費用（{patron}なし）"),
            ),
            &c.say(
                "× of today's spending; restores today's odds, not safety",
                "現行防衛費の何倍か。戻るのは今の釣り合いで、安全ではない",
            ),
        );
        force::costs(c, &mut s);
    }
    if !f.parts_over.is_empty() {
        section(&mut s, &c.say("NUCLEAR COVER", "核の傘"), &force::warheads(c));
        force::nuclear(c, &mut s);
    }
    if let Some(r) = &f.risks
        && let Some(them) = crate::risk::first(r)
    {
        let them = c.state(them);
        let bare = them.trim_start_matches("the ").to_uppercase();
        let title = c.say(format!("RISK PER YEAR, {bare}"), format!("年間の危険、対{them}"));
        section(&mut s, &crate::risk::head(c, &title), "");
        for line in crate::risk::lines(c, r) {
            s.columns(2, &line, None);
        }
    }
    if let Some(p) = &f.paths {
        section(&mut s, &paths::head(c), "");
        for line in paths::lines(c, p) {
            s.columns(2, &line, None);
        }
    }
    if let Some(o) = paths::overturn(c) {
        let title = c.say("WHAT WOULD OVERTURN THIS", "結論を覆す条件");
        section(&mut s, &format!("{title}  {o}"), "");
    }
    after(c, &mut s, number);
    foot(c, &mut s, page);
    s.out
}

/// Politics, the next decision and the text, a line each.
fn after(c: &Context<'_>, s: &mut Screen, mut number: usize) {
    let f = c.findings;
    let mut line = |s: &mut Screen, title: &str, text: &str| {
        number += 1;
        s.inline(&format!("{number} {title}"), text);
    };
    if let Some(p) = f.politics.as_ref().and_then(|p| paths::settlement(c, p)) {
        line(s, &c.say("POLITICS", "政治"), &p);
    }
    if let Some(d) = f.decisions.first() {
        let title = c.say("NEXT DATED DECISION", "次の期日");
        let day = c.date(&d.date);
        line(s, &title, &c.say(format!("{day}: {}", d.title), format!("{day}：{}", d.title)));
    }
    if let Some(t) = c.of("claims") {
        line(s, &c.say("THE TEXT, CHECKED", "主張の検証表"), &t);
    }
}

fn foot(c: &Context<'_>, s: &mut Screen, page: Option<&str>) {
    let f = c.findings;
    let newest = f.series.iter().map(|x| x.year).max();
    let label = match c.language {
        Language::English => &f.data,
        Language::Japanese => japanese::data(&f.data),
    };
    let data = newest.map_or(label.to_owned(), |y| {
        c.say(format!("{label} to {y}"), format!("{label}（{y}年まで）"))
    });
    let judged = f
        .sentences
        .iter()
        .find(|s| s.message == "inputs.judgements")
        .and_then(|s| Some((s.numbers.get("all")?, s.numbers.get("judgements")?)))
        .map_or(String::new(), |(all, judged)| {
            let (all, judged) = (whole(*all), whole(*judged));
            c.say(
                format!(" · {all} figures, {judged} judged†"),
                format!("・数字{all}、うち判断{judged}†"),
            )
        });
    let notes = f
        .notes
        .iter()
        .filter(|n| n.message != "note.gauge_missing" && n.message != "note.treaties_carried")
        .filter_map(|n| c.sentence(n))
        .collect::<Vec<_>>();
    // What is missing is said first; the rest of the notes is in the findings and on the page.
    let room = if f.paths.is_some() { 1 } else { 4 };
    for n in notes.iter().take(room) {
        s.text(0, &c.say(format!("Note: {n}."), format!("注：{n}。")), Some(Effects::DIMMED));
    }
    if notes.len() > room {
        let more = notes.len() - room;
        let plural = if more == 1 { "note is" } else { "notes are" };
        let text = c.say(
            format!("{more} more {plural} on the page."),
            format!("ほかの注{more}件はページにある。"),
        );
        s.text(0, &text, Some(Effects::DIMMED));
    }
    s.text(0, &format!("{data}{judged}"), Some(Effects::DIMMED));
    if let Some(p) = page {
        let short = c.say(format!(" · page: {p}"), format!("・ページ：{p}"));
        if s.room() >= short.width() {
            s.append(&short);
        } else {
            s.text(0, &c.say(format!("Page: {p}"), format!("ページ：{p}")), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrap_keeps_words_and_width() {
        let lines = wrap("one two three four five six seven eight nine ten", 20);
        assert!(lines.iter().all(|l| l.width() <= 20), "{lines:?}");
        assert_eq!(lines.join(" "), "one two three four five six seven eight nine ten");
        assert!(wrap("", 20).is_empty());
    }

    #[test]
    fn japanese_breaks_between_characters_and_not_before_a_full_stop() {
        let text =
            "中国に対して日本を守る力の過半は、自国のものではない。GDP 4.1%（SIPRI）「前提次第」。";
        for width in 20..60 {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|l| l.width() <= width + 4), "{lines:?}");
            let begins = lines.iter().all(|l| !l.starts_with(['。', '、', '）', '」', '%']));
            let ends = lines.iter().all(|l| !l.ends_with(['（', '「']));
            assert!(begins && ends, "{lines:?}");
            let joined = lines.concat().replace(' ', "");
            assert_eq!(joined, text.replace(' ', ""), "no character is lost");
        }
    }
}
