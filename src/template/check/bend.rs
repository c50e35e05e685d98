//! Curves and envelopes of texts.

use serde::de::Error as _;

use super::binding;
use super::known::Known;
use super::path::check_path;
use super::rule::{At, Checked, Range, invalid};
use crate::template::curve::{ArcSpec, CurveSpec, PathSpec};
use crate::template::fault::Fault;
use crate::template::limits::MAX_LENGTH;
use crate::template::warp::WarpSpec;

/// Lengths that may run either way.
const SIGNED: Range = Range::from_to(-MAX_LENGTH, MAX_LENGTH);

/// How much a warp bends.
const AMOUNT: Range = Range::from_to(-1.0, 1.0);

/// Farthest control point of a mesh, in widths and heights of the text.
const MESH: Range = Range::from_to(-100.0, 100.0);

pub(super) fn check_curve(path: &PathSpec, known: &Known<'_>) -> Checked {
    let curve = match &path.curve {
        CurveSpec::Arc(ArcSpec::Sagitta(rise)) => {
            binding::number(rise, SIGNED, known).at("sagitta").at("arc")
        }
        CurveSpec::Arc(ArcSpec::Radius(radius)) => {
            binding::number(radius, SIGNED, known).at("radius").at("arc")
        }
        CurveSpec::Circle(circle) => binding::number(&circle.radius, Range::SIZE, known)
            .at("radius")
            .and_then(|()| binding::number(&circle.start, Range::ANY, known).at("start"))
            .at("circle"),
        CurveSpec::Spiral(spiral) => binding::number(&spiral.radius, Range::DISTANCE, known)
            .at("radius")
            .and_then(|()| binding::number(&spiral.pitch, SIGNED, known).at("pitch"))
            .and_then(|()| {
                binding::number(&spiral.turns, Range::above(0.0, 100.0), known).at("turns")
            })
            .and_then(|()| binding::number(&spiral.start, Range::ANY, known).at("start"))
            .at("spiral"),
        CurveSpec::Svg(data) => check_path(data).at("svg"),
    };
    curve.at("curve")?;
    binding::number(&path.offset, Range::POSITION, known).at("offset")
}

pub(super) fn check_warp(warp: &WarpSpec, known: &Known<'_>) -> Checked {
    match (&warp.style, &warp.mesh) {
        (Some(style), None) => binding::word(style, known).at("style")?,
        (None, Some(mesh)) => {
            for (i, point) in mesh.iter().enumerate() {
                for (axis, value) in point.iter().enumerate() {
                    MESH.check(*value).at_index("", axis).at_index("mesh", i)?;
                }
            }
        }
        (None, None) => return Err(Fault::missing_field("style")),
        (Some(_), Some(_)) => {
            return Err(invalid("a mesh beside a style", "either \"style\" or \"mesh\""))
                .at("mesh");
        }
    }
    if let Some(amount) = &warp.amount {
        binding::number(amount, AMOUNT, known).at("amount")?;
    }
    binding::number(&warp.horizontal, AMOUNT, known).at("horizontal")?;
    binding::number(&warp.vertical, AMOUNT, known).at("vertical")
}
