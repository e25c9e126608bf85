"""Pick-up words: what the guest says at the slit, and what the hands answer."""

from msgspec import Struct


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """A word and the bartender's answer to it."""

    word: str
    answer: str


def choose(pairs: tuple[Pair, ...], night: str, number: int, taken: frozenset[str]) -> Pair:
    """Choose the pair for an order: none that is `taken` (in use or resting), and not the same row every night.

    With 43 pairs a walk in steps of 17 (prime to 43, and to every count that 17 does not divide) meets each once.
    When all are taken two words are joined, the way a house with more guests than words helps itself.
    """
    count = len(pairs)
    stride = 17 if count % 17 else 1
    start = sum(ord(letter) for letter in night) + number * stride
    for step in range(count):
        pair = pairs[(start + step * stride) % count]
        if pair.word not in taken:
            return pair
    return _joined(pairs, start, taken)


def _joined(pairs: tuple[Pair, ...], start: int, taken: frozenset[str]) -> Pair:
    """The first free couple of words, walking on from `start`."""
    count = len(pairs)
    for step in range(count * count):
        first, second = pairs[(start + step) % count], pairs[(start + 1 + step + step // count) % count]
        word = f"{first.word} {second.word}"
        if first is not second and word not in taken:
            return Pair(word, f"{first.answer} {second.answer}")
    first = pairs[start % count]
    return next(
        Pair(f"{first.word} {step}", first.answer)
        for step in range(start, start + len(taken) + 1)
        if f"{first.word} {step}" not in taken
    )
