//! Filters: numbers in range, not too many, dots once and on a picture.

use super::binding;
use super::known::Known;
use super::rule::{At, Checked, Range, at_most, invalid};
use crate::template::filter::FilterSpec;
use crate::template::limits::MAX_FILTERS;

/// `picture` tells whether they are those of a picture, or of a group.
pub(super) fn check(filters: &[FilterSpec], picture: bool, known: &Known<'_>) -> Checked {
    at_most(filters.len(), MAX_FILTERS, "filters").at("filters")?;
    let mut dots = false;
    for (i, filter) in filters.iter().enumerate() {
        if filter.is_for_pictures() {
            if !picture || dots {
                let why = if picture { "once" } else { "on an image layer" };
                let allowed = format!("another filter, because this one is taken {why} only");
                return Err(invalid("\"dither\"", allowed)).at("kind").at_index("filters", i);
            }
            dots = true;
        }
        let parts = filter.parts();
        for (key, number, [min, max]) in parts.numbers {
            binding::number(number, Range::from_to(min, max), known)
                .at(key)
                .at_index("filters", i)?;
        }
        for (key, color) in parts.colors {
            binding::color(color, known).at(key).at_index("filters", i)?;
        }
    }
    Ok(())
}
