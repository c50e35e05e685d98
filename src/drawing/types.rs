//! What a drawing is made of.

/// `[a, b, c, d, e, f]`: x′ = a·x + c·y + e, y′ = b·x + d·y + f.
pub type Transform = [f32; 6];

/// A vector picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Width and height, above 0: what lies from (0, 0) to there is seen.
    pub size: [f32; 2],
    /// What groups and shapes are called: `id:hat`, `class:ink`.
    pub names: Vec<String>,
    /// What the file asked for and the drawing has not, by the names of SVG: `text`, `filter`.
    pub left_out: Vec<String>,
    /// What others refer to, each only to those before it.
    pub parts: Vec<Part>,
    /// The files of pixel pictures: PNG, JPEG or WebP.
    pub pictures: Vec<Vec<u8>>,
    /// What is drawn, bottom to top.
    pub nodes: Vec<Node>,
}

/// What is referred to by its index in [`Drawing::parts`].
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Colors along a line or circles.
    Gradient(Gradient),
    /// A drawing that is repeated.
    Pattern(Pattern),
    /// Shapes outside of which nothing is seen.
    Clip(Clip),
    /// A drawing whose light or alpha is the alpha of another.
    Mask(Mask),
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Several.
    Group(Group),
    /// A path.
    Shape(Box<Shape>),
    /// Pixels.
    Picture(Picture),
}

/// Nodes drawn together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Indices of its names.
    pub names: Vec<u32>,
    /// From its own coordinates to those around it.
    pub transform: Transform,
    /// 0 to 1.
    pub opacity: f32,
    /// How it meets what is below.
    pub blend: Blend,
    /// Whether its own nodes' blending ends at its edge, whatever else it has.
    pub isolate: bool,
    /// How its colors change once it is drawn, one after the other.
    pub filters: Vec<ColorMatrix>,
    /// Index of its [`Clip`], in its own coordinates.
    pub clip: Option<u32>,
    /// Index of its [`Mask`], in its own coordinates.
    pub mask: Option<u32>,
    /// Left, top, width and height of what it draws, in its own coordinates.
    pub bounds: [f32; 4],
    /// What it draws.
    pub nodes: Vec<Node>,
}

impl Group {
    /// Whether it is drawn for itself first, then as one.
    pub fn is_layer(&self) -> bool {
        self.isolate
            || self.opacity < 1.0
            || self.blend != Blend::Normal
            || self.clip.is_some()
            || self.mask.is_some()
            || !self.filters.is_empty()
    }
}

/// A change of colors: `feColorMatrix`.
#[derive(Clone, Debug, PartialEq)]
pub struct ColorMatrix {
    /// Left, top, width and height of where anything is left, in the group's coordinates.
    pub rect: [f32; 4],
    /// Whether the values are linear light; else sRGB-encoded.
    pub linear: bool,
    /// For each of red, green, blue and alpha, how much it takes of each of them and of 1. They are not
    /// premultiplied.
    pub values: [f32; 20],
}

/// A path with its paints.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Indices of its names.
    pub names: Vec<u32>,
    /// Its inside.
    pub fill: Option<Fill>,
    /// Its line.
    pub stroke: Option<Stroke>,
    /// Whether the line is below the fill.
    pub stroke_first: bool,
    /// Whether pixels are covered whole or not at all.
    pub crisp: bool,
    /// The path.
    pub outline: Outline,
}

/// Pixels from (0, 0) to a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Index in [`Drawing::pictures`].
    pub picture: u32,
    /// Width and height that the whole picture takes.
    pub size: [f32; 2],
}

/// The inside of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The color.
    pub paint: Paint,
    /// 0 to 1, times the paint's own.
    pub opacity: f32,
    /// Whether a point is inside by the even-odd rule; else by the nonzero rule.
    pub even_odd: bool,
}

/// The line along a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// The color.
    pub paint: Paint,
    /// 0 to 1, times the paint's own.
    pub opacity: f32,
    /// Full width, above 0.
    pub width: f32,
    /// Its ends.
    pub cap: Cap,
    /// Its corners.
    pub join: Join,
    /// How far a pointed corner may reach, in widths, at least 1.
    pub miter: f32,
    /// Lengths of dashes and gaps in turn; empty for none.
    pub dash: Vec<f32>,
    /// Where in the dashes it begins.
    pub dash_offset: f32,
}

