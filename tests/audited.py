"""The ledgers that several tests of the audit read, and the auditors of them."""

from ledger.drafts.audit import Auditor
from ledger.drafts.confirming import Confirmer
from ledger.loading import load_text

LEDGER = """\
companies:
  Alphabet: [Google]
claims:
  - id: acme-revenue
    company: Acme
    claim: Acme's revenue rose to $2.4 billion in 2025.
    metric: revenue
    figure: $2.4 billion
    as_of: 2025
    publisher: Reuters
    title: Acme grows
    url: https://www.reuters.com/acme
    date: 2026-02-01
  - {id: acme-staff, company: Acme, claim: Acme employs 9300 people., metric: staff, figure: 9300}
  - {id: alphabet, company: Alphabet, claim: Alphabet was valued at $1.9 trillion.,
     metric: valuation, figure: $1.9 trillion, publisher: FT, url: https://ft.com/a}
  - {id: rovers, company: Rovers, claim: Rovers beat City 3-1 before 41000 spectators.,
     metric: attendance, figure: 41000, publisher: BBC, url: https://bbc.com/a}
  - {id: jobless, company: France, claim: Unemployment in France fell to 7.1 per cent in the first quarter of 2026.,
     metric: unemployment rate, figure: 7.1 per cent, as_of: 2026-Q1, publisher: Insee, url: https://insee.fr/a}
  - {id: burglaries, company: Leeds, claim: Police in Leeds recorded 412 burglaries in 2024., metric: burglaries,
     figure: 412, as_of: 2024, publisher: Police, url: https://police.uk/a}
  - {id: ice, company: Arctic, claim: Arctic sea ice covered 4.3 million square kilometres in September 2025.,
     metric: ice extent, figure: 4.3 million square kilometres, as_of: 2025-09, publisher: NSIDC,
     url: https://n.org/a}
  - {id: own-word, company: Bolt, claim: Bolt raised $60 million., metric: funding, figure: $60 million,
     publisher: Bolt,
     url: https://bolt.com/a}
  - {id: gone, company: Bolt, claim: Bolt made a profit of $7 million., metric: profit, figure: $7 million,
     retracted: Never said., publisher: FT, url: https://ft.com/b}
  - {id: old, company: Dart, claim: Dart is worth $3 billion., metric: valuation, figure: $3 billion, publisher: FT,
     url: https://ft.com/c}
  - {id: new, company: Dart, claim: Dart is worth $5 billion., metric: valuation, figure: $5 billion, publisher: FT,
     url: https://ft.com/d, supersedes: old}
  - {id: industry, company: AI industry, claim: Data centres for artificial intelligence will use 945 terawatt hours.,
     publisher: IEA, url: https://iea.org/a}
  - {id: fern, company: Fern, claim: Fern made $6 million., metric: revenue, figure: $6 million, publisher: FT,
     url: https://ft.com/f}
  - {id: more, company: Echo, claim: Echo raised more than $80 million., metric: funding, figure: more than $80 million,
     publisher: FT, url: https://ft.com/e}
  - {id: waiting, company: Mercy, claim: Mercy had 2900 patients on its waiting list., metric: waiting list,
     figure: 2900 patients, publisher: FT, url: https://ft.com/g}
"""
AUDITOR = Auditor(load_text(LEDGER, "claims.yaml"))

# For confirmations.
TO_CONFIRM = """\
claims:
  - {id: cuts, company: Acme, claim: Acme made 620 layoffs in 2025., metric: layoffs, figure: 620, as_of: 2025,
     publisher: Reuters, url: https://reuters.com/a}
  - {id: revenue, company: Acme, claim: Acme's revenue was $2.4 billion in 2025., metric: revenue,
     figure: $2.4 billion, as_of: 2025, publisher: Reuters, url: https://reuters.com/b}
  - {id: margin, company: Acme, claim: Acme's margin rose by 3.4 points., metric: margin, figure: 3.4 points,
     publisher: Reuters, url: https://reuters.com/c}
  - {id: gone, company: Bolt, claim: Bolt made a profit of $7 million., metric: profit, figure: $7 million,
     retracted: Never said., publisher: FT, url: https://ft.com/b}
  - {id: old, company: Dart, claim: Dart has 200 million users., metric: users, figure: 200 million, as_of: 2024-12,
     publisher: FT, url: https://ft.com/c}
  - {id: new, company: Dart, claim: Dart has 310 million users., metric: users, figure: 310 million, as_of: 2026-01,
     publisher: FT, url: https://ft.com/d}
  - {company: Echo, claim: Echo planted 4400 oaks., metric: planting, figure: 4400, publisher: FT, url: https://ft.com/e}
"""
READ = load_text(TO_CONFIRM, "claims.yaml")
CONFIRMING_AUDITOR, CONFIRMER = Auditor(READ), Confirmer(READ)
