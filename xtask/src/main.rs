//! `cargo xtask <task>`: what building Liveproof needs beyond `cargo build`.

mod build;
#[cfg(feature = "types")]
mod types;

use std::process::ExitCode;

/// What a task returns: nothing, or why it failed in words.
type Outcome = Result<(), String>;

const USAGE: &str = "usage: cargo xtask <task>

  build [--dev]     compile to WebAssembly and TypeScript into pkg/
  types [--check]   write the template's schema, types and reference, or check that they are fresh";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["build"] => build::run(build::Profile::Release),
        ["build", "--dev"] => build::run(build::Profile::Dev),
        ["types"] => types(false),
        ["types", "--check"] => types(true),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            if !why.is_empty() {
                eprintln!("{why}");
            }
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "types")]
fn types(check: bool) -> Outcome {
    types::run(check)
}

/// Starts this program again, compiled with the crate whose types are read.
#[cfg(not(feature = "types"))]
fn types(check: bool) -> Outcome {
    let mut cargo = std::process::Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "xtask", "--features", "types", "--", "types"]);
    if check {
        cargo.arg("--check");
    }
    match cargo.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(String::new()),
        Err(why) => Err(format!("cargo does not start: {why}")),
    }
}
