"""Opens a file of human annotations, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.core.errors import InputError
from qa.gold import esa, json_lines, metrics_eval, mqm_tsv, pearmut
from qa.gold.rows import Judged, objects
from qa.inputs.files import read_text
from qa.lang.tags import primary

_OF_OBJECTS: tuple[tuple[Callable[[Mapping[str, Any]], bool], Callable[[str, str], list[Judged]]], ...] = (
    (esa.sniff, esa.read),
    (pearmut.sniff, pearmut.read),
    (json_lines.sniff, json_lines.read),
)


def read_gold(path: Path, language: str | None = None, source_language: str | None = None) -> list[Judged]:
    """Read the judged translations of a file: JSON lines, WMT's MQM tables and ESA, Pearmut, mt-metrics-eval.

    `language` and `source_language` (BCP 47) stand in where the file does not name the languages. Gzip is unpacked.

    Rows without output are left out, since there is nothing to check.

    Raises:
        InputError: the file cannot be read, is of no known format, or holds no judgement.
    """
    rows = with_languages((row for row in _read(path) if row.target), path, language, source_language)
    if not any(row.scores or row.spans is not None for row in rows):
        raise InputError(f"{path}: holds no human judgement; give rows with scores or spans")
    return rows


def _read(path: Path) -> list[Judged]:
    if metrics_eval.sniff(path):
        return metrics_eval.read_test_set(path)
    content = read_text(path)
    if mqm_tsv.sniff(content[:4096]):
        return mqm_tsv.read(content, str(path))
    if content.lstrip()[:1] in ("{", "["):
        first = next((fields for _, fields in objects(content, str(path))), {})
        for sniff, read in _OF_OBJECTS:
            if sniff(first):
                return read(content, str(path))
        return json_lines.read(content, str(path))
    raise InputError(
        f"{path}: no known format of annotations; give JSON lines with mt, scores and spans, a table of WMT's MQM, "
        "ESA, Pearmut or *.seg.score of mt-metrics-eval"
    )


def with_languages(
    rows: Iterable[Judged], path: Path, language: str | None, source_language: str | None
) -> list[Judged]:
    """Return the rows with these languages where the file did not name any.

    Raises:
        InputError: each row is named to be in another language.
    """
    rows = list(rows)
    named = {primary(row.languages[1]) for row in rows}
    if language is not None and named and named.isdisjoint({"und", primary(language)}):
        raise InputError(f"{path}: says that it is in {', '.join(sorted(named))}, not in {language}; leave out --lang")
    return [_with_languages(row, language, source_language) for row in rows]


def _with_languages(row: Judged, language: str | None, source_language: str | None) -> Judged:
    source, target = row.languages
    if target != "und" or not (language or source_language):
        return row
    languages = (source or source_language, language or target)
    return replace(row, languages=languages, pair=row.pair or f"{languages[0] or 'und'}-{languages[1]}")
