from __future__ import annotations

from qa.core.documents import Document, Segment
from qa.core.passage import Passage
from qa.core.terms import Status, Term
from qa.glossary.audit import Places, Usage, audit
from qa.glossary.base import Glossary

BASE = Glossary(
    (
        Term("kyiv", "en", "Kyiv"), Term("kyiv", "en", "Kiev", Status.DEPRECATED), Term("kyiv", "uk", "Київ"),
        Term("lviv", "en", "Lviv"), Term("lviv", "uk", "Львів"), Term("odesa", "en", "Odesa"),
    )
)  # fmt: skip


def document(path: str, text: str, source: str | None = None) -> Document:
    passage = Passage(source, path, len(text)) if source is not None else None
    segment = Segment("1", Passage(text, path), source=passage, target_lang="en", source_lang="uk")
    return Document(path, text + (source or ""), (segment,))


def audited(*documents: Document) -> tuple[Usage, ...]:
    return audit([segment for document in documents for segment in document.segments], BASE, Places(documents))


def test_forms_are_counted_with_their_places_and_drift_is_seen() -> None:
    kyiv, lviv, odesa = audited(document("a", "Kyiv and\nKyiv’s mayor."), document("b", "In Kiev."))
    (first, places), (second, others) = kyiv.forms
    assert [(place.path, place.line, place.column, place.text) for place in places] == [
        ("a", 1, 1, "Kyiv"), ("a", 2, 1, "Kyiv’s"),
    ]  # fmt: skip
    assert (first.text, second.text, len(others)) == ("Kyiv", "Kiev", 1)
    assert kyiv.drifts
    assert kyiv.wavers
    assert lviv.forms == odesa.forms == ()


def test_a_concept_of_the_source_that_no_term_translates_is_told() -> None:
    kyiv, lviv, _ = audited(document("a", "He left Lemberg for Kyiv.", "Він поїхав зі Львова до Києва."))
    assert [place.text for place in lviv.untranslated] == ["Львова"]
    assert kyiv.untranslated == ()
    assert not kyiv.wavers
