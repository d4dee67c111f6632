"""The learned judge: from a translation, its references and source to a penalty and the error chances of its words."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from multiprocessing import parent_process
from pathlib import Path
from threading import Lock

import numpy as np

from qa.core.documents import Segment
from qa.models import e5_file, graph, judge
from qa.models.encoder import Encoder, Integers, batches
from qa.models.graph import Floats
from qa.models.pieces import Pieces, cut

_WEIGHTS = Path(__file__).with_name("estimator.safetensors")
_WINDOW = 500
_BUDGET = 2048
_KEPT = 20_000
# OpenVINO's networks, and what is remembered, serve one thread at a time.
_IN_USE = Lock()


@dataclass(frozen=True, slots=True)
class Texts:
    """What is judged: a translation, and the references and the source to judge it by; without any, its language."""

    target: str
    references: tuple[str, ...] = ()
    source: str | None = None

    @classmethod
    def of(cls, segment: Segment) -> Texts:
        """Return the texts of a segment."""
        source = None if segment.source is None else segment.source.text
        return cls(segment.target.text, tuple(reference.text for reference in segment.references), source)

    @property
    def others(self) -> tuple[str, ...]:
        """The references, and the source where there is one."""
        return self.references if self.source is None else (*self.references, self.source)


@dataclass(frozen=True, slots=True)
class Chances:
    """The pieces of a text, from `starts` to `ends` in code points, and for each a probability; shape (pieces,)."""

    starts: Integers
    ends: Integers
    values: Floats


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge says of one translation.

    `worth` is comparable between translations of one source only; `penalty` is the expected MQM penalty of the whole
    text in points (minor 1, major 5). `starts` and `ends` are the places of its pieces in the translation, in code
    points; `severities`, shape (pieces, 4), holds the probabilities of no, minor, major and critical error;
    `gaps`, shape (pieces,), the probability that words are missing before the piece; `lost` that the pieces of the
    references, in their order, and of the source are not said in the translation. Of a text judged by no other `worth`
    is the logit of its being such as people write, and the penalty not a number.
    """

    worth: float
    penalty: float
    starts: Integers
    ends: Integers
    severities: Floats
    gaps: Floats
    lost: tuple[Chances, ...] = ()


def is_installed() -> bool:
    """Say whether the encoder's weights and the runtime are there, without importing them."""
    return e5_file.find() is not None and find_spec("openvino") is not None


def judgements(texts: Sequence[Texts]) -> list[Judgement]:
    """Judge many translations; what was judged before in this process is remembered.

    Raises:
        MissingExtraError: the encoder is not installed.
    """
    with _IN_USE:
        return _load().judgements(texts)


@cache
def _load() -> _Estimator:
    return _Estimator()


