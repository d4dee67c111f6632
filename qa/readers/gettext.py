"""Message catalogues of GNU gettext."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import HeaderParser
from gettext import c2py
from typing import ClassVar

from qa.core.assemble import Run, assemble
from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.lines import Line, lines
from qa.core.passage import Passage
from qa.lang.plurals import plural_numbers, source_of_form
from qa.readers._entries import FUZZY, IN_CONTEXT, PLURAL, UNTRANSLATED, Entries, limit, tag

_STATEMENT = re.compile(r'[ \t]*(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,3}\])?)(?=[\s"])[ \t]*)?')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"[ \t]*')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_PLURAL = re.compile(r"nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;]+)")
_SPECIAL = re.compile(r'["\\]')
_TRIED = 201
_MOST_FORMS = 10
_STRANGE = "this is no statement of a message catalogue"


@dataclass(slots=True)
class _Message:
    """The statements of one entry: where it stands, its strings by name, and its flags."""

    start: int
    end: int
    strings: dict[str, list[Run]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    note: str = ""
    fault: str = ""


@dataclass(slots=True)
class _Plurals:
    """What the header says of plural forms: for each form the numbers up to 200 that it stands for, and CLDR's name.

    All entries have the same forms, so that one of them is enough to show the names.
    """

    numbers: tuple[frozenset[int], ...] = ()
    names: tuple[str, ...] = ()
    shown: bool = False


@dataclass(frozen=True)
class Gettext(Reader):
    """Message catalogues of gettext (PO), and their templates (POT).

    Each `msgstr` is a translation of its `msgid`. A plural form is held against `msgid_plural`, or, where by the
    header's `Plural-Forms` it stands for a single number, against the one whose placeholders it has. The header names
    the language. Entries without translation and fuzzy ones are counted and not checked, since no program shows them;
    obsolete ones are left out. In a template, which has no translations, each `msgid` is the text to check.
    Statements that cannot be read, an entry that is there twice, and plural forms other than the header announces are
    problems, and the rest is read.

    Weblate's flag `max-length:30` (after `#,`) limits the length of the translations.

    Comments to the translator (`#.`) and of translators (`# `) are the entry's note.

    Limits: files divided by `domain` are problems.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".po", ".pot")

    def sniff(self, head: str) -> bool:
        """Say whether `head` has an empty `msgid` with its `msgstr`: a header."""
        return re.search(r'^msgid ""\r?\n(?:msgstr|")', head, re.MULTILINE) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each `msgstr`, or from each `msgid` of a template."""
        entries = Entries(content, path)
        messages = list(_messages(content, entries))
        header = _header(messages)
        language = tag(header.get("Language"))
        plurals = _plurals(header.get("Plural-Forms", ""), language)
        template = path.lower().removesuffix(".gz").endswith(".pot")
        taken: set[tuple[str | None, str]] = set()
        for message in messages:
            source = _passage(message, "msgid", path)
            if source is None or not (source.text or message.fault):
                continue
            context = _passage(message, "msgctxt", path)
            name = (context.text if context else None, source.text)
            if message.fault or name in taken:
                entries.broken(message.start, message.end, message.fault or "this message is there twice; keep one")
                continue
            taken.add(name)
            key = f"{name[0]}: {name[1]}" if name[0] else name[1]
            if template:
                _add_source(entries, message, key, source)
            else:
                _add(entries, message, key, source, plurals)
        return entries.document("entry", "en" if template else None, language or ("en" if template else None))


def _add_source(entries: Entries, message: _Message, key: str, source: Passage) -> None:
    plural = _passage(message, "msgid_plural", entries.path)
    entries.add(key, source, note=message.note)
    if plural is not None and plural.text:
        entries.add(f"{key} [plural]", plural, note=message.note)


def _add(entries: Entries, message: _Message, key: str, source: Passage, plurals: _Plurals) -> None:
    path = entries.path
    forms = {name: form for name in message.strings if (form := _passage(message, name, path)) and name[:6] == "msgstr"}
    if "fuzzy" in message.flags or not any(form.text for form in forms.values()):
        entries.unfinished[FUZZY if "fuzzy" in message.flags else UNTRANSLATED] += 1
        return
    longest = limit(",".join(message.flags))
    plural = _passage(message, "msgid_plural", path)
    if plural is None:
        if list(forms) != ["msgstr"]:
            entries.broken(message.start, message.end, 'there is "msgstr[...]" and no "msgid_plural"; give it')
            return
        context = IN_CONTEXT if "msgctxt" in message.strings else frozenset[str]()
        entries.add(key, forms["msgstr"], source, flags=context, longest=longest, note=message.note)
        return
    announced = [f"msgstr[{index}]" for index in range(len(plurals.numbers))]
    missing = [name for name in announced if name not in forms]
    surplus = [name for name in forms if announced and name not in announced]
    if missing or surplus:
        fault = f"{', '.join(missing)} is missing" if missing else f"{', '.join(surplus)} is one too many"
        entries.broken(message.start, message.end, f"{fault}; the header announces {len(announced)} plural forms")
    numbers = (*plurals.numbers, *[frozenset[int]()] * len(forms))
    for index, (own, form) in enumerate(zip(numbers, forms.values(), strict=False), start=1):
        names = () if plurals.shown or index < len(forms) else plurals.names
        original = source_of_form(form, (source, plural), own)
        entries.add(
            f"{key} [{index - 1}]", form, original, forms=names, flags=PLURAL, longest=longest, note=message.note
        )
    plurals.shown = True


def _messages(content: str, entries: Entries) -> Iterator[_Message]:
    """Yield the entries with the runs of their strings; what cannot be read is a problem."""
    message: _Message | None = None
    flags: set[str] = set()
    notes: list[str] = []
    current: list[Run] | None = None
    for line in lines(content):
        text = line.text.lstrip()
        if not text:
            continue
        if text.startswith("#"):
            flags, notes, current = _flags(text, flags), _notes(text, notes), None
            continue
        statement = _STATEMENT.match(line.text)
        name = statement[1] if statement else None
        if name in ("msgctxt", "msgid") and (message is None or "msgid" in message.strings):
            if message is not None:
                yield message
            message = _Message(line.start, line.end, flags=flags, note="\n".join(notes))
            flags, notes, current = set(), [], None
        if message is None or (name is None and (current is None or text[0] != '"')):
            entries.broken(line.start, line.end, _STRANGE)
            continue
        current = _add_strings(message, name, line, statement.end() if statement else 0, current or [])
    if message is not None:
        yield message


def _flags(comment: str, flags: set[str]) -> set[str]:
    """Return the flags of the next entry after a comment; those before an obsolete entry go with it."""
    if comment.startswith("#~"):
        return set()
    return flags | {flag.strip() for flag in comment[2:].split(",")} if comment.startswith("#,") else flags


def _notes(comment: str, notes: list[str]) -> list[str]:
    """Return what comments tell of the next entry; those before an obsolete entry go with it."""
    if comment.startswith("#~"):
        return []
    told = comment[2:].strip() if comment[1:2] in (".", " ") else ""
    return notes if not told or told.startswith("qa:") else [*notes, told]


def _add_strings(message: _Message, name: str | None, line: Line, position: int, current: list[Run]) -> list[Run]:
    """Add what a line says to the string `name`, or without a name to the one before; return that string's runs."""
    message.end = line.end
    if name is not None:
        if name in message.strings:
            message.fault = f'"{name}" is there twice; keep one of them'
        current = message.strings.setdefault(name, [])
    message.fault = _strings(line, position, current) or message.fault
    return current


