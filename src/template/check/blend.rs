//! What decides how something meets what lies below it.

use super::rule::{At, Checked, at_most, invalid};
use crate::template::blend::BlendIfSpec;
use crate::template::limits::MAX_BLEND_RANGES;
use crate::template::paint::Many;

pub(super) fn check_blend_if(many: Option<&Many<BlendIfSpec>>) -> Checked {
    const KEY: &str = "blendIf";
    match many {
        None => Ok(()),
        Some(Many::One(one)) => check_range(one).at(KEY),
        Some(Many::All(all)) => {
            at_most(all.len(), MAX_BLEND_RANGES, "ranges").at(KEY)?;
            all.iter().enumerate().try_for_each(|(i, one)| check_range(one).at_index(KEY, i))
        }
    }
}

fn check_range(range: &BlendIfSpec) -> Checked {
    for (key, levels) in [("this", range.this), ("underlying", range.underlying)] {
        if !levels.is_sorted() || levels[3] > 255 {
            let value = format!("{levels:?}");
            return Err(invalid(value, "four levels from 0 to 255, ascending")).at(key);
        }
    }
    Ok(())
}

/// The lowest of a list has nothing to be clipped to.
pub(super) fn check_clip(clip: bool, index: usize) -> Checked {
    if clip && index == 0 {
        return Err(invalid("true", "false: there is no layer below to clip this one to"))
            .at("clip");
    }
    Ok(())
}
