//! `when`: whether a condition holds for a selection.

use super::Selection;
use crate::template::bound::Condition;

/// Whether `condition` holds. An option that the selection lacks equals nothing.
pub fn holds(condition: &Condition, selection: &Selection) -> bool {
    match condition {
        Condition::Is { option, is } => selection.get(option) == Some(is),
        Condition::In { option, values } => {
            selection.get(option).is_some_and(|v| values.contains(v))
        }
        Condition::All(all) => all.iter().all(|c| holds(c, selection)),
        Condition::Any(any) => any.iter().any(|c| holds(c, selection)),
        Condition::Not(inner) => !holds(inner, selection),
    }
}

/// Calls `visit` with the id of every option that `condition` asks for.
pub fn visit_options<'a>(condition: &'a Condition, visit: &mut dyn FnMut(&'a str)) {
    match condition {
        Condition::Is { option, .. } | Condition::In { option, .. } => visit(option),
        Condition::All(list) | Condition::Any(list) => {
            for inner in list {
                visit_options(inner, visit);
            }
        }
        Condition::Not(inner) => visit_options(inner, visit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Value;

    fn is(option: &str, value: &str) -> Condition {
        Condition::Is { option: option.into(), is: Value::Text(value.into()) }
    }

    #[test]
    fn connectives_follow_logic() {
        let selection: Selection = [
            ("icon".to_owned(), Value::Text("heart".into())),
            ("frame".to_owned(), Value::Bool(true)),
        ]
        .into();
        let yes = is("icon", "heart");
        let no = is("icon", "none");
        let unknown = is("nothing", "heart");
        let on = Condition::Is { option: "frame".into(), is: Value::Bool(true) };
        for (condition, expected) in [
            (yes.clone(), true),
            (no.clone(), false),
            (unknown, false),
            (on, true),
            (Condition::Not(Box::new(no.clone())), true),
            (Condition::All(vec![]), true),
            (Condition::Any(vec![]), false),
            (Condition::All(vec![yes.clone(), no.clone()]), false),
            (Condition::Any(vec![no.clone(), yes.clone()]), true),
            (
                Condition::In {
                    option: "icon".into(),
                    values: vec![Value::Text("star".into()), Value::Text("heart".into())],
                },
                true,
            ),
            (Condition::In { option: "icon".into(), values: vec![] }, false),
        ] {
            assert_eq!(holds(&condition, &selection), expected, "{condition:?}");
        }
    }
}
