//! Typed texts: what is drawn of them, which rules they break, and prompts.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics fails"
)]
#![expect(clippy::needless_pass_by_value, reason = "JSON is written where it is passed")]

mod support {
    pub(crate) mod template;
}

use liveproof::issue::{Issue, Severity};
use liveproof::options::{OptionState, Options, Selection};
use liveproof::scene::{self, Content, Dependencies, Scene};
use liveproof::template::option::{OptionSpec, TextOption};
use liveproof::template::text_option::{TextRules, Violation};
use liveproof::template::{self, Template};
use serde_json::{Value, json};
use support::template::{MUG, change, small};

/// The small template with these keys at its text option.
fn template(keys: &Value) -> Template {
    let mut option = json!({ "id": "name", "kind": "text", "label": "Name" });
    option.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
    Template::parse(&change(small(), "/options/0", option).to_string()).unwrap()
}

fn option(keys: Value) -> TextOption {
    match template(&keys).options.swap_remove(0) {
        OptionSpec::Text(option) => option,
        other => panic!("{other:?}"),
    }
}

fn typed(text: &str) -> Selection {
    [("name".to_owned(), template::Value::Text(text.to_owned()))].into()
}

/// The options with a text typed.
fn options(keys: Value, text: &str) -> Options {
    let mut options = Options::new(&template(&keys));
    options.set(&typed(text)).unwrap();
    options
}

fn issues(keys: Value, text: &str) -> Vec<Issue> {
    options(keys, text).issues()
}

fn codes(keys: Value, text: &str) -> Vec<&'static str> {
    issues(keys, text).iter().map(|issue| issue.code).collect()
}

fn state(keys: Value, text: &str) -> OptionState {
    let options = options(keys, text);
    options.states(&options.issues()).swap_remove(0)
}

/// The scene with a text typed.
fn scene(template: &Template, text: &str) -> Scene {
    let mut options = Options::new(template);
    options.set(&typed(text)).unwrap();
    scene::resolve(template, &options, &Dependencies::new(template), None)
}

/// The text of the first layer, and whether it has a prompt.
fn drawn(scene: &Scene) -> Option<(&str, bool)> {
    match &scene.areas[0].layers[0].as_ref()?.content {
        Content::Text(text) => Some((&text.runs[0].text, text.is_prompt())),
        other => panic!("{other:?}"),
    }
}

/// Texts with everything that is hard, put together at random.
fn hostile() -> impl Iterator<Item = String> {
    const PIECES: [&str; 32] = [
        "a",
        "É",
        "e\u{301}",
        "\u{301}",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\u{0}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{200b}",
        "\u{200d}",
        "\u{202e}",
        "\u{feff}",
        "\u{fffe}",
        "\u{fffd}",
        "\u{a0}",
        "\u{3000}",
        "👩‍👩‍👧",
        "🇫🇷",
        "1\u{fe0f}\u{20e3}",
        "क्षि",
        "سلام",
        "한",
        "がー",
        "ß",
        "foo",
        "*.[(\\",
    ];
    let mut seed = 7_u64;
    (0..2000).map(move |_| {
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % below
        };
        (0..next(12)).map(|_| PIECES[next(PIECES.len())]).collect()
    })
}

/// Every way to normalize.
fn ways() -> Vec<TextOption> {
    let flags = [true, false];
    let all = flags.iter().flat_map(|trim| flags.iter().map(move |collapse| (trim, collapse)));
    all.flat_map(|(trim, collapse)| {
        [1, 3].map(|lines| option(json!({ "trim": trim, "collapse": collapse, "maxLines": lines })))
    })
    .collect()
}

#[test]
fn normalizing_again_changes_nothing() {
    for option in ways() {
        for text in hostile() {
            let once = option.normalize(&text);
            let twice = option.normalize(&once.text);
            assert_eq!((&twice.text, twice.dropped), (&once.text, false), "{text:?}");
        }
    }
}

#[test]
fn what_is_drawn_keeps_every_visible_character() {
    for option in ways() {
        for text in hostile() {
            let visible = |text: &str| -> String {
                let no_text = |c: char| c.is_control() || c.is_whitespace();
                text.chars().filter(|&c| !no_text(c) && !"\u{feff}\u{fffe}".contains(c)).collect()
            };
            assert_eq!(visible(&option.normalize(&text).text), visible(&text), "{text:?}");
        }
    }
}