def _strings(line: Line, position: int, runs: list[Run]) -> str:
    """Add what the strings on a line hold; return what is wrong with the line, if anything is."""
    while match := _STRING.match(line.text, position):
        runs.append(Run("", line.start + match.start(1), 0))
        runs += _decoded(match[1], line.start + match.start(1))
        position = match.end()
    if position < len(line.text.rstrip()):
        where = f"on line {line.number}, column {position + 1}"
        return f'{where}, a string has to stand in "..." with \\" for a quotation mark in it'
    return ""


def _decoded(raw: str, start: int) -> Iterator[Run]:
    position = 0
    for match in _ESCAPE.finditer(raw):
        if position < match.start():
            yield Run(raw[position : match.start()], start + position, match.start() - position)
        octal, hexadecimal, sign = match.groups()
        text = chr(int(octal, 8)) if octal else chr(int(hexadecimal, 16)) if hexadecimal else _ESCAPED.get(sign, sign)
        yield Run(text, start + match.start(), match.end() - match.start())
        position = match.end()
    if position < len(raw):
        yield Run(raw[position:], start + position, len(raw) - position)


def _passage(message: _Message, name: str, path: str) -> Passage | None:
    """Return the string `name`; an empty one stands between its quotation marks."""
    runs = message.strings.get(name)
    if runs is None:
        return None
    passage = assemble(runs, path, escape)
    return passage if passage.text else Passage("", path, runs[-1].start if runs else message.end, escape=escape)


def escape(text: str) -> str:
    """Write prose as it stands inside a string of a catalogue."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _header(messages: list[_Message]) -> dict[str, str]:
    for message in messages:
        if "msgctxt" not in message.strings and "".join(run.text for run in message.strings.get("msgid", ())) == "":
            text = "".join(run.text for run in message.strings.get("msgstr", ()))
            return dict(HeaderParser().parsestr(text).items())
    return {}


def _plurals(header: str, language: str | None) -> _Plurals:
    """Return what `Plural-Forms` says; nothing where it is missing or wrong."""
    match = _PLURAL.match(header.strip())
    if not match or not 0 < int(match[1]) <= _MOST_FORMS:
        return _Plurals()
    try:
        formula = c2py(match[2].strip())
        forms = [formula(number) for number in range(_TRIED)]
    except (ValueError, ArithmeticError, RecursionError):
        return _Plurals()
    numbers = tuple(frozenset(n for n, form in enumerate(forms) if form == index) for index in range(int(match[1])))
    return _Plurals(numbers, tuple(_name(own, language) for own in numbers) if language else ())


def _name(numbers: frozenset[int], language: str) -> str:
    """Return the plural form of CLDR to which most of the numbers belong."""
    forms = plural_numbers(language)
    return max(forms, key=lambda form: len(numbers & forms[form]), default="other")
