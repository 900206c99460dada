"""Ekvik's twelve measures as their texts, and how each went; who holds the functions behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from mrplattform.plans.models import Measure

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
