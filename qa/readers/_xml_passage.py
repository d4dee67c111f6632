"""What an element of XML says, with the place of every character, for the readers of XML formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from qa.core.assemble import Run, assemble, collapsed
from qa.core.large_text import Content
from qa.core.passage import Passage
from qa.readers._xml import REFERENCE, Element, Text, character

_LINE_END = re.compile(r"\r\n?")
_SPECIAL = re.compile(f"{REFERENCE.pattern}|{_LINE_END.pattern}")
_LONGEST_CODE = 60


def text_runs(content: Content, text: Text) -> Iterator[Run]:
    """Yield the characters of a text as runs of the file; any line end is read as LF, as XML has it."""
    raw, position = content[text.start : text.end], 0
    pattern = _LINE_END if text.cdata else _SPECIAL
    for match in pattern.finditer(raw):
        if position < match.start():
            yield Run(raw[position : match.start()], text.start + position, match.start() - position)
        read = character(match) if match.group()[0] == "&" else "\n"
        yield Run(read, text.start + match.start(), match.end() - match.start())
        position = match.end()
    if position < len(raw):
        yield Run(raw[position:], text.start + position, len(raw) - position)


Code = Callable[[Element], tuple[str, str] | None]
"""Says how an inline element is shown: by a tag before and one after its text, by one sign in place of all of it (the
second is empty), or not at all, with its text alone (None)."""


def passage(content: Content, path: str, element: Element, code: Code, keep_spaces: bool) -> Passage:
    """Return what an element says; inline codes are marks. An empty element's passage stands inside it.

    Without `keep_spaces`, white space with a line break in it is the file's layout and becomes one space.
    """
    runs = list(_inline(content, element, code))
    if not keep_spaces:
        runs = list(_on_one_line(runs))
    made = assemble(runs, path, as_cdata if in_cdata(content, element) else escaped)
    made = made if keep_spaces else made.trim()
    return made if made.text else Passage("", path, element.inside, escape=escaped)


def whole_passage(content: Content, path: str, element: Element) -> Passage:
    """Return what an element says in which no inline codes are known, all white space kept."""
    return passage(content, path, element, _no_code, keep_spaces=True)


def _no_code(_: Element) -> None:
    return None


def in_cdata(content: Content, element: Element) -> bool:
    """Say whether all that an element says stands in CDATA sections."""
    texts = [text for text in _texts(element) if content[text.start : text.end].strip()]
    return bool(texts) and all(text.cdata for text in texts)


def _on_one_line(runs: Sequence[Run]) -> Iterator[Run]:
    """Collapse white space where there is a line break in the text, which is then laid out."""
    if not any("\n" in run.text for run in runs):
        yield from runs
    else:
        yield from collapsed([run._replace(text=" ", soft=True) if run.text == "\n" else run for run in runs])


def _texts(element: Element) -> Iterator[Text]:
    for part in element.parts:
        if isinstance(part, Text):
            yield part
        else:
            yield from _texts(part)


def _inline(content: Content, element: Element, code: Code) -> Iterator[Run]:
    for part in element.parts:
        if isinstance(part, Text):
            yield from text_runs(content, part)
            continue
        shown = code(part)
        if shown is None:
            yield from _inline(content, part, code)
        elif not shown[1]:
            yield Run(shown[0], part.start, part.end - part.start, mark=True)
        else:
            yield Run(shown[0], part.start, part.inside - part.start, mark=True)
            yield from _inline(content, part, code)
            yield Run(shown[1], part.outside, part.end - part.outside, mark=True)


def plain_text(content: Content, element: Element) -> str:
    """Return the text inside an element, with that of the elements inside it."""
    return "".join(run.text for text in _texts(element) for run in text_runs(content, text))


def escaped(text: str) -> str:
    """Write prose as it stands between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


def as_cdata(text: str) -> str:
    """Write prose as it stands in a CDATA section, which nothing but its own end would close."""
    return text.replace("]]>", "]]]]><![CDATA[>")


def native_or_tag(content: Content, inline: Element, identity: str, pair: bool) -> tuple[str, str]:
    """Return how an inline code is shown: by the native code inside it if that is short, or else by its tag.

    A `pair` has prose inside, and so a tag before and one after it.
    """
    named = f' id="{identity}"' if identity else ""
    if pair:
        return f"<{inline.name}{named}>", f"</{inline.name}>"
    native = " ".join(plain_text(content, inline).split())
    return native if 0 < len(native) <= _LONGEST_CODE else f"<{inline.name}{named}/>", ""
