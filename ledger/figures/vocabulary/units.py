"""Units: percentages, durations, measures and nouns."""

from ledger.figures.vocabulary.currencies import CURRENCY_WORDS, NATIONAL
from ledger.figures.vocabulary.numbers import table

PERCENT = table(
    """
%: % ％ percent per_cent pct pc
pp: percentage_point percentage_points percent_point percent_points per_cent_points %_points pp ppt ppts pps
bp: basis_point basis_points bp bps
"""
)

DURATIONS = table(
    """
second: second seconds secs sec
minute: minute minutes mins min
hour: hour hours hrs hr
day: day days
night: night nights
week: week weeks
fortnight: fortnight
month: month months
quarter: quarter quarters
year: year years yr yrs yo
decade: decade decades
century: century centuries
"""
)

# Measures and the ways in which they are written. The symbols are those of the SI, the US and the UK.
MEASURES = table(
    """
metre: metre metres meter meters m
kilometre: kilometre kilometres kilometer kilometers km kms
centimetre: centimetre centimetres centimeter centimeters cm
millimetre: millimetre millimetres millimeter millimeters mm
micrometre: micrometre micrometres micrometer micrometers micron microns μm µm um
nanometre: nanometre nanometres nanometer nanometers nm
mile: mile miles
yard: yard yards yd yds
foot: foot feet ft
inch: in inch inches ″
nautical mile: nautical_mile nautical_miles
light year: light_year light_years
acre: acre acres
hectare: hectare hectares ha
square metre: square_metre square_metres square_meter square_meters sq_m sqm sq_metres m² m2
square foot: square_foot square_feet sq_ft sqft sq_feet ft²
square kilometre: square_kilometre square_kilometres square_kilometers square_kilometer square_km sq_km km²
square mile: square_mile square_miles sq_mi sq_miles
square yard: square_yard square_yards
cubic metre: cubic_metre cubic_metres cubic_meter cubic_meters cu_m m³ m3
cubic foot: cubic_foot cubic_feet cu_ft
litre: litre litres liter liters l
millilitre: millilitre millilitres milliliter milliliters ml mL
gallon: gallon gallons
pint: pint pints
ounce: ounce ounces oz fluid_ounce fluid_ounces
barrel: barrel barrels bbl
barrel per day: barrels_per_day barrels_a_day barrel_a_day barrel_per_day bpd
gram: gram grams gramme grammes g
kilogram: kilogram kilograms kilogramme kilogrammes kg kgs kilo kilos
milligram: milligram milligrams mg
microgram: microgram micrograms μg µg mcg
pound: lb lbs
stone: stone
tonne: t tonne tonnes metric_ton metric_tons
ton: ton tons
carat: carat carats
gigatonne: gigatonne gigatonnes gigaton gigatons Gt
megatonne: megatonne megatonnes megaton megatons Mt
kilotonne: kilotonne kilotonnes kiloton kilotons kt
watt: watt watts W
kilowatt: kilowatt kilowatts kW
megawatt: megawatt megawatts MW
gigawatt: gigawatt gigawatts GW
terawatt: terawatt terawatts TW
kilowatt hour: kWh kilowatt_hour kilowatt_hours
megawatt hour: MWh megawatt_hour megawatt_hours
gigawatt hour: GWh gigawatt_hour gigawatt_hours
terawatt hour: TWh terawatt_hour terawatt_hours
volt: volt volts V
amp: amp amps
milliamp hour: mAh
hertz: hertz Hz HZ
kilohertz: kHz khz Khz KHz kilohertz
megahertz: MHz mhz Mhz megahertz
gigahertz: GHz ghz Ghz gigahertz
byte: byte bytes
kilobyte: KB kilobyte kilobytes
megabyte: MB megabyte megabytes
gigabyte: GB gigabyte gigabytes gigs
terabyte: TB terabyte terabytes
petabyte: PB petabyte petabytes
megabit per second: Mbps mbps megabits_per_second megabit_per_second megabits_a_second megabit_a_second
gigabit per second: Gbps gbps gigabits_per_second gigabit_per_second gigabits_a_second gigabit_a_second
megabit: Mb Mbit megabit megabits
gigabit: Gb Gbit gigabit gigabits
megapixel: megapixel megapixels MP
horsepower: horsepower hp bhp
newton metre: Nm newton_metre newton_metres
pound foot: lb_ft pound_feet
mile per hour: mph miles_per_hour miles_an_hour mile_an_hour mile_per_hour
kilometre per hour: km_h kph kmh kmph km_per_hour km_an_hour
kilometre per hour: kilometres_per_hour kilometers_per_hour kilometres_an_hour kilometers_an_hour
mile per gallon: mpg miles_per_gallon
knot: knot knots
degree: degree degrees °
degree Celsius: °c C ℃ degrees_celsius degree_celsius celsius degrees_c degrees_centigrade
degree Fahrenheit: °f F ℉ degrees_fahrenheit degree_fahrenheit fahrenheit degrees_f
kelvin: kelvin
calorie: calorie calories kcal kcals
decibel: decibel decibels dB
pascal: pascal pascals
megapascal: MPa
kilopascal: kPa
psi: psi
ksi: ksi
part per million: parts_per_million part_per_million ppm
part per billion: parts_per_billion part_per_billion ppb
x: x × times fold
year: year_old years_old year_olds year-olds
month: month_old months_old
week: week_old weeks_old
day: day_old days_old
point per game: ppg
rebound per game: rpg
assist per game: apg
people: people persons person
mile per second: miles_per_second
metre per second: metres_per_second meters_per_second metre_per_second m_per_second m_s
rpm: rpm
frame per second: fps
"""
)
MEASURES |= {name: name for name in MEASURES.values()}

# All units, by their written or lower-case form.
KNOWN = MEASURES | DURATIONS | PERCENT | CURRENCY_WORDS | NATIONAL

# Plurals that do not end in "s".
PLURALS = {
    many: singular
    for singular, many in {
        "people": "people",
        "child": "children",
        "man": "men",
        "woman": "women",
        "foot": "feet",
        "tooth": "teeth",
        "mouse": "mice",
        "wife": "wives",
        "life": "lives",
        "policeman": "policemen",
        "police": "police",
        "staff": "staff",
        "cattle": "cattle",
        "sheep": "sheep",
        "aircraft": "aircraft",
        "personnel": "personnel",
    }.items()
}


def singular(word: str) -> str:
    """The counted noun, in the singular if that can be derived by rule."""
    if word in PLURALS:
        return PLURALS[word]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "xes", "sses")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return PLURALS.get(word, word)


def plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return word in PLURALS or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    )
