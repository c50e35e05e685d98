//! Another template in the place of the first, for those who write one and look at it meanwhile.

use super::{Engine, TextIssues};
use crate::error::Error;
use crate::options::Options;
use crate::options::saved::Given;
use crate::scene::{self, Dependencies};
use crate::template::{Template, Value};

impl Engine {
    /// Takes another template. Assets that have the same id and source in both are kept, and
    /// of the selection what the new one takes; the history is not. Photos that are shown again are not decoded again.
    ///
    /// # Errors
    /// When the template is not valid; then the old one stays.
    pub fn replace_template(&mut self, template: &str) -> Result<(), Error> {
        let template = Template::parse(template)?;
        let mut options = Options::new(&template);
        options.keep_photos(&self.options);
        // What nobody chose follows the new defaults.
        let chosen = |id: &str, value: &Value| {
            self.options.get(id).is_some_and(|(spec, _)| spec.default_value() != *value)
        };
        let mut kept = Given::new();
        kept.extend(
            (self.selection().iter())
                .filter(|(id, value)| chosen(id, value))
                .map(|(id, value)| (id.clone(), Some(value.clone()))),
        );
        options.take(&kept);
        // A row that is gone leaves the first.
        let _ = options.set_row(self.options.row());
        let dependencies = Dependencies::new(&template);
        let scene = scene::resolve(&template, &options, &dependencies, None);
        let old = &self.template;
        self.assets.retain(|id| {
            template.assets.get(id).is_some_and(|a| old.assets.get(id) == Some(a))
                || options.photos().iter().any(|photo| photo.asset == id)
        });
        let size = |of: &Template, view: usize| of.views.get(view).map(|v| (v.width, v.height));
        self.views
            .retain(|r| size(old, r.view()).is_some_and(|s| size(&template, r.view()) == Some(s)));
        for renderer in &mut self.views {
            renderer.keep_pictures();
        }
        self.history.clear();
        self.failed.clear();
        self.text_issues = TextIssues::default();
        (self.template, self.options) = (template, options);
        (self.dependencies, self.scene) = (dependencies, scene);
        self.speak_again()
    }
}
