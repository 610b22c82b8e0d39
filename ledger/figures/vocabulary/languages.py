"""How other languages write what stands in a figure, as literals: each phrase, and the English one."""

from ledger.figures.vocabulary.numbers import vocabulary
from ledger.figures.vocabulary.scales import WORDS

# By language: `English: phrase | phrase`. Scales and names of money that are not here are in `scales`.
_TABLE = {
    "German": """
        percent: prozent | v. h. | v.h.
        percentage points: prozentpunkte | prozentpunkt | prozentpunkten
        thousand: tsd. | tsd
        trillion: bio. | bio
        more than: mehr als | über
        at least: mindestens | wenigstens | zumindest
        less than: weniger als | unter
        up to: höchstens | maximal | bis zu
        about: rund | etwa | circa | ungefähr | ca. | zirka | schätzungsweise
        nearly: knapp | fast | beinahe | nahezu
        loss of: verlust von | nettoverlust von | fehlbetrag von | minus von
        deficit of: defizit von
        profit of: gewinn von | nettogewinn von | überschuss von
        fell by: rückgang um | rückgang von | einbruch um | einbruch von | sank um | fiel um | schrumpfte um
        rose by: anstieg um | anstieg von | zuwachs von | plus von | stieg um | wuchs um
        fell to: sank auf | fiel auf
        rose to: stieg auf | wuchs auf
        not: nicht | kein
        to: bis
        a year: pro jahr | im jahr | jährlich
        a month: pro monat | im monat | monatlich
        a share: je aktie | pro aktie
        dollars: dollar | us-dollar
        Swiss francs: franken | schweizer franken
    """,
    "French": """
        percent: pour cent | pourcent
        percentage points: points de pourcentage | point de pourcentage
        thousand: milliers | milliers de
        million: million de | millions de
        billion: milliards de | milliard de | md | mds
        billion €: md€ | mds€ | md € | mds €
        more than: plus de | au-delà de
        at least: au moins | au minimum
        less than: moins de
        up to: au plus | au maximum | jusqu'à
        about: environ | autour de | quelque
        nearly: près de | presque
        loss of: perte de | perte nette de
        deficit of: déficit de
        profit of: bénéfice de | bénéfice net de
        fell by: baisse de | recul de | chute de | a baissé de | a reculé de | a chuté de | recule de
        rose by: hausse de | progression de | augmentation de | a augmenté de | a progressé de | progresse de
        minus: moins
        not: pas
        to: à
        a year: par an
        a month: par mois
        a share: par action
        euros: d'euros
        dollars: de dollars
        francs: de francs
        Swiss francs: francs suisses | de francs suisses
        CFA francs: francs cfa | de francs cfa
    """,
    "Spanish": """
        percent: por ciento
        percentage points: puntos porcentuales
        thousand: miles de
        million: millón de | millones de
        billion: mil millones de
        trillion: billones de | billón de
        more than: más de | por encima de
        at least: al menos | por lo menos | como mínimo
        less than: menos de | por debajo de
        up to: hasta | como máximo
        about: unos | unas | cerca de | alrededor de | aproximadamente
        nearly: casi
        loss of: pérdida de | pérdidas de | pérdidas por
        deficit of: déficit de
        profit of: beneficio de | ganancia de | ganancias de
        fell by: caída de | caída del | descenso de | descenso del | cayó un | bajó un | cae un | retrocedió un
        rose by: subida de | subida del | aumento de | aumento del | alza de | alza del | subió un | creció un | sube un
        minus: menos
        to: a
        and: y
        between: entre
        a year: al año
        a month: al mes
        a share: por acción
        dollars: dólares | de dólares
        euros: de euros
        pesos: de pesos
        Mexican pesos: pesos mexicanos | de pesos mexicanos
        Argentine pesos: pesos argentinos | de pesos argentinos
        Chilean pesos: pesos chilenos | de pesos chilenos
        Colombian pesos: pesos colombianos | de pesos colombianos
        soles: de soles
    """,
    "Portuguese": """
        percent: por cento
        percentage points: pontos percentuais
        thousand: milhares de | milhar de
        million: mi | milhões de | milhão de
        billion: bi | bilhões de | bilhão de | mil milhões | mil milhões de
        trillion: trilhões de | trilhão de
        more than: mais de | acima de
        at least: pelo menos | ao menos | no mínimo
        less than: menos de | abaixo de
        up to: até | no máximo
        about: cerca de | aproximadamente
        nearly: quase
        loss of: perda de | prejuízo de | perdas de
        deficit of: déficit de | défice de
        profit of: lucro de
        fell by: queda de | recuo de | caiu | recuou
        rose by: alta de | aumento de | subiu | cresceu
        minus: menos
        to: a
        and: e
        between: entre
        a year: por ano | ao ano
        a month: por mês | ao mês
        a share: por ação
        reais: reais | de reais
        dollars: dólares | de dólares
        euros: de euros
    """,
    "Italian": """
        percent: per cento
        percentage points: punti percentuali
        thousand: mila | mille | migliaia di
        million: mln | milioni di | milione di
        billion: mld | miliardi di | miliardo di
        more than: più di | oltre
        at least: almeno
        less than: meno di
        up to: fino a | al massimo
        about: circa
        nearly: quasi
        loss of: perdita di | perdite per
        deficit of: deficit di
        profit of: utile di | utili per
        fell by: calo di | calo del | flessione del | scende del | è sceso del | è calato del
        rose by: aumento di | aumento del | rialzo del | sale del | è salito del | è cresciuto del
        minus: meno
        to: a
        a year: all'anno | l'anno
        a month: al mese
        a share: per azione
        euros: di euro
        dollars: di dollari
        Swiss francs: franchi svizzeri | di franchi svizzeri
    """,
    "Dutch": """
        percent: procent
        percentage points: procentpunt | procentpunten
        more than: meer dan | ruim
        at least: minstens | ten minste | minimaal
        less than: minder dan
        up to: hoogstens | maximaal
        about: ongeveer | circa | zo'n
        nearly: bijna
        loss of: verlies van | nettoverlies van
        deficit of: tekort van
        profit of: winst van
        fell by: daling van | daalde met
        rose by: stijging van | groei van | steeg met
        minus: min
        to: tot
        a year: per jaar
        a month: per maand
        a share: per aandeel
    """,
    "Swedish": """
        percent: procent
        percentage points: procentenheter | procentenhet
        thousand: tkr
        million kronor: mkr
        billion kronor: mdkr
        more than: mer än | över
        at least: minst
        less than: mindre än | under
        up to: högst | upp till
        about: omkring | cirka | ungefär | runt
        nearly: nästan | knappt
        loss of: förlust på
        deficit of: underskott på
        profit of: vinst på
        fell by: minskning med | nedgång med | minskade med | sjönk med
        rose by: ökning med | uppgång med | ökade med | steg med
        to: till
        a year: per år | om året
        a month: i månaden | per månad
        a share: per aktie
    """,
    "Norwegian and Danish": """
        percent: prosent | procent
        percentage points: prosentpoeng | procentpoint
        more than: mer enn | mere end | over
        at least: minst | mindst
        less than: mindre enn | mindre end | under
        up to: opptil | inntil | op til | højst
        about: rundt | omkring | cirka | omtrent
        nearly: nesten | næsten | knap
        loss of: tap på | tab på
        deficit of: underskudd på | underskud på
        profit of: overskudd på | overskud på
        fell by: nedgang på | fald på | falt med | faldt med
        rose by: oppgang på | økning på | stigning på | steg med | økte med
        to: til
        a year: i året | per år | om året
        a share: per aksje | per aktie
        kroner: kroner | kr.
    """,
    "Polish": """
        percent: procent | proc.
        percentage points: pkt proc. | punktów procentowych | p.p.
        more than: ponad | więcej niż | powyżej
        at least: co najmniej
        less than: mniej niż | poniżej
        up to: maksymalnie | najwyżej
        about: około | ok.
        nearly: prawie | niemal | blisko
        loss of: strata w wysokości
        fell by: spadek o | spadł o | spadła o | spadły o
        rose by: wzrost o | wzrósł o | wzrosła o | wzrosły o
        a year: rocznie
        a month: miesięcznie
        zł: złotych | złote | złoty
    """,
    "Russian": """
        percent: процент | процента | процентов
        percentage points: процентных пункта | процентных пунктов
        more than: более | больше | свыше
        at least: не менее | минимум
        less than: менее | меньше
        up to: до | максимум
        about: около | примерно
        nearly: почти
        loss of: убыток | убыток в
        profit of: прибыль | прибыль в
        fell by: снижение на | падение на | снизился на | упал на
        rose by: рост на | вырос на
        minus: минус
        a year: в год
        a month: в месяц
        roubles: рублей | рубля | руб. | руб
    """,
    "Turkish": """
        percent: yüzde
        lira: tl | lira | türk lirası
        more than: den fazla | dan fazla
        at least: en az
        up to: en fazla
        about: yaklaşık | ortalama
        nearly: neredeyse
        less than: den az | dan az
        a year: yılda | yıllık
    """,
    "Bulgarian": "lev: лв. | лв | лева\nmore than: над\nabout: около\nnearly: почти\npercent: процента | на сто",
    "Czech": """
        percent: procent | procenta
        more than: více než | přes
        at least: nejméně | alespoň
        less than: méně než
        about: asi | zhruba | přibližně | kolem
        nearly: téměř | skoro
        fell by: pokles o
        rose by: růst o
    """,
    "Finnish": """
        percent: prosenttia | prosentti
        more than: yli
        at least: vähintään
        less than: alle
        up to: enintään | jopa
        about: noin
        nearly: lähes | melkein
    """,
    "Greek": """
        percent: τοις εκατό
        million: εκατ. | εκατ
        more than: πάνω από | περισσότερα από
        less than: κάτω από
        up to: έως
        about: περίπου
        nearly: σχεδόν
    """,
    "Hungarian": """
        percent: százalék
        forints: forint | ft
        more than: több mint
        at least: legalább
        less than: kevesebb mint
        up to: legfeljebb
        about: mintegy | körülbelül
        nearly: csaknem | közel
    """,
    "Hebrew": "shekels: שקל | שקלים\npercent: אחוז | אחוזים\nmore than: יותר מ\nabout: כ-",
    "Hindi": "rupees: रुपये | रुपए | रुपया\npercent: प्रतिशत | फीसदी\nabout: लगभग | करीब",
    "Indonesian": """
        percent: persen
        more than: lebih dari
        at least: minimal | setidaknya
        less than: kurang dari
        up to: hingga
        about: sekitar
        nearly: hampir
    """,
    "Romanian": """
        percent: la sută
        lei: lei | de lei
        thousand: mii | mii de
        million: milioane de
        billion: miliarde de
        more than: peste | mai mult de
        at least: cel puțin
        less than: sub | mai puțin de
        about: aproximativ | circa | în jur de
        nearly: aproape
        euros: de euro
        dollars: de dolari
    """,
    "Slovak": "percent: percent | percenta\nmore than: viac ako | vyše\nabout: asi | približne\nnearly: takmer",
    "Thai": "baht: บาท\npercent: เปอร์เซ็นต์\nabout: ประมาณ\nmore than: มากกว่า",
    "Ukrainian": """
        percent: відсотків | відсотка | відсоток
        hryvnias: гривень | гривні | гривня | грн | грн.
        more than: понад | більше
        less than: менше
        about: близько
        nearly: майже
    """,
    "Vietnamese": """
        dong: đồng
        dollars: đô la | usd
        percent: phần trăm
        more than: hơn | trên
        about: khoảng
        nearly: gần
        up to: tới | tối đa
    """,
}


