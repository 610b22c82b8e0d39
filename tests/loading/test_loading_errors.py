"""What makes a file unreadable is one message: where, what, the line itself, and the line to write instead."""

import re

import pytest
from conftest import Load
from findings import refusal, repaired

pytestmark = pytest.mark.usefixtures("parser")

CLAIM = "claims:\n  - company: A\n    claim: C\n"
CONTROLS = "\u2028" * 100_000  # each is shown as <U+2028>


# The line of a claim as it was written, and the title or figure that it says once the proposed line is written.
REPAIRS = [
    ("title: OpenAI: the round", "OpenAI: the round"),
    ("title: Who pays?:", "Who pays?:"),
    ("title: It's the round: $5", "It's the round: $5"),
    ('title: The "round": $5', 'The "round": $5'),
    ('title: It\'s the "round": a\\b', 'It\'s the "round": a\\b'),
    ('title: "Ad pilot" exceeds $100 million', '"Ad pilot" exceeds $100 million'),
    ("title: 'Ad pilot' exceeds $100 million", "'Ad pilot' exceeds $100 million"),
    ('title: "Ad pilot": it exceeds', '"Ad pilot": it exceeds'),
    ("title: 'Twas the round", "'Twas the round"),
    ('title: "Ad pilot', "Ad pilot"),
    ('title: "Ad: pilot', "Ad: pilot"),
    ('title: "Half "quoted"', '"Half "quoted"'),
    ("title: [sic] the round", "[sic] the round"),
    ("title: {sic} the round", "{sic} the round"),
    ("title: @openai says", "@openai says"),
    ("title: `ledger` says", "`ledger` says"),
    ("title: *Bold* says", "*Bold* says"),
    ("title: & more", "& more"),
    ("title: !foo!bar says", "!foo!bar says"),
    ("title: >100 million", ">100 million"),
    ("title: > 100 million", "> 100 million"),
    ("title: |100", "|100"),
    ("title: %50", "%50"),
    ("title: - 5", "- 5"),
    ("title: ? who", "? who"),
    ("title: , and", ", and"),
    ("title: ] and", "] and"),
    ("title:the round", "the round"),
    ("title: a: b\r", "a: b"),
    ("title: a\u2028b: c", "a<U+2028>b: c"),
    ("title: 'SAP's boss said so.'", "SAP's boss said so."),
    ("title: 'SAP''s and Shell's boss'", "SAP's and Shell's boss"),
    ('title: "He said "no" twice."', 'He said "no" twice.'),
    ("title: “SAP: jobs”", "SAP: jobs"),
    ("title: „SAP: jobs“", "SAP: jobs"),
    ("title: “SAP: jobs” report", "“SAP: jobs” report"),
]


@pytest.mark.parametrize("after", ["", "    publisher: R\n", '    publisher: R\n  - claim: D\n    quote: "It\'s 5"\n'])
@pytest.mark.parametrize(("line", "title"), REPAIRS)
def test_a_value_that_needs_quotes_is_answered_with_the_line_to_write_instead(
    load: Load, line: str, title: str, after: str
) -> None:
    text = f"{CLAIM}    {line}\n{after}"
    message = refusal(load, text)
    assert message.startswith("claims.yaml:4:")
    assert f"     4 |     {line.split()[0]}" in message
    fixed = load(repaired(text, message))
    assert fixed.claims[0].citations[0].source.title == title
    assert len(fixed.claims) == text.count("claim: ")
    assert not fixed.findings


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("claims:\n  - company: A\n\tclaim: C\n", "3:1", "tab"),
        ("claims:\n\t- company: A\n\t  claim: C\n", "2:1", "tab"),
        ("claims:\n  -\tcompany: A\n    claim: C\n", "2:4", "tab"),
        ("claims:\n  - company: A\n   claim: C\n", "3:4", "indented differently"),
        ("claims:\n  - company: A\n      claim: C\n", "3:12", "indented differently"),
        ("claims:\n  - claim: C\n - claim: D\n", "3:2", "indented differently"),
        ("claims:\n  - claim: C\n\n    # why\n   note: N\n", "5:4", "indented differently"),
        ("claims:\n  - claim: C\n    tags: [a, b\n", "3:5", "[ opens is not closed"),
        ("claims:\n  - claim: C\n    tags: [a, b\n    note: N\n", "3:5", "[ opens is not closed"),
        ("claims:\n  - claim: C\n    source: {key: a\nsources: {a: {title: T}}\n", "3:5", "{ opens is not closed"),
    ],
)
def test_a_slip_of_tab_indentation_or_bracket_is_answered_with_a_line_that_loads(
    load: Load, text: str, place: str, what: str
) -> None:
    message = refusal(load, text)
    assert message.startswith(f"claims.yaml:{place}: ")
    assert what in message
    fixed = repaired(text, message)
    while "\t" in fixed:  # one line is proposed at a time
        fixed = repaired(fixed, refusal(load, fixed))
    ledger = load(fixed)
    assert ledger.claims[0].claim == "C"
    assert not ledger.findings


