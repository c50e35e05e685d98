//! Random templates whose options read each other in every way, and random values for them.

use liveproof::Engine;
use liveproof::options::OptionState;
use liveproof::template::Value;
use serde_json::{Value as Json, json};

use super::random::Random;

const WORDS: [&str; 7] = ["", "A", "Zoë", "anna maria", "سلام", "👨‍👩‍👧 x", "AB 12"];
const COLORS: [&str; 4] = ["navy", "gold", "#f00", "#0f08"];
const TAGS: [&str; 3] = ["light", "dark", "new"];

/// A template with options of all kinds, in any order, that depend on each other without a circle.
pub(crate) fn random_template(random: &mut Random) -> Json {
    let count = 4 + random.below(8) as usize;
    let mut options: Vec<Json> = Vec::new();
    let mut computed: Vec<Json> = Vec::new();
    // What may be read so far: an option reads only earlier ones, and the order is shuffled after.
    let mut known: Vec<Json> = Vec::new();
    for i in 0..count {
        let option = random_option(i, &known, random);
        known.push(option.clone());
        options.push(option);
        if random.below(4) == 0 {
            let value = random_computed(i, &known, random);
            let text = value["text"].is_string();
            known.push(json!({ "id": value["id"], "kind": if text { "text" } else { "number" },
                "min": -100, "max": 100 }));
            computed.push(value);
        }
    }
    for i in (1..options.len()).rev() {
        let other = random.below(i as u32 + 1) as usize;
        options.swap(i, other);
    }
    let layers: Vec<Json> = (0..6).map(|_| random_layer(&known, random)).collect();
    let photo = json!({ "kind": "photo", "image": "i" });
    let overlay = json!({ "kind": "overlay", "image": "i", "when": condition(&known, random, 2) });
    let mut template = json!({
        "liveproof": 1, "id": "random", "price": 10,
        "assets": { "f": { "font": "f.ttf" }, "i": { "image": "i.png" } },
        "options": options, "computed": computed,
        "areas": [{ "id": "front", "width": 100, "height": 100, "price": 3, "pricePerColor": 1,
            "layers": layers }],
        "views": [
            { "id": "one", "width": 10, "height": 10, "items": [photo, overlay] },
            { "id": "two", "width": 10, "height": 10, "items": [photo] } ],
    });
    if let Some(variants) = variants(&options, random) {
        template["variants"] = variants;
    }
    template
}

fn random_option(i: usize, known: &[Json], random: &mut Random) -> Json {
    let id = format!("o{i}");
    let mut option = match random.below(6) {
        0 => json!({ "kind": "text", "maxLength": 12, "default": random.pick(&WORDS[..3]),
            "price": { "perCharacter": 0.5, "base": 1 } }),
        1 => json!({ "kind": "toggle", "default": random.below(2) == 1, "price": 2 }),
        2 => json!({ "kind": "number", "min": 0, "max": 10, "step": 1, "price": 0.5 }),
        kind => {
            let choices = (0..2 + random.below(5)).map(|c| {
                let mut choice = json!({ "id": format!("c{c}"), "price": random.below(3),
                    "tags": [random.pick(&TAGS), "all"] });
                if kind == 3 {
                    choice["color"] = json!(random.pick(&COLORS));
                }
                if kind == 4 && c > 0 {
                    choice["image"] = json!("i");
                }
                for key in ["when", "enabled"] {
                    if !known.is_empty() && random.below(4) == 0 {
                        choice[key] = condition(known, random, 2);
                    }
                }
                choice
            });
            let kind = ["color", "image", "choice"][kind as usize - 3];
            let mut option = json!({ "kind": kind, "choices": choices.collect::<Vec<_>>() });
            if kind == "color" && random.below(3) == 0 {
                option["custom"] = json!(true);
            }
            offer(&mut option, known, random);
            option
        }
    };
    option["id"] = json!(id);
    if !known.is_empty() && random.below(3) == 0 {
        option["when"] = condition(known, random, 3);
    }
    let follows = |other: &&Json| {
        other["kind"] == option["kind"]
            && other.get("sum").is_none()
            && (option["custom"] == true || other["custom"] != true)
            && ids(other).iter().all(|id| ids(&option).contains(id))
    };
    let leaders: Vec<&Json> = known.iter().filter(follows).collect();
    if !leaders.is_empty() && random.below(2) == 0 {
        option["follows"] = random.pick(&leaders)["id"].clone();
    }
    option
}

/// A filter of an option's choices by another's.
fn offer(option: &mut Json, known: &[Json], random: &mut Random) {
    let others: Vec<&Json> =
        known.iter().filter(|o| !ids(o).is_empty() && o["custom"] != true).collect();
    if others.is_empty() || random.below(2) == 0 {
        return;
    }
    let other = *random.pick(&others);
    let own = ids(option);
    let mut map = json!({});
    for value in ids(other) {
        if random.below(3) > 0 {
            let names = (0..random.below(3)).map(|_| match random.below(3) {
                0 => {
                    let tagged = random.pick(option["choices"].as_array().expect("choices"));
                    format!("#{}", tagged["tags"][0].as_str().expect("a tag"))
                }
                _ => random.pick(&own).clone(),
            });
            map[value] = json!(names.collect::<Vec<_>>());
        }
    }
    option["offer"] = json!({ "option": other["id"], "map": map });
}

