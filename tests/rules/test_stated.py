"""Whether a sentence states a figure: as written, or in other words, or otherwise."""

import pytest

from ledger.figures import read
from ledger.rules._stated import states_otherwise


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("$5 million", "It made $5 million, after $9 million."),
        ("$5 million", "$5 million went to the mill."),
        ("5%", "Its share (5%) fell from 8%."),
        ("4,300 people", "It has 4,300 people."),
        ("$5 million", "It made five million dollars."),
        ("$5 million", "It made money."),
        ("5.5 por ciento", "Gana 5.5 por ciento, desde el 5%."),
    ],
)
def test_a_figure_that_a_sentence_has_is_not_reported(figure: str, sentence: str) -> None:
    read_figure = read(figure)
    assert read_figure
    assert states_otherwise(read_figure, sentence) == ""


@pytest.mark.parametrize(
    ("figure", "sentence", "stated"),
    [
        ("$5 million", "It made $5 million to $7 million.", "$5 million to $7 million"),
        ("$5 million", "It made between $3 million and $5 million.", "between $3 million and $5 million"),
        ("$5 million", "It made $1.5 million.", "$1.5 million"),
        ("$5 million", "It made $6 million.", "$6 million"),
        ("5%", "Its margin was minus 5%.", "minus 5%"),
        ("5%", "Its margin was -5%.", "-5%"),
        ("300 people", "It has 1,300 people.", "1,300 people"),
        ("three people", "It has four people and 3 dogs.", ""),
        ("half", "It lost a quarter, or 25%.", "25%"),
        ("half", "It is 1.5 times as large.", ""),
        ("half", "It cut its half-share to 12%.", ""),
        ("2,500", "It makes 1/3 of them.", ""),
        ("5 million tonnes", "It made six million tonnes.", "six million tonnes"),
    ],
)
def test_another_figure_is(figure: str, sentence: str, stated: str) -> None:
    read_figure = read(figure)
    assert read_figure
    assert states_otherwise(read_figure, sentence) == stated
