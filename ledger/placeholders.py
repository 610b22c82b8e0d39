"""Values that stand where a real one should be, in the languages in which newsrooms write them."""

import re
from functools import lru_cache

from ledger.text import fold

# Folded: without case, accents and punctuation, so that `[citation needed]`, `TBD!` and `k. A.` are found.
_WORDS = frozenset(
    line.strip()
    for line in """
    tbd; tba; tbc; tk; tktk; todo; to do; fixme; t b d; t b a; t b c; n a; unknown; none; null; placeholder
    lorem ipsum; no source; no date; to be determined; to be confirmed; to be announced; to come; not available
    not applicable; not known; not stated; not given; to check; to be checked; to verify; pending; missing
    source needed; source missing; needs source; citation needed; cite needed; publisher name; author name
    insert publisher; insert source; insert name; insert url; insert title; insert date; your source here; source here
    same as above; see above; as above; ditto; dito; ibid; ibidem; idem; op cit; fill in; fill me in; xxx; n n; n b
    k a; keine angabe; keine angaben; unbekannt; unklar; zu klaren; zu prufen; noch offen; folgt; fehlt; siehe oben
    ohne angabe; nicht bekannt; nicht verfugbar; wird nachgereicht; platzhalter; quelle fehlt
    a determiner; a definir; a confirmer; a completer; a preciser; a venir; a verifier; inconnu; inconnue; non precise
    non disponible; non communique; source manquante
    desconocido; desconocida; por determinar; por confirmar; por definir; pendiente; sin fuente; sin datos
    no disponible; se desconoce; falta fuente
    sconosciuto; sconosciuta; ignoto; da definire; da confermare; da determinare; da verificare; non disponibile
    desconhecido; desconhecida; a confirmar; a verificar; pendente; sem fonte; nao disponivel
    onbekend; nog te bepalen; nader te bepalen; n n b; n t b; n v t; volgt; ontbreekt
    okand; okant; saknas; ej angivet; foljer; ukjent; ikke oppgitt; mangler; ukendt; ikke oplyst
    tuntematon; ei tiedossa; puuttuu; teadmata; nezinams; nezinoma
    nieznany; nieznana; nieznane; brak; brak danych; do ustalenia; do uzupelnienia; do sprawdzenia
    neznamy; neznama; nezname; neni znamo; doplnit; neuvedeno; nepoznato; nepoznat; neznano
    ismeretlen; nincs adat; necunoscut; necunoscuta; de stabilit; bilinmiyor; belirsiz; belirlenecek
    tidak diketahui; belum diketahui; chua ro; khong ro; dang cap nhat; haijulikani; hindi alam
    неизвестно; неизвестен; неизвестна; нет данных; уточнить; уточняется; н д; невідомо; невідомии
    уточнити; немає даних
    непознато; неизвестни; αγνωστο; αγνωστοσ; αγνωστη; εκκρεμει
    غير معروف; غير محدد; مجهول; لا يوجد; لاحقا; نامشخص; ناشناس; לא ידוע; לא צוין
    """.replace("\n", ";").split(";")
)
# Of scripts without spaces.
_UNSPACED = frozenset(
    fold(word).replace(" ", "")
    for word in """
    待定 未定 未知 不详 不詳 不明 暂无 暫無 待补 待補 待确认 待確認 无 無 来源不明
    未詳 要確認 調査中 確認中 なし 追記予定
    미정 미상 불명
    확인필요 확인중 없음 알수없음 ไม่ทราบ ไม่มี
    """.split()  # noqa: SIM905
)
# In brackets these stand for what is to be put in: `<publisher>`, `{url}`.
_FIELDS = frozenset(
    "source publisher author title url link date name company figure quote page outlet reference".split()  # noqa: SIM905
)
_BRACKETS = {"[": "]", "<": ">", "{": "}", "(": ")"}
_MARKS = re.compile(r"([x?\-–—.…_])\1{0,7}|https?://", re.IGNORECASE)
LONGEST = 40  # characters, of a placeholder but for a URL
_PUNCTUATION = " .,;:!?\"'()[]<>{}*_/\\-\t\n"
# The first and the last letter of each: nearly all values can be told from a placeholder by these.
_ENDS = {word[0] + word[-1] for word in (*_WORDS, *_FIELDS, "http", "https") if word}
_URL = re.compile(r"https?://(?:www\.)?example\.(?:com|org|net)(?:/.*)?", re.IGNORECASE)  # RFC 2606, section 3


@lru_cache(maxsize=16384)
def is_placeholder(text: str) -> bool:
    """Whether the whole text is a placeholder, such as TBD, n/a, ?, [citation needed] or unbekannt."""
    if len(text) > LONGEST or "example." in text:
        return _URL.fullmatch(text.strip()) is not None
    if text.isascii() and (bare := text.strip(_PUNCTUATION)) and (bare[0] + bare[-1]).lower() not in _ENDS:
        return False
    stripped = text.strip()
    if _MARKS.fullmatch(stripped):
        return stripped.casefold() != "x"
    folded = fold(stripped)
    if not folded:
        return False
    if folded in _WORDS or (not folded.isascii() and folded.replace(" ", "") in _UNSPACED):
        return True
    return _BRACKETS.get(stripped[0]) == stripped[-1] and folded in _FIELDS
