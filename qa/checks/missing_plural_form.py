"""The check `missing-plural-form`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding
from qa.lang.plurals import plural_forms
from qa.lang.tags import display_name


@dataclass(frozen=True)
class MissingPluralForm(Check):
    """An entry with plural forms lacks one that the language has by CLDR.

    Why: for some numbers the program shows the wrong form, or nothing ("5 файл").
    Limits: looks at forms that files keep apart (gettext, Android, Apple); those inside a MessageFormat string are
    the matter of broken-message-format. Only forms that whole numbers up to 200 need count. An entry with one form for
    all numbers is left alone. The forms of a gettext catalogue are named by its header, so that one finding, at its
    first entry with plural forms, stands for all.
    """

    category = "linguistic-conventions/grammar"

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for an entry that lacks forms, at its last form."""
        if len(segment.forms) < 2:
            return
        missing = sorted(plural_forms(segment.target_lang) - set(segment.forms))
        if missing:
            end = len(segment.target.text)
            yield self.found(
                segment, end, end,
                f"{display_name(segment.target_lang)} has the plural form {', '.join(missing)} too; "
                f"here are {', '.join(segment.forms)}",
                confidence=0.9,
            )  # fmt: skip

    def covers(self, language: str) -> bool:
        """Every language that is known has plural forms by CLDR."""
        return language != "und"
