"""Text from bytes, as browsers take it: a byte order mark, the stated encoding, UTF-8, else Windows-1252."""

import codecs
import re

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Labels whose encodings have other names in Python (Encoding Standard, section 4.2).
_LABELS = {
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "l1", "windows-1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5", "windows-1254"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "chinese", "x-gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("utf-16", "unicode", "ucs-2", "x-user-defined"), "utf-8"),  # a text that says so is not in it
}
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which the encoding is stated


def decoded(data: bytes, label: str = "") -> str:
    """The text of a page; `label` is the encoding that its carrier states. A wrong byte becomes U+FFFD."""
    for mark, coding in _MARKS.items():
        if data.startswith(mark):
            return data.removeprefix(mark).decode(coding, "replace")
    stated = _META.search(data[:_HEAD]) or _XML.search(data[:_HEAD])
    for name in (label, stated[1].decode("ascii") if stated else "", "utf-8"):
        try:
            return data.decode(_codec(name)) if name else _refused()
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _refused() -> str:
    raise LookupError


def _codec(label: str) -> str:
    plain = label.strip().lower()
    return _LABELS.get(plain, plain)
