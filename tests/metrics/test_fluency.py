from __future__ import annotations

import pytest

import qa
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.metrics.fluency import Fluency
from qa.run import supply


def _score(text: str, language: str, *, judge: bool = False) -> float:
    metric = Fluency(judge=judge)
    return metric.finish(metric.rows([Segment("1", Passage(text), target_lang=language)])[0])


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("en", "Sources quoted by the paper said so at the time.", "Sources Quote Bythe paper siad so at teh time."),
        ("de", "Die Abgeordneten stimmten dem Gesetz am Abend zu.", "Die abgeordneten Stimmten dem Gestez am Abendzu."),
        ("fr", "Les députés ont adopté la loi dans la soirée.", "Les Députés ont adpoté la loidans la soirée."),
        ("ru", "Депутаты приняли закон поздно вечером.", "Депутаты приняли законпоздно Вечеорм."),
        ("uk", "Депутати ухвалили закон пізно ввечері.", "Депутати ухвалилизакон Пізно ввечеір."),
        ("ar", "وافق النواب على القانون في المساء.", "وافقالنواب علىالقانون في السماءم."),
    ],
)
def test_garbled_text_scores_lower(language: str, good: str, bad: str) -> None:
    assert _score(good, language) > _score(bad, language) + 10


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("en", "He went to the house of his father.", "He went to house the of his father."),
        ("en", "They have gone to the market.", "They have goes to the market."),
        ("en", "It was one of the best days of my life.", "It was one of the best days my life."),
        ("de", "Das ist nicht mein Problem.", "Das nicht ist mein Problem."),
        ("fr", "Il est né dans une petite ville.", "Il est né dans une petit ville."),
        ("es", "No quiero hablar de eso.", "No hablar quiero de eso."),
        ("ru", "Мы должны работать вместе.", "Мы должны работает вместе."),
        ("zh", "我们需要更多的时间。", "我们更多需要的时间。"),
    ],
)
def test_wrong_order_endings_and_missing_words_score_lower(language: str, good: str, bad: str) -> None:
    assert _score(good, language) > _score(bad, language)


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("en", "The council passed the new law on Monday.", "The council the new law on Monday."),
        ("en", "He has been working here since last year.", "He has been work here since last year."),
        ("de", "Wir haben gestern einen langen Brief bekommen.", "Wir haben gestern einen langen bekommen Brief."),
        ("fr", "Il est parti sans dire un mot à personne.", "Il est parti sans dire un mot personne à."),
        ("ru", "Депутаты приняли закон поздно вечером.", "Депутаты приняли поздно закон поздно вечером."),
        ("tr", "Meclis yeni yasayı dün kabul etti.", "Meclis yeni dün yasayı etti kabul."),
        ("zh", "他昨天没有来上班，因为他生病了。", "他昨天没有来上班，因为生病他了。"),
        ("he", "הממשלה אישרה אתמול את התקציב החדש.", "הממשלה אישרה אתמול החדש את התקציב."),
        ("th", "รัฐบาลอนุมัติงบประมาณใหม่เมื่อวานนี้", "รัฐบาลใหม่อนุมัติเมื่องบประมาณวานนี้"),
    ],
)
def test_the_judge_sees_how_words_belong_together(language: str, good: str, bad: str) -> None:
    assert _score(good, language, judge=True) > _score(bad, language, judge=True) + 5


def test_scores_lie_between_0_and_100_and_an_empty_text_gets_0() -> None:
    assert _score("", "en") == 0
    assert 0 <= _score("\U0001f389" * 50, "en") < 20
    assert 50 < _score("They said that it was late and that they had to go home.", "en") <= 100


def test_covers_a_language_with_any_region_but_not_one_without_a_model() -> None:
    assert Fluency().covers("pt-BR")
    assert not Fluency().covers("tlh")


def test_the_judge_reads_languages_that_no_embedded_model_knows() -> None:
    assert not Fluency().covers("he-IL")
    assert Fluency(judge=True).covers("he-IL")
    assert not Fluency(judge=True).covers("tlh")
    assert Fluency(judge=True).covers("kab")  # the embedded model only
    assert _score("Yella wayen i d-yewwin aman.", "kab", judge=True) == _score("Yella wayen i d-yewwin aman.", "kab")


def test_the_judge_takes_part_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for installed in (False, True):
        monkeypatch.setattr(supply, "judge_is_installed", lambda installed=installed: installed)
        found = qa.score(["They said that it was late."], metrics="fluency", language="en")
        assert ("estimator" in found["fluency"].signature) == installed


def test_the_score_of_a_text_is_the_mean_of_its_characters() -> None:
    metric = Fluency()
    rows = metric.rows(
        [Segment(str(i), Passage(text), target_lang="en") for i, text in enumerate(("Go home.", "xqzj"))]
    )
    total = [sum(column) for column in zip(*rows, strict=True)]
    assert metric.finish(rows[1]) < metric.finish(total) < metric.finish(rows[0])
