"""The difference that a dry run prints is that of the two texts, whatever they are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.revision import difference

LINES = st.lists(
    st.sampled_from(["claims:", "  - id: a", "    claim: A.", "    figure: 5", "", "  - id: b"]), max_size=40
)
PLACE = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def patched(old: list[str], lines: list[str]) -> list[str]:
    """The old lines with a unified difference applied, which must fit them."""
    made: list[str] = []
    at = 0
    for line in lines[2:]:
        if place := PLACE.match(line):
            first, count = int(place[1]), int(place[2] if place[2] is not None else 1)
            begin = first if count == 0 else first - 1
            made += old[at:begin]
            at = begin
            assert len(made) == int(place[3]) - (0 if place[4] == "0" else 1)
        elif line[0] == "+":
            made.append(line[1:])
        else:
            assert old[at] == line[1:]
            at += 1
            if line[0] == " ":
                made.append(line[1:])
    return made + old[at:]


@given(LINES, st.data())
def test_the_old_text_with_the_difference_is_the_new_text(old: list[str], data: st.DataObject) -> None:
    new = list(old)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(new)))
        new[at : at + data.draw(st.integers(0, 3))] = data.draw(LINES.map(lambda lines: lines[:3]))
    texts = ["".join(f"{line}\n" for line in lines) for lines in (old, new)]
    lines = [line.removesuffix("\n") for line in difference("a.yaml", *texts)]
    assert patched(old, lines) == new
    assert bool(lines) == (old != new)


def test_each_part_names_the_record_that_it_is_in() -> None:
    records = [f"  - id: c{number}\n    claim: So.\n    metric: m\n    figure: {number}\n" for number in range(9)]
    old = "claims:\n" + "".join(records)
    new = old.replace("figure: 2\n", "figure: 20\n").replace("  - id: c7\n", "  - id: c70\n")
    parts = [line for line in difference("a.yaml", old, new) if line.startswith("@@")]
    assert parts == ["@@ -12,3 +12,3 @@ - id: c2\n", "@@ -29,3 +29,3 @@ - id: c6\n"]
