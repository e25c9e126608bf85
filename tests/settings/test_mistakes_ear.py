"""What the ear cannot be set to: limits out of range, limits that contradict each other, rhythms that are none."""

import re

import pytest
from msgspec.inspect import FloatType, StructType, type_info

from kiosk.core.rules import KnockRules
from kiosk.settings import SettingsError
from tests.settings.a_house import AHouse

_info = type_info(KnockRules)
assert isinstance(_info, StructType)
LIMITS = {
    field.name: (field.type.ge, field.type.le) for field in _info.fields if isinstance(field.type, FloatType)
}
"""The least and the most of each key, as the rules state them."""


def test_every_number_of_the_ear_has_a_least_and_a_most() -> None:
    """A key without limits could be set to what no wood does."""
    assert set(LIMITS) == set(KnockRules.__struct_fields__)
    assert all(least is not None and most is not None for least, most in LIMITS.values())


@pytest.mark.parametrize("key", LIMITS)
def test_a_number_out_of_its_range_is_told(house: AHouse, key: str) -> None:
    """Below the least and above the most: the key, what is written, and what may be."""
    least, most = LIMITS[key]
    assert least is not None
    assert most is not None
    for value, bound in (
        (least - 0.001, f"must be at least {least:g}"),
        (most + 0.001, f"must be at most {most:g}"),
    ):
        house.write("kiosk.toml", f"[knock]\n{key} = {value:.3f}\n")
        with pytest.raises(SettingsError) as caught:
            house.load()
        told = [one for one in caught.value.mistakes if one.place == f"knock.{key}" and bound in one.what]
        assert told
        assert all(one.mend for one in told)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        (
            "ring_s = 0.05\ndead_time_s = 0.05",
            "knock.ring_s",
            "ring_s is 0.05 s and knock.dead_time_s 0.05 s",
        ),
        (
            "dead_time_s = 0.08\nrebound_s = 0.08",
            "knock.dead_time_s",
            "dead_time_s is 0.08 s and knock.rebound_s 0.08 s",
        ),
        ("most_ring_s = 0.8", "knock.most_ring_s", "most_ring_s is 0.8 s and knock.bout_gap_s 0.7 s"),
        ("bout_gap_s = 2", "knock.bout_gap_s", "bout_gap_s is 2 s and knock.breath_s 1.8 s"),
        ("breath_s = 0.65", "knock.breath_s", "bout_gap_s is 0.7 s and knock.breath_s 0.65 s"),
    ],
)
def test_numbers_that_contradict_each_other_are_told(house: AHouse, text: str, place: str, what: str) -> None:
    """Each is right by itself; together they leave no room: one message, at the key that the house wrote."""
    house.write("kiosk.toml", f"[knock]\n{text}\n")
    mistake = house.only_mistake()
    assert mistake.place == place
    assert what in mistake.what
    assert "shorter" in mistake.mend


NAME = re.compile(r"(rhythm\[\d+) [^]]*")
RHYTHM = '[[rhythm]]\nname = "{name}"\nintervals = {intervals}\n'


@pytest.mark.parametrize(
    ("text", "place", "what", "mend"),
    [
        (RHYTHM.format(name="one", intervals="[]"), "rhythm[1].intervals", "of one knock", "two knocks"),
        (
            RHYTHM.format(name="sighs", intervals='["breath", "breath"]'),
            "rhythm[1].intervals",
            "nothing but breaths",
            "numbers",
        ),
        (
            RHYTHM.format(name="long", intervals=[1] * 16),
            "rhythm[1].intervals",
            "of 17 knocks",
            "16 knocks at most",
        ),
        (
            RHYTHM.format(name="even", intervals=[1, 1]) + "secret = true\n",
            "rhythm[1].intervals",
            "secret and even",
            "breath",
        ),
        (RHYTHM.format(name="", intervals=[1, 2]), "rhythm[1].name", "0 letters", "1 to 40"),
        (RHYTHM.format(name="n" * 41, intervals=[1, 2]), "rhythm[1].name", "41 letters", "1 to 40"),
        (RHYTHM.format(name="back", intervals=[1, -1]), "rhythm[1].intervals[2]", "-1", ""),
        (
            RHYTHM.format(name="one", intervals=[1, 2]) + RHYTHM.format(name="ONE", intervals=[2, 1]),
            "rhythm[2].name",
            "rhythm 1, too",
            "each its own",
        ),
        (
            RHYTHM.format(name="one", intervals=[1, 2, 1])
            + RHYTHM.format(name="two", intervals=[0.5, 1.1, 0.5]),
            "rhythm[2].intervals",
            'cannot be told from "one"',
            "Change one",
        ),
        (
            RHYTHM.format(name="one", intervals=[1, 1, 3])
            + RHYTHM.format(name="two", intervals='[1, 1, "breath"]'),
            "rhythm[2].intervals",
            'cannot be told from "one"',
            "Change one",
        ),
        (
            "".join(RHYTHM.format(name=n, intervals=[1] * n + [3]) for n in range(1, 8)) + "[other]\n",
            "other",
            "not a key",
            "rhythm",
        ),
    ],
)
def test_a_rhythm_that_is_none_is_told(house: AHouse, text: str, place: str, what: str, mend: str) -> None:
    """One message, at the rhythm and the key, with what to write instead."""
    file = house.write("rhythms.toml", text)
    mistake = house.only_mistake()
    assert (mistake.file, NAME.sub(r"\1", mistake.place)) == (file, place)
    assert what in mistake.what
    assert mend in mistake.mend


def test_rhythms_that_differ_are_kept_in_their_order(house: AHouse) -> None:
    """Shave and a haircut, and another; a house may also have none."""
    house.write(
        "rhythms.toml",
        RHYTHM.format(name="shave", intervals=[1, 0.5, 0.5, 1, 2, 1])
        + RHYTHM.format(name="wait", intervals='[1, "breath", 1]'),
    )
    assert [one.name for one in house.load().rhythms] == ["shave", "wait"]
    house.write("rhythms.toml", "rhythm = []\n")
    assert house.load().rhythms == ()