/// A color, or a part that has many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paint {
    /// Red, green and blue.
    Color([u8; 3]),
    /// Index of a [`Gradient`] or [`Pattern`].
    Part(u32),
}

/// Colors along a line or circles, in the coordinates of the shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradient {
    /// From its own coordinates to the shape's.
    pub transform: Transform,
    /// Along what.
    pub line: Line,
    /// How it goes on beyond its ends.
    pub spread: Spread,
    /// At rising offsets.
    pub stops: Vec<Stop>,
}

/// What a gradient runs along.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Line {
    /// x and y of the start, then of the end.
    Linear([f32; 4]),
    /// x, y and radius of the circle it begins at, then of the one it ends at.
    Radial([f32; 6]),
}

/// A color on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// 0 to 1.
    pub offset: f32,
    /// Red, green and blue.
    pub color: [u8; 3],
    /// 0 to 1.
    pub opacity: f32,
}

/// A drawing that is repeated, in the coordinates of the shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// From its own coordinates to the shape's.
    pub transform: Transform,
    /// Left, top, width and height of one tile; its content begins at the tile's corner.
    pub rect: [f32; 4],
    /// What a tile shows.
    pub nodes: Vec<Node>,
}

/// Shapes outside of which nothing is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Clip {
    /// From its own coordinates to the group's.
    pub transform: Transform,
    /// Index of a clip that clips this one, in the group's coordinates.
    pub clip: Option<u32>,
    /// Whose fills are seen through.
    pub nodes: Vec<Node>,
}

/// A drawing whose light or alpha is the alpha of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Mask {
    /// Left, top, width and height of where anything is seen.
    pub rect: [f32; 4],
    /// Whether its alpha counts; else its light.
    pub alpha: bool,
    /// Index of a mask of this one.
    pub mask: Option<u32>,
    /// What is drawn.
    pub nodes: Vec<Node>,
}

/// A path as verbs and their points: one of a move or line, two of a quadratic, three of a cubic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The verbs; the first is a move.
    pub verbs: Vec<Verb>,
    /// Their points, one after the other.
    pub points: Vec<[f32; 2]>,
}

/// Declares an enum that is written as one byte.
macro_rules! byte_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All of them, in the order of their bytes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }
    };
}

byte_enum! {
    /// What a path does next.
    Verb {
        /// Begins a contour at a point.
        Move,
        /// A line.
        Line,
        /// A quadratic curve.
        Quad,
        /// A cubic curve.
        Cubic,
        /// Back to where the contour began.
        Close,
    }
}

impl Verb {
    /// How many points it has.
    pub fn points(self) -> usize {
        match self {
            Self::Move | Self::Line => 1,
            Self::Quad => 2,
            Self::Cubic => 3,
            Self::Close => 0,
        }
    }
}

byte_enum! {
    /// How a group meets what is below: the blend modes of CSS.
    Blend {
        /// Over it.
        Normal,
        /// `multiply`
        Multiply,
        /// `screen`
        Screen,
        /// `overlay`
        Overlay,
        /// `darken`
        Darken,
        /// `lighten`
        Lighten,
        /// `color-dodge`
        ColorDodge,
        /// `color-burn`
        ColorBurn,
        /// `hard-light`
        HardLight,
        /// `soft-light`
        SoftLight,
        /// `difference`
        Difference,
        /// `exclusion`
        Exclusion,
        /// `hue`
        Hue,
        /// `saturation`
        Saturation,
        /// `color`
        Color,
        /// `luminosity`
        Luminosity,
        /// `plus-lighter`: the sum of both.
        PlusLighter,
    }
}

byte_enum! {
    /// The ends of a line.
    Cap {
        /// Cut off at the end.
        Butt,
        /// A half circle beyond it.
        Round,
        /// Half a square beyond it.
        Square,
    }
}

byte_enum! {
    /// The corners of a line.
    Join {
        /// Pointed, cut off where that reaches too far.
        Miter,
        /// Pointed, cut at the limit where that reaches too far.
        MiterClip,
        /// Rounded.
        Round,
        /// Cut off.
        Bevel,
    }
}

byte_enum! {
    /// How a gradient goes on beyond its ends.
    Spread {
        /// As the outermost color.
        Pad,
        /// Back and forth.
        Reflect,
        /// Anew.
        Repeat,
    }
}
