"""When two names of metrics are one."""

import re
from functools import lru_cache

from ledger.text import fold

# British and American spellings; only equality counts, so what is no word (`rize`) does no harm.
_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"([iy])s(e|ed|ing|er|ation|ational)$", r"\1z\2"),  # annualised, analyse
        (r"(?<=[a-z]{2})our", "or"),  # labour
        (r"(?<=[bct])re$", "er"),  # centre, fibre, litre
        (r"ogue$", "og"),
        (r"amme$", "am"),
        (r"ence$", "ense"),  # defence, licence
        (r"(?<=[a-z]{4})ll(ed|ing|er)$", r"l\1"),  # travelled
        (r"^(alumin)ium$", r"\1um"),
        (r"^sulph", "sulf"),
        (r"^jewell", "jewel"),
        (r"^cheque", "check"),
        (r"^tyre", "tire"),
        (r"^grey", "gray"),
        (r"^plough", "plow"),
        (r"^paed", "ped"),
        (r"^ageing$", "aging"),
    )
)
_SINGULAR = frozenset("news series species goods arms customs gross less plus gas bonus status".split())  # noqa: SIM905


@lru_cache(maxsize=65536)
def metric_key(metric: str) -> str:
    """A key that is the same for two spellings of a metric; "" for none.

    Case, accents, punctuation, spaces and hyphens do not count, nor do the plural, and British and American spelling:
    `Programme costs` and `program cost` are one, and so are `R&D spending` and `R and D spending`.
    """
    return "".join(map(_base, fold(metric.replace("&", " and ")).split()))


def _base(word: str) -> str:
    if word.isascii():
        word = _singular(word)
        for pattern, spelling in _SPELLINGS:
            word = pattern.sub(spelling, word)
    return word


def _singular(word: str) -> str:
    if len(word) < 4 or word in _SINGULAR or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
