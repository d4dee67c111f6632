from __future__ import annotations

import pytest

from tests.cli.run import Runner


@pytest.mark.parametrize("command", [(), ("glossary",)])
def test_the_list_of_commands_says_the_whole_of_each(qa: Runner, command: tuple[str, ...]) -> None:
    listed = qa(*command, "--help").out.partition("Commands:")[2].strip().splitlines()
    assert len(listed) >= 4
    assert not [line for line in listed if not line.endswith(".") or line.endswith("...")]


@pytest.mark.parametrize("command", ["score", "evaluate", "compare"])
def test_help_names_no_option_that_the_command_does_not_heed(qa: Runner, command: str) -> None:
    options = qa(command, "--help").out
    without = {
        "score": ["--line-aligned"],
        "evaluate": ["--reference", "--source ", "--fail-on", "--min-score", "sarif"],
        "compare": ["--fail-on", "--min-score", "--line-aligned"],
    }
    assert not [option for option in without[command] if option in options]
