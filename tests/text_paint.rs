//! Laws of what texts are painted with.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

use std::path::Path;
use std::sync::Arc;

use kurbo::Affine;
use liveproof::Engine;
use liveproof::artwork::{Artwork, Assets, Raster};
use liveproof::geom::PixelRect;
use liveproof::pixels::Pixmap;
use liveproof::scene::paint::{Course, Paint};
use liveproof::scene::{Content, Layer};
use liveproof::template;
use liveproof::text::GlyphCache;
use serde_json::{Value, json};

/// Pixels to a millimeter.
const SCALE: f64 = 6.3;

fn raster() -> Raster {
    let transform = Affine::new([SCALE, 0.0, 0.0, SCALE, 0.3, 0.6]);
    Raster { width: 440, height: 150, transform }
}

/// A template with one area of these layers.
fn template(layers: &Value) -> Value {
    json!({
        "liveproof": 1, "id": "p",
        "assets": {
            "bold": { "font": "Roboto-Bold.ttf" }, "script": { "font": "DancingScript-Regular.otf" },
            "heart": { "image": "heart.png" } },
        "options": [
            { "id": "name", "kind": "text", "default": "Ag&o", "maxLength": 40 },
            { "id": "icon", "kind": "image", "choices": [{ "id": "heart", "image": "heart" }, { "id": "none" }] },
            { "id": "finish", "kind": "choice", "choices": [{ "id": "plain" }, { "id": "foil" }] },
            { "id": "ink", "kind": "color", "choices": [
                { "id": "navy", "color": "navy" }, { "id": "gold", "color": "gold" } ] },
            { "id": "amount", "kind": "number", "min": 0, "max": 4, "default": 1 } ],
        "areas": [{ "id": "a", "width": 70, "height": 24, "layers": layers }],
        "views": [{ "id": "v", "width": 10, "height": 10, "items": [
            { "kind": "photo", "image": "heart" },
            { "kind": "placement", "area": "a", "geometry": { "quad": [[0, 0], [10, 0], [10, 10], [0, 10]] } }] }],
    })
}

/// A text layer with these keys.
fn text(keys: &Value) -> Value {
    let mut layer = json!({
        "kind": "text", "text": "{name}", "font": "bold", "size": 12, "box": [6, 4, 58, 16],
        "fit": "none", "align": "left",
    });
    for (key, value) in keys.as_object().unwrap() {
        layer[key] = value.clone();
    }
    layer
}

/// [`text`], but centered: there an outline does not move the letters.
fn centered(keys: &Value) -> Value {
    let mut keys = keys.clone();
    keys["align"] = json!("center");
    keys
}

fn assets() -> Assets {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read(root.join(path)).unwrap();
    let mut assets = Assets::default();
    assets.add_font("bold", read("tests/fonts/Roboto-Bold.ttf"), 0).unwrap();
    assets.add_font("script", read("tests/fonts/DancingScript-Regular.otf"), 0).unwrap();
    assets.add_image("heart", read("tests/templates/laws/heart.png")).unwrap();
    assets
}

fn engine(layers: &Value) -> Engine {
    Engine::new(&template(layers).to_string()).unwrap_or_else(|e| panic!("{e}: {layers}"))
}

fn draw_scene(layers: &[Option<Arc<Layer>>]) -> Pixmap {
    let mut artwork = Artwork::new(raster()).unwrap();
    artwork.update(layers, &assets(), &mut GlyphCache::new()).unwrap();
    artwork.pixels().clone()
}

/// A text with these keys, drawn.
fn draw(keys: &Value) -> Pixmap {
    draw_scene(&engine(&json!([text(keys)])).scene().areas[0].layers)
}

fn pixels(of: &Pixmap) -> impl Iterator<Item = [u8; 4]> {
    of.data().as_chunks::<4>().0.iter().copied()
}

fn alphas(of: &Pixmap) -> Vec<u8> {
    pixels(of).map(|p| p[3]).collect()
}

