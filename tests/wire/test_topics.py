"""Topics are spelled in one place, and read back as what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wire.topics import Kind, Place, Topics

TOPICS = Topics("house/milan")
NAMES = st.text("abcXYZ019_-", min_size=1, max_size=64)


def test_topics_read_as_the_contract_spells_them() -> None:
    """The published contract's spelling does not change unnoticed."""
    topics = Topics("backdoor43")
    assert topics.status_hatch("navigli") == "backdoor43/navigli/status/hatch"
    assert topics.status_bar("navigli", "counter") == "backdoor43/navigli/status/bar/counter"
    assert topics.board("navigli") == "backdoor43/navigli/board"
    assert topics.hatch_listens("navigli") == (
        "backdoor43/navigli/status/bar/+",
        "backdoor43/navigli/seen",
        "backdoor43/navigli/request",
    )
    assert topics.bar_listens("navigli") == (
        "backdoor43/navigli/status/hatch",
        "backdoor43/navigli/menu",
        "backdoor43/navigli/board",
        "backdoor43/navigli/response",
        "backdoor43/navigli/knock",
    )


@given(hatch=NAMES, display=NAMES)
def test_every_topic_is_read_back(hatch: str, display: str) -> None:
    """What is spelled for a hatch and a display is parsed as just that."""
    assert TOPICS.parse(TOPICS.status_bar(hatch, display)) == Place(hatch, Kind.STATUS_BAR, display)
    spelled = {
        Kind.STATUS_HATCH: TOPICS.status_hatch(hatch),
        Kind.MENU: TOPICS.menu(hatch),
        Kind.BOARD: TOPICS.board(hatch),
        Kind.SEEN: TOPICS.seen(hatch),
        Kind.REQUEST: TOPICS.request(hatch),
        Kind.RESPONSE: TOPICS.response(hatch),
        Kind.KNOCK: TOPICS.knock(hatch),
    }
    for kind, topic in spelled.items():
        assert TOPICS.parse(topic) == Place(hatch, kind)


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "house/milan",
        "house/milan/",
        "house/milan//board",
        "house/milan/h/status",
        "house/milan/h/status/bar",
        "house/milan/h/status/bar/",
        "house/milan/h/status/bar/a/b",
        "house/milan/h/status/bar/a\n",
        "house/milan/h/board/more",
        "house/milan/h/Board",
        "house/milan/+/board",
        "house/milano/h/board",
        "other/h/board",
        "$SYS/broker/uptime",
    ],
)
def test_foreign_topics_are_none_of_ours(topic: str) -> None:
    """A topic that is not exactly one of the contract's is not taken for one."""
    assert TOPICS.parse(topic) is None


@given(st.text())
def test_any_topic_can_be_parsed(topic: str) -> None:
    """Parsing never fails, and what it finds could have been spelled here."""
    place = TOPICS.parse(f"house/milan/{topic}")
    assert place is None or place.kind.value in topic


@pytest.mark.parametrize("name", ["", "a/b", "+", "#", "a b", "café", "a\n", "x" * 65])
def test_a_bad_name_is_refused_before_it_is_published(name: str) -> None:
    """A name that would break the topic's levels, or act as a wildcard, is refused with what is allowed."""
    with pytest.raises(ValueError, match="letters, digits"):
        TOPICS.board(name)
    with pytest.raises(ValueError, match="letters, digits"):
        TOPICS.status_bar("navigli", name)


@pytest.mark.parametrize("base", ["", "/a", "a/", "a//b", "a/+", "#"])
def test_a_bad_base_is_refused(base: str) -> None:
    """A base topic with an empty level or a wildcard is refused."""
    with pytest.raises(ValueError, match="letters, digits"):
        Topics(base)