#[test]
fn breaks_tabs_and_ends() {
    let one = option(json!({}));
    let raw = option(json!({ "trim": false }));
    let three = option(json!({ "maxLines": 3 }));
    let collapsed = option(json!({ "maxLines": 3, "collapse": true }));
    for (option, text, expected) in [
        (&one, "  Ann\tLee \n", "Ann Lee"),
        (&one, "a\r\nb\rc\u{2028}d", "a b c d"),
        (&one, "a\u{7}\u{0}b\u{feff}", "ab"),
        (&one, "a   b", "a   b"),
        (&raw, " a ", " a "),
        (&raw, "a\r\n", "a "),
        (&three, "\n a \r\n\r b\u{85}\n", "a\n\nb"),
        (&collapsed, "a  \u{3000} b \n\n c", "a b\nc"),
        (&collapsed, "a\u{a0}b", "a\u{a0}b"),
    ] {
        assert_eq!(option.normalize(text).text, expected, "{text:?}");
    }
}

#[test]
fn dropped_characters_are_told() {
    let issues = issues(json!({}), "a\u{7}b");
    assert_eq!((issues[0].code, issues[0].severity), ("characters-dropped", Severity::Warning));
    assert_eq!(issues[0].message, "Name has control characters, which are left out");
    assert!(codes(json!({}), "a\tb\r\n").is_empty());
}

#[test]
fn what_is_typed_is_kept_and_only_length_is_refused() {
    let keys =
        json!({ "maxLength": 10, "maxLines": 2, "characters": ["latin"], "pattern": "[a-z]+" });
    let text = " 1\u{7}\r\n\n2 ";
    let mut options = options(keys, text);
    assert_eq!(options.selection()["name"], template::Value::Text(text.to_owned()));
    let error = options.set(&typed("elf letters")).unwrap_err();
    assert_eq!((error.code(), error.path()), ("too-large", "selection.name"));
}

#[test]
fn characters_of_a_set_pass_and_others_are_named() {
    for (set, passes, fails) in [
        (json!("letters"), "Zoëßłи漢किआسلاممی\u{200c}خواهم", "1 .€😀"),
        (json!("digits"), "0123٣", "aⅧ½"),
        (json!("marks"), "\u{301}ि", "a"),
        (json!("punctuation"), ".,-!?¿«»&@/_…", "€+a 1"),
        (json!("spaces"), " \u{a0}\u{3000}x".trim_end_matches('x'), "a."),
        (json!("symbols"), "€+♥♥\u{fe0f}©°", "a1.😀 "),
        (json!("emoji"), "😀👩‍👩‍👧👍🏽🇫🇷♥\u{fe0f}1\u{fe0f}\u{20e3}", "a1€"),
        (json!("latin"), "Zoëẞłœe\u{301}q\u{301}ﬁ", "жλ1 ."),
        (json!("greek"), "Ζωήάς", "Zж"),
        (json!("cyrillic"), "Ёлкаї", "Zλ"),
        (json!("hebrew"), "שָׁלוֹם״", "Z"),
        (json!("arabic"), "سَلامـ؟،", "Z1"),
        (json!("devanagari"), "क्षिर्\u{200d}।", "কZ"),
        (json!("bengali"), "বাংলা", "क"),
        (json!("tamil"), "தமிழ்", "क"),
        (json!("thai"), "กรุงเทพฯ", "Z"),
        (json!("khmer"), "ភាសាខ្មែរ", "Z"),
        (json!("hiragana"), "ひらがなー", "カ漢"),
        (json!("katakana"), "カタカナー・ガ", "ひ漢"),
        (json!("han"), "漢字々〇", "ひ"),
        (json!("hangul"), "한글", "Z"),
        (json!({ "list": "&-'.!é" }), "&-'.!ée\u{301}", "eè"),
    ] {
        let keys = json!({ "characters": [set, { "list": "ǁ" }], "trim": false });
        // The extra character keeps texts of nothing but spaces from being empty.
        assert_eq!(codes(keys.clone(), &format!("ǁ{passes}")), [] as [&str; 0], "{set}: {passes}");
        for wrong in fails.chars() {
            let issues = issues(keys.clone(), &format!("ǁ{wrong}"));
            assert_eq!(issues[0].code, "characters-not-allowed", "{set}: {wrong}");
            assert_eq!(issues[0].data["characters"], wrong.to_string().as_str().into(), "{set}");
        }
    }
}

/// Every character that the standard library calls alphabetic is a letter, and those of a script are
/// letters of that script.
#[test]
fn every_letter_of_a_script_passes() {
    let rules = |set: &str| TextRules::new(&option(json!({ "characters": [set] })));
    let letters = rules("letters");
    let scripts = [
        ("latin", 'A'..='z'),
        ("latin", '\u{c0}'..='\u{24f}'),
        ("greek", '\u{391}'..='\u{3c9}'),
        ("cyrillic", '\u{400}'..='\u{481}'),
        ("hebrew", '\u{5d0}'..='\u{5ea}'),
        ("arabic", '\u{620}'..='\u{64a}'),
        ("devanagari", '\u{900}'..='\u{950}'),
        ("thai", '\u{e01}'..='\u{e4e}'),
        ("hiragana", '\u{3041}'..='\u{3096}'),
        ("katakana", '\u{30a1}'..='\u{30fa}'),
        ("han", '\u{4e00}'..='\u{9fff}'),
        ("hangul", '\u{ac00}'..='\u{d7a3}'),
    ];
    for (set, range) in scripts {
        let rules = rules(set);
        for c in range.filter(|c| c.is_alphabetic()) {
            assert_eq!(rules.violations(&c.to_string()), [], "{set}: {c}");
            assert_eq!(letters.violations(&c.to_string()), [], "{c}");
        }
    }
}

