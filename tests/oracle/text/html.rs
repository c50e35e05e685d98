//! Reads the corpus's pages: cells that say what to render, with the expected picture as SVG.

use std::collections::BTreeMap;

/// One cell of a page.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) font: String,
    pub(crate) text: String,
    pub(crate) variations: Vec<([u8; 4], f64)>,
    /// Glyphs with ink, from left to right, and the width of the line, in thousandths of an em;
    /// `None` where nothing may crash and any picture is right.
    pub(crate) expected: Option<(Vec<Placed>, f64)>,
}

/// An outline and where it stands.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// As SVG writes paths, y up.
    pub(crate) path: String,
}

/// The cases of a page, in its order.
pub(crate) fn cases(page: &str) -> Result<Vec<Case>, String> {
    page.split("<td").skip(1).filter_map(|cell| case(cell).transpose()).collect()
}

fn case(cell: &str) -> Result<Option<Case>, String> {
    let (tag, rest) = cell.split_once('>').ok_or("a tag without end")?;
    let tag = attributes(tag);
    let class = tag.get("class").map_or("", String::as_str);
    if class != "expected" && class != "expected-no-crash" {
        return Ok(None);
    }
    let get = |name: &str| tag.get(name).cloned().ok_or(format!("a case without {name}"));
    let svg = rest.split("</td").next().unwrap_or_default();
    Ok(Some(Case {
        id: get("ft:id")?,
        font: get("ft:font")?,
        text: get("ft:render")?,
        variations: tag.get("ft:var").map_or(Ok(Vec::new()), |v| variations(v))?,
        expected: if class == "expected" { Some(picture(svg)?) } else { None },
    }))
}

/// `wght:300;M1:-0.5`; tags are filled with spaces.
fn variations(list: &str) -> Result<Vec<([u8; 4], f64)>, String> {
    list.split(';')
        .map(|pair| {
            let (tag, value) = pair.split_once(':').ok_or(format!("variation {pair}"))?;
            let mut bytes = [b' '; 4];
            for (to, from) in bytes.iter_mut().zip(tag.bytes()) {
                *to = from;
            }
            Ok((bytes, value.parse().map_err(|_| format!("variation {pair}"))?))
        })
        .collect()
}

fn picture(svg: &str) -> Result<(Vec<Placed>, f64), String> {
    let mut symbols = BTreeMap::new();
    let mut placed = Vec::new();
    let mut width = 0.0;
    let mut symbol = String::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').ok_or("a tag without end")?;
        let at = attributes(tag);
        let number = |name: &str| at.get(name).and_then(|v| v.parse::<f64>().ok()).unwrap_or(0.0);
        match tag.split_whitespace().next().unwrap_or_default() {
            "svg" => {
                let view = at.get("viewBox").ok_or("no viewBox")?;
                let third = view.split_whitespace().nth(2).and_then(|w| w.parse().ok());
                width = third.ok_or("a viewBox without width")?;
            }
            "symbol" => symbol = at.get("id").cloned().unwrap_or_default(),
            "path" => {
                symbols.insert(symbol.clone(), at.get("d").cloned().unwrap_or_default());
            }
            "use" => {
                let id = at.get("xlink:href").map_or("", |id| id.trim_start_matches('#'));
                let path = symbols.get(id).ok_or(format!("no symbol {id}"))?.clone();
                if !path.trim().is_empty() {
                    placed.push(Placed { x: number("x"), y: number("y"), path });
                }
            }
            _ => {}
        }
    }
    Ok((placed, width))
}

/// `name="value"` pairs of a tag.
fn attributes(tag: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut rest = tag;
    while let Some((name, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else { break };
        let name = name.split_whitespace().next_back().unwrap_or_default();
        out.insert(name.to_owned(), unescape(value));
        rest = after;
    }
    out
}

/// Resolves the character references the corpus uses.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').unwrap_or((after, ""));
        let code = name.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
        let code = code.or_else(|| name.strip_prefix('#').map(str::parse));
        match code.and_then(Result::ok).and_then(char::from_u32) {
            Some(c) => out.push(c),
            None => out.push(match name {
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                _ => '&',
            }),
        }
        rest = after;
    }
    out + rest
}
