"""Mistakes in kiosk.toml and theme.toml: each is found, with its file, its place and the mend."""

from pathlib import Path

import pytest

from kiosk import paths
from kiosk.settings import SettingsError
from tests.settings.a_house import AHouse

WRONG = [
    ("[pins]\nknock = 27", "pins.knock", "is pin 27, and pins.knock and pins.slit cannot both be", "wired"),
    ("[pins]\nslit = 17", "pins.slit", "is pin 17, and pins.knock and pins.slit cannot both be", "wired"),
    ("[pins]\nknock = 28", "pins.knock", "is 28; it must be at most 27", "Broadcom"),
    ("[pins]\nknock = -1", "pins.knock", "is -1; it must be at least 0", "Broadcom"),
    ('[pins]\nknock = "17"', "pins.knock", 'is "17", not a whole number', "Broadcom"),
    ("[pins]\nknock = 17.5", "pins.knock", "is 17.5, not a whole number", "Broadcom"),
    ("[pins]\nknock = true", "pins.knock", "is true, not a whole number", "Broadcom"),
    ("[pins]\nknok = 17", "pins.knok", "is not a key that is known here", "Did you mean knock?"),
    ("[pinz]\nknock = 17", "pinz", "is not a key that is known here", "Did you mean pins?"),
    ("pins = 17", "pins", "is 17, not a table", "table"),
    ("[pins]\nknock_active_high = 1", "pins.knock_active_high", "is 1, not true or false", "without quotes"),
    ("[pins]\nkind = 'piezo'", "pins.kind", 'is "piezo", not one of "digital", "mcp3008"', "in quotes"),
    (
        "[pins]\nslit_open_when_high = 'high'",
        "pins.slit_open_when_high",
        'is "high", not true or false or "learn"',
        "as they stand here",
    ),
    ("[pins]\nkind = 'mcp3008'\nslit = 9", "pins.slit", "which the piezo's converter needs", "another pin"),
    ("[piezo]\nchannel = 8", "piezo.channel", "is 8; it must be at most 7", "0 to 7"),
    ("[piezo]\ndevice = 2", "piezo.device", "is 2; it must be at most 1", "CE1"),
    ("[piezo]\nthreshold = 1.5", "piezo.threshold", "is 1.5; it must be at most 0.9", "calibrate"),
    ("[piezo]\nthreshold = 0.05", "piezo.threshold", "piezo.release is 0.08", "release the smaller"),
    ("[piezo]\nrate_hz = 50", "piezo.rate_hz", "is 50; it must be at least 200", "readings a second"),
    ('[house]\ntime_zone = "Europe/Milano"', "house.time_zone", "is no time zone", "IANA"),
    ('[house]\ntime_zone = "../etc/passwd"', "house.time_zone", "is no time zone", "IANA"),
    ('[house]\ntime_zone = "Europe"', "house.time_zone", "is no time zone", "IANA"),
    ("[house]\nlanguages = []", "house.languages", "is empty", "Name one at least"),
    ('[house]\nlanguages = "it"', "house.languages", 'is "it", not a list', "Name one at least"),
    ('[house]\nlanguages = ["it", 7]', "house.languages[2]", "is 7, not text in quotes", "ISO 639"),
    (
        '[house]\nlanguages = ["it", "xx"]',
        "house.languages[2]",
        "no file wording/xx.toml",
        "choose from: de, en, es, fr, it",
    ),
    ('[house]\nlanguages = ["it", "../it"]', "house.languages[2]", "cannot be used here", "ISO 639"),
    ('[house]\nlanguages = ["it", "it"]', "house.languages", "names it twice", "once"),
    ('[house]\nname = ""', "house.name", "is empty", "Write something"),
    ("[hatch.screen]\nwidth = 0", "hatch.screen.width", "is one of 0 x 720 pixels", "both"),
    ("[bar.screen]\nheight = -1", "bar.screen.height", "is -1; it must be at least 0", "pixels"),
    ("[bar.screen]\nfullscreen = true", "bar.screen.fullscreen", 'is true with driver ""', "kmsdrm"),
    ('[hatch.screen]\ndriver = "wayles"', "hatch.screen.driver", 'is "wayles", not one of', "Choose"),
    ('[hatch]\nname = "ripa/ticinese"', "hatch.name", "cannot be used here", "letters, digits"),
    ("[hatch.rules]\nseen_within_s = 120", "hatch.rules.seen_within_s", "seen_within_s is 120 s", "shorter"),
    ("[hatch.rules]\nidle_s = 0", "hatch.rules.idle_s", "is 0; it must be more than 0", "number"),
    ("[hatch.rules]\nidle_s = inf", "hatch.rules.idle_s", "not a number", "number"),
    ("[hatch.rules]\nidle_s = nan", "hatch.rules.idle_s", "not a number", "number"),
    (f"[hatch.rules]\nidle_s = 1{'0' * 400}", "hatch.rules.idle_s", "not a number", "number"),
    (
        f"[hatch.rules]\nopen_orders = 1{'0' * 400}",
        "hatch.rules.open_orders",
        "it must be at most 40",
        "number",
    ),
    ("[hatch.rules]\nwarning_s = 19", "hatch.rules.warning_s", "is 19; it must be at least 20", "number"),
    ("[hatch.rules]\nopen_orders = 0", "hatch.rules.open_orders", "it must be at least 1", "number"),
    ("[bar.rules]\nwarm_after_s = 600", "bar.rules.warm_after_s", "warm_after_s is 600 s", "shorter"),
    ("[bar.rules]\nhot_after_s = 60", "bar.rules.hot_after_s", "hot_after_s 60 s", "shorter"),
    ("[bar.rules]\nunanswered_s = 12", "bar.rules.unanswered_s", "unanswered_s is 12 s", "shorter"),
    ("[bar.pins]\nfoot = 17", "bar.pins.foot", "is pin 17, and pins.knock is, too", "each its own"),
    ("[bar.pins]\nfoot = 27", "bar.pins.foot", "is pin 27, and pins.slit is, too", "each its own"),
    ("[bar.pins]\nfoot = 28", "bar.pins.foot", "is 28; it must be at most 27", "no foot switch"),
    ("[bar.rules]\npause_minutes = []", "bar.rules.pause_minutes", "is empty", "Write 1 at least"),
    ("[bar.rules]\npause_minutes = [5, 10, 15, 20]", "bar.rules.pause_minutes", "holds 4", "Write 3 at most"),
    ("[bar.rules]\npause_minutes = [0]", "bar.rules.pause_minutes[1]", "it must be at least 1", "number"),
    ('[sounds.files]\nbell = "bell.wav"', "sounds.files.bell", 'is "bell.wav"', "whole path of a WAV file"),
    ('[sounds.files]\nbell = "/no/bell.wav"', "sounds.files.bell", 'is "/no/bell.wav"', "that is there"),
    ("[knock]\ndead_time_s = 0.1", "knock.dead_time_s", "is 0.1; it must be at most 0.08", "number"),
    ("[knock]\nring_s = 0.06\ndead_time_s = 0.05", "knock.ring_s", "ring_s is 0.06 s", "shorter"),
    ("[bar]\nhatches = []", "bar.hatches", "is empty", "navigli"),
    ("[broker]\nport = 70000", "broker.port", "it must be at most 65535", "1883"),
    ('[broker]\npassword = "secret"', "broker.password", "is not a key that is known here", "password_file"),
    ('[broker]\npassword_file = "secret"', "broker.password_file", 'is "secret"', "from / on"),
    ('[broker]\nprotocol = "4"', "broker.protocol", 'is "4", not one of "3.1.1", "5", "auto"', "Choose"),
    ("[broker]\nprotocol = 5", "broker.protocol", "is 5, not one of", "in quotes"),
    ('[broker]\nbase = "/backdoor43"', "broker.base", "cannot be used here", "levels"),
    (
        "[broker]\nkeepalive_s = 2026-11-20",
        "broker.keepalive_s",
        "is 2026-11-20, not a whole number",
        "5 to 600",
    ),
    ('[home_assistant]\nbirth_topic = "#"', "home_assistant.birth_topic", "cannot be used here", "without +"),
    ('[store]\npath = "kiosk.db"', "store.path", 'is "kiosk.db"', "from / on"),
    ('[sounds]\nnight_from = "10pm"', "sounds.night_from", "cannot be used here", "hours and minutes"),
    ('[sounds]\nnight_to = "24:00"', "sounds.night_to", "cannot be used here", "hours and minutes"),
    ("[sounds]\nnight_volume = -1", "sounds.night_volume", "is -1; it must be at least 0", "silent"),
    ("[sounds]\nvolume = 11", "sounds.volume", "is 11; it must be at most 1", "silent"),
]


