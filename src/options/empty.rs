//! What a form says about values that are empty, too few, or not as good as they should be.

use super::photo::Photo;
use crate::issue::{Issue, Severity};
use crate::template::Value;
use crate::template::option::OptionSpec;

/// Id of the choice that stands for none.
const NONE: &str = "none";

/// The issues of a value that is no typed text; `photo` is what was given for the option.
pub(super) fn issues(spec: &OptionSpec, value: &Value, photo: Option<&Photo>) -> Vec<Issue> {
    let issue = |code, severity, about: &str| {
        Issue::of_option(code, severity, spec.id(), format!("{} {about}", spec.label()))
    };
    if spec.required() && is_empty(spec, value) {
        return vec![issue("required", Severity::Error, "is required")];
    }
    match (spec, value) {
        (OptionSpec::Multi(o), Value::List(list)) if list.len() < o.min as usize => {
            vec![issue("too-few", Severity::Error, &format!("needs at least {}", o.min))]
        }
        (OptionSpec::Names(o), Value::List(list)) if list.len() < o.min as usize => {
            vec![issue("too-few", Severity::Error, &format!("needs at least {} rows", o.min))]
        }
        (OptionSpec::Photo(o), Value::Text(name)) if !name.is_empty() => match photo {
            Some(photo) if photo.name == *name => {
                let [width, height] = photo.pixels;
                let (least_width, least_height) = (o.min_width, o.min_height);
                if width >= least_width && height >= least_height {
                    return Vec::new();
                }
                let about = format!(
                    "has {width} × {height} pixels, {least_width} × {least_height} are needed"
                );
                let issue = issue("low-resolution", Severity::Warning, &about);
                vec![issue.with("width", f64::from(width)).with("height", f64::from(height))]
            }
            _ => vec![issue("photo-missing", Severity::Error, "has to be given again")],
        },
        _ => Vec::new(),
    }
}

/// Whether the value is empty, or stands for none. Typed texts are judged by their rules.
fn is_empty(spec: &OptionSpec, value: &Value) -> bool {
    match (spec, value) {
        (OptionSpec::Image(_), Value::Text(id)) => {
            spec.choice(id).is_none_or(|choice| choice.image.is_none())
        }
        (OptionSpec::Choice(_), Value::Text(id)) => id == NONE,
        (OptionSpec::Photo(_), Value::Text(name)) => name.is_empty(),
        (_, Value::List(list)) => list.is_empty(),
        _ => false,
    }
}
