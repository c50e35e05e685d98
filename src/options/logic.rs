//! A template's options, made ready once: who reads whom, in which order they settle, which choices a
//! filter lets through, which variants there are.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::shown::key;
use super::{needs, text};
use crate::template::logic::{Computed, Variants};
use crate::template::option::{Choice, OptionSpec};
use crate::template::placeholder::{Piece, parse_placeholders};
use crate::template::text_option::TextRules;
use crate::template::{Template, Value};

/// What is constant about a template's options.
#[derive(Debug)]
pub(super) struct Logic {
    /// The options, then what the computed values are taken for.
    pub(super) specs: Vec<OptionSpec>,
    /// How many of `specs` are options.
    pub(super) options: usize,
    /// Of each option that is a text.
    pub(super) rules: Vec<Option<TextRules>>,
    pub(super) computed: Vec<Computation>,
    index: BTreeMap<String, usize>,
    /// The indices of `specs`, each after those that it reads.
    pub(super) order: Vec<usize>,
    /// Per index the indices that it reads.
    pub(super) needs: Vec<Vec<usize>>,
    pub(super) libraries: Vec<Library>,
    pub(super) variants: Option<Combinations>,
}

/// A computed value with its text read.
#[derive(Debug)]
pub(super) struct Computation {
    pub(super) spec: Computed,
    pub(super) pieces: Vec<Piece>,
}

/// The choices of one option.
#[derive(Debug, Default)]
pub(super) struct Library {
    /// Their indices in the order of their ids.
    sorted: Vec<u32>,
    /// The indices of those with a condition.
    pub(super) conditional: Vec<u32>,
    /// Per value of the option that filters which of them it offers.
    pub(super) offers: BTreeMap<String, Rc<[bool]>>,
}

/// The variants by the values of their options.
#[derive(Debug)]
pub(super) struct Combinations {
    /// Indices of the options.
    pub(super) options: Vec<usize>,
    /// Per variant the values as map keys, in the order of the options.
    pub(super) keys: Vec<Vec<String>>,
    pub(super) available: Vec<bool>,
    by_keys: BTreeMap<Vec<String>, usize>,
}

impl Logic {
    pub(super) fn new(template: &Template) -> Self {
        let mut specs = template.options.clone();
        let options = specs.len();
        specs.extend(template.computed.iter().map(Computed::as_option));
        let mut index = BTreeMap::new();
        index.extend(specs.iter().enumerate().map(|(i, spec)| (spec.id().to_owned(), i)));
        let read = |i: usize, spec: &OptionSpec| {
            let mut needs = Vec::new();
            let mut add = |id: &str| needs.extend(index.get(id).copied());
            match i.checked_sub(options).and_then(|c| template.computed.get(c)) {
                Some(computed) => {
                    needs::placeholders(computed).iter().for_each(|id| add(id));
                    needs::of_sum(computed, &mut |id, _| add(id));
                }
                None => needs::of_option(spec, &mut |id, _| add(id)),
            }
            needs.sort_unstable();
            needs.dedup();
            needs
        };
        let needs: Vec<Vec<usize>> =
            specs.iter().enumerate().map(|(i, spec)| read(i, spec)).collect();
        let computed = template.computed.iter().map(|spec| {
            let pieces = spec.text.as_deref().map(parse_placeholders);
            let pieces = pieces.and_then(Result::ok).unwrap_or_default();
            Computation { spec: spec.clone(), pieces }
        });
        Self {
            rules: text::rules(&specs),
            computed: computed.collect(),
            order: order(&needs),
            libraries: specs.iter().map(Library::new).collect(),
            variants: template.variants.as_ref().map(|v| Combinations::new(v, &index)),
            needs,
            index,
            options,
            specs,
        }
    }

    /// The index of the option or computed value `id`.
    pub(super) fn index(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The index of an option, not of a computed value.
    pub(super) fn option(&self, id: &str) -> Option<usize> {
        self.index(id).filter(|&i| i < self.options)
    }

    /// The index of a choice.
    pub(super) fn choice(&self, option: usize, id: &str) -> Option<usize> {
        let choices = self.specs.get(option)?.choices();
        self.libraries.get(option)?.find(choices, id)
    }
}

impl Library {
    fn new(spec: &OptionSpec) -> Self {
        let choices = spec.choices();
        if choices.is_empty() {
            return Self::default();
        }
        let id = |&i: &u32| choices.get(i as usize).map(|choice| choice.id.as_str());
        let mut sorted: Vec<u32> = (0..choices.len() as u32).collect();
        sorted.sort_unstable_by(|a, b| id(a).cmp(&id(b)));
        let has_condition = |choice: &Choice| choice.when.is_some() || choice.enabled.is_some();
        let conditional = choices.iter().zip(0..).filter(|(choice, _)| has_condition(choice));
        let mut offers = BTreeMap::new();
        offers.extend(spec.offer().iter().flat_map(|offer| &offer.map).map(|(value, names)| {
            let offered = |choice: &Choice| {
                names.iter().any(|name| match name.strip_prefix('#') {
                    Some(tag) => choice.tags.iter().any(|own| own == tag),
                    None => *name == choice.id,
                })
            };
            (value.clone(), choices.iter().map(offered).collect::<Rc<[bool]>>())
        }));
        let conditional = conditional.map(|(_, i)| i).collect();
        Self { sorted, conditional, offers }
    }

    fn find(&self, choices: &[Choice], id: &str) -> Option<usize> {
        let of = |i: &u32| choices.get(*i as usize).map(|choice| choice.id.as_str());
        let at = self.sorted.binary_search_by(|i| of(i).cmp(&Some(id))).ok()?;
        self.sorted.get(at).map(|&i| i as usize)
    }
}

impl Combinations {
    fn new(variants: &Variants, index: &BTreeMap<String, usize>) -> Self {
        let options = variants.options.iter().filter_map(|id| index.get(id).copied()).collect();
        let of = |id| move |is: &BTreeMap<String, Value>| is.get(id).map(key).unwrap_or_default();
        let keys: Vec<Vec<String>> = variants
            .list
            .iter()
            .map(|variant| variants.options.iter().map(|id| of(id)(&variant.is)).collect())
            .collect();
        let mut by_keys = BTreeMap::new();
        by_keys.extend(keys.iter().cloned().zip(0..));
        let available = variants.list.iter().map(|variant| variant.available).collect();
        Self { options, keys, available, by_keys }
    }

    /// The index of the variant with these values.
    pub(super) fn find(&self, keys: &[String]) -> Option<usize> {
        self.by_keys.get(keys).copied()
    }
}

/// Each index after those that it needs. What is in a circle, which the template's check refuses, comes
/// last.
fn order(needs: &[Vec<usize>]) -> Vec<usize> {
    let mut open: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut readers = vec![Vec::new(); needs.len()];
    for (i, needs) in needs.iter().enumerate() {
        for &need in needs {
            if let Some(readers) = readers.get_mut(need) {
                readers.push(i);
            }
        }
    }
    let mut order: Vec<usize> = (0..needs.len()).filter(|&i| open.get(i) == Some(&0)).collect();
    let mut next = 0;
    while let Some(&done) = order.get(next) {
        next += 1;
        for &reader in readers.get(done).into_iter().flatten() {
            if let Some(open) = open.get_mut(reader) {
                *open -= 1;
                if *open == 0 {
                    order.push(reader);
                }
            }
        }
    }
    order.extend((0..needs.len()).filter(|&i| open.get(i).is_some_and(|&open| open > 0)));
    order
}
