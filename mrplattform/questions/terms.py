"""What a file's fields and values are called by those who never see the file: in the browser's
faults, and as heads and cells in Excel. A head with a * stands once for each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mrplattform.questions.models import Kind
from mrplattform.questions.wording import language_name

LANGUAGE_CODES = ("sv", "en")


@dataclass(frozen=True)
class Term:
    """One column: the field's name in a file, its head in Excel, and what goes there."""

    name: str
    head: Any
    help: Any

    @property
    def in_languages(self) -> bool:
        return self.name.endswith("*")

    @property
    def field(self) -> str:
        return self.name.removesuffix("*")


VERSION, SCALES, SECTIONS, QUESTIONS, OPTIONS = "version", "scales", "sections", "questions", "own"
SHEETS: dict[str, Any] = {
    VERSION: _("Ramverk"),
    SECTIONS: _("Avsnitt"),
    QUESTIONS: _("Frågor"),
    SCALES: _("Skalor"),
    OPTIONS: _("Svarsval"),
}
YES_OR_NO = _("Ja eller nej.")
TERMS: dict[str, list[Term]] = {
    VERSION: [
        Term("key", _("Nyckel"), _("Ramverkets nyckel. Behåll den för att följa samma trend.")),
        Term("version", _("Version"), _("Ett tal. Plattformen ger nästa lediga nummer.")),
        Term("languages", _("Språk"), _("Språkkoder med komma emellan: sv, en.")),
        Term("title*", _("Namn"), _("Vad ramverket heter.")),
        Term("intro*", _("Inledning"), _("Vad frågorna är till för. Frivilligt.")),
        Term("news", _("Nytt i versionen"), _("Frivilligt.")),
        Term("source", _("Källa"), _("För de frågor som inte har en egen.")),
        Term("wording_note", _("Om texten"), _("Vems ord det är, för frågor utan eget.")),
    ],
    SECTIONS: [
        Term("key", _("Nyckel"), _("Avsnittets nyckel, utan mellanslag och å, ä, ö.")),
        Term("title*", _("Rubrik"), _("Avsnittets rubrik.")),
        Term("intro*", _("Inledning"), _("Frivilligt.")),
        Term("topics", _("Ämnen"), _("Ämnens nycklar med komma emellan. Frivilligt.")),
    ],
    QUESTIONS: [
        Term("section", _("Avsnitt"), _("Nyckeln till avsnittet som frågan står i.")),
        Term("key", _("Nyckel"), _("Frågans nyckel. Behåll den: den bär frågans trend.")),
        Term("kind", _("Svarssätt"), _("Ett av: %(kinds)s.")),
        Term("text*", _("Fråga"), _("Frågans ord.")),
        Term("hint*", _("Rad under frågan"), _("Frivilligt.")),
        Term("help*", _("Vad som menas"), _("Frivilligt.")),
        Term("scale", _("Skala"), _("För Beskriven nivå: namnet på skalan i bladet Skalor.")),
        Term("unit", _("Enhet"), _("För Tal, till exempel procent.")),
        Term("minimum", _("Minst"), _("För Tal och Belopp.")),
        Term("maximum", _("Högst"), _("För Tal och Belopp; antal tecken för Text, antal val.")),
        Term("required", _("Måste besvaras"), YES_OR_NO),
        Term("unknown", _("Vet ej"), _("Ja eller nej: får frågan besvaras så?")),
        Term("not_applicable", _("Inte aktuellt"), _("Ja eller nej: får frågan besvaras så?")),
        Term("when", _("Ställs efter fråga"), _("Nyckeln till en tidigare fråga. Frivilligt.")),
        Term("is", _("När svaret är"), _("Svar på den frågan, med komma emellan.")),
        Term("law", _("Krävs av"), _("Lag och paragraf, om frågan vilar på lag.")),
        Term("source", _("Källa"), _("Tomt: som hela ramverket.")),
        Term("wording_note", _("Om texten"), _("Tomt: som hela ramverket.")),
        Term("topics", _("Ämnen"), _("Ämnens nycklar med komma emellan. Frivilligt.")),
    ],
    SCALES: [
        Term("scale", _("Skala"), _("Skalans namn. En rad för varje nivå.")),
        Term("value", _("Nivå"), _("0 till 4.")),
        Term("label*", _("Namn"), _("Vad nivån heter.")),
        Term("description*", _("Beskrivning"), _("Vad nivån betyder. Frivilligt.")),
    ],
    OPTIONS: [
        Term("question", _("Fråga"), _("Nyckeln till frågan.")),
        Term("value", _("Värde"), _("Svarsvalets nyckel; för en nivåfråga nivån 0 till 4.")),
        Term("label*", _("Namn"), _("Vad svarsvalet heter. Tomt för en nivå.")),
        Term("description*", _("Beskrivning"), _("För en nivå: frågans egen beskrivning.")),
    ],
}


def words() -> dict[str, str]:
    """{field or =value in a file: what people call it}."""
    found = {term.field: str(term.head) for rows in TERMS.values() for term in rows}
    found |= {"title": str(_("Namn")), "choices": str(_("Svarsval")), "levels": str(_("Nivåer"))}
    found |= {f"={kind.value}": str(kind.label) for kind in Kind}
    found |= {f"={code}": language_name(code) for code in LANGUAGE_CODES}
    return found | {"=true": str(_("Ja")), "=false": str(_("Nej"))}
