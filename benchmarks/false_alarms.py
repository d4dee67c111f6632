"""How many findings good human text gets, in 30 languages, without reference or glossary.

    python -m benchmarks.false_alarms --shared ../shared [--source] [--show ru --most 40]

The text is NTREX-128 (news from English, translated by professionals, CC BY-SA 4.0): whatever the checks say of it is
taken for a false alarm, although people slip too. Prints findings per 1,000 words for each language.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from itertools import groupby
from pathlib import Path

from qa.config.settings import Settings
from qa.core.documents import Document, Segment
from qa.core.passage import Passage
from qa.core.report import Report
from qa.inputs.opened import Opened
from qa.lang.tags import canonical
from qa.run.examine import examine

LANGUAGES = {
    "arb": "ar", "ben": "bn", "bul": "bg", "ces": "cs", "deu": "de", "ell": "el", "eng-US": "en", "fas": "fa",
    "fin": "fi", "fra": "fr", "heb": "he", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it", "jpn": "ja",
    "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "spa": "es", "swe": "sv",
    "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "zho-CN": "zh",
}  # fmt: skip


def report(lines: list[str], language: str, sources: list[str] | None, settings: Settings) -> Report:
    """Return the report on one document, a line a segment and a paragraph."""
    segments = []
    start = 0
    for number, line in enumerate(lines):
        source = Passage(sources[number], "source") if sources else None
        segments.append(Segment(str(number), Passage(line, "text", start), (), source, language, "en", number))
        start += len(line) + 1
    document = Document("text", "\n".join(lines), tuple(segments), bilingual=True, language=canonical(language))
    return examine(Opened(document), settings)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--source", action="store_true", help="with the English source")
    parser.add_argument("--show", help="print the findings of this language")
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--model", default="none", help="estimator: with the learned judge")
    options = parser.parse_args()
    settings = Settings(model=(options.model,))
    folder = options.shared / "data" / "dev" / "ntrex"
    names = _lines(folder / "docs.txt.gz")
    english = _lines(folder / "eng-US.txt.gz")
    rates = []
    for file, language in LANGUAGES.items():
        if options.show not in (None, language):
            continue
        text = zip(names, _lines(folder / f"{file}.txt.gz"), english, strict=True)
        reports = []
        for _, group in groupby(text, key=lambda row: row[0]):
            rows = list(group)
            sources = [row[2] for row in rows] if options.source and language != "en" else None
            reports.append(report([row[1] for row in rows], language, sources, settings))
        words = sum(sum(one.words) for one in reports)
        by_check = Counter(finding.check for one in reports for finding in one.findings)
        rates.append(1000 * by_check.total() / words)
        print(f"{language:3} {words:6} words {rates[-1]:5.2f} per 1,000  {dict(by_check.most_common())}")
        if options.show:
            for one in reports:
                for finding in one.findings[: options.most]:
                    start = finding.span.start
                    place = one.documents[0].content[max(0, start - 40) : start + 40].replace("\n", " / ")
                    print(f"   {finding.check} {finding.confidence:.2f} {finding.message} … {place}")
    print(f"mean {sum(rates) / len(rates):.2f}, worst {max(rates):.2f}")


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


if __name__ == "__main__":
    main()
