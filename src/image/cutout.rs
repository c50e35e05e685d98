//! Cuts a picture's subject out of a background of one color.
//!
//! What counts as background is flooded from a point or from the edges, as an image editor's magic wand does,
//! or taken wherever it is by a color. Pixels beside it are told how much of them is background by how near
//! they are to its color, and lose that much of it, so that no rim of it is left.

use crate::blur::blur;
use crate::color::{Color, mul_div_255};
use crate::error::Error;
use crate::pixels::{MAX_PIXELS, Mask, Pixmap};

/// How a picture is cut out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutOut {
    /// The background's color: where it is anywhere, unless `from` says where it is. Without a color, it is
    /// that of the point, or the most common one along the edges.
    pub color: Option<Color>,
    /// A point of the background, in parts of width and height; without one and without a color all edges.
    pub from: Option<[f64; 2]>,
    /// How far red, green or blue may be from the background's, 0 to 1.
    pub tolerance: f64,
    /// Width of the soft edge, in parts of the picture's longer side.
    pub feather: f64,
}

/// Pixels on either side of an edge that may be mixed of background and subject.
const RIM: i64 = 2;

/// How far away in pixels the subject's own color is looked for: beyond what is mixed.
const NEARBY: i64 = 4;

/// What a pixel is.
const BACKGROUND: u8 = 0;
const SUBJECT: u8 = 255;

/// The picture with a transparent background.
///
/// # Errors
/// [`Error::TooLarge`] when memory is short.
pub fn cut_out(picture: &Pixmap, how: &CutOut) -> Result<Pixmap, Error> {
    let mut out = picture.clone();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    if width == 0 || height == 0 {
        return Ok(out);
    }
    let (pixels, _) = picture.data().as_chunks::<4>();
    let tolerance = (how.tolerance * 255.0).round() as i32;
    let seed = how.from.map(|[x, y]| {
        // As saturates; the last pixel ends where the picture does.
        let at = |part: f64, side: usize| ((part * side as f64) as usize).min(side - 1);
        at(y, height) * width + at(x, width)
    });
    let color = match (how.color, seed) {
        (Some(color), _) => [color.r, color.g, color.b],
        (None, Some(seed)) => straight(pixels.get(seed).copied().unwrap_or_default()),
        (None, None) => common(edges(width, height).filter_map(|i| pixels.get(i)).copied()),
    };
    let is_near = |i: usize| {
        pixels.get(i).is_some_and(|p| p[3] == 0 || distance(straight(*p), color) <= tolerance)
    };
    let mut mask = Mask::new(picture.width(), picture.height())?;
    mask.data_mut().fill(SUBJECT);
    if how.color.is_some() && seed.is_none() {
        for (i, m) in mask.data_mut().iter_mut().enumerate() {
            if is_near(i) {
                *m = BACKGROUND;
            }
        }
    } else {
        match seed {
            Some(seed) => flood(mask.data_mut(), width, [seed], &is_near)?,
            None => flood(mask.data_mut(), width, edges(width, height), &is_near)?,
        }
    }
    soften(&mut mask, pixels, color);
    unmix(&mut out, &mask, color);
    let sigma = how.feather * width.max(height) as f64 / 2.0;
    let (pad, soft) = blur(&mask, sigma)?;
    let side = width + 2 * pad as usize;
    let (rows, _) = out.data_mut().as_chunks_mut::<4>();
    for ((row, hard), soft) in rows
        .chunks_mut(width)
        .zip(mask.data().chunks(width))
        .zip(soft.data().chunks(side).skip(pad as usize))
    {
        for ((p, hard), soft) in row.iter_mut().zip(hard).zip(soft.iter().skip(pad as usize)) {
            // Inward: a soft edge ends where the background began.
            let inward = (i32::from(*soft) * 2 - 255).max(0) as u8;
            let seen = if pad == 0 { *hard } else { inward.min(*hard) };
            *p = p.map(|v| mul_div_255(v, seen));
        }
    }
    Ok(out)
}