@pytest.mark.parametrize(("text", "place", "what", "mend"), WRONG)
def test_a_mistake_is_told_with_file_place_and_mend(
    house: AHouse, text: str, place: str, what: str, mend: str
) -> None:
    """One wrong thing in the house's file is one message, at its own place, with what to do."""
    file = house.write("kiosk.toml", text + "\n")
    mistake = house.only_mistake()
    assert (mistake.file, mistake.place) == (file, place)
    assert what in mistake.what
    assert mend in mistake.mend


def test_every_mistake_is_told_at_once(house: AHouse) -> None:
    """Wrong things in four files, contradictions among them, come in one error that lists each in one line."""
    kiosk = house.write(
        "kiosk.toml", "[pins]\nknock = 27\nspare = 4\n[sounds]\nvolume = 2\n[hatch.rules]\nidle_s = -1\n"
    )
    theme = house.write("theme.toml", 'bone = "white"\nbrass = 7\n')
    words = house.write("words.toml", '[[pair]]\nword = "Lanterna"\nanswer = "Olio"\n')
    menu = house.write("menus/2027-01.toml", 'month = "2027-01"\ncurrency = "EUR"\ndrinks = []\n')
    with pytest.raises(SettingsError) as caught:
        house.load()
    told = {(mistake.file, mistake.place) for mistake in caught.value.mistakes}
    assert told == {
        (kiosk, "pins.spare"), (kiosk, "sounds.volume"), (kiosk, "hatch.rules.idle_s"), (kiosk, "pins.knock"),
        (theme, "bone"), (theme, "brass"), (words, "pair"), (menu, "drinks"),
    }  # fmt: skip
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.mistakes)
    assert f"{kiosk}: sounds.volume: is 2; it must be at most 1. Write 0 for silent to 1 for full" in lines


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[house]\nname = \n", "line 2, column 8"),
        ('[house\nname = "x"\n', "line 1, column 7"),
        ("[house]\nname = 'one'\nname = 'two'\n", "line 3, column 13"),
        ("[house]\nname = 'one", "end of document"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(house: AHouse, text: str, place: str) -> None:
    """A typing error names the line, and is not followed by complaints about what could not be read."""
    file = house.write("kiosk.toml", text)
    mistake = house.only_mistake()
    assert mistake.file == file
    assert place in f"{mistake.place} {mistake.what}"
    assert "is not TOML" in mistake.what


def test_a_file_that_is_no_text_is_told_with_its_line(house: AHouse) -> None:
    """A file saved in another encoding is named, with the line where it shows."""
    (house.config / "kiosk.toml").write_bytes(b'[house]\nname = "Caff\xe8"\n')
    mistake = house.only_mistake()
    assert (mistake.place, mistake.what) == ("line 2", "is not UTF-8 text")


def test_a_file_that_nests_without_end_is_told(house: AHouse) -> None:
    """A file made to exhaust the reader is a mistake like another."""
    house.write("kiosk.toml", f"deep = {'[' * 100_000}")
    assert "is not TOML" in house.only_mistake().what


def test_a_folder_in_a_files_place_is_told(house: AHouse) -> None:
    """What cannot be read as a file is named, with the system's own reason."""
    (house.config / "kiosk.toml").mkdir()
    assert "cannot be read" in house.only_mistake().what


def test_a_file_in_the_folders_place_is_told(
    house: AHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A menus file where the menus folder should be is not passed over."""
    house.write("menus", "")
    assert house.only_mistake().file == house.config / "menus"


def test_a_file_that_nobody_reads_is_told(house: AHouse) -> None:
    """A misspelled file name is found, since its keys would silently not count."""
    house.write("kiosks.toml", "")
    mistake = house.only_mistake()
    assert mistake.what == "is a file that nobody reads"
    assert "kiosk.toml" in mistake.mend


def test_the_words_of_commands_are_no_houses_to_change(house: AHouse) -> None:
    """A changed copy would silently not count; an unchanged one does no harm."""
    packaged = (paths.packaged_config() / "home_assistant.toml").read_text(encoding="utf-8")
    house.write("home_assistant.toml", packaged)
    assert house.mistakes() == ()
    house.write("home_assistant.toml", packaged.replace("=", "= ", 1))
    assert house.only_mistake().what == "is a file that nobody reads"


def test_a_byte_order_mark_is_no_mistake(house: AHouse) -> None:
    """A file saved by an editor of another system reads as it looks."""
    (house.config / "kiosk.toml").write_bytes('\ufeff[house]\r\nname = "Porta"\r\n'.encode())
    assert house.load().house.name == "Porta"


@pytest.mark.parametrize("colour", ['"e0b561"', '"#e0b56"', '"brass"', '"#e0b561ff"', '""'])
def test_a_colour_is_six_digits(house: AHouse, colour: str) -> None:
    """What is no #rrggbb is told at its name."""
    file = house.write("theme.toml", f"brass = {colour}\n")
    mistake = house.only_mistake()
    assert (mistake.file, mistake.place) == (file, "brass")
    assert "no colour" in mistake.what


def test_a_packaged_file_that_is_gone_is_told(
    house: AHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken installation says which file is missing, file by file."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(paths, "packaged_config", lambda: empty)
    told = {mistake.file.name for mistake in house.mistakes() if mistake.what == "is missing"}
    assert {"kiosk.toml", "theme.toml", "words.toml"} <= told
