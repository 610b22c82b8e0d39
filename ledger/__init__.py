"""A ledger of published figures, each with its source."""
