"""Ekvik's two rounds with the platform's criteria, and what they mean.

Plattformen 2025 is closed. Plattformen 2026 is open: most units are approved, one waits for its
manager, one was returned, and the rescue service and the energy company are not ready.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from demo.assessments_words import CRITERIA, EFFECT, IN_PLACE, NOTHING, ON_THE_WAY, UNKNOWN
from demo.clock import at
from mrplattform.assessments.candidates import candidates
from mrplattform.assessments.models import Assessment, Finding, Round
from mrplattform.assessments.results import lower_median
from mrplattform.assessments.services import approval, findings, rounds
from mrplattform.core.dates import today
from mrplattform.core.history import record
from mrplattform.core.models import Job, Letter
from mrplattform.organisations.models import Organisation, Role
from mrplattform.questions.models import Answer, Evidence
from mrplattform.questions.services.evidence import record_evidence
from mrplattform.questions.services.sheets import lock
from mrplattform.rights.models import Topic

State = Assessment.State
# The units in the order in which the strategist chose them, whom they are there for, and where.
UNITS = {
    "Kommunledningskontoret": ("invånare", "på kontoret"),
    "Barn- och utbildningsförvaltningen": ("elever", "på skolorna"),
    "Socialförvaltningen": ("personer som söker stöd", "på enheterna"),
    "Vård- och omsorgsförvaltningen": ("äldre och anhöriga", "på boendena"),
    "Kultur- och fritidsförvaltningen": ("besökare", "på bibliotek och fritidsgårdar"),
    "Samhällsbyggnadsförvaltningen": ("boende", "i planarbetet"),
    "Miljöförvaltningen": ("boende och företagare", "i tillsynen"),
    "Förvaltningen för arbete och vuxenutbildning": ("deltagare", "på våra enheter"),
    "Serviceförvaltningen": ("matgäster", "i kök och lokalvård"),
    "Ekviks räddningstjänst": ("drabbade och anhöriga", "på stationerna"),
    "Överförmyndarkontoret": ("huvudmän", "i granskningen"),
    "Ekviksbostäder AB": ("hyresgäster", "i områdena"),
    "Ekvik Energi AB": ("kunder", "i bolaget"),
}
RESCUE, GUARDIANS, ENERGY = "Ekviks räddningstjänst", "Överförmyndarkontoret", "Ekvik Energi AB"
SCHOOL, CULTURE, SERVICE = (
    "Barn- och utbildningsförvaltningen",
    "Kultur- och fritidsförvaltningen",
    "Serviceförvaltningen",
)
# The middle level of each section and unit in 2026; + and - where answers moved since 2025;
# n not relevant, m missing, u unknown.
LEVELS = {
    "society-equality": "2 3 1+ 1 2 1+ 2 2+ 1+ 1+ 2 2 1",
    "society-participation": "4 2+ 3+ 2- 1+ 2 1 2+ 1+ 1 2 2+ 0",
    "society-accountability": "2 2+ 1+ 1 1 1- 1+ 1 0 0- 1- 1 0",
    "democracy-equality": "2 2 3 2 2- 2 2 2 1 0- 2 1+ m",
    "democracy-participation": "2- 2+ 3+ 3 3+ 2+ 2 3+ 2+ 2 0- 2- m",
    "democracy-accountability": "2 2 2+ 2 3+ 2 1 2+ 1+ 1- 1 2+ m",
    "welfare-equality": "2+ 3 2+ 2 3+ 1+ 2 2+ 1- n 1+ 3+ n",
    "welfare-participation": "3+ 3 3- 1 3 1+ 2+ 1+ 2+ n 2+ 2+ n",
    "welfare-accountability": "0 1 1 1 2 1 0 0 0 n 0 0 n",
    "employer-equality": "3+ 2+ 4+ 3- 3+ 2 2+ 3 2+ m 2+ 2+ 2+",
    "employer-participation": "0 1+ 2 2 1 1+ 1+ 2 0 m u 1 0",
    "employer-accountability": "2- 2 3+ 2 2 2 1 2- 1 m 2+ 1+ 1",
}
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
    ("Kommunledningskontoret", "A4"): (
        2,
        3,
        "Uppdraget som MR-strateg är en egen befattning med ersättare. Ersättaren slutade i juni, "
        "och tjänsten är inte tillsatt. Därför går vi ner en nivå.",
    ),
    ("Vård- och omsorgsförvaltningen", "D6"): (
        2,
        2,
        "Sju av tolv mallar är omskrivna. Beslut om hemtjänst är fortfarande svåra att förstå för "
        "den som talar finska eller arabiska.",
    ),
}
RETURNED_WHY = (
    "Tack för svaren. Två saker saknas. Fråga om upphandling: skriv hur många leverantörer ni har "
    "följt upp. Fråga om tillgängliga arbetsplatser: vad säger skyddsronden?"
)


def build(world) -> None:
    version = world.frameworks["platform-criteria"]
    ekvik = Organisation.objects.get(name__startswith="Ekvik", parent=None, invented=True)
    owner = ekvik.all_functions.filter(role=Role.STRATEGIST).order_by("pk").first()
    telling = Telling(ekvik, owner, version)
    world.ekvik_2025 = telling.round_2025()
    world.ekvik_2026 = telling.round_2026()
    write_findings(world.ekvik_2026, owner)


@dataclass
class Given:
    """One answer as it will be told."""

    key: str
    level: int | None
    state: str
    comment: str


class Telling:
    def __init__(self, ekvik, owner, version):
        self.ekvik, self.owner, self.version = ekvik, owner, version
        rows = version.questions.select_related("section").order_by("order")
        self.sections: dict[str, list] = {}
        for question in rows:
            self.sections.setdefault(question.section.key, []).append(question)

    # --- The rounds --------------------------------------------------------------------------

    def round_2025(self) -> Round:
        opens, closes = dt.date(2025, 9, 29), dt.date(2025, 11, 28)
        round = self._open("Plattformen 2025", opens, closes)
        for place, assessment in enumerate(_assessments(round)):
            days = (opens + dt.timedelta(days=4), opens + dt.timedelta(days=30 + 2 * place))
            self._answer(assessment, days, then=True)
            self._hand_in(assessment, days[1])
            self._approve(assessment, days[1] + dt.timedelta(days=1 + place % 3))
        with at(closes + dt.timedelta(days=3)):
            rounds.close(round, by=self.owner.holder())
        return round

    def round_2026(self) -> Round:
        """Closes on Friday 27 November, or a few days from today when that day has passed."""
        opens = dt.date(2026, 9, 28)
        closes = max(dt.date(2026, 11, 27), today() + dt.timedelta(days=4))
        round = self._open("Plattformen 2026", opens, closes)
        yesterday = today() - dt.timedelta(days=1)
        for place, assessment in enumerate(_assessments(round)):
            name = assessment.organisation.name
            last = opens + dt.timedelta(days=24 + 2 * place)
            if name in (RESCUE, ENERGY):
                self._answer(assessment, (opens + dt.timedelta(days=9), last))
                continue
            if name == CULTURE:
                last = yesterday
            self._answer(assessment, (opens + dt.timedelta(days=3), last))
            if name == CULTURE:
                with at(yesterday, 15):
                    approval.submit(assessment, by=assessment.reporter.holder())
                continue
            self._hand_in(assessment, last)
            if name == SERVICE:
                with at(today() - dt.timedelta(days=3), 9):
                    approval.send_back(
                        assessment, by=assessment.approver.holder(), why=RETURNED_WHY
                    )
                continue
            self._approve(assessment, last + dt.timedelta(days=1 + place % 3))
        return round

    def _open(self, title: str, opens: dt.date, closes: dt.date) -> Round:
        by = self.owner.holder(opens) or self.owner.holder()
        with at(opens - dt.timedelta(days=14)):
            round = rounds.create_round(
                self.ekvik,
                by=by,
                owner=self.owner,
                version=self.version,
                title=title,
                purpose="Svaren visar hur långt vi har kommit med mänskliga rättigheter. De blir "
                "underlag till årsredovisningen, och varje enhet får tillbaka sin egen bild.",
                opens=opens,
                closes=closes,
            )
            found = {one.name: one for one in candidates(self.ekvik, opens)}
            choices = [
                rounds.Choice(found[name].unit, found[name].reporter, found[name].approver)
                for name in UNITS
            ]
            rounds.choose_units(round, choices, by=by)
        with at(opens, 8):
            round = rounds.open_round(round, by=by, on=opens)
            _sent(round, opens)
        return round

    # --- The answers -------------------------------------------------------------------------

    def _answer(self, assessment, days: tuple[dt.date, dt.date], *, then: bool = False) -> None:
        person = assessment.reporter.holder(days[1]) or assessment.reporter.holder()
        chance = _chance(f"{assessment.organisation.name} {days[1].year}")
        moments = _moments(days, chance)
        questions = {one.key: one for rows in self.sections.values() for one in rows}
        answers = []
        for given in self._given(assessment.organisation.name, then=then):
            answer = Answer(
                sheet=assessment.sheet,
                question=questions[given.key],
                authority=self.ekvik,
                state=given.state,
                level=given.level,
                comment=given.comment,
                changed_at=next(moments),
                changed_by=person,
                changed_as=assessment.reporter,
            )
            answer._history_date, answer._history_user = answer.changed_at, person
            answers.append(answer)
        bulk_create_with_history(answers, Answer, batch_size=200)
        self._show_evidence(assessment, answers, person, chance)

    def _given(self, unit: str, *, then: bool) -> list[Given]:
        chance = _chance(unit)
        place = list(UNITS).index(unit)
        found = []
        for section, questions in self.sections.items():
            mark = LEVELS[section].split()[place]
            now, before = _levels(mark, len(questions), chance)
            for question, level, earlier in zip(questions, now, before, strict=True):
                if (unit, question.key) in IN_PERSON:
                    level, earlier, own = IN_PERSON[unit, question.key]
                    comment = None if then else own
                else:
                    comment = None
                shown = earlier if then else level
                if shown == "m":
                    continue
                found.append(self._one(unit, question.key, shown, comment, then=then))
        return found

    def _one(self, unit: str, key: str, level, comment: str | None, *, then: bool) -> Given:
        chance = _chance(f"{unit} {key} {level} {then}")
        if level == "n":
            return Given(key, None, Answer.State.NOT_APPLICABLE, NOT_RELEVANT[unit])
        if level == "u":
            return Given(key, None, Answer.State.UNKNOWN, chance.choice(UNKNOWN))
        words = comment or _why(unit, key, level, chance)
        return Given(key, level, Answer.State.ANSWERED, words)

    def _show_evidence(self, assessment, answers, person, chance) -> None:
        for answer in answers:
            title = CRITERIA[answer.question.key].evidence
            if not title or not answer.level or answer.level < 2 or chance.random() > 0.3:
                continue
            short = slugify(assessment.organisation.name)
            with at(answer.changed_at.date()):
                evidence = Evidence.objects.create(
                    answer=answer,
                    title=title,
                    link=f"https://www.ekvik.example/dokument/{short}/{slugify(title)}",
                    by=person,
                )
                record_evidence(
                    person, "evidence_added", evidence, answer.question, assessment.sheet
                )

    # --- Handing in and approving, without mail months late -------------------------------------

    def _hand_in(self, assessment, day: dt.date) -> None:
        by = assessment.reporter.holder(day) or assessment.reporter.holder()
        with at(day, 15):
            lock(assessment.sheet, by=by)
            assessment.state, assessment.submitted_at = State.SUBMITTED, timezone.now()
            assessment.save()
            record(by, "submitted", assessment, changes={"state": ["draft", "submitted"]})

    def _approve(self, assessment, day: dt.date) -> None:
        by = assessment.approver.holder(day) or assessment.approver.holder()
        with at(day, 9):
            approval.approve(assessment, by=by)


def _chance(seed: str) -> random.Random:
    """The same world every time it is built."""
    return random.Random(seed)  # noqa: S311 (no secrets, only a story)


def _assessments(round: Round) -> list[Assessment]:
    rows = round.assessments.select_related(
        "organisation", "sheet", "reporter__organisation", "approver__organisation", "round"
    )
    return list(rows.order_by("pk"))


def _sent(round: Round, day: dt.date) -> None:
    """The invitations left on the day; nobody gets them when the demo world is built."""
    Job.objects.filter(key__startswith=f"round:{round.pk}:").update(
        state=Job.State.DONE, ended_at=timezone.now()
    )
    for assessment in _assessments(round):
        person = assessment.reporter.holder(day) or assessment.reporter.holder()
        Letter.objects.create(
            key=f"round:{round.pk}:invite:{assessment.pk}",
            to=person.email,
            subject=f"Svara på {round.title} för {assessment.organisation}",
            text="",
            state=Letter.State.SENT,
            sent_at=timezone.now(),
        )


def _moments(days: tuple[dt.date, dt.date], chance: random.Random):
    """Forty or so moments in working hours, in order, over some sittings."""
    span = (days[1] - days[0]).days
    sittings = sorted(chance.sample(range(span), min(3, span)))
    for sitting in sittings:
        moment = dt.datetime.combine(
            days[0] + dt.timedelta(days=sitting), dt.time(8 + chance.randrange(6))
        )
        for number in range(20):
            minutes = number * 3 + chance.randrange(3)
            yield timezone.make_aware(moment + dt.timedelta(minutes=minutes))


def _levels(mark: str, count: int, chance: random.Random) -> tuple[list, list]:
    """The levels of a section's questions now and a year ago."""
    if mark == "m":
        return ["m"] * count, [chance.choice([0, 1, 1]) for _ in range(count)]
    if mark in ("n", "u"):
        return [mark] * count, ([mark] if mark == "n" else [0]) * count
    middle = int(mark[0])
    now = _around(middle, count, chance)
    before: list = list(now)
    if mark.endswith("+"):
        for place in chance.sample(range(count), 2 if chance.random() < 0.3 else 1):
            before[place] = max(0, now[place] - 1)
        if before == now:  # the one chosen stood at the bottom
            place = now.index(max(now))
            before[place] = max(0, now[place] - 1)
    if mark.endswith("-"):
        place = chance.randrange(count)
        before[place] = min(4, now[place] + 1)
    if count > 2 and chance.random() < 0.22:
        _forget_one(now, middle, chance)
    return now, before


