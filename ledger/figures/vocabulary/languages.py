"""How other languages write what stands in a figure, as literals: each phrase, and the English one."""

from ledger.figures.vocabulary.numbers import vocabulary

# By language: `English: phrase | phrase`. All of these write a comma before decimals, and group digits with dots.
_TABLE = {
    "German": """
        percent: prozent | v. h. | v.h.
        percentage points: prozentpunkte | prozentpunkt | prozentpunkten
        thousand: tausend | tsd. | tsd
        million: mio. | mio | million | millionen
        billion: mrd. | mrd | milliarde | milliarden
        trillion: billion | billionen
        more than: mehr als | über
        at least: mindestens | wenigstens | zumindest
        less than: weniger als | unter
        up to: höchstens | maximal | bis zu
        about: rund | etwa | circa | ungefähr | ca. | zirka
        nearly: knapp | fast | beinahe
        loss of: verlust von | fehlbetrag von | minus von
        decline of: rückgang um | rückgang von | einbruch um
        not: nicht | kein
        to: bis
        a year: pro jahr | im jahr | jährlich
        a month: pro monat | im monat | monatlich
        a share: je aktie | pro aktie
        dollars: dollar
        euros: euro
    """,
    "French": """
        percent: pour cent | pourcent
        percentage points: points de pourcentage | point de pourcentage
        thousand: mille | milliers | milliers de
        million: million | millions | million de | millions de
        billion: milliard | milliards | milliards de | md | mds
        trillion: billion | billions
        more than: plus de | au-delà de
        at least: au moins
        less than: moins de
        up to: au plus | jusqu'à | jusqu’à
        about: environ | près de | autour de
        loss of: perte de | perte nette de
        decline of: baisse de | recul de | chute de
        not: pas
        to: à
        a year: par an
        a month: par mois
        a share: par action
        euros: d'euros | d’euros
        dollars: de dollars
    """,
    "Spanish": """
        percent: por ciento
        percentage points: puntos porcentuales
        thousand: mil | miles de
        million: millón | millones | millón de | millones de
        billion: mil millones | mil millones de
        trillion: billón | billones | billones de
        more than: más de
        at least: al menos | por lo menos
        less than: menos de
        up to: hasta
        about: unos | cerca de | alrededor de | aproximadamente
        nearly: casi
        loss of: pérdida de | pérdidas de | pérdidas por
        decline of: caída de | descenso de
        to: a
        and: y
        between: entre
        a year: al año
        a month: al mes
        dollars: dólares
    """,
    "Portuguese": """
        percent: por cento
        percentage points: pontos percentuais
        thousand: mil
        million: milhão | milhões | mi | milhões de
        billion: bilhão | bilhões | bi | bilhões de | mil milhões
        trillion: trilhão | trilhões | trilhões de
        more than: mais de
        at least: pelo menos | ao menos
        less than: menos de
        up to: até
        about: cerca de | aproximadamente
        nearly: quase
        loss of: perda de | prejuízo de | perdas de
        decline of: queda de
        to: a
        a year: por ano | ao ano
        a month: por mês | ao mês
        dollars: dólares
    """,
    "Italian": """
        percent: per cento
        percentage points: punti percentuali
        thousand: mila
        million: milione | milioni | mln | milioni di
        billion: miliardo | miliardi | mld | miliardi di
        more than: più di | oltre
        at least: almeno
        less than: meno di
        up to: fino a
        about: circa
        nearly: quasi
        loss of: perdita di | perdite per
        decline of: calo di
        a year: all'anno | l'anno
        a month: al mese
        dollars: dollari
        euros: euro | di euro
    """,
    "Dutch": """
        percent: procent
        percentage points: procentpunt | procentpunten
        thousand: duizend
        million: miljoen
        billion: miljard
        trillion: biljoen
        more than: meer dan
        at least: minstens | ten minste
        less than: minder dan
        up to: hoogstens | maximaal
        about: ongeveer | circa | zo'n
        nearly: bijna
        loss of: verlies van
        decline of: daling van
        a year: per jaar
        a month: per maand
        euros: euro
    """,
    "Swedish": """
        percent: procent
        percentage points: procentenheter
        thousand: tusen | tkr
        million: miljon | miljoner
        billion: miljard | miljarder
        trillion: biljon | biljoner
        million kronor: mkr
        billion kronor: mdkr
        more than: mer än | över
        at least: minst
        less than: mindre än
        up to: högst | upp till
        about: omkring | cirka | ungefär
        nearly: nästan
        loss of: förlust på
        decline of: minskning med | nedgång med
        a year: per år | om året
        a month: i månaden
    """,
    "Norwegian and Danish": """
        percent: prosent | procent
        percentage points: prosentpoeng | procentpoint
        thousand: tusen | tusind
        million: million | millioner | mio.
        billion: milliard | milliarder | mia. | mia | mrd.
        more than: mer enn | mere end
        at least: minst | mindst
        less than: mindre enn | mindre end
        up to: opptil | inntil | op til
        about: rundt | omkring | cirka
        nearly: nesten | næsten
        loss of: tap på | tab på
        decline of: nedgang på | fald på
        kroner: kroner | kr.
    """,
    "Polish": """
        percent: procent | proc.
        thousand: tys. | tys | tysięcy
        million: mln | miliony | milionów
        billion: mld | miliard | miliardy | miliardów
        trillion: bln
        more than: ponad | więcej niż
        at least: co najmniej
        less than: mniej niż
        about: około | ok.
        nearly: prawie | niemal
        decline of: spadek o
        a year: rocznie
        zł: złotych
    """,
    "Russian": """
        percent: процент | процента | процентов
        thousand: тыс. | тыс | тысяч | тысячи
        million: млн | миллион | миллиона | миллионов
        billion: млрд | миллиард | миллиарда | миллиардов
        trillion: трлн
        more than: более | больше
        less than: менее
        about: около
        nearly: почти
        roubles: рублей | рубля | руб. | руб
        dollars: долларов | доллара
        euros: евро
    """,
    "Turkish": "thousand: bin\nmillion: milyon\nbillion: milyar\ntrillion: trilyon\nlira: tl\nabout: yaklaşık",
    "Greek": "thousand: χιλ.\nmillion: εκατ.\nbillion: δισ.\neuros: ευρώ",
    "Hungarian": "thousand: ezer\nmillion: millió\nbillion: milliárd\nforints: forint",
    "Indonesian": "thousand: ribu\nmillion: juta\nbillion: miliar\ntrillion: triliun\nabout: sekitar",
}


def _phrases(rows: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in filter(str.strip, rows.splitlines()):
        english, _, phrases = row.partition(":")
        found |= {phrase.strip(): english.strip() for phrase in phrases.split("|")}
    return found


LANGUAGES = {name: _phrases(rows) for name, rows in _TABLE.items()}
# The language of those who write of this money.
HOME = {
    "BRL": "Portuguese", "PEN": "Spanish", "MXN": "Spanish", "COP": "Spanish", "CLP": "Spanish", "ARS": "Spanish",
    "SEK": "Swedish", "NOK": "Norwegian and Danish", "DKK": "Norwegian and Danish", "PLN": "Polish", "RUB": "Russian",
    "TRY": "Turkish", "HUF": "Hungarian", "IDR": "Indonesian",
}  # fmt: skip
# Words that English has too: alone, they do not tell that a field is in another language.
ENGLISH_TOO = vocabulary(
    """
    a y to mi bi md bin pas tab mil million millions billion billions minus euro dollar circa over maximal fast unter
    mille bio rundt om kroner kr.
    """
)
# Of these, the ones that tell it beside the money of the language: "R$ 500 mil".
AT_HOME = vocabulary("mil mi bi bin")
