//! The value of an option.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The value of an option, as it stands in a selection.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, a choice id or a color.
    Text(String),
    /// A finite number.
    Number(f64),
    /// On or off.
    Bool(bool),
    /// Choice ids in the order in which they were chosen, or the texts of a list.
    List(Vec<String>),
    /// Where the shopper put something.
    Place(Place),
}

/// Where the shopper put something, against where the template has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Shift to the right, in millimeters.
    pub x: f64,
    /// Shift down, in millimeters.
    pub y: f64,
    /// Factor of its size about its middle, above 0.
    pub scale: f64,
    /// Turn about its middle, in degrees clockwise.
    pub rotate: f64,
}

impl Place {
    /// Where the template has it.
    pub const HOME: Self = Self { x: 0.0, y: 0.0, scale: 1.0, rotate: 0.0 };

    /// The keys of its JSON form, in the order of the fields.
    pub const KEYS: [&str; 4] = ["x", "y", "scale", "rotate"];

    /// A place from its numbers by key; those that are not given stay home. `None` for another key.
    pub fn with(mut self, key: &str, number: f64) -> Option<Self> {
        match key {
            "x" => self.x = number,
            "y" => self.y = number,
            "scale" => self.scale = number,
            "rotate" => self.rotate = number,
            _ => return None,
        }
        Some(self)
    }

    /// The numbers, in the order of [`KEYS`](Self::KEYS).
    pub fn numbers(&self) -> [f64; 4] {
        [self.x, self.y, self.scale, self.rotate]
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Bool(on) => serializer.serialize_bool(*on),
            Self::List(list) => list.serialize(serializer),
            Self::Place(place) => {
                let mut map = serializer.serialize_map(Some(Place::KEYS.len()))?;
                for (key, number) in Place::KEYS.iter().zip(place.numbers()) {
                    map.serialize_entry(key, &number)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true or false, a list of texts, or a place")
    }

    fn visit_bool<E: Error>(self, on: bool) -> Result<Value, E> {
        Ok(Value::Bool(on))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        if number.is_finite() {
            Ok(Value::Number(number))
        } else {
            Err(E::invalid_value(Unexpected::Float(number), &self))
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(text) = items.next_element::<String>()? {
            list.push(text);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut place = Place::HOME;
        while let Some(key) = members.next_key::<String>()? {
            let number: f64 = members.next_value()?;
            place = (place.with(&key, number))
                .ok_or_else(|| A::Error::unknown_field(&key, &Place::KEYS))?;
        }
        Ok(Value::Place(place))
    }
}
