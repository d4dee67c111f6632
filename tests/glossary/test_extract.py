"""Names and terms are found in texts of many kinds, with what their translations write for them."""

from __future__ import annotations

import pytest

from qa.core.documents import Document, Segment
from qa.core.passage import Passage
from qa.core.terms import Term
from qa.glossary.audit import Places, Usage
from qa.glossary.base import Glossary
from qa.glossary.candidates import Least
from qa.glossary.extract import Draft, extract, terms_of
from qa.glossary.files import formats
from qa.glossary.format import Format
from qa.glossary.inspect import inspect
from qa.glossary.unlisted import audit_unlisted

ENGLISH = (
    "The prison sentences that Vladimir Putin asked for came from the Kremlin.",
    "A reporter of Meduza wrote about the prison sentences.",
    "In Kherson, Vladimir Putin was not seen again.",
    "The outlet Meduza says the prison sentences are new.",
    "Nobody in the Kremlin answered.",
    "It rained all day.",
    "She came home late.",
    "We know nothing about it.",
    "Where are my shoes?",
)
TRANSLATED = {
    "ru": (
        "Тюремные сроки, о которых просил Владимир Путин, пришли из Кремля.",
        "Журналист «Медузы» написал про тюремные сроки.",
        "В Херсоне больше не видели Владимира Путина.",
        "Издание «Медуза» говорит, что тюремные сроки новые.",
        "В Кремле никто не ответил.",
        "Весь день шёл дождь.",
        "Она поздно пришла домой.",
        "Мы ничего об этом не знаем.",
        "Где мои ботинки?",
    ),
    "ja": (
        "ウラジーミル・プーチンが求めた懲役刑はクレムリンから来た。",
        "メドゥーザの記者は懲役刑について書いた。",
        "ヘルソンではウラジーミル・プーチンは二度と見られなかった。",
        "メドゥーザは懲役刑が新しいと言う。",
        "クレムリンでは誰も答えなかった。",
        "一日中雨が降った。",
        "彼女は遅く帰ってきた。",
        "私たちは何も知らない。",
        "私の靴はどこですか？",
    ),
    "ar": (
        "أحكام السجن التي طلبها فلاديمير بوتين جاءت من الكرملين.",
        "كتب مراسل ميدوزا عن أحكام السجن.",
        "في خيرسون لم يظهر فلاديمير بوتين مرة أخرى.",
        "تقول ميدوزا إن أحكام السجن جديدة.",
        "لم يجب أحد في الكرملين.",
        "هطل المطر طوال اليوم.",
        "عادت إلى البيت متأخرة.",
        "لا نعرف شيئا عن ذلك.",
        "أين حذائي؟",
    ),
}


def segment(number: int, target: str, language: str, source: str | None = None, other: str | None = None) -> Segment:
    passage = Passage(source, "source") if source is not None else None
    return Segment(str(number), Passage(target, "target"), (), passage, language, other)


def pairs(language: str) -> list[Segment]:
    texts = zip(TRANSLATED[language], ENGLISH, strict=True)
    return [segment(number, target, language, source, "en") for number, (target, source) in enumerate(texts)]


def drafts(segments: list[Segment], known: Glossary | None = None) -> dict[str, Draft]:
    return {draft.text: draft for draft in extract(segments, Least(), known or Glossary())}


def proposals(found: dict[str, Draft], text: str) -> list[str]:
    return [proposal.text for proposal in found[text].proposals]


def test_names_and_terms_come_with_their_counts_and_contexts() -> None:
    found = drafts([segment(number, text, "en") for number, text in enumerate(ENGLISH)])
    assert {text: (draft.count, draft.is_name) for text, draft in found.items()} == {
        "prison sentences": (3, False), "Kremlin": (2, True), "Meduza": (2, True), "Vladimir Putin": (2, True),
        "Kherson": (1, True),
    }  # fmt: skip
    assert found["Kherson"].context == "In Kherson, Vladimir Putin was not seen again."
    assert list(found) == ["prison sentences", "Kremlin", "Meduza", "Vladimir Putin", "Kherson"]


def test_translations_are_proposed_from_the_segments_and_from_the_sound_of_names() -> None:
    russian = drafts(pairs("ru"))
    assert proposals(russian, "Vladimir Putin") == ["Владимир Путин"]
    assert proposals(russian, "Meduza") == ["Медуза"]
    assert proposals(russian, "prison sentences") == ["тюремные сроки"]
    assert proposals(russian, "Kherson") == ["Херсоне"]
    arabic = drafts(pairs("ar"))
    assert proposals(arabic, "Vladimir Putin") == ["فلاديمير بوتين"]
    assert proposals(arabic, "Meduza") == ["ميدوزا"]
    japanese = drafts(pairs("ja"))
    assert proposals(japanese, "Meduza") == ["メドゥーザ"]
    assert proposals(japanese, "prison sentences") == ["懲役刑"]


