"""Change the code at random and see whether the tests notice: `python -m tools.mutants [NUMBER] [SEED]`.

Each mutant is one small change in a copy of the checkout: another comparison or operator, a condition turned round, a
number off by one. The nearest tests that run the changed line must fail; a mutant that they let live is printed. It
takes some seconds a mutant. Some mutants mean the same as the code; look at each.
"""

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import coverage

ROOT = Path(__file__).parent.parent
# What is changed, and the tests that are to notice.
NEAREST = {
    "figures": ["tests/test_recorded_readings.py", "tests/figures"],
    "drafts": ["tests/test_recorded_readings.py", "tests/drafts"],
    "query.py": [
        "tests/test_recorded_readings.py",
        "tests/test_query.py",
        "tests/cli/test_show_filters.py",
        "tests/database/test_reading.py",
    ],
    "comparison.py": ["tests/test_recorded_readings.py", "tests/cli/test_compare.py", "tests/cli/test_timeline.py"],
    "rules": ["tests/test_recorded_readings.py", "tests/rules"],
    "editing": ["tests/test_recorded_readings.py", "tests/editing"],
}
_SECONDS = 120  # for the tests of one mutant
_COMPARED = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is},
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult},
    **{ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult},
}


class Mutant(NamedTuple):
    """A changed file."""

    path: str
    line: int
    statement: int  # the line on which its statement begins
    before: str
    after: str
    text: str


def mutants(path: str, text: str) -> Iterator[Mutant]:
    """All mutants of a file."""
    tree = ast.parse(text)
    left = {id(inner) for node in ast.walk(tree) for part in _left_alone(node) for inner in ast.walk(part)}
    statements: dict[int, int] = {}
    for node in ast.walk(tree):  # outer ones come first
        if isinstance(node, ast.stmt):
            statements |= {id(inner): node.lineno for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in left and isinstance(node, ast.expr | ast.If | ast.While):
            for changed in _changed(node):
                kept = node.test if isinstance(node, ast.If | ast.While) else node
                yield _spliced(path, text, statements[id(node)], kept, changed)


def _left_alone(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that decide nothing, or whose place in the text is not known."""
    for name in ("annotation", "returns"):
        if isinstance(part := getattr(node, name, None), ast.AST):
            yield part
    if isinstance(node, ast.ClassDef):
        yield from node.keywords
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield from node.decorator_list
    if isinstance(node, ast.JoinedStr):
        yield node


def _changed(node: ast.AST) -> Iterator[ast.expr]:
    """What an expression, or the condition of a statement, is changed to."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        operator = _COMPARED[type(node.ops[0])]()
        yield ast.Compare(node.left, [operator, *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS and not isinstance(node.left, ast.JoinedStr):
        yield ast.BinOp(node.left, _OPERATORS[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield node.values[0]
        yield node.values[-1]
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.If | ast.While):
        yield ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _spliced(path: str, text: str, statement: int, node: ast.expr, changed: ast.expr) -> Mutant:
    lines = text.encode().splitlines(keepends=True)
    assert node.end_lineno
    assert node.end_col_offset is not None
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    begin, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
    new = f"({ast.unparse(ast.fix_missing_locations(changed))})"
    data = text.encode()
    made = data[:begin] + new.encode() + data[end:]
    return Mutant(path, node.lineno, statement, data[begin:end].decode(), new, made.decode())


def _files(part: str) -> list[Path]:
    found = ROOT / "ledger" / part
    return [found] if found.is_file() else sorted(found.rglob("*.py"))


def _run(folder: str, *arguments: str, seconds: int = _SECONDS) -> int:
    """Run pytest in a folder; what takes too long counts as noticed."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", *arguments]
    environment = os.environ | {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def main() -> None:
    number, seed = (int(text) for text in (sys.argv[1:] + ["150", "1"][len(sys.argv) - 1 :]))
    draw = random.Random(seed)
    every = [
        (part, mutant)
        for part in NEAREST
        for file in _files(part)
        for mutant in mutants(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
        if "vocabulary" not in file.parts
    ]
    chosen = draw.sample(every, number)
    print(f"{number} of {len(every):,} mutants, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(
            ROOT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git", "__pycache__", ".*_cache", ".venv")
        )
        survived = 0
        contexts = {part: _contexts(folder, part) for part in dict.fromkeys(part for part, _ in chosen)}
        for part, mutant in chosen:
            lines = range(mutant.statement, mutant.line + 1)
            tests = sorted(set().union(*(contexts[part].get((mutant.path, line), ()) for line in lines)))
            file = Path(folder, mutant.path)
            kept = file.read_text(encoding="utf-8")
            file.write_text(mutant.text, encoding="utf-8")
            status = _run(folder, *(tests or NEAREST[part]))
            file.write_text(kept, encoding="utf-8")
            if status == 0:
                survived += 1
                print(f"survived: {mutant.path}:{mutant.line}: {mutant.before} -> {mutant.after}", flush=True)
    print(f"{number - survived} of {number} noticed, {1 - survived / number:.0%}")


def _contexts(folder: str, part: str) -> dict[tuple[str, int], set[str]]:
    """The tests that run each line of a part, which pass."""
    data = Path(folder, f".coverage-{part}")
    settings = Path(folder, "coverage.ini")
    settings.write_text(f"[run]\nsource = ledger\ndata_file = {data}\n")
    status = _run(
        folder,
        *NEAREST[part],
        "--cov=ledger",
        "--cov-context=test",
        f"--cov-config={settings}",
        "--cov-report=",
        seconds=900,
    )
    if status:
        raise SystemExit(f"the tests of {part} fail")
    held = coverage.CoverageData(str(data))
    held.read()
    found: dict[tuple[str, int], set[str]] = {}
    for file in held.measured_files():
        name = Path(file).resolve().relative_to(Path(folder).resolve()).as_posix()
        for line, contexts in held.contexts_by_lineno(file).items():
            tests = {context.partition("|")[0].partition("[")[0] for context in contexts if context}
            found[name, line] = tests
    return found


if __name__ == "__main__":
    main()
