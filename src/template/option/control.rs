//! How a form shows an option.

use serde::Deserialize;

/// Declares how a form may show an option; each is a word.
macro_rules! control {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$word_doc])* $word,)* }

        impl $name {
            /// The word.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text,)* }
            }
        }
    };
}

control! {
    /// How a form shows a choice.
    ChoiceControl {
        /// A list of radio buttons.
        Radio = "radio",
        /// A list that opens.
        Select = "select",
        /// Buttons in a row.
        #[default]
        Buttons = "buttons",
        /// The choices' colors or images.
        Swatches = "swatches",
    }
}

control! {
    /// How a form shows a number.
    NumberControl {
        /// A slider.
        #[default]
        Slider = "slider",
        /// A field with buttons for more and less.
        Stepper = "stepper",
    }
}
