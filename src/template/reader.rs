//! Reads a JSON value into the template's types and says where it went wrong.
//!
//! serde's own errors know no path, and its internally tagged and untagged enums cost 20 KB of wasm
//! and word their errors badly. So enums are derived plainly (externally tagged), and this
//! deserializer presents each one's JSON form by its name, see [`Reader::variant`].
//!
//! What serde generates calls these methods once for every field of every type. They are never inlined:
//! one copy for each type that is read, not for each field, and 22 KB less to download.

use std::sync::LazyLock;

use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value, map};

use super::fault::{Fault, one_of};
use crate::error::Error;

/// The key that tells an object's kind.
const KIND: &str = "kind";

/// A JSON value to be read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'de> {
    value: &'de Value,
    /// Whether [`KIND`] has been read and is to be passed over.
    kind_is_read: bool,
}

impl<'de> Reader<'de> {
    pub(super) fn new(value: &'de Value) -> Self {
        Self { value, kind_is_read: false }
    }

    #[inline(never)]
    fn fail<T>(self, allowed: &str) -> Result<T, Fault> {
        Err(Fault::invalid(allowed).of(self.value))
    }

    #[inline(never)]
    fn object(self) -> Result<&'de Map<String, Value>, Fault> {
        self.value.as_object().map_or_else(|| self.fail("an object"), Ok)
    }

    /// The number, when whole and from 0 to 2^53: above that JSON numbers stop being exact.
    #[inline(never)]
    fn whole(self) -> Option<u64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        self.value.as_u64().or_else(|| {
            let number = self.value.as_f64()?;
            ((0.0..=EXACT).contains(&number) && number.floor() == number).then_some(number as u64)
        })
    }

    fn visit_array<V: Visitor<'de>>(
        self,
        items: &'de [Value],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(Elements { items: items.iter().enumerate() })
    }

    fn visit_object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let members =
            Members { rest: self.object()?.iter(), next: None, kind_is_read: self.kind_is_read };
        visitor.visit_map(members)
    }

    /// Which form an enum has in JSON. One that isn't named here is a plain word.
    #[inline(never)]
    fn variant(
        self,
        name: &'static str,
        variants: &'static [&'static str],
    ) -> Result<Variant<'de>, Fault> {
        match name {
            "OptionSpec" | "Layer" | "Item" | "FilterSpec" => self.by_kind(variants),
            "Asset" | "GeometrySpec" | "CurveSpec" | "ArcSpec" => self.by_key(variants),
            "ShapeSpec" if self.value.is_object() => self.by_key(&["path"]),
            "Material" => self.word_or_kind(variants),
            "CharacterSet" => self.word_or_list(variants),
            "GlossSpec" | "ShadeSpec" | "TextPrice" => Ok(self.text_or_object(variants)),
            "Bound" | "Term" => Ok(self.literal_or_binding()),
            "Many" | "Sides" => Ok(self.one_or_all()),
            "MaskSpec" => Ok(self.image_or_more()),
            "Paint" => self.paint(),
            "SlotMask" => self.slot_mask(),
            "CylinderForm" => Ok(self.cylinder()),
            "Condition" => self.condition(),
            _ => self.by_word(variants),
        }
    }

    /// `{ "kind": "text", … }`: the kind is the variant, the other keys its content.
    fn by_kind(self, kinds: &'static [&'static str]) -> Result<Variant<'de>, Fault> {
        let Some(kind) = self.object()?.get(KIND) else {
            return Err(Fault::missing_field(KIND));
        };
        let fault = |given: &str| Fault::word(given, kinds).of(kind).under(KIND);
        let given = kind.as_str().ok_or_else(|| fault(""))?;
        let name = known(given, kinds).ok_or_else(|| fault(given))?;
        Ok(Variant { name, key: None, content: Some(Self { kind_is_read: true, ..self }) })
    }

    /// `{ "font": … }`: the one key is the variant, its value the content.
    fn by_key(self, keys: &'static [&'static str]) -> Result<Variant<'de>, Fault> {
        let allowed = || match keys {
            [key] => format!("an object with the key \"{key}\""),
            _ => format!("an object with just one key: {}", one_of(keys)),
        };
        let object = self.value.as_object().ok_or_else(|| Fault::invalid(allowed()))?;
        if let Some(unknown) = object.keys().find(|&key| known(key, keys).is_none()) {
            return Err(Fault::unknown_field(unknown, keys));
        }
        let mut members = object.iter();
        let (Some((key, value)), None) = (members.next(), members.next()) else {
            return Err(Fault::invalid(allowed()));
        };
        let name = known(key, keys).ok_or_else(|| Fault::unknown_field(key, keys))?;
        Ok(Variant { name, key: Some(name), content: Some(Self::new(value)) })
    }

    /// `"center"`: the word is the variant.
    fn by_word(self, words: &'static [&'static str]) -> Result<Variant<'de>, Fault> {
        let given = self.value.as_str().ok_or_else(|| Fault::word("", words))?;
        let name = known(given, words).ok_or_else(|| Fault::word(given, words))?;
        Ok(Variant { name, key: None, content: None })
    }

    /// A word, or `{ "list": … }`, which is the last variant.
    fn word_or_list(self, words: &'static [&'static str]) -> Result<Variant<'de>, Fault> {
        if self.value.is_object() {
            return self.by_key(&["list"]);
        }
        let words = words.split_last().map_or(words, |(_, words)| words);
        self.by_word(words).map_err(|fault| fault.or("{ \"list\": … }"))
    }

    /// A word, or an object with the word as its kind.
    fn word_or_kind(self, words: &'static [&'static str]) -> Result<Variant<'de>, Fault> {
        static NOTHING: LazyLock<Value> = LazyLock::new(|| Value::Object(Map::new()));
        if self.value.is_object() {
            return self.by_kind(words);
        }
        let word = self.by_word(words).map_err(|fault| fault.or("{ \"kind\": … }"))?;
        Ok(Variant { content: Some(Self::new(&NOTHING)), ..word })
    }

    /// A literal, or an object, which is a binding unless it tells its kind.
    fn literal_or_binding(self) -> Variant<'de> {
        let binding = self.value.as_object().is_some_and(|object| !object.contains_key(KIND));
        let name = if binding { "option" } else { "literal" };
        Variant { name, key: None, content: Some(self) }
    }

    /// The first variant for a text, the second for an object.
    fn text_or_object(self, variants: &'static [&'static str]) -> Variant<'de> {
        let name = variants.get(usize::from(self.value.is_object())).copied().unwrap_or_default();
        Variant { name, key: None, content: Some(self) }
    }

    /// A list, or one of what it holds.
    fn one_or_all(self) -> Variant<'de> {
        let name = if self.value.is_array() { "all" } else { "one" };
        Variant { name, key: None, content: Some(self) }
    }

    /// An asset id, or an object that says more.
    fn image_or_more(self) -> Variant<'de> {
        let name = if self.value.is_object() { "changed" } else { "image" };
        Variant { name, key: None, content: Some(self) }
    }

    /// A color, a binding, or a paint told by its key.
    fn paint(self) -> Result<Variant<'de>, Fault> {
        let name = match self.value.as_object() {
            None => "literal",
            Some(object) if ["option", "map"].iter().any(|&k| object.contains_key(k)) => "option",
            Some(_) => return self.by_key(&["option", "solid", "linear", "radial", "pattern"]),
        };
        Ok(Variant { name, key: None, content: Some(self) })
    }

    /// The name of a shape, a binding, or a mask told by its keys.
    fn slot_mask(self) -> Result<Variant<'de>, Fault> {
        let name = match self.value.as_object() {
            None => "word",
            Some(object) if ["option", "map"].iter().any(|&k| object.contains_key(k)) => "option",
            Some(object) if object.contains_key("size") || object.contains_key("path") => "path",
            Some(_) => return self.by_key(&["option", "rounded", "path", "image"]),
        };
        Ok(Variant { name, key: None, content: Some(self) })
    }

    /// The keys that only the short form of a cylinder has tell it from the full one.
    fn cylinder(self) -> Variant<'de> {
        const SHORT: &[&str] = &["axis", "sagTop", "sagBottom", "arc"];
        let short =
            self.value.as_object().is_some_and(|o| SHORT.iter().any(|k| o.contains_key(*k)));
        let name = if short { "short" } else { "full" };
        Variant { name, key: None, content: Some(self) }
    }

    /// A condition's form is told by the key that only it has.
    fn condition(self) -> Result<Variant<'de>, Fault> {
        const KEYS: &[&str] = &["all", "any", "not"];
        const ALLOWED: &[&str] = &[
            "option", "is", "in", "has", "matches", "above", "atLeast", "below", "atMost", "all",
            "any", "not",
        ];
        let object = self.object()?;
        for name in ["is", "in", "has", "matches"] {
            if object.contains_key(name) {
                return Ok(Variant { name, key: None, content: Some(self) });
            }
        }
        if ["above", "atLeast", "below", "atMost"].iter().any(|&key| object.contains_key(key)) {
            return Ok(Variant { name: "within", key: None, content: Some(self) });
        }
        if KEYS.iter().any(|&key| object.contains_key(key)) {
            return self.by_key(KEYS);
        }
        if let Some(unknown) = object.keys().find(|&key| known(key, ALLOWED).is_none()) {
            return Err(Fault::unknown_field(unknown, ALLOWED));
        }
        Err(if object.is_empty() {
            Fault::invalid("a condition such as { \"option\": …, \"is\": … }")
        } else {
            Fault::missing_field("is")
        })
    }
}

