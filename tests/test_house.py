"""The house rules: format, lint, types, layers, sizes, and a README that tells the truth about the checks."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from qa.catalog import check_table
from qa.core.contracts import Check, Metric, Reader, Reporter
from qa.registry import load_all

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "qa").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "ruff", "check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"],
    ],
    ids=["ruff-format", "ruff-check", "mypy", "lint-imports"],
)
def test_tools_have_nothing_to_say(command: list[str]) -> None:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("family", [Check, Metric, Reader, Reporter])
def test_every_component_is_a_frozen_dataclass_with_a_manual_page(family) -> None:
    for component in load_all(family):
        assert component.__dataclass_params__.frozen, component
        assert component.__doc__.strip().partition("\n")[0].endswith("."), component


def test_only_models_imports_neural_libraries() -> None:
    heavy = {"torch", "transformers", "onnxruntime", "sentencepiece"}
    for path in FILES:
        if "models" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not heavy & {name.partition(".")[0] for name in names}, path


def test_the_types_are_there_for_those_who_import_the_package() -> None:
    assert (ROOT / "qa" / "py.typed").is_file()


def test_the_readme_shows_the_table_of_checks_as_it_is() -> None:
    assert check_table() in (ROOT / "README.md").read_text(encoding="utf-8")