/// Makes a picture as transparent as a mask of any size, stretched to it, says: bilinear between its pixels.
pub fn apply_mask(picture: &mut Pixmap, mask: &Mask) {
    let (width, height) = (picture.width(), picture.height());
    // The two pixels around a place, and of 256 parts how much of the second.
    let around = |at: u32, side: u32, of: u32| {
        let place =
            ((u64::from(at) * 2 + 1) * u64::from(of) * 128 / u64::from(side.max(1))) as i64 - 128;
        let (first, part) = (place.div_euclid(256), place.rem_euclid(256) as u32);
        let last = i64::from(of) - 1;
        (first.clamp(0, last) as i32, (first + 1).clamp(0, last) as i32, part)
    };
    let columns: Vec<_> = (0..width).map(|x| around(x, width, mask.width())).collect();
    if mask.rect().is_empty() {
        return;
    }
    let (pixels, _) = picture.data_mut().as_chunks_mut::<4>();
    for (row, y) in pixels.chunks_mut(width.max(1) as usize).zip(0..) {
        let (above, below, down) = around(y, height, mask.height());
        let [above, below] = [above, below].map(|y| mask.row(y, 0, mask.width() as i32));
        for (p, (left, right, across)) in row.iter_mut().zip(&columns) {
            let at = |row: &[u8], x: i32| u32::from(row.get(x as usize).copied().unwrap_or(0));
            let line = |row: &[u8]| at(row, *left) * (256 - across) + at(row, *right) * across;
            let sum = line(above) * (256 - down) + line(below) * down;
            let alpha = ((sum + (1 << 15)) >> 16) as u8;
            *p = p.map(|v| mul_div_255(v, alpha));
        }
    }
}

/// The greatest difference of two colors' channels.
fn distance(a: [u8; 3], b: [u8; 3]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(a.abs_diff(b))).max().unwrap_or(0)
}

fn straight([r, g, b, a]: [u8; 4]) -> [u8; 3] {
    let of = |v: u8| match a {
        0 => 0,
        255 => v,
        a => ((u32::from(v) * 255 + u32::from(a) / 2) / u32::from(a)).min(255) as u8,
    };
    [of(r), of(g), of(b)]
}

/// The pixels along the edges.
fn edges(width: usize, height: usize) -> impl Iterator<Item = usize> + Clone {
    let across = (0..width).flat_map(move |x| [x, (height - 1) * width + x]);
    across.chain((0..height).flat_map(move |y| [y * width, y * width + width - 1]))
}

/// The mean of the colors of the fullest of 4096 bins.
fn common(pixels: impl Iterator<Item = [u8; 4]> + Clone) -> [u8; 3] {
    let bin = |[r, g, b]: [u8; 3]| {
        usize::from(r >> 4) << 8 | usize::from(g >> 4) << 4 | usize::from(b >> 4)
    };
    let mut counts = vec![0_u32; 4096];
    let colors = pixels.filter(|p| p[3] != 0).map(straight);
    for color in colors.clone() {
        if let Some(count) = counts.get_mut(bin(color)) {
            *count += 1;
        }
    }
    // The first of those that are as full.
    let fullest = (0..counts.len()).rev().max_by_key(|i| counts.get(*i)).unwrap_or(0);
    let (mut sum, mut count) = ([0_u32; 3], 0);
    for color in colors.filter(|color| bin(*color) == fullest) {
        sum.iter_mut().zip(color).for_each(|(s, v)| *s += u32::from(v));
        count += 1;
    }
    sum.map(|s| (s / count.max(1)) as u8)
}

