"""Local moves: sentences that a path in order could not pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qa.align.path import Pair, Worth
from qa.core.passage import Passage

_WINDOW = 5
_LARGEST = 5
_SHARE = 0.2
_CLEAR = 0.15
_FRAGMENT = 24


@dataclass(slots=True)
class _State:
    """The pairs so far, by number, and the number of the pair that each sentence belongs to; index 0 is the target."""

    texts: tuple[Sequence[Passage], Sequence[Passage]]
    pairs: dict[int, Pair] = field(default_factory=dict)
    owner: tuple[dict[int, int], dict[int, int]] = field(default_factory=lambda: ({}, {}))
    values: dict[Pair, float] = field(default_factory=dict)

    def put(self, number: int, pair: Pair) -> None:
        self.pairs[number] = pair
        for side in (0, 1):
            self.owner[side].update(dict.fromkeys(pair[side], number))

    def left_over(self, side: int) -> list[int]:
        return [number for number in range(len(self.texts[side])) if number not in self.owner[side]]

    def learn(self, worth: Worth, pairs: Iterable[Pair]) -> None:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self.values]
        self.values.update(zip(new, worth.pairs(new), strict=True))


@dataclass(frozen=True, slots=True)
class _Move:
    """A pair, new or in place of the pair `number`, and what it must be worth to be made."""

    pair: Pair
    number: int | None
    price: float


def settle(pairs: list[Pair], worth: Worth, target: Sequence[Passage], other: Sequence[Passage]) -> list[Pair]:
    """Improve a path by local moves; return the pairs in the order of the target.

    Two sentences that cross are parted where that is better than to take them together. A sentence left over is
    paired with another one left over, or joins a pair nearby if it clearly belongs there. At last a fragment of a
    few letters joins the sentence that it follows on the same line.
    """
    state = _State((target, other))
    for pair in _uncrossed(pairs, worth):
        state.put(len(state.pairs), pair)
    while _improve(state, worth):
        pass
    for side in (0, 1):
        _join_fragments(state, side)
    return sorted(state.pairs.values())


def _uncrossed(pairs: list[Pair], worth: Worth) -> Iterator[Pair]:
    """Part two sentences that stand in the opposite order on the other side."""
    for pair in pairs:
        if [len(side) for side in pair] != [2, 2]:
            yield pair
            continue
        (first, second), (third, fourth) = pair
        parts: list[Pair] = [((first,), (fourth,)), ((second,), (third,))]
        *values, together = worth.pairs([*parts, pair])
        yield from parts if min(values) > 0 and sum(values) > together else [pair]


def _improve(state: _State, worth: Worth) -> bool:
    """Make the moves that gain, best first, each sentence once; say whether there were any."""
    moves = [*_pairing(state, worth), *_joining(state, worth, 0), *_joining(state, worth, 1)]
    state.learn(worth, [move.pair for move in moves])
    gains = [(move.price - state.values[move.pair], move.pair, move) for move in moves]
    touched: set[tuple[int, int]] = set()
    for loss, pair, move in sorted(gains, key=lambda entry: entry[:2]):
        names = {(side, number) for side in (0, 1) for number in pair[side]}
        if loss < 0 and touched.isdisjoint(names):
            state.put(len(state.pairs) if move.number is None else move.number, pair)
            touched |= names
    return bool(touched)


def _pairing(state: _State, worth: Worth) -> list[_Move]:
    """Return the pairs of sentences left over on both sides near each other."""
    moves: list[_Move] = []
    for number in state.left_over(1):
        place = _place(state, number)
        for i in range(max(0, place - _WINDOW), min(len(state.texts[0]), place + _WINDOW + 1)):
            if i not in state.owner[0]:
                length = float(worth.target_lengths[i] + worth.other_lengths[number])
                moves.append(_Move(((i,), (number,)), None, _CLEAR * length))
    return moves


def _place(state: _State, number: int) -> int:
    """Return about where in the target the counterpart of a sentence left over would stand."""
    for distance in range(1, number + 1):
        if number - distance in state.owner[1]:
            return state.pairs[state.owner[1][number - distance]][0][-1] + distance
    return number


def _joining(state: _State, worth: Worth, side: int) -> list[_Move]:
    """Return the ways in which a sentence left over could join a pair nearby."""
    lengths = (worth.target_lengths, worth.other_lengths)[side]
    found: list[tuple[int, int, Pair]] = []
    for number in state.left_over(side):
        around = range(number - _WINDOW, number + _WINDOW + 1)
        for owner in sorted({state.owner[side][i] for i in around if i in state.owner[side]}):
            pair = state.pairs[owner]
            if len(pair[0]) + len(pair[1]) < _LARGEST:
                found.append((number, owner, _with(pair, side, number)))
    state.learn(worth, [state.pairs[owner] for _, owner, _ in found])
    return [
        _Move(pair, owner, state.values[state.pairs[owner]] + _SHARE * float(lengths[number]))
        for number, owner, pair in found
    ]


def _with(pair: Pair, side: int, number: int) -> Pair:
    joined = tuple(sorted((*pair[side], number)))
    return (pair[0], joined) if side else (joined, pair[1])


def _join_fragments(state: _State, side: int) -> None:
    for number in state.left_over(side):
        if number == 0 or number - 1 not in state.owner[side]:
            continue
        before, text = state.texts[side][number - 1], state.texts[side][number]
        gap = text.place(0, 0)[0] - before.place(len(before.text), len(before.text))[0]
        if len(text.text) <= _FRAGMENT and gap <= 1:
            owner = state.owner[side][number - 1]
            state.put(owner, _with(state.pairs[owner], side, number))