def test_a_repair_leaves_a_tab_within_the_value_alone(load: Load) -> None:
    message = refusal(load, "claims:\n  - company: A\n\tclaim: 'C\twith a tab'\n")
    assert message.endswith("     3 |     claim: 'C␉with a tab'")


def test_a_tab_in_a_value_is_text_or_is_named_where_the_parser_takes_none(load: Load, parser: str) -> None:
    one_line, two_lines = f"{CLAIM}    title: one\ttwo\n", f"{CLAIM}    title: one\n      two\tthree\n"
    if parser == "python":
        message = refusal(load, one_line)
        assert message.startswith("claims.yaml:4:15: error: a value with a tab")
        one_line = repaired(one_line, message).replace("␉", "\t")
        message = refusal(load, two_lines)
        assert message.startswith("claims.yaml:5:10: error: a tab; YAML allows only spaces here\n")
        two_lines = two_lines.replace("\tthree", "\n      three")
    assert load(one_line).claims[0].citations[0].source.title == "one\ttwo"
    assert load(two_lines).claims[0].citations[0].source.title.split() == ["one", "two", "three"]


def test_a_quotation_mark_left_open_many_lines_above_is_found(load: Load) -> None:
    text = f'{CLAIM}    title: "Ad pilot\n' + "  - company: B\n    claim: D\n    quote: plain\n" * 5
    message = refusal(load, text)
    assert message.startswith("claims.yaml:4:")
    assert len(load(repaired(text, message)).claims) == 6


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("", "1:1", "empty"),
        ("\n\n", "1:1", "empty"),
        ("# only\n# this\n", "1:1", "only comments"),
        ("---\n", "2:1", "empty"),
        ('""\n', "1:1", "empty"),
        ("- claim: C\n", "1:1", "a list; a ledger is a mapping"),
        ("[]\n", "1:1", "a list; a ledger is a mapping"),
        ("OpenAI raised $5\n", "1:1", "a single value; a ledger is a mapping"),
        ("~\n", "1:1", "a single value"),
        ("# a comment\n- claim: C\n", "2:1", "a list"),
        (f"{CLAIM}---\n{CLAIM}", "4:1", "second document"),
        (f"{CLAIM}...\n---\n{CLAIM}", "5:1", "second document"),
        ("claims:\n  claim: C\n", "2:10", "begin each claim with a hyphen"),
        ("claims: OpenAI\n", "1:9", "begin each claim with a hyphen"),
        ("sources:\n  - title: T\n", "2:5", "mapping from keys"),
        ("sources: T\n", "1:10", "mapping from keys"),
        ("claims:\n<<<<<<< HEAD\n  - claim: C\n=======\n  - claim: D\n>>>>>>> main\n", "2:1", "conflict"),
        ("<<<<<<< HEAD\nclaims:\n  - claim: C\n=======\nclaims: []\n>>>>>>> main\n", "1:1", "conflict"),
        (f"{CLAIM}<<<<<<< HEAD\n    title: a: b\n=======\n    title: c\n>>>>>>> main\n", "4:1", "conflict"),
        ("claims:\n  - claim: &a C\n    note: *a\n", "2:12", "&a is an anchor"),
        ("claims:\n  - claim: C\n    note: *a\n", "3:11", "*a is an alias"),
        ("claims:\n  - &a {claim: C}\n  - *a\n", "2:5", "&a is an anchor"),
        ("claims: &a\n  - claim: C\n", "1:9", "&a is an anchor"),
        ("claims: *a\n", "1:9", "*a is an alias"),
        ("&a claims: []\n", "1:1", "&a is an anchor"),
        ("claims:\n  - claim: C\n    &a note: N\n", "3:5", "&a is an anchor"),
        ("claims:\n  - claim: C\n    *a : x\n", "3:5", "*a is an alias"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "1:4", "&a is an anchor"),
        ("claims:\n  - claim: C\n    <<: {company: A}\n", "3:5", "`<<`"),
        ("claims:\n  - claim: C\n    <<: *a\n", "3:5", "`<<`"),
        ("<<: {claims: []}\n", "1:1", "`<<`"),
        ("claims:\n  - claim: !!str C\n", "2:12", "!!str is a tag"),
        ("claims:\n  - claim: !important C\n", "2:12", "!important is a tag"),
        (
            "claims:\n  - claim: !!python/object/apply:os.system [ls]\n",
            "2:12",
            "!!python/object/apply:os.system is a tag",
        ),
        ("!!map\nclaims: []\n", "1:1", "!!map is a tag"),
        ("claims:\n  - claim: '\\'\n    note: \"a\\qb\"\n", "3:", "backslash"),
        ('claims:\n  - claim: "C:\\Users"\n', "2:17", "backslash"),
        ('claims:\n  - claim: "a\\ud800b"\n', "2:", "half a character"),
        ('claims:\n  - claim: "\\ud83d\\ude00"\n', "2:", "half a character"),
        ("claims:\n  - claim: a\x1b[31mb\n", "2:13", "U+001B"),
        ("claims:\n  - claim: \x1b]52;c;aGk=\x07\n", "2:12", "U+001B"),
        ("claims:\n  - claim: a\0b\n", "2:13", "U+0000"),
        ("claims:\n  - claim: 😀\u2028\x9bb\n", "2:14", "U+009B"),
        ("claims:\n  - claim: a\ud800b\n", "2:13", "U+D800"),
        ("claims:\n  - claim: a\uffffb\n", "2:13", "U+FFFF"),
        ('claims:\r\n  - claim: "a\rb"\r\n', "2:14", "carriage return"),
        ("claims:\r  - claim: C\r", "1:8", "carriage return"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(load: Load, text: str, place: str, what: str) -> None:
    message = refusal(load, text)
    assert message.startswith(f"claims.yaml:{place}")
    assert what in message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{CLAIM}    tags: ", "4:{}"),
        ("claims: ", "1:{}"),
        ("", "1:{}"),
        ("claims:\n  - ", "2:{}"),
        (f"{CLAIM}    a: b: c\n    tags: ", "4:9"),
    ],
)
@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: "])
def test_two_hundred_thousand_open_brackets_are_refused_at_once(
    load: Load, text: str, place: str, opening: str
) -> None:
    message = refusal(load, text + opening * 200_000)
    assert len(message) < 2000
    if place != "4:9":
        assert "nested more than 40 deep" in message
        line = text.rpartition("\n")[2]
        above = {"": 0, "claims: ": 1, "claims:\n  - ": 2}.get(text, 3)
        level, rest = divmod(40 - above, opening.count("[") + opening.count("{"))
        place = place.format(len(line) + level * len(opening) + rest + 1)
    assert message.startswith(f"claims.yaml:{place}: ")


