//! Templates that are valid, and what they mean.
use liveproof::template::Template;

#[test]
fn the_sample_is_read() {
    let t = Template::parse(include_str!("templates/mug.json")).unwrap();
    assert_eq!(t.options.len(), 7);
}
