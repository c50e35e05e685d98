//! What lies between the stops of a gradient.

/// The values at 0, 1, … `steps` of the way, mixed from the two stops that each lies between. Stops are in the order
/// of their places; before the first and after the last there is no change. Without stops, nothing.
pub(super) fn ramp(stops: &[(f64, [f32; 4])], steps: usize) -> impl Iterator<Item = [f32; 4]> {
    let mut next = 0;
    (0..=steps).map(move |step| {
        let at = step as f64 / steps as f64;
        while stops.get(next).is_some_and(|(place, _)| *place <= at) {
            next += 1;
        }
        let below = next.checked_sub(1).and_then(|i| stops.get(i));
        match (below, stops.get(next)) {
            (Some((p, a)), Some((q, b))) => {
                let share = ((at - p) / (q - p)) as f32;
                std::array::from_fn(|i| a[i] + (b[i] - a[i]) * share)
            }
            (Some((_, only)), None) | (None, Some((_, only))) => *only,
            (None, None) => [0.0; 4],
        }
    })
}
