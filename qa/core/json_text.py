"""JSON that a user wrote, whose faults are told with their place."""

from __future__ import annotations

import json
from typing import Any

from qa.core.errors import InputError
from qa.core.lines import Lines


def parsed(content: str, path: str, first: int = 1) -> Any:
    """Return what JSON says; `first` is the number of the file's line on which `content` begins.

    Raises:
        InputError: it is not JSON, or cannot be held.
    """
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        line, column = Lines.of(content).position(error.pos)
        raise InputError(f"{path}:{line + first - 1}:{column}: this is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: this JSON has a number too long or objects nested too deep") from error
