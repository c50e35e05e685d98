//! usvg's tree → a drawing.

use std::collections::BTreeSet;
use std::sync::Mutex;

use liveproof_drawing::{
    Blend, Cap, Drawing, Fill, Group, Join, MAX_DASH_ARRAY, MAX_FILTERS, MAX_NUMBER, Node, Outline,
    Paint, Picture, Shape, Stroke, Transform, Verb, cost,
};
use usvg::roxmltree::Document;
use usvg::tiny_skia_path::{Path as SkiaPath, PathSegment};
use usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use crate::filters;
use crate::names::Names;
use crate::parts::Known;
use crate::refusal::Refusal;

/// Makes a drawing of a document that was checked.
pub(crate) fn convert(
    document: &Document<'_>,
    names: Names,
    left_out: BTreeSet<String>,
) -> Result<Drawing, Refusal> {
    // Pictures that were asked for and are not had.
    let refused = Mutex::new(BTreeSet::new());
    let refuse = |what: &str| {
        if let Ok(mut refused) = refused.lock() {
            refused.insert(what.to_owned());
        }
        None
    };
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|mime, data, _| match mime {
                "image/png" => Some(ImageKind::PNG(data)),
                "image/jpeg" | "image/jpg" => Some(ImageKind::JPEG(data)),
                "image/webp" => Some(ImageKind::WEBP(data)),
                // What it says it is may be wrong; the engine looks at the bytes.
                "text/plain" if !data.starts_with(b"<") => Some(ImageKind::PNG(data)),
                other => refuse(other),
            }),
            resolve_string: Box::new(|_, _| refuse("external image")),
        },
        ..Options::default()
    };
    let tree = parse(document, &options)?;
    let size = [tree.size().width(), tree.size().height()];
    let mut converter = Converter {
        drawing: Drawing { size, ..Drawing::default() },
        names,
        left_out,
        known: Known::default(),
    };
    converter.drawing.nodes = converter.nodes(tree.root())?;
    let Converter { mut drawing, names, mut left_out, .. } = converter;
    if let Ok(refused) = refused.lock() {
        left_out.extend(refused.iter().cloned());
    }
    drawing.names = names.into_used();
    drawing.left_out = left_out.into_iter().collect();
    cost::check(&drawing)?;
    Ok(drawing)
}

/// usvg unwraps some sums of floats: of a tile that is nothing beside where its shape lies, say.
#[cfg(not(target_arch = "wasm32"))]
fn parse(document: &Document<'_>, options: &Options<'_>) -> Result<Tree, Refusal> {
    let parse = || Tree::from_xmltree(document, options);
    let parsed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(parse));
    Ok(parsed.map_err(|_| Refusal::too_complex(BEYOND))??)
}

/// A panic ends this WebAssembly, whose caller says the same and takes a fresh one.
#[cfg(target_arch = "wasm32")]
fn parse(document: &Document<'_>, options: &Options<'_>) -> Result<Tree, Refusal> {
    Ok(Tree::from_xmltree(document, options)?)
}

/// What `svg.ts` says, too.
#[cfg(not(target_arch = "wasm32"))]
const BEYOND: &str = "it is beyond what can be drawn";

pub(crate) struct Converter {
    pub(crate) drawing: Drawing,
    names: Names,
    left_out: BTreeSet<String>,
    pub(crate) known: Known,
}

