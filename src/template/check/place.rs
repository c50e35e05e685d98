//! Places: ranges that hold where the template has things, and what a drag comes to rest at.

use super::rule::{At, Checked, Range, at_most, invalid};
use crate::template::limits::MAX_SNAPS;
use crate::template::option::PlaceOption;
use crate::template::value::Place;

pub(super) fn check(option: &PlaceOption) -> Checked {
    const FACTOR: Range = Range::from_to(0.01, 100.0);
    const TURN: Range = Range::from_to(-360.0, 360.0);
    let ranges = [option.x, option.y, option.scale, option.rotate];
    let limits = [Range::POSITION, Range::POSITION, FACTOR, TURN];
    let homes = Place::KEYS.iter().zip(Place::HOME.numbers());
    for ((range, limit), (key, home)) in ranges.into_iter().zip(limits).zip(homes) {
        let Some(range) = range else { continue };
        for (i, number) in range.into_iter().enumerate() {
            limit.check(number).at_index(key, i)?;
        }
        let [min, max] = range;
        if !(min..=max).contains(&home) {
            let allowed = format!("a smallest and a largest number, {home} among them");
            return Err(invalid(format!("[{min},{max}]"), allowed)).at(key);
        }
    }
    let snap = &option.snap;
    for (key, list) in [("x", &snap.x), ("y", &snap.y)] {
        at_most(list.len(), MAX_SNAPS, "numbers").at(key).at("snap")?;
        for (i, number) in list.iter().enumerate() {
            Range::POSITION.check(*number).at_index(key, i).at("snap")?;
        }
    }
    snap.rotate.map_or(Ok(()), |step| Range::above(0.0, 360.0).check(step).at("rotate").at("snap"))
}
