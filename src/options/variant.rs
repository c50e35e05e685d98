//! Variants: which one is chosen, and which choices lead to one that can be bought.

use std::rc::Rc;

use super::logic::{Combinations, Logic};
use super::settle::Settled;
use super::shown::key;

/// The variant of the settled values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stock {
    /// Its index; `None` when there is no such variant.
    pub(super) variant: Option<usize>,
    /// Per option of the variants, per choice whether some variant with it, and with the other options
    /// as they stand, can be bought.
    pub(super) choices: Vec<Rc<[bool]>>,
}

impl Stock {
    pub(super) fn new(logic: &Logic, settled: &Settled) -> Self {
        let Some(variants) = &logic.variants else { return Self::default() };
        let value = |&i: &usize| settled.nodes.get(i).map(|node| key(&node.value));
        let now: Vec<String> =
            variants.options.iter().map(|i| value(i).unwrap_or_default()).collect();
        let choices = variants.options.iter().enumerate();
        let choices = choices.map(|(place, &i)| open(logic, variants, &now, place, i)).collect();
        Self { variant: variants.find(&now), choices }
    }

    /// Whether a choice of an option leads to a variant that can be bought.
    pub(super) fn offers(&self, logic: &Logic, option: usize, choice: usize) -> bool {
        let options = logic.variants.iter().flat_map(|variants| &variants.options);
        let of = options.zip(&self.choices).find(|(i, _)| **i == option);
        of.is_none_or(|(_, choices)| choices.get(choice).copied().unwrap_or(true))
    }
}

fn open(
    logic: &Logic,
    variants: &Combinations,
    now: &[String],
    place: usize,
    option: usize,
) -> Rc<[bool]> {
    let count = logic.specs.get(option).map_or(0, |spec| spec.choices().len());
    let mut open = vec![false; count];
    let others = |keys: &[String]| {
        keys.iter().zip(now).enumerate().all(|(at, (key, now))| at == place || key == now)
    };
    for (keys, _) in variants.keys.iter().zip(&variants.available).filter(|(_, open)| **open) {
        if others(keys)
            && let Some(choice) = keys.get(place).and_then(|id| logic.choice(option, id))
            && let Some(open) = open.get_mut(choice)
        {
            *open = true;
        }
    }
    open.into()
}
