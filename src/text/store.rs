//! What is drawn again and again, kept within a number of bytes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash};
use std::sync::Arc;

/// What an entry costs beyond what it keeps, roughly.
pub(super) const ENTRY_BYTES: usize = 160;

/// What is kept of a kind, within a number of bytes.
#[derive(Debug)]
pub(super) struct Store<K, T> {
    /// What was used since the last turn, and what was used in the turn before. When the young fill
    /// half of the budget they become the old, and the old that nobody asked for meanwhile are
    /// forgotten.
    young: Generation<K, T>,
    old: Generation<K, T>,
    young_bytes: usize,
    old_bytes: usize,
    budget: usize,
}

/// Values and their costs in bytes.
type Generation<K, T> = HashMap<K, (Arc<T>, usize), BuildHasherDefault<DefaultHasher>>;

impl<K: Copy + Eq + Hash, T> Store<K, T> {
    pub(super) fn new(budget: usize) -> Self {
        let (young, old) = (Generation::default(), Generation::default());
        Self { young, old, young_bytes: 0, old_bytes: 0, budget }
    }

    pub(super) fn bytes(&self) -> usize {
        self.young_bytes + self.old_bytes
    }

    pub(super) fn get(&mut self, key: &K) -> Option<Arc<T>> {
        if let Some((value, _)) = self.young.get(key) {
            return Some(Arc::clone(value));
        }
        let (value, cost) = self.old.remove(key)?;
        self.old_bytes -= cost;
        self.put(*key, Arc::clone(&value), cost);
        Some(value)
    }

    pub(super) fn put(&mut self, key: K, value: Arc<T>, cost: usize) {
        if cost > self.budget / 2 {
            return;
        }
        if self.young_bytes + cost > self.budget / 2 {
            self.old = std::mem::take(&mut self.young);
            self.old_bytes = std::mem::take(&mut self.young_bytes);
        }
        self.young_bytes += cost;
        if let Some((_, replaced)) = self.young.insert(key, (value, cost)) {
            self.young_bytes -= replaced;
        }
    }

    /// The costs of all entries, counted anew.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        [&self.young, &self.old].iter().flat_map(|g| g.values()).map(|(_, cost)| cost).sum()
    }
}