impl Converter {
    pub(crate) fn nodes(&mut self, group: &usvg::Group) -> Result<Vec<Node>, Refusal> {
        let mut nodes = Vec::new();
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => {
                    if let Some(group) = self.group(group)? {
                        nodes.push(Node::Group(group));
                    }
                }
                usvg::Node::Path(path) if path.is_visible() => {
                    if let Some(shape) = self.shape(path)? {
                        nodes.push(Node::Shape(Box::new(shape)));
                    }
                }
                usvg::Node::Image(image) if image.is_visible() => {
                    nodes.extend(self.picture(image).map(Node::Picture));
                }
                usvg::Node::Path(_) | usvg::Node::Image(_) | usvg::Node::Text(_) => {}
            }
        }
        Ok(nodes)
    }

    fn group(&mut self, group: &usvg::Group) -> Result<Option<Group>, Refusal> {
        let matrices = filters::color_matrices(group).filter(|all| all.len() <= MAX_FILTERS);
        if matrices.is_none() {
            self.left_out.insert("filter".to_owned());
            let primitives = group.filters().iter().flat_map(|filter| filter.primitives());
            self.left_out.extend(primitives.map(|p| primitive_name(p.kind()).to_owned()));
        }
        let clip = group.clip_path().map(|clip| self.clip(clip)).transpose()?;
        let mask = group.mask().map(|mask| self.mask(mask)).transpose()?;
        let nodes = self.nodes(group)?;
        let b = group.layer_bounding_box();
        let bounds = [b.x(), b.y(), b.width(), b.height()];
        let transform = matrix(group.transform());
        if nodes.is_empty() || !near(&transform) || !near(&bounds) {
            return Ok(None);
        }
        Ok(Some(Group {
            names: self.names.of(group.id()),
            transform,
            opacity: group.opacity().get(),
            blend: blend(group.blend_mode()),
            isolate: group.should_isolate(),
            filters: matrices.unwrap_or_default(),
            clip,
            mask,
            bounds,
            nodes,
        }))
    }

    fn shape(&mut self, path: &usvg::Path) -> Result<Option<Shape>, Refusal> {
        let Some(outline) = outline(path.data()) else { return Ok(None) };
        let bounds = path.data().bounds();
        let flat = bounds.width() == 0.0 || bounds.height() == 0.0;
        let mut fill = None;
        if let Some(f) = path.fill().filter(|_| !flat) {
            fill = self.paint(f.paint())?.map(|paint| Fill {
                paint,
                opacity: f.opacity().get(),
                even_odd: f.rule() == usvg::FillRule::EvenOdd,
            });
        }
        let mut stroke = None;
        if let Some(s) = path.stroke() {
            stroke = self.paint(s.paint())?.and_then(|paint| line(s, paint));
        }
        if fill.is_none() && stroke.is_none() {
            return Ok(None);
        }
        Ok(Some(Shape {
            names: self.names.of(path.id()),
            fill,
            stroke,
            stroke_first: path.paint_order() == usvg::PaintOrder::StrokeAndFill,
            crisp: !path.rendering_mode().use_shape_antialiasing(),
            outline,
        }))
    }

    fn paint(&mut self, paint: &usvg::Paint) -> Result<Option<Paint>, Refusal> {
        Ok(match paint {
            usvg::Paint::Color(color) => Some(Paint::Color(rgb(*color))),
            usvg::Paint::LinearGradient(gradient) => self.linear(gradient)?.map(Paint::Part),
            usvg::Paint::RadialGradient(gradient) => self.radial(gradient)?.map(Paint::Part),
            usvg::Paint::Pattern(pattern) => self.pattern(pattern)?.map(Paint::Part),
        })
    }

    fn picture(&mut self, image: &usvg::Image) -> Option<Picture> {
        let file = match image.kind() {
            ImageKind::PNG(file) | ImageKind::JPEG(file) | ImageKind::WEBP(file) => file,
            ImageKind::GIF(_) | ImageKind::SVG(_) => return None,
        };
        let pictures = &mut self.drawing.pictures;
        let index = pictures.iter().position(|other| other == &**file).unwrap_or_else(|| {
            pictures.push(file.to_vec());
            pictures.len() - 1
        });
        let size = [image.size().width(), image.size().height()];
        Some(Picture { picture: index as u32, size })
    }
}

/// A stroke; `None` where it draws nothing.
fn line(stroke: &usvg::Stroke, paint: Paint) -> Option<Stroke> {
    let dash = stroke.dasharray().unwrap_or_default();
    let numbers = [stroke.width().get(), stroke.miterlimit().get(), stroke.dashoffset()];
    // More dashes than these no one tells from others.
    let dash = if dash.len() > MAX_DASH_ARRAY || !near(dash) { &[] } else { dash };
    near(&numbers).then(|| Stroke {
        paint,
        opacity: stroke.opacity().get(),
        width: stroke.width().get(),
        cap: match stroke.linecap() {
            usvg::LineCap::Butt => Cap::Butt,
            usvg::LineCap::Round => Cap::Round,
            usvg::LineCap::Square => Cap::Square,
        },
        join: match stroke.linejoin() {
            usvg::LineJoin::Miter => Join::Miter,
            usvg::LineJoin::MiterClip => Join::MiterClip,
            usvg::LineJoin::Round => Join::Round,
            usvg::LineJoin::Bevel => Join::Bevel,
        },
        miter: stroke.miterlimit().get().max(1.0),
        dash: dash.to_vec(),
        dash_offset: stroke.dashoffset(),
    })
}

