//! Some of resvg's own tests, drawn as resvg draws them. `npm run oracle -- svg` takes all of them.

#[path = "../oracle/svg/compare.rs"]
mod compare;

use compare::{MAX_SHARE, Outcome, compare};

#[test]
fn svgs_are_drawn_as_by_resvg() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/svg/resvg");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_none_or(|e| e != "svg") {
            continue;
        }
        let name = file.file_stem().unwrap().to_string_lossy();
        match compare(&file, Some(&name)).unwrap() {
            Outcome::Same(share) => assert!(share <= MAX_SHARE, "{name}: {share} of it differs"),
            Outcome::LeftOut(reason) => panic!("{name}: {reason}"),
        }
        count += 1;
    }
    assert!(count > 20, "{count} files");
}
