//! Conditions that never or always hold.

use super::finding::{Finding, code};
use super::truth::{Oracle, Part, Truth};
use super::walk::{self, Site, Subject};
use crate::template::Template;

/// What is known of a template's conditions.
pub(super) struct Truths {
    /// The paths of the conditions that never hold.
    never: Vec<String>,
}

impl Truths {
    /// Whether the condition at `path` surely never holds.
    pub(super) fn never(&self, path: &str) -> bool {
        self.never.iter().any(|never| never == path)
    }
}

/// Looks at every condition of a template.
pub(super) fn check(template: &Template, found: &mut Vec<Finding>) -> Truths {
    let oracle = Oracle::new(template);
    let mut never = Vec::new();
    for site in walk::conditions(template) {
        let parts = oracle.constant_parts(site.condition);
        for part in &parts {
            found.push(constant(&site, part));
        }
        let whole = parts.iter().find(|part| part.path.is_empty()).map(|part| part.truth);
        let dead = whole == Some(Truth::Never) || (whole.is_none() && is_dead(&site, &oracle));
        if dead && whole.is_none() {
            let message = "the layer is never there: its condition and those of the groups around it \
                           never hold together";
            found.push(Finding::error(code::DEAD_LAYER, &site.path, message.to_owned()));
        }
        if dead {
            never.push(site.path);
        }
    }
    Truths { never }
}

/// Whether a layer's condition can't hold where those of the groups around it do.
fn is_dead<'t>(site: &Site<'t>, oracle: &Oracle<'t>) -> bool {
    if site.within.is_empty() {
        return false;
    }
    // Groups that are dead for themselves are told there.
    if oracle.satisfy(&site.within) == Err(Truth::Never) {
        return false;
    }
    let mut all = site.within.clone();
    all.push(site.condition);
    oracle.satisfy(&all) == Err(Truth::Never)
}

fn constant(site: &Site<'_>, part: &Part<'_>) -> Finding {
    let whole = part.path.is_empty();
    let path = if whole { site.path.clone() } else { format!("{}.{}", site.path, part.path) };
    if part.truth == Truth::Always {
        let so = match (whole, site.subject) {
            (false, _) => "this part of the condition makes no difference",
            (true, Subject::Choice | Subject::Option | Subject::Preset) => "it is always offered",
            (true, Subject::Layer | Subject::Item) => "it is always there",
        };
        let message = format!("holds whatever is chosen: {so}");
        return Finding::warning(code::ALWAYS_TRUE, &path, message);
    }
    let (code, so) = match (whole, site.subject) {
        (false, _) => (code::CONTRADICTION, "this part of the condition makes no difference"),
        (true, Subject::Option) => (code::CONTRADICTION, "the option is never offered"),
        (true, Subject::Choice) => (code::UNREACHABLE_CHOICE, "nobody can choose it"),
        (true, Subject::Preset) => (code::CONTRADICTION, "the preset is never offered"),
        (true, Subject::Layer) => (code::CONTRADICTION, "the layer is never there"),
        (true, Subject::Item) => (code::CONTRADICTION, "the item is never there"),
    };
    Finding::error(code, &path, format!("holds for no selection: {so}"))
}
