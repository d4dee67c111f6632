"""Opens what is to be checked: the files of a target, and term bases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.align.by_line import is_by_line, pair_by_line
from qa.align.keyed import pair_by_key
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.files import LARGEST, decode_base, read_glossary
from qa.inputs import files
from qa.inputs.targets import Named, Target
from qa.lang.detect import common_language
from qa.lang.tags import display_name, same_language, tag_in_path

_SEVERAL = "mul"


@dataclass(frozen=True, slots=True)
class Opened:
    """A target, read; `others` are the source and the term bases as documents, for places in them.

    `by_line` says that the article's segments are its lines, paired with those of the other texts.
    """

    article: Document
    references: tuple[Document, ...] = ()
    source: Document | None = None
    glossary: Glossary | None = None
    title: str = ""
    others: tuple[Document, ...] = ()
    by_line: bool = False


def open_target(target: Target) -> Opened:
    """Read a target's files, and find out and compare their languages.

    Raises:
        InputError: a file cannot be read, or a reference is in another language than the article.
    """
    read = _read_lines if target.line_aligned else read_document
    article = read(target.article)
    references = tuple(map(read, target.references))
    source = read(target.source) if target.source else None
    _check_kinds(article, references, source)
    for named, reference in zip(target.references, references, strict=True):
        _compare_languages(target.article, article, named, reference)
    language = source.language if source else target.source_language or article.source_language
    by_line = _is_by_line(target, article, references, source)
    if by_line:
        article = pair_by_line(article, references, source)
    elif article.keyed:
        article = pair_by_key(article, source, references)
    article = replace(article, source_language=language or _source_language(article))
    glossary, bases = read_glossaries(target.glossaries_of(article))
    others = (*([source] if source else []), *bases)
    return Opened(article, references, source, glossary, target.title, others, by_line)


def open_parts(target: Target) -> Iterator[Opened]:
    """Read a target; an article that is too large to be held comes in parts, the languages of the first hold for all.

    Raises:
        InputError: a file cannot be read.
    """
    parts = None if target.references or target.source else files.parts_of(target.article.path)
    if parts is None:
        yield open_target(target)
        return
    glossary, others = read_glossaries(target.glossaries)
    language, source_language = target.article.language, target.source_language
    for part in parts:
        article = _named_language(part, Named(target.article.path, language))
        language = article.language
        source_language = source_language or article.source_language or _source_language(article)
        article = replace(article, source_language=source_language)
        yield Opened(article, glossary=glossary, title=target.title, others=others)


def _read_lines(named: Named) -> Document:
    return _in_language(replace(files.parse_plain_text(named.path), post_edit=named.post_edit), named.language)


def _check_kinds(article: Document, references: Sequence[Document], source: Document | None) -> None:
    """Refuse to compare entries, which bring their own counterparts, with running text or with each other."""
    for document in (*references, *([source] if source else [])):
        if article.keyed and not document.keyed:
            raise InputError(
                f"{article.path}: texts by keys are compared with a file of texts by keys, in which the keys are the "
                f"same; {document.path} is none"
            )
        if not article.keyed and (article.bilingual or document.bilingual):
            entries, other = (article, document) if article.bilingual else (document, article)
            raise InputError(
                f"{entries.path}: entries bring their own source and references, and cannot be compared with "
                f"{other.path}; give running text for both, or this file alone"
            )


def _is_by_line(target: Target, article: Document, references: Sequence[Document], source: Document | None) -> bool:
    others = [*references, *([source] if source else [])]
    if target.line_aligned is not None:
        return target.line_aligned
    texts = [article, *others]
    return bool(others) and all(files.is_plain_text(Path(one.path), one.text) for one in texts) and is_by_line(texts)


def _compare_languages(named_article: Named, article: Document, named: Named, reference: Document) -> None:
    if same_language(article.language, reference.language):
        return
    said = "is said to be in" if named.language else "is in"
    raise InputError(
        f"{named.path}: the reference {said} {display_name(reference.language)}, the article {named_article.path} in "
        f"{display_name(article.language)}; a text in the other language is given with --source"
    )


def _source_language(article: Document) -> str | None:
    """Detect the language of the sources that entries bring with them."""
    return common_language(segment.source.text for segment in article.segments if segment.source is not None)


def read_glossaries(paths: Sequence[Path]) -> tuple[Glossary | None, tuple[Document, ...]]:
    """Read term bases and put them together; return them also as documents, for places in them."""
    if not paths:
        return None, ()
    terms: list[Term] = []
    documents: list[Document] = []
    for path in paths:
        text, glossary = read_base(path)
        terms += glossary.terms
        documents.append(Document(str(path), text, (), problems=glossary.problems))
    return Glossary(tuple(dict.fromkeys(terms))), tuple(documents)


def read_base(path: Path) -> tuple[str, Glossary]:
    """Read one term base; return it with its text, in which the places of its broken entries are given."""
    if path.is_file() and path.stat().st_size > LARGEST:
        raise InputError(f"{path}: has {path.stat().st_size // 2**20} MB; a term base may have {LARGEST // 2**20} MB")
    text = decode_base(files.read_bytes(path), str(path))
    return text, read_glossary(text, str(path))


def read_document(named: Named) -> Document:
    """Read one file with the reader that its name or its first lines ask for, and detect its language.

    Raises:
        InputError: the file is missing, is no text, or holds nothing to read.
    """
    return _named_language(replace(files.parse_file(named.path), post_edit=named.post_edit), named)


def _named_language(document: Document, named: Named) -> Document:
    """Return the document in the language that the user, the file, its name or its text tells."""
    if document.language == "und" and document.bilingual and not named.language:
        document = replace(document, language=tag_in_path(files.unpacked_name(named.path)) or "und")
    return _in_language(document, named.language)


def prose_of(text: str, name: str, language: str | None = None) -> Document:
    """Return a text as a document of running prose; detect its language where it is not given.

    Raises:
        InputError: there is no text.
    """
    return _in_language(files.prose(text, name), language)


def _in_language(document: Document, language: str | None) -> Document:
    if language:
        return replace(document, language=language)
    if document.language != "und":
        return document
    if document.bilingual and document.segments and all(segment.target_lang != "und" for segment in document.segments):
        return replace(document, language=_SEVERAL)
    language = common_language(segment.target.text for segment in document.segments)
    return replace(document, language=language or "und")


def with_article(opened: Opened, content: str) -> Opened:
    """Return the target with `content` in place of what its article's file holds; the languages stay."""
    article = opened.article
    document = files.prose(content, article.path) if opened.by_line else files.parse(Path(article.path), content)
    document = replace(document, language=article.language, source_language=article.source_language)
    if opened.by_line:
        document = pair_by_line(document, opened.references, opened.source)
    elif document.keyed:
        document = pair_by_key(document, opened.source, opened.references)
    return replace(opened, article=document)
