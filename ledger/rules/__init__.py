"""The rules of `ledger check`, one file each, in the order in which findings are shown."""

from ledger.linter import Rule
from ledger.rules import (
    broken_supersedes,
    conflicting_figures,
    duplicate_claim,
    duplicate_id,
    figure_not_in_claim,
    figure_not_in_quote,
    future_date,
    incomplete_source,
    invalid_record,
    missing_id,
    missing_source,
    missing_title,
    publisher_mismatch,
    quote_without_source,
    self_sourced,
    similar_name,
    single_origin,
    source_mismatch,
    unarchived,
    undated,
    unreadable_figure,
    unused_source,
    url_date,
)

RULES = tuple(
    map(
        Rule.of,
        (
            missing_source,
            incomplete_source,
            invalid_record,
            duplicate_id,
            missing_id,
            missing_title,
            undated,
            url_date,
            source_mismatch,
            similar_name,
            publisher_mismatch,
            unused_source,
            duplicate_claim,
            future_date,
            quote_without_source,
            unreadable_figure,
            figure_not_in_claim,
            figure_not_in_quote,
            conflicting_figures,
            broken_supersedes,
            self_sourced,
            single_origin,
            unarchived,
        ),
    )
)
