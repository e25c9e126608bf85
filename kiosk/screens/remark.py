"""What Mr. V says of the present moment, in a guest's language."""

from kiosk.core.hatch_state import Hatch
from kiosk.core.host import topic
from kiosk.screens.voice_words import VoiceWords


def remark(state: Hatch, voice: VoiceWords) -> str:
    """His line about what he speaks of now; nothing where he has nothing to say."""
    about = topic(state)
    if about is None:
        return ""
    lines: tuple[str, ...] = getattr(voice, about)
    return state.voice.line(about, lines)
