import pytest

from qa.core.errors import SettingsError
from qa.lang.tags import canonical


@pytest.mark.parametrize(
    ("given", "tag"), [("PT_br", "pt-BR"), ("cnh", "cnh"), ("quy", "quy"), ("apc", "apc"), ("vot", "vot")]
)
def test_knows_languages_that_have_a_name_or_a_script(given: str, tag: str) -> None:
    assert canonical(given) == tag


@pytest.mark.parametrize("given", ["xx", "foo", "qqq", "und", "no such"])
def test_refuses_what_names_no_language(given: str) -> None:
    with pytest.raises(SettingsError):
        canonical(given)
