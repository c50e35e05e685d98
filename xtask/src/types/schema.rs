//! The template's JSON Schema as it is published: the raw one of the types, made readable.

use serde_json::{Map, Value, json};

/// How the definitions of bindings begin.
pub(super) const BINDING: &str = "Binding_";

/// The JSON Schema of the template.
pub(super) fn template() -> Value {
    let mut schema = Value::from(liveproof::template::json_schema());
    name_kinds(&mut schema);
    tidy(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.insert("$id".to_owned(), json!("liveproof-template-1"));
        root.insert("title".to_owned(), json!("Liveproof template"));
    }
    schema["properties"]["liveproof"] = json!({
        "description": schema["properties"]["liveproof"]["description"],
        "const": liveproof::template::VERSION,
    });
    schema
}

/// Gives each kind of a layer, item and option a definition of its own: `TextLayer`, `PhotoItem`.
fn name_kinds(schema: &mut Value) {
    for (name, suffix) in [("Layer", "Layer"), ("Item", "Item"), ("OptionSpec", "Option")] {
        let mut found = Vec::new();
        for branch in schema["$defs"][name]["oneOf"].as_array_mut().into_iter().flatten() {
            let kind = branch["properties"]["kind"]["const"].as_str().unwrap_or_default();
            let mut letters = kind.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            let name: String = first.into_iter().chain(letters).collect::<String>() + suffix;
            branch["properties"]["kind"]["description"] = json!("Tells the kind.");
            let reference = json!({ "$ref": format!("#/$defs/{name}") });
            found.push((name, std::mem::replace(branch, reference)));
        }
        if let Some(definitions) = schema["$defs"].as_object_mut() {
            definitions.extend(found);
        }
    }
}

/// Takes out what tells a reader nothing: number formats, and `null`, which the engine takes for an
/// absent key but nobody needs to write. Joins the lines of descriptions.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("format");
            if let Some(Value::String(text)) = object.get_mut("description") {
                *text = unwrap(text);
            }
            without_null(object);
            object.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// Joins the lines of each paragraph.
fn unwrap(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|p| p.split('\n').collect::<Vec<_>>().join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn without_null(object: &mut Map<String, Value>) {
    if object.get("default") == Some(&Value::Null) {
        object.remove("default");
    }
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|t| t != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            object.insert("type".to_owned(), one);
        }
    }
    let Some(Value::Array(any)) = object.get_mut("anyOf") else { return };
    any.retain(|schema| schema["type"] != "null");
    if let [one] = any.as_mut_slice()
        && let Value::Object(one) = one.take()
    {
        object.remove("anyOf");
        object.extend(one);
    }
}
