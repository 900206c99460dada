"""Ekvik's three autumns with the platform's criteria, and what they mean."""

from __future__ import annotations

from demo.assessments import ekvik_rounds, ekvik_wording, ekvik_words, findings
from demo.assessments.ekvik_findings import EKVIK_FINDINGS
from demo.assessments.ekvik_levels import EKVIK_LEVELS
from demo.assessments.ekvik_units import EKVIK
from demo.assessments.ekvik_words_more import MORE
from demo.assessments.telling import Telling
from demo.assessments.voice import Voice
from demo.organisations.ekvik import CARE, ENERGY, OFFICE, RESCUE, SCHOOL
from mrplattform.questions.models import FrameworkVersion

NOT_RELEVANT = {
    RESCUE: "Räddningstjänsten ger inget stöd av det slaget. Frågan gäller andra förvaltningar.",
    ENERGY: "Bolaget levererar el och värme och har inga sådana tjänster.",
}
# What somebody wrote with more care than the others.
IN_PERSON = {
    (SCHOOL, "D4"): (
        3,
        2,
        "Alla rektorer använder modellen ”Ni sa – vi gjorde” sedan augusti. Elevråden får svar "
        "inom tre veckor. Vi vet ännu inte om yngre elever förstår svaren.",
    ),
    (SCHOOL, "V2"): (
        3,
        2,
        "Prövningen görs vid alla skolbyten, vid avstängning och när en skola ska läggas ner. "
        "I våras läste vi tjugo prövningar och fann att barnens egna ord saknades i sju.",
    ),
    (OFFICE, "A4"): (
        2,
        3,
        "Uppdraget som MR-strateg är en egen befattning med ersättare. Ersättaren slutade i juni, "
        "och tjänsten är inte tillsatt. Därför går vi ner en nivå.",
    ),
    (CARE, "D6"): (
        2,
        2,
        "Sju av tolv mallar är omskrivna. Beslut om hemtjänst är fortfarande svåra att förstå för "
        "den som talar finska eller arabiska.",
    ),
}
VOICE = Voice(EKVIK, EKVIK_LEVELS, ekvik_words, NOT_RELEVANT, MORE, IN_PERSON)


def first_autumn(world) -> None:
    world.ekvik_2024 = _telling(world).tell(ekvik_rounds.AUTUMN_2024)


def later_autumns(world) -> None:
    telling = _telling(world)
    world.ekvik_2025 = telling.tell(ekvik_rounds.AUTUMN_2025)
    own = ekvik_wording.reword(world, telling.version)
    world.ekvik_2026 = _telling(world, own).tell(ekvik_rounds.autumn_2026())
    findings.write(world.ekvik_2026, EKVIK_FINDINGS)


def _telling(world, version: FrameworkVersion | None = None) -> Telling:
    return Telling(world.ekvik, version or world.frameworks["platform-criteria"], VOICE)
