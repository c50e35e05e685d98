//! Computed values.

use serde::de::Error as _;

use super::condition::countable;
use super::known::Known;
use super::rule::{At, Checked, Ids, Range, at_most, invalid, invalid_text};
use super::text::check_placeholders;
use crate::template::OptionSpec;
use crate::template::fault::Fault;
use crate::template::limits::MAX_TERMS;
use crate::template::logic::{Computed, Term};

pub(super) fn check(all: &[Computed], options: &[OptionSpec], known: &Known<'_>) -> Checked {
    let mut ids = Ids::default();
    for option in options {
        ids.add(option.id())?;
    }
    for (i, computed) in all.iter().enumerate() {
        ids.add(&computed.id).at("id").at_index("computed", i)?;
        check_one(computed, known).at_index("computed", i)?;
    }
    Ok(())
}

fn check_one(computed: &Computed, known: &Known<'_>) -> Checked {
    match (&computed.text, &computed.sum) {
        (None, None) => Err(Fault::missing_field("text")),
        (Some(_), Some(_)) => Err(invalid("[…]", "no sum, because there is a \"text\"")).at("sum"),
        (Some(text), None) => {
            check_placeholders(text, known).at("text")?;
            for (key, limit) in [("min", computed.min), ("max", computed.max)] {
                if let Some(limit) = limit {
                    let allowed = "no limit, because there is a \"text\"";
                    return Err(invalid(limit.to_string(), allowed)).at(key);
                }
            }
            Ok(())
        }
        (None, Some(sum)) => {
            at_most(sum.len(), MAX_TERMS, "terms").at("sum")?;
            for (i, term) in sum.iter().enumerate() {
                check_term(term, known).at_index("sum", i)?;
            }
            if computed.take.is_some() {
                return Err(invalid("…", "no \"take\", because there is a \"sum\"")).at("take");
            }
            if computed.case.is_some() {
                return Err(invalid("…", "no \"case\", because there is a \"sum\"")).at("case");
            }
            computed.min.map_or(Ok(()), |min| Range::ANY.check(min)).at("min")?;
            computed.max.map_or(Ok(()), |max| Range::ANY.check(max)).at("max")?;
            match (computed.min, computed.max) {
                (Some(min), Some(max)) if min > max => {
                    Err(invalid(max.to_string(), format!("a number from {min}"))).at("max")
                }
                _ => Ok(()),
            }
        }
    }
}

fn check_term(term: &Term, known: &Known<'_>) -> Checked {
    match term {
        Term::Literal(number) => Range::ANY.check(*number),
        Term::Option(counted) => {
            Range::ANY.check(counted.times).at("times")?;
            let spec = known.option(&counted.option).at("option")?.spec;
            if let OptionSpec::Toggle(_) = spec {
                return Ok(());
            }
            countable(spec)
                .map(drop)
                .map_err(|_| {
                    let allowed = "a number, toggle or text option, or one whose value is a list";
                    invalid_text(&counted.option, allowed)
                })
                .at("option")
        }
    }
}
