from __future__ import annotations

from pathlib import Path

import pytest

from qa.config.override import Override
from qa.config.settings import make


@pytest.mark.parametrize(
    ("path", "language", "matches"),
    [
        ("docs/a/b.md", "en", True),
        ("docs.md", "en", False),
        ("other/x.po", "en", True),
        ("other/x.md", "en", False),
        ("other/read.me", "en", True),
        ("other/read.me.txt", "en", False),
    ],
)
def test_paths_match_from_the_root_or_by_name(path: str, language: str, matches: bool) -> None:
    assert Override(("docs/*", "*.po", "read.me"), (), {}).matches(path, language) is matches


def test_a_language_stands_for_its_regions() -> None:
    override = Override((), ("pt", "zh-Hant"), {})
    tags = ("pt", "pt-BR", "PT-br", "pts", "zh-Hant-TW", "zh-Hans", "und")
    assert [tag for tag in tags if override.matches("x", tag)] == ["pt", "pt-BR", "PT-br", "zh-Hant-TW"]


CONFIG = """
ignore = ["style"]
fail-on = "minor"
[checks.misspelled-word]
[[override]]
paths = ["docs/*"]
fail-on = "major"
ignore = ["doubled-word"]
min-score = {mqm = 50}
[[override]]
languages = ["ru"]
fail-on = "critical"
"""


def test_later_overrides_win_and_ignored_checks_add_up(tmp_path: Path) -> None:
    file = tmp_path / "qa.toml"
    file.write_text(CONFIG)
    settings = make(file, {})
    there = settings.at(str(tmp_path / "docs/x.md"), "de")
    assert (there.fail_on, there.ignore, there.min_score) == ("major", ("style", "doubled-word"), {"mqm": 50})
    assert settings.at(str(tmp_path / "docs/x.md"), "ru").fail_on == "critical"
    elsewhere = settings.at(str(tmp_path / "x.md"), "de")
    assert (elsewhere.fail_on, elsewhere.ignore) == ("minor", ("style",))


def test_the_command_line_wins_over_overrides(tmp_path: Path) -> None:
    file = tmp_path / "qa.toml"
    file.write_text(CONFIG)
    settings = make(file, {"fail_on": "never", "ignore": ("file",)}).at(str(tmp_path / "docs/x.md"), "ru")
    assert (settings.fail_on, settings.ignore) == ("never", ("file", "doubled-word"))