/// The values by which maps and filters tell an option's choices.
fn ids(option: &Json) -> Vec<String> {
    if option["kind"] == "toggle" {
        return vec!["true".to_owned(), "false".to_owned()];
    }
    let choices = option["choices"].as_array().into_iter().flatten();
    choices.map(|choice| choice["id"].as_str().expect("an id").to_owned()).collect()
}

fn random_computed(i: usize, known: &[Json], random: &mut Random) -> Json {
    let id = format!("k{i}");
    if random.below(2) == 0 {
        let countable = known.iter().filter(|o| ["text", "number", "toggle"].contains(&kind(o)));
        let countable: Vec<&Json> = countable.collect();
        let mut sum = vec![json!(1)];
        for _ in 0..random.below(3) {
            if !countable.is_empty() {
                let id = &random.pick(&countable)["id"];
                sum.push(json!({ "option": id, "times": random.below(3) }));
            }
        }
        return json!({ "id": id, "sum": sum, "min": -100, "max": 100 });
    }
    let mut computed = json!({ "id": id, "text": words(known, random) });
    match random.below(3) {
        0 => computed["take"] = json!("initials"),
        1 => computed["case"] = json!("upper"),
        _ => {}
    }
    computed
}

fn kind(option: &Json) -> &str {
    option["kind"].as_str().expect("a kind")
}

/// A text with placeholders of some options.
fn words(known: &[Json], random: &mut Random) -> String {
    let fit = |o: &&Json| !["image", "toggle"].contains(&kind(o));
    let fit: Vec<&Json> = known.iter().filter(fit).collect();
    let mut words = "x ".to_owned();
    for _ in 0..random.below(3) {
        if !fit.is_empty() {
            words.push_str(&format!("{{{}}} ", random.pick(&fit)["id"].as_str().expect("an id")));
        }
    }
    words
}

fn condition(known: &[Json], random: &mut Random, depth: u32) -> Json {
    if depth > 0 && random.below(3) == 0 {
        let mut inner = || condition(known, random, depth - 1);
        let (a, b) = (inner(), inner());
        return match random.below(3) {
            0 => json!({ "all": [a, b] }),
            1 => json!({ "any": [a, b] }),
            _ => json!({ "not": a }),
        };
    }
    let option = random.pick(known);
    let id = &option["id"];
    match kind(option) {
        "text" => match random.below(3) {
            0 => json!({ "option": id, "is": random.pick(&WORDS) }),
            1 => json!({ "option": id, "matches": "[A-Za-z ]*" }),
            _ => json!({ "option": id, "atLeast": random.below(5) }),
        },
        "number" => json!({ "option": id, "above": random.below(9), "atMost": 10 }),
        "toggle" => json!({ "option": id, "is": random.below(2) == 1 }),
        _ => {
            let ids = ids(option);
            json!({ "option": id, "in": [random.pick(&ids), random.pick(&ids)] })
        }
    }
}

fn random_layer(known: &[Json], random: &mut Random) -> Json {
    let of = |kind: &str| -> Vec<&Json> { known.iter().filter(|o| o["kind"] == kind).collect() };
    let (colors, images) = (of("color"), of("image"));
    let mut layer = match random.below(3) {
        0 if !images.is_empty() => {
            json!({ "kind": "image", "image": { "option": random.pick(&images)["id"] }, "box": [0, 0, 9, 9] })
        }
        1 if !colors.is_empty() => {
            json!({ "kind": "fill", "color": { "option": random.pick(&colors)["id"] } })
        }
        _ => json!({ "kind": "text", "text": words(known, random), "font": "f", "size": 5,
            "box": [0, 0, 50, 50] }),
    };
    if random.below(2) == 0 {
        layer["when"] = condition(known, random, 2);
    }
    layer
}

fn variants(options: &[Json], random: &mut Random) -> Option<Json> {
    let fit = |o: &&Json| o["choices"].is_array() && o["custom"] != true;
    let fit: Vec<&Json> = options.iter().filter(fit).take(2).collect();
    let [a, b] = fit.as_slice() else { return None };
    let mut list = Vec::new();
    for first in ids(a) {
        for second in ids(b) {
            if random.below(4) > 0 {
                let mut is = json!({});
                is[a["id"].as_str()?] = json!(first);
                is[b["id"].as_str()?] = json!(second);
                list.push(json!({ "id": format!("v{}", list.len()), "is": is,
                    "available": random.below(3) > 0, "price": random.below(5) }));
            }
        }
    }
    if let Some(one) = list.first_mut() {
        one["views"] = json!(["two"]);
        one["areas"] = json!([]);
    }
    (!list.is_empty()).then(|| json!({ "options": [a["id"], b["id"]], "list": list }))
}

/// A random value that the option takes, whether or not it is offered now.
pub(crate) fn random_value(engine: &Engine, option: &OptionState, random: &mut Random) -> Value {
    match option.kind {
        "text" => Value::Text((*random.pick(&WORDS)).to_owned()),
        "toggle" => Value::Bool(random.below(2) == 1),
        "number" => Value::Number(f64::from(random.below(11))),
        _ if option.custom == Some(true) && random.below(3) == 0 => {
            Value::Text((*random.pick(&COLORS)).to_owned())
        }
        _ => Value::Text(random.pick(&engine.choices(&option.id)).id.clone()),
    }
}
