from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.lang.numbers import Known, quantities


def values(text: str, language: str) -> list[str]:
    return [quantity.value for quantity in quantities(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "2,000 and 2.5 and 1,250,000.50", ["2000", "2.5", "1250000.50"]),
        ("fr", "2 000 et 2,5 et 1 250 000,50", ["2000", "2.5", "1250000.50"]),
        ("de", "2.000 und 2,5 und 1.250.000,50", ["2000", "2.5", "1250000.50"]),
        ("de-CH", "2’000 und 1’250’000", ["2000", "1250000"]),
        ("hi", "1,50,000 और १२ लाख", ["150000", "1200000"]),
        ("ar", "٢٠٠٠ و ٢٬٥٠٠", ["2000", "2500"]),
        ("ja", "２０００人、1億2,500万ポンド", ["2000", "125000000"]),
        ("zh", "240 万人", ["2400000"]),
        ("zh", "1，048亿支", ["104800000000"]),
        ("zh", "三项、六个月", ["3", "6"]),
        ("ja", "12兆円、2千万人", ["12000000000000", "20000000"]),
        ("ko", "1억 2천만 명, 12조 원", ["120000000", "12000000000000"]),
        ("en", "£125m, $3b and 125m of rope", ["125000000", "3000000000", "125"]),
        ("en", "$2.5 trillion", ["2500000000000"]),
        ("es", "1·04", ["1.04"]),
        ("en", "the first hundred days, two hundred people", ["100", "200"]),
        ("de", "Montagezeit und Montagmorgen", ["weekday:2"]),
        ("ko", "38만명", ["380000"]),
        ("en", "5 million, 2.8bn and 300 thousand", ["5000000", "2800000000", "300000"]),
        ("ru", "300 тыс. и 3,1 миллиарда", ["300000", "3100000000"]),
        ("pl", "25-tysięczny tłum i 3 tys. osób", ["25000", "3000"]),
        ("de", "3,1 Milliarden und 300 Tsd. Euro", ["3100000000", "300000"]),
        ("en", "twenty-five people, two dogs", ["25", "2"]),
        ("de", "einundzwanzig Leute", ["21"]),
        ("ru", "двадцать пятого, пятью", ["25", "5"]),
        ("cs", "32letý muž", ["32"]),
        ("en", "at 20:30, 8:30 p.m. and 2pm", ["time:8:30", "time:8:30", "time:2:0"]),
        ("fr", "à 20h30", ["time:8:30"]),
        ("en", "on Wednesday, November 4", ["weekday:4", "month:11", "4"]),
        ("ru", "в среду, 4 ноября", ["weekday:4", "4", "month:11"]),
        ("uk", "у середу, 4 листопада", ["weekday:4", "4", "month:11"]),
        ("fi", "lauantaina 4. marraskuuta", ["weekday:7", "4", "month:11"]),
        ("hu", "szombaton, november 4-én", ["weekday:7", "month:11", "4"]),
        ("de", "am Samstagnachmittag", ["weekday:7"]),
        ("fi", "lauantaina 29.9.2018.", ["weekday:7", "29", "month:9", "2018"]),
        ("pt", "2,8 mil milhões", ["2800000000"]),
        ("ru", "2 миллиардов", ["2000000000"]),
        ("fr", "à 19 h 00", ["time:7:0"]),
        ("fa", "۲۶،۷۵۰ دلار", ["26750"]),
        ("en", "closed until Oct.", ["month:10"]),
        ("en", "a fine of a thousand", ["1000"]),
        ("en", "two hundred and fifty-one people, twenty twenty", ["251", "2020"]),
        ("en", "three one-sided games", ["3"]),
        ("en", "One hundred and thirty-one studies, hundreds of them", ["131", "100"]),
        ("de", "zweihundertfünfzig Leute, eine zwanzigjährige Studie", ["250", "20"]),
        ("it", "centoventi abitanti", ["120"]),
        ("es", "treinta y cuatro y dos", ["34", "2"]),
        ("fr", "cent vingt personnes au XVIIe siècle", ["120", "17"]),
        ("ru", "двести пятьдесят человек", ["250"]),
        ("uk", "двадцять п’ять людей", ["25"]),
        ("ar", "ثلاثة وأربعون شخصا", ["43"]),
        ("he", "לשלושה מיליון", ["3000000"]),
        ("zh", "二十一人、一千二百人", ["21", "1200"]),
        ("zh", "6.47，95%，1500多万人", ["6.47", "95", "15000000"]),
        ("ko", "123만 4567명", ["1234567"]),
        ("en", "4½ years, code U07.1", ["4.5", "7.1"]),
        ("es", "un 86'1 %", ["86.1"]),
        ("pt", "na quarta-feira, 23 de maio", ["weekday:4", "23", "month:5"]),
        ("zh", "星期四", ["weekday:5"]),
        ("th", "วันพุธ", ["weekday:4"]),
        ("he", "ביום רביעי, 8 במאי", ["weekday:4", "8", "month:5"]),
        ("vi", "vào thứ Năm", ["weekday:5"]),
        ("el", "την Πέμπτη, η πέμπτη φορά", ["weekday:5", "5"]),
        ("tr", "perşembe günü", ["weekday:5"]),
    ],
)
def test_values_do_not_depend_on_the_language(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They may march on, and I saw an august sun in my second year."),
        ("ru", "Среди травм Мартина не было ничего среднего."),
        ("uk", "Травма в середині, жовта картка."),
        ("pl", "Środki na środku pola."),
        ("cs", "V čtvrti se střetli."),
        ("hi", "सेंट मार्टिन में"),
        ("es", "Se sabe que marcaron."),
        ("ro", "Luna plină."),
        ("it", "La maggioranza dei maggiori partiti."),
        ("uk", "Їх оточили четверо."),
        ("tr", "Martin'in evi."),
    ],
)
def test_words_that_look_like_names_of_days_and_months_are_none(language: str, text: str) -> None:
    assert [value for value in values(text, language) if ":" in value] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("en", "in the 1980s"), ("en", "in the 80s"), True),
        (("en", "in the 1980s"), ("pl", "w latach osiemdziesiątych"), True),
        (("en", "in the mid-1960s"), ("zh", "20世纪60年代中期"), True),
        (("en", "3 to 5 million"), ("zh", "300万-500万"), True),
        (("en", "at 3:30 p.m."), ("vi", "lúc 15 giờ 30"), True),
        (("en", "99.98%"), ("fa", "۹۹/۹۸ درصد"), True),
        (("en", "on June 12"), ("fi", "12.6."), True),
        (("en", "the 17th century"), ("ro", "secolul al XVII-lea"), True),
        (("en", "the 17th century"), ("ro", "secolul al XVIII-lea"), False),
        (("en", "at 8:30 p.m."), ("de", "um 20.30 Uhr"), True),
        (("en", "at 2pm"), ("de", "um 14 Uhr"), True),
        (("en", "in July"), ("ja", "7月に"), True),
        (("en", "in July"), ("vi", "vào tháng 7"), True),
        (("en", "in 2014"), ("th", "ในปี 2557"), True),
        (("en", "2.4 million"), ("zh", "240万"), True),
        (("en", "15 years"), ("en", "50 years"), False),
        (("en", "November 4"), ("en", "November 14"), False),
        (("en", "on Tuesday"), ("ru", "в среду"), False),
    ],
)
def test_quantities_agree_across_languages(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    first, second = quantities(one[1], one[0]), quantities(other[1], other[0])
    assert all(quantity in Known(second) for quantity in first) is same
    assert all(quantity in Known(first) for quantity in second) is same


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(), st.sampled_from(["en", "ru", "ja", "th", "hi", "ar", "und"]))
def test_spans_lie_inside_any_text_in_order(text: str, language: str) -> None:
    end = 0
    for quantity in quantities(text, language):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        assert quantity in Known([quantity])


@settings(derandomize=True, deadline=None)
@given(st.integers(2, 10**9), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "’"]))
def test_a_grouped_number_is_the_number(number: int, mark: str) -> None:
    assert values(f"{number:,}".replace(",", mark), "en") == [str(number)]


def test_a_shortened_year_and_a_century_mean_the_whole_one() -> None:
    assert quantities("von 1950 bis 1953", "de")[1] in Known(quantities("in 1950-53", "en"))
    assert quantities("1800-luvulla", "fi")[0] in Known(quantities("the 19th century", "en"))
