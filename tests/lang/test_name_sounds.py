from __future__ import annotations

import pytest

from qa.lang.name_sounds import heard


@pytest.mark.parametrize(("language", "text"), [
    ("ru", "Ворота повреждены, сказал Блеммингс."), ("el", "Ο Μπλέμινγκς είπε ότι οι πύλες έπαθαν ζημιά."),
    ("ar", "وقال بليمينغز إن البوابات تضررت."),
    ("hi", "ब्लेमिंग्स ने कहा कि द्वार टूट गए थे।"), ("ja", "門が壊れていたとブレミングズは言った。"),
])  # fmt: skip
def test_a_name_is_heard_in_another_script_where_it_stands(language: str, text: str) -> None:
    assert heard("Blemmings", "en", text, language) >= 0.8
    assert heard("Wachsmuther", "en", text, language) < 0.77


def test_a_name_without_consonants_to_compare_is_heard_everywhere() -> None:
    assert heard("Ea", "en", "Ворота.", "ru") == 1.0
    assert heard("Blemmings", "en", "", "ru") == 0.0
