"""Findings: what the doctor saw, how grave it is, and the words for it from config/doctor.toml."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from kiosk import paths

Fact = str | int | float


class Grade(StrEnum):
    """How grave."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Finding(Struct, frozen=True):
    """One thing that was looked at. The key's first part is its subject; the facts fill its words in."""

    grade: Grade
    key: str
    facts: Mapping[str, Fact] = {}

    @property
    def subject(self) -> str:
        """Of what it speaks."""
        return self.key.partition(".")[0]


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a finding, and what to do about it."""

    says: str
    mend: str = ""


class Line(Struct, frozen=True):
    """A finding in words."""

    grade: Grade
    subject: str
    key: str
    says: str
    mend: str
    facts: Mapping[str, Fact]


class Summary(Struct, frozen=True, forbid_unknown_fields=True):
    """The last lines."""

    says: str
    letter: str


class DoctorWords(Struct, frozen=True, forbid_unknown_fields=True):
    """config/doctor.toml."""

    summary: Summary
    findings: Mapping[str, Mapping[str, Said]]


def ok(key: str, **facts: Fact) -> Finding:
    """All is well with it."""
    return Finding(Grade.OK, key, facts)


def warn(key: str, **facts: Fact) -> Finding:
    """The kiosk works, and somebody should look at it."""
    return Finding(Grade.WARN, key, facts)


def fail(key: str, **facts: Fact) -> Finding:
    """The kiosk cannot do its work, or will lose something."""
    return Finding(Grade.FAIL, key, facts)


def doctor_words() -> DoctorWords:
    """The doctor's words, as the configuration has them."""
    return msgspec.toml.decode((paths.packaged_config() / "doctor.toml").read_bytes(), type=DoctorWords)


def worded(finding: Finding, words: DoctorWords) -> Line:
    """A finding with its words, filled in."""
    subject, _, name = finding.key.partition(".")
    said = words.findings[subject][name]
    facts = dict(finding.facts)
    says, mend = (" ".join(text.format(**facts).split()) for text in (said.says, said.mend))
    return Line(finding.grade, subject, finding.key, says, mend, facts)


def told(line: Line, words: DoctorWords) -> str:
    """A finding as one line; below it the mend of what is not well."""
    wide = max(map(len, words.findings))
    head = f"{line.grade.value:<4}  {line.subject:<{wide}}  "
    mend = "" if line.grade is Grade.OK or not line.mend else f"\n{'':<{len(head)}}-> {line.mend}"
    return f"{head}{line.says}{mend}"


def summed_up(lines: Iterable[Line], words: DoctorWords) -> str:
    """How many there are of each grade."""
    lines = tuple(lines)
    counts = {grade.value: sum(line.grade is grade for line in lines) for grade in Grade}
    return words.summary.says.format(**counts)


def as_text(lines: Iterable[Line], words: DoctorWords) -> str:
    """All of it."""
    lines = tuple(lines)
    return "\n".join([*(told(line, words) for line in lines), summed_up(lines, words)])


def as_json(lines: Iterable[Line]) -> str:
    """For machines: the same, as one JSON document."""
    return msgspec.json.format(msgspec.json.encode({"findings": tuple(lines)}), indent=1).decode()
