//! The choices of an option.

use serde::de::Error as _;

use super::condition::when;
use super::known::{Known, unknown};
use super::rule::{At, Checked, Ids, Range, at_most, invalid_text, text};
use crate::template::OptionSpec;
use crate::template::fault::Fault;
use crate::template::limits::{MAX_CATEGORIES, MAX_CHOICES, MAX_TAGS};
use crate::template::option::Choice;

/// All choices of an option, whatever its kind, and the categories that they are in.
pub(super) fn check(option: &OptionSpec, known: &Known<'_>) -> Checked {
    let choices = option.choices();
    at_most(choices.len(), MAX_CHOICES, "choices").at("choices")?;
    let categories = option.categories();
    at_most(categories.len(), MAX_CATEGORIES, "categories").at("categories")?;
    let mut known_categories = Ids::default();
    for (i, category) in categories.iter().enumerate() {
        known_categories.add(&category.id).at("id").at_index("categories", i)?;
        let label = category.label.as_deref().unwrap_or_default();
        text(label).at("label").at_index("categories", i)?;
    }
    let mut ids = Ids::default();
    for (i, choice) in choices.iter().enumerate() {
        ids.add(&choice.id).at("id").at_index("choices", i)?;
        check_one(choice, option, known).at_index("choices", i)?;
        if let Some(category) = choice.category.as_deref()
            && !known_categories.has(category)
        {
            let known = categories.iter().map(|category| &category.id);
            return Err(unknown("category", category, known)).at("category").at_index("choices", i);
        }
    }
    for (i, choice) in choices.iter().enumerate() {
        for (j, alias) in choice.aliases.iter().enumerate() {
            ids.add(alias).at_index("aliases", j).at_index("choices", i)?;
        }
    }
    Ok(())
}

fn check_one(choice: &Choice, option: &OptionSpec, known: &Known<'_>) -> Checked {
    text(choice.label.as_deref().unwrap_or_default()).at("label")?;
    Range::ANY.check(choice.price).at("price")?;
    if let OptionSpec::Color(_) = option
        && choice.color.is_none()
    {
        return Err(Fault::missing_field("color"));
    }
    if let OptionSpec::Font(_) = option
        && choice.font.is_none()
    {
        return Err(Fault::missing_field("font"));
    }
    if let Some(image) = &choice.image {
        known.image(image).at("image")?;
    }
    if let Some(font) = &choice.font {
        known.font(font).at("font")?;
    }
    when(choice.when.as_ref(), known)?;
    if let Some(enabled) = &choice.enabled {
        super::condition::check(enabled, known).at("enabled")?;
    }
    at_most(choice.tags.len(), MAX_TAGS, "tags").at("tags")?;
    for (i, tag) in choice.tags.iter().enumerate() {
        if tag.is_empty() {
            return Err(invalid_text(tag, "a word")).at_index("tags", i);
        }
        text(tag).at_index("tags", i)?;
    }
    Ok(())
}
