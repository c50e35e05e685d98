//! What a geometry is fitted to: places on the print and where the photo shows them.

use crate::Fault;

/// A place on the print and the point of the photo that shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Place on the print, 0 to 1 from the left and from the top.
    pub unit: [f64; 2],
    /// Place in the photo in pixels, the first pixel's center at 0.5.
    pub pixel: [f64; 2],
}

/// Samples that may be fitted: finite, on the print, and no two at one place.
#[derive(Clone, Debug)]
pub struct Samples {
    list: Vec<Sample>,
    clicked: bool,
}

/// Pixels of a photo are far below this.
const FARTHEST: f64 = 1e6;

/// Clicks nearer than this are one click: pixels, and parts of the print's width or height.
const NEAREST: [f64; 2] = [1e-3, 1e-6];

impl Samples {
    /// Points that an author clicked.
    ///
    /// # Errors
    /// [`Fault::NotFinite`], [`Fault::OutsideArea`], [`Fault::Twice`].
    pub fn clicked(list: &[Sample]) -> Result<Self, Fault> {
        for (k, sample) in list.iter().enumerate() {
            let numbers = sample.unit.iter().chain(&sample.pixel);
            if !numbers.clone().all(|v| v.abs() <= FARTHEST) {
                return Err(Fault::NotFinite { point: k + 1 });
            }
            if !sample.unit.iter().all(|v| (0.0..=1.0).contains(v)) {
                return Err(Fault::OutsideArea { point: k + 1 });
            }
            let near = |a: [f64; 2], b: [f64; 2], reach: f64| {
                (a[0] - b[0]).abs() < reach && (a[1] - b[1]).abs() < reach
            };
            let twin = list[..k].iter().position(|other| {
                near(other.pixel, sample.pixel, NEAREST[0])
                    || near(other.unit, sample.unit, NEAREST[1])
            });
            if let Some(twin) = twin {
                return Err(Fault::Twice { first: twin + 1, second: k + 1 });
            }
        }
        Ok(Self { list: list.to_vec(), clicked: true })
    }

    /// The pixels of a 16-bit RGB PNG that are wholly on the print: red is u, green is v, blue is
    /// coverage. Pixels on its rim are left out, because renderers only guess their u and v.
    ///
    /// # Errors
    /// [`Fault::NotAMap`], [`Fault::EmptyMap`].
    pub fn of_map(file: &[u8]) -> Result<Self, Fault> {
        let broken = |why: png::DecodingError| Fault::NotAMap { found: why.to_string() };
        let mut reader =
            png::Decoder::new(std::io::Cursor::new(file)).read_info().map_err(broken)?;
        let kind = (reader.info().color_type, reader.info().bit_depth);
        if kind != (png::ColorType::Rgb, png::BitDepth::Sixteen) {
            return Err(Fault::NotAMap { found: format!("it is {:?} {:?}", kind.1, kind.0) });
        }
        let size = reader.output_buffer_size().ok_or(Fault::OutOfRange)?;
        let mut bytes = vec![0; size];
        let frame = reader.next_frame(&mut bytes).map_err(broken)?;
        let width = frame.width as usize;
        let mut list = Vec::new();
        for (k, pixel) in bytes.as_chunks::<6>().0.iter().enumerate() {
            let channel = |i: usize| u16::from_be_bytes([pixel[2 * i], pixel[2 * i + 1]]);
            let [u, v, coverage] = [channel(0), channel(1), channel(2)];
            let inside = |c: u16| c > 0 && c < u16::MAX;
            if coverage == u16::MAX && inside(u) && inside(v) {
                let unit = [f64::from(u) / 65535.0, f64::from(v) / 65535.0];
                let pixel = [(k % width) as f64 + 0.5, (k / width) as f64 + 0.5];
                list.push(Sample { unit, pixel });
            }
        }
        if list.is_empty() { Err(Fault::EmptyMap) } else { Ok(Self { list, clicked: false }) }
    }

    /// The samples.
    pub fn list(&self) -> &[Sample] {
        &self.list
    }

    /// Whether an author clicked them: few, and each counts.
    pub fn is_clicked(&self) -> bool {
        self.clicked
    }

    /// About `most` of them, spread evenly.
    pub(crate) fn some(&self, most: usize) -> Vec<Sample> {
        // Not a divisor of any width, so that no column of pixels is preferred.
        let step = (self.list.len() / most.max(1)).max(1) | 1;
        if self.list.len() <= most {
            return self.list.clone();
        }
        self.list.iter().step_by(step).copied().collect()
    }

    /// Whether they are on one line, on the print or in the photo, to about a thousandth of its
    /// length.
    pub(crate) fn on_a_line(&self) -> bool {
        const THIN: f64 = 1e-6;
        [|s: &Sample| s.unit, |s: &Sample| s.pixel].into_iter().any(|place| {
            let count = self.list.len() as f64;
            let mean = |k: usize| self.list.iter().map(|s| place(s)[k]).sum::<f64>() / count;
            let [x, y] = [mean(0), mean(1)];
            let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
            for sample in &self.list {
                let [dx, dy] = [place(sample)[0] - x, place(sample)[1] - y];
                (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
            }
            // The eigenvalues' product and sum tell the smaller one's part.
            xx * yy - xy * xy <= THIN * (xx + yy) * (xx + yy)
        })
    }

    /// As many as a geometry takes at least.
    pub(crate) fn at_least(&self, needed: usize, geometry: &'static str) -> Result<(), Fault> {
        let given = self.list.len();
        if given < needed { Err(Fault::TooFew { geometry, given, needed }) } else { Ok(()) }
    }
}
