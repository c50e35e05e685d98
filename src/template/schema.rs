//! JSON Schema of the types whose JSON form is not what their derive says: see the reader.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Template;
use super::bound::{Binding, Bound, Condition};
use super::logic::{Counted, LengthPrice, Term, TextPrice};
use super::paint::{LinearSpec, Many, Paint, PatternSpec, RadialSpec, Sides, SolidSpec};
use super::slot::{PathMask, SlotMask, SlotShape};
use super::text::FeatureValue;
use super::value::Value;
use super::view::{
    ChangedMask, GlossEstimate, GlossSpec, MaskSpec, PlacementBlend, ShadeMaps, ShadeSpec,
    TintBlend,
};
use crate::blend::BlendMode;
use crate::color::Color;

/// The JSON Schema of the template (draft 2020-12), as the types and their docs have it.
pub fn json_schema() -> Schema {
    schemars::schema_for!(Template)
}

impl<T: JsonSchema> JsonSchema for Bound<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Bound_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [generator.subschema_for::<T>(), generator.subschema_for::<Binding<T>>()]
        })
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Many_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
    }
}

impl JsonSchema for Sides {
    fn schema_name() -> Cow<'static, str> {
        "Sides".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Bound<f64>>();
        let two = generator.subschema_for::<[Bound<f64>; 2]>();
        json_schema!({ "anyOf": [one, two] })
    }
}

impl JsonSchema for MaskSpec {
    fn schema_name() -> Cow<'static, str> {
        "MaskSpec".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let changed = generator.subschema_for::<ChangedMask>();
        json_schema!({ "anyOf": [{ "type": "string" }, changed] })
    }
}

/// An object of one key.
fn one(key: &str, schema: &Schema, description: &str) -> Schema {
    json_schema!({
        "type": "object",
        "description": description,
        "properties": { key: schema },
        "required": [key],
        "additionalProperties": false,
    })
}

impl JsonSchema for Paint {
    fn schema_name() -> Cow<'static, str> {
        "Paint".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A color, a gradient or a picture. A binding is the color of a color option, \
                or with a map a paint per choice.",
            "anyOf": [
                generator.subschema_for::<Color>(),
                generator.subschema_for::<Binding<Self>>(),
                one("solid", &generator.subschema_for::<SolidSpec>(), "A color, fainter."),
                one("linear", &generator.subschema_for::<LinearSpec>(), "A gradient along a line."),
                one("radial", &generator.subschema_for::<RadialSpec>(), "A gradient from a point outward."),
                one("pattern", &generator.subschema_for::<PatternSpec>(), "A picture, repeated."),
            ],
        })
    }
}

impl JsonSchema for SlotMask {
    fn schema_name() -> Cow<'static, str> {
        "SlotMask".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let id = json_schema!({ "type": "string" });
        json_schema!({
            "description": "What a picture is cut to. A binding is of a choice option, with a map from choice \
                to mask.",
            "anyOf": [
                generator.subschema_for::<SlotShape>(),
                generator.subschema_for::<Binding<Self>>(),
                one("rounded", &generator.subschema_for::<Bound<f64>>(), "The box with round corners, of a radius in millimeters."),
                generator.subschema_for::<PathMask>(),
                one("image", &id, "Asset id of an image, stretched to the box: its alpha."),
            ],
        })
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let option = |key: &str, schema: Schema, description: &str| {
            json_schema!({
                "type": "object",
                "description": description,
                "properties": {
                    "option": { "type": "string", "description": "Id of the option." },
                    key: schema,
                },
                "required": ["option", key],
                "additionalProperties": false,
            })
        };
        let value = generator.subschema_for::<Value>();
        let values = json_schema!({ "type": "array", "items": value.clone(), "minItems": 1 });
        let number = json_schema!({ "type": "number" });
        let condition = generator.subschema_for::<Self>();
        let conditions = json_schema!({ "type": "array", "items": condition.clone() });
        json_schema!({
            "description": "When an option, layer or item is there at all.",
            "oneOf": [
                option("is", value, "The option has this value."),
                option("in", values, "The option has one of these values."),
                option("has", json_schema!({ "type": "string" }), "The option's list has this choice or text."),
                option("matches", json_schema!({ "type": "string" }), "The whole text matches this regular expression."),
                option("above", number.clone(), "The number, count of a list or length of a text is greater."),
                option("atLeast", number.clone(), "It is this or greater."),
                option("below", number.clone(), "It is less."),
                option("atMost", number, "It is this or less."),
                one("all", &conditions, "Every condition holds; true when empty."),
                one("any", &conditions, "At least one condition holds; false when empty."),
                one("not", &condition, "The condition does not hold."),
            ],
        })
    }
}

