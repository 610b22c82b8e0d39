"""Authors' names: which ones are persons, and their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.authors import Name, name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Frenkel, Sheera", Name("Frenkel", "Sheera")),
        ("Mark Zuckerberg", Name("Zuckerberg", "Mark")),
        ("Ole Gunnar Solskjær", Name("Solskjær", "Ole Gunnar")),
        ("Иван Петров", Name("Петров", "Иван")),
        ("M. G. Siegler", Name("Siegler", "M. G.")),
        ("JK Rowling", Name("Rowling", "JK")),
        ("J.R.R. Tolkien", Name("Tolkien", "J.R.R.")),
        ("Ronald McDonald", Name("McDonald", "Ronald")),
        ("Mary-Jane O'Brien", Name("O'Brien", "Mary-Jane")),
        ("Jean d'Alembert", Name("d'Alembert", "Jean")),
        ("Bashar al-Assad", Name("al-Assad", "Bashar")),
        ("Ursula von der Leyen", Name("Leyen", "Ursula", "von der")),
        ("von der Leyen, Ursula", Name("Leyen", "Ursula", "von der")),
        ("Chris Van Hollen", Name("Van Hollen", "Chris")),
        ("García Márquez, Gabriel", Name("García Márquez", "Gabriel")),
        ("Henry Louis Gates III", Name("Gates", "Henry Louis", "", "III")),
        ("John Smith, Jr.", Name("Smith", "John", "", "Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "", "Jr.")),
        ("  Ann \n Lee ", Name("Lee", "Ann")),
    ],
)
def test_a_person_has_a_family_name_and_a_given_name(text: str, parts: Name) -> None:
    assert name(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        *("OpenAI", "The Associated Press", "Reuters Staff", "Bloomberg News", "BBC News", "Deutsche Bank", "IDC"),
        *("Goldman Sachs", "Acme, Inc.", "TechCrunch Desk", "Ernst & Young", "Department of Health, Education"),
        *("Form 10 Team", "Mark Zuckerberg and Sheera Frenkel", "By Sheera Frenkel", "danah boyd", "孙正义", "孙 正义"),
        *("MARK ZUCKERBERG", "Madonna", "von Trapp", "A, B, C", ",", "", "One Two Three Four Five Six"),
    ],
)
def test_what_is_not_clearly_a_person_stays_whole(text: str) -> None:
    assert name(text) == Name(literal=text)


def test_a_publisher_or_company_of_the_ledger_is_not_a_person() -> None:
    assert name("Scale Foundry", {"Scale Foundry"}) == Name(literal="Scale Foundry")


@given(st.text(st.sampled_from("Ab c,.'-éÉJr"), max_size=20))
def test_no_part_of_a_name_is_lost(text: str) -> None:
    parts = name(text)
    assert sorted("".join(parts).replace(" ", "")) == sorted("".join(text.split()).replace(",", "")) or (
        parts.literal == " ".join(text.split())
    )
    assert bool(parts.family) is not bool(parts.literal) or not text.split()
