from __future__ import annotations

import pytest

from qa.core.terms import Status, Term
from qa.glossary.base import Glossary
from qa.glossary.inspect import inspect

P, A, D, F = Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED, Status.FORBIDDEN


@pytest.mark.parametrize(
    ("kind", "terms"),
    [
        ("duplicate", [Term("a", "en", "Kyiv"), Term("a", "en", "Kyiv", note="again")]),
        ("contradiction", [Term("a", "en", "Kiev", F), Term("a", "en", "Kiev", A), Term("a", "en", "Kyiv")]),
        (
            "forbidden-elsewhere-preferred",
            [Term("a", "en", "folder", F), Term("a", "en", "directory"), Term("b", "en", "Folder")],
        ),
        ("shared-term", [Term("a", "de", "Bank"), Term("b", "de", "Bank", A), Term("b", "de", "Sitz")]),
        ("wrong-script", [Term("a", "en", "Kиев")]),
        ("wrong-script", [Term("a", "ru", "Kиев")]),
        ("wrong-script", [Term("a", "de", "Київ")]),
        ("invisible-character", [Term("a", "en", "Ky\u200biv")]),
        ("not-normalised", [Term("a", "fr", "E\u0301tat")]),
        ("several-preferred", [Term("a", "en", "Kyiv"), Term("a", "en", "Kiev")]),
        ("nothing-to-write", [Term("a", "en", "Kiev", D)]),
        ("no-word", [Term("a", "en", "→")]),
        ("thin-language", [*(Term(str(n), "en", f"word {'abc'[n]}") for n in range(3)), Term("0", "de", "Wort")]),
    ],
)
def test_each_fault_is_found(kind: str, terms: list[Term]) -> None:
    assert kind in [fault.kind for fault in inspect(Glossary(tuple(terms)))]


def test_a_good_base_has_no_fault() -> None:
    base = Glossary(
        (
            Term("kyiv", "en", "Kyiv"), Term("kyiv", "en", "Kiev", D), Term("kyiv", "uk", "Київ"),
            Term("kyiv", "zh", "基辅"), Term("kyiv", "ja", "キーウ"), Term("kyiv", "ko", "키이우"),
            Term("kyiv", "fa", "کی‌یف"), Term("nato", "en", "NATO"), Term("nato", "uk", "НАТО"),
            Term("nato", "zh", "北约"), Term("nato", "ja", "NATO"), Term("nato", "ko", "NATO"),
            Term("nato", "fa", "ناتو"),
        )
    )  # fmt: skip
    assert inspect(base) == ()
