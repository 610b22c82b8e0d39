"""Write a ledger of any size: `python -m benchmarks.generate 10000 > claims.yaml`."""

import random
import sys

from ledger.loading import load_text

_COMPANIES = 400
_METRICS = ("valuation", "funding", "annualised revenue", "headcount", "capital expenditure", "operating margin")
_OUTLETS = ("Reuters", "Bloomberg", "CNBC", "Financial Times", "The Wall Street Journal", "Handelsblatt", "Le Monde")
_WORDS = [
    "the",
    "round",
    "values",
    "company",
    "after",
    "money",
    "investors",
    "say",
    "report",
    "growth",
    "market",
    "compute",
    "chips",
    "cloud",
    "data",
]


def ledger(claims: int, seed: int = 1) -> str:
    """A ledger of so many claims, about 310 bytes each; one in ten cites a declared source, one in twenty none."""
    draw = random.Random(seed)
    keys = max(1, claims // 100)
    lines = ["heading: A generated ledger", "", "sources:"]
    for number in range(keys):
        outlet = draw.choice(_OUTLETS)
        lines += [
            f"  source-{number}:",
            f"    publisher: {outlet}",
            f"    title: Report {number} on the market",
            f"    url: https://www.{outlet.replace(' ', '').lower()}.com/report/{number}",
            f"    date: {_day(draw)}",
        ]
    lines += ["", "claims:"]
    for number in range(claims):
        company = f"Company {draw.randrange(_COMPANIES)}" if number % 50 else "OpenAI"
        sentence = " ".join(draw.choices(_WORDS, k=9))
        lines += [
            f"  - id: claim-{number}",
            f"    company: {company}",
            f"    claim: {company} and {sentence}.",
            f"    metric: {draw.choice(_METRICS)}",
            f"    figure: ${draw.randrange(1, 1000)} {draw.choice(('million', 'billion'))}",
        ]
        kind = draw.random()
        if kind < 0.1:
            lines.append(f"    source: source-{draw.randrange(keys)}")
        elif kind < 0.95:
            outlet = draw.choice(_OUTLETS)
            lines += [
                f"    date: {_day(draw)}",
                f"    publisher: {outlet}",
                f"    title: {' '.join(draw.choices(_WORDS, k=6))} {number}",
                f"    url: https://www.{outlet.replace(' ', '').lower()}.com/markets/{number}/",
            ]
        lines.append("")
    return "\n".join(lines)


def journal(claims: int, seed: int = 1) -> str:
    """The same claims as a journal for the accounting programs ledger and hledger: a transaction for each."""
    lines = []
    for claim in load_text(ledger(claims, seed), "claims.yaml").claims:
        date = claim.published or "2026-01-01"
        publisher = claim.citations[0].source.publisher if claim.citations else "nobody"
        amount = claim.figure.partition(" ")[0]
        lines.append(
            f"{date.replace('-', '/')} {claim.claim}\n    {claim.company[0]}:{claim.metric}  {amount}\n"
            f"    Sources:{publisher}\n"
        )
    return "\n".join(lines)


def _day(draw: random.Random) -> str:
    return f"{draw.randrange(2020, 2027)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"


if __name__ == "__main__":
    sys.stdout.write(ledger(int(sys.argv[1])))