@dataclass(frozen=True, slots=True)
class _Task:
    """One reading of one window: the numbers of what is judged, of the texts beside it, of their encoded windows."""

    text: int
    window: int
    mode: judge.Mode
    others: tuple[int, ...]
    inputs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a task gave: worth and level; severities (pieces, 4), gaps (pieces,), lost words of each other text."""

    scores: tuple[float, float]
    severities: Floats
    gaps: Floats
    lost: tuple[Floats, ...]


class _Estimator:
    """The encoder and the judges, loaded; remembers what it judged last."""

    def __init__(self) -> None:
        from safetensors.numpy import load_file

        self._packed = load_file(_WEIGHTS)
        self._threads = (os.cpu_count() or 1) if parent_process() is None else 1
        self._file = e5_file.load()
        trained = [graph.inside(self._weights, f"apart.{number}") for number in range(judge.APART - judge.FROZEN)]
        self._encoder = Encoder(self._file, judge.APART, self._threads, trained)
        self._judges: dict[judge.Mode, judge.Judge] = {}
        self._known: dict[Texts, Judgement] = {}

    def judgements(self, texts: Sequence[Texts]) -> list[Judgement]:
        new = [item for item in dict.fromkeys(texts) if item not in self._known]
        if len(self._known) + len(new) > _KEPT:
            self._known = {item: self._known[item] for item in dict.fromkeys(texts) if item in self._known}
        self._known.update(zip(new, self._judged(new), strict=True))
        return [self._known[item] for item in texts]

    def _judged(self, texts: Sequence[Texts]) -> list[Judgement]:
        everything = dict.fromkeys(text for item in texts for text in (item.target, *item.others) if text)
        pieces = dict(zip(everything, cut(list(everything)), strict=True))
        inventory = _Inventory(self._file.vocabulary.start, self._file.vocabulary.end)
        tasks = [task for number, item in enumerate(texts) for task in _tasks(number, item, pieces, inventory)]
        states = self._encoder.encode(inventory.windows)
        read = self._read(tasks, states)
        found: list[list[tuple[_Task, _Reading]]] = [[] for _ in texts]
        for number, task in enumerate(tasks):
            found[task.text].append((task, read[number]))
        return [_merged(item, pieces, results) for item, results in zip(texts, found, strict=True)]

    def _read(self, tasks: Sequence[_Task], states: Sequence[Floats]) -> dict[int, _Reading]:
        """Return what each task gives by its number, the special pieces left out."""
        found: dict[int, _Reading] = {}
        for mode in judge.MODES:
            chosen = [number for number, task in enumerate(tasks) if task.mode == mode]
            sizes = [sum(len(states[one]) for one in tasks[number].inputs) for number in chosen]
            for batch in batches(sizes, _BUDGET):
                numbers = [chosen[place] for place in batch]
                columns = zip(*(tasks[number].inputs for number in numbers), strict=True)
                given = [_padded([states[one] for one in column]) for column in columns]
                worth, hard, severities, *chances = self._judge(mode)(given)
                for row, number in enumerate(numbers):
                    inner = [slice(1, len(states[one]) - 1) for one in tasks[number].inputs]
                    found[number] = _Reading(
                        (float(worth[row]), float(worth[row] + hard[row])),
                        severities[row, inner[0]].copy(),
                        chances[0][row, inner[0]].copy(),
                        tuple(part[row, at].copy() for part, at in zip(chances[1:], inner[1:], strict=True)),
                    )
        return found

    def _weights(self, name: str) -> Floats:
        """Return a tensor in float32; matrices are kept as int8 with a scale for each row."""
        value, scale = self._packed[name].astype(np.float32), self._packed.get(f"{name}.scale")
        return value if scale is None else np.asarray(value * scale[:, None], dtype=np.float32)

    def _judge(self, mode: judge.Mode) -> judge.Judge:
        if mode not in self._judges:
            sizes = self._file.sizes
            shape = judge.Sizes(sizes.hidden, sizes.heads, sizes.layers - judge.APART, sizes.epsilon)
            self._judges[mode] = judge.Judge(self._weights, shape, mode, self._threads)
        return self._judges[mode]


class _Inventory:
    """The windows to encode, each once."""

    def __init__(self, start: int, end: int) -> None:
        self._edges = np.array([start]), np.array([end])
        self._numbers: dict[bytes, int] = {}
        self.windows: list[Integers] = []

    def add(self, ids: Integers) -> int:
        """Return the number of the window that holds these pieces."""
        key = ids.tobytes()
        if key not in self._numbers:
            self._numbers[key] = len(self.windows)
            self.windows.append(np.concatenate((self._edges[0], ids, self._edges[1])))
        return self._numbers[key]


def _tasks(number: int, item: Texts, pieces: dict[str, Pieces], inventory: _Inventory) -> Iterator[_Task]:
    """Yield a task for each window of the translation and each reference."""
    if item.target not in pieces or len(pieces[item.target].ids) == 0:
        return
    count = len(item.references)
    source = [count] if item.source else []
    references = [place for place, text in enumerate(item.references) if text]
    if item.others and not references and not source:
        return
    for others in [[place, *source] for place in references] or [source]:
        texts = [pieces[item.target], *(pieces[item.others[place]] for place in others)]
        parts = -(-max(len(text.ids) for text in texts) // _WINDOW)
        for window in range(parts):
            cuts = [text.ids[len(text.ids) * window // parts : len(text.ids) * (window + 1) // parts] for text in texts]
            yield _Task(
                number, window, _mode(references, source), tuple(others), tuple(inventory.add(part) for part in cuts)
            )


def _mode(references: Sequence[int], source: Sequence[int]) -> judge.Mode:
    if references:
        return "both" if source else "reference"
    return "source" if source else "alone"


def _merged(item: Texts, pieces: dict[str, Pieces], results: Sequence[tuple[_Task, _Reading]]) -> Judgement:
    """Join the windows, and take the mean of the references' judgements."""
    windows: dict[int, list[_Reading]] = {}
    lost: dict[int, dict[int, list[Floats]]] = {}
    for task, reading in results:
        windows.setdefault(task.window, []).append(reading)
        for place, chances in zip(task.others, reading.lost, strict=True):
            lost.setdefault(place, {}).setdefault(task.window, []).append(chances)
    if not windows:
        nothing = np.empty(0, np.int64)
        return Judgement(-_NOTHING, _NOTHING, nothing, nothing, np.empty((0, 4), np.float32), np.empty(0, np.float32))
    scores = [np.mean([one.scores for one in some], axis=0) for some in windows.values()]
    own = pieces[item.target]
    return Judgement(
        worth=sum(float(one[0]) for one in scores) / len(scores),
        penalty=sum(float(np.expm1(max(0.0, -one[1]))) for one in scores) if item.others else math.nan,
        starts=own.starts,
        ends=own.ends,
        severities=_joined([[one.severities for one in some] for some in windows.values()]),
        gaps=_joined([[one.gaps for one in some] for some in windows.values()]),
        lost=tuple(
            Chances(pieces[text].starts, pieces[text].ends, _joined(list(lost[place].values())))
            if place in lost
            else Chances(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
            for place, text in enumerate(item.others)
        ),
    )


def _joined(windows: Sequence[Sequence[Floats]]) -> Floats:
    """Return the means of each window's readings, one window after the other."""
    return np.concatenate([np.mean(readings, axis=0) for readings in windows])


_NOTHING = 25.0


def _padded(states: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Return the states of several texts in one array, and its mask."""
    longest = max(map(len, states))
    joined = np.zeros((len(states), longest, states[0].shape[1]), dtype=np.float32)
    mask = np.zeros((len(states), longest), dtype=np.float32)
    for row, one in enumerate(states):
        joined[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return joined, mask
