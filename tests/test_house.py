"""The house rules: format, lint, types, layers, sizes, and a README that tells the truth about the checks."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


def imported(path: Path) -> set[str]:
    """Return the packages that a file imports from, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


def test_only_models_imports_neural_libraries() -> None:
    heavy = {"torch", "transformers", "onnxruntime", "sentencepiece"}
    for path in FILES:
        assert "models" in path.parts or not heavy & imported(path), path


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    plain = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    extras = {name: lines for name, lines in project["optional-dependencies"].items() if name != "dev"}
    optional = {canonicalize_name(Requirement(line).name) for lines in extras.values() for line in lines}
    own = {name for path in FILES for name in imported(path)} - {*sys.stdlib_module_names, "qa"}
    known = packages_distributions() | {"icu": ["icukit-pyicu"]}
    used = {canonicalize_name(name) for module in own for name in known.get(module, ())}
    # Frames go to pandas and polars where the caller has them; transformers brings the next two.
    assert used <= plain | optional | {"pandas", "polars", "huggingface-hub", "tokenizers"}
    # The lists of wordfreq are read without importing it.
    assert plain <= used | {"wordfreq"}


def test_the_types_are_there_for_those_who_import_the_package() -> None:
    assert (ROOT / "qa" / "py.typed").is_file()


def test_the_readme_shows_the_table_of_checks_as_it_is() -> None:
    assert check_table() in (ROOT / "README.md").read_text(encoding="utf-8")
