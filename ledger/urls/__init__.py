"""URLs: which are valid, which a reader can open, which address one document, and what date they state."""

from ledger.urls.copies import is_archived, original
from ledger.urls.dated import stated_date
from ledger.urls.documents import document, host
from ledger.urls.public import names_page, why_no_page
from ledger.urls.syntax import check

__all__ = ["check", "document", "host", "is_archived", "names_page", "original", "stated_date", "why_no_page"]