/// The word of `words` that equals `given`.
fn known(given: &str, words: &'static [&'static str]) -> Option<&'static str> {
    words.iter().copied().find(|&word| word == given)
}

/// A reading method for one JSON type: a pattern, the visit, and what is expected instead.
macro_rules! read {
    ($($method:ident: $pattern:pat => $visit:ident($value:expr), $expected:literal;)*) => {
        $(#[inline(never)]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.value {
                $pattern => visitor.$visit($value).map_err(|fault: Fault| fault.of(self.value)),
                _ => self.fail($expected),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Fault;

    read! {
        deserialize_bool: Value::Bool(on) => visit_bool(*on), "true or false";
        deserialize_str: Value::String(text) => visit_borrowed_str(text), "a text";
        deserialize_string: Value::String(text) => visit_borrowed_str(text), "a text";
    }

    #[inline(never)]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(on) => visitor.visit_bool(*on),
            Value::Number(number) => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => self.visit_array(items, visitor),
            Value::Object(_) => self.visit_object(visitor),
        }
        .map_err(|fault: Fault| fault.of(self.value))
    }

    #[inline(never)]
    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value.as_f64().filter(|number| number.is_finite()) {
            Some(number) => visitor.visit_f64(number).map_err(|fault: Fault| fault.of(self.value)),
            None => self.fail("a number"),
        }
    }

    #[inline(never)]
    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.whole().and_then(|number| u32::try_from(number).ok()) {
            Some(number) => visitor.visit_u32(number).map_err(|fault: Fault| fault.of(self.value)),
            None => self.fail("a whole number, 0 or more"),
        }
    }

    #[inline(never)]
    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.whole() {
            Some(number) => visitor.visit_u64(number).map_err(|fault: Fault| fault.of(self.value)),
            None => self.fail("a whole number, 0 or more"),
        }
    }

    #[inline(never)]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    #[inline(never)]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Array(items) => {
                self.visit_array(items, visitor).map_err(|fault: Fault| fault.of(self.value))
            }
            _ => self.fail("an array"),
        }
    }

    #[inline(never)]
    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.value {
            Value::Array(items) if items.len() == length => {
                self.visit_array(items, visitor).map_err(|fault: Fault| fault.of(self.value))
            }
            _ => self.fail(&format!("an array of {length}")),
        }
    }

    #[inline(never)]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.visit_object(visitor).map_err(|fault: Fault| fault.of(self.value))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    #[inline(never)]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let variant = self.variant(name, variants);
        variant.and_then(|v| visitor.visit_enum(v)).map_err(|fault: Fault| fault.of(self.value))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 f32 char bytes byte_buf unit unit_struct tuple_struct identifier
    }
}

