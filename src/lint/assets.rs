//! Assets that are not there, can't be read, or that nothing names.

use super::finding::{Finding, code};
use crate::artwork::Assets;
use crate::template::{Asset, References, Template};

/// Assets that nothing in the template names.
pub(super) fn unused(template: &Template, read: &References, found: &mut Vec<Finding>) {
    for (id, asset) in &template.assets {
        if !read.assets.contains(id.as_str()) {
            let message =
                format!("nothing uses this {}, and it is loaded all the same", asset.kind());
            found.push(about(Finding::warning(code::UNUSED_ASSET, &path(id), message), id, asset));
        }
    }
}

/// Assets whose bytes were not given.
pub(super) fn missing(template: &Template, assets: &Assets, found: &mut Vec<Finding>) {
    for (id, asset) in &template.assets {
        if !assets.contains(id) {
            let message = format!("the {} is not there", asset.kind());
            found.push(about(Finding::error(code::MISSING_ASSET, &path(id), message), id, asset));
        }
    }
}

/// Images that can't be decoded to the end: all are, one after the other, which takes a while.
pub fn pictures(template: &Template, assets: &Assets) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, asset) in &template.assets {
        if let Asset::Image(_) = asset
            && assets.contains(id)
            && let Err(error) = assets.prepare(id)
        {
            let message = error.to_string();
            // The path is told apart.
            let message = message.strip_prefix(&format!("{}: ", path(id))).unwrap_or(&message);
            let finding = Finding::error(error.code(), &path(id), message.to_owned());
            found.push(about(finding, id, asset));
        }
    }
    found
}

fn path(id: &str) -> String {
    format!("assets.{id}")
}

fn about(finding: Finding, id: &str, asset: &Asset) -> Finding {
    finding
        .with("asset", id.into())
        .with("kind", asset.kind().into())
        .with("url", asset.url().into())
}
