"""What systems have in common: they are compared on the same segments, by the same references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.core.documents import Segment
from qa.core.errors import InputError
from qa.core.report import NotChecked
from qa.lang.tags import same_language
from qa.systems import System


def shared(systems: Sequence[System]) -> tuple[tuple[System, ...], tuple[NotChecked, ...]]:
    """Return the systems with what all of them have, in the order of the first, and what was left out for that.

    Entries that name their segments may lack some; of translations line by line, each line must be there.

    Raises:
        InputError: there are fewer than two systems, they are in different languages, or they do not share two
            segments.
    """
    _check(systems)
    common = set.intersection(*({segment.key for segment in system.segments} for system in systems))
    every = {segment.key for system in systems for segment in system.segments}
    if common != every and not all(system.keyed for system in systems):
        raise InputError(_uneven(systems))
    if len(common) < 2:
        raise InputError(
            f"{systems[0].name}: a comparison takes at least two segments that all systems translate; there "
            f"{'is 1' if common else 'are none'}"
        )
    lacking = ((system.name, len(every) - len(system.segments)) for system in systems)
    named = ", ".join(f"{name} lacks {count:,}" for name, count in lacking if count)
    left = _note(len(every) - len(common), len(every), f"not all systems translate them ({named})")
    ordered = _ordered(systems, common)
    for system, segments in zip(systems[1:], ordered[1:], strict=True):
        if not _same_languages(ordered[0][0], segments[0]):
            raise InputError(f"{system.name}: is in other languages than {systems[0].name}; compare one pair at a time")
    same, changed = _same_references(ordered)
    left += _note(changed, len(common), "the systems have different references for them; those that all have count")
    pairs = zip(systems, same, strict=True)
    return tuple(replace(system, segments=segments) for system, segments in pairs), left


def _check(systems: Sequence[System]) -> None:
    if len(systems) < 2:
        raise InputError("a comparison takes a baseline and at least one other system")
    names = [system.name for system in systems]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{name}: is given twice")


def _uneven(systems: Sequence[System]) -> str:
    baseline = systems[0]
    other = next(
        (system for system in systems if len(system.segments) != len(baseline.segments)),
        systems[1],
    )
    return (
        f"{other.name}: has {len(other.segments)} segments, {baseline.name} {len(baseline.segments)}, and they are not "
        "the same; give systems that translate the same segments in the same order"
    )


def _ordered(systems: Sequence[System], common: set[str]) -> list[tuple[Segment, ...]]:
    order = {segment.key: place for place, segment in enumerate(systems[0].segments)}
    return [
        tuple(sorted((own for own in system.segments if own.key in common), key=lambda own: order[own.key]))
        for system in systems
    ]


def _same_languages(one: Segment, other: Segment) -> bool:
    return same_language(one.target_lang, other.target_lang) and one.source_lang == other.source_lang


def _same_references(systems: Sequence[tuple[Segment, ...]]) -> tuple[list[tuple[Segment, ...]], int]:
    """Return the segments of each system with the references that all systems have, and how many lost some."""
    rows = [list(row) for row in zip(*systems, strict=True)]
    changed = 0
    for row in rows:
        texts = [{reference.text for reference in segment.references} for segment in row]
        if any(own != texts[0] for own in texts):
            changed += 1
            common = set.intersection(*texts)
            row[:] = [
                replace(one, references=tuple(own for own in one.references if own.text in common)) for one in row
            ]
    return [tuple(column) for column in zip(*rows, strict=True)], changed


def _note(count: int, of: int, why: str) -> tuple[NotChecked, ...]:
    return (NotChecked(f"{count:,} of {of:,} segments", why),) if count else ()
