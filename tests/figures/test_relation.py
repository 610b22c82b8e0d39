"""How two figures stand to each other, and what a conflict looks like."""

import pytest

from ledger.figures import Figure, Relation, likely_typo, read, relate


def figure(text: str) -> Figure:
    found = read(text)
    assert found is not None
    return found


RELATIONS = [
    ("$852 billion", "US$852bn", Relation.same),
    ("more than $100m", "over $100 million", Relation.same),
    ("$852 billion", "$851.6bn", Relation.rounded),
    ("$852 billion", "about $852bn", Relation.rounded),
    ("about $850 billion", "$852 billion", Relation.rounded),
    ("about 100,000", "100,400", Relation.rounded),
    ("6.5 per cent", "7 per cent", Relation.rounded),
    ("10-12 million", "10.2 million to 11.9 million", Relation.rounded),
    ("more than $100 million", "$130 million", Relation.compatible),
    ("more than $100 million", "more than $200 million", Relation.compatible),
    ("at least 5", "5", Relation.compatible),
    ("up to $8m", "$3m", Relation.compatible),
    ("10-12 million", "11 million", Relation.compatible),
    ("10-12 million", "12-15 million", Relation.compatible),
    ("$852 billion", "$825bn", Relation.conflicting),
    ("$850 billion", "$852 billion", Relation.conflicting),
    ("100,000", "100,400", Relation.conflicting),
    ("6.5 per cent", "6.6 per cent", Relation.conflicting),
    ("about 6.5%", "about 6.6%", Relation.conflicting),
    ("about $850 billion", "$840 billion", Relation.conflicting),
    ("more than $100 million", "$90 million", Relation.conflicting),
    ("up to $8m", "$9m", Relation.conflicting),
    ("10-12 million", "13 million", Relation.conflicting),
    ("$1bn", "$600m", Relation.conflicting),
    ("about 100,000", "60,000", Relation.conflicting),
]


@pytest.mark.parametrize(("one", "other", "relation"), RELATIONS)
def test_the_relation_of_two_figures_does_not_depend_on_their_order(one: str, other: str, relation: Relation) -> None:
    assert relate(figure(one), figure(other)) is relation
    assert relate(figure(other), figure(one)) is relation


def test_figures_of_different_units_are_not_compared() -> None:
    with pytest.raises(ValueError, match="USD"):
        relate(figure("$5"), figure("€5"))


SLIPS = [
    ("$852 million", "$852 billion", "a thousandfold: million for billion?"),
    ("$852 million", "$851.6bn", "a thousandfold: million for billion?"),
    ("852", "852,000", "a thousandfold"),
    ("$85m", "$8.5m", "tenfold: a zero too few or too many"),
    ("100", "1,000", "tenfold: a zero too few or too many"),
    ("$852 billion", "$825 billion", "swapped digits: 852 and 825"),
    ("3,500", "5,300", "swapped digits: 3500 and 5300"),
    ("$852bn", "$862bn", "one digit differs: 852 and 862"),
    ("5%", "-5%", "the sign differs"),
    ("$852 billion", "$400 billion", ""),
    ("$852 billion", "$851.6 billion", ""),
    ("more than $100 million", "$130 million", ""),
    ("10-12", "15", ""),
    ("$5", "€50", ""),
]


@pytest.mark.parametrize(("one", "other", "words"), SLIPS)
def test_a_slip_is_named_in_words_for_an_editor(one: str, other: str, words: str) -> None:
    assert likely_typo(figure(one), figure(other)) == words
