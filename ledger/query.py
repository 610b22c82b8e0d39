"""Select and sort claims."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ledger import dates
from ledger.model import Claim, Ledger, Sourcing, superseded
from ledger.text import fold, name_matcher, nearest, sentence_matcher, shortened

# What became of claims, which is asked for like a status.
GONE = ("retracted", "superseded")


class Filters(NamedTuple):
    """The conditions that a claim must meet: all of them, and in each any one of its patterns."""

    company: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # all of them must be found; a single one that is an id means that claim
    since: str = ""
    until: str = ""
    sourced: bool | None = None
    minimum: str = ""  # amounts: "100m", "$1bn", "45%"; without a unit they apply to all units
    maximum: str = ""

    def __bool__(self) -> bool:
        return self != Filters()


class Selection(NamedTuple):
    """The selected claims, and why others are missing."""

    claims: tuple[Claim, ...]
    undated: int = 0  # left out by --since or --until because they have no date
    unread: int = 0  # left out by --min or --max because they have no readable figure
    unknown: tuple[str, ...] = ()  # messages about patterns that match nothing, with the nearest name

    @property
    def left_out(self) -> str:
        """How many claims the filters could not judge, to be added to a count; "" for none."""
        parts = [(self.undated, "without a date"), (self.unread, "without a readable figure")]
        return "".join(f"; {number:,} {why} left out" for number, why in parts if number)


def _companies(claim: Claim) -> tuple[str, ...]:
    return (*claim.company, *claim.mentions, *claim.aliases) if claim.mentions or claim.aliases else claim.company


def _publishers(claim: Claim) -> tuple[str, ...]:
    return tuple(citation.source.publisher for citation in claim.citations)


def _metrics(claim: Claim) -> tuple[str, ...]:
    return (claim.metric,)


def _tags(claim: Claim) -> tuple[str, ...]:
    return claim.tags


def written_names(claim: Claim) -> Iterator[str]:
    """The names in a claim and its sources, and what is written like one."""
    yield from (claim.id, *claim.company, *claim.mentions, claim.metric, claim.status, *claim.tags, claim.supersedes)
    for citation in claim.citations:
        source = citation.source
        yield from (source.key, source.type, source.publisher, *source.author, *source.attributed_to)


def sentences(claim: Claim) -> Iterator[str]:
    """All other text of a claim and its sources."""
    yield from (claim.claim, claim.figure, claim.as_of, claim.note, claim.withdrawn)
    yield from (claim.loose_quote, claim.loose_locator)
    for citation in claim.citations:
        source = citation.source
        yield from (source.title, source.url, source.date, source.archive_url, citation.quote, citation.locator)


def contains(pattern: str) -> Callable[[Claim], bool]:
    """A function that tests whether a claim or its sources contain the pattern's words."""
    in_name, in_sentence = name_matcher(pattern), sentence_matcher(pattern)
    return lambda claim: any(map(in_sentence, sentences(claim))) or any(map(in_name, written_names(claim)))


def _nearest_word(pattern: str, claims: Iterable[Claim]) -> str:
    """The word in the claims that is spelled most like the pattern; "" if none is close."""
    wanted = fold(pattern)
    words: set[str] = set()
    for claim in claims:
        for text in (*sentences(claim), *written_names(claim)):
            words.update(fold(text).split())
    return nearest(wanted, [word for word in words if word[:1] == wanted[:1] and abs(len(word) - len(wanted)) < 3])


# How to get the names that each filter matches.
NAMES: dict[str, Callable[[Claim], tuple[str, ...]]] = {
    "company": _companies,
    "publisher": _publishers,
    "metric": _metrics,
    "tag": _tags,
}


def names(claims: Iterable[Claim], kind: str) -> dict[str, int]:
    """The companies, publishers, metrics or tags of the claims, as written, with the number of claims for each."""
    return _counted(Counter(map(NAMES[kind], claims)))


def known_names(ledger: Ledger, kind: str) -> Collection[str]:
    """All names of this kind in a ledger, and in the database that it is from."""
    return ledger.whole.names[kind] if ledger.whole else names(ledger.claims, kind)


def _counted(names_of_claims: Mapping[tuple[str, ...], int]) -> dict[str, int]:
    """Each name with the number of claims that have it; most claims have the same few names."""
    count: dict[str, int] = {}
    for together, number in names_of_claims.items():
        for name in dict.fromkeys(together):
            if name:
                count[name] = count.get(name, 0) + number
    return count


