"""What a guest's finger asks for, as frozen values: every button of the hatch carries one of these events."""

from typing import Literal

from msgspec import Struct


class Woken(Struct, frozen=True):
    """A touch on the sleeping wall; on one of its words, in that word's language."""

    language: str = ""


class LanguagesAsked(Struct, frozen=True):
    """Show me which languages there are."""


class LanguageChosen(Struct, frozen=True):
    """The guest reads this language."""

    language: str


class ShelfAsked(Struct, frozen=True):
    """Show me that shelf."""

    shelf: Literal["classics", "beside"]


class DrinkAsked(Struct, frozen=True):
    """Show me this drink in full."""

    drink: str


class Wished(Struct, frozen=True):
    """With this wish, or not after all: of the drink that is shown in full."""

    wish: str


class Picked(Struct, frozen=True):
    """One more of this drink."""

    drink: str
    wishes: tuple[str, ...] = ()


class PutBack(Struct, frozen=True):
    """One fewer of this drink: with these wishes, or unsaid, of those chosen last."""

    drink: str
    wishes: tuple[str, ...] | None = None


class BasketAsked(Struct, frozen=True):
    """Let me change what I chose."""


class CheckAsked(Struct, frozen=True):
    """Show me what I am about to order."""


class MenuAsked(Struct, frozen=True):
    """Back to the menu."""


class Confirmed(Struct, frozen=True):
    """I order this."""


class Stayed(Struct, frozen=True):
    """I am still here."""


class Left(Struct, frozen=True):
    """I am done at the hatch."""


class CancelAsked(Struct, frozen=True):
    """I do not want this order after all."""

    number: int


class LargeAsked(Struct, frozen=True):
    """Large letters, or small ones again. On the sleeping wall it wakes, too."""


class AloudAsked(Struct, frozen=True):
    """Read it to me; louder; not any more. On the sleeping wall it wakes, too."""


class PageAsked(Struct, frozen=True):
    """Show the next or the previous page: of large letters, or of tickets."""

    by: int
