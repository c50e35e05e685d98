//! By which colors something shows.

use serde::Deserialize;

use crate::blend::BlendChannel;

/// By which colors something shows: its own, and those below it. Photoshop's "Blend If".
///
/// `[from, full, until, end]`, levels from 0 to 255, ascending: nothing shows below `from` and above
/// `end`, all from `full` to `until`, and between them it fades, in a straight line. A slider that isn't
/// split has the same number twice. Both shares are multiplied, and those of several ranges too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BlendIfSpec {
    /// What is looked at. Default: `gray`, which is 0.3 red + 0.59 green + 0.11 blue.
    #[serde(default)]
    pub channel: BlendChannel,
    /// Its own levels that show. Default: [0, 0, 255, 255], all.
    #[serde(default = "all")]
    pub this: [u32; 4],
    /// The levels below it that it shows above; where there is nothing below, it shows. Default:
    /// [0, 0, 255, 255], all.
    #[serde(default = "all")]
    pub underlying: [u32; 4],
}

fn all() -> [u32; 4] {
    [0, 0, 255, 255]
}
