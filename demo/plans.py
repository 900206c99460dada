"""Ekvik's plan for human rights 2025–2028: twelve measures, going well, badly and not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from demo.clock import at
from mrplattform.assessments.models import Finding
from mrplattform.organisations.models import Circle, Function, Role
from mrplattform.organisations.services.functions import create_function
from mrplattform.organisations.services.holdings import begin_holding
from mrplattform.organisations.services.people import enter_person
from mrplattform.plans.models import Measure, Plan
from mrplattform.plans.services import measures, plans, reasons
from mrplattform.rights.models import Recommendation, Topic

State = Measure.State
LEDNING = "Kommunledningskontoret"
SKOLA = "Barn- och utbildningsförvaltningen"
OMSORG = "Vård- och omsorgsförvaltningen"
SOCIAL = "Socialförvaltningen"
BYGG = "Samhällsbyggnadsförvaltningen"
SERVICE = "Serviceförvaltningen"
RADDNING = "Ekviks räddningstjänst"
KULTUR = "Kultur- och fritidsförvaltningen"


@dataclass
class Judgement:
    day: dt.date
    state: str
    words: str


@dataclass
class Told:
    """One measure as its texts, and how it went."""

    title: str
    aim: str
    responsible: tuple[str, str]
    ends: dt.date
    starts: dt.date = dt.date(2025, 3, 1)
    supporting: tuple[tuple[str, str], ...] = ()
    cost: int | None = None
    resource: str = ""
    activity: str = ""
    output: str = ""
    effect: str = ""
    evidence: str = ""
    measured_on: dt.date | None = None
    heard: str = ""
    criteria: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    # A word in the title of the finding that is the reason.
    finding: str = ""
    judgements: list[Judgement] = field(default_factory=list)


# Who holds which function. The rescue service's chief of staff has left, and nobody has come yet.
HOLDERS = {
    "Kanslichef": "Gunilla Ström",
    "Kommunjurist": "Peter Wallin",
    "Enhetschef": "Samira Haddad",
    "Kommunikatör": "Karin Åsberg",
    "Gatuchef": "Johan Lindqvist",
    "Upphandlingschef": "Maria Ekdahl",
    "Utvecklingschef": "Tove Nyberg",
    "HR-chef": "Anders Holm",
    "Minoritetssamordnare": "Aino Lehtonen",
    "Demokratistrateg": "Fatima Rahimi",
    "Planchef": "Erik Berglund",
    "Avdelningschef": "Lena Sjögren",
    "Bibliotekschef": "Olof Hed",
}
BEGINNING = dt.date(2024, 1, 1)
PLAIN = str.maketrans("åäöé", "aaoe")

MEASURES = [
    Told(
        title="Rutin för rättighetskrockar",
        aim="Medarbetare som möter en krock mellan rättigheter ska få stöd samma dag, "
        "och den som berörs ska få veta hur vi vägde.",
        responsible=("Kanslichef", LEDNING),
        supporting=(("Kommunjurist", LEDNING),),
        ends=dt.date(2027, 3, 1),
        cost=0,
        resource="Tre arbetsmöten med jurist och två förvaltningar.",
        activity="Skriver en rutin i fem steg och prövar den i två förvaltningar.",
        effect="Den som berörs av en avvägning får veta hur rättigheterna vägdes mot varandra.",
        measured_on=dt.date(2027, 10, 1),
        criteria=("criterion.V4",),
        principles=("principle.accountability",),
        finding="krock",
        judgements=[
            Judgement(
                dt.date(2026, 5, 19),
                State.ON_TRACK,
                "Ett utkast är skrivet. Socialförvaltningen vill pröva det först.",
            ),
            Judgement(
                dt.date(2026, 11, 10), State.STOPPED, "Behöver beslut om vem som äger rutinen."
            ),
        ],
    ),
    Told(
        title="Tolk och klarspråk i omsorgen",
        aim="Äldre som talar finska eller arabiska ska förstå sina beslut och kunna säga vad de "
        "tycker.",
        responsible=("Enhetschef", OMSORG),
        supporting=(("Kommunikatör", LEDNING),),
        starts=dt.date(2026, 2, 1),
        ends=dt.date(2027, 6, 30),
        cost=45_000_000,
        resource="0,3 tjänst till juni 2027.",
        activity="Upphandlar tolktjänst. Skriver om tolv mallar för beslut.",
        output="7 av 12 mallar är klara. Tolk vid 0 av cirka 340 omprövningar.",
        effect="Fler uppger att de har förstått sitt beslut. Målet är 80 procent, nu är det 61.",
        measured_on=dt.date(2027, 3, 15),
        heard="Pensionärsrådet, finska föreningen i Ekvik och elva anhöriga i två samtal. De ville "
        "ha muntlig genomgång före brev. Därför lades tolk vid omprövning till.",
        criteria=("criterion.D6", "criterion.V6"),
        principles=("principle.equality",),
        finding="beslut",
        judgements=[
            Judgement(
                dt.date(2026, 4, 14), State.ON_TRACK, "Arbetsgruppen har börjat med mallarna."
            ),
            Judgement(
                dt.date(2026, 8, 25),
                State.ON_TRACK,
                "Fem mallar är klara. Upphandlingen av tolktjänst är annonserad.",
            ),
            Judgement(
                dt.date(2026, 11, 17),
                State.OFF_TRACK,
                "Vi blir sex veckor sena eftersom upphandlingen av tolktjänst överklagades. "
                "Klarspråksdelen går enligt plan.",
            ),
        ],
    ),
    Told(
        title="Trygga gångvägar vid Norra stationen",
        aim="Unga och kvinnor ska kunna gå hem på kvällen utan att ta omvägar.",
        responsible=("Gatuchef", BYGG),
        ends=dt.date(2027, 4, 30),
        cost=190_000_000,
        resource="Medel ur investeringsbudgeten 2026.",
        activity="Byter belysning, röjer siktlinjer och för dialog med unga om vägvalen.",
        output="42 av 42 lyktstolpar är på plats. Dialogen med unga är inte gjord.",
        effect="Färre undviker gångvägarna efter mörkrets inbrott.",
        measured_on=dt.date(2027, 11, 1),
        criteria=("criterion.S3", "criterion.S7"),
        principles=("principle.participation",),
        judgements=[
            Judgement(
                dt.date(2026, 10, 6),
                State.OFF_TRACK,
                "Belysningen är klar. Dialogen med unga är inte gjord.",
            )
        ],
    ),
    Told(
        title="Rättighetskrav i upphandling av städ och måltider",
        aim="De som städar och lagar mat åt kommunen ska ha schysta villkor, också hos våra "
        "leverantörer.",
        responsible=("Upphandlingschef", SERVICE),
        starts=dt.date(2027, 1, 15),
        ends=dt.date(2027, 9, 1),
        cost=8_000_000,
        activity="Tar fram krav och en plan för att följa upp dem på plats.",
        effect="Brister hos leverantörer upptäcks och rättas under avtalstiden.",
        criteria=("criterion.S4", "criterion.V10"),
        principles=("principle.accountability",),
        finding="pphandling",
        judgements=[
            Judgement(dt.date(2026, 9, 22), State.NOT_STARTED, "Startar när avtalen löper ut.")
        ],
    ),
    Told(
        title="Ni sa – vi gjorde: svar till elever",
        aim="Elever som lämnar förslag ska få svar, också när svaret är nej.",
        responsible=("Utvecklingschef", SKOLA),
        ends=dt.date(2027, 3, 31),
        cost=12_000_000,
        resource="En lärare per skola får två timmar i månaden.",
        activity="Varje skola svarar på elevrådets förslag inom fyra veckor, muntligt och på "
        "anslagstavlan.",
        output="Alla 14 skolor har börjat. 96 av 131 förslag är besvarade.",
        effect="Fler elever uppger att skolan tar deras åsikter på allvar.",
        measured_on=dt.date(2027, 3, 1),
        heard="Elevråden på 14 skolor. De ville ha korta svar direkt i klassrummet, inte ett "
        "dokument.",
        criteria=("criterion.D4",),
        principles=("principle.participation",),
        recommendations=("crc.2015.3",),
        finding="svar",
        judgements=[
            Judgement(
                dt.date(2026, 9, 30),
                State.ON_TRACK,
                "Alla 14 skolor har börjat. Uppföljning i mars.",
            )
        ],
    ),
    Told(
        title="Lönekartläggning visar yrkesgrupp och ålder",
        aim="Skillnader i lön som inte går att förklara ska synas och rättas.",
        responsible=("HR-chef", LEDNING),
        ends=dt.date(2027, 1, 31),
        cost=0,
        activity="Delar upp kartläggningen på yrkesgrupp, kön och ålder.",
        output="Underlaget omfattar 2 840 medarbetare.",
        effect="Osakliga löneskillnader minskar.",
        measured_on=dt.date(2027, 5, 1),
        criteria=("criterion.A2",),
        principles=("principle.equality",),
        judgements=[
            Judgement(dt.date(2026, 10, 20), State.ON_TRACK, "Underlaget är klart, analys pågår.")
        ],
    ),
    Told(
        title="Samråd med sverigefinnar två gånger per år",
        aim="Sverigefinnar ska få frågan i god tid och veta vad samrådet ledde till.",
        responsible=("Minoritetssamordnare", LEDNING),
        ends=dt.date(2026, 12, 31),
        cost=4_500_000,
        activity="Bjuder in till samråd i mars och oktober. Svarar skriftligt inom en månad.",
        output="Två möten är hållna och protokollen publicerade på finska och svenska.",
        effect="Fler sverigefinnar tycker att de kan påverka beslut som rör dem.",
        heard="Finska föreningen och två brukargrupper i äldreomsorgen.",
        criteria=("criterion.D3",),
        principles=("principle.participation",),
        judgements=[
            Judgement(
                dt.date(2026, 10, 27),
                State.ON_TRACK,
                "Två möten hållna, protokoll publicerade.",
            )
        ],
    ),
    Told(
        title="Valambassadörer i tre valdistrikt",
        aim="Fler förstagångsväljare i Norrby, Hamnen och Ekhult ska rösta.",
        responsible=("Demokratistrateg", LEDNING),
        starts=dt.date(2026, 1, 15),
        ends=dt.date(2026, 9, 13),
        cost=21_000_000,
        resource="Tolv valambassadörer under sex veckor.",
        activity="Samtalar om hur man röstar på torg, i trapphus och på fritidsgårdar.",
        output="1 940 samtal på sju språk.",
        effect="Valdeltagandet stiger i de tre distrikten.",
        evidence="Valdeltagandet steg i två av tre distrikt: Norrby från 61 till 66 procent, "
        "Hamnen från 64 till 67. I Ekhult var det oförändrat, 58 procent.",
        heard="Unga i tre fritidsgårdar valde platser och frågor.",
        criteria=("criterion.D2",),
        principles=("principle.participation",),
        judgements=[
            Judgement(
                dt.date(2026, 8, 31),
                State.ON_TRACK,
                "Tolv ambassadörer är anställda och utbildade.",
            ),
            Judgement(
                dt.date(2026, 10, 1), State.DONE, "Valdeltagandet steg i två av tre distrikt."
            ),
        ],
    ),
    Told(
        title="Barnets bästa i detaljplaner",
        aim="Barn som berörs av en plan ska höras innan den är färdigritad.",
        responsible=("Planchef", BYGG),
        ends=dt.date(2027, 12, 31),
        cost=15_000_000,
        activity="Varje detaljplan inleds med en prövning av barnets bästa tillsammans med barn.",
        output="Fem av nio planer under 2026 har en prövning.",
        effect="Planer ändras efter vad barn har sagt.",
        evidence="I planen för Norra hamnen flyttades skolvägen efter samtal med 43 barn.",
        heard="Två klasser i årskurs 5 gick genom området och ritade sina vägar.",
        criteria=("criterion.S3", "criterion.V2"),
        principles=("principle.participation",),
        recommendations=("crc.2015.4",),
        finding="barnets bästa",
        judgements=[
            Judgement(
                dt.date(2026, 9, 15),
                State.ON_TRACK,
                "Fem planer har en prövning. Handläggarna vill ha en kortare mall.",
            )
        ],
    ),
    Told(
        title="Lättläst beslut om ekonomiskt bistånd",
        aim="Den som söker bistånd ska förstå beslutet och hur man överklagar.",
        responsible=("Avdelningschef", SOCIAL),
        ends=dt.date(2026, 6, 30),
        cost=6_000_000,
        activity="Skriver om alla beslut på lätt svenska och prövar dem med sökande.",
        output="Samtliga nio mallar används sedan juni.",
        effect="Färre ringer för att få beslutet förklarat, och fler vet hur man överklagar.",
        measured_on=dt.date(2027, 2, 1),
        heard="Sju personer som har sökt bistånd läste utkasten tillsammans med oss.",
        criteria=("criterion.D6", "criterion.D7"),
        principles=("principle.equality",),
        judgements=[
            Judgement(
                dt.date(2026, 2, 11),
                State.ON_TRACK,
                "Fyra mallar är omskrivna. Vi prövar dem med sökande i mars.",
            ),
            Judgement(
                dt.date(2026, 6, 24),
                State.DONE,
                "Alla nio mallar används. Om de gör skillnad vet vi i februari.",
            ),
        ],
    ),
    Told(
        title="Bemötande på larmet: utbildning i räddningstjänsten",
        aim="Den som larmar ska bemötas lika, oavsett språk och funktionsnedsättning.",
        responsible=("Stabschef", RADDNING),
        ends=dt.date(2026, 10, 31),
        cost=9_500_000,
        activity="Utbildar alla fyra skiftlag tillsammans med brukarorganisationer.",
        output="Ett av fyra skiftlag är utbildat.",
        effect="Larmsamtal med tolk tar inte längre tid än andra.",
        criteria=("criterion.V5", "criterion.A3"),
        principles=("principle.equality",),
        finding="äddningstjänst",
        judgements=[
            Judgement(
                dt.date(2026, 11, 3),
                State.OFF_TRACK,
                "Tre skiftlag återstår eftersom skogsbranden tog hela augusti. Nya tider är "
                "bokade i januari.",
            )
        ],
    ),
    Told(
        title="Talande skyltar på biblioteken",
        aim="Personer med synnedsättning ska hitta själva i biblioteket.",
        responsible=("Bibliotekschef", KULTUR),
        ends=dt.date(2026, 12, 31),
        cost=30_000_000,
        activity="Skulle sätta upp talande skyltar på tre bibliotek.",
        effect="Fler med synnedsättning besöker biblioteket utan ledsagare.",
        heard="Synskadades förening. De föredrog kontrastmarkering och en guide i telefonen.",
        criteria=("criterion.D6",),
        principles=("principle.equality",),
        judgements=[
            Judgement(
                dt.date(2026, 3, 25),
                State.DROPPED,
                "Föreningen vi frågade ville hellre ha kontrastmarkering och en guide i "
                "telefonen. Det ingår nu i ombyggnaden.",
            )
        ],
    ),
]


def build(world) -> None:
    """The plan as it was adopted. How it went since is told by go_on(), after last year's report."""
    ekvik, by = world.ekvik, world.strategist
    owner = Function.objects.get(authority=ekvik, role=Role.STRATEGIST)
    with at(dt.date(2025, 1, 20)):
        plan = plans.create(
            ekvik,
            by=by,
            title="Plan för mänskliga rättigheter 2025–2028",
            aim="Invånarna i Ekvik ska känna igen sina rättigheter i mötet med kommunen, och vi "
            "ska kunna visa vad som har blivit bättre.",
            starts=dt.date(2025, 1, 1),
            ends=dt.date(2028, 12, 31),
            owner=owner,
            circle=Circle.SIGNED_IN,
        )
        world.ekvik_measures = [(told, _make(world, plan, told)) for told in MEASURES]
    with at(dt.date(2025, 2, 26)):
        _adopt(world, plan)
    world.ekvik_plan = plan


