"""How many exchanged names the source alone shows, from English and into English, and how many alarms are false.

    python -m benchmarks.exchanged_names --shared ../shared [--every 2] [--language ru]

The text is NTREX-128 (news in English and its translations by professionals, CC BY-SA 4.0). A rare name of each English
line that has one is exchanged for the rare name of another line: once in the English source of each translation, once
in the English text as a translation of the other. A name counts as found where the check `lost-source-name` reports it,
or the name that stands for it; what it says of the untouched lines is taken for a false alarm.
"""

from __future__ import annotations

import argparse
import gzip
import random
from pathlib import Path
from typing import NamedTuple

from benchmarks.false_alarms import LANGUAGES
from qa.align.source_names import rare_names
from qa.checks.lost_source_name import LostSourceName
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.core.passage import Passage
from qa.lang.words import words

SEED = 1


class Exchanged(NamedTuple):
    """An English line in which the name from `start` on is another one."""

    number: int
    text: str
    start: int
    name: str


def exchanged(lines: list[str]) -> list[Exchanged]:
    """Return the lines that have a rare name, each with one exchanged."""
    chance = random.Random(SEED)
    runs = [(number, run) for number, line in enumerate(lines) for run in rare_names(line, "en")]
    names = [lines[number][run[0].start : run[-1].end].removesuffix("'s") for number, run in runs]
    found = []
    for number, run in runs:
        name, line = chance.choice(names), lines[number]
        if name not in line:
            text = line[: run[0].start] + name + line[run[-1].end :]
            found.append(Exchanged(number, text, run[0].start, name))
    return found


def findings(target: str, source: str, target_lang: str, source_lang: str) -> list[Finding]:
    """Return what the check says of a translation."""
    segment = Segment("0", Passage(target), (), Passage(source, "source"), target_lang, source_lang)
    return list(LostSourceName().check(segment))


def _finds(one: Exchanged, found: list[Finding]) -> bool:
    """Say whether a finding quotes the name."""
    return any(one.name in item.message for item in found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="only each so manieth line")
    parser.add_argument("--language", action="append", default=[])
    options = parser.parse_args()
    folder = options.shared / "data" / "dev" / "ntrex"
    english = _lines(folder / "eng-US.txt.gz")[:: options.every]
    spoiled, total = exchanged(english), sum(len(words(line, "en")) for line in english)
    print(f"{len(spoiled)} names, {total} words; found and false alarms per 1,000 English words, from and into English")
    for file, language in LANGUAGES.items():
        if language == "en" or (options.language and language not in options.language):
            continue
        theirs = _lines(folder / f"{file}.txt.gz")[:: options.every]
        lost = sum(_finds(one, findings(theirs[one.number], one.text, language, "en")) for one in spoiled)
        strange = sum(_finds(one, findings(one.text, theirs[one.number], "en", language)) for one in spoiled)
        pairs = list(zip(english, theirs, strict=True))
        alarms = [sum(len(findings(own, line, language, "en")) for line, own in pairs),
                  sum(len(findings(line, own, "en", language)) for line, own in pairs)]  # fmt: skip
        print(f"{language:3} from {lost / len(spoiled):6.1%} {1000 * alarms[0] / total:5.2f}   "
              f"into {strange / len(spoiled):6.1%} {1000 * alarms[1] / total:5.2f}", flush=True)  # fmt: skip


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


if __name__ == "__main__":
    main()
