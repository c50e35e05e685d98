//! How much a template may hold.
//!
//! Far above what a product needs; they keep a broken or hostile document from taking the page down.

/// Most bytes of JSON text: 4 MiB.
pub const MAX_TEMPLATE_BYTES: usize = 4 << 20;
/// Most options.
pub const MAX_OPTIONS: usize = 1000;
/// Most choices of one option.
pub const MAX_CHOICES: usize = 10_000;
/// Most tags of one choice.
pub const MAX_TAGS: usize = 100;
/// Most categories of one option.
pub const MAX_CATEGORIES: usize = 1000;
/// Most colors of a palette.
pub const MAX_PALETTE: usize = 10_000;
/// Most rows of a list of names.
pub const MAX_ROWS: u32 = 1000;
/// Most groups or steps of the form.
pub const MAX_GROUPS: usize = 1000;
/// Most computed values.
pub const MAX_COMPUTED: usize = 1000;
/// Most terms of a sum.
pub const MAX_TERMS: usize = 1000;
/// Most presets.
pub const MAX_PRESETS: usize = 1000;
/// Most variants.
pub const MAX_VARIANTS: usize = 10_000;
/// Most options that tell variants apart.
pub const MAX_VARIANT_OPTIONS: usize = 8;
/// Most locales.
pub const MAX_LOCALES: usize = 200;
/// Most areas.
pub const MAX_AREAS: usize = 1000;
/// Most layers in all areas and groups together.
pub const MAX_LAYERS: usize = 10_000;
/// Most groups inside one another.
pub const MAX_GROUP_DEPTH: usize = 16;
/// Most fills, strokes, shadows or glows of one text.
pub const MAX_PAINTS: usize = 32;
/// Most stops of a gradient.
pub const MAX_STOPS: usize = 64;
/// Most views.
pub const MAX_VIEWS: usize = 1000;
/// Most items of one view.
pub const MAX_ITEMS: usize = 1000;
/// Most characters of a text in the template.
pub const MAX_TEXT: usize = 10_000;
/// Most characters that a shopper may type, whatever `maxLength` says.
pub const MAX_TYPED: u32 = 1000;
/// Most lines that a shopper may type.
pub const MAX_TYPED_LINES: u32 = 100;
/// Most words of a blocklist.
pub const MAX_BLOCKED: usize = 10_000;
/// Most character sets of an option.
pub const MAX_CHARACTER_SETS: usize = 100;
/// Longest id.
pub const MAX_ID: usize = 64;
/// Greatest side of an area, and greatest length in it, in millimeters.
pub const MAX_LENGTH: f64 = 10_000.0;
/// Greatest side of a view, in pixels.
pub const MAX_VIEW: u32 = 8192;
/// Most control points of a mesh along an axis: 20 patches.
pub const MAX_MESH: usize = 61;
/// Greatest magnitude of any other number: what is beyond it is a slip, and squares of what is within
/// it are far from overflowing.
pub const MAX_NUMBER: f64 = 1e9;
/// Most runs of one text layer.
pub const MAX_RUNS: usize = 100;
/// Most fonts that help out.
pub const MAX_FALLBACK: usize = 32;
/// Most axes that a text sets.
pub const MAX_AXES: usize = 64;
/// Greatest magnitude of an axis value; fonts have no greater ones.
pub const MAX_AXIS: f64 = 32_768.0;
/// Most OpenType features that a text sets.
pub const MAX_FEATURES: usize = 64;
/// Most modules of a QR code's border.
pub const MAX_QUIET: u32 = 16;
/// Most colors or parts of a drawing that one layer names.
pub const MAX_PART_KEYS: usize = 256;
/// Most lines of a text.
pub const MAX_LINES: u32 = 1000;

/// Most ranges of colors by which one layer or item shows.
pub const MAX_BLEND_RANGES: usize = 4;
/// Most filters of one layer.
pub const MAX_FILTERS: usize = 32;
/// Most shifts at which a drag comes to rest, each way.
pub const MAX_SNAPS: usize = 100;
