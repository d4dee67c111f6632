from __future__ import annotations

from qa.core.documents import Document, Segment
from qa.core.passage import Passage
from qa.core.terms import Status, Term
from qa.glossary.audit import audit
from qa.glossary.base import Glossary

BASE = Glossary(
    (
        Term("kyiv", "en", "Kyiv"), Term("kyiv", "en", "Kiev", Status.DEPRECATED), Term("kyiv", "uk", "Київ"),
        Term("lviv", "en", "Lviv"), Term("lviv", "uk", "Львів"), Term("odesa", "en", "Odesa"),
    )
)  # fmt: skip


def document(path: str, text: str, source: str | None = None) -> Document:
    passage = Passage(source, path, 100) if source is not None else None
    segment = Segment("1", Passage(text, path), source=passage, target_lang="en")
    return Document(path, text, (segment,), language="en", source_language="uk" if source else None)


def test_forms_are_counted_with_their_places_and_drift_is_seen() -> None:
    kyiv, lviv, odesa = audit([document("a", "Kyiv and\nKyiv’s mayor."), document("b", "In Kiev.")], BASE)
    (first, places), (second, others) = kyiv.forms
    assert [(place.path, place.line, place.column, place.text) for place in places] == [
        ("a", 1, 1, "Kyiv"), ("a", 2, 1, "Kyiv’s"),
    ]  # fmt: skip
    assert (first.text, second.text, len(others)) == ("Kyiv", "Kiev", 1)
    assert kyiv.drifts
    assert kyiv.wavers
    assert lviv.forms == odesa.forms == ()


def test_a_concept_of_the_source_that_no_term_translates_is_told() -> None:
    kyiv, lviv, _ = audit([document("a", "He left Lemberg for Kyiv.", "Він поїхав зі Львова до Києва.")], BASE)
    assert [place.text for place in lviv.untranslated] == ["Львова"]
    assert kyiv.untranslated == ()
    assert not kyiv.wavers