def test_capitals_of_the_translation_help_where_the_source_has_none() -> None:
    texts = zip(ENGLISH, TRANSLATED["ar"], strict=True)
    found = drafts([segment(number, target, "en", source, "ar") for number, (target, source) in enumerate(texts)])
    assert (found["Meduza"].language, found["Meduza"].other) == ("en", "ar")
    assert proposals(found, "Meduza") == ["ميدوزا"]


def test_terms_are_found_in_scripts_without_spaces_and_without_capitals() -> None:
    texts = ("人工智能改变了人工智能研究。", "他们研究人工智能。", "海啸来了，海啸又来了。", "人工智能和海啸。")
    found = drafts([segment(number, text, "zh") for number, text in enumerate(texts)])
    assert found["人工智能"].count == 4
    assert found["海啸"].count == 3


def test_what_a_base_has_already_is_left_out() -> None:
    base = Glossary((Term("m", "en", "meduza"), Term("k", "ru", "Kremlin")))
    found = drafts([segment(number, text, "en") for number, text in enumerate(ENGLISH)], base)
    assert "Meduza" not in found
    assert "Kremlin" in found


def test_least_leaves_out_what_is_rare() -> None:
    segments = [segment(number, text, "en") for number, text in enumerate(ENGLISH)]
    assert [draft.text for draft in extract(segments, Least(3, 3), Glossary())] == ["prison sentences"]


@pytest.mark.parametrize("text", ["", "   ", "…", "1 2 3", "\u200b", "😀😀", "𝕂𝕚𝕖𝕧", "a" * 5000])
def test_odd_texts_do_no_harm(text: str) -> None:
    for language in ("en", "zh", "ar", "xx", "th"):
        extract([segment(1, text, language), segment(2, text, language, text, "ru")], Least(), Glossary())


def test_the_draft_is_a_base_without_faults_in_every_format() -> None:
    terms = terms_of(extract(pairs("ru"), Least(), Glossary()))
    assert {term.status for term in terms} == {"admitted"}
    assert [fault for fault in inspect(Glossary(terms)) if fault.kind != "thin-language"] == []
    for form in formats():
        if type(form).write is not Format.write:
            path = f"draft{form.suffixes[0] if form.suffixes else '.tbx'}"
            read = form.read(form.decode(form.write(terms), path), path)
            assert sorted(read.terms, key=repr) == sorted(terms, key=repr), form.id()


def test_a_context_is_never_a_formula() -> None:
    found = drafts([segment(1, '=HYPERLINK("x") Meduza said.', "en"), segment(2, "@ Meduza", "en")])
    assert found["Meduza"].context.startswith("HYPERLINK")


def audited(segments: list[Segment]) -> tuple[Usage, ...]:
    texts = {one.path: one for each in segments for one in (each.target, each.source) if one is not None}
    return audit_unlisted(segments, Places(Document(path, text.text, ()) for path, text in texts.items()))


def forms(usage: Usage) -> dict[str, int]:
    return {term.text: len(places) for term, places in usage.forms}


def test_one_name_rendered_several_ways_is_one_finding_with_all_its_places() -> None:
    lines = [("Meduza", "Медуза")] * 9 + [("Medusa", "Медуза")] * 5 + [("Midusa", "Медуза")] * 3
    segments = [
        segment(number, f"Then {target} wrote on day {number}.", "en", f"Потом {source} писала в день {number}.", "ru")
        for number, (target, source) in enumerate(lines)
    ]
    (usage,) = audited(segments)
    assert (usage.concept, usage.language) == ("Медуза", "en")
    assert forms(usage) == {"Meduza": 9, "Medusa": 5, "Midusa": 3}


def test_spellings_of_a_name_are_compared_across_files() -> None:
    texts = ("The town of Zaporizhzhia slept.", "They left Zaporizhzhia at night.", "They saw Zaporizhia from afar.")
    segments = [Segment(str(n), Passage(text, f"{n}.txt"), target_lang="en") for n, text in enumerate(texts)]
    (usage,) = audited(segments)
    assert forms(usage) == {"Zaporizhzhia": 2, "Zaporizhia": 1}
    assert [place.path for _, places in usage.forms for place in places] == ["0.txt", "1.txt", "2.txt"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met Ivanov. Then Anna Ivanova came, and Petr Ivanov left."),
        ("en", "They saw Austria, and then Australia, and Austria again."),
        ("en", "Then Iran and Iraq spoke. Later Iran spoke."),
        ("ru", "Он видел Москву. Он был в Москве, и он любит Москву."),
        ("de", "Er sah Rosenstein und Rosensteins Haus."),
        ("uk", "Він бачив Зеленського, і Зеленський бачив його."),
        ("zh", "他在基辅，他在基铺。"),
    ],
)
def test_inflected_names_and_other_names_are_no_variants(language: str, text: str) -> None:
    assert audited([segment(1, text, language)]) == ()
