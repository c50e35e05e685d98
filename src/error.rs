//! The one error type of the crate.

use std::fmt;

use crate::text::MAX_PROGRAM_BYTES;

/// Why something was refused. The state it was asked of is unchanged.
///
/// Every variant has a stable [`code`](Error::code), the [`path`](Error::path) of the offending value
/// (`areas[0].layers[2].color`), and a message that says what was given and what is allowed. Messages
/// never quote what a shopper typed; [`value`](Error::value) carries it apart.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The document is not JSON.
    InvalidJson {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault, from 1.
        column: usize,
        /// What the JSON parser says.
        reason: String,
    },
    /// The document was written for a newer Liveproof.
    NewerVersion {
        /// The document's version.
        found: u64,
        /// The newest version this engine reads.
        supported: u64,
    },
    /// A key that the format does not have.
    UnknownKey {
        /// Where the key stands.
        path: String,
        /// The key.
        key: String,
        /// The keys that are valid there.
        allowed: Vec<String>,
    },
    /// A key that the format needs is not there.
    MissingKey {
        /// Of the object that lacks it.
        path: String,
        /// The key.
        key: String,
    },
    /// A value of another type, range or wording than the format allows.
    InvalidValue {
        /// Where the value stands.
        path: String,
        /// The value as JSON.
        value: String,
        /// What is allowed, as words that follow "expected".
        allowed: String,
        /// The nearest allowed word, when one is near.
        nearest: Option<String>,
    },
    /// An id that a second thing of the same sort has already.
    DuplicateId {
        /// Where the second one stands.
        path: String,
        /// The id.
        id: String,
    },
    /// A reference to something the template does not have.
    UnknownReference {
        /// Where the reference stands.
        path: String,
        /// What is referred to: `option`, `choice`, `asset`, `area`, `view`, `face`.
        what: &'static str,
        /// The id that was given.
        id: String,
        /// The ids that exist.
        allowed: Vec<String>,
    },
    /// Above a limit of this engine.
    TooLarge {
        /// Where; empty when the path is the whole thing.
        path: String,
        /// What is counted: `bytes`, `pixels`, `layers`, `characters`.
        what: &'static str,
        /// How many there are.
        value: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// A picture above a limit, or that memory does not hold.
    TooLargeAsset {
        /// `assets.<id>` or `selection.<id>`.
        path: String,
        /// `image`.
        kind: &'static str,
        /// What is counted: `bytes`, `pixels`.
        what: &'static str,
        /// How many there are.
        value: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// A font or image that can't be read.
    CorruptAsset {
        /// `assets.<id>`.
        path: String,
        /// `font` or `image`.
        kind: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A font or image in a format that is not read.
    UnsupportedAsset {
        /// `assets.<id>`.
        path: String,
        /// `font` or `image`.
        kind: &'static str,
        /// The format found, or why it is not read.
        found: String,
        /// The formats that are read.
        allowed: &'static str,
    },
    /// A font whose glyphs cost more to draw than any font needs: made to stall, or broken.
    TooComplexFont {
        /// `assets.<id>`.
        path: String,
    },
    /// A drawing (SVG) that would cost more to draw than any picture needs: made to stall, or one to be
    /// simplified.
    TooComplexDrawing {
        /// `assets.<id>`.
        path: String,
        /// What is counted: `elements`, `path segments`, `dashes of a line`.
        what: &'static str,
        /// How many there are, at least.
        value: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// A saved selection of another template.
    WrongTemplate {
        /// Id of the template that it was saved for.
        found: String,
        /// Id of this one.
        expected: String,
    },
    /// A drawing was asked for before this asset's bytes were given.
    MissingAsset {
        /// `assets.<id>`.
        path: String,
    },
}

impl Error {
    /// The stable, kebab-case name of the fault, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidJson { .. } => "invalid-json",
            Self::NewerVersion { .. } => "newer-version",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::InvalidValue { .. } => "invalid-value",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::UnknownReference { .. } => "unknown-reference",
            Self::TooLarge { .. } => "too-large",
            Self::TooLargeAsset { .. } => "image-too-large",
            Self::CorruptAsset { kind: "font", .. } => "font-corrupt",
            Self::CorruptAsset { .. } => "image-corrupt",
            Self::UnsupportedAsset { kind: "font", .. } => "font-unsupported",
            Self::UnsupportedAsset { .. } => "image-unsupported",
            Self::TooComplexFont { .. } => "font-too-complex",
            Self::TooComplexDrawing { .. } => "svg-too-complex",
            Self::WrongTemplate { .. } => "wrong-template",
            Self::MissingAsset { .. } => "asset-missing",
        }
    }

    /// Where the fault is, as a JSON path; empty for the whole document.
    pub fn path(&self) -> &str {
        match self {
            Self::InvalidJson { .. } => "",
            Self::NewerVersion { .. } => "liveproof",
            Self::WrongTemplate { .. } => "template",
            Self::UnknownKey { path, .. }
            | Self::MissingKey { path, .. }
            | Self::InvalidValue { path, .. }
            | Self::DuplicateId { path, .. }
            | Self::UnknownReference { path, .. }
            | Self::TooLarge { path, .. }
            | Self::TooLargeAsset { path, .. }
            | Self::CorruptAsset { path, .. }
            | Self::UnsupportedAsset { path, .. }
            | Self::TooComplexFont { path }
            | Self::TooComplexDrawing { path, .. }
            | Self::MissingAsset { path } => path,
        }
    }

    /// The offending value, as JSON where it came from JSON.
    pub fn value(&self) -> Option<String> {
        match self {
            Self::NewerVersion { found, .. } => Some(found.to_string()),
            Self::WrongTemplate { found, .. } => Some(found.clone()),
            Self::UnknownKey { key, .. } => Some(key.clone()),
            Self::InvalidValue { value, .. } => Some(value.clone()),
            Self::DuplicateId { id, .. } | Self::UnknownReference { id, .. } => Some(id.clone()),
            Self::TooLarge { value, .. }
            | Self::TooLargeAsset { value, .. }
            | Self::TooComplexDrawing { value, .. } => Some(value.to_string()),
            Self::UnsupportedAsset { found, .. } => Some(found.clone()),
            Self::InvalidJson { .. }
            | Self::MissingKey { .. }
            | Self::CorruptAsset { .. }
            | Self::TooComplexFont { .. }
            | Self::MissingAsset { .. } => None,
        }
    }

    /// The same fault seen from further out: `prefix` goes before the path.
    #[must_use]
    pub fn at(mut self, prefix: &str) -> Self {
        match &mut self {
            Self::UnknownKey { path, .. }
            | Self::MissingKey { path, .. }
            | Self::InvalidValue { path, .. }
            | Self::DuplicateId { path, .. }
            | Self::UnknownReference { path, .. }
            | Self::TooLarge { path, .. }
            | Self::TooLargeAsset { path, .. }
            | Self::CorruptAsset { path, .. }
            | Self::UnsupportedAsset { path, .. }
            | Self::TooComplexFont { path }
            | Self::TooComplexDrawing { path, .. }
            | Self::MissingAsset { path } => {
                *path = match (prefix.is_empty(), path.is_empty()) {
                    (true, _) => std::mem::take(path),
                    (false, true) => prefix.to_owned(),
                    (false, false) if path.starts_with('[') => format!("{prefix}{path}"),
                    (false, false) => format!("{prefix}.{path}"),
                };
            }
            Self::InvalidJson { .. } | Self::NewerVersion { .. } | Self::WrongTemplate { .. } => {}
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path().is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        match self {
            Self::InvalidJson { line, column, reason } => {
                write!(f, "not valid JSON at line {line}, column {column}: {reason}")
            }
            Self::NewerVersion { found, supported } => {
                write!(f, "version {found} is newer than this Liveproof reads (up to {supported})")
            }
            Self::UnknownKey { key, allowed, .. } => {
                write!(f, "unexpected key \"{key}\"")?;
                if let Some(near) = nearest(key, allowed) {
                    write!(f, ", did you mean \"{near}\"?")?;
                }
                write!(f, "; valid keys are {}", quoted(allowed))
            }
            Self::MissingKey { key, .. } => write!(f, "key \"{key}\" is missing"),
            Self::InvalidValue { allowed, nearest, .. } => {
                write!(f, "expected {allowed}")?;
                match nearest {
                    Some(near) => write!(f, "; did you mean \"{near}\"?"),
                    None => Ok(()),
                }
            }
            Self::DuplicateId { id, .. } => write!(f, "id \"{id}\" is used twice"),
            Self::UnknownReference { what, id, allowed, .. } => {
                write!(f, "there is no {what} \"{id}\"")?;
                if let Some(near) = nearest(id, allowed) {
                    write!(f, ", did you mean \"{near}\"?")?;
                }
                if allowed.is_empty() {
                    Ok(())
                } else {
                    write!(f, "; there are {}", quoted(allowed))
                }
            }
            Self::TooLarge { what, value, limit, .. } => {
                write!(f, "{value} {what} are more than the {limit} allowed")
            }
            Self::TooLargeAsset { kind, what, value, limit, .. } => {
                write!(f, "the {kind} has {value} {what}, more than the {limit} allowed")
            }
            Self::CorruptAsset { kind, reason, .. } => {
                write!(f, "the {kind} can't be read: {reason}")
            }
            Self::UnsupportedAsset { kind, found, allowed, .. } => {
                write!(f, "the {kind} is {found}; expected {allowed}")
            }
            Self::TooComplexFont { .. } => write!(
                f,
                "the font is too complex: the program of a glyph is longer than {MAX_PROGRAM_BYTES} bytes \
                 with all that it calls"
            ),
            Self::TooComplexDrawing { what, value, limit, .. } => {
                write!(f, "{value} {what} are more than the {limit} allowed in a drawing")
            }
            Self::WrongTemplate { expected, .. } => {
                write!(f, "the selection is of another template than \"{expected}\"")
            }
            Self::MissingAsset { .. } => write!(f, "its bytes were not given"),
        }
    }
}

impl std::error::Error for Error {}

/// `"a", "b"`, at most twenty of them.
fn quoted(words: &[String]) -> String {
    const MOST: usize = 20;
    let mut out: Vec<String> = words.iter().take(MOST).map(|w| format!("\"{w}\"")).collect();
    if words.len() > MOST {
        out.push(format!("and {} more", words.len() - MOST));
    }
    out.join(", ")
}

/// The word of `allowed` nearest to `word` by edit distance, if at most a third of it differs.
pub(crate) fn nearest<'a, S: AsRef<str>>(word: &str, allowed: &'a [S]) -> Option<&'a str> {
    let most = (word.chars().count().max(3)).div_ceil(3);
    allowed
        .iter()
        .map(|a| (edit_distance(word, a.as_ref()), a.as_ref()))
        .filter(|(d, _)| *d <= most)
        .min_by_key(|(d, _)| *d)
        .map(|(_, a)| a)
}

/// Levenshtein distance without regard to ASCII case; texts above 64 characters count as far apart.
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().map(|c| c.to_ascii_lowercase()).collect();
    let b: Vec<char> = b.chars().map(|c| c.to_ascii_lowercase()).collect();
    if a.len() > 64 || b.len() > 64 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replace = diagonal + usize::from(ca != cb);
            diagonal = row[j + 1];
            row[j + 1] = replace.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
