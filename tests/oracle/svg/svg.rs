//! Holds SVG against resvg's own pictures: `npm run oracle -- svg DIR`.
//!
//! DIR has pairs `NAME.svg` and `NAME.png`, at whatever depth: the tests of resvg
//! (`crates/resvg/tests/tests` of its repository). Each SVG goes the way that any does, through the drawing's
//! bytes, and is drawn at its PNG's size. What a drawing leaves out by name, and what is refused, is out of
//! scope: such tests are counted by that reason. Of all others at least [`LEAST`] percent must be
//! [equal](equal).
//!
//! `--list` prints every test that is not equal, `--pictures` writes these to `tests/output/oracle/svg/`, as
//! theirs | difference | ours.
//!
//! `--hostile FILE…` prints for each file what its SVG comes to instead: `code`, milliseconds until that, and
//! by how many KiB the process grew.
#![expect(clippy::print_stdout, reason = "a command-line tool")]

mod compare;
mod hostile;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use compare::{Outcome, compare};

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Least percent of the tests in scope that must be equal.
const LEAST: f64 = 97.0;

fn main() -> Result<ExitCode, Fault> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = args.len();
        args.retain(|arg| arg != name);
        args.len() < before
    };
    let (hostile, list, pictures) = (flag("--hostile"), flag("--list"), flag("--pictures"));
    if hostile {
        return hostile::run(&args);
    }
    if let [one, file] = args.as_slice()
        && one == "--one"
    {
        return hostile::one(file);
    }
    let Some(folder) = args.first() else {
        println!("usage: npm run oracle -- svg FOLDER [--list] [--pictures]");
        return Ok(ExitCode::from(2));
    };
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files)?;
    files.sort();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let (mut equal, mut scope) = (0, 0);
    for file in &files {
        let name = file.strip_prefix(folder)?.with_extension("");
        let name = name.to_string_lossy().into_owned();
        let out = pictures.then(|| name.replace('/', "-"));
        let outcome = compare(file, out.as_deref())?;
        let first: Vec<&str> = name.split('/').collect();
        let group = first.get(..first.len().saturating_sub(1)).unwrap_or_default().join("/");
        let counts = groups.entry(group).or_default();
        match outcome {
            Outcome::LeftOut(reason) => {
                if list {
                    println!("{name}: left out: {reason}");
                }
                *reasons.entry(reason).or_default() += 1;
                counts[2] += 1;
            }
            Outcome::Same(share) => {
                scope += 1;
                let same = share <= compare::MAX_SHARE;
                equal += usize::from(same);
                counts[usize::from(!same)] += 1;
                if list && !same {
                    println!("{name}: {:.2} % of the pixels differ", share * 100.0);
                }
            }
        }
    }
    println!("equal  unlike  left out  folder");
    for (group, [same, unlike, out]) in &groups {
        println!("{same:5}  {unlike:6}  {out:8}  {group}");
    }
    println!("\nleft out  because");
    for (reason, count) in &reasons {
        println!("{count:8}  {reason}");
    }
    let percent = 100.0 * f64::from(equal as u32) / f64::from(scope.max(1) as u32);
    let left = files.len() - scope;
    println!("\n{equal} of {scope} tests in scope are equal, {percent:.1} %; {left} left out");
    let enough = scope > 0 && percent >= LEAST;
    Ok(if enough { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The SVG files of a folder that have a PNG beside them.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Fault> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "svg")
            && path.with_extension("png").is_file()
        {
            files.push(path);
        }
    }
    Ok(())
}
