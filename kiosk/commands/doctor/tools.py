"""The tools of speech and sound: a voice for each language, a sound card, and words for numbers and dates."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, ok, warn
from kiosk.commands.doctor.reader import ROOT, said
from kiosk.shell.sounds import audible

VOICE = "espeak-ng"


class Tools(Struct, frozen=True):
    """What there is."""

    speaks: bool
    """Whether the speaking program is installed."""
    voiceless: tuple[str, ...] = ()
    """Languages that it has no voice for."""
    wordless: tuple[str, ...] = ()
    """Languages that dates and prices cannot be written in."""
    audible: bool = False
    sounds_on: bool = True


def gather(languages: tuple[str, ...], *, sounds_on: bool, root: Path = ROOT) -> Tools:
    """Look."""
    speaks = shutil.which(VOICE) is not None
    return Tools(
        speaks=speaks,
        voiceless=tuple(one for one in languages if speaks and not _has_voice(one)),
        wordless=tuple(one for one in languages if not _has_words(one)),
        audible=audible(os.environ, root / "dev/snd"),
        sounds_on=sounds_on,
    )


def _has_voice(language: str) -> bool:
    # A header line comes first, also when no voice follows.
    return len((said(VOICE, f"--voices={language}") or "").splitlines()) > 1


def _has_words(language: str) -> bool:
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def checks(tools: Tools) -> Iterator[Finding]:
    """What there is to say of them."""
    if not tools.speaks:
        yield warn("tools.no_voice", program=VOICE)
    elif tools.voiceless:
        yield warn("tools.voiceless", languages=", ".join(tools.voiceless))
    else:
        yield ok("tools.voices", program=VOICE)
    if tools.wordless:
        yield warn("tools.wordless", languages=", ".join(tools.wordless))
    if not tools.sounds_on:
        yield ok("tools.quiet")
    else:
        yield ok("tools.sound") if tools.audible else warn("tools.no_sound")
