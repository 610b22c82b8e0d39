"""Output for terminals; the only user of rich."""

from ledger.terminal.claims import claims_and_sources
from ledger.terminal.layout import Line, Run
from ledger.terminal.screen import is_terminal, rendered, tracked, use_color, width

__all__ = [
    "Line",
    "Run",
    "claims_and_sources",
    "is_terminal",
    "rendered",
    "tracked",
    "use_color",
    "width",
]
