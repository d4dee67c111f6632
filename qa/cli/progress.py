"""A progress bar for what takes more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

_PATIENCE = 1.0


@contextmanager
def watching(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that takes (done, total) and shows a bar on stderr; None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    begun = time.monotonic()
    with ExitStack() as stack:
        task: list[Callable[[int, int], None]] = []

        def show(done: int, total: int) -> None:
            if not task and time.monotonic() - begun > _PATIENCE:
                task.append(stack.enter_context(_bar(total)))
            if task:
                task[0](done, total)

        yield show


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("checking", total=total)
        yield lambda done, total: progress.update(task, completed=done, total=total)
