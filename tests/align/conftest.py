from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpora() -> Path:
    return Path(__file__).parents[2] / "corpora"


@pytest.fixture(scope="session")
def gold() -> Path:
    return Path(__file__).parents[1] / "corpora"
