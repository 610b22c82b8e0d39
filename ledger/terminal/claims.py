"""Claims as a table or a list, and the numbered list of their sources."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ledger.citation import links, phrases
from ledger.model import Claim, Source, Sourcing
from ledger.terminal.layout import GAP, Column, Line, Row, Run, cells_of, grid, indented, wrap
from ledger.text import clean, clean_lines

_NARROW = 70  # in fewer columns a list is easier to read than a table
_SENTENCE = 30  # the preferred width of a sentence
_LEAST = 20  # its minimum
_WIDEST = 80  # its maximum, so that the figure stands near
_LONG_WORD = 30  # letters; a longer word may be broken
_SHORT = 25  # a phrase of a citation up to this length, such as a date, is not broken


def claims_and_sources(
    claims: Sequence[Claim], numbers: Mapping[Source, int], columns: int, replaced: Container[str] = ()
) -> Iterator[Line]:
    """The claims in the given number of columns, followed by the numbered list of their sources.

    `replaced` has the ids of superseded claims, which are marked.
    """
    if claims:
        yield from _table(claims, numbers, columns, replaced) or _stack(claims, numbers, columns, replaced)
    yield from sources(numbers, columns)


def _table(
    claims: Sequence[Claim], numbers: Mapping[Source, int], columns: int, replaced: Container[str]
) -> Iterator[Line] | None:
    """The table; None if there are too few columns, because figures, dates and ids are never broken."""
    if columns < _NARROW:
        return None
    company = max([7, *map(_longest_word, set(map(names, claims)))])
    figure = max([6, *(cells_of(clean(claim.figure)) for claim in claims)])
    publisher = max([9, *map(_longest_word, set(map(publishers, claims)))])
    date = max([4, *(len(_date(claim).text) for claim in claims)])
    source = max([6, *(cells_of(cited(claim, numbers).text) for claim in claims)])
    room = columns - (company + figure + source + publisher + 4 * GAP)
    apart = room - (date + GAP) >= _SENTENCE  # else the date is below the publisher
    room -= date + GAP if apart else max(0, date - publisher)
    longest = max((_longest_word(clean(claim.claim)) for claim in claims), default=0)
    if room < max(_LEAST, min(longest, _LONG_WORD)):
        return None
    # The remaining width keeps long names on one line, as far as the sentence allows.
    spare = max(0, room - _SENTENCE) // 3
    wider_company = min(max(cells_of(names(claim)) for claim in claims) - company, spare)
    wider_publisher = min(max(cells_of(publishers(claim)) for claim in claims) - publisher, spare)
    company += max(0, wider_company)
    publisher += max(0, wider_publisher)
    room = min(_WIDEST, room - max(0, wider_company) - max(0, wider_publisher))
    head = [Column("Company", company), Column("Claim", room), Column("Figure", figure, right=True)]
    if apart:
        head += [Column("Date", date), Column("Publisher", publisher)]
    else:
        head += [Column("Publisher", max(publisher, date))]
    return grid([*head, Column("Source", source)], [_row(claim, numbers, apart, replaced) for claim in claims])


def _row(claim: Claim, numbers: Mapping[Source, int], apart: bool, replaced: Container[str]) -> Row:
    published = [Run(publishers(claim))] if claim.citations else []
    date = [_date(claim)] if claim.time else []
    cells = [[Run(names(claim))], [_sentence(claim)], [_figure(claim)]]
    cells += [date, published] if apart else [published + date]
    return Row([*cells, [cited(claim, numbers)]], _marks(claim, replaced), 1)


def _stack(
    claims: Sequence[Claim], numbers: Mapping[Source, int], columns: int, replaced: Container[str]
) -> Iterator[Line]:
    for count, claim in enumerate(claims):
        if count:
            yield []
        number = cited(claim, numbers)
        head = [
            Run(names(claim), "bold"),
            _figure(claim)._replace(whole=True),
            _date(claim),
            Run(publishers(claim)),
            number._replace(text=f"[{number.text}]" if number.text[:1].isdigit() else "no source"),
        ]
        yield from wrap(_dotted([run for run in head if run.text]), columns, fold=False)
        yield from indented([_sentence(claim)], 2, columns, fold=True)
        if marks := _marks(claim, replaced):
            yield from indented(marks, 2, columns)


def sources(numbers: Mapping[Source, int], columns: int) -> Iterator[Line]:
    """The numbered list of sources: each in words, with each link on its own line."""
    if numbers:
        yield []
        yield [Run("Sources", "bold")]
    indent = len(str(len(numbers))) + 3
    for source, number in numbers.items():
        *most, last = phrases(source) or ["(no publisher)"]
        words = [*(f"{clean(phrase)}, " for phrase in most), clean(last)]
        runs = [Run(phrase, whole=cells_of(phrase) <= _SHORT) for phrase in words]
        first, *others = wrap(runs, max(1, columns - indent), fold=False)
        yield [Run(f"[{number}]".ljust(indent)), *first]
        for line in others:
            yield [Run(" " * indent), *line]
        for word, url in links(source):
            yield [Run(" " * indent + (f"{word} " if word else "")), Run(url, "cyan", link=url)]


def _sentence(claim: Claim) -> Run:
    return Run(clean_lines(claim.claim), "strike" if claim.withdrawn else "")


def _figure(claim: Claim) -> Run:
    return Run(clean(claim.figure), "strike" if claim.withdrawn else "bold")


def _date(claim: Claim) -> Run:
    """When it was published; else the time that it speaks of, in a style of its own."""
    return Run(claim.published) if claim.published else Run(claim.as_of, "italic dim")


def _marks(claim: Claim, replaced: Container[str]) -> list[Run]:
    """The line below a claim: its id, and its status."""
    marks = [Run(claim.id, "dim")] if claim.id else []
    if claim.as_of and claim.as_of != claim.published:
        marks.append(Run(f"as of {claim.as_of}"))
    if claim.status != "reported":
        marks.append(Run(claim.status, "italic magenta"))
    if claim.unreviewed:
        marks.append(Run("unreviewed", "yellow"))
    if claim.id and claim.id in replaced:
        marks.append(Run("superseded", "red"))
    if claim.withdrawn:
        marks.append(Run(f"retracted: {clean(claim.withdrawn)}", "red"))
    if claim.faulty:
        marks.append(Run("invalid field: see ledger check", "red"))
    return _dotted(marks)


def _dotted(runs: Iterable[Run]) -> list[Run]:
    dotted = [part for run in runs for part in (Run(" · "), run)]
    return dotted[1:]


def cited(claim: Claim, numbers: Mapping[Source, int]) -> Run:
    """The numbers of a claim's sources, and whether it is sourced."""
    shown = ", ".join(dict.fromkeys(str(numbers[citation.source]) for citation in claim.citations))
    if claim.sourcing is Sourcing.FULL:
        return Run(shown)
    if claim.sourcing is Sourcing.PART:
        return Run(f"{shown} {'unreviewed' if claim.unreviewed else 'incomplete'}", "yellow")
    return Run(f"{shown} none".lstrip(), "bold red")


def names(claim: Claim) -> str:
    return clean(", ".join(claim.company))


def publishers(claim: Claim) -> str:
    return clean(", ".join(dict.fromkeys(name for citation in claim.citations for name in citation.source.who)))


def _longest_word(text: str) -> int:
    return max((cells_of(word) for word in text.split()), default=0)