/// Largest difference of two channels.
fn apart(a: &Pixmap, b: &Pixmap) -> u8 {
    a.data().iter().zip(b.data()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

fn ink(of: &Pixmap) -> u64 {
    alphas(of).iter().map(|a| u64::from(*a)).sum()
}

#[test]
fn the_short_forms_are_the_long_ones() {
    let stroke = json!({ "width": 1, "color": "gold" });
    let shadow = json!({ "offset": [1, 1], "blur": 0.7, "color": "#000a" });
    let short = draw(&json!({ "color": "teal", "stroke": stroke, "shadow": shadow }));
    for long in [
        json!({ "fill": "teal", "stroke": [stroke], "shadow": [shadow] }),
        json!({ "fill": ["red", "teal"], "stroke": [{ "width": 0.5, "color": "red" }, stroke], "shadow": shadow }),
        json!({ "fill": { "solid": { "color": "teal" } }, "stroke": { "width": 1, "color": "gold", "join": "round",
            "position": "center" }, "shadow": { "offset": [1, 1], "blur": 0.7, "spread": 0, "color": "#000a", "inner": false } }),
    ] {
        assert!(draw(&long) == short, "{long}");
    }
}

#[test]
fn inside_and_outside_strokes_are_the_halves_of_a_centered_one() {
    let letters = alphas(&draw(&centered(&json!({ "color": "black" }))));
    for join in ["round", "miter", "bevel"] {
        let stroke = |position: &str, width: f64| json!({ "width": width, "color": "red", "position": position, "join": join });
        let outside = draw(&centered(&json!({ "fill": [], "stroke": stroke("outside", 0.6) })));
        let inside = draw(&centered(&json!({ "fill": [], "stroke": stroke("inside", 0.6) })));
        assert!(ink(&outside) > 0 && ink(&inside) > 0);
        for ((o, i), f) in alphas(&outside).into_iter().zip(alphas(&inside)).zip(&letters) {
            assert!(i <= *f, "inside is in the letters");
            assert!(o <= 255 - f, "outside is around them");
        }
        let both = draw(&centered(
            &json!({ "fill": [], "stroke": [stroke("outside", 0.6), stroke("inside", 0.6)] }),
        ));
        let center = draw(&centered(&json!({ "fill": [], "stroke": stroke("center", 1.2) })));
        assert!(both == center, "{join}");
        let around = draw(&centered(&json!({ "color": "navy", "stroke": stroke("outside", 0.6) })));
        let behind = draw(&centered(&json!({ "color": "navy", "stroke": stroke("center", 1.2) })));
        assert!(around == behind, "{join}: an opaque fill hides what is behind it");
    }
}

#[test]
fn no_seam_is_between_a_fill_and_its_outline() {
    // One color inside and outside is one shape, however translucent.
    for color in ["#ff0000", "#ff000080", "#ff000020"] {
        let outline = json!({ "width": 0.8, "color": color, "position": "outside" });
        let drawn = draw(&centered(&json!({ "color": color, "stroke": outline })));
        let letters = alphas(&draw(&centered(&json!({ "color": "black" }))));
        let wide =
            draw(&centered(&json!({ "fill": [], "stroke": { "width": 1.6, "color": "black" } })));
        let full =
            pixels(&draw(&centered(&json!({ "color": color })))).map(|p| p[3]).max().unwrap();
        let mut edges = 0;
        for ((a, f), s) in alphas(&drawn).into_iter().zip(letters).zip(alphas(&wide)) {
            if s == 255 && f > 0 && f < 255 {
                edges += 1;
                assert!(a.abs_diff(full) <= 1, "{color}: {a} on an edge, {full} inside");
            }
        }
        assert!(edges > 100);
    }
}

#[test]
fn fills_are_painted_one_over_the_other_and_covered_once() {
    let twice = draw(&json!({ "fill": ["#00f8", "#00f8"] }));
    // 0x88 over 0x88: 0x88 + 0x88 · (1 − 0x88/255).
    let once = draw(&json!({ "fill": "#0000ffc7" }));
    assert!(apart(&twice, &once) <= 1, "{}", apart(&twice, &once));
    assert!(ink(&twice) > 0);
    assert!(draw(&json!({ "fill": [] })).data().iter().all(|v| *v == 0));
}

#[test]
fn a_gradient_of_one_color_is_the_color() {
    for color in ["#14213d", "#14213d80", "gold"] {
        let stops = json!([[0, color], [0.4, color], [1, color]]);
        let solid = json!({ "fill": color, "stroke": { "width": 0.5, "color": color, "position": "inside" },
            "background": { "color": color, "padding": 1 } });
        let solid = draw(&solid);
        for paint in [
            json!({ "linear": { "stops": stops } }),
            json!({ "linear": { "stops": stops, "angle": 33, "over": "box" } }),
            json!({ "linear": { "stops": stops, "from": [0, 0], "to": [0, 0] } }),
            json!({ "radial": { "stops": stops } }),
            json!({ "radial": { "stops": stops, "center": [-2, 3], "radius": 0.01 } }),
        ] {
            let drawn = draw(
                &json!({ "fill": paint, "stroke": { "width": 0.5, "color": paint, "position": "inside" },
                "background": { "color": paint, "padding": 1 } }),
            );
            assert!(drawn == solid, "{paint}");
        }
    }
}

#[test]
fn gradients_run_where_they_should() {
    // Red to blue from the left edge of the layer's box to its right: the share of blue is the place.
    let plate = |paint: Value| {
        draw(&json!({ "text": "MMM", "fill": [], "background": { "color": paint, "padding": 3 } }))
    };
    let stops = json!([[0, "#f00"], [1, "#00f"]]);
    let at = |of: &Pixmap, x: i32, y: i32| <[u8; 4]>::try_from(of.row(y, x, x + 1)).unwrap();
    let (left, width) = (6.0 * SCALE + 0.3, 58.0 * SCALE);
    let (top, height) = (4.0 * SCALE + 0.6, 16.0 * SCALE);
    let (y, mut seen) = (70, 0);
    for (paint, share) in [
        (json!({ "linear": { "stops": stops, "angle": 0, "over": "box" } }), [1.0, 0.0, 0.0]),
        (json!({ "linear": { "stops": stops, "angle": 180, "over": "box" } }), [-1.0, 0.0, 1.0]),
        (json!({ "linear": { "stops": stops, "over": "box" } }), [0.0, 1.0, 0.0]),
        (
            json!({ "linear": { "stops": stops, "from": [0.2, 0], "to": [0.6, 0], "over": "box" } }),
            [2.5, 0.0, -0.5],
        ),
    ] {
        let drawn = plate(paint.clone());
        for x in (0..440).step_by(3).filter(|x| at(&drawn, *x, y)[3] == 255) {
            let (u, v) = ((f64::from(x) + 0.5 - left) / width, (f64::from(y) + 0.5 - top) / height);
            let blue = (share[0] * u + share[1] * v + share[2]).clamp(0.0, 1.0) * 255.0;
            let [r, g, b, _] = at(&drawn, x, y);
            assert!(
                (f64::from(b) - blue).abs() <= 1.01 && g == 0,
                "{paint} at {x}: {b}, not {blue}"
            );
            assert!((f64::from(r) + f64::from(b) - 255.0).abs() <= 1.0);
            seen += 1;
        }
    }
    assert!(seen > 100);
    let drawn = plate(
        json!({ "radial": { "stops": stops, "over": "box", "center": [0.2, 0.5], "radius": 0.5 } }),
    );
    let radius = libm::hypot(width, height) / 4.0;
    for x in (0..440).step_by(3).filter(|x| at(&drawn, *x, y)[3] == 255) {
        let (dx, dy) =
            (f64::from(x) + 0.5 - left - width / 5.0, f64::from(y) + 0.5 - top - height / 2.0);
        let blue = (libm::hypot(dx, dy) / radius).min(1.0) * 255.0;
        assert!((f64::from(at(&drawn, x, y)[2]) - blue).abs() <= 1.01, "{x}");
    }
}

#[test]
fn letters_cut_out_of_a_box_are_what_it_lacks() {
    for stroke in [json!(null), json!({ "width": 0.3, "color": "#c00" })] {
        let plate = |knock_out: bool| json!({ "color": "#c00", "padding": [1, 2], "radius": 1.5, "knockOut": knock_out, "stroke": stroke });
        let cut = draw(&json!({ "color": "#c00", "background": plate(true) }));
        let whole = draw(&json!({ "fill": [], "background": plate(false) }));
        let letters = draw(&json!({ "color": "#c00" }));
        assert!(ink(&cut) < ink(&whole) && ink(&letters) > 0);
        for ((c, l), w) in pixels(&cut).zip(pixels(&letters)).zip(pixels(&whole)) {
            for i in 0..4 {
                let sum = u16::from(c[i]) + u16::from(l[i]);
                assert!(sum.abs_diff(u16::from(w[i])) <= 1, "{c:?} and {l:?} make {w:?}");
            }
        }
    }
}

#[test]
fn a_box_is_as_large_as_it_says() {
    let plate = |keys: Value| {
        let mut background = json!({ "color": "black" });
        for (key, value) in keys.as_object().unwrap() {
            background[key] = value.clone();
        }
        ink(&draw(&json!({ "text": "Hi there", "fill": [], "background": background }))) as f64
            / 255.0
            / (SCALE * SCALE)
    };
    // Ascent and descent of Roboto are 1900 and 500 of 2048.
    let height = 12.0 * 2400.0 / 2048.0;
    let bare = plate(json!({}));
    let width = bare / height;
    let close = |found: f64, wanted: f64| {
        assert!((found / wanted - 1.0).abs() < 2e-3, "{found}, not {wanted}");
    };
    close(plate(json!({ "padding": 1 })), (width + 2.0) * (height + 2.0));
    close(plate(json!({ "padding": [1, 2] })), (width + 4.0) * (height + 2.0));
    close(plate(json!({ "padding": -1 })), (width - 2.0) * (height - 2.0));
    let corners = |r: f64| (4.0 - std::f64::consts::PI) * r * r;
    close(plate(json!({ "radius": 3 })), bare - corners(3.0));
    close(plate(json!({ "radius": 100 })), bare - corners(height / 2.0));
    close(
        plate(json!({ "stroke": { "width": 1, "color": "black" } })),
        (width + 1.0) * (height + 1.0),
    );
    assert!(plate(json!({ "padding": -100 })) == 0.0);
}

#[test]
fn shadows_grow_and_shrink_by_their_spread() {
    let shadow = |spread: Value| {
        draw(&centered(
            &json!({ "fill": [], "shadow": { "color": "black", "blur": 0.4, "spread": spread } }),
        ))
    };
    let plain =
        draw(&centered(&json!({ "fill": [], "shadow": { "color": "black", "blur": 0.4 } })));
    assert!(shadow(json!(0)) == plain);
    let drawn = [-2.0, -0.5, -0.2, 0.0, 0.2, 0.5, 1.5].map(|by| alphas(&shadow(json!(by))));
    for pair in drawn.windows(2) {
        assert!(pair[0].iter().zip(&pair[1]).all(|(a, b)| b.saturating_add(1) >= *a));
    }
    assert!(drawn[0].iter().all(|a| *a == 0) && drawn[1] != drawn[2] && drawn[4] != drawn[5]);
    // Not blurred, it is the letters with an outline of twice the width.
    let hard =
        draw(&centered(&json!({ "fill": [], "shadow": { "color": "black", "spread": 0.5 } })));
    let outlined =
        draw(&centered(&json!({ "color": "black", "stroke": { "width": 1, "color": "black" } })));
    assert!(apart(&hard, &outlined) <= 64, "{}", apart(&hard, &outlined));
}

#[test]
fn inner_shadows_stay_in_the_letters() {
    let letters = draw(&json!({ "color": "white" }));
    for shadow in [
        json!({ "color": "#000c", "blur": 0.4, "inner": true }),
        json!({ "color": "#000c", "offset": [0.5, 0.7], "inner": true }),
        json!({ "color": "#000c", "spread": 0.3, "blur": 0.3, "inner": true }),
    ] {
        let drawn = draw(&json!({ "color": "white", "shadow": shadow }));
        assert!(alphas(&drawn).iter().zip(alphas(&letters)).all(|(a, b)| a.abs_diff(b) <= 1));
        let darker = pixels(&drawn)
            .zip(pixels(&letters))
            .filter(|(a, b)| u16::from(a[0]) + 40 < u16::from(b[0]))
            .count();
        let kept =
            pixels(&drawn).zip(pixels(&letters)).filter(|(a, b)| b[3] == 255 && a[0] > 200).count();
        assert!(darker > 100 && kept > 100, "{shadow}: {darker} darker, {kept} kept");
    }
    // Deep inside a thick shape there is none, and far outside an offset everything is.
    let none = draw(&json!({ "color": "white", "shadow": { "color": "black", "inner": true } }));
    let kept =
        pixels(&none).zip(pixels(&letters)).filter(|(_, b)| b[3] == 255).all(|(a, b)| a == b);
    assert!(kept, "without offset, blur and spread it shows on edges alone");
    let all = draw(
        &json!({ "color": "white", "shadow": { "color": "black", "inner": true, "offset": [60, 0] } }),
    );
    assert!(pixels(&all).all(|p| p[0] == 0) && ink(&all) > 0);
}

#[test]
fn a_glow_is_full_at_the_edge_and_ends_at_its_size() {
    let glow = draw(&json!({ "text": "l", "fill": [], "glow": { "size": 3, "color": "black" } }));
    let letter = alphas(&draw(&json!({ "text": "l", "color": "black" })));
    // A row through the middle of the stem.
    let row = |of: &[u8], x: usize| of[80 * 440 + x];
    let glow = alphas(&glow);
    let right = (0..440).rev().find(|x| row(&letter, *x) > 127).unwrap();
    let px = |mm: f64| right + (mm * SCALE) as usize;
    assert!(row(&glow, px(0.0)) > 240, "{}", row(&glow, px(0.0)));
    assert!((96..166).contains(&row(&glow, px(1.5))), "{}", row(&glow, px(1.5)));
    assert!(row(&glow, px(3.0)) < 16 && row(&glow, px(4.5)) == 0, "{}", row(&glow, px(3.0)));
}

#[test]
fn patterns_repeat_and_move_with_the_text() {
    let size = 4.0;
    let pattern = |keys: Value| {
        let mut pattern = json!({ "image": { "option": "icon" }, "size": size });
        for (key, value) in keys.as_object().unwrap() {
            pattern[key] = value.clone();
        }
        json!({ "pattern": pattern })
    };
    let plate = |paint: Value, x: f64| {
        draw(
            &json!({ "fill": [], "box": [x, 4, 58, 16], "background": { "color": paint, "padding": [20, 80] } }),
        )
    };
    let at = |of: &Pixmap, x: i32, y: i32| <[u8; 4]>::try_from(of.row(y, x, x + 1)).unwrap();
    // 10 periods are 252 whole pixels.
    let drawn = plate(pattern(json!({})), 6.0);
    let inside: Vec<_> = (5..180).map(|x| (x, at(&drawn, x, 70))).collect();
    assert!(inside.iter().any(|(_, p)| p[3] > 0) && inside.iter().any(|(_, p)| *p != inside[0].1));
    for (x, p) in &inside {
        let next = at(&drawn, x + 252, 70);
        assert!(p.iter().zip(next).all(|(a, b)| a.abs_diff(b) <= 2), "{x}: {p:?}, {next:?}");
    }
    // A shift of the offset is one of the picture; over the text, the picture goes with it.
    let shifted = plate(pattern(json!({ "offset": [10.0 / SCALE, 0] })), 6.0);
    let moved = plate(pattern(json!({})), 6.0 + 10.0 / SCALE);
    let rigid = |a: &Pixmap| {
        (60..300).all(|x| {
            at(a, x + 10, 70).iter().zip(at(&drawn, x, 70)).all(|(a, b)| a.abs_diff(b) <= 2)
        })
    };
    assert!(rigid(&shifted) && rigid(&moved));
    let faint = plate(pattern(json!({ "opacity": 0.5 })), 6.0);
    assert!(pixels(&faint).zip(pixels(&drawn)).all(|(a, b)| a[3].abs_diff(b[3] / 2) <= 1));
}

#[test]
fn options_decide_paints() {
    let foil = json!({ "linear": { "stops": [[0, "#fff"], [1, { "option": "ink" }]] } });
    let layers = json!([text(&json!({
        "fill": { "option": "finish", "map": { "plain": { "option": "ink" }, "foil": foil } },
        "stroke": { "width": { "option": "amount" }, "color": { "pattern": { "image": { "option": "icon" }, "size": 3 } } },
    }))]);
    let mut engine = engine(&layers);
    let shown = |engine: &Engine| draw_scene(&engine.scene().areas[0].layers);
    let stroke = |icon: &str, amount: f64| match icon {
        "none" => json!(null),
        _ => json!({ "width": amount, "color": { "pattern": { "image": "heart", "size": 3 } } }),
    };
    for (finish, ink, icon, amount) in [
        ("plain", "gold", "heart", 1.0),
        ("foil", "navy", "heart", 0.5),
        ("foil", "gold", "none", 2.0),
        ("plain", "navy", "heart", 0.0),
    ] {
        let word = |s: &str| template::Value::Text(s.to_owned());
        let patch = [
            ("finish", word(finish)),
            ("ink", word(ink)),
            ("icon", word(icon)),
            ("amount", template::Value::Number(amount)),
        ];
        engine.set(&patch.map(|(id, value)| (id.to_owned(), value)).into()).unwrap();
        let fill = match finish {
            "plain" => json!(ink),
            _ => json!({ "linear": { "stops": [[0, "#fff"], [1, ink]] } }),
        };
        let wanted = draw(&json!({ "fill": fill, "stroke": stroke(icon, amount) }));
        assert!(shown(&engine) == wanted, "{finish} {ink} {icon}");
    }
}

/// Texts with all kinds of paint.
fn looks() -> Vec<Value> {
    let foil = json!({ "linear": { "stops": [[0, "#fceabb"], [0.5, "#f8b500"], [1, "#fbdf93"]] } });
    let slant = json!({ "linear": { "angle": 20, "stops": [[0, "#f0f"], [1, "#0ff8"]] } });
    let hearts = json!({ "pattern": { "image": "heart", "size": 2, "rotate": 15, "over": "box" } });
    let soft = json!({ "offset": [0.8, 1], "blur": 0.5, "color": "#0008" });
    vec![
        json!({ "color": "navy", "stroke": { "width": 1, "color": "#fff" }, "shadow": soft }),
        json!({ "fill": foil, "stroke": [{ "width": 2, "color": "#420", "join": "miter" }, { "width": 0.3, "color": "#fff6", "position": "inside" }] }),
        json!({ "fill": slant, "glow": { "size": 2, "color": "cyan" } }),
        json!({ "fill": "#0a08", "stroke": { "width": 0.6, "color": hearts, "position": "outside" } }),
        json!({ "fill": ["teal", hearts], "shadow": [{ "inner": true, "blur": 0.3, "offset": [0.2, 0.3], "color": "#000c" }, soft] }),
        json!({ "fill": "red", "align": "center", "rotate": 8, "shadow": { "blur": 1.5, "spread": 0.4, "color": "#0f08" }, "glow": { "size": 0.8, "color": "#fff", "inner": true } }),
        json!({ "fill": "red", "background": { "color": slant, "padding": [0.5, 1], "radius": 2, "knockOut": true, "stroke": { "width": 0.5, "color": "#000" } } }),
        json!({ "fill": [], "stroke": { "width": 0.4, "color": foil, "join": "bevel" }, "shadow": { "blur": 0.2, "spread": -0.2, "color": "#000" } }),
        json!({ "font": "script", "fill": "#036", "stroke": { "width": 1.2, "color": "#fff9", "position": "outside", "join": "miter", "miterLimit": 2 }, "shadow": { "offset": [-2, 0], "color": "#600" } }),
    ]
}

#[test]
fn an_edit_gives_the_bytes_of_a_whole_drawing() {
    let words = [
        "Anna",
        "Annal",
        "Anna",
        "Ann",
        "Anno g",
        "",
        "A",
        "gnnA",
        "Annette fj",
        "Annette fi",
        "  ",
        "Ågf",
    ];
    let assets = assets();
    for look in looks() {
        let mut engine = engine(&json!([text(&look)]));
        let mut glyphs = GlyphCache::new();
        let mut artwork = Artwork::new(raster()).unwrap();
        let mut last = artwork.pixels().clone();
        for word in words {
            engine
                .set(&[("name".to_owned(), template::Value::Text(word.to_owned()))].into())
                .unwrap();
            let layers = &engine.scene().areas[0].layers;
            let dirty = artwork.update(layers, &assets, &mut glyphs).unwrap();
            assert!(*artwork.pixels() == draw_scene(layers), "{word:?}: {look}");
            last.copy_rect(artwork.pixels(), dirty);
            assert!(last == *artwork.pixels(), "{word:?} changed more than {dirty:?}: {look}");
        }
    }
}

#[test]
fn a_letter_more_redraws_its_own_place() {
    let assets = assets();
    for (look, whole) in
        looks().iter().zip([false, false, true, false, false, true, true, false, false])
    {
        let mut engine = engine(&json!([text(look)]));
        let mut artwork = Artwork::new(raster()).unwrap();
        let mut dirty = PixelRect::EMPTY;
        for word in ["minimm", "minimmi"] {
            engine
                .set(&[("name".to_owned(), template::Value::Text(word.to_owned()))].into())
                .unwrap();
            dirty = artwork
                .update(&engine.scene().areas[0].layers, &assets, &mut GlyphCache::new())
                .unwrap();
        }
        assert!(!dirty.is_empty());
        assert_eq!(dirty.width() > 200, whole, "{dirty:?}: {look}");
    }
}

#[test]
fn numbers_from_nowhere_draw_something_or_nothing() {
    let wild =
        [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 0.0, -0.0, 1e-300, 1e9, -5.0];
    for look in looks() {
        let engine = engine(&json!([text(&look)]));
        let Some(layer) = &engine.scene().areas[0].layers[0] else { panic!() };
        for number in wild {
            let mut layer = Layer::clone(layer);
            let Content::Text(text) = &mut layer.content else { panic!() };
            let paint = |paint: &mut Paint| match paint {
                Paint::Solid(_) => {}
                Paint::Gradient(g) => {
                    g.stops[0].0 = number;
                    g.course = match g.course {
                        Course::Angle(_) => Course::Angle(number),
                        Course::Line(from, _) => Course::Line(from, [number; 2]),
                        Course::Radial(center, _) => Course::Radial(center, number),
                    };
                }
                Paint::Pattern(p) => (p.size, p.offset, p.rotate) = (number, [number; 2], number),
            };
            text.fills.iter_mut().for_each(paint);
            for stroke in &mut text.strokes {
                stroke.width = number;
                paint(&mut stroke.paint);
            }
            for shadow in &mut text.shadows {
                (shadow.blur, shadow.spread) = (number, number);
            }
            if let Some(background) = &mut text.background {
                (background.padding, background.radius) = ([number; 2], number);
                background.paint.iter_mut().for_each(paint);
            }
            draw_scene(&[Some(Arc::new(layer.clone()))]);
            let Content::Text(text) = &mut layer.content else { panic!() };
            text.shadows.iter_mut().for_each(|shadow| shadow.offset = [number; 2]);
            draw_scene(&[Some(Arc::new(layer))]);
        }
    }
}
