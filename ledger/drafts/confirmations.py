"""What people have confirmed: that a figure of a sentence is that of a claim, by whom and when.

A confirmation holds for the figure, the claim and the words of the sentence, and no longer than these are the same.
"""

import base64
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from ledger.drafts.verdicts import Judgement, Verdict
from ledger.model import Claim
from ledger.text import clean, fold

# Of punctuation, what changes a sentence: the others are set otherwise by each program.
_MINUS = re.compile(r"(?<![\w)])[-−–](?=[\d$€£¥])")
_SENTENCE_MARKS = {"%": " percent sign ", "‰": " per mille sign ", "?": " question mark ", "+": " plus sign "}


class Confirmation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of a file of confirmations."""

    sentence: str
    figure: str  # as written
    claim: str  # its id; its sentence, if it has none
    by: str
    on: str  # a day: 2026-03-31
    company: str = ""  # folded, to which the figure belongs, as far as that was known
    number: int = 1  # which of the same figures of the sentence it is


class Key(NamedTuple):
    """What a confirmation holds for, apart from the claim."""

    words: str
    figure: str
    number: int


def path_of(draft: str) -> str:
    """The file of confirmations of a draft."""
    return f"{draft}.checked.jsonl"


def name_of(claim: Claim) -> str:
    """What a confirmation calls a claim: its id, else its sentence."""
    return claim.id or claim.claim


def line_of(claim: Claim) -> str:
    """A claim as a comment names it."""
    return f"In the ledger: {clean(claim.claim)}" + (f" ({clean(claim.id)})" if claim.id else "")


def question_for(judgement: Judgement) -> str:
    """What a comment asks about a figure, with the fingerprint of the words for which the answer holds."""
    asked = "Answer “ok” if this claim is meant, or with the id of the one that is."
    return f"{asked} ({fingerprint(judgement.sentence, judgement.text)})"


def confirmed_for(judgement: Judgement) -> str:
    """What a comment says about a figure that is confirmed, with the same fingerprint."""
    return f"The answer holds for these words. ({fingerprint(judgement.sentence, judgement.text)})"


def key_of(confirmation: Confirmation) -> Key:
    return Key(words_of_sentence(confirmation.sentence), folded_figure(confirmation.figure), confirmation.number)


def keys_of(judged: Iterable[Judgement]) -> Iterator[tuple[Judgement, Key]]:
    """The figures of one draft that are checked, in the order of the text, each with its key."""
    seen: Counter[tuple[int, str]] = Counter()
    for judgement in judged:
        if judgement.verdict is not Verdict.NOT_CHECKED:
            figure = folded_figure(judgement.text)
            place = judgement.start - judgement.at, figure
            seen[place] += 1
            yield judgement, Key(words_of_sentence(judgement.sentence), figure, seen[place])


def words_of_sentence(sentence: str) -> str:
    """The folded words of a sentence, with what else changes it: currency signs, percent and minus signs, a question.

    Spaces, line breaks, quotation marks, other punctuation and case do not count.
    """
    text = _MINUS.sub(" minus sign ", sentence)
    named = (
        _SENTENCE_MARKS.get(char) or (f" {unicodedata.name(char, '')} " if unicodedata.category(char) == "Sc" else char)
        for char in text
    )
    return fold("".join(named))


def fingerprint(sentence: str, figure: str) -> str:
    """Five characters that stand for a sentence and its figure: the first ones of BLAKE2b in lower-case base32."""
    data = f"{words_of_sentence(sentence)}\n{folded_figure(figure)}".encode()
    return base64.b32encode(hashlib.blake2b(data).digest()).decode().lower()[:5]


def folded_figure(text: str) -> str:
    """A figure without spaces and case, and with one kind of hyphen."""
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return folded.translate(str.maketrans("‐‑–−", "----"))


def as_line(confirmation: Confirmation) -> str:
    """A confirmation as a line of JSON Lines."""
    return json.dumps(msgspec.to_builtins(confirmation), ensure_ascii=False) + "\n"


def read_lines(text: str, path: str, known: Iterable[str]) -> tuple[list[Confirmation], list[str]]:
    """The confirmations in a text, and what is wrong with the other lines; `known` has the names of the claims."""
    names = frozenset(known)
    found: list[Confirmation] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            confirmation = msgspec.json.decode(line, type=Confirmation)
        except msgspec.MsgspecError as error:
            faults.append(f"{clean(path)}:{number}:1: not a confirmation ({clean(str(error))}); it does not count")
            continue
        if confirmation.claim in names:
            found.append(confirmation)
        else:
            faults.append(
                f"{clean(path)}:{number}:1: the ledger has no claim {clean(confirmation.claim)!r}; it does not count"
            )
    return found, faults


def elsewhere(confirmations: Sequence[Confirmation], judged: Sequence[Judgement]) -> list[Confirmation]:
    """Those of no sentence of a draft: it has changed, or is another draft's."""
    known = {key for _, key in keys_of(judged)}
    return [confirmation for confirmation in confirmations if key_of(confirmation) not in known]
