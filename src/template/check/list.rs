//! Options whose value is a list: how long it may be, and the list at the start.

use super::known::unknown;
use super::rule::{At, Checked, Ids, Range, at_most, invalid};
use super::text_option::{self, whole};
use crate::template::limits::MAX_ROWS;
use crate::template::option::{MultiOption, NamesOption};

pub(super) fn check_multi(option: &MultiOption) -> Checked {
    if option.choices.is_empty() {
        return Err(invalid("[]", "at least one choice")).at("choices");
    }
    whole(option.max, u32::try_from(option.choices.len()).unwrap_or(u32::MAX)).at("max")?;
    least(option.min, option.most())?;
    at_most(option.default.len(), option.most(), "choices").at("default")?;
    let mut ids = Ids::default();
    for (i, id) in option.default.iter().enumerate() {
        if option.choices.iter().all(|choice| choice.id != *id) {
            let known = option.choices.iter().map(|choice| &choice.id);
            return Err(unknown("choice", id, known)).at_index("default", i);
        }
        ids.add(id).at_index("default", i)?;
    }
    Ok(())
}

pub(super) fn check_names(option: &NamesOption) -> Checked {
    whole(option.max, MAX_ROWS).at("max")?;
    least(option.min, option.most())?;
    Range::ANY.check(option.price).at("price")?;
    at_most(option.default.len(), option.most(), "rows").at("default")?;
    text_option::check(option.typing(), &option.default, true)
}

fn least(min: u32, most: usize) -> Checked {
    if min as usize <= most {
        return Ok(());
    }
    Err(invalid(min.to_string(), format!("a whole number from 0 to {most}"))).at("min")
}
