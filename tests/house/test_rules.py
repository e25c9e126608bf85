"""DESIGN, section 3, executed on every file of the house."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(chain((ROOT / "kiosk").rglob("*.py"), (ROOT / "hardware").rglob("*.py")))
TESTS = sorted(ROOT.glob("tests/**/*.py"))
PURE = [
    file
    for file in FILES
    if file.parent.name in {"core", "screens", "wire"} and file.parents[1].name == "kiosk"
]
TREES = {file: ast.parse(file.read_text(), str(file)) for file in (*FILES, *TESTS)}
LONGEST_FILE, LONGEST_FUNCTION = 250, 30
FORBIDDEN_NAMES = re.compile(r"utils?|managers?|helpers?", re.IGNORECASE)
ACTING = {
    "gpiozero",
    "os",
    "paho",
    "pathlib",
    "pygame",
    "random",
    "socket",
    "sqlite3",
    "sqlite_utils",
    "subprocess",
    "threading",
    "time",
}
"""What a pure room must not know."""
BROAD = {
    "hardware/listener.py": "one thread of the pins' library serves all pins, unguarded",
    "kiosk/__main__.py": "the last door: what is not ours is raised again, with its traceback",
}
"""Who may catch every exception, and why."""
FLAT = {
    "kiosk/core/events.py": "all that can happen, a few lines each",
    "_parser": "a line for each option of the command line",
    "survey": "a line for each file that is read, a line for each value of it",
}
"""Files and functions that are long and flat, and why: the smell is known."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(file: Path) -> str:
    """The file as it is called in the house."""
    return str(file.relative_to(ROOT))


def nodes(*files: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every piece of syntax, with where it stands."""
    for file in files:
        for node in ast.walk(TREES[file]):
            yield f"{named(file)}:{getattr(node, 'lineno', 1)}", node


def docstrings(file: Path) -> set[int]:
    """The docstrings of a file, those below an attribute included, as the ids of their constants."""
    return {
        id(node.value)
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def test_there_are_files_to_look_at() -> None:
    """A rule that looks at nothing would pass for ever."""
    assert len(FILES) > 40
    assert len(PURE) > 30
    assert len(TESTS) > 20


@pytest.mark.parametrize("file", [*FILES, *TESTS], ids=named)
def test_each_module_opens_with_one_sentence(file: Path) -> None:
    """A docstring whose first line is a sentence that ends; a file that only marks a folder may be empty."""
    if file.name == "__init__.py" and not TREES[file].body and file in TESTS:
        return
    said = ast.get_docstring(TREES[file]) or ""
    first = said.split("\n\n", maxsplit=1)[0].strip()
    assert first.endswith((".", "?")), first


@pytest.mark.parametrize("file", FILES, ids=named)
def test_files_and_functions_stay_small(file: Path) -> None:
    """250 lines a file, 30 a function, docstrings not counted against a function."""
    assert len(file.read_text().splitlines()) <= LONGEST_FILE or named(file) in FLAT
    functions = [node for node in ast.walk(TREES[file]) if isinstance(node, Function)]
    assert [
        node.name for node in functions if length(node) > LONGEST_FUNCTION and node.name not in FLAT
    ] == []


def length(node: Function) -> int:
    """The lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_nothing_is_global() -> None:
    """No function reaches for a name of its module to change it."""
    assert [place for place, node in nodes(*FILES) if isinstance(node, ast.Global)] == []


def test_nothing_is_called_what_says_nothing() -> None:
    """No utils, no manager, no helper: neither a file nor anything in it."""
    files = [
        named(file) for file in FILES if any(FORBIDDEN_NAMES.fullmatch(part) for part in file.stem.split("_"))
    ]
    words = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
    things = [
        f"{place} {node.name}"
        for place, node in nodes(*FILES)
        if isinstance(node, Function | ast.ClassDef)
        and any(FORBIDDEN_NAMES.fullmatch(word) for word in words.findall(node.name))
    ]
    assert files + things == []


def test_pure_rooms_know_nothing_that_acts() -> None:
    """No clock, file, thread, environment, randomness, network or screen in core, screens and wire."""
    found = [
        f"{place} {module}"
        for place, node in nodes(*PURE)
        for module in imported(node)
        if module.split(".")[0] in ACTING
    ]
    assert found == []


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_pure_rooms_do_not_ask_the_time() -> None:
    """Time is told, in a Moment."""
    asks = {"now", "utcnow", "today"}
    found = [
        place
        for place, node in nodes(*PURE)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asks
    ]
    assert found == []


def test_no_sentence_that_a_person_reads_is_written_in_python() -> None:
    """In core and screens no text has two words, but docstrings: what a guest reads lives in config/."""
    two_words = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
    found = [
        f"{named(file)}:{node.lineno} {node.value!r}"
        for file in PURE
        if file.parent.name != "wire"
        for node in written(file)
        if isinstance(node.value, str) and two_words.search(node.value)
    ]
    assert found == []


def written(file: Path) -> list[ast.Constant]:
    """The constants of a file that are no docstrings."""
    said = docstrings(file)
    return [node for node in ast.walk(TREES[file]) if isinstance(node, ast.Constant) and id(node) not in said]


def test_nobody_catches_everything() -> None:
    """Neither bare, nor by the name of all exceptions, nor thrown away unseen; who passes one on may catch it."""
    found = [
        place
        for place, node in nodes(*FILES)
        if isinstance(node, ast.ExceptHandler) and catches_all(node) and place.split(":")[0] not in BROAD
    ]
    assert found == []


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes any exception; one of BaseException that raises it again is a `finally` for failures."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
    again = any(isinstance(node, ast.Raise) and node.exc is None for node in handler.body)
    return handler.type is None or "Exception" in names or ("BaseException" in names and not again)


def test_nothing_is_left_to_do() -> None:
    """An open end is an issue, not a comment."""
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    found = [
        f"{named(file)}:{number}"
        for file in (*FILES, *TESTS)
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if marks.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("file", TESTS, ids=named)
def test_every_test_promises_something(file: Path) -> None:
    """In a sentence, as its docstring."""
    silent = [
        node.name
        for node in ast.walk(TREES[file])
        if isinstance(node, Function) and node.name.startswith("test") and not ast.get_docstring(node)
    ]
    assert silent == []
