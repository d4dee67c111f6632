"""Random corpora in ten scripts, and what sacrebleu itself says of them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from qa.core.documents import Segment
from qa.core.passage import Passage

WORDS = {
    "en": "the Kremlin appears to have buckled under pressure , and moved 2,000 troops .".split(),
    "ru": "Кремль , похоже , не выдержал давления и перебросил 2 000 солдат .".split(),
    "el": "το Κρεμλίνο φαίνεται ότι υπέκυψε στην πίεση και μετέφερε 2.000 στρατιώτες .".split(),
    "ar": "يبدو أن الكرملين رضخ للضغط ونقل ٢٠٠٠ جندي .".split(),
    "he": "נראה שהקרמלין נכנע ללחץ והעביר 2,000 חיילים .".split(),
    "hi": "लगता है कि क्रेमलिन दबाव में झुक गया और 2,000 सैनिक भेजे ।".split(),
    "zh": ["克里姆林宫", "似乎", "屈服", "于", "压力", "，", "调动", "了", "2000", "名", "士兵", "。"],
    "ja": [
        "クレムリン",
        "は",
        "圧力",
        "に",
        "屈した",
        "よう",
        "で",
        "、",
        "2000",
        "人",
        "の",
        "兵士",
        "を",
        "動かした",
        "。",
    ],
    "ko": "크렘린궁은 압력에 굴복한 듯 보이며 병력 2,000 명을 이동시켰다 .".split(),
    "ka": "კრემლი , როგორც ჩანს , ზეწოლას დანებდა და 2 000 ჯარისკაცი გადაიყვანა .".split(),
}
Corpus = list[tuple[str, list[str]]]


def random_corpus(seed: int) -> tuple[str, Corpus]:
    """Return a language and rows of a translation with one to three references, the seed giving both."""
    chance = random.Random(seed)
    language = sorted(WORDS)[seed % len(WORDS)]
    several = chance.random() < 0.5
    return language, [_row(chance, language, several) for _ in range(chance.randint(2, 8))]


def _row(chance: random.Random, language: str, several: bool) -> tuple[str, list[str]]:
    vocabulary = WORDS[language]
    words = [chance.choice(vocabulary) for _ in range(chance.choice((0, 3, 9, 14, 40)))]
    joiner = "" if language in ("zh", "ja") else " "
    count = chance.randint(1, 3) if several else 1
    return joiner.join(words), [joiner.join(_changed(chance, words, vocabulary)) for _ in range(count)]


def _changed(chance: random.Random, words: Sequence[str], vocabulary: Sequence[str]) -> list[str]:
    """Return the words with some dropped, added, replaced and shifted."""
    found = list(words)
    for _ in range(chance.choice((0, 1, 3, 9))):
        place = chance.randint(0, len(found))
        run = chance.randint(1, 5)
        kind = chance.choice(("add", "drop", "replace", "shift"))
        moved = found[place : place + run]
        if kind != "add":
            del found[place : place + run]
        if kind in ("add", "replace"):
            found.insert(place, chance.choice(vocabulary))
        if kind == "shift":
            target = chance.randint(0, len(found))
            found[target:target] = moved
    return found


def segments_of(language: str, corpus: Corpus) -> list[Segment]:
    """Return the rows as segments."""
    return [
        Segment(str(number), Passage(hypothesis), tuple(map(Passage, references)), target_lang=language)
        for number, (hypothesis, references) in enumerate(corpus)
    ]


def streams_of(corpus: Corpus) -> list[list[str | None]]:
    """Return the references as sacrebleu takes them: one list for each, None where a row has fewer."""
    width = max(len(references) for _, references in corpus)
    filled = [[*references, *[None] * (width - len(references))] for _, references in corpus]
    return [list(stream) for stream in zip(*filled, strict=True)]
