//! The JSON Schema and the engine's own reader must agree on what a template is.

use std::fs;

use liveproof::template::Template;
use serde_json::{Value, json};

use super::{reference_of, root, schema};

/// Whether `value` fits the schema; a keyword that this doesn't know fails the test.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let Some(schema) = schema.as_object() else { return schema == &json!(true) };
    schema.iter().all(|(keyword, rule)| match keyword.as_str() {
        "$defs" | "$id" | "$schema" | "title" | "description" | "default" => true,
        "$ref" => {
            let name = reference_of(&json!({ "$ref": rule })).unwrap().to_owned();
            fits(root, &root["$defs"][name], value)
        }
        "type" => match rule {
            Value::Array(types) => types.iter().any(|name| is_a(value, name)),
            name => is_a(value, name),
        },
        "const" => value == rule,
        "enum" => rule.as_array().unwrap().contains(value),
        "oneOf" => each(rule).filter(|s| fits(root, s, value)).count() == 1,
        "anyOf" => each(rule).any(|s| fits(root, s, value)),
        "required" => value
            .as_object()
            .is_none_or(|o| each(rule).all(|k| o.contains_key(k.as_str().unwrap()))),
        "properties" => value.as_object().is_none_or(|o| {
            o.iter().all(|(key, v)| rule.get(key).is_none_or(|s| fits(root, s, v)))
        }),
        "additionalProperties" => value.as_object().is_none_or(|o| {
            let own = schema.get("properties").and_then(Value::as_object);
            o.iter()
                .filter(|(key, _)| own.is_none_or(|own| !own.contains_key(*key)))
                .all(|(_, v)| fits(root, rule, v))
        }),
        "items" => value.as_array().is_none_or(|a| a.iter().all(|v| fits(root, rule, v))),
        "prefixItems" => {
            value.as_array().is_none_or(|a| each(rule).zip(a).all(|(s, v)| fits(root, s, v)))
        }
        "minItems" => value.as_array().is_none_or(|a| a.len() as u64 >= rule.as_u64().unwrap()),
        "maxItems" => value.as_array().is_none_or(|a| a.len() as u64 <= rule.as_u64().unwrap()),
        "minimum" => value.as_f64().is_none_or(|v| v >= rule.as_f64().unwrap()),
        other => panic!("unknown keyword {other}"),
    })
}

fn each(rule: &Value) -> impl Iterator<Item = &Value> {
    rule.as_array().unwrap().iter()
}

fn is_a(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|v| v.floor() == v),
        other => panic!("unknown type {other}"),
    }
}

fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, v)| pointers(v, &format!("{here}/{i}"), all));
        }
        Value::Object(o) => o.iter().for_each(|(k, v)| pointers(v, &format!("{here}/{k}"), all)),
        _ => {}
    }
}

/// The sample, then the sample with each of its values replaced by each of many others, and with an
/// unknown key in each of its objects.
fn documents() -> Vec<Value> {
    let sample = fs::read_to_string(root().join("tests/templates/mug.json")).unwrap();
    let sample: Value = serde_json::from_str(&sample).unwrap();
    let mut all = Vec::new();
    pointers(&sample, "", &mut all);
    let swaps = [
        json!(true),
        json!(0),
        json!(1),
        json!(-1),
        json!(0.5),
        json!(""),
        json!("x"),
        json!("center"),
        json!("multiply"),
        json!("ink"),
        json!("ellipse"),
        json!("navy"),
        json!("{name}"),
        json!([]),
        json!([1, 2, 3, 4]),
        json!([["x"]]),
        json!({}),
        json!({ "option": "ink" }),
        json!({ "option": "body" }),
        json!({ "option": "icon" }),
        json!({ "option": "outline", "is": false }),
        json!({ "not": { "all": [] } }),
        json!({ "option": "outline", "map": { "true": 1, "false": 2 } }),
        json!({ "option": "outline", "map": { "true": "left", "false": "end" } }),
        json!({ "kind": "text" }),
        json!({ "kind": "fill", "color": "red" }),
        json!({ "kind": "photo", "image": "mug" }),
        json!({ "kind": "group", "layers": [] }),
        json!({ "path": "M0 0L1 1" }),
        json!({ "uvmap": "mug" }),
        json!({ "image": "x.png" }),
        json!({ "linear": { "stops": [[0, "red"], [1, { "option": "ink" }]] } }),
        json!({ "radial": { "stops": [] } }),
        json!({ "pattern": { "image": "heart", "size": 4 } }),
        json!({ "solid": { "color": "red", "opacity": 0.5 } }),
        json!([0, "red"]),
        json!(["red", "blue"]),
    ];
    let mut documents = vec![sample.clone()];
    for pointer in &all {
        let with = |value: Value| {
            let mut document = sample.clone();
            *document.pointer_mut(pointer).unwrap() = value;
            document
        };
        documents.extend(swaps.iter().cloned().map(with));
        if let Some(object) = sample.pointer(pointer).and_then(Value::as_object) {
            let mut object = object.clone();
            object.insert("unknown".to_owned(), json!(1));
            documents.push(with(Value::Object(object)));
        }
    }
    documents
}

#[test]
fn what_is_read_fits_the_schema_and_what_is_unknown_does_not() {
    let schema = schema::template();
    let (mut read, mut unknown) = (0, 0);
    for document in documents() {
        match Template::parse(&document.to_string()) {
            Ok(_) => {
                read += 1;
                assert!(fits(&schema, &schema, &document), "is read, but does not fit: {document}");
            }
            // The keys of a map are choice ids, which no schema can know.
            Err(liveproof::Error::UnknownKey { path, key, .. }) if !path.ends_with(".map") => {
                unknown += 1;
                assert!(!fits(&schema, &schema, &document), "{path}: fits with unknown {key}");
            }
            Err(_) => {}
        }
    }
    assert!(read > 200 && unknown > 50, "{read} read, {unknown} unknown");
}
