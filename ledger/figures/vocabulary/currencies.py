"""The currencies in use, with the ways in which news writes them."""

from ledger.figures.vocabulary.numbers import BILLION, MILLION, THOUSAND, table, vocabulary

# ISO 4217 code, or CFA for the two francs of that name, which have one value; the nouns of its name; the adjectives (or
# countries) that tell it from others of that name.
_TABLE = """
AED | dirham dirhams | uae emirati emirates
AFN | afghani afghanis | afghan
ALL | lek leks leke | albanian
AMD | dram drams | armenian
AOA | kwanza kwanzas | angolan
ARS | peso pesos | argentine argentinian argentinean argentina
AUD | dollar dollars | australian aussie australia
AWG | florin florins | aruban
AZN | manat manats | azerbaijani azeri
BAM | mark marks | bosnian convertible
BBD | dollar dollars | barbadian barbados
BDT | taka takas | bangladeshi bangladesh
BGN | lev leva levs | bulgarian
BHD | dinar dinars | bahraini bahrain
BIF | franc francs | burundian burundi
BMD | dollar dollars | bermudian bermudan bermuda
BND | dollar dollars | brunei bruneian
BOB | boliviano bolivianos | bolivian
BRL | real reais reals | brazilian brazil
BSD | dollar dollars | bahamian bahamas
BTN | ngultrum ngultrums | bhutanese
BWP | pula pulas | botswana
BYN | rouble roubles ruble rubles | belarusian belarus belarussian
BZD | dollar dollars | belizean belize
CAD | dollar dollars | canadian canada
CFA | franc francs | cfa
CDF | franc francs | congolese congo
CHF | franc francs | swiss switzerland
CLP | peso pesos | chilean chile
CNY | yuan renminbi rmb | chinese china
COP | peso pesos | colombian colombia
CRC | colon colones colons | costa_rican
CUP | peso pesos | cuban cuba
CVE | escudo escudos | cape_verdean
CZK | crown crowns koruna korunas koruny | czech
DJF | franc francs | djiboutian djibouti
DKK | crown crowns krone kroner | danish denmark
DOP | peso pesos | dominican
DZD | dinar dinars | algerian algeria
EGP | pound pounds | egyptian egypt
ERN | nakfa nakfas | eritrean
ETB | birr birrs | ethiopian ethiopia
EUR | euro euros | european eurozone
FJD | dollar dollars | fijian fiji
FKP | pound pounds | falkland falklands
GBP | pound pounds sterling pounds_sterling stg quid | british uk u.k. english
GEL | lari laris | georgian
GHS | cedi cedis | ghanaian ghana
GIP | pound pounds | gibraltar
GMD | dalasi dalasis | gambian
GNF | franc francs | guinean guinea
GTQ | quetzal quetzals quetzales | guatemalan
GYD | dollar dollars | guyanese guyana
HKD | dollar dollars | hong_kong
HNL | lempira lempiras | honduran
HTG | gourde gourdes | haitian
HUF | forint forints | hungarian
IDR | rupiah rupiahs | indonesian
ILS | shekel shekels | israeli new israel
INR | rupee rupees | indian india
IQD | dinar dinars | iraqi iraq
IRR | rial rials | iranian iran
ISK | crown crowns krona kronur | icelandic iceland
ITL | lire | italian
JMD | dollar dollars | jamaican jamaica
JOD | dinar dinars | jordanian jordan
JPY | yen yens | japanese japan
KES | shilling shillings | kenyan kenya
KGS | som soms | kyrgyz kyrgyzstani
KHR | riel riels | cambodian
KMF | franc francs | comorian comoran
KPW | won | north_korean
KRW | won | south_korean korean korea
KWD | dinar dinars | kuwaiti kuwait
KYD | dollar dollars | cayman cayman_islands caymanian
KZT | tenge tenges | kazakh kazakhstani
LAK | kip kips | lao laotian
LBP | pound pounds lira liras | lebanese lebanon
LKR | rupee rupees | sri_lankan sri_lanka
LRD | dollar dollars | liberian liberia
LSL | loti maloti | lesotho
LYD | dinar dinars | libyan libya
MAD | dirham dirhams | moroccan morocco
MDL | leu lei | moldovan moldova
MGA | ariary ariaries | malagasy
MKD | denar denars | macedonian
MMK | kyat kyats | myanmar burmese
MNT | tugrik tugriks togrog | mongolian
MOP | pataca patacas | macanese macau
MRU | ouguiya ouguiyas | mauritanian
MUR | rupee rupees | mauritian mauritius
MVR | rufiyaa rufiyaas | maldivian
MWK | kwacha kwachas | malawian malawi
MXN | peso pesos | mexican mexico
MYR | ringgit ringgits | malaysian malaysia
MZN | metical meticals meticais | mozambican
NAD | dollar dollars | namibian namibia
NGN | naira nairas | nigerian nigeria
NIO | cordoba cordobas | nicaraguan
NOK | crown crowns krone kroner | norwegian norway
NPR | rupee rupees | nepali nepalese nepal
NZD | dollar dollars | new_zealand kiwi
OMR | rial rials riyal riyals | omani oman
PAB | balboa balboas | panamanian
PEN | sol soles sols | peruvian peru
PGK | kina kinas | papua_new_guinean papua_new_guinea
PHP | peso pesos | philippine philippines filipino
PKR | rupee rupees | pakistani pakistan
PLN | zloty zlotys zlotych złoty złotych | polish
PYG | guarani guaranis | paraguayan
QAR | riyal riyals rial rials | qatari qatar
RON | leu lei | romanian romania
RSD | dinar dinars | serbian serbia
RUB | rouble roubles ruble rubles | russian russia
RWF | franc francs | rwandan rwanda
SAR | riyal riyals rial rials | saudi saudi_arabian
SBD | dollar dollars | solomon_islands
SCR | rupee rupees | seychellois seychelles
SDG | pound pounds | sudanese sudan
SEK | crown crowns krona kronor | swedish sweden
SGD | dollar dollars | singapore singaporean
SHP | pound pounds | saint_helena
SLE | leone leones | sierra_leonean
SOS | shilling shillings | somali somalian
SRD | dollar dollars | surinamese suriname
SSP | pound pounds | south_sudanese
STN | dobra dobras | sao_tomean
SYP | pound pounds lira liras | syrian syria
SZL | lilangeni emalangeni | swazi
THB | baht bahts | thai
TJS | somoni somonis | tajik tajikistani
TMT | manat manats | turkmen turkmenistani
TND | dinar dinars | tunisian tunisia
TOP | paanga | tongan
TRY | lira liras | turkish turkey
TTD | dollar dollars | trinidadian trinidad trinidad_and_tobago
TWD | dollar dollars | taiwan taiwanese new_taiwan
TZS | shilling shillings | tanzanian tanzania
UAH | hryvnia hryvnias hryvnya | ukrainian
UGX | shilling shillings | ugandan uganda
USD | dollar dollars dlr dlrs buck bucks greenback greenbacks | us u.s. american united_states
UYU | peso pesos | uruguayan uruguay
UZS | som soms sum sums | uzbek uzbekistani
VES | bolivar bolivars bolivares | venezuelan
VND | dong dongs | vietnamese
VUV | vatu vatus | ni-vanuatu vanuatu
WST | tala talas | samoan
XAF | franc francs | central_african_cfa central_african
XCD | dollar dollars | east_caribbean eastern_caribbean
XOF | franc francs | west_african_cfa west_african
XPF | franc francs | cfp pacific
YER | rial rials riyal riyals | yemeni yemen
ZAR | rand rands | south_african
ZMW | kwacha kwachas | zambian zambia
ZWL | dollar dollars | zimbabwean zimbabwe
"""
_ROWS = [tuple(part.split() for part in line.split("|")) for line in _TABLE.strip().splitlines()]

