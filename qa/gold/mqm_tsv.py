"""The TSV files of WMT's MQM annotations: one error a line, marked with <v> and </v>."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.core.errors import InputError
from qa.core.lines import lines
from qa.gold.rows import HumanSpan, Judged, is_human, languages_of, mqm_score, pair_in_name, severity_of

_OPEN, _CLOSE = "<v>", "</v>"
_NEEDED = ("system", "doc", "seg_id", "rater", "source", "target", "category", "severity")
_NAMES = {"globalsegid": "seg_id", "segid": "seg_id", "errorcategory": "category"}


@dataclass(slots=True)
class _Gathered:
    source: str
    target: str
    raters: set[str] = field(default_factory=set)
    spans: list[HumanSpan] = field(default_factory=list)


def sniff(head: str) -> bool:
    """Say whether the first line names the columns of such a file."""
    return set(_columns(head.partition("\n")[0])) >= set(_NEEDED)


def read(content: str, path: str) -> list[Judged]:
    """Read `system doc doc_id seg_id rater source target category severity`, columns in any order, others ignored.

    The lines of one translation are put together, of all raters; the score `mqm` is minus the penalty, averaged over
    raters. The language pair is taken from the file's name (`mqm_ted_zhen.tsv`). The file has no references: the human
    translations among the systems serve as such for the others.

    Source of the format: github.com/google/wmt-mqm-human-evaluation; Freitag et al. 2021 (arXiv:2104.14478).

    Raises:
        InputError: a line has other columns than the header.
    """
    pair = pair_in_name(path.replace("\\", "/").rpartition("/")[2])
    gathered = _gather(content, path)
    human: dict[tuple[str, str], dict[str, str]] = {}
    for (system, doc, segment), translation in gathered.items():
        if is_human(system):
            human.setdefault((doc, segment), {})[system] = translation.target
    return [
        Judged(
            pair=pair,
            languages=languages_of(pair),
            system=system,
            doc=doc,
            item=f"{doc}:{segment}",
            target=translation.target,
            source=translation.source,
            references=tuple(text for name, text in human.get((doc, segment), {}).items() if name != system),
            scores={"mqm": mqm_score(translation.spans, len(translation.raters))},
            spans=tuple(translation.spans),
        )
        for (system, doc, segment), translation in gathered.items()
        if translation.target
    ]


def _gather(content: str, path: str) -> dict[tuple[str, str, str], _Gathered]:
    """Put the lines together by system, document and segment."""
    gathered: dict[tuple[str, str, str], _Gathered] = {}
    for row in _rows(content, path):
        source, in_source = _unmark(row["source"])
        target, in_target = _unmark(row["target"])
        translation = gathered.setdefault((row["system"], row["doc"], row["seg_id"]), _Gathered(source, target))
        translation.raters.add(row["rater"])
        severity = severity_of(row["severity"])
        if severity is None:
            continue
        side, place = ("source", in_source) if in_source and not in_target else ("target", in_target)
        start, end = place or (0, 0 if "omission" in row["category"].lower() else len(target))
        translation.spans.append(HumanSpan(start, end, severity, side, row["category"], row["rater"]))
    return gathered


def _columns(line: str) -> list[str]:
    names = [name.strip().lower() for name in line.rstrip("\r").split("\t")]
    return [_NAMES.get(name, name) for name in names]


def _rows(content: str, path: str) -> Iterator[dict[str, str]]:
    columns: list[str] = []
    for line in lines(content):
        cells = line.text.split("\t")
        if not columns:
            columns = _columns(line.text)
        elif len(cells) < len(columns) - 1 or len(cells) > len(columns):
            raise InputError(f"{path}:{line.number}: has {len(cells)} columns, the header {len(columns)}")
        else:
            yield dict(zip(columns, [*cells, ""], strict=False))


def _unmark(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return the text without marks, and the range that they enclose, if there are any."""
    start, end = text.find(_OPEN), text.find(_CLOSE)
    plain = text.replace(_OPEN, "").replace(_CLOSE, "")
    return plain, (start, end - len(_OPEN)) if 0 <= start < end else None
