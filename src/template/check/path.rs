//! SVG path data.

use kurbo::BezPath;

use super::rule::{Checked, invalid_text};

/// Greatest number in path data. The number of curves that an arc is split into grows with its
/// radius: without a bound a few bytes could ask for all memory.
const MAX_PATH_NUMBER: f64 = 1e6;

/// Whether `data` is path data with numbers of a sensible size.
pub(super) fn check_path(data: &str) -> Checked {
    if largest_number(data) > MAX_PATH_NUMBER {
        let allowed = format!("SVG path data with numbers up to {MAX_PATH_NUMBER}");
        return Err(invalid_text(data, allowed));
    }
    let valid = data.trim_start().starts_with(['M', 'm']) && BezPath::from_svg(data).is_ok();
    if valid { Ok(()) } else { Err(invalid_text(data, "SVG path data such as \"M0 0H10V10Z\"")) }
}

/// The largest magnitude of a number in path data, where one number may begin right where another
/// ends: `1-2` and `1.5.5` are two each. What is no number is left to the path's parser.
fn largest_number(data: &str) -> f64 {
    let mut largest: f64 = 0.0;
    let mut number = String::new();
    for c in data.chars().chain([' ']) {
        let after_exponent = number.ends_with(['e', 'E']);
        let goes_on = match c {
            '0'..='9' => true,
            '+' | '-' => after_exponent,
            '.' => !number.contains(['.', 'e', 'E']),
            'e' | 'E' => !number.contains(['e', 'E']) && !number.is_empty(),
            _ => false,
        };
        if !goes_on {
            largest = largest.max(number.parse().unwrap_or(0.0));
            number.clear();
        }
        if goes_on || c == '.' {
            number.push(c);
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_path_data() {
        for data in
            ["M0 0H10V10Z", "m1-2.5.5.5l3e2,4e-3 z", " M0 0A5 5 0 0 1 10 10", "M0,0C1 2 3 4 5 6"]
        {
            assert!(check_path(data).is_ok(), "{data}");
        }
    }

    #[test]
    fn finds_the_largest_number() {
        for (data, largest) in [
            ("", 0.0),
            ("M1-2", 2.0),
            ("1.5.25", 1.5),
            (".5.5e3", 500.0),
            ("3e+2-4e-2", 300.0),
            ("7e.9e1", 9.0),
        ] {
            assert_eq!(largest_number(data), largest, "{data}");
        }
    }

    #[test]
    fn refuses_what_is_none_or_too_large() {
        for data in [
            "",
            "L1 1",
            "M0",
            "hello",
            "M0 0L1e9 0",
            "M0 0A1e300 1e300 0 0 1 1 1",
            "M0-10000000",
            "M0 0L.5.5e9",
        ] {
            assert!(check_path(data).is_err(), "{data}");
        }
    }
}
