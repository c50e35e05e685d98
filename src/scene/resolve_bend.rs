//! Settles what bends a text.

use std::sync::Arc;

use kurbo::BezPath;

use super::resolve::{FromOption, Resolver};
use crate::template::Value;
use crate::template::curve::{ArcSpec, CurveSpec, PathSpec};
use crate::template::option::OptionSpec;
use crate::template::warp::WarpSpec;
use crate::text::{CurveShape, TextPath, Warp, WarpForm, WarpStyle};

/// How much a named warp bends by itself.
const AMOUNT: f64 = 0.5;

impl Resolver<'_> {
    pub(super) fn path(&self, path: &PathSpec) -> TextPath {
        TextPath {
            curve: self.curve(&path.curve),
            bend: path.bend,
            side: path.side,
            reverse: path.reverse,
            spacing: path.spacing,
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
            (Some(style), _) => (WarpForm::Style(self.bound(style)?), AMOUNT),
            (None, Some(mesh)) => (WarpForm::Mesh(Box::new(*mesh)), 1.0),
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

/// No option is a warp by itself; bindings have a map.
impl FromOption for WarpStyle {
    fn from_option(_: &OptionSpec, _: &Value) -> Option<Self> {
        None
    }
}
