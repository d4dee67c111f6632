"""HTML pages."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from qa.core.assemble import Run, assemble, collapsed
from qa.core.contracts import Reader
from qa.core.documents import Document, Segment
from qa.core.errors import InputError


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names("""
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html label legend li main menu nav ol optgroup
    option p pre search section select summary table tbody td textarea tfoot th thead title tr ul
""")
_LEFT_OUT = _names("""
    audio canvas iframe math nav noframes noscript object pre rp rt script style svg template video
""")
_EMPTY = _names("area base br col embed hr img input link meta param source track wbr")
_RAW = _names("script style xmp iframe noembed noframes")
_MARKED = _names("code kbd samp tt var")
_HEADINGS = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
_CLOSED_BY_ITSELF = {
    **{name: frozenset({name}) for name in ("li", "tr", "option", "optgroup")},
    **{name: frozenset({"td", "th"}) for name in ("td", "th")},
    **{name: frozenset({"dt", "dd"}) for name in ("dt", "dd")},
}
_MARKUP = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))"""
    r"""|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*+)(?P<attributes>(?:=\s*+"[^"]*"|=\s*+'[^']*'|[^<>])*+)>"""
    r"""|<[!?][^>]*+>?|</[^a-zA-Z][^>]*+>?""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{0,31};?)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_START = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Html(Reader):
    """HTML: the text that a browser shows as prose, whether the markup is well formed or not.

    Block elements divide paragraphs; `title` and `h1` to `h6` are headings. White space collapses as in a browser,
    and `br` is a space. Left out: comments, scripts, styles, templates, `pre`, `nav`, `svg`, `math`, embedded media
    and their fallback, pronunciation in `ruby`, elements that are `hidden`, and blocks with `translate="no"` or
    the class `notranslate`. Inline code and inline elements with these two stay in the text, marked as not prose, and
    so do inline elements in another language (`lang`) than the page. The attribute `lang` of `html` names that.

    Limits: attributes such as `alt`, `title` and `placeholder` are not read, nor are style sheets, so text that they
    hide is read. `lang` of a block inside the page and `translate="no"` on the whole page count for nothing.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    def sniff(self, head: str) -> bool:
        """Say whether `head` starts with a document type or an `html` element, after comments and an XML line."""
        return _START.match(head) is not None

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each paragraph, heading, list item or cell."""
        page = _Page(content, path)
        _walk(page)
        if not page.segments:
            raise InputError(f"{path}: there is no text to check; the page holds only markup, code or hidden parts")
        return Document(path, content, tuple(page.segments), language=page.language)


@dataclass(slots=True)
class _Page:
    """The state of reading: the elements that are open, and the text since the last paragraph."""

    content: str
    path: str
    language: str = "und"
    opened: list[tuple[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    runs: list[Run] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)


def _walk(page: _Page) -> None:
    content = page.content
    position = 0
    while match := _MARKUP.search(content, position):
        _text(page, position, match.start())
        position = match.end()
        name = (match["name"] or "").lower()
        if not name:
            continue
        if match["close"]:
            _close(page, name)
        else:
            _open(page, name, match)
            if name in _RAW and not match["attributes"].endswith("/"):
                end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(content, position)
                position = end.start() if end else len(content)
    _text(page, position, len(content))
    _finish_paragraph(page)


def _text(page: _Page, start: int, end: int) -> None:
    if start == end or page.counts["left out"]:
        return
    raw = page.content[start:end]
    mark = page.counts["marked"] > 0
    position = 0
    for match in _ENTITY.finditer(raw):
        decoded = html.unescape(match.group())
        if decoded != match.group():
            page.runs.append(Run(raw[position : match.start()], start + position, match.start() - position, mark))
            page.runs.append(Run(decoded, start + match.start(), len(match.group()), mark))
            position = match.end()
    page.runs.append(Run(raw[position:], start + position, end - start - position, mark))


def _open(page: _Page, name: str, match: re.Match[str]) -> None:
    if name in _BLOCKS:
        _close_implied(page, name)
        _finish_paragraph(page)
    if name == "br" and not page.counts["left out"]:
        page.runs.append(Run(" ", match.start(), match.end() - match.start()))
    attributes = _attributes(match["attributes"])
    if name == "html" and page.language == "und":
        tag = attributes.get("lang") or attributes.get("xml:lang") or ""
        page.language = tag.replace("_", "-") if _LANGUAGE.fullmatch(tag) else "und"
    if name in _EMPTY or match["attributes"].endswith("/"):
        return
    kind = _kind(name, attributes)
    if kind == "prose" and name not in _BLOCKS and _is_foreign(attributes.get("lang", ""), page.language):
        kind = "marked"
    page.opened.append((name, kind))
    page.counts[f"<{name}"] += 1
    page.counts[kind] += 1


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), (match[2] or "").strip("\"'").strip())
    return found


def _kind(name: str, attributes: dict[str, str]) -> str:
    """Say what becomes of the text in an element: `left out`, `marked`, `heading` or `prose`."""
    untranslated = (
        attributes.get("translate", "").lower() == "no" or "notranslate" in attributes.get("class", "").split()
    )
    if name in _LEFT_OUT or ("hidden" in attributes and name not in ("html", "body")):
        return "left out"
    if untranslated and name not in ("html", "body"):
        return "left out" if name in _BLOCKS else "marked"
    if name in _MARKED:
        return "marked"
    return "heading" if name in _HEADINGS else "prose"


def _is_foreign(tag: str, page: str) -> bool:
    """Say whether an element's language is known to be another than the page's."""
    own, other = (name.replace("_", "-").partition("-")[0].lower() for name in (tag, page))
    return own not in ("", other) and other != "und"


def _close_implied(page: _Page, name: str) -> None:
    """Close the elements that may go without an end tag and cannot hold the block `name`."""
    if page.opened and page.opened[-1][0] in _CLOSED_BY_ITSELF.get(name, ()):
        _close(page, page.opened[-1][0])
    elif page.counts["<p"]:
        _close(page, "p")
        if page.opened and page.opened[-1][0] in _CLOSED_BY_ITSELF.get(name, ()):
            _close(page, page.opened[-1][0])


def _close(page: _Page, name: str) -> None:
    """Close the innermost open element of this name and all inside it; without one the end tag counts for nothing."""
    if name in _BLOCKS:
        _finish_paragraph(page)
    if not page.counts[f"<{name}"]:
        return
    closed = ""
    while closed != name:
        closed, kind = page.opened.pop()
        page.counts[f"<{closed}"] -= 1
        page.counts[kind] -= 1
        if closed in _BLOCKS:
            _finish_paragraph(page)


def _finish_paragraph(page: _Page) -> None:
    if not page.runs:
        return
    passage = assemble(collapsed(page.runs), page.path, _escape).trim()
    page.runs = []
    if _has_prose(passage.text, passage.marks):
        flags = frozenset({"heading"}) if page.counts["heading"] else frozenset[str]()
        index = len(page.segments)
        page.segments.append(Segment(str(index + 1), passage, paragraph=index, flags=flags))


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _has_prose(text: str, marks: tuple[tuple[int, int], ...]) -> bool:
    position = 0
    for start, end in marks:
        if text[position:start].strip():
            return True
        position = end
    return bool(text[position:].strip())
