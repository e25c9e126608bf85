"""Whatever stands in a file, the reader tells a mistake and never falls over."""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import paths
from kiosk.settings import survey

Place = tuple[str | int, ...]
FILES = ("kiosk.toml", "theme.toml", "words.toml", "wording/it.toml", "menus/2026-11.toml", "hours.toml")
TABLES = {name: tomllib.loads((paths.packaged_config() / name).read_text(encoding="utf-8")) for name in FILES}
JUNK = st.recursive(
    st.one_of(st.booleans(), st.integers(-(10**30), 10**30), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["it", "slug", "word", "x"]), inner, max_size=3),
    ),
    max_leaves=4,
)


def _places(value: Any, place: Place = ()) -> Iterator[Place]:
    if place:
        yield place
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _places(one, (*place, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _places(one, (*place, at))


PLACES = [(name, place) for name in FILES for place in _places(TABLES[name])]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PLACES), JUNK)
def test_junk_anywhere_is_a_mistake_or_a_value(where: tuple[str, Place], junk: Any) -> None:
    """A value of any kind at any place of any file: settings, or mistakes in that file; nothing else is raised."""
    name, place = where
    with TemporaryDirectory() as folder:
        config = Path(folder)
        shutil.copytree(paths.packaged_config(), config, dirs_exist_ok=True)
        file = config / name
        file.write_text(_toml(_with(TABLES[name], place, junk)), encoding="utf-8")
        read = survey(config)
        assert (read.settings is None) == bool(read.mistakes)
        if place != ("house", "languages"):
            assert {mistake.file for mistake in read.mistakes} <= {file}
        assert all("\n" not in str(mistake) for mistake in read.mistakes)


def _with(value: Any, place: Place, junk: Any) -> Any:
    if not place:
        return junk
    copy = value.copy()
    copy[place[0]] = _with(value[place[0]], place[1:], junk)
    return copy


def _toml(table: dict[str, Any]) -> str:
    return "".join(f"{_text(key)} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case dict():
            return "{ " + ", ".join(f"{_text(key)} = {_value(one)}" for key, one in value.items()) + " }"
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return repr(value)


def _text(text: str) -> str:
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in text) + '"'


def test_a_copy_of_the_whole_packaged_folder_is_no_mistake(tmp_path: Path) -> None:
    """A house that copies everything first, and changes nothing, has nothing to mend."""
    shutil.copytree(paths.packaged_config(), tmp_path / "etc")
    assert survey(tmp_path / "etc").mistakes == ()


def test_a_list_of_lists_of_languages_is_told(tmp_path: Path) -> None:
    """Where names belong, tables and lists are mistakes at their places."""
    (tmp_path / "kiosk.toml").write_text('[house]\nlanguages = [["it"], {}]\n', encoding="utf-8")
    told = {mistake.place for mistake in survey(tmp_path).mistakes}
    assert {"house.languages[1]", "house.languages[2]"} <= told
