from __future__ import annotations

import numpy as np

from qa.align.sentences import align
from qa.core.passage import Passage
from qa.models.sentence_vectors import sentence_sums

# The same five sentences in six languages and scripts.
SAID = {
    "en": ["The bridge was closed after the flood.", "Nobody was hurt.", "The mayor promised help.",
           "Repairs will cost two million.", "School starts again next week."],
    "de": ["Die Brücke wurde nach dem Hochwasser gesperrt.", "Niemand wurde verletzt.",
           "Der Bürgermeister versprach Hilfe.", "Die Reparatur wird zwei Millionen kosten.",
           "Nächste Woche beginnt die Schule wieder."],
    "ru": ["Мост закрыли после наводнения.", "Никто не пострадал.", "Мэр пообещал помощь.",
           "Ремонт обойдётся в два миллиона.", "Занятия в школе возобновятся на следующей неделе."],
    "ja": ["洪水の後、橋は閉鎖された。", "けが人はいなかった。", "市長は支援を約束した。", "修理には二百万かかる。",
           "学校は来週再開する。"],
    "ar": ["أُغلق الجسر بعد الفيضان.", "لم يُصب أحد.", "وعد رئيس البلدية بالمساعدة.", "ستكلف الإصلاحات مليونين.",
           "تبدأ الدراسة من جديد الأسبوع المقبل."],
    "hi": ["बाढ़ के बाद पुल बंद कर दिया गया।", "किसी को चोट नहीं आई।", "महापौर ने मदद का वादा किया।",
           "मरम्मत में बीस लाख लगेंगे।", "स्कूल अगले हफ्ते फिर शुरू होगा।"],
}  # fmt: skip


def test_sentences_that_say_the_same_are_nearest() -> None:
    vectors = {language: sentence_sums(texts) for language, texts in SAID.items()}
    english = vectors.pop("en")
    for other in vectors.values():
        units = [side / np.linalg.norm(side, axis=1, keepdims=True) for side in (english, other)]
        cosine = (units[0] - units[0].mean(0)) @ (units[1] - units[1].mean(0)).T
        assert cosine.argmax(axis=1).tolist() == [0, 1, 2, 3, 4]


def test_they_align_what_words_and_lengths_do_not() -> None:
    other = [SAID["ja"][number] for number in (0, 1, 2, 4)]
    passages = [[Passage(text, "text", 100 * n) for n, text in enumerate(some)] for some in (SAID["en"], other)]
    beads = {(bead.target, bead.other) for bead in align(*passages, "en", "ja", sentence_sums)}
    assert beads == {((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), ()), ((4,), (3,))}


def test_a_long_text_is_read_to_its_end() -> None:
    text = " ".join(SAID["en"] * 40)
    one, other = sentence_sums([text, f"{text} {SAID['ru'][3]}"])
    assert np.linalg.norm(other - one) > 1