LONG = "x" * 1_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM}    note: [{LONG}\n",
        f"{CLAIM}    note: {{{LONG}\n",
        f"{CLAIM}    note: {LONG}: y\n",
        f"{CLAIM}    note: '{LONG}\n",
        f'{CLAIM}    note: "{LONG}" y\n',
        f"{CLAIM}    note: @{LONG}\n",
        f"{CLAIM}    note:{LONG}\n",
        f"{CLAIM}   note: {LONG}\n",
        f"{CLAIM}\tnote: {LONG}\n",
        f"{CLAIM}    note: &{LONG} y\n",
        f"{CLAIM}    note: *{LONG}\n",
        f"{CLAIM}    note: !{LONG} y\n",
        f"{CLAIM}    note: {LONG}\x1b\n",
        f"{CLAIM}    note: {LONG}\rx\n",
        f"{CLAIM}    note: [{CONTROLS}\n",
        f"{CLAIM}    note: {CONTROLS}: y\n",
        f"{LONG}\n",
        f"- {LONG}\n",
        f"claims: {LONG}\n",
        f"sources: {LONG}\n",
        f"claims:\n<<<<<<< {LONG}\n",
    ],
)
def test_a_line_of_a_megabyte_makes_no_message_longer_than_a_screen(load: Load, text: str) -> None:
    assert len(refusal(load, text)) < 2000


