"""The doctor's words: one for everything it can find, saying nothing that it is not told, with a mend for what is not well."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import kiosk.commands.doctor as folder
from kiosk.commands.doctor.finding import Finding, Grade, as_json, as_text, doctor_words, fail, ok, worded
from tests.commands.test_doctor_checks import BAD, GOOD

FILES = sorted(Path(folder.__file__).parent.glob("*.py"))
KEY = re.compile(r"[a-z]+\.[a-z_]+")


def found_keys() -> set[str]:
    """Every finding's key that is written in the doctor's files."""
    subjects = doctor_words().findings.keys()
    texts = (node for file in FILES for node in ast.walk(ast.parse(file.read_text())))
    written = {node.value for node in texts if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in written if KEY.fullmatch(text) and text.partition(".")[0] in subjects}


def worded_keys() -> set[str]:
    """Every finding's key that has words."""
    return {f"{subject}.{name}" for subject, names in doctor_words().findings.items() for name in names}


def every_finding() -> Iterator[Finding]:
    """All that the checks' own tests bring about."""
    for check, facts in GOOD:
        yield from check(facts)
    for check, facts, _, _ in BAD:
        yield from check(facts)


def test_everything_that_can_be_found_has_words_and_no_word_is_idle() -> None:
    """The files and config/doctor.toml name the same keys."""
    assert found_keys() == worded_keys()
    assert len(found_keys()) > 80


def test_every_finding_is_brought_about_by_a_test() -> None:
    """But for the one that the command itself adds."""
    assert worded_keys() - {finding.key for finding in every_finding()} <= {
        *("files.unread", "libraries.listed", "broker.slit_open"),
    }


def test_words_say_nothing_that_they_are_not_told() -> None:
    """Each placeholder is a fact of the finding; and what is not well has a mend."""
    words = doctor_words()
    for finding in every_finding():
        subject, _, name = finding.key.partition(".")
        said = words.findings[subject][name]
        named = {
            field for text in (said.says, said.mend) for _, field, _, _ in Formatter().parse(text) if field
        }
        assert named <= set(finding.facts), finding.key
        assert said.says
        if finding.grade is not Grade.OK:
            assert said.mend, finding.key


def test_a_finding_is_one_line_and_its_mend_another() -> None:
    """With the grade first, so that an eye or grep finds it; a line break in a fact cannot start another."""
    words = doctor_words()
    found = (ok("power.good"), fail("pins.unavailable", error="GPIO17\nis taken"))
    text = as_text([worded(one, words) for one in found], words).splitlines()
    assert [line[:4] for line in text] == ["ok  ", "fail", "    ", "1 we"]
    assert "GPIO17 is taken" in text[1]
    assert text[2].strip().startswith("-> ")


def test_json_says_the_same() -> None:
    """Grade, subject, words, mend and the bare facts of each."""
    words = doctor_words()
    text = as_json([worded(fail("storage.full", folder="/", mib=3), words)])
    for said in (
        '"grade": "fail"',
        '"subject": "storage"',
        '"key": "storage.full"',
        '"mib": 3',
        "only 3 MiB",
    ):
        assert said in text
