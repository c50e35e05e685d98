//! What the integration tests share: loading a product from disk.

use std::path::{Path, PathBuf};

use liveproof::Engine;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The bytes of an asset as the engine reads them: of an SVG its drawing, any other file as it is.
pub(crate) fn asset_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let bytes = std::fs::read(path)?;
    if path.extension().is_some_and(|e| e == "svg" || e == "svgz") {
        return liveproof_svg::draw(&bytes).map_err(std::io::Error::other);
    }
    Ok(bytes)
}

/// An engine for a template file, with all its assets, which lie at their URLs beside it.
pub(crate) fn load(template: &Path) -> Engine {
    let json =
        std::fs::read_to_string(template).unwrap_or_else(|e| panic!("{}: {e}", template.display()));
    let mut engine = Engine::new(&json).unwrap_or_else(|e| panic!("{}: {e}", template.display()));
    let folder = template.parent().expect("a file is in a folder");
    for asset in engine.missing_assets() {
        let path = folder.join(&asset.url);
        let bytes = asset_file(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        engine.add_asset(&asset.id, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
    engine
}
