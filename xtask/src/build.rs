//! `cargo xtask build`: Rust → WebAssembly → JavaScript glue → TypeScript, all into `pkg/`.
//!
//! wasm-bindgen runs as a library, so one `Cargo.lock` pins the crate and the tool that reads it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::Outcome;

const TARGET: &str = "wasm32-unknown-unknown";

/// A crate that becomes a `.wasm` with its glue.
#[derive(Clone, Copy)]
struct Module {
    package: &'static str,
    /// What `cargo build` is told of its features.
    features: &'static [&'static str],
    /// Of its library, and so of what is written: `<name>.js`, `<name>.d.ts`, `<name>_bg.wasm`.
    name: &'static str,
}

/// The engine, and what it fetches when it is needed.
const MODULES: [Module; 4] = [
    Module {
        package: "liveproof",
        features: &["--no-default-features", "--features", "bindings"],
        name: "liveproof",
    },
    Module { package: "liveproof-photo", features: &[], name: "liveproof_photo" },
    Module { package: "liveproof-svg", features: &[], name: "liveproof_svg" },
    Module { package: "liveproof-woff2", features: &[], name: "liveproof_woff2" },
];

/// How the WebAssembly is compiled.
#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    /// Optimized, without names: what is published.
    Release,
    /// Fast to compile, with function names in stack traces.
    Dev,
}

/// Builds `pkg/`.
///
/// # Errors
/// The first tool that fails, in words.
pub fn run(profile: Profile) -> Outcome {
    let root = root()?;
    ensure_target(&root)?;
    for module in MODULES {
        let wasm = compile(&root, module, profile)?;
        bind(&root, module, &wasm, profile)?;
    }
    typescript(&root)?;
    schema(&root)
}

/// The workspace: the parent of this crate's folder.
fn root() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(Path::to_path_buf).ok_or_else(|| "xtask has no parent folder".to_owned())
}

/// Adds the wasm32 target to the toolchain where it is missing.
fn ensure_target(root: &Path) -> Outcome {
    let asked = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(root)
        .output()
        .map_err(|e| format!("rustc does not start: {e}"))?;
    let folder = String::from_utf8_lossy(&asked.stdout);
    if asked.status.success() && Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    succeed(Command::new("rustup").args(["target", "add", TARGET]).current_dir(root))
}

/// Compiles a crate and returns the raw `.wasm`.
fn compile(root: &Path, module: Module, profile: Profile) -> Result<PathBuf, String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--package", module.package, "--lib", "--target", TARGET]);
    cargo.args(module.features);
    cargo.current_dir(root);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    // Appended to the flags in .cargo/config.toml: no panic message names a folder of this machine.
    cargo.arg("--config").arg(format!("target.{TARGET}.rustflags={}", remaps(root)));
    succeed(&mut cargo)?;
    let folder = match profile {
        Profile::Release => "release",
        Profile::Dev => "debug",
    };
    Ok(target_folder(root).join(TARGET).join(folder).join(format!("{}.wasm", module.name)))
}

fn target_folder(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir))
}

/// `--remap-path-prefix` for every folder whose path could end in a panic message, as a TOML list.
fn remaps(root: &Path) -> String {
    let mut flags = Vec::new();
    let mut remap = |from: &Path, to: &str| {
        flags.push(format!("{:?}", format!("--remap-path-prefix={}={to}", from.display())));
    };
    // The last match wins, so the narrower folders come last.
    if let Some(home) = std::env::home_dir() {
        remap(&home, "/home");
        remap(&home.join(".cargo"), "/cargo");
    }
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        remap(Path::new(&home), "/cargo");
    }
    remap(root, "/liveproof");
    format!("[{}]", flags.join(", "))
}

/// Writes a module's glue, its types and its `.wasm`; skipped when `wasm` is the same as last time.
fn bind(root: &Path, module: Module, wasm: &Path, profile: Profile) -> Outcome {
    let name = module.name;
    let [script, types, binary] =
        [format!("{name}.js"), format!("{name}.d.ts"), format!("{name}_bg.wasm")];
    let pkg = root.join("pkg");
    let stamp_file = target_folder(root).join(format!("xtask-bindgen-{name}.stamp"));
    let stamp = stamp_of(wasm)?;
    if [&script, &types, &binary].iter().all(|name| pkg.join(name).is_file())
        && fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp)
    {
        return Ok(());
    }
    let names = profile == Profile::Dev;
    let raw = target_folder(root).join("xtask-bindgen");
    Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                // `init.ts`, `photo-engine.ts`, `svg.ts` and `woff2.ts` hold the one URL of each .wasm; a second one makes bundlers ship it twice.
                .omit_default_module_path(true)
                // A trapped instance is replaced without compiling again.
                .reset_state_function(true)
                // Every browser with SIMD has it: no stand-in.
                .encode_into(EncodeInto::Always)
                .remove_name_section(!names)
                .remove_producers_section(true)
                .keep_debug(names)
                .typescript(true)
                .generate(&raw)
        })
        .map_err(|e| format!("wasm-bindgen: {e:#}"))?;
    fs::create_dir_all(&pkg).map_err(|e| format!("{}: {e}", pkg.display()))?;
    for name in [types, binary] {
        copy(&raw.join(&name), &pkg.join(&name))?;
    }
    let script = raw.join(script);
    tsc(
        root,
        &[
            "--ignoreConfig".as_ref(),
            "--allowJs".as_ref(),
            "--removeComments".as_ref(),
            "--target".as_ref(),
            "es2022".as_ref(),
            "--outDir".as_ref(),
            pkg.as_os_str(),
            script.as_os_str(),
        ],
    )?;
    write(&stamp_file, &stamp)
}

/// Path, size and time of a file, as text.
fn stamp_of(file: &Path) -> Result<String, String> {
    let data = fs::metadata(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let time = data.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    Ok(format!("{} {} {time:?}", file.display(), data.len()))
}

/// Compiles `src/js` beside the glue that it imports: comments go into the types, where editors show
/// them, and not over the wire.
fn typescript(root: &Path) -> Outcome {
    let project = ["--project".as_ref(), root.as_os_str()];
    let script = ["--declaration", "false", "--isolatedDeclarations", "false", "--removeComments"];
    tsc(root, &[&project[..], &script.map(OsStr::new)].concat())?;
    tsc(root, &[&project[..], &["--emitDeclarationOnly".as_ref()]].concat())
}

/// Runs the TypeScript compiler.
fn tsc(root: &Path, args: &[&OsStr]) -> Outcome {
    let tsc = root.join("node_modules/typescript/bin/tsc");
    if !tsc.is_file() {
        return Err("TypeScript is not installed: run `npm ci` first".to_owned());
    }
    succeed(Command::new("node").arg(tsc).args(args).current_dir(root))
}

/// Publishes the template's schema, which `cargo xtask types` writes, beside the code.
fn schema(root: &Path) -> Outcome {
    const NAME: &str = "template.schema.json";
    copy(&root.join("src/js").join(NAME), &root.join("pkg").join(NAME))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(|_| ()).map_err(|e| format!("{}: {e}", from.display()))
}

fn write(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
}

/// Runs a tool; its failure is ours.
fn succeed(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|e| format!("{name} does not start: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed: {status}")) }
}
