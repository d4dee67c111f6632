"""What the readers of localisation files share: the collecting of entries, and which source text a form has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.core.assemble import unique, unreadable
from qa.core.documents import Document, Segment
from qa.core.errors import InputError, NothingThereError, SettingsError
from qa.core.findings import Finding
from qa.core.large_text import Content, LargeText, lines_of
from qa.core.lines import Lines
from qa.core.passage import Passage
from qa.lang.tags import canonical

UNTRANSLATED = "not translated yet"
FUZZY = "marked as in need of work"
PLURAL = frozenset({"plural-form"})
IN_CONTEXT = frozenset({"in-context"})
_KEYED = frozenset({"keyed"})
_LONGEST_KEY = 80
_FLAG = re.compile(r"(?:^|[,\s])max-length:\s*(\d+)")
_NUMBER = re.compile("[1-9][0-9]{0,5}")
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}


@dataclass(slots=True)
class Entries:
    """The entries of one file as they are read. Nothing is ever left out of it unnamed.

    `keyed` says that the file holds translations only, whose source texts stand under the same keys in another file.
    `start` is where the part begins of which they are the entries.
    """

    content: Content
    path: str
    keyed: bool = False
    segments: list[Segment] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    unfinished: Counter[str] = field(default_factory=Counter)
    start: int = 0
    _taken: set[str] = field(default_factory=set)
    _lines: Lines | LargeText | None = None

    def add(
        self,
        key: str,
        target: Passage,
        source: Passage | None = None,
        *,
        forms: Sequence[str] = (),
        flags: frozenset[str] = frozenset(),
        languages: tuple[str | None, str | None] = (None, None),
        longest: int | None = None,
        note: str = "",
    ) -> None:
        """Add an entry; `languages` are its own ones of source and target, where the file has several.

        `longest` is how many characters its translation may have, `note` what the file tells the translator of it.
        """
        name = key if self.keyed else _short(key)
        self.segments.append(
            Segment(
                key=unique(name, self.line(target.place(0, 0)[0]), self._taken),
                target=target,
                source=source,
                source_lang=languages[0],
                target_lang=languages[1] or "und",
                paragraph=len(self.segments),
                flags=flags | _KEYED if self.keyed else flags,
                forms=tuple(forms),
                longest=longest,
                note=note,
            )
        )

    def line(self, offset: int) -> int:
        """Return the number of the line on which the offset stands."""
        if self._lines is None:
            self._lines = lines_of(self.content)
        return self._lines.position(offset)[0]

    def broken(self, start: int, end: int, message: str) -> None:
        """Note that what stands at `start` to `end` cannot be read, and why."""
        self.problems.append(unreadable(self.path, self.line(start), start, end, message))

    @property
    def hold_text(self) -> bool:
        """Whether any of the entries can be checked."""
        return any(segment.target.text.strip() for segment in self.segments)

    def demand_text(self, what: str) -> None:
        """See to it that there is something to check; `what` says what an entry is in this format.

        Raises:
            InputError: there is nothing.
        """
        if not self.hold_text:
            why = [f"{count} {reason}" for reason, count in self.unfinished.items()]
            why += [problem.message for problem in self.problems[:1]]
            fault = InputError if self.problems else NothingThereError
            raise fault(f"{self.path}: no {what} holds a translation{': ' if why else ''}{'; '.join(why)}")

    def part(self, end: int) -> Document:
        """Return the entries as the document of the part of the file that ends at `end`."""
        return replace(self._made(), extent=(self.start, end))

    def document(self, what: str, source_language: str | None = None, language: str | None = None) -> Document:
        """Return the file as a document.

        Raises:
            InputError: nothing in it can be checked; `what` says what an entry is in this format.
        """
        self.demand_text(what)
        return self._made(source_language, language)

    def _made(self, source_language: str | None = None, language: str | None = None) -> Document:
        return Document(
            path=self.path,
            content=self.content,
            segments=tuple(self.segments),
            bilingual=True,
            problems=tuple(self.problems),
            language=language or _only({segment.target_lang for segment in self.segments}) or "und",
            source_language=source_language or _only({segment.source_lang for segment in self.segments}),
            keyed=self.keyed,
            unfinished=tuple(self.unfinished.items()),
        )


def _short(key: str) -> str:
    name = " ".join(key.split())
    return name if len(name) <= _LONGEST_KEY else name[: _LONGEST_KEY - 1] + "…"


def _only(values: set[str] | set[str | None]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def limit(flags: str) -> int | None:
    """Return how many characters a translation may have by Weblate's flags: `xml-text, max-length:30`."""
    match = _FLAG.search(flags)
    return whole_number(match[1]) if match else None


def whole_number(text: str | None) -> int | None:
    """Return the limit that a text of digits states; None where it states none, or 0, which means the same."""
    match = _NUMBER.fullmatch(text.strip()) if text else None
    return int(match[0]) if match else None


def tag(name: str | None) -> str | None:
    """Return the language tag that a file gives in canonical form, and None where it gives none or no real one.

    Names of POSIX locales are read too: `sr_RS.UTF-8@latin`.
    """
    language, _, variant = (name or "").strip().partition("@")
    language = language.partition(".")[0].replace("_", "-")
    script = _SCRIPTS.get(variant.lower())
    if script:
        first, *rest = language.split("-")
        language = "-".join((first, script, *rest))
    try:
        return canonical(language) if language else None
    except SettingsError:
        return None
