import pytest

from qa.core.errors import SettingsError
from qa.lang.tags import canonical, primary
from qa.lang.vocabulary import frequency, function_words


@pytest.mark.parametrize(
    ("given", "tag"), [("PT_br", "pt-BR"), ("cnh", "cnh"), ("quy", "quy"), ("apc", "apc"), ("vot", "vot")]
)
def test_knows_languages_that_have_a_name_or_a_script(given: str, tag: str) -> None:
    assert canonical(given) == tag


@pytest.mark.parametrize("given", ["xx", "foo", "qqq", "und", "no such"])
def test_refuses_what_names_no_language(given: str) -> None:
    with pytest.raises(SettingsError):
        canonical(given)


@pytest.mark.parametrize("tag", ["no", "nb", "nb-NO", "no-NO"])
def test_norwegian_is_bokmal(tag: str) -> None:
    assert primary(tag) == "nb"
    assert function_words(tag) == function_words("nb")
    assert frequency("huset", tag) == frequency("huset", "nb") > 0
