"""The words around an amount in a field: each has a part, or the figure is not read, and the word is named."""

from decimal import Decimal

import pytest
from conftest import LedgerAt, Run
from hypothesis import given
from hypothesis import strategies as st

from ledger.figures import Bound, read, unexplained
from ledger.figures.vocabulary import fields
from ledger.figures.vocabulary.numbers import NUMBER_WORDS

SIGNED = [
    ("slides 6%", -6),
    ("sales shrink 6%", -6),
    ("trimmed by 6%", -6),
    ("6% less", -6),
    ("a 6% quarter-on-quarter drop", -6),
    ("$6m operating loss", -6_000_000),
    ("a surprise pre-tax loss of $6m", -6_000_000),
    ("net loss widened to $6m", -6_000_000),
    ("shrank to 6%", 6),
    ("eased to $6m", 6_000_000),
    ("up 6%", 6),
    ("profit of $6m after a loss of $4m", 6_000_000),
    ("6% (drop)", -6),
    ("6% cheaper", -6),
    ("6% bigger", 6),
    ("6% negative", -6),
    ("net income (loss) of $6m", 6_000_000),
    ("$6m (deficit)", -6_000_000),
]


@pytest.mark.parametrize(("text", "value"), SIGNED, ids=[case[0] for case in SIGNED])
def test_words_of_loss_and_change_give_the_sign(text: str, value: int) -> None:
    figure = read(text)
    assert figure is not None
    assert figure.low == figure.high == value


READ = [
    ("a three-year high of $70", 70, "USD", "", Bound.exact),
    ("26-week moving average of 4%", 4, "%", "", Bound.exact),
    ("a quarter of $8m", 2_000_000, "USD", "", Bound.exact),
    ("half of 600 euros", 300, "EUR", "", Bound.exact),
    ("6.2bn*", 6_200_000_000, "", "", Bound.exact),
    ("€6.2bn[2]", 6_200_000_000, "EUR", "", Bound.exact),
    ("$6 (million)", 6_000_000, "USD", "", Bound.exact),
    ("6.2 (€m)", 6_200_000, "EUR", "", Bound.exact),
    ("6 (per cent)", 6, "%", "", Bound.exact),
    ("$6 (a week)", 6, "USD", "week", Bound.exact),
    ("an annual $6bn", 6_000_000_000, "USD", "year", Bound.exact),
    ("$6bn annualised", 6_000_000_000, "USD", "year", Bound.exact),
    ("a quarterly profit of $6m", 6_000_000, "USD", "", Bound.exact),
    ("600 at most", 600, "", "", Bound.under),
    ("min. 600", 600, "", "", Bound.over),
    ("600 (at least)", 600, "", "", Bound.over),
    ("$6m approx.", 6_000_000, "USD", "", Bound.about),
    ("€6.2 billion, up 9%", 6_200_000_000, "EUR", "", Bound.exact),
    ("$6.2bn (+9% y/y)", 6_200_000_000, "USD", "", Bound.exact),
    ("third-quarter turnover: €6m", 6_000_000, "EUR", "", Bound.exact),
    ("profit attributable to owners of €6m", 6_000_000, "EUR", "", Bound.exact),
    ("97.5% availability", Decimal("97.5"), "%", "", Bound.exact),
    ("14 garden centres", 14, "centre", "", Bound.exact),
    ("$6m Series B", 6_000_000, "USD", "", Bound.exact),
    ("(6.1)bn", -6_100_000_000, "", "", Bound.exact),
    ("6,100-", -6100, "", "", Bound.exact),
    ("odds ratio 0.61", Decimal("0.61"), "", "", Bound.exact),
    ("6 pounds", 6, "pound", "", Bound.exact),
    ("$6 apiece", 6, "USD", "piece", Bound.exact),
]


@pytest.mark.parametrize(("text", "value", "unit", "per", "bound"), READ, ids=[case[0] for case in READ])
def test_an_amount_is_read_with_what_stands_around_it(
    text: str, value: Decimal, unit: str, per: str, bound: Bound
) -> None:
    figure = read(text)
    assert figure is not None
    assert (figure.low, figure.unit, figure.per, figure.bound) == (value, unit, per, bound)