def _around(middle: int, count: int, chance: random.Random) -> list:
    levels = [middle] * count
    for place in range(count):
        tried = list(levels)
        tried[place] = min(4, max(0, middle + chance.choice([-1, 0, 1])))
        if lower_median(tried) == middle:
            levels = tried
    return levels


def _forget_one(levels: list, middle: int, chance: random.Random) -> None:
    """One "vet ej", where the middle stays."""
    place = chance.randrange(len(levels))
    rest = [level for number, level in enumerate(levels) if number != place]
    if lower_median(rest) == middle:
        levels[place] = "u"


def _why(unit: str, key: str, level: int, chance: random.Random) -> str:
    words, (whom, where) = CRITERIA[key], UNITS[unit]
    if level == 0:
        text = chance.choice(NOTHING).replace("{what}", words.what)
    else:
        text = [words.begun, words.decided, words.done, words.done][level - 1]
    if level == 4:
        text += " " + chance.choice(EFFECT)
    elif level and chance.random() < 0.4:
        text += " " + chance.choice(IN_PLACE if level == 3 else ON_THE_WAY)
    text = text.replace("{dem_stor}", whom[:1].upper() + whom[1:])
    return text.replace("{dem}", whom).replace("{var}", where)


# --- What it means -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    day: dt.date
    kind: str
    weight: int
    title: str
    text: str
    why: str
    heard: str
    criteria: tuple[str, ...]
    topics: tuple[str, ...]


