"""YAML that remembers its lines, so that every fault can be told by file, line and key.

    source = Source("grund.yaml", text)
    root = source.root.fields(required="key topics", optional="source")
    for part in root["topics"].items(): ...
    if source.faults: raise Faulty(source.faults)

Nothing raises on the way: a wrong part gives an empty value and a fault, so that one reading
finds them all.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

import yaml
from django.utils.translation import gettext as _

# Ten times as fast where PyYAML was built with libyaml.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_CHARACTERS = 1_000_000  # our largest file has a tenth of it
LANGUAGE = re.compile(r"[a-z]{2,3}")
UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where. `key` is the way to the part: 'questions[3].kind (criterion.S4)'."""

    file: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.key}: {self.text}" if self.key else f"{where}: {self.text}"


class Faulty(Exception):
    """A file, or several, that cannot be loaded. `faults` are in the order of the files."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Source:
    """One file's text and the faults found in it. `words` is what the one who reads the faults
    calls a field ("scale") or a value ("=level"), where it is not what the file calls it."""

    def __init__(self, file: str, text: str, words: Mapping[str, str] | None = None):
        self.file, self.text, self.words = file, text, words or {}
        self.faults: list[Fault] = []

    def word(self, name: str) -> str:
        return self.words.get(name, name)

    def value_word(self, value: str) -> str:
        return self.words.get(f"={value}", value)

    @cached_property
    def root(self) -> Part:
        return Part(self, self._compose(), "")

    def _compose(self) -> yaml.Node | None:
        if len(self.text) > MAX_CHARACTERS:
            return self._no_node(1, _("Filen är för stor för att läsas."))
        try:
            for event in yaml.parse(self.text, Loader=LOADER):
                if isinstance(event, yaml.AliasEvent):
                    line = event.start_mark.line + 1 if event.start_mark else 1
                    return self._no_node(
                        line, _("Ankare (&, *) används inte här. Skriv ut texten.")
                    )
            node = yaml.compose(self.text, Loader=LOADER)
        except RecursionError:
            return self._no_node(1, _("Filen har för många nivåer."))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            problem = getattr(error, "problem", None) or str(error)
            return self._no_node(line, _("Filen är inte giltig YAML: %s") % problem)
        return node if node is not None else self._no_node(1, _("Filen är tom."))

    def _no_node(self, line: int, text: str) -> yaml.Node | None:
        self.fault(line, "", text)
        return None

    def fault(self, line: int, key: str, text: str) -> None:
        self.faults.append(Fault(self.file, line, key, text))

    def wrong(self, part: Part, text: str) -> None:
        named = f"{part.path} ({part.name})" if part.name and part.path else part.path or part.name
        self.fault(part.line, named, text)


class Part:
    """One place in the file: a mapping, a list or a value."""

    def __init__(self, source: Source, node: yaml.Node | None, path: str, name: str = ""):
        self.source, self.node, self.path = source, node, path
        # The stable key of the thing that the part belongs to, shown beside the path.
        self.name = name
        self._fields: dict[str, Part] = {}

    @property
    def line(self) -> int:
        return self.node.start_mark.line + 1 if self.node is not None else 1

    def wrong(self, text: str) -> None:
        self.source.wrong(self, text)

    def __contains__(self, field: str) -> bool:
        return field in self._fields

    def __getitem__(self, field: str) -> Part:
        """A field that fields() has read; an empty part when the file does not have it."""
        return self._fields.get(field) or Part(self.source, None, self._below(field), self.name)

    def __bool__(self) -> bool:
        return self.node is not None

    # --- Mappings and lists ------------------------------------------------------------------

    def fields(self, required: str = "", optional: str = "") -> Part:
        """Read a mapping's fields; tell of the missing, the unknown and the doubled."""
        allowed = required.split() + optional.split()
        self.name = self._own_key() or self.name
        for key, part in self._pairs():
            if key in self._fields:
                part.wrong(_("Står två gånger."))
            elif allowed and key not in allowed:
                part.wrong(_("Okänt fält. De här finns: %s.") % ", ".join(allowed))
            else:
                self._fields[key] = part
        if isinstance(self.node, yaml.MappingNode):
            for field in required.split():
                if field not in self._fields:
                    self.wrong(_("Fältet %s saknas.") % self.source.word(field))
        return self

    def _own_key(self) -> str:
        """What the thing calls itself, read first so that every fault can say it."""
        if not isinstance(self.node, yaml.MappingNode):
            return ""
        pairs = [(one.value, two) for one, two in self.node.value if one.value == "key"]
        return str(pairs[0][1].value) if pairs and isinstance(pairs[0][1], yaml.ScalarNode) else ""

    def entries(self) -> dict[str, Part]:
        """A mapping with free keys: {key: part}."""
        self.fields()
        return self._fields

    def items(self) -> list[Part]:
        """A list's parts."""
        if self.node is None:
            return []
        if not isinstance(self.node, yaml.SequenceNode):
            self.wrong(_("Ska vara en lista."))
            return []
        return [
            Part(self.source, node, f"{self.path}[{place}]", self.name)
            for place, node in enumerate(self.node.value)
        ]

    def _pairs(self) -> Iterator[tuple[str, Part]]:
        if self.node is None:
            return
        if not isinstance(self.node, yaml.MappingNode):
            self.wrong(_("Ska vara fält med värden."))
            return
        for key_node, node in self.node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            yield key, Part(self.source, node, self._below(key), self.name)

    def _below(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field

    # --- Values ------------------------------------------------------------------------------

    @property
    def value(self) -> Any:
        """A plain value by YAML's own reading: text, number, true/false, date."""
        if not isinstance(self.node, yaml.ScalarNode):
            return None
        try:
            return yaml.SafeLoader("").construct_object(self.node)
        except (yaml.YAMLError, ValueError):  # 2026-13-45 looks like a date and is none
            return str(self.node.value)

    def text(self, most: int = 0) -> str:
        """Text as it is written; empty when the field is missing."""
        if self.node is None:
            return ""
        if not isinstance(self.node, yaml.ScalarNode) or not str(self.node.value).strip():
            self.wrong(_("Ska vara en text."))
            return ""
        written = str(self.node.value).strip()
        if UNSHOWN.search(written):
            self.wrong(_("Texten innehåller tecken som inte går att visa."))
            return ""
        if most and len(written) > most:
            self.wrong(_("Texten är för lång. Högst %s tecken går bra.") % most)
        return written

    def texts(self, languages: Iterable[str] = ("sv",), most: int = 0) -> dict[str, str]:
        """{language: text}. A bare text is Swedish; each of the file's languages must be there."""
        languages = list(languages)
        if self.node is None:
            return {}
        if isinstance(self.node, yaml.ScalarNode):
            found = {"sv": self.text(most)}
        else:
            found = {language: part.text(most) for language, part in self.entries().items()}
        for language in found:
            if language not in languages:
                self.wrong(_("Språket %s står inte bland filens språk.") % language)
        for language in languages:
            if language not in found:
                self.wrong(_("Texten saknas på %s.") % self.source.value_word(language))
        return found

    def integer(self, low: int, high: int) -> int | None:
        value = self.value
        if self.node is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            words = {"low": low, "high": high}
            self.wrong(_("Ska vara ett heltal mellan %(low)s och %(high)s.") % words)
            return None
        return value

    def number(self) -> Decimal | None:
        if self.node is None:
            return None
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(_("Ska vara ett tal."))
            return None
        if not math.isfinite(value):
            self.wrong(_("Ska vara ett ändligt tal."))
            return None
        return Decimal(value) if isinstance(value, int) else self._as_written(value)

    def _as_written(self, value: float) -> Decimal:
        """All digits of it; a float keeps sixteen."""
        try:
            return Decimal(str(self.node.value).replace("_", ""))  # type: ignore[union-attr]
        except InvalidOperation:
            return Decimal(str(value))

    def boolean(self, default: bool) -> bool:
        if self.node is None:
            return default
        if not isinstance(self.value, bool):
            words = {"yes": self.source.value_word("true"), "no": self.source.value_word("false")}
            self.wrong(_("Ska vara %(yes)s eller %(no)s.") % words)
            return default
        return self.value

    def choice(self, allowed: Iterable[str], default: str = "") -> str:
        if self.node is None:
            return default
        allowed = list(allowed)
        written = self.text()
        if written and written not in allowed:
            self.wrong(
                _("%(written)s finns inte. Välj bland %(allowed)s.")
                % {"written": written, "allowed": ", ".join(map(self.source.value_word, allowed))}
            )
            return default
        return written

    def languages(self) -> list[str]:
        """The languages that a file says it is written in; Swedish is always one."""
        found = [part.text() for part in self.items()] or ["sv"]
        for language in found:
            if not LANGUAGE.fullmatch(language):
                self.wrong(
                    _("%s är ingen språkkod. Skriv till exempel sv, en eller fi.") % language
                )
        if "sv" not in found:
            self.wrong(_("Svenska (sv) måste finnas."))
        return found

    def date(self) -> dt.date | None:
        if self.node is None:
            return None
        if not isinstance(self.value, dt.date):
            self.wrong(_("Ska vara ett datum, till exempel 2026-11-27."))
            return None
        return self.value