/// `None` where a point is too far away to be drawn.
fn outline(path: &SkiaPath) -> Option<Outline> {
    let mut outline = Outline::default();
    for segment in path.segments() {
        let (verb, points) = match segment {
            PathSegment::MoveTo(p) => (Verb::Move, vec![p]),
            PathSegment::LineTo(p) => (Verb::Line, vec![p]),
            PathSegment::QuadTo(p, q) => (Verb::Quad, vec![p, q]),
            PathSegment::CubicTo(p, q, r) => (Verb::Cubic, vec![p, q, r]),
            PathSegment::Close => (Verb::Close, vec![]),
        };
        outline.verbs.push(verb);
        outline.points.extend(points.iter().map(|p| [p.x, p.y]));
    }
    near(outline.points.as_flattened()).then_some(outline)
}

/// Whether all numbers may be in a drawing.
pub(crate) fn near(numbers: &[f32]) -> bool {
    numbers.iter().all(|number| number.abs() <= MAX_NUMBER)
}

pub(crate) fn matrix(t: usvg::Transform) -> Transform {
    [t.sx, t.ky, t.kx, t.sy, t.tx, t.ty]
}

pub(crate) fn rgb(color: usvg::Color) -> [u8; 3] {
    [color.red, color.green, color.blue]
}

fn blend(mode: usvg::BlendMode) -> Blend {
    match mode {
        usvg::BlendMode::Normal => Blend::Normal,
        usvg::BlendMode::Multiply => Blend::Multiply,
        usvg::BlendMode::Screen => Blend::Screen,
        usvg::BlendMode::Overlay => Blend::Overlay,
        usvg::BlendMode::Darken => Blend::Darken,
        usvg::BlendMode::Lighten => Blend::Lighten,
        usvg::BlendMode::ColorDodge => Blend::ColorDodge,
        usvg::BlendMode::ColorBurn => Blend::ColorBurn,
        usvg::BlendMode::HardLight => Blend::HardLight,
        usvg::BlendMode::SoftLight => Blend::SoftLight,
        usvg::BlendMode::Difference => Blend::Difference,
        usvg::BlendMode::Exclusion => Blend::Exclusion,
        usvg::BlendMode::Hue => Blend::Hue,
        usvg::BlendMode::Saturation => Blend::Saturation,
        usvg::BlendMode::Color => Blend::Color,
        usvg::BlendMode::Luminosity => Blend::Luminosity,
        usvg::BlendMode::PlusLighter => Blend::PlusLighter,
    }
}

fn primitive_name(kind: &usvg::filter::Kind) -> &'static str {
    use usvg::filter::Kind;
    match kind {
        Kind::Blend(_) => "feBlend",
        Kind::ColorMatrix(_) => "feColorMatrix",
        Kind::ComponentTransfer(_) => "feComponentTransfer",
        Kind::Composite(_) => "feComposite",
        Kind::ConvolveMatrix(_) => "feConvolveMatrix",
        Kind::DiffuseLighting(_) => "feDiffuseLighting",
        Kind::DisplacementMap(_) => "feDisplacementMap",
        Kind::DropShadow(_) => "feDropShadow",
        Kind::Flood(_) => "feFlood",
        Kind::GaussianBlur(_) => "feGaussianBlur",
        Kind::Image(_) => "feImage",
        Kind::Merge(_) => "feMerge",
        Kind::Morphology(_) => "feMorphology",
        Kind::Offset(_) => "feOffset",
        Kind::SpecularLighting(_) => "feSpecularLighting",
        Kind::Tile(_) => "feTile",
        Kind::Turbulence(_) => "feTurbulence",
    }
}
