//! Placeholders in texts: `Hello {name}`.

/// A part of a text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands for itself.
    Text(String),
    /// Stands for the value of the option with this id.
    Option(String),
    /// Stands for one of the option's list of values, counted from 0.
    Row(String, usize),
}

impl Piece {
    /// Id of the option that it stands for.
    pub fn option(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Option(id) | Self::Row(id, _) => Some(id),
        }
    }
}

/// Why a text with placeholders can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceholderError {
    /// A `{` without its `}`, or with another `{` before it.
    Unclosed,
    /// A `}` without a `{` before it.
    Unopened,
    /// Nothing between the braces.
    Empty,
    /// No whole number from 1 behind a `#`.
    Row,
}

/// Splits a text into what stands for itself and what stands for an option: `{name}` is the option
/// `name`, `{names#2}` the second of its values, `{{` and `}}` are braces. No two [`Piece::Text`] follow each other and none is empty.
///
/// # Errors
///
/// [`PlaceholderError`] for braces that don't pair up, or with nothing between.
pub fn parse_placeholders(text: &str) -> Result<Vec<Piece>, PlaceholderError> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        plain.push_str(before);
        if let Some(after) = brace.strip_prefix("{{") {
            plain.push('{');
            rest = after;
        } else if let Some(after) = brace.strip_prefix("}}") {
            plain.push('}');
            rest = after;
        } else if let Some(after) = brace.strip_prefix('{') {
            let (id, after) = after.split_once('}').ok_or(PlaceholderError::Unclosed)?;
            if id.contains('{') {
                return Err(PlaceholderError::Unclosed);
            }
            if id.is_empty() {
                return Err(PlaceholderError::Empty);
            }
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(match id.split_once('#') {
                None => Piece::Option(id.to_owned()),
                Some((id, number)) => {
                    let number: u32 = number.parse().map_err(|_| PlaceholderError::Row)?;
                    let row = number.checked_sub(1).ok_or(PlaceholderError::Row)?;
                    Piece::Row(id.to_owned(), row as usize)
                }
            });
            rest = after;
        } else {
            return Err(PlaceholderError::Unopened);
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(t: &str) -> Piece {
        Piece::Text(t.to_owned())
    }

    fn option(id: &str) -> Piece {
        Piece::Option(id.to_owned())
    }

    #[test]
    fn splits_texts() {
        for (given, pieces) in [
            ("", vec![]),
            ("plain", vec![text("plain")]),
            ("{name}", vec![option("name")]),
            ("Hi {name}!", vec![text("Hi "), option("name"), text("!")]),
            ("{a}{b}", vec![option("a"), option("b")]),
            ("{{{a}}}", vec![text("{"), option("a"), text("}")]),
            ("a {{b}} c", vec![text("a {b} c")]),
            ("{a#2}", vec![Piece::Row("a".to_owned(), 1)]),
            ("é{ü}日", vec![text("é"), option("ü"), text("日")]),
        ] {
            assert_eq!(parse_placeholders(given), Ok(pieces), "{given}");
        }
    }

    #[test]
    fn refuses_odd_braces() {
        for (given, error) in [
            ("{", PlaceholderError::Unclosed),
            ("a {b", PlaceholderError::Unclosed),
            ("{a{b}", PlaceholderError::Unclosed),
            ("}", PlaceholderError::Unopened),
            ("{a}}", PlaceholderError::Unopened),
            ("{}", PlaceholderError::Empty),
            ("{a#}", PlaceholderError::Row),
            ("{a#0}", PlaceholderError::Row),
            ("{a#b}", PlaceholderError::Row),
            ("{a#1#1}", PlaceholderError::Row),
            ("{a#-1}", PlaceholderError::Row),
        ] {
            assert_eq!(parse_placeholders(given), Err(error), "{given}");
        }
    }

    #[test]
    fn braces_doubled_read_as_themselves() {
        for given in ["{", "}", "a{b}c", "}{", "{{}}", "", "x"] {
            let doubled = given.replace('{', "{{").replace('}', "}}");
            let expected = if given.is_empty() { vec![] } else { vec![text(given)] };
            assert_eq!(parse_placeholders(&doubled), Ok(expected), "{given}");
        }
    }
}
