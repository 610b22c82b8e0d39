"""Units that measure the same, with their factors, and nouns that count the same, as literals.

Sources: the SI Brochure (9th edition, 2019), tables 4, 7 and 8, for the SI and what is used with it; NIST SP 811,
appendix B.8, for feet, yards, miles, acres, pounds and stones, exact since 1959; IEC 80000-13 for the byte, whose
prefixes are those of the SI. Tons, gallons, pints and ounces are several units of one name; barrels, carats and
horsepower are compared with none but themselves.
"""

from decimal import Decimal

from ledger.figures.vocabulary.numbers import vocabulary

# The base unit of a dimension, and the others with their sizes in it.
_TABLE = """
metre: kilometre 1000, centimetre 0.01, millimetre 0.001, micrometre 0.000001, nanometre 0.000000001, inch 0.0254,
    foot 0.3048, yard 0.9144, mile 1609.344, nautical mile 1852
square metre: hectare 10000, square kilometre 1000000, square foot 0.09290304, square yard 0.83612736,
    acre 4046.8564224, square mile 2589988.110336
litre: millilitre 0.001, cubic metre 1000, cubic foot 28.316846592
tonne: kilotonne 1000, megatonne 1000000, gigatonne 1000000000, kilogram 0.001, gram 0.000001, milligram 0.000000001,
    microgram 0.000000000001, pound 0.00045359237, stone 0.00635029318
watt: kilowatt 1000, megawatt 1000000, gigawatt 1000000000, terawatt 1000000000000
watt hour: kilowatt hour 1000, megawatt hour 1000000, gigawatt hour 1000000000, terawatt hour 1000000000000
hertz: kilohertz 1000, megahertz 1000000, gigahertz 1000000000
byte: kilobyte 1000, megabyte 1000000, gigabyte 1000000000, terabyte 1000000000000, petabyte 1000000000000000
megabit: gigabit 1000
megabit per second: gigabit per second 1000
pascal: kilopascal 1000, megapascal 1000000
kilometre per hour: mile per hour 1.609344, knot 1.852, metre per second 3.6
part per billion: part per million 1000
second: minute 60, hour 3600, day 86400, week 604800, fortnight 1209600
month: quarter 3, year 12, decade 120, century 1200
%: fraction 100
pp: bp 0.01
GBP: penny 0.01
"""


def _factors() -> dict[str, tuple[str, Decimal]]:
    found: dict[str, tuple[str, Decimal]] = {}
    for line in _TABLE.replace("\n    ", " ").strip().splitlines():
        base, _, others = line.partition(": ")
        found[base] = base, Decimal(1)
        for other in others.split(", "):
            unit, _, factor = other.rpartition(" ")
            found[unit] = base, Decimal(factor)
    return found


# The base unit of each unit, and its size in it. A fraction is a count below one in words or as "one in five".
FACTORS = _factors()
# Money of which a cent is a hundredth; alone, it is not known whose cent it is.
WITH_CENTS = vocabulary(
    """
    USD EUR AUD CAD NZD SGD HKD ZAR TWD JMD TTD BBD BSD BZD FJD KES UGX TZS LKR MUR NAD XCD
    """
)
# Units with a zero of their own: 20 degrees are not twice 10.
TEMPERATURES = vocabulary("degree") | {"degree Celsius", "degree Fahrenheit"}
# Nouns for jobs and for those who hold them.
JOBS = vocabulary("job employee worker staff staffer personnel position role post")
# Nouns for persons, of whom "people" may be said, too.
PERSONS = JOBS | vocabulary(
    """
    adult child customer man member participant passenger patient person player reader resident student subscriber user
    viewer visitor voter woman
    """
)
