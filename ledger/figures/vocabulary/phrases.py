"""The words around a number that tell what it means, as literals."""

from ledger.figures.figure import Bound
from ledger.figures.vocabulary.numbers import table, vocabulary

# Words that bound a figure, before and after it.
_BEFORE = {
    Bound.over: """
        more than | over | above | at least | exceeding | exceed | exceeds | exceeded | in excess of |
        greater than | higher than | larger than | bigger than | longer than | better than | upwards of |
        upward of | no less than | not less than | no fewer than | well over | just over |
        a little over | slightly over | a bit over | just above | well above | slightly more than |
        just more than | little more than | far more than | north of | beyond | a minimum of |
        minimum of | minimum | as little as | as few as | surpass | surpasses | surpassed | surpassing |
        topped | topping | older than | well in excess of | not fewer than | > | ≥ | ⩾ | ＞
    """,
    Bound.under: """
        less than | fewer than | under | below | up to | at most | no more than | not more than |
        as many as | as much as | as high as | a maximum of | maximum of | maximum | lower than |
        smaller than | shorter than | younger than | just under | well under | slightly under |
        just below | well below | slightly less than | just less than | shy of | just shy of | short of |
        just short of | south of | no greater than | no higher than | no longer than | a little under |
        a little less than | far less than | a cap of | < | ≤ | ⩽ | ＜
    """,
    Bound.about: """
        about | around | approximately | approx | approx . | roughly | some | nearly | almost |
        close to | an estimated | estimated | estimated at | estimated to be | circa | c . | ca . | ca |
        near | nearing | approaching | in the region of | in the order of | on the order of |
        in the neighbourhood of | in the neighborhood of | something like | more or less | not quite |
        virtually | practically | barely | scarcely | hardly |
        close on | around about | as close to | ~ | ≈ | ∼ | ≃ | ～
    """,
}
_AFTER = {
    Bound.over: """
        or more | or above | or higher | or over | or older | or longer | or greater | or better |
        or upwards | and above | and over | and up | and older | plus | +
    """,
    Bound.under: """
        or less | or fewer | or under | or below | or lower | or younger | or shorter | and under |
        and below
    """,
    Bound.about: """
        or so | ish | odd | or thereabouts | give or take
    """,
}


def _phrases(table: dict[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): bound for bound, row in table.items() for phrase in row.split("|")}


BEFORE = _phrases(_BEFORE)
AFTER = _phrases(_AFTER)
LAST = {phrase[-1]: max(len(p) for p in BEFORE if p[-1] == phrase[-1]) for phrase in BEFORE}
FIRST = frozenset(phrase[0] for phrase in AFTER)
BETWEEN = frozenset({"a", "an", "the", "record", "another", "whopping", "further", "additional"})
DURING = vocabulary("day week month year decade hour quarter")
STRICT = vocabulary("just well for of after is was took lasting lasted takes little by")

# Words of change: after them, "from" and "to" give two figures, not a range.
CHANGES = vocabulary(
    """
    rose rise rises risen rising fell fall falls fallen falling jumped jump jumps jumping climbed
    climb climbs climbing grew grow grows grown growing increased increase increases increasing
    decreased decrease decreases decreasing dropped drop drops dropping cut cuts cutting raised
    raise raises raising slipped slip slips slid slide slides gained gain gains gaining lost lose
    loses soared soar surged surge surges surging plunged plunge plunges tumbled tumble tumbles up
    down moved shrank shrunk shrink narrowed narrow widened widen expanded expand edged eased ease
    declined decline declines declining doubled tripled went gone advanced slashed boosted boost
    boosts lifted lowered reduced reduce trimmed trim improved improve swelled ballooned dipped
    halved quadrupled leapt leaped rallied retreated sank change changed
    """
)

# Verbs with "over": "handed over 412,300" is no bound.
HANDED = vocabulary("hand hands handed handing turn turns turned turning sign signed signing roll rolled carry carried")
# What a number of times is a multiple of, or by: "18 times earnings", "three times as many".
MULTIPLIED = vocabulary(
    """
    as more less the its his her their our your that those what earnings sales revenue revenues ebitda profit profits
    income book forward expected annual oversubscribed covered better worse
    """
)
GROWN = vocabulary(
    "rise rises rose grow grows grew grown increase increases increased multiplied jumped up by trade trades traded"
)
# Words before "up to" after which it means "to": "edged back up to 6.1%".
MOVED_UP = CHANGES | vocabulary("back inched ticked crept nudged shot all way headed")
# Words of an outlook: in their clause "to" joins the two ends of a range.
OUTLOOK = vocabulary(
    """
    expects expect expected sees seen forecast forecasts guided guides guidance projects projected predicts predicted
    estimates may might could should would will likely outlook range
    """
)
RANGE_NOUNS = vocabulary("range ranges band bracket corridor window guidance forecast estimate")
# What a part of something is not, unlike "half the shops": "the second half of the year".
NTH = vocabulary("first second third fourth last latter other final early late opening closing this next")
# Words before the years of a life.
AGES = vocabulary("age ages aged")

# Words that may stand between the separator of a range and its end.
APPROXIMATELY = vocabulary("about around roughly approximately nearly almost")

# What can follow "a third" if it is a figure, unlike "a third party".
FUNCTION = vocabulary(
    """
    of the a an in to from since this last more less and or as but by for on at its their his her
    that is are was were have has had said what those when while over between who so if all with
    than higher lower larger smaller bigger fewer cheaper dearer faster slower longer shorter older
    younger taller
    """
)

