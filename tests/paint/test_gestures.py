"""What counts as a touch, and what does not."""

import pygame
import pytest
from msgspec.structs import replace

from kiosk.core.events import Event, Left, MenuAsked, PageAsked, Picked
from kiosk.paint.canvas import Canvas
from kiosk.paint.gestures import ECHO_S, HELD_S, Gestures, Key, Meant, Pressed, Quit, Resized, Touches
from kiosk.screens.scene import Box, Plate, Scene, Size, Swipes
from tests.paint.scenes import SIZE, scene

PLUS = Plate(Box(0, 0, 100, 120), "brass", event=Picked("negroni"), name="plus")
AWAY = Plate(Box(100, 0, 100, 120), "bone", event=Left(), name="away")
BUTTONS = scene(PLUS, AWAY)


def finger(kind: int, x: float, y: float, finger_id: int = 0) -> pygame.event.Event:
    return pygame.event.Event(
        kind, touch_id=1, finger_id=finger_id, x=x / SIZE[0], y=y / SIZE[1], dx=0.0, dy=0.0
    )


def mouse(kind: int, x: int, y: int, button: int = 1, *, touch: bool = False) -> pygame.event.Event:
    return pygame.event.Event(kind, pos=(x, y), button=button, touch=touch)


def down(x: float, y: float, finger_id: int = 0) -> pygame.event.Event:
    return finger(pygame.FINGERDOWN, x, y, finger_id)


def up(x: float, y: float, finger_id: int = 0) -> pygame.event.Event:
    return finger(pygame.FINGERUP, x, y, finger_id)


def move(x: float, y: float, finger_id: int = 0) -> pygame.event.Event:
    return finger(pygame.FINGERMOTION, x, y, finger_id)


def fired(meant: list[Meant]) -> list[Meant]:
    """All but which button is held."""
    return [one for one in meant if not isinstance(one, Pressed)]


def looked(touches: Touches, scene: Scene, since: float, long_s: float) -> list[Meant]:
    """What was meant while nothing new happened and the queue was read ten times a second, as a program does."""
    looks = range(1, int(long_s * 10) + 1)
    return [meant for turn in looks for meant in touches.read([], scene, since + turn / 10)]


@pytest.fixture
def touches() -> Touches:
    return Touches()


def test_tap(touches: Touches) -> None:
    """A button is held as soon as the finger comes down, and fires when the finger is lifted from it, not before."""
    assert touches.read([down(50, 60)], BUTTONS, 1.0) == [Pressed(Picked("negroni"))]
    assert touches.read([up(52, 61)], BUTTONS, 1.1) == [Picked("negroni"), Pressed(None)]
    assert touches.read([], BUTTONS, 1.2) == []


@pytest.mark.parametrize("by", ["finger", "mouse"])
def test_off_and_on_again(touches: Touches, by: str) -> None:
    """The button is let go while finger or mouse is off it, and held when they are back; lifted there it fires."""
    put, leave, back, lift = (
        (down(50, 60), move(150, 60), move(60, 60), up(60, 60))
        if by == "finger"
        else (
            mouse(pygame.MOUSEBUTTONDOWN, 50, 60),
            pygame.event.Event(pygame.MOUSEMOTION, pos=(150, 60), rel=(100, 0), buttons=(1, 0, 0)),
            pygame.event.Event(pygame.MOUSEMOTION, pos=(60, 60), rel=(-90, 0), buttons=(1, 0, 0)),
            mouse(pygame.MOUSEBUTTONUP, 60, 60),
        )
    )
    assert touches.read([put], BUTTONS, 1.0) == [Pressed(Picked("negroni"))]
    assert touches.read([leave], BUTTONS, 1.1) == [Pressed(None)]
    assert touches.read([back], BUTTONS, 1.2) == [Pressed(Picked("negroni"))]
    assert touches.read([lift], BUTTONS, 1.3) == [Picked("negroni"), Pressed(None)]


def test_held_no_longer_than_it_would_fire(touches: Touches) -> None:
    """A button is let go when a palm follows, when its time is over, and when the picture changes under the finger."""
    held = [Pressed(Picked("negroni"))]
    assert touches.read([down(50, 60)], BUTTONS, 1.0) == held
    assert touches.read([down(60, 60, 1), down(70, 60, 2)], BUTTONS, 1.1) == [Pressed(None)]
    assert touches.read([up(50, 60, at) for at in range(3)], BUTTONS, 1.2) == []
    assert touches.read([down(50, 60)], BUTTONS, 2.0) == held
    assert looked(touches, BUTTONS, 2.0, HELD_S + 0.1) == [Pressed(None)]
    assert touches.read([up(50, 60)], BUTTONS, 2.2 + HELD_S) == []
    assert touches.read([down(50, 60)], BUTTONS, 9.0) == held
    assert touches.read([], scene(), 9.1) == [Pressed(None)]