SPELLED = [
    ("6 grand", "6000", "6000", ""),
    ("£700pcm", "700", "700", "GBP"),
    ("9-6%", "6", "9", "%"),
    ("6 million to 9", "6000000", "9000000", ""),
    ("from 6 to 9 million", "6000000", "9000000", ""),
    ("profit rose from $6m to $9m", "9000000", "9000000", "USD"),
    ("down from 9% to 6%", "6", "6", "%"),
    ("more than 6 but less than 9", "6", "9", ""),
    ("８．５％", "8.5", "8.5", "%"),
    ("6\u00ad000", "6000", "6000", ""),
    ("Rs 3.5 L", "350000", "350000", "INR"),
    ("nearly half of drivers", "0.5", "0.5", ""),
    ("a quarter", "0.25", "0.25", ""),
    ("6 million fewer", "-6000000", "-6000000", ""),
    ("Euribor + 80bp", "80", "80", "bp"),
    ("10-year yield 3.9%", "3.9", "3.9", "%"),
    ("$6m (HK)", "6000000", "6000000", "HKD"),
    ("6m (C$)", "6000000", "6000000", "CAD"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), SPELLED, ids=[case[0] for case in SPELLED])
def test_other_spellings_are_read_as_the_usual_one_and_keep_their_text(
    text: str, low: str, high: str, unit: str
) -> None:
    figure = read(text)
    assert figure is not None
    assert (figure.low, figure.high, figure.unit) == (Decimal(low), Decimal(high), unit)
    assert figure.text in text


def test_metres_are_meant_where_the_metric_is_a_length() -> None:
    figure = read("7.95m", "long jump")
    assert figure is not None
    assert (figure.low, figure.unit) == (Decimal("7.95"), "metre")
    figure = read("7.95m", "users")
    assert figure is not None
    assert figure.low == 7_950_000


UNEXPLAINED = [
    ("6 Promille", "promille"),
    ("€600 tuhansittain", "tuhansittain"),
    ("Gewinnwarnung von 6 Mio. €", "gewinnwarnung"),
    ("not €6m", "not"),
    ("few of the 600", "few"),
    ("€6m Swiss francs", "swiss"),
    ("$6m adjacent", "adjacent"),
    ("$6m (gross of gubbins) in wobbles (frobbed)", "frobbed"),
    ("six figures", "figure"),
    ("1 May", "may"),
    ("(loss) of $6m", "loss"),
    ("6% worse", "worse"),
    ("$6m or even more than that", "even"),
]


@pytest.mark.parametrize(("text", "word"), UNEXPLAINED, ids=[case[0] for case in UNEXPLAINED])
def test_a_word_without_a_part_makes_a_figure_unreadable_and_is_named(text: str, word: str) -> None:
    assert read(text) is None
    assert unexplained(text) == word


def test_check_names_the_word(run: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims:\n  - {id: a, company: A, claim: C., metric: m, figure: R$ 6 blorps}\n")
    done = run("check", "--select", "unreadable-figure")
    assert "'R$ 6 blorps' cannot be read as a number: cannot tell what 'blorps' means here" in done.stdout


AMOUNTS = ["$6 billion", "45%", "1,200 people", "€3.5m", "12 weeks", "$2 a share", "-5", "600", "3.2 km", "£40"]
KNOWN = {
    word
    for table in vars(fields).values()
    if isinstance(table, frozenset | dict)
    for phrase in table
    for word in str(phrase).split()
} | set(NUMBER_WORDS)
# No word of any table, nor one that could be: four letters or more, in an order that no language of the tables has.
STRANGE = st.text("bfgjkpqvwxz", min_size=5, max_size=9).filter(lambda word: word not in KNOWN)
PLACES = ["{word} {amount}", "{amount} {word}", "{amount} ({word})", "a {word} {amount}", "{amount} of {word}"]


@given(st.sampled_from(AMOUNTS), STRANGE, st.sampled_from(PLACES))
def test_a_word_that_no_table_has_never_changes_a_figure_in_silence(amount: str, word: str, place: str) -> None:
    """It may only become part of the counted noun or of the tail."""
    plain, figure = read(amount), read(place.format(amount=amount, word=word))
    assert plain is not None
    if figure is not None:
        assert (figure.low, figure.high, figure.bound, figure.per) == (plain.low, plain.high, plain.bound, plain.per)
        assert figure.unit == plain.unit or (word[:4] in figure.unit and plain.unit == "")