#[test]
fn wrong_characters_are_named_once_and_readably() {
    let keys = json!({ "characters": ["latin", "spaces"] });
    let issue = issues(keys.clone(), "4nna 4 👩‍👩‍👧!\u{202e}").swap_remove(0);
    assert_eq!(issue.severity, Severity::Error);
    assert_eq!(issue.option.as_deref(), Some("name"));
    assert_eq!(issue.message, "Name can't have 4 👩‍👩‍👧 !");
    assert_eq!(issue.data["characters"], "4👩‍👩‍👧!".into());
    let mark = issues(keys.clone(), "a \u{20dd}").swap_remove(0);
    assert_eq!(mark.message, "Name can't have U+0020 U+20DD");
    let many = issues(keys, "0123456789٠١٢").swap_remove(0);
    assert_eq!(many.message, "Name can't have 0 1 2 3 4 5 6 7 8 9");
}

#[test]
fn a_pattern_must_match_the_whole_text() {
    let year = json!({ "pattern": "(19|20)[0-9]{2}|now" });
    for (text, fits) in [
        ("1999", true),
        (" 2024 ", true),
        ("now", true),
        ("", true),
        ("  ", true),
        ("19", false),
        ("1999x", false),
        ("x1999", false),
        ("nowadays", false),
    ] {
        let expected: &[&str] = if fits { &[] } else { &["pattern-mismatch"] };
        assert_eq!(codes(year.clone(), text), expected, "{text}");
    }
    assert_eq!(codes(json!({ "pattern": "[é]" }), "e\u{301}"), [] as [&str; 0]);
    assert_eq!(codes(json!({ "pattern": "(?s).*", "maxLines": 2 }), "a\nb"), [] as [&str; 0]);
    assert_eq!(codes(json!({ "pattern": "a", "maxLines": 2 }), "a\nb"), ["pattern-mismatch"]);
    let message = &issues(year, "abc")[0].message;
    assert_eq!(message, "Name is not in the form that is asked for");
}

#[test]
fn patterns_take_time_in_proportion_to_the_text() {
    // Backtracking engines take ages over this.
    let keys = json!({ "pattern": "(a*)*(a*)*(a|a)*b" });
    assert_eq!(codes(keys, &"a".repeat(1000)), ["pattern-mismatch"]);
}

#[test]
fn blocked_words_are_found_in_any_disguise_and_not_told() {
    let keys = json!({ "blocklist": ["Darn", "heck*", "*blast*", "gosh golly", "élan"] });
    for text in [
        "darn",
        "DÄRN",
        "Oh, ｄａｒｎ!",
        "d.a.r.n",
        "d a r n it",
        "D-a-R-n",
        "da\u{200b}rn",
        "da\u{ad}rn",
        "hecking",
        "sandblasted",
        "Gosh,   GOLLY",
        "elan",
        "e\u{301}lan",
    ] {
        let issues = issues(keys.clone(), text);
        assert_eq!(issues.len(), 1, "{text}");
        assert_eq!((issues[0].code, issues[0].severity), ("blocked-word", Severity::Error));
        assert_eq!(issues[0].message, "Name has a word that can't be printed");
        assert!(!issues[0].data.contains_key("characters"));
    }
    for text in ["", "darning", "undarn", "da rn", "check", "gosh", "golly gosh", "d.a.r.k"] {
        assert_eq!(codes(keys.clone(), text), [] as [&str; 0], "{text}");
    }
    assert_eq!(codes(json!({ "blocklist": ["*ไทย*"] }), "ประเทศไทยงาม"), ["blocked-word"]);
}

#[test]
fn lines_are_counted_as_drawn() {
    let keys = json!({ "maxLines": 2, "maxLength": 100 });
    for (text, lines) in [("", 1), ("a\nb", 2), ("a\nb\n\n", 2), ("a\r\nb\rc", 3)] {
        let state = state(keys.clone(), text);
        assert_eq!((state.lines, state.max_lines), (Some(lines), Some(2)), "{text:?}");
        assert_eq!(state.multiline, Some(true));
        let codes: Vec<_> = state.issues.iter().map(|issue| issue.code).collect();
        assert_eq!(codes, if lines > 2 { vec!["too-many-lines"] } else { vec![] }, "{text:?}");
    }
    assert_eq!(issues(keys, "a\nb\nc")[0].message, "Name has 3 lines, at most 2 fit");
    let one = state(json!({}), "a\nb");
    assert_eq!((one.lines, one.max_lines, one.multiline), (Some(1), Some(1), Some(false)));
}

