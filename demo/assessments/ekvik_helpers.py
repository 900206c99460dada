"""Those who help a unit in Ekvik to answer: a colleague with a section, a consultant without an
account, and what they say to each other. And associations that answer by personal links."""

from __future__ import annotations

import datetime as dt

from demo.clock import at, workday
from demo.organisations import deeds
from demo.organisations.ekvik import ENERGY, RESCUE, SERVICE
from mrplattform.assessments.models import AnswerLink, Assessment, Round
from mrplattform.assessments.services import answering, approval, links, portions, remarks, rounds
from mrplattform.core.dates import today
from mrplattform.organisations.models import Organisation, Role
from mrplattform.organisations.services import reorganise
from mrplattform.questions.models import Answer

DAY = dt.timedelta(days=1)
CONSULTANT = "hr@lonebyran.example"
ASSOCIATIONS = {
    "Stadsmissionen i Ekvik": "kansli@stadsmissionen.example",
    "Finska föreningen i Ekvik": "ordforande@finskaforeningen.example",
    "Ekviks funktionsrätt": "styrelsen@ekviksfunktionsratt.example",
}
# What the first association answered: words, or a level.
ANSWERED = {
    "P1": "Papperslösa och unga vuxna utan bostad. Vi möter dem varje kväll och för enkel statistik.",
    "P2": "Kön och ålder ser vi. Bakgrund frågar vi inte om.",
    "P3": 2,
    "P4": "Gästrådet bestämmer öppettider och regler. De har inte varit med om avtalet med kommunen.",
    "P5": "De som är för sjuka för att komma till oss. Där når vi inte fram.",
    "P6": 3,
    "P7": "Nej. Avtalet finns på webben men säger inte vart man vänder sig om vi gör fel.",
    "P8": "Kommunen ansvarar och följer upp en gång om året. Det har inte hänt något när det brustit.",
    "P9": 1,
}


def build(world) -> None:
    _share_out(world, world.ekvik_2026)
    _talk(world, world.ekvik_2026)
    world.associations = _ask_associations(world)


def _share_out(world, round: Round) -> None:
    """The energy company's reporter has given two sections away."""
    energy = round.assessments.get(organisation__name=ENERGY)
    petra = energy.reporter.holder()
    sections = {one.key: one for one in round.version.sections.all()}
    with at(dt.date(2025, 3, 3)):
        customers = deeds.held(
            world,
            world.units[ENERGY],
            "Kundchef",
            Role.READER,
            "Hans Widell",
            starts=dt.date(2025, 3, 3),
        )
    with at(today() - 6 * DAY, 9):
        portions.give(
            energy,
            sections["democracy-accountability"],
            function=customers,
            note="Hej! Du vet mest om klagomålen. Skriv som det är.",
            by=petra,
        )
        portions.give(
            energy,
            sections["democracy-equality"],
            email=CONSULTANT,
            note="Ni som har läst våra texter: hur lätta är de att förstå?",
            by=petra,
        )


def _talk(world, round: Round) -> None:
    """Questions and answers beside the questions."""
    energy = round.assessments.get(organisation__name=ENERGY)
    service = round.assessments.get(organisation__name=SERVICE)
    rescue = round.assessments.get(organisation__name=RESCUE)
    astrid = world.strategist
    for ago, assessment, key, text, by in (
        (9, energy, "S5", "Räknas koncernmålen hit, eller bara våra egna?", _reporter(energy)),
        (8, energy, "S5", "Båda. Skriv vilka som är vilka.", astrid),
        (7, rescue, "D8", "Gäller det också oss som inte har en egen nämnd?", _reporter(rescue)),
        (
            4,
            service,
            "S4",
            "Fyra leverantörer, men två av besöken gjordes av grannkommunen. Räknar jag dem?",
            _reporter(service),
        ),
        (
            3,
            service,
            "S4",
            "Ja, och skriv att ni gjorde det tillsammans.",
            service.approver.holder(),
        ),
    ):
        with at(today() - ago * DAY, 10):
            question = round.version.questions.get(key=key)
            remarks.add(assessment, question, text, by=by)


def _reporter(assessment: Assessment):
    return assessment.reporter.holder()


# --- Without an account -----------------------------------------------------------------------


def _ask_associations(world) -> Round:
    """Three with agreements answer a short self-check: one has, one has begun, one has not."""
    owner, by = world.ekvik_2026.owner, world.strategist
    opens = dt.date(2026, 9, 14)
    closes = max(dt.date(2026, 12, 11), workday(today() + 16 * DAY))
    with at(opens - 14 * DAY):
        round = rounds.create_round(
            world.ekvik,
            by=by,
            owner=owner,
            version=world.frameworks["principle-self-check"],
            title="Föreningar med avtal 2026",
            purpose="Ni som har avtal med kommunen får pröva det ni gör åt oss mot tre principer.",
            opens=opens,
            closes=closes,
            needs_approval=False,
        )
        choices = [
            rounds.Choice(_association(world, name), email=email)
            for name, email in ASSOCIATIONS.items()
        ]
        rounds.choose_units(round, choices, by=by)
    with at(opens, 8):
        round = rounds.open_round(round, by=by, on=opens)
    first, second, _third = (_link(round, name) for name in ASSOCIATIONS)
    _fill(first, opens + 8 * DAY, len(ANSWERED))
    with at(opens + 8 * DAY, 13):
        approval.submit(first.assessment, by=None, via=first)
    _fill(second, opens + 20 * DAY, 4)
    return round


def _association(world, name: str) -> Organisation:
    starts = dt.date(2024, 1, 1)
    with at(dt.date(2026, 8, 31)):
        return reorganise.open_organisation(
            name=name,
            parent=world.ekvik,
            starts=starts,
            kind=Organisation.Kind.CIVIL_SOCIETY,
            by=world.strategist,
        )


def _link(round: Round, name: str) -> AnswerLink:
    rows = AnswerLink.objects.select_related("assessment__round", "assessment__sheet")
    return rows.get(assessment__round=round, assessment__organisation__name=name)


def _fill(link: AnswerLink, day: dt.date, count: int) -> None:
    """The first questions of the sheet, one after the other."""
    questions = {one.key: one for one in link.assessment.round.version.questions.all()}
    with at(day, 10):
        links.opened(link)
        for key, value in list(ANSWERED.items())[:count]:
            answering.answer(
                link.assessment,
                questions[key],
                by=None,
                via=link,
                state=Answer.State.ANSWERED,
                value=value,
            )
