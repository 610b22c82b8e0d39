"""Where the reference of a comment can stand in a Word document: outside every content control and every field.

LibreOffice drops the text of a content control before a reference in it, and shows the words of the comment in fields.
"""

from bisect import bisect_right
from typing import Any

from ledger.documents.word_styles import W

_AROUND = (f"{W}sdt", f"{W}fldSimple")
_OF_BLOCKS = tuple(f"{W}{name}" for name in ("body", "tc", "tbl", "tr", "sdtContent", "customXml"))


class Places:
    """The paragraphs of a body, and where its fields end."""

    def __init__(self, body: Any) -> None:
        self.free: list[Any] = []  # paragraphs in no content control, text box or field
        self._number: dict[Any, int] = {}  # of each paragraph, in order
        self._free_numbers: list[int] = []
        self._field_of: dict[Any, int] = {}  # for each run the number of the field that it is in; 0 for none
        self._ends: dict[int, Any] = {}  # the run with which a field ends, by its number
        opened, fields = 0, 0
        held: list[tuple[Any, int]] = []  # paragraphs, and the fields that were open where they begin
        for node in body.iter(f"{W}p", f"{W}fldChar", f"{W}r"):
            if node.tag == f"{W}p":
                self._number[node] = len(self._number)
                held.append((node, opened))
            elif node.tag == f"{W}fldChar":
                kind = node.get(f"{W}fldCharType")
                if kind == "begin":
                    fields += not opened
                    opened += 1
                elif kind == "end" and opened:
                    opened -= 1
                    self._ends[fields] = node.getparent()
            else:
                self._field_of[node] = fields if opened else 0
        for at, (paragraph, open_before) in enumerate(held):
            open_after = held[at + 1][1] if at + 1 < len(held) else opened
            inside = next(paragraph.iterancestors(f"{W}sdt", f"{W}txbxContent"), None) is not None
            if not (open_before or open_after or inside):
                self.free.append(paragraph)
                self._free_numbers.append(self._number[paragraph])

    def put(self, reference: Any, end: Any) -> None:
        """Put a reference after the end of its range, or as near to it as it does no harm."""
        # A run that was cut has new runs beside it, which are in the field that it is in.
        fields = (self._field_of[node] for node in end.itersiblings(preceding=True) if node in self._field_of)
        place = self._ends.get(next(fields, 0), end)
        around = [node for node in place.iterancestors() if node.tag in _AROUND]
        if not around:
            place.addnext(reference)
            return
        if around[-1].getparent().tag not in _OF_BLOCKS:
            around[-1].addnext(reference)
            return
        self._beside(reference, place)

    def _beside(self, reference: Any, place: Any) -> None:
        """Put it into the next paragraph that is free, else into the one before."""
        paragraph = next(place.iterancestors(f"{W}p"), None)
        if paragraph is None or not self.free:
            place.addnext(reference)
            return
        at = bisect_right(self._free_numbers, self._number.get(paragraph, 0))
        if at < len(self.free):
            properties = self.free[at].find(f"{W}pPr")
            if properties is not None:
                properties.addnext(reference)
            else:
                self.free[at].insert(0, reference)
        else:
            self.free[-1].append(reference)
