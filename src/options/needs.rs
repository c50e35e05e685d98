//! What options and computed values read of each other.

use super::condition::visit_options;
use crate::template::OptionSpec;
use crate::template::logic::{Computed, Term};
use crate::template::placeholder::{Piece, parse_placeholders};

/// By what an option reads another: a key of it, or a key of one of its choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A key of the option.
    Key(&'static str),
    /// A key of the choice at an index.
    Choice(usize, &'static str),
}

/// Calls `visit` with the id of every option that `option` reads, and by what.
pub fn of_option<'a>(option: &'a OptionSpec, visit: &mut dyn FnMut(&'a str, Way)) {
    if let Some(condition) = option.when() {
        visit_options(condition, &mut |id| visit(id, Way::Key("when")));
    }
    if let Some(offer) = option.offer() {
        visit(&offer.option, Way::Key("offer"));
    }
    if let Some(leader) = option.follows() {
        visit(leader, Way::Key("follows"));
    }
    for (i, choice) in option.choices().iter().enumerate() {
        for (key, condition) in [("when", &choice.when), ("enabled", &choice.enabled)] {
            if let Some(condition) = condition {
                visit_options(condition, &mut |id| visit(id, Way::Choice(i, key)));
            }
        }
    }
}

/// Calls `visit` with the id of every option that is added up, and where it stands.
pub fn of_sum<'a>(computed: &'a Computed, visit: &mut dyn FnMut(&'a str, usize)) {
    for (i, term) in computed.sum.iter().flatten().enumerate() {
        if let Term::Option(counted) = term {
            visit(&counted.option, i);
        }
    }
}

/// The ids of the options whose values are in a computed text.
pub fn placeholders(computed: &Computed) -> Vec<String> {
    let pieces = computed.text.as_deref().map(parse_placeholders);
    let pieces = pieces.and_then(Result::ok).unwrap_or_default();
    let id = |piece| match piece {
        Piece::Option(id) | Piece::Row(id, _) => Some(id),
        Piece::Text(_) => None,
    };
    pieces.into_iter().filter_map(id).collect()
}
