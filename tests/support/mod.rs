//! What the integration tests share: loading a product from disk, and a reproducible random source.

use std::path::{Path, PathBuf};

use liveproof::Engine;
use liveproof::options::Selection;
use liveproof::pixels::Pixmap;

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// An engine for a template file, with all its assets, which lie at their URLs beside it.
pub fn load(template: &Path) -> Engine {
    let json = std::fs::read_to_string(template)
        .unwrap_or_else(|e| panic!("{}: {e}", template.display()));
    let mut engine = Engine::new(&json).unwrap_or_else(|e| panic!("{}: {e}", template.display()));
    let folder = template.parent().expect("a file is in a folder");
    for asset in engine.missing_assets() {
        let path = folder.join(&asset.url);
        let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        engine.add_asset(&asset.id, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
    engine
}

/// A selection from JSON.
pub fn selection(json: &serde_json::Value) -> Selection {
    serde_json::from_value(json.clone()).expect("a selection is an object of scalars")
}

/// A whole frame, drawn from nothing.
pub fn fresh_frame(engine: &mut Engine, view: &str, width: u32) -> Pixmap {
    engine.drop_caches();
    engine.frame(view, width).expect("the frame is drawn").pixels.clone()
}

/// A random source that gives the same numbers on every machine (PCG-XSH-RR).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407))
    }

    pub fn next(&mut self) -> u32 {
        let old = self.0;
        self.0 = old.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(self.next()) * u64::from(limit)) >> 32) as u32
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u32) as usize]
    }
}
