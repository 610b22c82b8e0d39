"""What the shell proposes, asked for as the shell asks."""

import shlex

import pytest
from conftest import LedgerAt, Run

pytestmark = pytest.mark.slow  # each starts processes

LEDGER = """\
claims:
  - {id: openai-valuation, company: OpenAI, claim: A., metric: valuation, publisher: "L'Écho", tags: [big round]}
  - {id: mistral-debt, company: Mistral AI, claim: B., metric: debt financing, publisher: Le Monde, mentions: [Orange]}
  - {claim: Nobody., company: トヨタ}
"""


def proposed(process: Run, line: str, **env: str) -> list[str]:
    """What bash is told when tab is pressed at the end of a line."""
    words = shlex.split(line)
    at = len(words) if line.endswith(" ") else len(words) - 1
    asked = {"_LEDGER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(at)}
    done = process(env=asked | env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("\n")[:-1] if done.stdout.endswith("\n") else done.stdout.split("\n")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ledger show --company op", ["openai"]),
        ("ledger show --company Op", ["Openai"]),
        ("ledger show --company MISTRAL", ["MISTRAL-ai"]),
        ("ledger show -c mistral-", ["mistral-ai"]),
        ("ledger show -c ora", ["orange"]),
        ("ledger show --publisher l", ["l-echo", "le-monde"]),
        ("ledger export --metric deb", ["debt-financing"]),
        ("ledger show --tag b", ["big-round"]),
        ("ledger show --status p", ["plan"]),
        ("ledger show openai-", ["openai-valuation"]),
        ("ledger export mis", ["mistral-debt"]),
    ],
)
def test_names_and_ids_come_from_the_ledger(process: Run, ledger_at: LedgerAt, line: str, words: list[str]) -> None:
    ledger_at(LEDGER)
    assert proposed(process, line) == words


def test_a_completion_matches_the_name_that_it_completes(process: Run, ledger_at: LedgerAt) -> None:
    ledger_at(LEDGER)
    for option, typed in (("-c", "mi"), ("-p", "l-e"), ("-m", "d"), ("--tag", "b")):
        [word] = proposed(process, f"ledger show {option} {typed}")
        assert process("show", option, word).stderr == "1 of 3 claims\n"


def test_the_ledger_that_is_named_is_the_one_that_is_asked(process: Run, ledger_at: LedgerAt) -> None:
    ledger_at("claims: [{claim: A., company: Here}]")
    there = ledger_at("claims: [{claim: A., company: There}]", "other/there.yaml")
    assert proposed(process, "ledger show -c h") == ["here"]
    assert proposed(process, f"ledger show --file {there} -c t") == ["there"]
    assert proposed(process, "ledger show -c t", LEDGER_CLAIMS=str(there)) == ["there"]


@pytest.mark.parametrize("text", ["claims: [", "\0", None])
def test_a_broken_or_missing_ledger_is_met_with_silence(process: Run, ledger_at: LedgerAt, text: str | None) -> None:
    if text is not None:
        ledger_at(text)
    for line in ("ledger show --company op", "ledger export op"):
        assert proposed(process, line) in ([], [""])
