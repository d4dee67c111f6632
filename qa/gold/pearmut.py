"""What the annotation tool Pearmut writes: one document of one annotator a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qa.core.errors import InputError
from qa.gold.esa import span_at
from qa.gold.rows import HumanSpan, Judged, is_human, languages_of, mqm_score, objects

_DIVIDER = "_#_"
_Judgement = tuple[float | None, list[HumanSpan]]


def sniff(fields: Mapping[str, Any]) -> bool:
    """Say whether the first object is an annotation with its item."""
    return {"annotation", "item"} <= fields.keys()


def read(content: str, path: str) -> list[Judged]:
    """Read objects of `annotation` (a list of `{model: {"score", "error_spans"}}`), `item` and `user_id`.

    Each of `item` has `item_id`, `src` and `ref`, where there are any, and `tgt`, the models' translations.
    Spans are `start_i` to `end_i`, the last character included. The scores of several annotators are averaged as
    `score`; where spans have categories, `mqm` is minus their penalty. Tutorials and attention checks (items with
    `validation`) and what was skipped are left out. The language pair is what stands before `_#_` in `item_id`.

    Source of the format: github.com/zouharvi/pearmut (README.md, examples/annotated_cache), arXiv:2601.02933.

    Raises:
        InputError: a line is no such annotation.
    """
    items: dict[str, Mapping[str, Any]] = {}
    judgements: dict[tuple[str, str], list[_Judgement]] = {}
    for line, fields in objects(content, path):
        try:
            for item, model, judgement in _judgements(fields):
                name = str(item.get("item_id") or item.get("src"))
                items[name] = item
                judgements.setdefault((name, model), []).append(judgement)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise InputError(f"{path}:{line.number}: is no annotation of Pearmut: {error}") from error
    try:
        return [_row(name, items[name], model, found) for (name, model), found in judgements.items()]
    except (InputError, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InputError(f"{path}: holds an item that is none of Pearmut's: {error}") from error


def _judgements(fields: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str, _Judgement]]:
    for item, annotation in zip(fields["item"], fields["annotation"], strict=True):
        if "validation" in item or "tgt" not in item:
            continue
        for model, given in annotation.items():
            score, marked = given.get("score"), given.get("error_spans") or ()
            if score is None and not marked:
                continue
            text, rater = item["tgt"][model], str(fields.get("user_id") or "")
            spans = [span_at(span, text, rater, inclusive=True) for span in marked]
            yield item, model, (None if score is None else float(score), spans)


def _row(name: str, item: Mapping[str, Any], model: str, found: list[_Judgement]) -> Judged:
    pair, _, rest = name.partition(_DIVIDER)
    pair = pair if rest else ""
    spans = tuple(span for _, own in found for span in own)
    given = [score for score, _ in found if score is not None]
    scores = {"score": sum(given) / len(given)} if given else {}
    if any(span.category for span in spans):
        scores["mqm"] = mqm_score(spans, len(found))
    human = [text for system, text in item["tgt"].items() if is_human(system) and system != model]
    return Judged(
        pair=pair,
        languages=languages_of(pair),
        system=model,
        doc=rest.rpartition(_DIVIDER)[0],
        item=name,
        target=item["tgt"][model],
        source=item.get("src"),
        references=tuple(human + ([item["ref"]] if item.get("ref") else [])),
        scores=scores,
        spans=spans,
    )
