from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa.run import supply

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def without_the_judge() -> Iterator[None]:
    """Leave the learned judge out unless a test asks for it, as where the extra is not installed: it takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(supply, "judge_is_installed", lambda: False)
        yield