def go_on(world) -> None:
    """What came later: how it went, what was finished, what was seen to change."""
    by = world.strategist
    for told, measure in world.ekvik_measures:
        person = measure.responsible.holder() or by
        for place, judgement in enumerate(told.judgements):
            with at(judgement.day):
                if place == len(told.judgements) - 1 and (told.output or told.evidence):
                    measures.edit(
                        measure,
                        by=person,
                        edition=measure.edition,
                        output=told.output,
                        evidence=told.evidence,
                    )
                measures.judge(
                    measure,
                    by=person,
                    edition=measure.edition,
                    state=judgement.state,
                    judgement=judgement.words,
                )
        finding = (
            told.finding
            and Finding.objects.filter(authority=measure.authority, title__icontains=told.finding)
            .order_by("-pk")
            .first()
        )
        if finding:
            reasons.add(measure, [reasons.from_finding(finding)], by=by)


def _make(world, plan: Plan, told: Told) -> Measure:
    names = ("title", "aim", "starts", "ends", "cost", "resource", "activity", "effect")
    names += ("measured_on", "heard")
    return measures.create(
        plan,
        by=world.strategist,
        reasons=list(_reasons(told)),
        topics=Topic.objects.filter(key__in=told.principles),
        responsible=_function(world, *told.responsible),
        supporting=[_function(world, *one) for one in told.supporting],
        circle=plan.circle,
        **{name: getattr(told, name) for name in names},
    )