/// The elements of an array.
struct Elements<'de> {
    items: std::iter::Enumerate<std::slice::Iter<'de, Value>>,
}

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some((index, value)) = self.items.next() else {
            return Ok(None);
        };
        seed.deserialize(Reader::new(value)).map(Some).map_err(|fault| fault.under_index(index))
    }
}

/// The members of an object.
struct Members<'de> {
    rest: map::Iter<'de>,
    next: Option<(&'de String, &'de Value)>,
    kind_is_read: bool,
}

impl<'de> Members<'de> {
    /// Goes to the next member, which has this key.
    #[inline(never)]
    fn next_key(&mut self) -> Option<&'de str> {
        let skip = self.kind_is_read;
        self.next = self.rest.find(|(key, _)| !(skip && *key == KIND));
        self.next.map(|(key, _)| key.as_str())
    }

    /// A fault of a key: the kind is allowed, too.
    #[cold]
    #[inline(never)]
    fn key_fault(&self, fault: Fault) -> Fault {
        fault.here(|error| {
            if let Error::UnknownKey { allowed, .. } = error
                && self.kind_is_read
            {
                allowed.insert(0, KIND.to_owned());
            }
        })
    }
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some(key) = self.next_key() else {
            return Ok(None);
        };
        let key: StrDeserializer<'_, Fault> = key.into_deserializer();
        seed.deserialize(key).map(Some).map_err(|fault| self.key_fault(fault))
    }

    #[inline(never)]
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some((key, value)) = self.next.take() else {
            return Err(Fault::custom("a key before each value"));
        };
        seed.deserialize(Reader::new(value)).map_err(|fault| fault.under(key))
    }
}

/// The variant of an enum, and where its content is.
struct Variant<'de> {
    name: &'static str,
    /// The key that leads to the content, when it is not the enum's own object.
    key: Option<&'static str>,
    content: Option<Reader<'de>>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Fault> {
        let name: StrDeserializer<'_, Fault> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            None => Ok(()),
            Some(_) => Err(Fault::invalid(one_of(&[self.name]))),
        }
    }

    #[inline(never)]
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        let Some(content) = self.content else {
            return Err(Fault::invalid(format!("{{ \"{}\": … }}", self.name)));
        };
        seed.deserialize(content).map_err(|fault| match self.key {
            Some(key) => fault.under(key),
            None => match self.name {
                "literal" => fault.or("{ \"option\": … }"),
                "word" => fault.or("{ \"rounded\": … }, { \"path\": … } or { \"image\": … }"),
                "map" => fault.or("{ \"from\": \"photo\" }"),
                "flat" => fault.or("{ \"base\": …, \"perCharacter\": …, \"free\": … }"),
                "same" => fault.or("{ \"light\": …, \"dark\": …, \"product\": … }"),
                _ => fault,
            },
        })
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.struct_variant(&[], visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.content {
            Some(content) => content.deserialize_map(visitor),
            None => Err(Fault::invalid(format!("{{ \"{}\": … }}", self.name))),
        }
    }
}
