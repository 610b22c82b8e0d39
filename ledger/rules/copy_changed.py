"""A saved copy that is not the file that was recorded.

A copy is the evidence of what a page said. Its SHA-256 is recorded, so that a file that was saved again, edited or
damaged shows; then nobody knows any more what the claim was checked against.

Fails:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        date: 2026-03-31
        copy: evidence/openai.html
        copy_sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

Passes:

    claims:
      - claim: OpenAI raised $122 billion.
        publisher: OpenAI
        url: https://openai.com/index/accelerating-the-next-phase-ai/
        date: 2026-03-31

Fix: bring the old file back from a backup or from git; else read the new one against each claim, and record it.
"""

import datetime
import hashlib
from collections.abc import Iterator

from ledger.errors import LedgerError
from ledger.files.reading import beside, read_regular
from ledger.linter import Rule
from ledger.model import Finding, Ledger, Level

_LARGEST = 200 * 10**6  # bytes
_FIX = "bring the old file back, or check the claims against the new one, remove `copy_sha256`, and record it again"


def check(ledger: Ledger, today: datetime.date) -> Iterator[Finding]:
    for source, record in ledger.documents():
        if not source.copy or not source.copy_sha256:
            continue
        path = beside(record.place.path, source.copy)
        try:
            found = hashlib.sha256(read_regular(path, _LARGEST)).hexdigest() if path else ""
        except LedgerError:
            yield RULE.finding(record, "copy", f"the copy {source.copy} cannot be read", _FIX)
            continue
        if found != source.copy_sha256.strip().lower():
            yield RULE.finding(record, "copy", f"the copy {source.copy} has changed since it was recorded", _FIX)


RULE = Rule("copy-changed", Level.STRICT, __doc__, check)
