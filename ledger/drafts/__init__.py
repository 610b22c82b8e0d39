"""Drafts: reading them, and auditing their figures against the ledger."""
