//! What a form says about a typed text.

use crate::issue::{Datum, Issue, Severity};
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
    let issue = |code, severity, about: &str| Issue {
        row,
        ..Issue::of_option(code, severity, spec.id(), format!("{label} {about}"))
    };
    let mut issues = Vec::new();
    for violation in rules.violations(&normalized.text) {
        let mut data: Vec<(&str, Datum)> = Vec::new();
        let (code, about) = match violation {
            Violation::Missing => ("required", "is required".to_owned()),
            Violation::Characters(characters) => {
                let mut about = "can't have".to_owned();
                for character in &characters {
                    about.push(' ');
                    name(character, &mut about);
                }
                data.push(("characters", characters.concat().as_str().into()));
                ("characters-not-allowed", about)
            }
            Violation::Pattern => {
                ("pattern-mismatch", "is not in the form that is asked for".to_owned())
            }
            Violation::Blocked => ("blocked-word", "has a word that can't be printed".to_owned()),
            Violation::Lines { lines, limit } => {
                data.extend([("lines", lines.into()), ("limit", f64::from(limit).into())]);
                ("too-many-lines", format!("has {lines} lines, at most {limit} fit"))
            }
        };
        let issue = issue(code, Severity::Error, &about);
        issues.push(data.into_iter().fold(issue, |issue, (key, datum)| issue.with(key, datum)));
    }
    if normalized.dropped {
        let about = "has control characters, which are left out";
        issues.push(issue("characters-dropped", Severity::Warning, about));
    }
    issues
}

/// The issue of a sample text that nobody has looked at.
pub(super) fn untouched(spec: &OptionSpec) -> Issue {
    let message = format!("{} still has the sample text", spec.label());
    Issue::of_option("untouched-placeholder", Severity::Error, spec.id(), message)
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