FINDINGS = [
    Told(
        dt.date(2026, 11, 9),
        Finding.Kind.STRENGTH,
        2,
        "Prövningar av barnets bästa görs på rätt nivå i fler verksamheter",
        "Fem förvaltningar har gått framåt sedan i fjol. Skolan och socialförvaltningen har läst "
        "sina egna prövningar och rättat mallen.",
        "Barn som berörs blir synliga innan det är bestämt. Det som fungerar behöver skyddas när "
        "mallen ska bli kortare.",
        "Barnrättsgruppen, och två elevråd som läste mallen.",
        ("V2",),
        ("role.welfare", "principle.participation", "criterion.V2", "crc.3"),
    ),
    Told(
        dt.date(2026, 11, 10),
        Finding.Kind.STRENGTH,
        1,
        "Barn och unga får oftare svar på sina förslag",
        "Skolan svarar inom tre veckor. Kultur och fritid har börjat med samma modell på "
        "fritidsgårdarna.",
        "Den som får svar vågar säga vad den tycker igen.",
        "Elevråden på fjorton skolor. De vill ha svaret muntligt, i klassrummet.",
        ("D4",),
        ("role.democracy", "principle.participation", "criterion.D4", "crc.12"),
    ),
    Told(
        dt.date(2026, 11, 12),
        Finding.Kind.GAP,
        3,
        "Rutin för rättighetskrockar saknas i nästan alla verksamheter",
        "Ingen enhet har en rutin som används. Sex har inte börjat. Flera skriver att krockarna "
        "löses från fall till fall.",
        "Den som får stå tillbaka får inte veta hur vi vägde, och kan inte få det prövat.",
        "Tre arbetslag i socialförvaltningen och på skolorna beskrev sina svåraste lägen.",
        ("V4",),
        ("role.welfare", "principle.accountability", "criterion.V4"),
    ),
    Told(
        dt.date(2026, 11, 12),
        Finding.Kind.GAP,
        2,
        "Upphandlingen ställer rättighetskrav men följer sällan upp dem",
        "Kraven finns i mallarna. Bara två enheter har besökt en leverantör under året.",
        "De som städar och lagar mat åt kommunen kan ha sämre villkor än våra egna anställda utan "
        "att vi vet det.",
        "",
        ("S4", "V10"),
        ("role.society", "principle.accountability", "criterion.S4", "criterion.V10"),
    ),
    Told(
        dt.date(2026, 11, 16),
        Finding.Kind.NEED,
        2,
        "Beslut och brev är svåra att förstå för den som talar ett annat språk",
        "Mallarna skrivs om på klarspråk, men långsamt. Äldre som talar finska eller arabiska får "
        "sina besked på svenska.",
        "Den som inte förstår sitt beslut kan inte heller överklaga det.",
        "Pensionärsrådet och finska föreningen i Ekvik. De vill ha en genomgång före brevet.",
        ("D6", "V6"),
        ("role.democracy", "principle.equality", "criterion.D6", "criterion.V6"),
    ),
    Told(
        dt.date(2026, 11, 18),
        Finding.Kind.NEED,
        2,
        "Räddningstjänsten behöver stöd för att komma igång",
        "De flesta av räddningstjänstens svar ligger på de två lägsta nivåerna, och tre har gått "
        "bakåt. Frågorna om arbetsgivarrollen är inte besvarade.",
        "Den som larmar ska bemötas lika, oavsett språk och funktionsnedsättning.",
        "Samtal med två skiftlag. De ville ha övningar, inte en rutin till.",
        ("D2", "D6", "D8", "S2"),
        ("role.employer", "principle.equality"),
    ),
]


def write_findings(round: Round, owner) -> None:
    for told in FINDINGS:
        day = min(told.day, today())
        answers = Answer.objects.filter(
            sheet__assessment__round=round, question__key__in=told.criteria
        )
        if "äddningstjänst" in told.title:
            answers = answers.filter(sheet__organisation__name=RESCUE)
        with at(day, 11):
            findings.write_finding(
                round.authority,
                by=owner.holder(day) or owner.holder(),
                round=round,
                kind=told.kind,
                weight=told.weight,
                title=told.title,
                text=told.text,
                why=told.why,
                heard=told.heard,
                answers=answers,
                topics=Topic.objects.filter(key__in=told.topics),
            )