def test_what_is_nested_forty_deep_by_mistake_is_a_fault_of_its_field_and_no_deeper_is_read(load: Load) -> None:
    ledger = load(f"{CLAIM}    note: {'[' * 30}{']' * 30}\n")
    assert len(ledger.findings) == 1
    assert "nested" in refusal(load, f"{CLAIM}    note: {'[' * 41}{']' * 41}\n")


# What the parsers say of these is not for readers.
JARGON = re.compile(r"token|scalar|block (?:end|mapping|collection)|node|context|did not|hexdecimal|indicator")


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAIM}    : b\n",
        f"{CLAIM}    title: {{a ]\n",
        f"{CLAIM}    title: [a }}\n",
        f"{CLAIM}    title: x\ty: z\n    - d\n",
        f"{CLAIM}  title\n",
        f"{CLAIM}- x\n",
        f"{CLAIM}x\n",
        f"{CLAIM}...\nx: y\n",
        f"%YAML 9.9\n---\n{CLAIM}",
        f"%FOO\n%\n{CLAIM}",
        f"{CLAIM}%x\n",
        f"{CLAIM}    title: !<x y\n",
        f"{CLAIM}    ! title: y\n    !!: x\n",
        f'{CLAIM}    title: "\\xZZ"\n',
        f'{CLAIM}    title: "\\u12"\n',
        f'{CLAIM}    title: "a\n---\nb"\n',
        f"{CLAIM}    title: |9\n  a\n",
        f"{CLAIM}    title: |x\n      a\n",
        f"{CLAIM}    title: |\n\t\ta\n",
        f"{CLAIM}    title: 'a' 'b'\n",
        f"{CLAIM}    title: &\n",
        f"{CLAIM}    title: *\n",
        f"{CLAIM}    &: *\n",
        f"{CLAIM}    @x: y\n",
        f"{CLAIM}    title: a ? b\n    ? ? ? - b\n  c\n",
        f"{CLAIM}    - a: b\n    title: - - b\n",
        "{claims: [}\n",
        "claims: ]\n",
        "\tclaims:\n",
        "claims: '\n",
        'claims: "\n',
    ],
)
def test_no_message_is_in_the_language_of_parsers(load: Load, text: str) -> None:
    message = refusal(load, text)
    what = message.splitlines()[0].split(": error: ")[1]
    assert not JARGON.search(what), what


def test_a_long_line_is_shown_around_the_place(load: Load) -> None:
    message = refusal(load, f"{CLAIM}    title: {'word ' * 400}here: {'word ' * 400}\n")
    line, caret = message.splitlines()[1:3]
    assert len(line) < 200
    assert line[: caret.index("^")].endswith("here")


def test_what_a_message_shows_of_the_file_cannot_steer_the_terminal(load: Load) -> None:
    for text in ("claims:\n  - claim: \x1b]0;x\x07: b\n", "claims:\n  - claim: \u202ea: b\n"):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", refusal(load, text))
