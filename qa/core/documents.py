"""What is read and compared: documents, and the segments that they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qa.core.findings import Finding
from qa.core.large_text import Content
from qa.core.passage import Passage


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of checking and scoring: a stretch of the translation with its counterparts.

    `references` holds the counterpart in each reference that has one, in the order in which the references were
    given. A segment whose `target` is empty stands where the translation lacks what the references say.
    `paragraph` numbers the paragraph that the target belongs to, from 0. Languages are BCP 47 tags.
    Flags: `heading`; `keyed`, where the entry's source text stands under the same key in another file; `unpaired`,
    where references were given and none of them has a counterpart; `post-edit`, where a reference is the translation
    itself, corrected; `plural-form`, where the entry has several forms, of which this is one; `in-context`, where the
    file says that the translation is for a context of its own. `forms` are the plural forms (`one`, `few`, ...) of an
    entry that has several; the segment of the entry's last form carries them.
    `longest` is how many characters the translation may have, where the file says so.
    `note` is what the file tells the translator of the entry.
    `document` and `domain` are the names that a table of judged or compared translations gives; else they are empty.
    """

    key: str
    target: Passage
    references: tuple[Passage, ...] = ()
    source: Passage | None = None
    target_lang: str = "und"
    source_lang: str | None = None
    paragraph: int = 0
    flags: frozenset[str] = frozenset()
    forms: tuple[str, ...] = ()
    document: str = ""
    domain: str = ""
    longest: int | None = None
    note: str = ""

    @property
    def counterparts(self) -> frozenset[Literal["reference", "source"]]:
        """What there is to judge the translation by; an added sentence counts against the references."""
        found: list[Literal["reference", "source"]] = []
        if self.references or "unpaired" in self.flags:
            found.append("reference")
        return frozenset([*found, "source"] if self.source is not None else found)

    @property
    def is_blank(self) -> bool:
        """Whether there are no words: neither in the translation nor in what it is judged by."""
        source = () if self.source is None else (self.source,)
        return not any(passage.text.strip() for passage in (self.target, *self.references, *source))

    @property
    def witnesses(self) -> tuple[tuple[Passage, str], ...]:
        """What the translation can be held against, with its language: the references, or without any the source."""
        if self.references:
            return tuple((reference, self.target_lang) for reference in self.references)
        return () if self.source is None else ((self.source, self.source_lang or "und"),)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read, or a part of a large one.

    `content` is the whole file as decoded, line ends kept; of a packed file (DOCX, XLSX) it is the text that its reader
    found inside. The document is about all of it, or about the `extent` of a part, (start, end). `count` is how many
    segments the file has, where not all of them are here. In prose (`bilingual` is false) each segment is a
    paragraph; otherwise each is an entry of a table, with its own source and references if it has any. `problems` are
    the places that could not be read. `post_edit` says of a reference that it is the translation, corrected.
    `keyed` says that the segments are entries whose keys name them in the source language's file as well.
    `unfinished` counts the entries that the file itself calls untranslated or in need of work: (why, how many).
    """

    path: str
    content: Content
    segments: tuple[Segment, ...]
    bilingual: bool = False
    problems: tuple[Finding, ...] = ()
    language: str = "und"
    source_language: str | None = None
    post_edit: bool = False
    keyed: bool = False
    unfinished: tuple[tuple[str, int], ...] = ()
    extent: tuple[int, int] | None = None
    count: int | None = None

    @property
    def start(self) -> int:
        """The offset at which what the document is about begins."""
        return 0 if self.extent is None else self.extent[0]

    @property
    def text(self) -> str:
        """What the document is about: the whole content, or that of its part."""
        if self.extent is None:
            return self.content[:]
        return self.content[slice(*self.extent)]
