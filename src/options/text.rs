//! What a form says about a typed text.

use crate::issue::{Issue, Severity};
use crate::template::option::{OptionSpec, TextOption};
use crate::template::text_option::{TextRules, Violation};
use crate::unicode::is_visible;

/// The issues of a typed text. Messages never quote a word of the blocklist.
pub(super) fn issues(
    option: &TextOption,
    label: &str,
    rules: &TextRules,
    typed: &str,
) -> Vec<Issue> {
    let normalized = option.normalize(typed);
    let issue = |code, severity, message| Issue::of_option(code, severity, &option.id, message);
    let error = |code, message| issue(code, Severity::Error, message);
    let mut issues: Vec<Issue> = rules
        .violations(&normalized.text)
        .into_iter()
        .map(|violation| match violation {
            Violation::Missing => error("required", format!("{label} is required")),
            Violation::Characters(characters) => {
                let told: Vec<String> = characters.iter().map(|c| name(c)).collect();
                let message = format!("{label} can't have {}", told.join(" "));
                let characters = Some(characters.concat());
                Issue { characters, ..error("characters-not-allowed", message) }
            }
            Violation::Pattern => {
                error("pattern-mismatch", format!("{label} is not in the form that is asked for"))
            }
            Violation::Blocked => {
                error("blocked-word", format!("{label} has a word that can't be printed"))
            }
            Violation::Lines { lines, limit } => {
                error("too-many-lines", format!("{label} has {lines} lines, at most {limit} fit"))
            }
        })
        .collect();
    if normalized.dropped {
        let message = format!("{label} has control characters, which are left out");
        issues.push(issue("characters-dropped", Severity::Warning, message));
    }
    issues
}

/// The rules of each option; `None` for those that are no texts.
pub(super) fn rules(specs: &[OptionSpec]) -> Vec<Option<TextRules>> {
    let of = |spec: &OptionSpec| match spec {
        OptionSpec::Text(option) => Some(TextRules::new(option)),
        _ => None,
    };
    specs.iter().map(of).collect()
}

/// A character as people can read it: itself, or `U+200D`.
fn name(grapheme: &str) -> String {
    if grapheme.chars().any(is_visible) {
        return grapheme.to_owned();
    }
    let codes: Vec<String> = grapheme.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    codes.join(" ")
}
