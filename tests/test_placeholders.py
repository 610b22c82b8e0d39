"""What stands where a value should be, and what only looks like it."""

import pytest

from ledger.placeholders import is_placeholder

PLACEHOLDERS = """
TBD; tbd?; T.B.D.; TK; [tk]; (unknown); <publisher>; {url}; [Citation needed]; source needed!; ibid.; Op. cit.; n/a
N.A.; N / A; ???; ———; …; http://; to be\u00a0confirmed; TO-DO; https://example.org/annual-report; http://www.example.com
k. A.; k.A.; unbekannt; Quelle fehlt; zu klären; à préciser; À VENIR; non communiqué; por confirmar; da verificare
a confirmar; n.n.b.; saknas; ej angivet; puuttuu; brak danych; není známo; belirsiz; không rõ; нет данных; н/д; невідомо
άγνωστο; غير معروف; לא ידוע; 待定; （待确认）; 不詳; 調査中; 미정; 확인 필요; ไม่ทราบ
"""
NAMES = """
Unknown Pleasures; TK Maxx; The Pending Times; Brak Media; Xx Ltd; x; 1; -5%; NA Journal; [Reuters]; <Reuters>; Url
Source; The Source; 不明党; 無印良品; 待定新闻社; KA; Tribune; https://example.org.au/a; https://an-example.com/a
"""


def _split(lines: str) -> list[str]:
    return lines.strip("\n").replace("\n", "; ").split("; ")


@pytest.mark.parametrize("text", _split(PLACEHOLDERS))
def test_a_placeholder_is_known_in_the_languages_of_newsrooms(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", [*_split(NAMES), "", " ", "unknown " * 9])
def test_a_name_that_only_contains_one_is_none(text: str) -> None:
    assert not is_placeholder(text)
