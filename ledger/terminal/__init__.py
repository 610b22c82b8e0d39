"""What a reader sees on a terminal; the only user of rich."""

from ledger.terminal.claims import claims_and_sources
from ledger.terminal.layout import Line, Run
from ledger.terminal.screen import harmless, is_terminal, rendered, takes_styles, width

__all__ = [
    "Line",
    "Run",
    "claims_and_sources",
    "harmless",
    "is_terminal",
    "rendered",
    "takes_styles",
    "width",
]