# "100m sprint", "2m-high": after these words "m" is a metre.
LENGTHS = vocabulary(
    """
    tall taller long longer wide wider deep deeper high higher away above below sprint sprinter race freestyle hurdles
    backstroke breaststroke butterfly medley relay yacht superyacht boat ship vessel crane tower mast statue pool wall
    fence bridge tunnel trench dive drop climb cliff tree wave antenna spire telescope walk swim ferry barge
    """
)
# "4K TV", "5K run": before these words "K" is part of a name.
AFTER_K = vocabulary(
    """
    tv tvs television televisions video videos display displays screen screens monitor monitors camera cameras
    resolution footage run runs runner runners race races ultra uhd hdr streaming content projector panel panels
    """
)

# What an amount can be a rate of: "a year", "/hr". Each form, and its name.
RATED = table(
    """
year: year yr annum
quarter: quarter
month: month mo
week: week wk
day: day
night: night
hour: hour hr h
minute: minute min
second: second sec
share: share
barrel: barrel bbl
tonne: tonne
ton: ton
ounce: ounce oz
gallon: gallon
litre: litre liter l
mile: mile
kilometre: kilometre kilometer km
kilogram: kilogram kg kilo
pound: pound lb
bushel: bushel
acre: acre
hectare: hectare ha
square metre: m²
square foot: ft²
kilowatt hour: kwh
megawatt hour: mwh
person: person head capita pop
employee: employee
household: household
customer: customer
user: user
subscriber: subscriber
passenger: passenger
patient: patient
student: student
pupil: pupil
child: child
seat: seat
ticket: ticket
unit: unit
piece: piece
dose: dose
game: game
match: match
trip: trip
ride: ride
visit: visit
token: token
"""
)
ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
# "$5 billion a year earlier" is no rate.
AFTER_TIME = vocabulary("later earlier ago before after from old on previously prior hence")

# Words joined to a number by a hyphen that it does not count: "a 20-something".
JOINED = frozenset({"something", "somethings", "strong"})

# The search for a noun ends at one of these.
STOPS = vocabulary(
    """
    a about above after again against ago all also although am among an and are around as at be
    because been before behind being below between both but by came come could did do does down
    during each ended every fell for from gave get given had has have he her here him his how i if
    in into is it its just last less like made may might more most must my near next no nor not now
    of off on once one only onto or our out over own per plus rose said saw says she should since so
    some soon such than that the their them then there these they this those though through til till
    times to today together tomorrow too toward towards under until up upon us versus very via vs
    was we were what when where which while who whom whose why will with within without would
    yesterday yet you your according always perhaps sometimes besides else compared died went took
    got remain remains became rises falls gains drops loses adds begins starts ends goes gets takes
    makes comes including nearly almost roughly approximately approx respectively
    """
)

MONTHS = vocabulary(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """
)
CLOCK = vocabulary("am pm o'clock o’clock gmt est edt bst pst pdt utc cet")

# Words before a number that identifies something: "category 4", "No. 5".
NUMBERING = vocabulary(
    """
    act appendix article articles bus category channel chapter class clause division episode exhibit
    exit figure fig flight form gate generation grade group highway interstate item lesson level no
    nos number note page pages para paragraph part phase pillar platform pp q question rank ranked
    reactor room round route row rule schedule season section sections series slide stage step table
    terminal tier title top track type v version vol volume ward zone sp nasdaq ftse dow cac
    """
)

# Words before an early year: "in 1215".
YEARLY = vocabulary("in since until till by from before after circa of between to year the late early mid")

# What follows a number in the name of a product.
EDITIONS = vocabulary("Pro Max Plus Ultra Mini Air")
CALENDAR = MONTHS | vocabulary("monday tuesday wednesday thursday friday saturday sunday gmt")

# Words that are capitalised only at the start of a sentence, or that never end a name.
OPENERS = STOPS | vocabulary(
    """
    another any around approximately exactly fewer first second third least nearly almost roughly
    estimated meanwhile currently altogether overall total combined additional between just only mr
    mrs nasdaq dow index shares ended plus minus at these those despite of some
    """
)

# After the figure in a field: words before a time, and before what it is a part of or compared with.
TIMED = vocabulary(
    """
    in over within during for by since until till through throughout at as this last next every each after before
    between early late mid fiscal year ending ended end quarter half on around
    """
)
PERIODS = vocabulary("quarter quarters half year years fiscal financial months weeks days")
# Words that look like a misspelt scale.
NOT_SCALES = vocabulary("medallion medallions rebellion rebellions bullion mullion mullions")
COMPARED = vocabulary("of from than versus vs against with to compared")

# Words at the start of a field that make its figure negative, and in a metric that already do.
LOSS_NOUNS = vocabulary(
    """
    loss losses deficit shortfall decline decrease drop fall dip slump plunge reduction contraction
    """
)
LOSS_VERBS = vocabulary(
    """
    lost down off fell dropped declined decreased dipped slid slipped sank slumped plunged tumbled shrank contracted
    lower shed
    """
)
LOSS_METRICS = LOSS_NOUNS | vocabulary("losses declines decreases drops falls reductions cuts layoffs")
# Words in a sentence after which a bracketed amount is negative, and whose figure may be given as a loss.
LOSS_WORDS = (
    LOSS_NOUNS | LOSS_VERBS | vocabulary("lose loses losing fall falls falling decline declines negative minus")
)
