//! Templates to change and to break.

use serde_json::{Value, json};

/// The sample of the docs.
pub(crate) const MUG: &str = include_str!("../templates/mug.json");

/// A valid template with one of each, small enough to have in mind.
pub(crate) fn small() -> Value {
    json!({
        "liveproof": 1, "id": "p",
        "assets": {
            "script": { "font": "s.ttf" }, "heart": { "image": "h.png" }, "mug": { "image": "m.png" },
        },
        "options": [
            { "id": "name", "kind": "text", "maxLength": 14 },
            { "id": "ink", "kind": "color", "choices": [
                { "id": "navy", "color": "navy" }, { "id": "gold", "color": "gold" } ] },
            { "id": "icon", "kind": "image", "choices": [{ "id": "none" }, { "id": "heart", "image": "heart" }] },
            { "id": "side", "kind": "choice", "choices": [{ "id": "left" }, { "id": "right" }] },
            { "id": "outline", "kind": "toggle" },
            { "id": "year", "kind": "number", "min": 1900, "max": 2100, "step": 1 },
        ],
        "areas": [
            { "id": "wrap", "width": 200, "height": 80, "layers": [
                { "kind": "text", "id": "title", "text": "{name}", "font": "script", "size": 28,
                  "box": [10, 10, 100, 50], "color": { "option": "ink" },
                  "stroke": { "color": "white", "width": { "option": "outline", "map": { "true": 1, "false": 0 } } },
                  "shadow": { "color": "black", "offset": [1, 1], "blur": 1 } },
                { "kind": "image", "image": { "option": "icon" }, "box": [1, 1, 10, 10] },
                { "kind": "fill", "color": "#fff" },
                { "kind": "group", "layers": [{ "kind": "fill", "id": "inner", "color": "red" }] },
            ] },
            { "id": "back", "width": 50, "height": 50, "layers": [{ "kind": "fill", "color": "red" }] },
        ],
        "views": [
            { "id": "front", "width": 800, "height": 600, "items": [
                { "kind": "photo", "image": "mug" },
                { "kind": "tint", "mask": "mug", "color": { "option": "ink" } },
                { "kind": "placement", "area": "wrap", "geometry": {
                    "quad": [[10, 10], [200, 10], [210, 110], [0, 110]] } },
                { "kind": "placement", "area": "back", "geometry": { "cylinder": {
                    "radiusTop": 40, "radiusBottom": 40, "height": 90, "span": 180,
                    "projection": [[1500, 0, 800, 320000], [0, 1500, 800, 250000], [0, 0, 1, 400]] } } },
            ] },
            { "id": "back", "width": 10, "height": 10, "items": [{ "kind": "photo", "image": "mug" }] },
        ],
    })
}

/// The document with the value at `pointer` set, or taken away for `{ "remove": "this key" }`.
pub(crate) fn change(mut document: Value, pointer: &str, value: Value) -> Value {
    let Some((parent, last)) = pointer.rsplit_once('/') else { return value };
    match document.pointer_mut(parent) {
        Some(Value::Array(items)) => items[last.parse::<usize>().unwrap()] = value,
        Some(Value::Object(members)) if value == json!({ "remove": "this key" }) => {
            members.remove(last).expect(pointer);
        }
        Some(Value::Object(members)) => {
            members.insert(last.to_owned(), value);
        }
        other => panic!("{pointer} is in {other:?}"),
    }
    document
}
