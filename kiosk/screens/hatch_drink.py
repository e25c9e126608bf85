"""One drink in full, set down before the guest: what is in it, what may harm, how strong it is, and what may be wished."""

from collections.abc import Iterable

from kiosk.core import events
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.intake import ban_on
from kiosk.core.menu import Allergen, Drink
from kiosk.core.moment import Moment
from kiosk.screens.forms import money, number
from kiosk.screens.hatch_bar import Way, bar, button, ticked
from kiosk.screens.hatch_legend import height as legend_h
from kiosk.screens.hatch_legend import legend
from kiosk.screens.hatch_menu import check, hint, lost, told
from kiosk.screens.hatch_tile import called, strength
from kiosk.screens.hatch_wall import GAP, MARGIN, inside, stage
from kiosk.screens.layout import centred, columns, cut_bottom, cut_left, cut_right, cut_top, inset
from kiosk.screens.look import Look
from kiosk.screens.parts import block, line
from kiosk.screens.scene import Box, Picture, Piece, Plate
from kiosk.screens.wording import Wording

NAME = (54, 48, 42, 36, 32, 28)
FACTS = (22, 20, 18, 16, 15)


def pieces(state: Hatch, visit: Visit, drink: Drink, look: Look, now: Moment) -> tuple[Piece, ...]:
    """The glass in its lit niche, and beside or below it the paper that says all."""
    wording = look.words(visit.language)
    low, rest = bar(
        look,
        inset(stage(look), look.px(MARGIN)),
        wording.hatch,
        visit,
        sides(visit, drink, wording),
        ways(state, visit, drink, look, now),
    )
    above, rest = _above(state, visit, look, rest, wording, now)
    glass, paper = (
        cut_top(rest, rest.h * (26 if drink.options else 34) // 100, look.px(GAP))
        if look.size.upright
        else cut_left(rest, rest.w * 32 // 100, look.px(GAP))
    )
    wishes, glass = ((), glass) if look.size.upright else _wishes(visit, drink, look, glass, wording)
    return (
        *inside(look),
        *above,
        *_glass(visit, drink, look, glass),
        *wishes,
        *_paper(state, visit, drink, look, paper),
        *low,
    )


def sides(visit: Visit, drink: Drink, wording: Wording) -> tuple[Way, ...]:
    """Back; and one fewer, where there is one."""
    words = wording.hatch
    name = words.put_back.format(drink=called(drink.names, wording.language))
    fewer = Way(name, events.PutBack(drink.slug), sign="minus")
    return Way(words.back, events.MenuAsked()), *((fewer,) if visit.basket.quantity(drink.slug) else ())


def ways(state: Hatch, visit: Visit, drink: Drink, look: Look, now: Moment) -> tuple[Way, ...]:
    """One of it, or one more; and on to the check once there is anything to order."""
    words = look.words(visit.language).hatch
    out = lost(state, drink, words, now) or ("" if state.intake.open else words.closed)
    text = out or (words.another if visit.basket.quantity(drink.slug) else words.take)
    take = Way(text, None if out else events.Picked(drink.slug, visit.wishes), strong=True)
    on = check(state, visit, look)
    return (Way(on.text, on.event), take) if on.event is not None else (take,)


def ingredients(drink: Drink, wording: Wording) -> str:
    """What is in it, in the order of the recipe."""
    names = ", ".join(called(one.names, wording.language) for one in drink.ingredients)
    return names[:1].upper() + names[1:]


def harm(drink: Drink, wording: Wording, wishes: tuple[str, ...] = ()) -> str:
    """Allergens in words, traces after them; less what the wishes take away."""
    words = wording.hatch
    taken = {one for wish in wishes if (option := drink.option(wish)) for one in option.without}
    holds = _named((one for one in drink.allergens if one not in taken), wording)
    # A shaker that egg goes through all night is not without it for one wish.
    traces = _named((*drink.traces, *(one for one in drink.allergens if one in taken)), wording)
    said = (
        words.contains.format(names=holds) if holds else "",
        words.may_contain.format(names=traces) if traces else "",
    )
    text = "; ".join(filter(None, said))
    return text[:1].upper() + text[1:] if text else words.no_allergens


def facts(drink: Drink, wording: Wording) -> str:
    """How strong it is, as served, and how many units that is."""
    if not drink.alcoholic:
        return wording.hatch.alcohol_free
    units = number(drink.units, 1, wording.locale)
    return f"{strength(drink, wording)} · {wording.hatch.units.format(units=units)}"


def _named(allergens: Iterable[Allergen], wording: Wording) -> str:
    return ", ".join(wording.allergens.of(allergen) for allergen in allergens)


def _above(
    state: Hatch, visit: Visit, look: Look, box: Box, wording: Wording, now: Moment
) -> tuple[tuple[Piece, ...], Box]:
    """What a knock does, for who knocks; or why the last touch did not do what was asked."""
    told_why = why(state, visit, wording, now)
    if not told_why and not visit.knocking:
        return (), box
    band, rest = cut_top(box, legend_h(look), look.px(GAP))
    return told(look, band, told_why) if told_why else legend(look, band, visit, wording.hatch), rest


def why(state: Hatch, visit: Visit, wording: Wording, now: Moment) -> str:
    """The hint; of a ban with its reason, where the calendar gives one."""
    ban = ban_on(state, visit.drink, now) if visit.hint == "ban" else None
    reason = ban.reason.get(wording.language, "") if ban is not None else ""
    return reason or hint(state, visit, wording.hatch)


def _glass(visit: Visit, drink: Drink, look: Look, box: Box) -> tuple[Piece, ...]:
    """The glass on its board, with how many of it are chosen."""
    stand = cut_bottom(inset(box, 0, look.px(10)), look.px(4))[1]
    board = Box(box.x, box.bottom - look.px(14), box.w, look.px(14))
    side = min(stand.w, stand.h)
    niche = (
        Picture(box, "inside"),
        Picture(board, "shelf"),
        Picture(centred(stand, side, stand.h), drink.picture or drink.slug),
    )
    quantity = visit.basket.quantity(drink.slug)
    if not quantity:
        return niche
    badge = Box(box.x, box.y, look.px(56), look.px(56))
    return *niche, Plate(badge, "candle"), line(look, badge, str(quantity), "bold", (40,), "soot", "centre")


def _paper(state: Hatch, visit: Visit, drink: Drink, look: Look, box: Box) -> tuple[Piece, ...]:
    """Name and price; taste; what is in it; what may harm; how strong; and what may be wished."""
    wording = look.words(visit.language)
    inner = inset(box, look.px(20), look.px(12))
    wishes, inner = _wishes(visit, drink, look, inner, wording) if look.size.upright else ((), inner)
    head, inner = cut_top(inner, look.px(62), look.px(2))
    price, name = cut_right(head, look.px(120), look.px(8))
    taste, inner = cut_top(inner, look.px(28), look.px(6))
    rule = Plate(Box(inner.x, inner.y, inner.w, look.px(1)), "brass")
    harmful, inner = cut_bottom(cut_top(inner, look.px(4))[1], look.px(52), look.px(2))
    strong, inner = cut_bottom(inner, look.px(30), look.px(2))
    cost = money(drink.price_cents, state.house.menu.currency, wording.locale)
    return (
        Picture(box, "paper"),
        line(look, name, called(drink.names, wording.language), "old", NAME, "soot"),
        line(look, price, cost, "bold", (34, 30, 26, 22), "soot", "right"),
        line(look, taste, called(drink.tastes, wording.language), "old", (24, 22, 20, 18, 16), "walnut"),
        rule,
        *block(look, inner, ingredients(drink, wording), "plain", FACTS, "soot", middle=True),
        line(look, strong, facts(drink, wording), "bold", FACTS, "soot"),
        *block(look, harmful, harm(drink, wording, visit.wishes), "bold", FACTS, "soot", middle=True),
        *wishes,
    )


def _wishes(
    visit: Visit, drink: Drink, look: Look, box: Box, wording: Wording
) -> tuple[tuple[Piece, ...], Box]:
    """A button for each wish that the house grants, lit while it is wished; and the room above them."""
    if not drink.options:
        return (), box
    low, rest = cut_bottom(box, look.touch_px, look.px(GAP))
    pieces: list[Piece] = []
    for cell, option in zip(columns(low, len(drink.options), look.px(GAP)), drink.options, strict=True):
        name, wished = called(option.names, wording.language), option.slug in visit.wishes
        pieces += button(look, cell, Way(name, events.Wished(option.slug), strong=wished), (24, 22, 20, 18))
        if wished:
            pieces.append(ticked(look, cell))
    return tuple(pieces), rest
