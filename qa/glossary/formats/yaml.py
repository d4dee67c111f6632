"""The term base format `yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qa.core.errors import InputError
from qa.core.terms import Term
from qa.glossary.base import Glossary
from qa.glossary.format import Format
from qa.glossary.objects import LISTS, Entry, read_objects
from qa.glossary.records import cells_of

# What may be an anchor; without one, an alias is an error of its own.
_ANCHOR = re.compile(r"(?:^|[\s\[{,:?-])&\S")


@dataclass(frozen=True)
class Yaml(Format):
    """A list of terms, or a mapping whose member `terms`, `concepts` or `entries` is the list.

    All values are read as text, so that the language `no` is Norwegian. Anchors and aliases are refused, since a few
    lines of them can unfold to gigabytes.
    """

    suffixes = (".yaml", ".yml")

    def read(self, content: str, path: str) -> Glossary:
        """Read the list, entry by entry."""
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            has_anchors = _ANCHOR.search(content) is not None
            if has_anchors and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, loader)):
                raise InputError(f"{path}: has YAML aliases (*name), which a term base does not need; write them out")
            root = yaml.compose(content, loader)
        except yaml.MarkedYAMLError as error:
            where = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
            raise InputError(f"{path}{where}: not valid YAML: {error.problem}") from error
        except yaml.YAMLError as error:
            raise InputError(f"{path}: not valid YAML: {error}") from error
        except RecursionError as error:
            raise InputError(f"{path}: its lists and mappings are too deep") from error
        return read_objects(_entries(root, path), content, path)

    def write(self, terms: Sequence[Term]) -> bytes:
        """Write a list of mappings."""
        import yaml

        rows = [{name: value for name, value in cells_of(term).items() if value} for term in terms]
        dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
        text: str = yaml.dump(rows, Dumper=dumper, allow_unicode=True, sort_keys=False, width=120)
        return text.encode("utf-8")


def _entries(root: Any, path: str) -> Iterator[Entry]:
    listed = root
    if root is not None and root.id == "mapping":
        listed = next((value for key, value in root.value if key.value in LISTS), root)
    if listed is None or listed.id != "sequence":
        raise InputError(f"{path}: holds no list of terms; give a list, or a mapping with a member {LISTS[0]}")
    for node in listed.value:
        yield Entry(_value(node), node.start_mark.index, node.end_mark.index)


def _value(node: Any) -> Any:
    if node.id == "mapping":
        return {str(key.value): _value(value) for key, value in node.value}
    if node.id == "sequence":
        return [_value(one) for one in node.value]
    return "" if node.tag == "tag:yaml.org,2002:null" and node.value in ("~", "null") else node.value
