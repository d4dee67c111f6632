"""Every benchmark is in the index, and none asks the package for what it no longer has."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
FILES = sorted(FOLDER.rglob("*.py"))


def test_the_index_names_every_benchmark_once_and_nothing_else() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    named = [FOLDER / path for path in re.findall(r"\]\(([^)]+\.py)\)", index)]
    assert sorted(named) == FILES
    for name, path in re.findall(r"\[`([a-z_.]+)`\]\(([^)]+)\.py\)", index):
        assert path.replace("/", ".").endswith(name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_it_imports_of_the_package_is_there(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    for node in imports:
        if (node.module or "").partition(".")[0] == "qa":
            module = import_module(node.module)
            for name in node.names:
                inside = hasattr(module, "__path__") and find_spec(f"{node.module}.{name.name}")
                assert hasattr(module, name.name) or inside, f"{node.module} has no {name.name}"
