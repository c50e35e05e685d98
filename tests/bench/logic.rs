//! Times the state of a large form: `cargo run --release --example options`.
//!
//! 300 options, 1,000 conditions, 5,000 clipart choices and 100 layers. Each edit is timed as the page
//! sees it: `set` settles the options and resolves the scene, then the form's state, the price and the
//! issues are read. With a path it also writes the template there, for `tests/bench/form.js`, which times
//! the same in WebAssembly.

#![expect(clippy::print_stdout, reason = "it reports to a person")]

use std::error::Error;
use std::time::Instant;

use liveproof::Engine;
use liveproof::options::Selection;
use liveproof::template::Value;
use serde_json::{Value as Json, json};

const OPTIONS: usize = 300;
const CONDITIONS: usize = 1000;
const CLIPART: usize = 5000;

fn main() -> Result<(), Box<dyn Error>> {
    let template = template().to_string();
    if let Some(path) = std::env::args().nth(1) {
        std::fs::write(path, &template)?;
    }
    let started = Instant::now();
    let mut engine = Engine::new(&template)?;
    println!("new engine: {:.2} ms for {} KB", ms(started), template.len() / 1000);
    for (what, id, values) in edits() {
        let (mut set, mut state) = (Vec::new(), Vec::new());
        for round in 0..200 {
            let value = values.get(round % values.len()).cloned().ok_or("no value")?;
            let patch: Selection = [(id.to_owned(), value)].into();
            let started = Instant::now();
            engine.set(&patch)?;
            set.push(ms(started));
            let started = Instant::now();
            let options = serde_json::to_string(&engine.options())?;
            let price = engine.price();
            state.push(ms(started));
            std::hint::black_box((options, price));
        }
        println!("{what}: set {:.3} ms, reading the state {:.3} ms", median(set), median(state));
    }
    let started = Instant::now();
    let choices = serde_json::to_string(&engine.choices("clipart"))?;
    println!("reading the library: {:.2} ms, {} KB", ms(started), choices.len() / 1000);
    Ok(())
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// What is edited: a text that nothing reads, a toggle that a tenth of the form reads, the filter of the
/// library, a clipart.
fn edits() -> Vec<(&'static str, &'static str, Vec<Value>)> {
    let text = |text: &str| Value::Text(text.to_owned());
    vec![
        ("a keystroke", "o3", vec![text("Ada"), text("Adam")]),
        ("a switch", "o0", vec![Value::Bool(true), Value::Bool(false)]),
        ("the library's filter", "theme", vec![text("t1"), text("t2"), text("t3")]),
        ("a clipart", "clipart", vec![text("c3"), text("c10")]),
    ]
}

fn template() -> Json {
    let themes: Vec<Json> = (0..20).map(|i| json!({ "id": format!("t{i}") })).collect();
    let map = (1..20).map(|i| (format!("t{i}"), json!([format!("#t{i}"), "#all"])));
    let mut conditions = 0;
    let mut condition = |i: usize| {
        conditions += 1;
        (conditions <= CONDITIONS).then(|| match i % 3 {
            0 => json!({ "option": format!("o{}", i % 10 * 6), "is": true }),
            1 => json!({ "not": { "option": "theme", "is": format!("t{}", i % 20) } }),
            _ => json!({ "option": "o3", "atMost": 15 }),
        })
    };
    let clipart: Vec<Json> = (0..CLIPART)
        .map(|i| {
            let tags = [format!("t{}", i % 20), if i % 7 == 3 { "all" } else { "some" }.to_owned()];
            let mut choice = json!({ "id": format!("c{i}"), "label": format!("Clipart number {i}"),
                "image": "i", "tags": tags, "price": 0.5 });
            if i % 10 == 0
                && let Some(when) = condition(3 * i + 1)
            {
                choice["when"] = when;
            }
            choice
        })
        .collect();
    let mut options = vec![
        json!({ "id": "theme", "kind": "choice", "choices": themes }),
        json!({ "id": "clipart", "kind": "image", "choices": clipart,
            "offer": { "option": "theme", "map": map.collect::<serde_json::Map<_, _>>() } }),
    ];
    for i in 0..OPTIONS - 2 {
        let mut option = match i % 3 {
            0 if i % 2 == 0 => json!({ "kind": "toggle" }),
            1 => json!({ "kind": "choice", "choices": [{ "id": "a" }, { "id": "b", "price": 2 }] }),
            _ => json!({ "kind": "text", "maxLength": 20, "price": { "perCharacter": 0.1 } }),
        };
        option["id"] = json!(format!("o{i}"));
        if i >= 60 {
            let both: Vec<Json> = (0..2).filter_map(|n| condition(i + n)).collect();
            option["when"] = json!({ "any": [{ "all": both }, { "option": "o4", "is": "a" }] });
        }
        options.push(option);
    }
    let layers: Vec<Json> = (0..100)
        .map(|i| {
            json!({ "kind": "text", "text": format!("{{o{}}}", 5 + i % 40 * 6), "font": "f", "size": 5,
                "box": [0, 0, 50, 50], "when": { "option": "o0", "is": i % 2 == 0 } })
        })
        .collect();
    json!({
        "liveproof": 1, "id": "large",
        "assets": { "f": { "font": "f.ttf" }, "i": { "image": "i.png" } },
        "options": options,
        "areas": [{ "id": "front", "width": 100, "height": 100, "layers": layers }],
        "views": [{ "id": "one", "width": 10, "height": 10, "items": [{ "kind": "photo", "image": "i" }] }],
    })
}