def _reasons(told: Told):
    for criterion in Topic.objects.filter(key__in=told.criteria):
        yield reasons.from_criterion(criterion)
    for recommendation in Recommendation.objects.filter(key__in=told.recommendations):
        yield reasons.from_recommendation(recommendation)


def _adopt(world, plan: Plan) -> None:
    plans.adopt(
        plan,
        by=world.strategist,
        body=world.units["Kommunfullmäktige"],
        day=dt.date(2025, 2, 24),
        paragraph="18",
        registry_number="KS 2024/0311",
        title=plan.title,
        wording="Kommunfullmäktige antar Plan för mänskliga rättigheter 2025–2028. Nämnder och "
        "bolag ska redovisa sina insatser i årsredovisningen.",
        retention=world.ekvik.retention_rules.filter(years=None).order_by("pk").first(),
    )


def _function(world, title: str, unit: str) -> Function:
    """The unit's function of that title; opened, with its holder, when the unit has none."""
    where = world.units[unit]
    found = where.functions.filter(title=title).first()
    if found:
        return found
    made = create_function(where, title=title, role=Role.READER, starts=BEGINNING, by=None)
    if name := HOLDERS.get(title):
        address = name.lower().replace(" ", ".").translate(PLAIN)
        world.people[name] = enter_person(
            name=name, email=f"{address}@ekvik.example", by=None, invented=True
        )
        begin_holding(made, world.people[name], starts=BEGINNING, by=None)
    return made
