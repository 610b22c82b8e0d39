"""Currencies and the ways in which news writes them."""

from ledger.figures.vocabulary.numbers import table, vocabulary

# ISO 4217, the codes that news prints. Codes that are also English words in capitals (ALL, TOP, CUP, PEN,
# TRY, MAD, SOS, GEL) count only where the currency's name or symbol is written.
CODES = vocabulary(
    """
    AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP ETB EUR GBP GHS HKD HRK HUF IDR
    ILS INR IQD IRR ISK JOD JPY KES KRW KWD KZT LBP LKR MXN MYR NGN NOK NPR NZD OMR PHP PKR PLN QAR
    RON RSD RUB SAR SEK SGD THB TND TWD TZS UAH UGX USD UYU UZS VND XAF XOF ZAR ZMW
    """
)

SYMBOLS = table(
    """
USD: $ ＄
EUR: €
GBP: £ ￡
JPY: ¥ ￥
INR: ₹ ₨
KRW: ₩
RUB: ₽
TRY: ₺
UAH: ₴
ILS: ₪
THB: ฿
VND: ₫
NGN: ₦
PHP: ₱
CRC: ₡
KZT: ₸
GHS: ₵
"""
)

# Letters that tell which dollar, pound or yen a symbol means, before it (US$) or after it ($US).
MARKED = {
    (mark, symbol): code
    for symbol, marks in {
        "$": "US=USD U.S.=USD USD=USD A=AUD AU=AUD AUD=AUD C=CAD CA=CAD CAD=CAD Cdn=CAD HK=HKD S=SGD SG=SGD "
        "NZ=NZD NT=TWD R=BRL MX=MXN Mex=MXN",
        "¥": "CN=CNY CNY=CNY RMB=CNY JP=JPY",
        "£": "E=EGP",
        "=": "Y=JPY",
    }.items()
    for mark, _, code in (pair.partition("=") for pair in marks.split())
}

# Written before the number as a word. Those in AMBIGUOUS are also a name or an initial (PS5, R2), and
# need a scale, a comma or a point to be money. PS is £ converted to ASCII, as Y= is ¥.
PREFIXES = table(
    """
CNY: RMB
INR: Rs Rs. RS
MYR: RM
CHF: SFr Sfr Fr
IDR: Rp
BDT: Tk
KES: KSh Ksh Sh
AED: Dh Dhs
ILS: NIS
kr: kr
ZAR: R
GBP: PS
NGN: N
PHP: P
"""
)
AMBIGUOUS = vocabulary("R PS N P Sh Fr")

# Written after the number. Those in LOOSE are also a weight, a verb or a letter.
CURRENCY_WORDS = table(
    """
USD: dollar dollars bucks greenbacks
EUR: euro euros
GBP: sterling pound pounds pounds_sterling quid
JPY: yen
CNY: yuan renminbi rmb
INR: rupee rupees
ZAR: rand
MYR: ringgit
ILS: shekel shekels
KRW: won
BRL: reais
peso: peso pesos
CHF: franc francs
SEK: krona kronor
kr: kroner krone kr
RUB: rouble roubles ruble rubles
TRY: lira lire
UAH: hryvnia hryvnias
THB: baht
VND: dong
IDR: rupiah
NGN: naira
PLN: zloty zlotys
HUF: forint forints
AED: dirham dirhams
SAR: riyal riyals
HRK: kuna kn
cent: cent cents ¢ c
penny: pence penny p
sen: sen
"""
)
LOOSE = vocabulary("pound pounds won dong p")

# The national adjectives before a currency's name: "10.5 million Australian dollars".
_NATIONAL = """
dollar: us=USD american=USD australian=AUD aussie=AUD canadian=CAD singapore=SGD
dollar: singaporean=SGD hong_kong=HKD new_zealand=NZD taiwan=TWD taiwanese=TWD new_taiwan=TWD
pound: british=GBP egyptian=EGP uk=GBP lebanese=LBP
yen: japanese=JPY
yuan: chinese=CNY
renminbi: chinese=CNY
rupee: indian=INR pakistani=PKR pakistan=PKR sri_lankan=LKR nepali=NPR
rand: south_african=ZAR
ringgit: malaysian=MYR
shekel: israeli=ILS new=ILS
won: south_korean=KRW korean=KRW
peso: mexican=MXN argentine=ARS chilean=CLP colombian=COP philippine=PHP philippines=PHP
franc: swiss=CHF cfa=XOF
krona: swedish=SEK icelandic=ISK
kronor: swedish=SEK
crown: swedish=SEK norwegian=NOK danish=DKK czech=CZK
krone: norwegian=NOK danish=DKK
kroner: norwegian=NOK danish=DKK
rouble: russian=RUB
ruble: russian=RUB
lira: turkish=TRY
real: brazilian=BRL
reais: brazilian=BRL
dirham: uae=AED emirati=AED moroccan=MAD
riyal: saudi=SAR qatari=QAR omani=OMR
dinar: kuwaiti=KWD iraqi=IQD bahraini=BHD jordanian=JOD serbian=RSD
shilling: kenyan=KES ugandan=UGX tanzanian=TZS
"""
NATIONAL = {
    f"{nation.replace('_', ' ')} {noun}{end}": code
    for noun, _, nations in (line.partition(": ") for line in _NATIONAL.strip().splitlines())
    for nation, _, code in (pair.partition("=") for pair in nations.split())
    for end in ("", "s")
}

# All units of money; those that are not ISO codes stand for several currencies.
MONEY = CODES | frozenset(SYMBOLS.values()) | frozenset(CURRENCY_WORDS.values()) | {"MAD"}
