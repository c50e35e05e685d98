//! `cargo xtask <task>`: what building Liveproof needs beyond `cargo build`.

mod build;
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
        ["types"] => types::run(false),
        ["types", "--check"] => types::run(true),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
