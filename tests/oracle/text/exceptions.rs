//! Cases whose page we do not draw, each with the reason and with what HarfBuzz makes of it: we must
//! shape it to the same glyphs at the same places. HarfBuzz 15.0.0, asked through uharfbuzz 0.57.0 with
//! `BOT | EOT | DO_NOT_INSERT_DOTTED_CIRCLE`, script and direction guessed.

/// The page shows glyphs, or places for them, of another edition of the font: it draws U+1A7B by a
/// glyph `uni1A78`, U+1A50 by another outline, and sets signs on other anchors.
const FONT: &str = "drawn with another edition of the font";

/// The page sets signs in an order that the Universal Shaping Engine, which HarfBuzz implements and
/// Unicode's own report for HarfBuzz fails on, does not make of this spelling.
const ORDER: &str = "signs in another order than the Universal Shaping Engine's";

/// The page shows a dotted circle for a spelling that its script does not know. We set what was
/// typed: nobody wants a sign printed that nobody typed.
const CIRCLE: &str = "no dotted circle is added";

/// The font has no Unicode `cmap`, only one of the classic Mac OS for Turkish, read as Mac Roman.
const TURKISH: &str = "a cmap of the classic Mac OS alone";

/// Id of a case, the reason, and HarfBuzz's glyphs as `id@x,y` in font units.
pub(crate) const EXCEPTIONS: [(&str, &str, &str); 33] = [
    ("CMAP-3/5", TURKISH, "0@0,0"),
    ("CMAP-3/7", TURKISH, "0@0,0"),
    ("CMAP-3/9", TURKISH, "0@0,0"),
    ("CMAP-3/15", TURKISH, "0@0,0"),
    ("CMAP-3/16", TURKISH, "0@0,0"),
    ("CMAP-3/19", TURKISH, "0@0,0"),
    ("SHBALI-1/14", CIRCLE, "23@0,0 58@2180,0 66@2275,0"),
    ("SHBALI-1/15", CIRCLE, "23@0,0 60@2280,0 66@2275,0"),
    ("SHLANA-1/35", FONT, "279@0,0 170@1212,0 242@3122,0 277@3122,-1120 269@2772,0 228@3122,0"),
    ("SHLANA-2/2", FONT, "195@0,0 306@1560,0 265@1910,0 361@3122,0 314@3122,0"),
    ("SHLANA-2/3", ORDER, "197@0,0 383@1212,0 275@1212,0 314@1954,0 217@1212,0"),
    ("SHLANA-2/4", FONT, "171@0,0 263@1212,0 314@2062,0 276@1212,-200 176@1212,0"),
    ("SHLANA-2/7", FONT, "280@0,0 174@2244,0 402@3456,0 307@3756,0 217@3456,0"),
    ("SHLANA-2/16", ORDER, "225@0,0 306@1212,0 280@1212,0 402@3456,0"),
    ("SHLANA-2/35", FONT, "279@0,0 226@1212,0 395@2772,0 276@2772,-752 272@2772,0 176@3122,0"),
    ("SHLANA-7/17", FONT, "206@0,0 278@1910,0 402@2328,-1120 314@2465,400 265@2374,0"),
    (
        "SHLANA-8/5",
        FONT,
        "318@0,0 319@1212,0 98@2424,0 206@3075,0 260@4635,0 383@4635,0 314@5485,0 265@4985,0",
    ),
    ("SHLANA-8/6", FONT, "282@0,0 206@1212,0 314@2772,0 265@3122,0 396@4334,0"),
    ("SHLANA-10/2", FONT, "235@0,0 265@1212,0"),
    ("SHLANA-10/3", FONT, "235@0,0 306@1512,0 265@1212,0"),
    ("SHLANA-10/4", ORDER, "191@0,0 274@1212,-384 240@1212,0 265@1676,0"),
    ("SHLANA-10/8", FONT, "204@0,0 269@1212,0 241@1212,0 273@1212,-1120 306@1212,732 314@1770,732"),
    ("SHLANA-10/11", ORDER, "240@0,0 206@464,0 396@2374,0 279@2838,0 259@4050,0"),
    (
        "SHLANA-10/28",
        ORDER,
        "195@0,0 277@1910,0 285@1560,0 306@1560,732 3@1910,0 280@1910,0 383@4154,0",
    ),
    ("SHLANA-10/29", ORDER, "195@0,0 277@1910,0 285@1560,0 306@1560,732 280@1910,0 383@4154,0"),
    ("SHLANA-10/30", FONT, "225@0,0 383@1212,0 275@1212,0 314@1954,0"),
    ("SHLANA-10/38", FONT, "225@0,0 265@1212,0 225@2424,0 383@3636,0 314@3636,0 265@3636,0"),
    ("SHLANA-10/39", ORDER, "225@0,0 383@1212,0 314@1212,0 279@1212,0 263@2424,0 265@2424,0"),
    ("SHLANA-10/40", ORDER, "225@0,0 383@1212,0 314@1212,0 279@1212,0 264@2424,0 265@2424,0"),
    ("SHLANA-10/42", FONT, "226@0,0 395@1560,0 285@1560,0 306@1560,732 265@1910,0 314@3122,0"),
    ("SHLANA-10/45", FONT, "191@0,0 285@1212,0 265@1212,0 314@2424,0"),
    ("SHLANA-10/46", FONT, "226@0,0 395@1560,0 285@1560,0 306@1560,732 265@1910,0 314@3122,0"),
    ("SHLANA-10/47", FONT, "191@0,0 285@1212,0 265@1212,0 314@2424,0"),
];
