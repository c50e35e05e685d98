//! The linter: each rule on a template that has the fault and on its twin that has not; silence on the
//! products of the shop; no panic on anything.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]

#[path = "support/mod.rs"]
mod support;
#[path = "support/template.rs"]
mod template;

use std::path::{Path, PathBuf};

use liveproof::Engine;
use liveproof::issue::Severity;
use liveproof::lint::Finding;
use serde_json::{Value, json};
use support::{load, root};

/// Every template of the repository.
fn corpus() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("tests/templates"), root().join("www")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn is_template(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| Engine::new(&text).is_ok())
}

#[test]
fn show() {
    for path in corpus().into_iter().filter(|path| is_template(path)) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut engine = Engine::new(&text).unwrap();
        for asset in engine.missing_assets() {
            if let Ok(bytes) = std::fs::read(path.parent().unwrap().join(&asset.url)) {
                engine.add_asset(&asset.id, bytes).unwrap();
            }
        }
        let start = std::time::Instant::now();
        let findings = engine.lint(true);
        eprintln!("{} {:?}", path.display(), start.elapsed());
        for f in findings {
            eprintln!("   {:?} {} {} {}", f.severity, f.code, f.path, f.message);
        }
    }
}
