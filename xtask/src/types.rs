//! `cargo xtask types`: writes what is generated from the template's Rust types.
//!
//! Rust types → JSON Schema ([`schema`]) → TypeScript ([`typescript`]) and reference page
//! ([`reference`]). With `--check` nothing is written and a stale file is an error.

mod reference;
mod schema;
mod typescript;

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

/// Writes the generated files; with `check` only compares them.
///
/// # Errors
///
/// With `check`, the names of the files that are not as they would be written; else what could not
/// be written.
pub(crate) fn run(check: bool) -> Result<(), String> {
    let root = root();
    let mut stale = Vec::new();
    for (name, text) in files(&root)? {
        let path = root.join(name);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            continue;
        }
        if check {
            stale.push(name);
            continue;
        }
        let folder = path.parent().unwrap_or(&root);
        fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        fs::write(&path, text).map_err(|why| format!("{name}: {why}"))?;
    }
    match stale.as_slice() {
        [] => Ok(()),
        stale => Err(format!("stale: {}; run `cargo xtask types`", stale.join(", "))),
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| "xtask".into(), PathBuf::from);
    here.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The generated files, by their names from the root.
fn files(root: &Path) -> Result<[(&'static str, String); 3], String> {
    const EXAMPLE: &str = "tests/templates/mug.json";
    let example =
        fs::read_to_string(root.join(EXAMPLE)).map_err(|why| format!("{EXAMPLE}: {why}"))?;
    let schema = schema::template();
    let json = serde_json::to_string_pretty(&schema).map_err(|why| why.to_string())? + "\n";
    let types = Types::new(&schema);
    Ok([
        ("src/js/template.schema.json", json),
        ("src/js/template.ts", typescript::write(&types)),
        ("TEMPLATE.md", reference::write(&types, &example)),
    ])
}

/// The schema's definitions in the order of reading: each after the one that first names it.
struct Types<'s> {
    named: Vec<(&'s str, &'s Value)>,
}

impl<'s> Types<'s> {
    fn new(schema: &'s Value) -> Self {
        let mut types = Self { named: vec![("Template", schema)] };
        let mut next = 0;
        while let Some(&(_, value)) = types.named.get(next) {
            types.follow(schema, value);
            next += 1;
        }
        types
    }

    /// Adds the definitions that `value` refers to.
    fn follow(&mut self, schema: &'s Value, value: &'s Value) {
        match value {
            Value::Object(object) => {
                if let Some(name) = reference_of(value)
                    && self.named.iter().all(|(known, _)| *known != name)
                    && let Some(found) = schema["$defs"].get(name)
                {
                    self.named.push((name, found));
                }
                for (key, value) in object.iter().filter(|(key, _)| *key != "$defs") {
                    if key == "properties" {
                        members(object, value).for_each(|m| self.follow(schema, m.value));
                    } else {
                        self.follow(schema, value);
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.follow(schema, item)),
            _ => {}
        }
    }
}

/// The name of the definition that a `$ref` leads to.
fn reference_of(value: &Value) -> Option<&str> {
    value["$ref"].as_str()?.strip_prefix("#/$defs/")
}

/// A key of an object.
struct Member<'s> {
    key: &'s str,
    value: &'s Value,
    required: bool,
}

/// The keys of an object, the required ones first, in the order of the Rust type.
fn members<'s>(
    object: &'s serde_json::Map<String, Value>,
    properties: &'s Value,
) -> impl Iterator<Item = Member<'s>> {
    let required: Vec<&str> = object
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut all: Vec<Member<'s>> = properties
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| Member { key, value, required: required.contains(&key.as_str()) })
        .collect();
    let place = |key: &str| required.iter().position(|r| *r == key).unwrap_or(usize::MAX);
    all.sort_by_key(|m| place(m.key));
    all.into_iter()
}

fn description(value: &Value) -> &str {
    value["description"].as_str().unwrap_or_default()
}

/// What the value is without its binding, when it is a `Bound`.
fn bound(value: &Value) -> Option<&Value> {
    let [literal, binding] = value["anyOf"].as_array()?.as_slice() else { return None };
    (reference_of(binding)?.starts_with(schema::BINDING)).then_some(literal)
}

/// The branches of a choice between schemas.
fn branches(value: &Value) -> Option<&Vec<Value>> {
    value["oneOf"].as_array().or_else(|| value["anyOf"].as_array())
}

#[cfg(test)]
mod agree;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_files_are_fresh() {
        assert_eq!(run(true), Ok(()));
    }
}
