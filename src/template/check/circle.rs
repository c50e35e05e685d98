//! Whether no option and no computed value depends on itself.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{At, Checked, invalid_text};
use crate::options::needs::{self, Way};
use crate::template::OptionSpec;
use crate::template::logic::Computed;

/// Refuses options and computed values that lead back to themselves, by whatever they read.
pub(super) fn check(options: &[OptionSpec], computed: &[Computed]) -> Checked {
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut texts = BTreeMap::new();
    texts.extend(computed.iter().map(|c| (c.id.as_str(), needs::placeholders(c))));
    for option in options {
        let ids = needs.entry(option.id()).or_default();
        needs::of_option(option, &mut |id, _| {
            ids.insert(id);
        });
    }
    for computed in computed {
        let ids = needs.entry(&computed.id).or_default();
        ids.extend(texts.get(computed.id.as_str()).into_iter().flatten().map(String::as_str));
        needs::of_sum(computed, &mut |id, _| {
            ids.insert(id);
        });
    }
    let mut done = BTreeSet::new();
    let ids = options.iter().map(OptionSpec::id).chain(computed.iter().map(|c| c.id.as_str()));
    for start in ids {
        let Some(circle) = circle_from(start, &needs, &mut done) else { continue };
        // Told where the circle begins, which may not be where the walk began.
        let (first, next) = match circle.as_slice() {
            [first, next, ..] => (*first, *next),
            _ => (start, start),
        };
        let allowed =
            format!("a condition that does not lead back to itself ({})", circle.join(" → "));
        let fault = Err(invalid_text(first, allowed));
        let Some(at) = options.iter().position(|option| option.id() == first) else {
            let at = computed.iter().position(|c| c.id == first).unwrap_or_default();
            return fault.at_index("computed", at);
        };
        return match options.get(at).and_then(|option| way(option, next)) {
            Some(Way::Choice(choice, key)) => fault.at(key).at_index("choices", choice),
            Some(Way::Key(key)) => fault.at(key),
            None => fault,
        }
        .at_index("options", at);
    }
    Ok(())
}

/// By what `option` reads `id`.
fn way(option: &OptionSpec, id: &str) -> Option<Way> {
    let mut found = None;
    needs::of_option(option, &mut |read, way| {
        if read == id {
            found.get_or_insert(way);
        }
    });
    found
}

/// A circle that can be reached from `start`, its first id again at the end. `done` are the options
/// known to lead into none. Walks without recursion: a chain may be as long as there are options.
fn circle_from<'t>(
    start: &'t str,
    needs: &BTreeMap<&'t str, BTreeSet<&'t str>>,
    done: &mut BTreeSet<&'t str>,
) -> Option<Vec<&'t str>> {
    let mut way: Vec<(&'t str, Vec<&'t str>)> = Vec::new();
    let mut on_way = BTreeSet::new();
    let next = |id: &str| needs.get(id).into_iter().flatten().copied().collect();
    if !done.contains(start) {
        on_way.insert(start);
        way.push((start, next(start)));
    }
    while let Some((id, ahead)) = way.last_mut() {
        let Some(step) = ahead.pop() else {
            done.insert(id);
            on_way.remove(id);
            way.pop();
            continue;
        };
        if done.contains(step) {
            continue;
        }
        if !on_way.insert(step) {
            let ids = way.iter().map(|(id, _)| *id).skip_while(|id| *id != step);
            return Some(ids.chain([step]).collect());
        }
        way.push((step, next(step)));
    }
    None
}
