//! Why a file is refused.

use std::fmt;

use liveproof_drawing::Fault;

/// Most characters that are passed on of what a parser says.
const MAX_REASON: usize = 200;

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    code: &'static str,
    reason: String,
}

impl Refusal {
    /// The stable name of the fault: `svg-too-complex` or `image-corrupt`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong, in words.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    pub(crate) fn corrupt(reason: &str) -> Self {
        let reason: String = reason.chars().take(MAX_REASON).collect();
        Self { code: "image-corrupt", reason: format!("the image can't be read: {reason}") }
    }

    pub(crate) fn too_complex(reason: &str) -> Self {
        Self { code: "svg-too-complex", reason: reason.to_owned() }
    }

    /// Refuses more than `limit`.
    pub(crate) fn above(what: &'static str, value: u64, limit: u64) -> Result<(), Self> {
        Ok(Fault::above(what, value, limit)?)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.reason)
    }
}

impl std::error::Error for Refusal {}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooComplex { .. } => Self::too_complex(&fault.to_string()),
            Fault::Corrupt(_) | Fault::Newer(_) => Self::corrupt(&fault.to_string()),
        }
    }
}

impl From<usvg::roxmltree::Error> for Refusal {
    fn from(error: usvg::roxmltree::Error) -> Self {
        use usvg::roxmltree::Error;
        match error {
            Error::NodesLimitReached
            | Error::AttributesLimitReached
            | Error::NamespacesLimitReached
            | Error::EntityReferenceLoop(_) => Self::too_complex(&error.to_string()),
            _ => Self::corrupt(&error.to_string()),
        }
    }
}

impl From<usvg::Error> for Refusal {
    fn from(error: usvg::Error) -> Self {
        match error {
            usvg::Error::ParsingFailed(error) => error.into(),
            usvg::Error::ElementsLimitReached => Self::too_complex(&error.to_string()),
            _ => Self::corrupt(&error.to_string()),
        }
    }
}
