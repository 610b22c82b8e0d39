"""The words that may stand around the amount in a field, by the part that they play there, as literals."""

from ledger.figures.figure import Bound
from ledger.figures.vocabulary.numbers import vocabulary

# What introduces an amount after words that say what it is: "operating margin of", "second quarter revenue:".
CONNECTORS = vocabulary(
    """
    of at is was were are be been being to : = reached reaches hit hits totalled totaled totals total totalling
    totaling stood stands worth valued equals exceeded
    """
)
# What says nothing about the amount.
FILLERS = vocabulary(
    """
    a an the its their his her our this that these those record new total combined whopping just only exactly fully
    another additional further overall altogether now currently still even already worth reported adjusted
    underlying preliminary provisional initial average mean median typical net gross and so-called full raised paid
    spent invested earned made received won sold hired employs employed has have had serves served produces produced
    generated posted recorded booked expected forecast planned projected pledged committed approved bought acquired
    borrowed lent owns owned manages managed serving employing costing
    """
)
# What an amount is often called, right before it: "revenue $5m".
NAMES = vocabulary(
    """
    revenue revenues sales turnover profit profits income earnings ebitda ebit margin funding raise valuation value
    price cost costs spending capex budget debt dividend gdp inflation unemployment rate share stake headcount
    workforce staff output capacity total eps arr mrr aum cash orders fee salary pay magnitude ratio
    index score level yield
    """
)
# Changes upwards, which give no sign, and downwards, which make what follows negative.
RISES = vocabulary(
    """
    up rose rise rises risen rising grew grow grows grown growing growth gained gain gains increased increase
    increases jumped jump jumps climbed climb climbs surged surge surges soared soar soars advanced advance advances
    added add adds expanded expand expands higher improved improve improves boosted boost raised raise raises
    doubled
    """
)
FALLS = vocabulary(
    """
    down fell fall falls fallen falling dropped drop drops dropping declined decline declines declining decreased
    decrease decreases dipped dip dips slid slide slides slipped slip slips sank sink sinks slumped slump slumps
    plunged plunge plunges tumbled tumble tumbles shrank shrink shrinks shrunk contracted contract contracts lower
    less fewer lost lose loses losing shed sheds off reduced reduce reduces cut cuts trimmed trim trims lowered
    lowers retreated retreat retreats depreciated depreciate depreciates weakened weaken weakens eased ease eases
    below
    """
)
LOSSES = vocabulary(
    """
    loss losses deficit deficits shortfall decline declines decrease decreases drop drops fall falls dip dips slump
    slumps plunge reduction reductions contraction downturn
    """
)
CHANGED = vocabulary(
    """
    narrowed narrows narrow widened widens widen shrank shrinks grew grows swelled rose rises fell falls
    """
)
# After these the figure is not what is stated.
DENIALS = vocabulary(
    """
    not no never without neither nor denied except unlike few most majority minority many could should would may might
    will can must
    """
)
# Adjectives of time before an amount of money make it a rate.
TIMELY = {
    **dict.fromkeys(("annual", "annualised", "annualized", "yearly", "p.a", "p.a."), "year"),
    **{
        "apiece": "piece",
        "quarterly": "quarter",
        "monthly": "month",
        "weekly": "week",
        "daily": "day",
        "hourly": "hour",
    },
}
_BEFORE = {
    Bound.under: ("max", "max.", "maximum", "upto", "ceiling of", "cap of", "capped at", "<=", "=<"),
    Bound.over: ("min", "min.", "minimum", "floor of", ">=", "=>"),
    Bound.about: ("est", "est.", "≅", "perhaps", "possibly", "maybe"),
}
_AFTER = {
    Bound.under: ("maximum", "max", "max.", "at most", "at the most", "tops", "or less", "or fewer"),
    Bound.over: ("minimum", "min", "min.", "at least", "and more", "and up", "and counting", "or more"),
    Bound.about: ("approx", "approx.", "approximately", "est", "est.", "estimated", "estimate", "circa"),
}
BOUNDS_BEFORE = {phrase: bound for bound, phrases in _BEFORE.items() for phrase in phrases}
BOUNDS_AFTER = {phrase: bound for bound, phrases in _AFTER.items() for phrase in phrases}
# What begins a tail that says of what, in what, since when: all that follows it is open, but for a second number.
PREPOSITIONS = vocabulary(
    """
    of in for from on at by to over within since until till through throughout during before after between among
    across per with as against versus vs vs. into under than compared when while via due including excluding excl
    incl ex led because following based around about last this next each every so or and above plus but which that who
    """
)
ADVERBS = vocabulary(
    """
    worldwide globally nationwide annually yearly here there today yesterday overall altogether respectively
    year-on-year year-over-year quarter-on-quarter month-on-month y/y yoy qoq q/q m/m y-o-y
    """
)
# What makes the amount before it negative.
FALLS_AFTER = vocabulary(
    """
    fall falls drop drops decline declines decrease decreases cut cuts dip dips slump plunge reduction reductions
    contraction loss losses deficit deficits shortfall downturn lower less fewer down below negative
    smaller cheaper weaker slower shorter narrower lighter thinner poorer
    """
)
# What may stand right after an amount of money: a word that says what it is, or how it is paid.
AFTER_MONEY = vocabulary(
    """
    deduction bailout lawsuit verdict award prize subsidy subsidies aid tax taxes credits refund rebate premium
    ransom property project plant factory campus center centre infrastructure bill program programme scheme
    initiative pledge commitment donation fundraise fundraising purchase sale buyout merger listing offering line
    note notes mortgage overrun backlog pipeline economy industry business company startup firm stimulus relief
    rescue expansion upgrade ticket tuition rent wage wages surplus writedown write-down write-off impairment charge
    charges provision provisions expense expenses outlay expenditure damages compensation payout payments payroll
    royalties sponsorship contracts deals orders swap position portfolio assets liabilities holdings reserves
    deposits endowment loans bonds grants investments acquisitions money cost costs spending value price invoice
    bounty reward salary pension pot all-cash all-stock cash-and-stock new government federal state public private
    multi-year one-time one-off convertible secured unsecured senior syndicated green sovereign strategic growth
    venture angel bridge fresh extra additional more data-center data-centre ai share-buyback shares stock revolving
    post-money pre-money cash series round net gross loss profit income revenue revenues sales turnover deal
    investment funding raise valuation fine settlement loan bond budget debt equity stake contract grant fund worth
    total savings ipo credit facility package plan fee bonus dividend buyback ebitda ebit earnings capex seed
    pre-tax after-tax post-tax operating ex-dividend short-term long-term annual quarterly monthly weekly daily eps
    market upfront committed financing acquisition takeover bid offer order penalty market-cap capital payment
    """
)
# Nouns that would be counted, but say something about the number: it is not read whole.
NOT_COUNTED = vocabulary(
    """
    worse short shy behind fewer less lower under below percent percents percenter percenters figure figures digit
    digits score scores
    hundred hundreds thou grand halve half third thirds quarter fifth tenth hundredth thousandth teen teens zillion
    max min maximum minimum minus plus times yearling odd prozent prosent procent procento procenta percento
    percentuale por pour porcento pourcent promille prozentpunkte percentuali tys tyś тыс млн млрд трлн mkr mdkr mia mio
    mrd tsd mld mlrd mln mil mille mila tusen tausend tusind tuhat ezer tysiąc tysięcy hundert juta ribu miliar
    triliun milyar milyon bin δισ εκατ χιλ millioner milliarder milliárd millió miljoen miljard miljoner miljarder
    millionen milliarden billionen trillionen milhões bilhões trilhões millones milioni miliardi milionów miliardów
    tỷ triệu migliaia milhares milhar milliers mii tkr
    """
)
# Names of currencies, which no counted noun or tail right after a number may hold.
MONEY_WORDS = vocabulary(
    """
    dollar dollars euro euros pound pounds sterling yen yuan renminbi rupee rupees won rouble roubles ruble rubles
    krone kroner krona kronor franc francs peso pesos real reais rand zloty zł forint lira lire baht ringgit rupiah
    dirham dirhams riyal riyals rial rials dinar dinars shekel shekels kr руб рублей ευρώ tl
    """
)
# How an aside in brackets may begin that says something about the amount, but does not change it.
ASIDES = vocabulary(
    """
    ex ex-tac excl excluding incl including unaudited audited led adjusted unadjusted provisional preliminary
    estimate reported rounded source see note before after net gross of sic disputed corrected revised restated as
    at in on by since through q1 q2 q3 q4 h1 h2 fy pro non-gaap gaap constant from was previously vs versus compared
    against up down about approx or i.e ie that which with for per excl. incl. than
    """
)
# Metrics whose "8.95m" are metres.
LENGTH_METRICS = vocabulary(
    """
    height length distance depth width altitude elevation jump throw vault tall long deep
    """
)
