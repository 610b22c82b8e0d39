"""What news measures, and the words that speak of it: one quantity a line.

`_` in a phrase stands for up to four words: `let _ go` is in "let 340 people go".
"""

from collections.abc import Sequence

# Words for one quantity; a sentence about one of these is not about another.
_TABLE = """
    valuation: valuation, valuations, valued, value, values, valuing, worth, priced at, market capitalisation,
        market capitalization, market cap
    funding: funding, fund, raised, raise, raises, raising, fundraising, financing, secured, secures, securing,
        pulled in from investors, investment round
    revenue: revenue, revenues, turnover, turned over, sales, top line, topline, takings, took in, takes in,
        brought in, brings in, receipts, billings
    profit: profit, profits, profitable, earnings, earned, net income, bottom line, surplus, ebit, ebitda
    loss: loss, losses, lost, deficit, shortfall, in the red
    eps: eps, earnings per share, earned per share, profit per share
    margin: margin, margins
    cost: cost, costs, costing, spending, spent, spend, spends, expenditure, expense, expenses, budget, budgets, capex,
        outlay, outlays, set _ back, price tag, bill
    capex: capex, capital expenditure, capital expenditures, capital spending, capital outlay, capital outlays,
        capital investment
    investment: investment, investments, invest, invests, invested, investing, is putting, are putting, put into,
        putting _ into, puts _ into, set aside, sets aside, ploughed into, plough into, pour into, poured into,
        earmarked, commit, committed
    price: price, prices, starting price, base price, list price, entry price, priced, pricing, fee, fees, fare, fares,
        charge, charges, tariff, sells for, sell for,
        sold for, goes for, fetched, fetches, fetch, starts at, start at, starting at, begins at, begin at, retails at,
        retails for, set you back
    debt: debt, debts, borrowed, borrow, borrowing, borrowings, loan, loans, bond, bonds, owes, owed, liabilities
    dividend: dividend, dividends
    buyback: buyback, buybacks, buy back, buying back, bought back, repurchase, repurchases, repurchased
    guidance: guidance, guided, outlook
    fine: fine, fined, fines, fining, penalty, penalties, settlement, hit with
    staff: staff, staffed, employees, employee, employed, employs, employ, employing, workers, workforce, headcount,
        head count, payroll, personnel
    layoffs: layoffs, layoff, laid off, lay off, lays off, laying off, laid, redundancies, redundancy, redundant,
        sacked, sack, sacking, dismissed, dismissals, job cuts, jobs cuts, job losses, jobs are gone,
        jobs will go, jobs to go, cut _ jobs, cuts _ jobs,
        cutting _ jobs,
        cut _ staff, cut _ positions, cut _ posts, cut _ roles, cutting _ staff, cutting _ positions, cutting _ posts,
        cutting _ roles, axe _ jobs, axed _ jobs, shed _ jobs, sheds _ jobs, shedding _ jobs, let _ go, lets _ go,
        letting _ go, part ways with, parted ways with, shown _ the door, showing _ the door, show _ the door,
        lose their jobs, lost their jobs, losing their jobs, out of work, eliminate _ jobs, eliminated _ jobs,
        eliminate _ positions, eliminated _ positions, eliminating _ positions, fired
    hires: hired, hire, hires, hiring, recruited, recruit, recruits
    vacancies: vacancies, vacancy, vacant, unfilled, open positions, jobs that nobody is doing, posts that nobody
    users: users, used by, customers, clients, subscribers, subscriptions, members, membership, downloads, downloaded,
        accounts, patrons
    viewers: viewers, viewership, watched, tuned in, audience
    deaths: deaths, death, died, dead, killed, kill, kills, killing, toll, fatalities, fatality, victims, perished,
        lost their lives, lives
    injuries: injured, wounded, injuries, hurt
    arrests: arrested, arrests, detained, charged with
    evacuated: evacuated, evacuees, evacuation, displaced, displacement, driven from, drove _ from their homes,
        drove from their homes, forced from their homes, forced _ from their homes, fled their homes, left their homes,
        homeless
    votes: votes, vote, voted, voters, voter, ballots, ballot, turnout
    seats: seats, seat, majority
    population: population, inhabitants, residents, home to
    attendance: attended, attendance, attendees, crowd, crowds, spectators, fans, drew
    emissions: emissions, emission, emitted, emits, emit, carbon, co2, into the air, into the atmosphere
    capacity: capacity
    production: production, produced, produces, produce, producing, output, turn out, turns out, turned out,
        manufactured
    deliveries: delivered, deliver, delivers, delivering, deliveries, handed over, hands over, shipped, ships, shifted,
        shipments
    recall: recalled, recall, recalls, recalling, called back, call back, calling back
    range: range, on a charge, per charge, on one charge, on a single charge
    inflation: inflation
    unemployment: unemployment, jobless
    temperature: temperature, temperatures, warming, warmer, hotter, cooler, colder, heat
    rainfall: rainfall, rain
    area: burnt, burned, burn, scorched, charred
    goals: goals, goal, scored
    points: points
    salary: salary, salaries, wage, wages, earns, pay rise, pay rises, pay deal, pay demand, pay award, pay gap, pay cut
    aid: aid, donated, donation, donations, pledged
    exports: exports, export, exported, exporting, exporters, went abroad, go abroad, sold abroad, shipped abroad,
        went overseas, sold overseas
    imports: imports, import, imported, importing
    shares: shares
    tax: tax, taxes, levy, duty, duties
    contract: contract, contracts
    takeover: takeover, take over, takes over, taken over, taking over, took over, acquisition, acquire, acquired,
        acquires, acquiring, buy, buys, bought, buying, buyout, merger
    stake: stake, stakes, holding, shareholding
    share: share, market share, made up, make up, makes up, accounted for, account for, accounts for
    visitors: arrivals, visitor, tourist, visitors, visits, tourists, visited
    leaks: leak, leaks, leaked, leakage, leaking
    supply: supplied, supplies, supply
    harvest: harvested, harvest, harvests, yielded, reaped
    launches: launch, launches, launched, rockets, lift off, lifted off
    escapes: escaped, escapes
    rescues: rescue, rescues, rescued, pulled _ from the water, saved
    churn: churn, churned, cancel, cancelled, cancellations, leave
    waiting: waiting list, waiting lists, queue, backlog, waited, waits, waiting
    inventory: inventory, inventories, stock of, stockpile
    shops: shops, shop, stores, store, outlets, outlet, branches, boutiques, restaurants
    age: aged, age
"""
_GAP = 4


