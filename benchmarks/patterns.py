"""Print the regular expressions that are slow on some text: `python -m benchmarks.patterns`.

Each compiled pattern of the package is tried, as its module tries it, on texts that repeat what could be the beginning
of a match that never ends, and on texts four times as long. It is printed if the longer ones take more than
8 times as long: 4 is linear, 16 quadratic.
"""

import ast
import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ledger

_constants, _parser = (importlib.import_module(f"re.{name}") for name in ("_constants", "_parser"))
_LENGTH = 4_000  # characters of the shorter texts
_FACTOR = 4
_LIMIT = 8.0
_RUNS = 5
_END = "\x00"  # where a match could begin, and does not end
_SHORTEST = 0.002  # seconds; less is noise
_ALWAYS = [" ", "\n", "a", "1", "1,", "1.", "a ", "1 ", "-", "(", "[", "<", '"', "a.", "é", "$1 ", "a-"]


def patterns() -> dict[re.Pattern[Any], str]:
    """The compiled patterns of the package, each with the module that has it."""
    found: dict[re.Pattern[Any], str] = {}
    original = re.compile

    def noted(pattern: Any, flags: Any = 0) -> re.Pattern[Any]:
        made = original(pattern, flags)
        name = sys._getframe(1).f_globals["__name__"]
        if name.startswith("ledger."):
            found.setdefault(made, name)
        return made

    re.compile = noted
    try:
        for info in pkgutil.walk_packages(ledger.__path__, "ledger."):
            if not info.name.endswith("__main__"):
                loaded = importlib.import_module(info.name)
                for made in _constant_patterns(Path(str(loaded.__file__))):
                    found.setdefault(made, info.name)
    finally:
        re.compile = original
    return found


def _constant_patterns(path: Path) -> Iterator[re.Pattern[Any]]:
    """The patterns that are written in a call within a function, such as `re.sub("…", …)`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
                flags = [ast.unparse(arg) for arg in node.args[1:] if ast.unparse(arg).startswith("re.")]
                try:
                    yield re.compile(ast.literal_eval(node.args[0]), eval(flags[0]) if flags else 0)
                except (ValueError, TypeError, re.error):
                    continue


def anchored(pattern: re.Pattern[Any], module: str) -> bool:
    """Whether a pattern is only tried at one place, with `match` or `fullmatch`, as far as its module tells."""
    names = [name for name, value in vars(sys.modules[module]).items() if value is pattern]
    used = {
        node.attr
        for node in ast.walk(ast.parse(Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in names
    }
    return bool(used) and used <= {"match", "fullmatch"}


def texts(pattern: re.Pattern[Any]) -> Iterator[str]:
    """What to repeat: every beginning and every part of a text that matches, or nearly so."""
    sample = _sample(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    parts = {sample[:end] for end in range(1, len(sample) + 1)} if len(sample) < 60 else {sample, sample[:10]}
    parts |= set(sample[:60])
    yield from sorted({*parts, *_ALWAYS} - {""})


def _sample(parsed: Any) -> str:
    """A text that matches a parsed pattern, but for what stands around it."""
    return "".join(_one(kind, value) for kind, value in parsed)


def _one(kind: Any, value: Any) -> str:
    if kind is _constants.LITERAL:
        return chr(int(value))
    if kind is _constants.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is _constants.ANY:
        return "a"
    if kind is _constants.IN:
        return _member(value)
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        return _sample(value[2]) * max(1, min(int(value[0]), 5))
    if kind is _constants.SUBPATTERN:
        return _sample(value[3])
    if kind is _constants.ATOMIC_GROUP:
        return _sample(value)
    if kind is _constants.BRANCH:
        return _sample(value[1][0])
    return ""


def _member(members: Any) -> str:
    """A character of a set."""
    tried: list[str] = ["a", "1", " ", "$", *map(chr, range(33, 0x3000))]
    return str(next((char for char in tried if _is_in(char, members)), "a"))


def _is_in(char: str, members: Any) -> bool:
    negated = any(kind is _constants.NEGATE for kind, _ in members)
    held: bool = False
    for kind, value in members:
        if kind is _constants.LITERAL:
            held |= ord(char) == value
        elif kind is _constants.RANGE:
            held |= value[0] <= ord(char) <= value[1]
        elif kind is _constants.CATEGORY:
            name = str(value).rpartition("_")[2].lower()
            is_one = {"digit": char.isdigit(), "space": char.isspace(), "word": char.isalnum() or char == "_"}[name]
            held |= is_one is not ("NOT" in str(value))
    return held is not negated


def seconds(pattern: re.Pattern[Any], text: str, runs: int, *, once: bool) -> float:
    """The best time of a search for all matches, or, if `once`, of a match of the whole text."""
    data: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    best = float("inf")
    for _ in range(runs):
        started = time.perf_counter()
        if once:
            pattern.fullmatch(data)
        else:
            for _match in pattern.finditer(data):
                pass
        best = min(best, time.perf_counter() - started)
    return best


def worst(pattern: re.Pattern[Any], *, once: bool) -> tuple[float, str, float]:
    """The highest ratio for a pattern, what was repeated for it, and the time of the longer text."""
    found = (0.0, "", 0.0)
    for part in texts(pattern):
        short = part * (_LENGTH // len(part)) + _END
        long = part * (_FACTOR * _LENGTH // len(part)) + _END
        if seconds(pattern, long, 1, once=once) < _SHORTEST:
            continue
        taken = seconds(pattern, long, _RUNS, once=once)
        ratio = taken / seconds(pattern, short, _RUNS, once=once)
        if ratio > found[0]:
            found = (ratio, part, taken)
        if ratio > _LIMIT:
            break
    return found


def main() -> None:
    """Print a line for each slow pattern, and how many there are."""
    known = patterns()
    slow = 0
    for pattern, module in known.items():
        ratio, part, taken = worst(pattern, once=anchored(pattern, module))
        if ratio > _LIMIT:
            slow += 1
            where = f"{module.removeprefix('ledger.')}: {str(pattern.pattern)[:100]!r}"
            print(f"{where} on {part!r}: {ratio:.1f} ({taken:.3f} s)", flush=True)
    print(f"{len(known)} patterns, {slow} slow")


if __name__ == "__main__":
    main()
