"""What holds for every text and every figure."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.comparison import histories, latest_figures
from ledger.exporters.comparison import as_csv, as_json
from ledger.figures import Bound, Figure, Relation, ambiguity, are_comparable, find, likely_typo, read, relate
from ledger.model import Claim
from ledger.terminal.comparison import histories_and_sources, latest_and_sources

WORDS = [
    *[
        "$",
        "€",
        "£",
        "¥",
        "US$",
        "A$",
        "Rs",
        "USD",
        "EUR",
        "%",
        "per",
        "cent",
        "percent",
        "percentage",
        "point",
        "points",
        "a",
        "an",
        "the",
        "of",
        "in",
        "out",
        "and",
        "to",
        "or",
        "between",
        "from",
        "by",
        "up",
        "rose",
        "fell",
        "more",
        "than",
        "about",
        "at",
        "least",
        "nearly",
        "up",
        "to",
        "over",
        "sub",
        "-",
        "–",
        "—",
        "−",
        "+",
        "(",
        ")",
        "[",
        "]",
        ".",
        ",",
        ":",
        ";",
        "/",
        "'",
        '"',
        "@",
        "#",
        "~",
        "1",
        "2",
        "7",
        "10",
        "12",
        "45",
        "500",
        "2024",
        "1,000",
        "1,00,000",
        "1.5",
        ".5",
        "0.10",
        "007",
        "one",
        "two",
        "ten",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "billion",
        "dozen",
        "half",
        "third",
        "thirds",
        "quarter",
        "bn",
        "m",
        "k",
        "M",
        "tn",
        "crore",
        "lakh",
        "weeks",
        "year",
        "people",
        "users",
        "charging",
        "stations",
        "Boeing",
        "March",
        "p.m.",
        "pm",
        "km/h",
        "m²",
        "½",
        "1/2",
        "plus",
        "fold",
        "sixfold",
        "x",
        "lb",
        "pounds",
        "dollars",
        "Chinese",
        "yuan",
        "cents",
    ],
    "\n",
    "\n\n",
    "\u00a0",
    "\u202f",
]
pieces = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " "])), max_size=14).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
texts = st.one_of(pieces, st.text(st.characters(), max_size=60), st.text("0123456789.,-$%m ()/:", max_size=30))


def stated(figure: Figure) -> tuple[Decimal, Decimal, str, Bound]:
    return figure.low, figure.high, figure.unit, figure.bound


@settings(max_examples=400)
@given(texts)
@example("\ud800$5\0")
@example("9" * 5000 + " million")
@example("1," * 3000)
def test_find_raises_for_no_text_and_spans_are_slices_in_order(text: str) -> None:
    end = 0
    for figure in find(text):
        assert text[figure.start : figure.end] == figure.text != ""
        assert end <= figure.start < figure.end
        assert figure.low <= figure.high
        assert figure.step > 0
        assert figure.low.is_finite()
        assert figure.high.is_finite()
        end = figure.end


@settings(max_examples=300)
@given(texts, st.sampled_from(["", "Prose before.", "The $5 plan", "a long story " * 30]))
def test_paragraphs_around_a_text_leave_its_figures_alone(text: str, around: str) -> None:
    before = around + "\n\n"
    shifted = [
        (figure.text, *stated(figure), figure.start - len(before))
        for figure in find(before + text + "\n\n" + around)
        if len(before) <= figure.start < len(before) + len(text)
    ]
    assert shifted == [(figure.text, *stated(figure), figure.start) for figure in find(text)]


@settings(max_examples=300)
@given(texts, texts)
def test_relations_are_mutual_and_only_conflicts_have_slips(one: str, other: str) -> None:
    for a in find(one):
        assert relate(a, a) is Relation.same
        for b in find(other):
            if are_comparable(a, b):
                assert relate(a, b) is relate(b, a)
                assert relate(a, b) is Relation.conflicting or likely_typo(a, b) == ""


@pytest.mark.slow
def test_hostile_texts_give_their_figures_without_trouble() -> None:
    for piece in (
        "7",
        "$",
        "million ",
        "(",
        "1,",
        "1-",
        "more than ",
        "twenty-",
        "between 1 and ",
        "1.1 ",
        "\n ",
        "234 ",
        "'234",
        ".234",
        "about ",
        "a loss of (",
        "per ",
    ):
        text = piece * (60_000 // len(piece))
        assert all(text[figure.start : figure.end] == figure.text for figure in find(text))
        assert read(text) is None


COMMON = st.tuples(
    st.sampled_from("$€£"), st.integers(1, 999), st.sampled_from(["million", "billion", "trillion"])
) | st.tuples(st.just(""), st.integers(1, 99), st.just("%"))


@given(COMMON, st.from_regex(r"(\.[0-9]{1,4})?", fullmatch=True))
def test_a_field_in_the_commonest_form_is_the_figure_that_prose_gives(parts: tuple[str, int, str], part: str) -> None:
    sign, whole, scale = parts
    text = f"{sign}{whole}{part}{' ' if sign else ''}{scale}"
    assert repr(read(text)) == repr(next(find(text)))


@settings(max_examples=300)
@given(texts, st.sampled_from(["", "profit", "net loss"]))
@example("9" * 40 + " quadrillion", "")
@example("-" + "9" * 40, "")
def test_what_is_built_on_figures_raises_for_no_field(text: str, metric: str) -> None:
    figures = [figure for figure in (read(text, metric), read("1", metric), read("-1", metric)) if figure]
    claims = [
        Claim(company=(str(number),), metric="m", as_of=str(2000 + number), figure=figure.text)
        for number, figure in enumerate(figures)
    ]
    claims += [Claim(company=("x",), metric="m", as_of=str(2010 + n), figure=c.figure) for n, c in enumerate(claims)]
    claims.append(Claim(company=("y",), metric="m", as_of="2020", figure=text))
    ranked = latest_figures(claims)
    shown = [latest for ranks in ranked.values() for latest in ranks]
    assert list(latest_and_sources(ranked, {}, 80)) is not None
    assert as_csv(shown).count("\n") > len(shown)
    assert as_json(shown).startswith("[")
    assert list(histories_and_sources(histories(claims, frozenset()), {}, 80))
    ambiguity(text)
