//! The linter: what is valid in a template and yet can't be meant.
//!
//! The check ([`template::check`](crate::template::check())) refuses what can't be read; [`lint`] finds what
//! can: layers that no selection shows, options that decide nothing, texts that the font can't draw or that
//! run out of their box. It looks at the document from above and so may call any room, while none calls it.
//!
//! [`finding`] is what comes out, [`walk`] leads to every condition with its path. [`domain`] tells which
//! values an option can have as far as conditions can tell them apart, [`truth`] asks by these whether a
//! condition can hold. The rules are one file per family: [`conditions`], [`reach`] (what nothing reads or
//! shows), [`assets`], [`drawings`], [`texts`] with [`longest`].

mod assets;
mod conditions;
mod domain;
mod drawings;
mod finding;
mod longest;
mod reach;
mod texts;
mod truth;
mod walk;

use crate::artwork::Assets;
use crate::template::{References, Template};

pub use assets::pictures;
pub use finding::{Finding, code};

/// All that is wrong with a checked template, by path within each family of rules. Never part of drawing:
/// it may take as long as some hundred layouts of texts.
///
/// Without `assets` nothing is said about what needs their bytes. What is there is only what is sure:
/// conditions with too many combinations of values are passed over.
pub fn lint(template: &Template, assets: Option<&Assets>) -> Vec<Finding> {
    let mut found = Vec::new();
    let read = References::of(template);
    let truths = conditions::check(template, &mut found);
    reach::check(template, &read, &truths, &mut found);
    assets::unused(template, &read, &mut found);
    if let Some(assets) = assets {
        assets::missing(template, assets, &mut found);
        texts::check(template, assets, &mut found);
        drawings::left_out(template, assets, &mut found);
        drawings::parts(template, assets, &mut found);
    }
    found
}