def _phrases() -> tuple[dict[str, str], dict[str, list[tuple[tuple[str, ...], str]]]]:
    single: dict[str, str] = {}
    longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    joined = _TABLE.replace(",\n        ", ", ")
    for line in joined.strip().splitlines():
        name, _, forms = line.strip().partition(": ")
        for form in forms.split(", "):
            words = tuple(form.split())
            if len(words) == 1:
                single[words[0]] = name
            else:
                longer.setdefault(words[0], []).append((words, name))
    return single, longer


_SINGLE, _LONGER = _phrases()
Span = tuple[int, int, str]  # the first word, the one after the last, and the quantity


def spans_of(words: Sequence[str]) -> list[Span]:
    """Where words speak of a quantity; a word may belong to several, as "capital expenditure" to two."""
    found: list[Span] = []
    for at, word in enumerate(words):
        for phrase, name in _LONGER.get(word, ()):
            if end := _end(words, at, phrase):
                found.append((at, end, name))
        if name := _SINGLE.get(word, ""):
            found.append((at, at + 1, name))
    return found


def _end(words: Sequence[str], at: int, phrase: Sequence[str]) -> int:
    """The index after a phrase that begins at an index; 0 if it does not stand there."""
    place = at
    free = 0
    for part in phrase:
        if part == "_":
            free = _GAP
            continue
        while free and place < len(words) and words[place] != part:
            place += 1
            free -= 1
        if place >= len(words) or words[place] != part:
            return 0
        place += 1
        free = 0
    return place


def quantities(words: Sequence[str]) -> frozenset[str]:
    """What is measured, as far as it can be told by its words."""
    spans = spans_of(words)
    found = {name for start, end, name in spans if not any(_within((start, end), other[:2]) for other in spans)}
    if "capex" in found:
        found |= {"investment", "cost"}
    if "cost" in found:
        found.add("price")  # what costs has a price
    return frozenset(found)


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a span is a part of a longer one."""
    return other[0] <= span[0] and span[1] <= other[1] and span != other
