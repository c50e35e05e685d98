//! A place: where the shopper may put layers, and how large and how turned.

use serde::Deserialize;

use super::option_kind;
use crate::template::value::Place;

option_kind! {
    /// Where the shopper put the layers that name it by `place`: moved, scaled and turned, each about
    /// its own middle. At the start they are where the template has them; what has no range can't be
    /// changed.
    PlaceOption {
        /// Smallest and largest shift to the right, in millimeters; 0 is among them. Default: none.
        #[serde(default)]
        x: Option<[f64; 2]>,
        /// Smallest and largest shift down, in millimeters; 0 is among them. Default: none.
        #[serde(default)]
        y: Option<[f64; 2]>,
        /// Smallest and largest factor of the size, 0.01 to 100; 1 is among them. Default: none.
        #[serde(default)]
        scale: Option<[f64; 2]>,
        /// Smallest and largest turn, in degrees clockwise; 0 is among them. Default: none.
        #[serde(default)]
        rotate: Option<[f64; 2]>,
        /// What a drag comes to rest at, beside the middle of the area.
        #[serde(default)]
        snap: PlaceSnap,
        /// Whether the layers stay inside their area while they are moved. Default: no.
        #[serde(default)]
        inside: bool,
    }
}

/// Where a drag comes to rest.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceSnap {
    /// Shifts to the right, in millimeters. Default: none.
    #[serde(default)]
    pub x: Vec<f64>,
    /// Shifts down, in millimeters. Default: none.
    #[serde(default)]
    pub y: Vec<f64>,
    /// Turns by multiples of so many degrees. Default: any turn.
    #[serde(default)]
    pub rotate: Option<f64>,
}

impl PlaceOption {
    /// The ranges in the order of [`Place::KEYS`]; what can't be changed is as at home.
    pub fn ranges(&self) -> [[f64; 2]; 4] {
        let fixed = Place::HOME.numbers();
        let ranges = [self.x, self.y, self.scale, self.rotate];
        std::array::from_fn(|i| ranges[i].unwrap_or([fixed[i]; 2]))
    }

    /// Whether every number of `place` is in its range; NaN is not.
    pub fn accepts(&self, place: &Place) -> bool {
        let ranges = self.ranges();
        place.numbers().iter().zip(ranges).all(|(n, [min, max])| (min..=max).contains(n))
    }

    /// What [`accepts`](Self::accepts) takes, in words that follow "expected".
    pub fn accepted(&self) -> String {
        let keys = Place::KEYS.iter().zip(self.ranges());
        let ranges: Vec<String> = keys
            .map(|(key, [min, max])| match min == max {
                true => format!("\"{key}\": {min}"),
                false => format!("\"{key}\" from {min} to {max}"),
            })
            .collect();
        format!("a place with {}", ranges.join(", "))
    }

    /// The nearest place that is taken. A turn is the same turn after a full one.
    pub fn clamp(&self, place: Place) -> Place {
        let home = Place::HOME.numbers();
        let ranges = self.ranges();
        let mut numbers = place.numbers();
        numbers[3] = full_turns(numbers[3], ranges[3]);
        let near = |i: usize| {
            let [min, max] = ranges[i];
            let number = if numbers[i].is_finite() { numbers[i] } else { home[i] };
            number.max(min).min(max)
        };
        Place { x: near(0), y: near(1), scale: near(2), rotate: near(3) }
    }
}

/// The same turn, by full ones nearer to the range that it is outside of.
fn full_turns(degrees: f64, [min, max]: [f64; 2]) -> f64 {
    if (min..=max).contains(&degrees) || !degrees.is_finite() {
        return degrees;
    }
    let middle = f64::midpoint(min, max);
    degrees - ((degrees - middle) / 360.0).round() * 360.0
}
