"""Error Span Annotation (ESA) as WMT publishes it: a score from 0 to 100 and marked errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qa.core.errors import InputError
from qa.gold.rows import HumanSpan, Judged, is_human, languages_of, objects, severity_of

_DIVIDER = "_#_"


def sniff(fields: Mapping[str, Any]) -> bool:
    """Say whether the first object is of one of the two shapes."""
    return "esa_score" in fields or {"src_text", "tgt_text", "scores"} <= fields.keys()


def read(content: str, path: str) -> list[Judged]:
    """Read either shape; the scores of several annotators are averaged as `esa`, their spans put together.

    `wmt24_esa.jsonl`: one annotation a line, `{"langs", "line_id", "doc_id", "src", "tgt", "system", "annotator",
    "esa_score", "esa_spans"}`. `wmt24-genmt-humeval.jsonl` and WMT25's: one source segment a line, `{"doc_id",
    "src_text", "tgt_text": {system: text}, "scores": {system: annotations}}`, each annotation with `score` (WMT25:
    `human`) and `errors`. A span has `start_i`, `end_i` (exclusive) and `severity`; `missing` instead of numbers says
    that something is not there. Human translations serve as references for the others.

    Source of the format: github.com/wmt-conference/wmt24-news-systems (humeval/merge_to_jsonl.py) and
    wmt25-general-mt (humeval/04-collect_humeval.py); Kocmi et al. 2024 (arXiv:2406.11580).

    Raises:
        InputError: a line is of neither shape.
    """
    texts: dict[str, dict[str, str]] = {}
    judgements: dict[tuple[str, str], list[tuple[float | None, list[HumanSpan]]]] = {}
    segments: dict[str, tuple[str, str, str]] = {}
    for line, fields in objects(content, path):
        try:
            item, segment, own = _annotation(fields) if "esa_score" in fields else _segment(fields)
            for system, annotations in own.items():
                text = fields["tgt"] if "esa_score" in fields else fields["tgt_text"][system]
                found = judgements.setdefault((item, system), [])
                found += [_judgement(annotation, text) for annotation in annotations]
                texts.setdefault(item, {})[system] = text
            texts.setdefault(item, {}).update(_human(fields.get("tgt_text", {})))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise InputError(f"{path}:{line.number}: is no ESA annotation: {error}") from error
        segments[item] = segment
    try:
        return [
            _row(segments[item], item, system, texts[item], found)
            for (item, system), found in judgements.items()
            if texts[item][system]
        ]
    except (InputError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InputError(f"{path}: holds a segment that is none of WMT's: {error}") from error


def _annotation(fields: Mapping[str, Any]) -> tuple[str, tuple[str, str, str], dict[str, list[Mapping[str, Any]]]]:
    pair, doc = fields["langs"], str(fields["doc_id"])
    own = {"score": fields["esa_score"], "errors": fields["esa_spans"], "annotator": fields.get("annotator")}
    return f"{pair}:{doc}:{fields['line_id']}", (pair, doc, fields["src"]), {fields["system"]: [own]}


def _segment(fields: Mapping[str, Any]) -> tuple[str, tuple[str, str, str], dict[str, list[Mapping[str, Any]]]]:
    name, source = str(fields["doc_id"]), fields["src_text"]
    pair, _, rest = name.partition(_DIVIDER)
    item = name if rest.rpartition(_DIVIDER)[2].isdecimal() else f"{name}:{source}"
    own = {system: given if isinstance(given, list) else [given] for system, given in fields["scores"].items()}
    return item, (pair if rest else "", rest.rpartition(_DIVIDER)[0] or rest, source), own


def _human(texts: Mapping[str, str]) -> dict[str, str]:
    return {system: text for system, text in texts.items() if is_human(system)}


def _judgement(given: Mapping[str, Any], text: str) -> tuple[float | None, list[HumanSpan]]:
    score = given.get("score", given.get("human"))
    spans = [span_at(span, text, str(given.get("annotator") or "")) for span in given.get("errors") or ()]
    return None if score is None else float(score), spans


def span_at(given: Mapping[str, Any], text: str, rater: str, inclusive: bool = False) -> HumanSpan:
    """Return a span with `start_i`, `end_i`, `severity` and perhaps `category`; something missing has side `none`."""
    severity, category = severity_of(given.get("severity")), str(given.get("category") or "")
    start, end = given["start_i"], given["end_i"]
    if start == "missing" or int(start) >= len(text):
        return HumanSpan(0, 0, severity, "none", category or "omission", rater)
    return HumanSpan(int(start), min(int(end) + inclusive, len(text)), severity, "target", category, rater)


def _row(
    segment: tuple[str, str, str],
    item: str,
    system: str,
    texts: Mapping[str, str],
    found: Sequence[tuple[float | None, Iterable[HumanSpan]]],
) -> Judged:
    pair, doc, source = segment
    scores = [score for score, _ in found if score is not None]
    return Judged(
        pair=pair,
        languages=languages_of(pair),
        system=system,
        doc=doc,
        item=item,
        target=texts[system],
        source=source,
        references=tuple(text for name, text in texts.items() if is_human(name) and name != system),
        scores={"esa": sum(scores) / len(scores)} if scores else {},
        spans=tuple(span for _, spans in found for span in spans),
    )