# What a name means without a country. Names that several countries share and none owns stand for themselves, and
# compare only with themselves: a peso is not a Mexican peso.
_DEFAULTS = table(
    """
USD: dollar buck greenback dlr
EUR: euro
GBP: pound sterling quid
INR: rupee
AED: dirham
SAR: riyal
RUB: rouble ruble
TRY: lira
KRW: won
SEK: krona kronor
RON: leu lei
AZN: manat
peso: peso
franc: franc
crown: crown
dinar: dinar
shilling: shilling
rial: rial
kwacha: kwacha
kr: krone kroner kr
som: som sum
mark: mark
"""
)
# Names that are more often something else: counted nouns, weights, verbs. They need a country or a scale.
LOOSE = vocabulary("pound pounds won dong p crown crowns buck")
# Not currencies unless a country's adjective stands before them.
_NEED_COUNTRY = vocabulary(
    "sum sums mark marks colon colons real reals sol sols tala talas kip kips som soms manat manats dram drams"
)

# Codes that are also English words in capitals count only where the currency's name or symbol is written.
_WORDS = vocabulary("ALL TOP CUP PEN TRY MAD SOS GEL BAM MOP CFA")
CODES = frozenset(code for ((code,), _, _) in _ROWS) - _WORDS | {"HRK"}

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
BDT: ৳
KHR: ៛
LAK: ₭
MNT: ₮
PYG: ₲
GEL: ₾
AZN: ₼
"""
)
# Letters that tell which dollar, pound or yen a symbol means, before it (US$) or after it ($US).
_MARKS = {
    "$": "US=USD U.S.=USD USD=USD A=AUD AU=AUD AUD=AUD Aus=AUD C=CAD CA=CAD CAD=CAD Cdn=CAD CDN=CAD Can=CAD HK=HKD "
    "HKD=HKD S=SGD SG=SGD SGD=SGD NZ=NZD NZD=NZD NT=TWD TW=TWD R=BRL MX=MXN Mex=MXN MXN=MXN J=JMD JA=JMD RD=DOP "
    "TT=TTD BD=BBD BDS=BBD Bds=BBD BS=BSD BZ=BZD N=NAD FJ=FJD G=GYD GY=GYD EC=XCD CI=KYD LD=LRD LR=LRD SI=SBD "
    "Sr=SRD Z=ZWL ZW=ZWL AR=ARS CL=CLP CLP=CLP COL=COP UY=UYU BM=BMD MOP=MOP",
    "£": "GB=GBP UK=GBP E=EGP EGP=EGP LE=EGP",
    "¥": "CN=CNY CNY=CNY RMB=CNY JP=JPY",
    "=": "Y=JPY",  # ¥ converted to ASCII
    "₱": "PH=PHP",
    "₵": "GH=GHS",
    "₨": "SL=LKR",
}
MARKED = {
    (mark, symbol): code
    for symbol, marks in _MARKS.items()
    for mark, _, code in (pair.partition("=") for pair in marks.split())
}
# Codes after an amount that begins with $: "$5m AUD".
DOLLARS = frozenset(code for ((code,), nouns, _) in _ROWS if "dollar" in nouns)

# Written before the number as a word. Those in AMBIGUOUS are also a name or an initial (PS5, R2), and
# need a scale, a comma or a point to be money. PS is £ converted to ASCII.
PREFIXES = table(
    """
