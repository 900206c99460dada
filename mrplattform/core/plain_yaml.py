"""The same tree as a YAML file holds, from dicts, lists and values: written as YAML, or read as if
it had stood in a file (marked_yaml), so that a table and a file are checked by the same reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from mrplattform.core.marked_yaml import Fault, Part, Source

DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
WIDTH = 100
TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class Place:
    """Where a value was read. `line` counts from zero, as in YAML's own marks."""

    sheet: str = ""
    line: int = 0
    column: str = ""


@dataclass(frozen=True)
class Placed:
    """A value, list or mapping that knows where it stood."""

    value: Any
    place: Place


def node_of(value: Any, place: Any = None) -> yaml.Node:
    """The value as a YAML node. What has no place of its own stands where its parent does."""
    if isinstance(value, Placed):
        return node_of(value.value, value.place)
    if isinstance(value, Mapping):
        pairs = [(node_of(str(key), place), node_of(one, place)) for key, one in value.items()]
        return yaml.MappingNode(TAG + "map", pairs, place)
    if isinstance(value, list | tuple):
        nodes = [node_of(one, place) for one in value]
        in_a_row = all(isinstance(node, yaml.ScalarNode) for node in nodes)
        return yaml.SequenceNode(TAG + "seq", nodes, place, flow_style=in_a_row)
    kind, written = _scalar(value)
    style = "|" if "\n" in written else None
    return yaml.ScalarNode(TAG + kind, written, place, style=style)


def _scalar(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return "bool", "true" if value else "false"
    if isinstance(value, Decimal):
        written = f"{value.normalize():f}"
        return ("float" if "." in written else "int"), written
    return ("int" if isinstance(value, int) else "str"), str(value)


def write(tree: Mapping[str, Any]) -> str:
    """The tree as YAML that reads back as itself."""
    node = node_of(tree)
    return yaml.serialize(node, Dumper=DUMPER, allow_unicode=True, width=WIDTH)


class PlainSource(Source):
    """What a file would have said. Faults tell sheet, row and column where the tree has places."""

    def __init__(self, file: str, tree: Any, words: Mapping[str, str] | None = None):
        super().__init__(file, "", words)
        self.tree = tree

    def _compose(self) -> yaml.Node:
        return node_of(self.tree, Place(self.file))

    def wrong(self, part: Part, text: str) -> None:
        place = part.node.start_mark if part.node is not None else None
        if not isinstance(place, Place) or not place.column:
            super().wrong(part, text)
            return
        named = f"{place.column} ({part.name})" if part.name else place.column
        self.faults.append(Fault(place.sheet, place.line + 1, named, text))