#[test]
fn what_shows_nothing_is_missing() {
    for text in ["", "  ", "\n", "\u{200b}\u{feff}"] {
        let issues = issues(json!({ "required": true, "characters": ["digits"] }), text);
        assert_eq!(issues[0].code, "required", "{text:?}");
        assert_eq!(issues[0].message, "Name is required");
    }
    assert_eq!(codes(json!({ "required": true }), "x"), [] as [&str; 0]);
}

#[test]
fn the_sample_starts_without_issues() {
    let options = Options::new(&Template::parse(MUG).unwrap());
    assert_eq!(options.issues(), []);
}

#[test]
fn hidden_texts_break_no_rule() {
    let when = json!({ "option": "outline", "is": true });
    let keys = json!({ "required": true, "characters": ["latin"], "when": when });
    assert!(codes(keys.clone(), "").is_empty() && codes(keys, "1").is_empty());
}

#[test]
fn no_text_makes_the_rules_panic() {
    let rules = TextRules::new(&option(json!({
        "characters": ["latin", "emoji", "marks", { "list": "é1" }], "pattern": "(?i)[^x]{0,20}",
        "blocklist": ["foo", "*a*"], "maxLines": 3, "required": true,
    })));
    let mut found = 0;
    for option in ways() {
        for text in hostile() {
            found += rules.violations(&option.normalize(&text).text).len();
        }
    }
    assert!(found > 1000);
    let long = "a\u{301}\n😀".repeat(2000);
    assert!(rules.violations(&long).contains(&Violation::Lines { lines: 2001, limit: 3 }));
}

#[test]
fn a_prompt_is_shown_but_not_printed() {
    let template = template(&json!({ "prompt": "Your name" }));
    for empty in ["", "  ", "\u{200b}"] {
        let scene = scene(&template, empty);
        assert_eq!(drawn(&scene), Some(("Your name", true)), "{empty:?}");
        let print = scene.for_print();
        assert_eq!(drawn(&print), None);
        // All else is the same, shared.
        for (a, b) in scene.areas[0].layers.iter().zip(&print.areas[0].layers).skip(1) {
            assert!(std::sync::Arc::ptr_eq(a.as_ref().unwrap(), b.as_ref().unwrap()));
        }
        assert_eq!((print.areas.len(), &print.views), (scene.areas.len(), &scene.views));
    }
    let scene = scene(&template, " Zoë ");
    assert_eq!(drawn(&scene), Some(("Zoë", false)));
    assert_eq!(scene.for_print(), scene);
}

#[test]
fn words_beside_a_prompt_are_printed() {
    let document = change(
        change(
            small(),
            "/options/0",
            json!({ "id": "name", "kind": "text", "prompt": "your name" }),
        ),
        "/areas/0/layers/0/text",
        json!("For {name} {year}"),
    );
    let template = Template::parse(&document.to_string()).unwrap();
    let scene = scene(&template, "");
    assert_eq!(drawn(&scene), Some(("For your name 1900", true)));
    assert_eq!(drawn(&scene.for_print()), Some(("For  1900", false)));
}

#[test]
fn prompts_in_groups_are_not_printed() {
    let mut document = change(
        small(),
        "/options/0",
        json!({ "id": "name", "kind": "text", "prompt": "your name" }),
    );
    let text = document["areas"][0]["layers"][0].take();
    document["areas"][0]["layers"][0] = json!({ "kind": "group", "layers": [text] });
    let template = Template::parse(&document.to_string()).unwrap();
    let inside = |scene: &Scene| match &scene.areas[0].layers[0].as_ref().unwrap().content {
        Content::Group(layers) => layers[0].is_some(),
        other => panic!("{other:?}"),
    };
    let scene = scene(&template, "");
    assert!(inside(&scene) && !inside(&scene.for_print()));
}

#[test]
fn a_form_is_told_all_it_needs() {
    let keys = json!({
        "prompt": "Your name", "pattern": "[A-Z].*", "maxLines": 3, "maxLength": 9, "default": "Zoë",
    });
    let state = state(keys, "Ann\nLee");
    assert_eq!((state.length, state.max_length), (Some(7), Some(9)));
    assert_eq!(state.prompt.as_deref(), Some("Your name"));
    assert_eq!(state.pattern.as_deref(), Some("[A-Z].*"));
    let json = serde_json::to_value(&state).unwrap();
    assert_eq!((&json["maxLines"], &json["lines"]), (&json!(3), &json!(2)));
    assert_eq!(json["multiline"], json!(true));
}
