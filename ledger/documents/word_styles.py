"""How runs of text look: struck, hidden or raised, by their own properties and by their styles.

The rules are those of ECMA-376, Part 1, 17.7: a style is based on another one, what the run itself says holds before
what its styles say, and a toggle property that both the character style and the paragraph style set is off.
"""

from functools import cached_property
from typing import Any, NamedTuple

from ledger.documents.document import HIDDEN, STRUCK

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_RAISED = 4  # half-points above the line, from which text is a mark
_DEEPEST = 20  # styles that are based on one another


class Look(NamedTuple):
    """What properties say of text; None for what they do not say."""

    struck: bool | None = None
    struck_twice: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def over(self, other: "Look") -> "Look":
        """What holds if the other one is asked for what this one does not say."""
        return Look(*(mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True)))


_NOTHING = Look()


def look_of(properties: Any) -> Look:
    """What a `w:rPr` says; nothing if there is none."""
    if properties is None or not len(properties):
        return _NOTHING
    found: dict[str, bool] = {}
    for node in properties:
        value = (node.get(f"{W}val") or "") if isinstance(node.tag, str) else ""
        if node.tag == f"{W}strike":
            found["struck"] = value not in _OFF
        elif node.tag == f"{W}dstrike":
            found["struck_twice"] = value not in _OFF
        elif node.tag in (f"{W}vanish", f"{W}specVanish"):
            found["hidden"] = value not in _OFF
        elif node.tag == f"{W}vertAlign":
            found["raised"] = value == "superscript"
        elif node.tag == f"{W}position" and "raised" not in found:
            found["raised"] = value.isdecimal() and len(value) < 5 and int(value) >= _RAISED
    return Look(**found) if found else _NOTHING


class Styles:
    """The styles of a document."""

    def __init__(self, root: Any) -> None:
        """`root` is that of the part with the styles; None if there is none."""
        self._nodes = {} if root is None else {node.get(f"{W}styleId"): node for node in root.iterfind(f"{W}style")}
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._looks: dict[str, Look] = {}
        self._styled: dict[tuple[str, str], Look] = {}

    @cached_property
    def _default(self) -> str:
        """The id of the style of paragraphs without one."""
        return next(
            (
                name or ""
                for name, node in self._nodes.items()
                if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true", "on")
            ),
            "",
        )

    def _look(self, style: str) -> Look:
        """What a style says, with those that it is based on."""
        known = self._looks.get(style)
        if known is None:
            known, name = _NOTHING, style
            for _ in range(_DEEPEST):
                node = self._nodes.get(name)
                if node is None:
                    break
                known = known.over(look_of(node.find(f"{W}rPr")))
                based = node.find(f"{W}basedOn")
                name = "" if based is None else based.get(f"{W}val") or ""
            self._looks[style] = known
        return known

    def of(self, properties: Any, run_style: str, paragraph_style: str) -> Look:
        """How a run looks: its own properties, then those of its styles."""
        styled = self._styled.get((run_style, paragraph_style))
        if styled is None:
            styled = self._styled[run_style, paragraph_style] = self._by_styles(run_style, paragraph_style)
        own = look_of(properties)
        return styled if own is _NOTHING else own.over(styled)

    def _by_styles(self, run_style: str, paragraph_style: str) -> Look:
        """How a run looks that says nothing itself."""
        run, paragraph = self._look(run_style), self._look(paragraph_style or self._default)
        struck, hidden = (
            None if one is None and other is None else bool(one) != bool(other)
            for one, other in ((run.struck, paragraph.struck), (run.hidden, paragraph.hidden))
        )
        return run.over(paragraph)._replace(struck=struck, hidden=hidden).over(look_of(self._defaults))


def why_unread(look: Look) -> str:
    """Why text that looks so is not read; "" if it is."""
    if look.struck or look.struck_twice:
        return STRUCK
    return HIDDEN if look.hidden else ""
