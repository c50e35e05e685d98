//! Settles what bends a text.

use std::sync::Arc;

use kurbo::BezPath;

use super::resolve::{FromOption, Resolver};
use crate::template::Scalar;
use crate::template::curve::{ArcSpec, BendSpec, CurveSpec, PathSpec, SideSpec, SpacingSpec};
use crate::template::option::OptionSpec;
use crate::template::warp::{WarpSpec, WarpStyle as StyleSpec};
use crate::text::{Bend, CurveShape, Side, Spacing, TextPath, Warp, WarpForm, WarpStyle};

/// How much a named warp bends by itself.
const AMOUNT: f64 = 0.5;

impl Resolver<'_> {
    pub(super) fn path(&self, path: &PathSpec) -> TextPath {
        TextPath {
            curve: self.curve(&path.curve),
            bend: match path.bend {
                BendSpec::Rigid => Bend::Rigid,
                BendSpec::Warp => Bend::Warp,
            },
            side: match path.side {
                SideSpec::Outside => Side::Outside,
                SideSpec::Middle => Side::Middle,
                SideSpec::Inside => Side::Inside,
            },
            reverse: path.reverse,
            spacing: match path.spacing {
                SpacingSpec::Middle => Spacing::Middle,
                SpacingSpec::Baseline => Spacing::Baseline,
            },
            offset: self.number(&path.offset, 0.0),
        }
    }

    fn curve(&self, curve: &CurveSpec) -> CurveShape {
        match curve {
            CurveSpec::Arc(ArcSpec::Sagitta(rise)) => CurveShape::Sagitta(self.number(rise, 0.0)),
            CurveSpec::Arc(ArcSpec::Radius(radius)) => CurveShape::Radius(self.number(radius, 0.0)),
            CurveSpec::Circle(circle) => CurveShape::Circle {
                radius: self.number(&circle.radius, 0.0),
                start: self.number(&circle.start, 0.0),
            },
            CurveSpec::Spiral(spiral) => CurveShape::Spiral {
                radius: self.number(&spiral.radius, 0.0),
                pitch: self.number(&spiral.pitch, 0.0),
                turns: self.number(&spiral.turns, 0.0),
                start: self.number(&spiral.start, 0.0),
            },
            // The check let only valid data through.
            CurveSpec::Svg(data) => {
                CurveShape::Path(Arc::new(BezPath::from_svg(data).unwrap_or_default()))
            }
        }
    }

    pub(super) fn warp(&self, warp: &WarpSpec) -> Option<Warp> {
        let (form, amount) = match (&warp.style, &warp.mesh) {
            (Some(style), _) => (WarpForm::Style(style_of(self.bound(style)?)), AMOUNT),
            (None, Some(mesh)) => (WarpForm::Mesh(*mesh), 1.0),
            (None, None) => return None,
        };
        Some(Warp {
            form,
            amount: warp.amount.as_ref().map_or(amount, |a| self.number(a, 0.0)),
            horizontal: self.number(&warp.horizontal, 0.0),
            vertical: self.number(&warp.vertical, 0.0),
        })
    }
}

fn style_of(style: StyleSpec) -> WarpStyle {
    match style {
        StyleSpec::Arc => WarpStyle::Arc,
        StyleSpec::ArcLower => WarpStyle::ArcLower,
        StyleSpec::ArcUpper => WarpStyle::ArcUpper,
        StyleSpec::Arch => WarpStyle::Arch,
        StyleSpec::Bulge => WarpStyle::Bulge,
        StyleSpec::ShellLower => WarpStyle::ShellLower,
        StyleSpec::ShellUpper => WarpStyle::ShellUpper,
        StyleSpec::Flag => WarpStyle::Flag,
        StyleSpec::Wave => WarpStyle::Wave,
        StyleSpec::Fish => WarpStyle::Fish,
        StyleSpec::Rise => WarpStyle::Rise,
        StyleSpec::Fisheye => WarpStyle::Fisheye,
        StyleSpec::Inflate => WarpStyle::Inflate,
        StyleSpec::Squeeze => WarpStyle::Squeeze,
        StyleSpec::Twist => WarpStyle::Twist,
    }
}

/// No option is a warp by itself; bindings have a map.
impl FromOption for StyleSpec {
    fn from_option(_: &OptionSpec, _: &Scalar) -> Option<Self> {
        None
    }
}