impl JsonSchema for Term {
    fn schema_name() -> Cow<'static, str> {
        "Term".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let counted = generator.subschema_for::<Counted>();
        json_schema!({
            "description": "A number, or what an option counts.",
            "anyOf": [{ "type": "number" }, counted],
        })
    }
}

impl JsonSchema for TextPrice {
    fn schema_name() -> Cow<'static, str> {
        "TextPrice".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let by_length = generator.subschema_for::<LengthPrice>();
        json_schema!({
            "description": "What a text costs that is not empty: a number, or by its length.",
            "anyOf": [{ "type": "number" }, by_length],
        })
    }
}

impl JsonSchema for Value {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The value of an option: a text, choice id or color, a number, on or off, a \
                list of choice ids or texts, or a place.",
            "anyOf": [
                { "type": ["string", "number", "boolean"] },
                { "type": "array", "items": { "type": "string" } },
                {
                    "type": "object",
                    "properties": {
                        "x": { "type": "number", "description": "Shift to the right, in millimeters. Default: 0." },
                        "y": { "type": "number", "description": "Shift down, in millimeters. Default: 0." },
                        "scale": { "type": "number", "description": "Factor of its size. Default: 1." },
                        "rotate": { "type": "number", "description": "Turn in degrees clockwise. Default: 0." },
                    },
                    "additionalProperties": false,
                },
            ],
        })
    }
}

impl JsonSchema for FeatureValue {
    fn schema_name() -> Cow<'static, str> {
        "FeatureValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The value of an OpenType feature: `false` or 0 for off, `true` or 1 for \
                on, above 1 which of its alternates.",
            "type": ["boolean", "integer"],
        })
    }
}

impl JsonSchema for Color {
    fn schema_name() -> Cow<'static, str> {
        "Color".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A CSS color in sRGB: \"#14213d\", \"#14213d80\", \"rgb(20 33 61)\", \"navy\".",
            "type": "string",
        })
    }
}

impl JsonSchema for PlacementBlend {
    fn schema_name() -> Cow<'static, str> {
        "PlacementBlend".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How artwork or a tint meets the photo.",
            "oneOf": [
                {
                    "description": "Ink on the product, in linear light: the photo's diffuse light \
                        times the ink's color, plus the gloss.",
                    "type": "string",
                    "const": "ink",
                },
                generator.subschema_for::<BlendMode>(),
            ],
        })
    }
}

impl JsonSchema for TintBlend {
    fn schema_name() -> Cow<'static, str> {
        "TintBlend".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How a tint meets the photo.",
            "oneOf": [
                {
                    "description": "Tone mapping: the part's median color becomes the new one, and \
                        what is lighter or darker follows along its lightness in OKLab. Folds, \
                        seams and fibers show on every color, black and white too, whatever color \
                        the photo has.",
                    "type": "string",
                    "const": "tone",
                },
                generator.subschema_for::<PlacementBlend>(),
            ],
        })
    }
}

impl JsonSchema for GlossSpec {
    fn schema_name() -> Cow<'static, str> {
        "GlossSpec".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Light that a surface itself reflects, which no ink changes: the asset id \
                of a gloss map, sRGB-encoded and black where nothing is reflected, or an estimate.",
            "anyOf": [{ "type": "string" }, generator.subschema_for::<GlossEstimate>()],
        })
    }
}

impl JsonSchema for ShadeSpec {
    fn schema_name() -> Cow<'static, str> {
        "ShadeSpec".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The asset id of a shade map, or one each for light and dark products.",
            "anyOf": [{ "type": "string" }, generator.subschema_for::<ShadeMaps>()],
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::json_schema;

    /// Every enum that is told by `kind` says so, so that editors can complete by it.
    #[test]
    fn kinds_are_constants() {
        let schema = Value::from(json_schema());
        for (name, kinds) in [
            ("Layer", vec!["text", "image", "fill", "qr", "group"]),
            ("Item", vec!["photo", "tint", "placement", "overlay"]),
            (
                "OptionSpec",
                vec![
                    "text", "color", "image", "choice", "toggle", "number", "font", "multi",
                    "names", "photo", "place",
                ],
            ),
        ] {
            let branches = schema["$defs"][name]["oneOf"].as_array().unwrap();
            let found: Vec<_> =
                branches.iter().filter_map(|b| b["properties"]["kind"]["const"].as_str()).collect();
            assert_eq!(found, kinds);
            assert!(branches.iter().all(|b| b["additionalProperties"] == false));
        }
    }
}