def test_a_mouse_that_passes_by_holds_nothing(touches: Touches) -> None:
    """Only what was pressed is held."""
    passing = pygame.event.Event(pygame.MOUSEMOTION, pos=(50, 60), rel=(1, 0), buttons=(0, 0, 0))
    assert touches.read([passing], BUTTONS, 1.0) == []


def test_slipped(touches: Touches) -> None:
    """A finger that slips onto another button fires neither."""
    assert touches.read([down(50, 60), up(150, 60)], BUTTONS, 1.0) == []


def test_nothing_there(touches: Touches) -> None:
    """A touch beside all buttons is nothing."""
    assert touches.read([down(50, 60), up(50, 60)], scene(), 1.0) == []


def test_changed_under_the_finger(touches: Touches) -> None:
    """A button that comes under a resting finger is not fired by lifting it."""
    touches.read([down(50, 60)], BUTTONS, 1.0)
    other = scene(Plate(PLUS.box, "brass", event=MenuAsked()))
    assert fired(touches.read([up(50, 60)], other, 1.2)) == []


def test_quick_taps(touches: Touches) -> None:
    """Quick taps on the same button all count."""
    assert touches.read([down(50, 60), up(50, 60)] * 3, BUTTONS, 1.0) == [Picked("negroni")] * 3


def test_second_finger(touches: Touches) -> None:
    """Only the first finger counts."""
    both = [down(50, 60, 1), down(150, 60, 2), up(150, 60, 2), up(50, 60, 1)]
    assert touches.read(both, BUTTONS, 1.0) == [Picked("negroni")]


def test_palm(touches: Touches) -> None:
    """Three fingers at once are a palm and no touch, until all are up again."""
    palm = [down(50, 60, at) for at in range(3)]
    assert touches.read([*palm, up(50, 60, 0), down(50, 60, 5), up(50, 60, 5)], BUTTONS, 1.0) == []
    lifted = [up(50, 60, 1), up(50, 60, 2), down(50, 60, 6), up(50, 60, 6)]
    assert touches.read(lifted, BUTTONS, 1.2) == [Picked("negroni")]


def test_held(touches: Touches) -> None:
    """A contact that lasts is a cloth or rain and no touch."""
    touches.read([down(50, 60)], BUTTONS, 1.0)
    looked(touches, BUTTONS, 1.0, HELD_S)
    assert fired(touches.read([up(50, 60)], BUTTONS, 1.0 + HELD_S + 0.1)) == []


def test_a_program_that_stood_still(touches: Touches) -> None:
    """A tap is one, however long the program did not look: the finger was lifted meanwhile."""
    touches.read([down(50, 60)], BUTTONS, 1.0)
    assert fired(touches.read([up(50, 60)], BUTTONS, 1.0 + 3 * HELD_S)) == [Picked("negroni")]


def test_lost_lifting() -> None:
    """A finger whose lifting was lost does not make the screen deaf for longer than a contact may last."""
    gestures = Gestures()
    assert gestures.press("lost", 1.0)
    assert not gestures.press("soon", 1.5)
    assert gestures.press("later", 1.0 + HELD_S + 0.1)
    assert gestures.release("later", 1.0 + HELD_S + 0.2)


def test_mouse(touches: Touches) -> None:
    """A left click is a touch; another button is not."""
    kinds = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)
    assert touches.read([mouse(kind, 50, 60) for kind in kinds], BUTTONS, 1.0) == [Picked("negroni")]
    assert touches.read([mouse(kind, 50, 60, 3) for kind in kinds], BUTTONS, 1.0) == []


def test_copied_finger(touches: Touches) -> None:
    """A finger that SDL also sends as a mouse is one touch, marked as a copy or not."""
    kinds = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)
    marked = [mouse(kind, 50, 60, touch=True) for kind in kinds]
    echo = [mouse(kind, 50, 60) for kind in kinds]
    assert touches.read([*marked, down(50, 60), up(50, 60), *echo], BUTTONS, 1.0) == [Picked("negroni")]
    assert touches.read(echo, BUTTONS, 1.1 + ECHO_S) == [Picked("negroni")]