def _phrases(rows: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in filter(str.strip, rows.splitlines()):
        english, _, phrases = row.partition(":")
        found |= {phrase.strip(): english.strip() for phrase in phrases.split("|")}
    return found


LANGUAGES = {name: words | _phrases(_TABLE.get(name, "")) for name, words in WORDS.items()}
# The languages of those who write of this money.
HOME = {
    "ALL": "Albanian", "AMD": "Armenian", "ARS": "Spanish", "AZN": "Azerbaijani", "BGN": "Bulgarian",
    "BRL": "Portuguese", "BYN": "Belarusian", "CLP": "Spanish", "COP": "Spanish", "CZK": "Czech",
    "DKK": "Norwegian and Danish", "GEL": "Georgian", "HUF": "Hungarian", "IDR": "Indonesian", "ILS": "Hebrew",
    "ISK": "Icelandic", "KZT": "Kazakh", "MKD": "Macedonian", "MXN": "Spanish", "MYR": "Malay",
    "NOK": "Norwegian and Danish", "PEN": "Spanish", "PLN": "Polish", "PYG": "Spanish", "RON": "Romanian",
    "RSD": "Serbian in Latin script", "RUB": "Russian", "SEK": "Swedish", "THB": "Thai", "TRY": "Turkish",
    "UAH": "Ukrainian", "UYU": "Spanish", "VND": "Vietnamese",
}  # fmt: skip
# Words that English has too, or that could be a misspelt English scale: alone, they do not tell that a field is in
# another language.
ENGLISH_TOO = vocabulary(
    """
    a y e to mi bi md bin pas tab mil million millions billion billions trillion minus circa over under till min minimal
    maximal sub fast unter bio rundt om dollar dollars euro euros eur franc francs frank peso pesos rouble roubles ruble
    rubles pound font usd mn mr bln lei lev lira baht dong reais kroner kr.
    milion milions miljon bilion bilions biljon trilion triljon
    """
)
# Of these, the ones that tell it beside the money of the language: "R$ 500 mil".
AT_HOME = vocabulary("mil mi bi bin bln milion milions miljon bilion bilions biljon trilion triljon")