def select(ledger: Ledger, filters: Filters) -> Selection:
    """The claims of a ledger that pass all filters, in the ledger's order.

    Raises InvalidValueError if `since` or `until` is not a date, ValueError if `minimum` or `maximum` is not an amount.
    """
    claims = list(ledger.claims)
    unknown: list[str] = []
    for kind, patterns in (
        ("company", filters.company),
        ("publisher", filters.publisher),
        ("metric", filters.metric),
        ("tag", filters.tag),
    ):
        if patterns:
            claims = _named(claims, ledger, kind, patterns, unknown)
    if filters.status:
        claims = _with_status(claims, ledger, filters.status)
    if filters.match:
        tests = [contains(pattern) for pattern in filters.match]
        claims = [claim for claim in claims if any(test(claim) for test in tests)]
    by_id = {claim.id for claim in claims} if len(filters.words) == 1 else set()
    if filters.words and filters.words[0] in by_id:
        claims = [claim for claim in claims if claim.id == filters.words[0]]
    else:
        for word in filters.words:
            claims = list(filter(contains(word), claims))
    if not claims:
        unknown += _unknown_words((*filters.match, *filters.words), ledger)
    if filters.sourced is not None:
        claims = [claim for claim in claims if (claim.sourcing is Sourcing.FULL) is filters.sourced]
    undated = 0
    if filters.since or filters.until:
        since = dates.parse(filters.since).first if filters.since else dates.FIRST
        until = dates.parse(filters.until).last if filters.until else dates.LAST
        dated = [claim for claim in claims if claim.time]
        undated = len(claims) - len(dated)
        wanted = dates.Span(since, until)
        claims = [claim for claim in dated if dates.parse(claim.time).overlaps(wanted)]
    unread = 0
    if filters.minimum or filters.maximum:
        claims, unread = _within(claims, filters.minimum, filters.maximum)
    return Selection(tuple(claims), undated, unread, tuple(unknown))


def _with_status(claims: Iterable[Claim], ledger: Ledger, wanted: Collection[str]) -> list[Claim]:
    replaced = superseded(ledger.claims) if "superseded" in wanted else frozenset()
    return [
        claim
        for claim in claims
        if claim.status in wanted
        or ("retracted" in wanted and claim.withdrawn)
        or (bool(claim.id) and claim.id in replaced)
    ]


def _unknown_words(patterns: Iterable[str], ledger: Ledger) -> list[str]:
    """A message for each pattern that is in no claim of the ledger, with the nearest word that is."""
    if ledger.whole:
        return [f"no claim contains '{shortened(word)}'" for word in patterns if word in ledger.whole.missing]
    messages = []
    for pattern in patterns:
        if not any(map(contains(pattern), ledger.claims)):
            guess = _nearest_word(pattern, ledger.claims)
            messages.append(f"no claim contains '{shortened(pattern)}'" + (f"; did you mean {guess}?" if guess else ""))
    return messages


def _within(claims: Sequence[Claim], minimum: str, maximum: str) -> tuple[list[Claim], int]:
    """The claims whose figure or range overlaps two amounts, and the number of those without a readable figure."""
    from ledger.figures import amount, read, within  # slow to import, and rarely needed

    floor, ceiling = (amount(text) if text else None for text in (minimum, maximum))
    read_ones = [(claim, figure) for claim in claims if (figure := read(claim.figure, claim.metric))]
    chosen = [claim for claim, figure in read_ones if within(figure, floor, ceiling)]
    return chosen, len(claims) - len(read_ones)


def _named(
    claims: Sequence[Claim], ledger: Ledger, kind: str, patterns: Sequence[str], unknown: list[str]
) -> list[Claim]:
    """Those of the claims that have a name of this kind which a pattern matches.

    A pattern that matches no name of the ledger is added to `unknown`.
    """
    of_claims = list(map(NAMES[kind], claims))
    distinct = Counter(of_claims)
    known = _counted(distinct) if len(claims) == ledger.total else known_names(ledger, kind)
    found: set[str] = set()
    for pattern in patterns:
        hits = set(filter(name_matcher(pattern), known))
        if not hits:
            guess = nearest(pattern, known)
            unknown.append(f"no {kind} matches '{shortened(pattern)}'" + (f"; did you mean {guess}?" if guess else ""))
        found |= hits
    wanted = {together for together in distinct if not found.isdisjoint(together)}
    return [claim for claim, together in zip(claims, of_claims, strict=True) if together in wanted]


def _first_company(claim: Claim) -> str:
    return fold(claim.company[0]) if claim.company else ""


def _first_publisher(claim: Claim) -> str:
    return fold(next((name for name in _publishers(claim) if name), ""))


def _figure(claim: Claim) -> tuple[str, str, Decimal, Decimal] | None:
    from ledger.figures import based, measure_of, read

    figure = read(claim.figure, claim.metric)
    if figure is None:
        return None
    in_base = based(figure)
    return (*measure_of(figure), in_base.low, in_base.high)


# The sort keys; a claim without a value comes last in either direction.
ORDERS: dict[str, Callable[[Claim], Any]] = {
    "ledger": lambda claim: "",
    "date": lambda claim: dates.parse(claim.published) if claim.published else None,
    "company": lambda claim: _first_company(claim) or None,
    "publisher": lambda claim: _first_publisher(claim) or None,
    "id": lambda claim: claim.id or None,
    "figure": _figure,  # within a unit
}


def order(claims: Sequence[Claim], by: str, *, reverse: bool = False) -> list[Claim]:
    """The claims sorted by a key of ORDERS; equal ones stay in the order of the ledger."""
    if by == "ledger":
        return list(reversed(claims)) if reverse else list(claims)
    keyed = [(ORDERS[by](claim), claim) for claim in claims]
    with_value = [(key, claim) for key, claim in keyed if key is not None]
    with_value.sort(key=lambda pair: pair[0], reverse=reverse)
    return [claim for _, claim in with_value] + [claim for key, claim in keyed if key is None]