def test_the_rest(touches: Touches) -> None:
    """Keys are told by name, closing as quit, a resized or uncovered window with its size."""
    happened = [
        pygame.event.Event(pygame.KEYDOWN, key=pygame.K_k),
        pygame.event.Event(pygame.QUIT),
        pygame.event.Event(pygame.WINDOWSIZECHANGED, x=300, y=100),
        pygame.event.Event(pygame.WINDOWEXPOSED),
        pygame.event.Event(pygame.MOUSEMOTION, pos=(1, 1), rel=(0, 0), buttons=(0, 0, 0)),
    ]
    assert touches.read(happened, BUTTONS, 1.0) == [
        Key("k"),
        Quit(),
        Resized(Size(300, 100)),
        Resized(Size(*SIZE)),
    ]


def test_drained(canvas: Canvas) -> None:
    """What lies in pygame's queue is read once."""
    canvas.paint(BUTTONS)
    touches = Touches()
    touches.drain(BUTTONS, 0.0)
    pygame.event.post(down(50, 60))
    pygame.event.post(up(50, 60))
    assert touches.drain(BUTTONS, 1.0) == [Picked("negroni")]
    assert touches.drain(Scene(Size(*SIZE), "soot", ()), 1.1) == []


# --- swipes ------------------------------------------------------------------------------------------------------
ON, BACK = PageAsked(1), PageAsked(-1)
PAGES = replace(BUTTONS, swipes=Swipes(ON, BACK))
W, H = SIZE


def drawn(touches: Touches, scene: Scene, *at: tuple[float, float]) -> list[Meant]:
    """What a finger drawn along these points does."""
    first, *way, last = at
    steps = [down(*first), *(move(*point) for point in way), up(*last)]
    return fired(
        [one for turn, step in enumerate(steps) for one in touches.read([step], scene, 1 + turn / 10)]
    )


@pytest.mark.parametrize(
    ("by", "asks"),
    [((-40, 4), ON), ((40, -4), BACK), ((4, -40), ON), ((-4, 40), BACK)],
    ids=["left", "right", "up", "down"],
)
def test_a_swipe_turns_pages(touches: Touches, by: tuple[int, int], asks: Event) -> None:
    """To the left or upwards what comes next, to the right or downwards what was before; wherever it begins."""
    assert drawn(touches, PAGES, (50, 60), (50 + by[0] / 2, 60 + by[1] / 2), (50 + by[0], 60 + by[1])) == [
        asks
    ]


@pytest.mark.parametrize("pages", [Swipes(), Swipes(ON, BACK)])
@pytest.mark.parametrize("far", [12, 14, 20, 45])
def test_a_swipe_touches_no_button(touches: Touches, far: int, pages: Swipes) -> None:
    """Neither a full one nor half a one, also where there is no page to turn and it ends on the button it began on."""
    meant = drawn(touches, replace(BUTTONS, swipes=pages), (50, 60), (50 + far, 60))
    assert Picked("negroni") not in meant
    assert Left() not in meant


def test_a_finger_that_trembles_still_taps(touches: Touches) -> None:
    """Within a twelfth of the screen's short side."""
    assert drawn(touches, PAGES, (50, 60), (50 + min(W, H) / 13, 60)) == [Picked("negroni")]


def test_where_nobody_swipes_a_finger_may_wander(touches: Touches) -> None:
    """It touches what it was put on and is lifted from, however far apart."""
    assert drawn(touches, BUTTONS, (10, 60), (90, 60)) == [Picked("negroni")]


def test_a_button_is_let_go_by_a_swipe(touches: Touches) -> None:
    """As soon as it cannot be a tap any more."""
    assert touches.read([down(50, 60)], PAGES, 1.0) == [Pressed(Picked("negroni"))]
    assert touches.read([move(80, 60)], PAGES, 1.1) == [Pressed(None)]
    assert touches.read([up(90, 60)], PAGES, 1.2) == [BACK]


def test_a_palm_swipes_nothing(touches: Touches) -> None:
    """Nor does a cloth that stays too long."""
    touches.read([down(50, 60), down(60, 60, 1), down(70, 60, 2)], PAGES, 1.0)
    assert fired(touches.read([up(10, 60)], PAGES, 1.1)) == []
    touches.read([up(60, 60, 1), up(70, 60, 2)], PAGES, 1.2)
    touches.read([down(50, 60)], PAGES, 2.0)
    looked(touches, PAGES, 2.0, HELD_S)
    assert fired(touches.read([up(90, 60)], PAGES, 2.0 + HELD_S + 0.1)) == []
