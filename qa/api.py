"""What `import qa` offers: check, score, compare, load_glossary.

Translations are given in one of three shapes:

- a list of segments, `["First sentence.", "Second."]`; then `references` has one entry for each segment: a text, or a
  list of texts (their number may differ from segment to segment), and `source` one text for each segment;
- a frame of pandas or polars, a segment a row, with the column `target` (or `mt`), and where there are any `source`,
  `document`, `domain` and all columns whose names begin with `reference`, each cell a text or a list of them; empty
  cells are no reference;
- for `check` only: one text, as running prose; then `references` are one text or several, and `source` is one text.

Where several names can be given, one may stand alone. `models` are neural models of your own, as "KIND:PATH" (see `qa
list models`); the learned judge works where it is installed, unless "none" turns it off. Languages are BCP 47 tags,
told from the text where they are not given. Offsets count code points, from 0, end exclusive. Everything that the
caller must change is a `qa.QaError`. Several threads may call these functions at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.api_results import Checked, Scored
from qa.comparison.measure import How, compare_systems
from qa.comparison.results import Comparison
from qa.config.settings import Settings
from qa.core.documents import Document, Segment
from qa.core.errors import InputError
from qa.core.passage import Passage
from qa.glossary.base import Glossary
from qa.inputs.opened import Opened, prose_of, read_base
from qa.judge.significance import Correction, Test
from qa.lang.tags import canonical
from qa.run.examine import examine
from qa.systems import System, in_language, score_system

Texts = Any
"""A list of texts or a frame: see the top of this page."""
Options = Mapping[str, Mapping[str, Any]]
_NOTHING = ("NAType", "NaTType")


def check(
    translation: str | Texts,
    *,
    references: Iterable[Any] | str | None = None,
    source: Iterable[str] | str | None = None,
    glossary: Glossary | None = None,
    language: str | None = None,
    source_language: str | None = None,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    min_confidence: float = 0.5,
    models: str | Sequence[str] = (),
    jobs: int = 1,
) -> Checked:
    """Find the errors in a translation.

    `select` and `ignore` name checks or MQM categories; findings less sure than `min_confidence` (0 to 1) are left
    out.

    >>> import qa
    >>> found = qa.check("The the council met.", language="en", select=["doubled-word"])
    >>> [(finding.check, finding.span.start, finding.span.end) for finding in found.findings]
    [('doubled-word', 0, 7)]
    >>> found = qa.check(["All is well.", "We left the the house."], language="en", select=["doubled-word"])
    >>> [(row["segment"], row["start"], row["text"], row["fix"]) for row in found.records()]
    [('2', 8, 'the the', 'the')]
    """
    settings = Settings(_names(select), _names(ignore), min_confidence, _names(models), jobs=jobs)
    if isinstance(translation, str):
        opened = _prose(translation, references, source, language, source_language)
    else:
        segments = _segments(translation, references, source, language, source_language)
        content = "\n".join(segment.target.text for segment in segments)
        opened = Opened(Document(segments[0].target.path, content, segments, True, (), segments[0].target_lang))
    report = examine(replace(opened, glossary=_base(glossary)), settings, scored=False)
    return Checked(report)


def score(
    translations: Texts,
    references: Iterable[Any] | None = None,
    *,
    source: Iterable[str] | None = None,
    metrics: str | Sequence[str] = (),
    options: Options | None = None,
    models: str | Sequence[str] = (),
    language: str | None = None,
    source_language: str | None = None,
    jobs: int = 1,
) -> Scored:
    """Score translations: the whole with 95 % bootstrap intervals and signatures, and each segment.

    `metrics` are names from `qa list metrics` (the usual ones by default), `options` those of single metrics:
    `{"bleu": {"tokenize": "intl"}}`.

    >>> import qa
    >>> found = qa.score(["The cat sat.", "It was late."], ["The cat sat.", "It grew late."], metrics=["chrf2", "ter"])
    >>> found["ter"].value
    16.666666666666664
    >>> [round(bound, 1) for bound in found["ter"].interval]
    [0.0, 33.3]
    >>> found["chrf2"].signature.partition("|version")[0]
    'nrefs:1|bs:1000|seed:12345|case:mixed|eff:yes|nc:6|nw:0|space:no'
    >>> [round(row["chrf2"], 1) for row in found.records()]
    [100.0, 33.3]
    """
    settings = Settings(metric=_names(metrics), metrics=options or {}, model=_names(models), jobs=jobs)
    segments = _segments(translations, references, source, language, source_language)
    return Scored(score_system(System("translation", segments), settings))


def compare(
    systems: Mapping[str, Texts],
    references: Iterable[Any] | None = None,
    *,
    source: Iterable[str] | None = None,
    glossary: Glossary | None = None,
    metrics: str | Sequence[str] = (),
    options: Options | None = None,
    models: str | Sequence[str] = (),
    test: Test = "bootstrap",
    correction: Correction = "holm",
    errors: bool = True,
    language: str | None = None,
    source_language: str | None = None,
    jobs: int = 1,
) -> Comparison:
    """Compare systems with the first of them, the baseline, on the same segments, by the references that all have.

    `test` is `bootstrap` (paired) or `randomisation` (approximate), `correction` that of p-values for many comparisons:
    `holm`, `benjamini-hochberg` or `none`. `errors` says whether the checks are run too, to tell which errors went up
    or down. The result is a table (`to_pandas()`, `to_polars()`) and a page (`to_html()`).

    >>> import qa
    >>> said = [f"The council met on day {day}." for day in range(9)]
    >>> wrong = [text.replace("met", "meet") for text in said]
    >>> found = qa.compare({"old": wrong, "new": said}, said, metrics=["chrf"], errors=False, language="en")
    >>> [against] = found.systems[0].against
    >>> against.better, against.wins, against.losses, against.corrected_p < 0.05
    (True, 9, 0, True)
    """
    if not isinstance(systems, Mapping):
        raise InputError(f"systems are given by their names, {{name: translations}}, not as {_kind(systems)}")
    references, source = (_kept(given) for given in (references, source))
    settings = Settings(metric=_names(metrics), metrics=options or {}, model=_names(models), jobs=jobs)
    given = [
        System(name, _segments(texts, references, source, language, source_language)) for name, texts in systems.items()
    ]
    return compare_systems(given, settings, How(test, correction, errors), glossary=_base(glossary))


def load_glossary(path: str | Path) -> Glossary:
    r"""Read a term base: TBX, CSV, TSV, XLSX and the other formats that `qa glossary` reads.

    Raises:
        InputError: the file is missing or no term base.

    >>> import qa, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "terms.csv")
    ...     _ = path.write_text("en,uk\nKyiv,Київ\n", encoding="utf-8")
    ...     [term.text for term in qa.load_glossary(path).terms]
    ['Kyiv', 'Київ']
    """
    return read_base(Path(path))[1]


def _base(glossary: object) -> Glossary | None:
    if glossary is None or isinstance(glossary, Glossary):
        return glossary
    raise InputError(f"{glossary!r} is no glossary; give what qa.load_glossary(path) returns")


def _kept(texts: Iterable[Any] | None) -> Any:
    """Return texts that can be gone through once for each system."""
    return texts if texts is None or isinstance(texts, str | bytes | Mapping) else list(texts)


def _names(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _prose(
    text: str,
    references: Iterable[Any] | str | None,
    source: Iterable[str] | str | None,
    language: str | None,
    source_language: str | None,
) -> Opened:
    article = prose_of(text, "translation", canonical(language) if language else None)
    given = [references] if isinstance(references, str) else list(references or ())
    others = tuple(prose_of(other, f"reference {n}", article.language) for n, other in enumerate(given, start=1))
    if source is None:
        return Opened(article, others)
    if not isinstance(source, str):
        raise InputError("the translation is one text, so its source is one text too")
    original = prose_of(source, "source", canonical(source_language) if source_language else None)
    return Opened(replace(article, source_language=original.language), others, original, others=(original,))


def _segments(
    texts: Texts,
    references: Iterable[Any] | None,
    source: Iterable[str] | str | None,
    language: str | None,
    source_language: str | None,
) -> tuple[Segment, ...]:
    """Return the segments of a list or of a frame, one after the other as if a file held them, a line each."""
    columns = _columns(texts)
    targets = [_text(value) or "" for value in columns.pop("target")]
    if not targets:
        raise InputError("there are no translations; give at least one segment")
    columns |= {
        name: _listed(name, values, len(targets))
        for name, values in (("references", references), ("source", source))
        if values is not None
    }
    segments = []
    start = 0
    for number, target in enumerate(targets):
        own = {name: values[number] for name, values in columns.items()}
        original = _text(own.get("source"))
        segments.append(
            Segment(
                key=str(number + 1),
                target=Passage(target, "translation", start),
                references=tuple(Passage(text, "reference") for text in _texts(own.get("references"))),
                source=None if original is None else Passage(original, "source"),
                target_lang=canonical(language) if language else "und",
                source_lang=canonical(source_language) if source_language else None,
                document=_text(own.get("document")) or "",
                domain=_text(own.get("domain")) or "",
            )
        )
        start += len(target) + 1
    return in_language(tuple(segments))


def _columns(texts: Texts) -> dict[str, list[Any]]:
    """Return the columns of a frame, or a list as the column `target`."""
    if hasattr(texts, "collect"):
        raise InputError("the frame is lazy; give what its collect() returns")
    if not hasattr(texts, "columns"):
        if isinstance(texts, str | bytes | Mapping) or not isinstance(texts, Iterable):
            raise InputError(f"translations are a list of texts, one for each segment, not {_kind(texts)}")
        return {"target": list(texts)}
    names = [str(name) for name in texts.columns]
    target = next((name for name in ("target", "mt") if name in names), None)
    if target is None:
        raise InputError(f'the frame has no column "target" or "mt"; it has: {", ".join(names)}')
    found = {"target": texts[target].to_list()}
    found |= {name: texts[name].to_list() for name in ("source", "document", "domain") if name in names}
    several = [texts[name].to_list() for name in names if name.startswith("reference")]
    references = [[text for cell in row for text in _listed_in(cell)] for row in zip(*several, strict=True)]
    return found | ({"references": references} if several else {})


def _listed_in(cell: object) -> list[Any]:
    """Return the references in a cell: one text, or a list of them (an array, as files of Parquet are read)."""
    return list(cell) if isinstance(cell, Iterable) and not isinstance(cell, str | bytes | Mapping) else [cell]


def _listed(name: str, values: Iterable[Any], count: int) -> list[Any]:
    """Return the references or sources of the segments, one entry for each."""
    if isinstance(values, str | bytes | Mapping):
        raise InputError(f"{name}: give a list with one entry for each segment, not {_kind(values)}")
    found = list(values)
    if len(found) == count:
        return found
    message = f"{name}: has {len(found)} entries, the translations {count}"
    if all(isinstance(entry, list | tuple) and len(entry) == count for entry in found):
        message += "; these are lists of whole references, as sacrebleu takes them: give list(zip(*references))"
    raise InputError(message)


def _kind(value: object) -> str:
    return "one text" if isinstance(value, str) else f"a {type(value).__name__}"


def _texts(value: object) -> list[str]:
    """Return the references of a segment: one text, several, or none."""
    given = value if isinstance(value, list | tuple) else [value]
    return [text for text in map(_text, given) if text]


def _text(value: object) -> str | None:
    """Return a cell's text; None for what frames put where nothing is (None, NaN, NA)."""
    if isinstance(value, str):
        return value
    if value is None or type(value).__name__ in _NOTHING or (isinstance(value, float) and math.isnan(value)):
        return None
    raise InputError(f"{value!r} is no text; give texts, or None where there is none")
