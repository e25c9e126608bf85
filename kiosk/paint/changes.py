"""What differs between two pictures: the rectangles that must be painted anew."""

from collections.abc import Sequence

import pygame

from kiosk.paint.brush import Laid


def changes(before: Sequence[Laid], after: Sequence[Laid], screen: pygame.Rect) -> list[pygame.Rect]:
    """The rectangles in which two pictures of the same ground can differ; they do not overlap.

    A pixel outside all pieces that came or went is covered by the same pieces in both pictures. If these also stand
    in the same order it is the same pixel; if they do not, everything counts as changed.
    """
    old, new = {one.piece for one in before}, {one.piece for one in after}
    stayed = [one.piece for one in before if one.piece in new]
    if stayed != [one.piece for one in after if one.piece in old]:
        return [screen]
    gone = [one.rect for one in before if one.piece not in new]
    come = [one.rect for one in after if one.piece not in old]
    return apart([rect.clip(screen) for rect in (*gone, *come) if rect.colliderect(screen)])


def apart(rects: list[pygame.Rect]) -> list[pygame.Rect]:
    """The same area or a little more, as rectangles that do not overlap."""
    parted: list[pygame.Rect] = []
    for rect in rects:
        whole = rect
        while (at := whole.collidelist(parted)) >= 0:
            whole = whole.union(parted.pop(at))
        parted.append(whole)
    return parted
