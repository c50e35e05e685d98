//! What a form says about a typed text.

use crate::issue::{Issue, Severity};
use crate::template::option::OptionSpec;
use crate::template::text_option::{TextRules, Violation};
use crate::unicode::is_visible;

/// The issues of a typed text, or of one `row` of a list. Messages never quote a word of the blocklist.
pub(super) fn issues(
    spec: &OptionSpec,
    rules: &TextRules,
    typed: &str,
    row: Option<usize>,
) -> Vec<Issue> {
    let Some(typing) = spec.typing() else { return Vec::new() };
    let normalized = typing.normalize(typed);
    let label = match row {
        None => spec.label().to_owned(),
        Some(row) => format!("{} (row {})", spec.label(), row + 1),
    };
    let issue = |code, severity, about: &str, characters: Option<String>| Issue {
        characters,
        row,
        ..Issue::of_option(code, severity, spec.id(), format!("{label} {about}"))
    };
    let mut issues = Vec::new();
    for violation in rules.violations(&normalized.text) {
        let mut named = None;
        let (code, about) = match violation {
            Violation::Missing => ("required", "is required".to_owned()),
            Violation::Characters(characters) => {
                let mut about = "can't have".to_owned();
                for character in &characters {
                    about.push(' ');
                    name(character, &mut about);
                }
                named = Some(characters.concat());
                ("characters-not-allowed", about)
            }
            Violation::Pattern => {
                ("pattern-mismatch", "is not in the form that is asked for".to_owned())
            }
            Violation::Blocked => ("blocked-word", "has a word that can't be printed".to_owned()),
            Violation::Lines { lines, limit } => {
                ("too-many-lines", format!("has {lines} lines, at most {limit} fit"))
            }
        };
        issues.push(issue(code, Severity::Error, &about, named));
    }
    if normalized.dropped {
        let about = "has control characters, which are left out";
        issues.push(issue("characters-dropped", Severity::Warning, about, None));
    }
    issues
}

/// The rules of each option; `None` for those into which nothing is typed.
pub(super) fn rules(specs: &[OptionSpec]) -> Vec<Option<TextRules>> {
    specs.iter().map(|spec| spec.typing().map(TextRules::of)).collect()
}

/// Adds a character as people can read it: itself, or `U+200D`.
fn name(grapheme: &str, out: &mut String) {
    if grapheme.chars().any(is_visible) {
        out.push_str(grapheme);
        return;
    }
    for c in grapheme.chars() {
        if !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(&format!("U+{:04X}", u32::from(c)));
    }
}
