//! How the form is laid out.

use super::known::unknown;
use super::rule::{At, Checked, Ids, at_most, text};
use crate::template::form::{Group, Step};
use crate::template::limits::MAX_GROUPS;

/// Steps, and the groups on them.
pub(super) fn check(steps: &[Step], groups: &[Group]) -> Checked {
    at_most(steps.len(), MAX_GROUPS, "steps").at("steps")?;
    at_most(groups.len(), MAX_GROUPS, "groups").at("groups")?;
    let mut ids = Ids::default();
    for (i, step) in steps.iter().enumerate() {
        ids.add(&step.id).at("id").at_index("steps", i)?;
        text(step.label.as_deref().unwrap_or_default()).at("label").at_index("steps", i)?;
    }
    let mut ids = Ids::default();
    for (i, group) in groups.iter().enumerate() {
        ids.add(&group.id).at("id").at_index("groups", i)?;
        text(group.label.as_deref().unwrap_or_default()).at("label").at_index("groups", i)?;
        text(group.help.as_deref().unwrap_or_default()).at("help").at_index("groups", i)?;
        if let Some(step) = &group.step
            && steps.iter().all(|known| known.id != *step)
        {
            let known = steps.iter().map(|step| &step.id);
            return Err(unknown("step", step, known)).at("step").at_index("groups", i);
        }
    }
    Ok(())
}
