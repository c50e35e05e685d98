//! `cargo xtask <task>`: what building Liveproof needs beyond `cargo build`.

mod types;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["types"] => types::run(false),
        ["types", "--check"] => types::run(true),
        _ => Err("usage: cargo xtask types [--check]".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
