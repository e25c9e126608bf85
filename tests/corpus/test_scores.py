"""The ear on a small part of the corpus: far enough below its bench to hold by chance, near enough to notice a worse ear."""

import pytest

from tests.corpus import score, street, trains

SEED = 500
OURS = score.ours()


def test_who_knocks_is_heard_and_counted() -> None:
    """Of some six hundred bouts at a dozen shutters hardly one opens nothing, few are miscounted, and the hobby's ear is worse."""
    guests = list(trains.guests(SEED, 12))
    one, other = score.counted(guests, OURS), score.counted(guests, score.hobbys)
    assert one.knockings > 400
    assert one.missed_percent <= 1.0
    assert one.miscounted_percent <= 2.5
    assert one.miscounted_percent < other.miscounted_percent


@pytest.mark.parametrize(
    ("beat_ms", "missed", "miscounted"), [(100, 5, 15), (140, 2, 5), (250, 2, 3), (450, 2, 3), (560, 4, 4)]
)
def test_fast_and_slow_hands_are_heard(beat_ms: int, missed: float, miscounted: float) -> None:
    """Two hundred bouts at one tempo, each at wood that the ear does not know; only the quickest are often miscounted."""
    one = score.counted(trains.at_tempo(SEED, 200, beat_ms / 1000), OURS)
    assert one.missed_percent <= missed
    assert one.miscounted_percent <= miscounted


def test_who_knows_the_secret_is_let_in_and_nobody_else() -> None:
    """Three hundred who know it, and three hundred who knock as often without a breath."""
    secrets = list(trains.secrets(SEED, 300))
    known = sum(any(one.secret for one in OURS(train)) for train in secrets)
    assert known >= 0.97 * len(secrets)
    assert score.taken_for_secret(trains.sevens(SEED, 300), OURS)[1] <= 4
    assert score.taken_for_secret(trains.guests(SEED, 12), OURS)[1] <= 1


@pytest.mark.parametrize(
    ("name", "guests", "missed"), [("rain", 10, 10), ("steps", 50, 10), ("shaker", 50, 50)]
)
def test_who_knocks_while_something_else_goes_on_is_mostly_heard(
    name: str, guests: int, missed: float
) -> None:
    """Restless wood is doubted, but not deaf: in the rain and beside a line that shuffles nearly all; beside a shaker half."""
    assert score.counted(trains.amid(SEED, name, guests), OURS).missed_percent <= missed


@pytest.mark.parametrize(
    "name", ["tram or lorry", "slammed door", "cup or bottle set down", "hand-over at the slit", "shaker"]
)
def test_what_is_no_guest_seldom_wakes_it(name: str) -> None:
    """Of fifty such events few wake our ear, and not more than the hobby's, but for one by chance."""
    noises = list(trains.noises(SEED, name, 50))
    ours, hobbys = (score.per_event(iter(noises), ears)[1] for ears in (OURS, score.hobbys))
    assert ours <= 0.2 * len(noises)
    assert ours <= hobbys + 1


@pytest.mark.parametrize(("line", "most"), [("stuck", 0), ("floating", 8)])
def test_a_broken_line_knocks_for_hardly_anybody(line: str, most: int) -> None:
    """A wire that touches the supply wakes nobody in ten times ten minutes; one that hears the mains less than the hobby's ear."""
    lines = list(trains.broken(SEED, 10, line))
    ours, hobbys = (score.per_event(iter(lines), ears)[1] for ears in (OURS, score.hobbys))
    assert ours <= most
    assert ours < hobbys


def test_a_night_is_the_same_every_time_and_holds_what_it_says() -> None:
    """The corpus is its seed: the same edges again, another seed others; one slit is never opened twice before it is shut."""
    night = trains.night(SEED, 0.5)
    assert night == trains.night(SEED, 0.5)
    assert night.edges != trains.night(SEED + 1, 0.5).edges
    assert [is_open for _, is_open in night.slit] == [turn % 2 == 0 for turn in range(len(night.slit))]
    assert night.edges == sorted(night.edges, key=lambda edge: edge[0])


def test_every_noise_of_the_corpus_is_played_without_a_guest() -> None:
    """Each kind that the night is made of has its rate and its own train."""
    for name, source in street.SOURCES.items():
        assert source.an_hour > 0
        (train,) = trains.noises(SEED, name, 1)
        assert train.since < train.ended
        assert all(knocking.times[-1] < train.since for knocking in train.knockings)
