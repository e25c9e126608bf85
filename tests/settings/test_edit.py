"""Changing one value of a TOML text: it is changed, and nothing else is."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings.edit import EditFault, with_item, with_values

HOUSE = """\
# Our house.
[pins]
knock = 22   # moved in March

[knock]
# measured on the night of the fair
ring_s = 0.02   # was 0.015
most_ring_s = 0.25

# --- the rest
[sounds]
on = true
"""


def test_a_value_is_replaced_in_its_place() -> None:
    """Its comment, the others, and every blank line stay."""
    assert with_values(HOUSE, "knock", {"ring_s": 0.03}) == HOUSE.replace(
        "ring_s = 0.02   # was", "ring_s = 0.03   # was"
    )


def test_a_new_value_comes_after_the_last_of_its_table() -> None:
    """Not below the comment that belongs to the next one."""
    changed = with_values(HOUSE, "knock", {"least_ring_s": 0.002})
    assert changed == HOUSE.replace("most_ring_s = 0.25\n", "most_ring_s = 0.25\nleast_ring_s = 0.002\n")


def test_a_new_table_comes_last() -> None:
    """With a blank line before it; into an empty text, without."""
    assert with_values(HOUSE, "piezo", {"threshold": 0.2}) == f"{HOUSE}\n[piezo]\nthreshold = 0.2\n"
    assert with_values("", "knock", {"ring_s": 0.02}) == "[knock]\nring_s = 0.02\n"
    assert with_values("a = 1", "knock", {"ring_s": 0.02}) == "a = 1\n\n[knock]\nring_s = 0.02\n"


def test_several_values_at_once() -> None:
    """Some replaced, some new."""
    changed = with_values(HOUSE, "knock", {"most_ring_s": 0.3, "ring_s": 0.01, "dead_time_s": 0.07})
    assert tomllib.loads(changed)["knock"] == {"ring_s": 0.01, "most_ring_s": 0.3, "dead_time_s": 0.07}
    assert "# was 0.015" in changed


@pytest.mark.parametrize(
    "text",
    [
        '[knock]\nnote = """\n[knock]\nring_s = 1\n"""\nring_s = 0.02\n',
        "[other]\nlist = [\n  1, # ]\n  [2],\n]\n[ knock ]\n  ring_s=0.02\n",
        "[knock]\n'ring_s' = 0.02 # ring_s = 0.04\n",
        '[knock]\nname = "a \\" ring_s = 9"\n"ring_s" = 0.02\n',
        "x = {a = [1, 2], b = '}'}\n[knock]\nring_s = 0.02",
        "[knock]\r\nring_s = 0.02\r\n[sounds]\r\non = true\r\n",
    ],
)
def test_what_only_looks_like_it_is_not_touched(text: str) -> None:
    """In strings over many lines, in lists, in comments, behind quotes: only the value itself changes."""
    changed = with_values(text, "knock", {"ring_s": 0.03})
    assert changed == "0.03".join(text.rsplit("0.02", 1))


@pytest.mark.parametrize(
    "text", ["knock.ring_s = 0.02\n", "knock = { ring_s = 0.02 }\n", "knock = 7\n", "[[knock]]\nring_s = 1\n"]
)
def test_what_cannot_be_changed_safely_is_told_with_what_to_write(text: str) -> None:
    """Rather than writing a file that says something else."""
    with pytest.raises(EditFault, match=r"Write this yourself, under \[knock\]: ring_s = 0.03"):
        with_values(text, "knock", {"ring_s": 0.03})


RHYTHMS = """\
# ours
[[rhythm]]
name = "four-three"     # the secret one
intervals = [1, 1, 1, "breath", 1, 1]
secret = true

[[rhythm]]
name = "shave"
intervals = [
  1, 0.5,  # short
  0.5, 1,
]
# the end
"""


def test_an_item_is_added_at_the_end() -> None:
    """With its name first."""
    changed = with_item(RHYTHMS, "rhythm", "three", {"intervals": (1, 2)})
    assert changed == f'{RHYTHMS}\n[[rhythm]]\nname = "three"\nintervals = [1, 2]\n'


def test_an_item_of_that_name_is_changed_in_its_place() -> None:
    """Its comments stay where they were, but for those inside the value."""
    changed = with_item(RHYTHMS, "rhythm", "four-three", {"intervals": [1, "breath", 1]})
    assert changed == RHYTHMS.replace('[1, 1, 1, "breath", 1, 1]', '[1, "breath", 1]')
    changed = with_item(RHYTHMS, "rhythm", "shave", {"intervals": [2, 1], "secret": True})
    assert tomllib.loads(changed)["rhythm"][1] == {"name": "shave", "intervals": [2, 1], "secret": True}
    assert changed.endswith("# the end\n")


def test_an_empty_list_gives_way_to_the_first_item() -> None:
    """`rhythm = []` is how a house says that it has none; what else stands there stays."""
    changed = with_item("# none\nrhythm = []   # yet\nmore = 1\n", "rhythm", "three", {"intervals": [1, 2]})
    assert changed == '# none\nmore = 1\n\n[[rhythm]]\nname = "three"\nintervals = [1, 2]\n'


scalars = st.one_of(st.booleans(), st.integers(-9, 9), st.floats(-9, 9), st.text(max_size=9))
names = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
tables = st.dictionaries(names, st.dictionaries(names, scalars, max_size=4), max_size=4)


@given(tables, names, names, scalars)
def test_any_table_is_changed_in_that_one_value(
    held: dict[str, dict[str, Any]], table: str, key: str, value: Any
) -> None:
    """Whatever else stands in the file is read as before."""
    from kiosk.settings.edit import spelled

    text = "".join(
        f"[{name}] # {name}\n" + "".join(f"{one} = {spelled(what)} # x\n" for one, what in pairs.items())
        for name, pairs in held.items()
    )
    wanted = {**held, table: {**held.get(table, {}), key: value}}
    changed = with_values(text, table, {key: value})
    assert tomllib.loads(changed) == wanted
    assert changed.count(" # x\n") == text.count(" # x\n")
