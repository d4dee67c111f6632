"""The errors that a user can do something about.

QaError              the base: one clear line that says what was wrong, where, and what to do
|- InputError        a file, a folder or its content cannot be used
|  `- NothingThereError a file is in order and has nothing in it yet that could be checked
|- SettingsError     an option, a configuration key or a name is wrong
|- MissingExtraError an optional package that was asked for is not installed
`- UnavailableError  a component cannot go on with its work: what it relies on fails; the rest of the run goes on
"""

from __future__ import annotations


class QaError(Exception):
    """The base of all errors that this product raises on purpose."""


class InputError(QaError):
    """A file, a folder or its content cannot be used."""


class NothingThereError(InputError):
    """A file is in order, and there is nothing in it yet that could be checked."""


class SettingsError(QaError):
    """An option, a configuration key or a name is wrong."""


class MissingExtraError(QaError):
    """An optional package that was asked for is not installed."""


class UnavailableError(QaError):
    """What a component relies on fails in the middle of the work; the run lists it as not checked and goes on."""