/// Marks all that is near and can be come to from the seeds.
fn flood(
    mask: &mut [u8],
    width: usize,
    seeds: impl IntoIterator<Item = usize>,
    is_near: &impl Fn(usize) -> bool,
) -> Result<(), Error> {
    let short = |count: usize| Error::TooLarge {
        path: String::new(),
        what: "pixels",
        value: count as u64,
        limit: MAX_PIXELS,
    };
    let mut stack: Vec<usize> = Vec::new();
    for seed in seeds {
        stack.push(seed);
        // Runs of a row at a time: the stack holds ends of runs, not pixels.
        while let Some(at) = stack.pop() {
            let free =
                |mask: &[u8], i: usize| mask.get(i).is_some_and(|m| *m == SUBJECT) && is_near(i);
            if !free(mask, at) {
                continue;
            }
            let row = at / width * width;
            let (mut first, mut end) = (at, at + 1);
            while first > row && free(mask, first - 1) {
                first -= 1;
            }
            while end < row + width && free(mask, end) {
                end += 1;
            }
            if let Some(run) = mask.get_mut(first..end) {
                run.fill(BACKGROUND);
            }
            for beside in [first.checked_sub(width), Some(first + width)].into_iter().flatten() {
                let mut before = false;
                for i in beside..beside + (end - first) {
                    let now = free(mask, i);
                    if now && !before {
                        stack.try_reserve(1).map_err(|_| short(stack.len()))?;
                        stack.push(i);
                    }
                    before = now;
                }
            }
        }
    }
    Ok(())
}

/// Gives the pixels beside the background the alpha that they have by their color: how far they are on the
/// way from the background's to the subject's, which is that of the pixel nearby that is most unlike.
fn soften(mask: &mut Mask, pixels: &[[u8; 4]], background: [u8; 3]) {
    let (width, height) = (i64::from(mask.width()), i64::from(mask.height()));
    let hard = mask.clone();
    let is = |x: i64, y: i64| hard.row(y as i32, x as i32, x as i32 + 1).first().copied();
    let color = |x: i64, y: i64| {
        straight(pixels.get((y * width + x) as usize).copied().unwrap_or_default())
    };
    let around = |x: i64, y: i64, reach: i64| {
        let rows = (y - reach).max(0)..(y + reach + 1).min(height);
        rows.flat_map(move |y| {
            ((x - reach).max(0)..(x + reach + 1).min(width)).map(move |x| (x, y))
        })
    };
    let alpha = |x: i64, y: i64| {
        let subject = around(x, y, NEARBY).filter(|(x, y)| is(*x, *y) == Some(SUBJECT));
        let unlike = subject.map(|(x, y)| color(x, y)).max_by_key(|c| distance(*c, background));
        let (own, unlike) = (color(x, y), unlike?);
        let way = |c: [u8; 3], i: usize| i32::from(c[i]) - i32::from(background[i]);
        let dot: i32 = (0..3).map(|i| way(own, i) * way(unlike, i)).sum();
        let whole: i32 = (0..3).map(|i| way(unlike, i) * way(unlike, i)).sum();
        Some((dot * 255 / whole.max(1)).clamp(0, 255) as u8)
    };
    for y in 0..height {
        for x in 0..width {
            let own = is(x, y);
            let is_edge = [(x + 1, y), (x, y + 1)]
                .into_iter()
                .any(|(x, y)| x < width && y < height && is(x, y) != own);
            if !is_edge {
                continue;
            }
            for (x, y) in around(x, y, RIM) {
                if let (Some(alpha), Some(m)) =
                    (alpha(x, y), mask.row_mut(y as i32, x as i32, x as i32 + 1).first_mut())
                {
                    *m = alpha;
                }
            }
        }
    }
}

/// Takes the background's color out of what is mixed with it: `F = (C − (1 − α)·B) / α`, as in Smith and Blinn,
/// "Blue Screen Matting", 1996.
fn unmix(picture: &mut Pixmap, mask: &Mask, background: [u8; 3]) {
    let (pixels, _) = picture.data_mut().as_chunks_mut::<4>();
    for (p, &m) in pixels.iter_mut().zip(mask.data()) {
        if m == BACKGROUND || m == SUBJECT {
            continue;
        }
        let (alpha, rest) = (i32::from(m), 255 - i32::from(m));
        let color = straight(*p);
        for ((v, c), b) in p.iter_mut().zip(color).zip(background) {
            let own = (i32::from(c) * 255 - rest * i32::from(b)) / alpha;
            *v = own.clamp(0, 255) as u8;
        }
        let [r, g, b, a] = *p;
        *p = [mul_div_255(r, a), mul_div_255(g, a), mul_div_255(b, a), a];
    }
}
