"""What a screen shows while its program cannot open: the wall, what people can do all the same, and small, why."""

from kiosk.screens.layout import cut_bottom, inset, rows, whole
from kiosk.screens.look import Look
from kiosk.screens.parts import block, fits
from kiosk.screens.scene import Picture, Plate, Scene

SIZES = (34, 30, 26, 22, 20, 18, 16)
WHY = (13, 12, 11, 10)
"""For whoever comes close and knows what it means."""
LIGHT = 40
REASON = 90
"""Height of the reason, in 480ths."""


def hatch(look: Look, why: str) -> Scene:
    """To a guest, in every language of the house. `why` is the technician's."""
    return _scene(look, tuple(look.words(one).hatch.out_of_order for one in look.languages), why)


def bar(look: Look, why: str) -> Scene:
    """To the bartender, in the house's own language."""
    return _scene(look, (look.words(look.languages[0]).bar.out_of_order,), why)


def _scene(look: Look, sentences: tuple[str, ...], why: str) -> Scene:
    """Nothing on it moves, and nothing can be touched."""
    foot, room = cut_bottom(inset(whole(look.size), look.px(24), look.px(16)), look.px(REASON), look.px(12))
    said = tuple(zip(rows(room, len(sentences), look.px(8)), sentences, strict=True))
    size = next((one for one in SIZES if all(fits(look, *each, "old", one) for each in said)), SIZES[-1])
    told = (
        piece
        for box, sentence in said
        for piece in block(look, box, sentence, "old", (size,), "bone", "centre", middle=True)
    )
    wall = (Picture(whole(look.size), "wall"), Plate(whole(look.size), light=LIGHT))
    return Scene(look.size, "soot", (*wall, *told, *block(look, foot, _flat(why), "plain", WHY, "brass")))


def _flat(why: str) -> str:
    """As one paragraph."""
    return " ".join(why.split())