CFA: FCFA
CNY: RMB Rmb
INR: Rs Rs. RS
MYR: RM
CHF: SFr Sfr SFR Fr
SEK: SKr Skr SKR
NOK: NKr Nkr NKR
DKK: DKr Dkr DKR
CZK: Kč
PLN: zł
RUB: Rbs Rb
SAR: SR
QAR: QR
KWD: KD
EGP: LE
IDR: Rp
BDT: Tk
KES: KSh Ksh Sh
UGX: USh Ush
TZS: TSh Tsh
AED: Dh Dhs
ILS: NIS
KRW: Won
TRY: TL
LKR: SLRs
kr: kr
ZAR: R
GBP: PS
NGN: N
PHP: P Php
"""
)
AMBIGUOUS = vocabulary("R PS N P Sh Fr SR QR KD LE TL Rb Won")

# Written after the number, where the name of a currency would be.
_AFTER = table(
    """
CZK: kč Kč
PLN: zł
CNY: 元
JPY: 円
KRW: 원
HRK: kuna kn
CFA: fcfa FCFA
cent: cent cents cts ¢ c
penny: pence penny p
sen: sen
"""
)


def _singular(noun: str) -> str:
    return noun if noun in _DEFAULTS or not noun.endswith("s") else noun.removesuffix("s")


def _names() -> dict[str, str]:
    """The nouns of all currencies, without a country."""
    nouns: dict[str, set[str]] = {}
    for (code,), names, _ in _ROWS:
        for noun in names:
            nouns.setdefault(noun.replace("_", " "), set()).add(code)
    units = {"kr": "kr"}
    for noun, codes in nouns.items():
        if noun not in _NEED_COUNTRY:
            default = _DEFAULTS.get(noun) or _DEFAULTS.get(_singular(noun))
            units[noun] = default or (next(iter(codes)) if len(codes) == 1 else _singular(noun))
    return units


CURRENCY_WORDS = _names() | _AFTER
# "10.5 million Australian dollars"
NATIONAL = {
    f"{country.replace('_', ' ')} {noun}": code
    for (code,), nouns, countries in _ROWS
    for country in countries
    for noun in nouns
}
# Adjectives after an amount in dollars or pounds: "$2 million Canadian".
ADJECTIVES = {
    (symbol, country): code
    for (code,), nouns, countries in _ROWS
    for symbol, noun in (("USD", "dollar"), ("GBP", "pound"))
    if noun in nouns
    for country in countries
    if country not in ("new", "uk", "english")
}
# Codes with a scale before them: "7 MUSD", "MEUR 85", "kEUR 20".
_LETTERS = {"M": MILLION, "m": MILLION, "mn": MILLION, "k": THOUSAND, "K": THOUSAND, "bn": BILLION}
SCALED_CODES = {f"{letters}{code}": (code, scale) for letters, scale in _LETTERS.items() for code in CODES}

# All units of money; those that are not ISO codes stand for several currencies.
MONEY = CODES | _WORDS | frozenset(SYMBOLS.values()) | frozenset(CURRENCY_WORDS.values())
