"""The twelve measures that Ekvik's plan began with, and how each went."""

from __future__ import annotations

from demo.organisations.ekvik import BUILDING as BYGG
from demo.organisations.ekvik import CARE as OMSORG
from demo.organisations.ekvik import CULTURE as KULTUR
from demo.organisations.ekvik import OFFICE as LEDNING
from demo.organisations.ekvik import RESCUE as RADDNING
from demo.organisations.ekvik import SCHOOL as SKOLA
from demo.organisations.ekvik import SERVICE, SOCIAL
from demo.plans.told import Told, day, done, dropped, off, on, stopped, waiting

FIRST = [
    Told(
        title="Rutin för rättighetskrockar",
        aim="Medarbetare som möter en krock mellan rättigheter ska få stöd samma dag, "
        "och den som berörs ska få veta hur vi vägde.",
        direction=1,
        continuity="Kommunjuristen kan alla steg och tar över.",
        responsible=("Kanslichef", LEDNING),
        supporting=(("Kommunjurist", LEDNING),),
        ends=day("2027-03-01"),
        cost=0,
        resource="Tre arbetsmöten med jurist och två förvaltningar.",
        activity="Skriver en rutin i fem steg och prövar den i två förvaltningar.",
        effect="Den som berörs av en avvägning får veta hur rättigheterna vägdes mot varandra.",
        measured_on=day("2027-10-01"),
        criteria=("criterion.V4",),
        principles=("principle.accountability",),
        finding="krock",
        judgements=[
            on(
                "2026-05-19",
                "Ett utkast är skrivet. Socialförvaltningen vill pröva det först.",
            ),
            stopped("2026-11-10", "Behöver beslut om vem som äger rutinen."),
        ],
    ),
    Told(
        title="Tolk och klarspråk i omsorgen",
        aim="Äldre som talar finska eller arabiska ska förstå sina beslut och kunna säga vad de "
        "tycker.",
        made=day("2026-01-26"),
        direction=1,
        goals=(1,),
        pilots=("Hemtjänst söder",),
        continuity="Kommunikatören håller i mallarna tills en ny enhetschef är på plats.",
        responsible=("Enhetschef", OMSORG),
        supporting=(("Kommunikatör", LEDNING),),
        starts=day("2026-02-01"),
        ends=day("2027-06-30"),
        cost=45_000_000,
        resource="0,3 tjänst till juni 2027.",
        activity="Upphandlar tolktjänst. Skriver om tolv mallar för beslut.",
        output="7 av 12 mallar är klara. Tolk vid 0 av cirka 340 omprövningar.",
        effect="Fler uppger att de har förstått sitt beslut. Målet är 80 procent, nu är det 61.",
        measured_on=day("2027-03-15"),
        heard="Pensionärsrådet, finska föreningen i Ekvik och elva anhöriga i två samtal. De ville "
        "ha muntlig genomgång före brev. Därför lades tolk vid omprövning till.",
        criteria=("criterion.D6", "criterion.V6"),
        principles=("principle.equality",),
        finding="beslut",
        judgements=[
            on("2026-04-14", "Arbetsgruppen har börjat med mallarna."),
            on(
                "2026-08-25",
                "Fem mallar är klara. Upphandlingen av tolktjänst är annonserad.",
            ),
            off(
                "2026-11-17",
                "Vi blir sex veckor sena eftersom upphandlingen av tolktjänst överklagades. "
                "Klarspråksdelen går enligt plan.",
            ),
        ],
    ),
    Told(
        title="Trygga gångvägar vid Norra stationen",
        aim="Unga och kvinnor ska kunna gå hem på kvällen utan att ta omvägar.",
        direction=2,
        goals=(3,),
        responsible=("Gatuchef", BYGG),
        ends=day("2027-04-30"),
        cost=190_000_000,
        resource="Medel ur investeringsbudgeten 2026.",
        activity="Byter belysning, röjer siktlinjer och för dialog med unga om vägvalen.",
        output="42 av 42 lyktstolpar är på plats. Dialogen med unga är inte gjord.",
        effect="Färre undviker gångvägarna efter mörkrets inbrott.",
        measured_on=day("2027-11-01"),
        criteria=("criterion.S3", "criterion.S7"),
        principles=("principle.participation",),
        judgements=[
            off(
                "2026-10-06",
                "Belysningen är klar. Dialogen med unga är inte gjord.",
            )
        ],
    ),
    Told(
        title="Rättighetskrav i upphandling av städ och måltider",
        aim="De som städar och lagar mat åt kommunen ska ha schysta villkor, också hos våra "
        "leverantörer.",
        direction=2,
        made=day("2026-01-26"),
        responsible=("Upphandlingschef", SERVICE),
        starts=day("2027-01-15"),
        ends=day("2027-09-01"),
        cost=8_000_000,
        activity="Tar fram krav och en plan för att följa upp dem på plats.",
        effect="Brister hos leverantörer upptäcks och rättas under avtalstiden.",
        criteria=("criterion.S4", "criterion.V10"),
        principles=("principle.accountability",),
        finding="pphandling",
        judgements=[waiting("2026-09-22", "Startar när avtalen löper ut.")],
    ),
    Told(
        title="Ni sa – vi gjorde: svar till elever",
        aim="Elever som lämnar förslag ska få svar, också när svaret är nej.",
        goals=(0,),
        responsible=("Utvecklingschef", SKOLA),
        ends=day("2027-03-31"),
        cost=12_000_000,
        resource="En lärare per skola får två timmar i månaden.",
        activity="Varje skola svarar på elevrådets förslag inom fyra veckor, muntligt och på "
        "anslagstavlan.",
        output="Alla 14 skolor har börjat. 96 av 131 förslag är besvarade.",
        effect="Fler elever uppger att skolan tar deras åsikter på allvar.",
        measured_on=day("2027-03-01"),
        heard="Elevråden på 14 skolor. De ville ha korta svar direkt i klassrummet, inte ett "
        "dokument.",
        criteria=("criterion.D4",),
        principles=("principle.participation",),
        recommendations=("crc.2015.3",),
        finding="svar",
        judgements=[
            on(
                "2026-09-30",
                "Alla 14 skolor har börjat. Uppföljning i mars.",
            )
        ],
    ),
    Told(
        title="Lönekartläggning visar yrkesgrupp och ålder",
        aim="Skillnader i lön som inte går att förklara ska synas och rättas.",
        direction=3,
        responsible=("HR-chef", LEDNING),
        ends=day("2027-01-31"),
        cost=0,
        activity="Delar upp kartläggningen på yrkesgrupp, kön och ålder.",
        output="Underlaget omfattar 2 840 medarbetare.",
        effect="Osakliga löneskillnader minskar.",
        measured_on=day("2027-05-01"),
        criteria=("criterion.A2",),
        principles=("principle.equality",),
        judgements=[on("2026-10-20", "Underlaget är klart, analys pågår.")],
    ),
    Told(
        title="Samråd med sverigefinnar två gånger per år",
        aim="Sverigefinnar ska få frågan i god tid och veta vad samrådet ledde till.",
        partners="Finska föreningen i Ekvik",
        continuity="Kommunikatören är ersättare och har varit med på båda mötena.",
        responsible=("Minoritetssamordnare", LEDNING),
        ends=day("2026-12-31"),
        cost=4_500_000,
        activity="Bjuder in till samråd i mars och oktober. Svarar skriftligt inom en månad.",
        output="Två möten är hållna och protokollen publicerade på finska och svenska.",
        effect="Fler sverigefinnar tycker att de kan påverka beslut som rör dem.",
        heard="Finska föreningen och två brukargrupper i äldreomsorgen.",
        criteria=("criterion.D3",),
        principles=("principle.participation",),
        judgements=[
            on(
                "2026-10-27",
                "Två möten hållna, protokoll publicerade.",
            )
        ],
    ),
    Told(
        title="Valambassadörer i tre valdistrikt",
        aim="Fler förstagångsväljare i Norrby, Hamnen och Ekhult ska rösta.",
        made=day("2026-01-26"),
        learned="Samtal i trapphus gav mer än bord på torget.",
        lives_on="Metoden är nedskriven inför nästa val.",
        responsible=("Demokratistrateg", LEDNING),
        starts=day("2026-01-15"),
        ends=day("2026-09-13"),
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
            on(
                "2026-08-31",
                "Tolv ambassadörer är anställda och utbildade.",
            ),
            done("2026-10-01", "Valdeltagandet steg i två av tre distrikt."),
        ],
    ),
    Told(
        title="Barnets bästa i detaljplaner",
        aim="Barn som berörs av en plan ska höras innan den är färdigritad.",
        direction=2,
        goals=(2,),
        responsible=("Planchef", BYGG),
        ends=day("2027-12-31"),
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
            on(
                "2026-09-15",
                "Fem planer har en prövning. Handläggarna vill ha en kortare mall.",
            )
        ],
    ),
    Told(
        title="Lättläst beslut om ekonomiskt bistånd",
        aim="Den som söker bistånd ska förstå beslutet och hur man överklagar.",
        goals=(1,),
        learned="Sökande hittade fler fel än vi gjorde.",
        responsible=("Avdelningschef", SOCIAL),
        ends=day("2026-06-30"),
        cost=6_000_000,
        activity="Skriver om alla beslut på lätt svenska och prövar dem med sökande.",
        output="Samtliga nio mallar används sedan juni.",
        effect="Färre ringer för att få beslutet förklarat, och fler vet hur man överklagar.",
        measured_on=day("2027-02-01"),
        heard="Sju personer som har sökt bistånd läste utkasten tillsammans med oss.",
        criteria=("criterion.D6", "criterion.D7"),
        principles=("principle.equality",),
        judgements=[
            on(
                "2026-02-11",
                "Fyra mallar är omskrivna. Vi prövar dem med sökande i mars.",
            ),
            done(
                "2026-06-24",
                "Alla nio mallar används. Om de gör skillnad vet vi i februari.",
            ),
        ],
    ),
    Told(
        title="Bemötande på larmet: utbildning i räddningstjänsten",
        aim="Den som larmar ska bemötas lika, oavsett språk och funktionsnedsättning.",
        direction=3,
        responsible=("Stabschef", RADDNING),
        ends=day("2026-10-31"),
        cost=9_500_000,
        activity="Utbildar alla fyra skiftlag tillsammans med brukarorganisationer.",
        output="Ett av fyra skiftlag är utbildat.",
        effect="Larmsamtal med tolk tar inte längre tid än andra.",
        criteria=("criterion.V5", "criterion.A3"),
        principles=("principle.equality",),
        finding="äddningstjänst",
        judgements=[
            off(
                "2026-11-03",
                "Tre skiftlag återstår eftersom skogsbranden tog hela augusti. Nya tider är "
                "bokade i januari.",
            )
        ],
    ),
    Told(
        title="Talande skyltar på biblioteken",
        aim="Personer med synnedsättning ska hitta själva i biblioteket.",
        learned="Fråga först, välj lösning sedan.",
        responsible=("Bibliotekschef", KULTUR),
        ends=day("2026-12-31"),
        cost=30_000_000,
        activity="Skulle sätta upp talande skyltar på tre bibliotek.",
        effect="Fler med synnedsättning besöker biblioteket utan ledsagare.",
        heard="Synskadades förening. De föredrog kontrastmarkering och en guide i telefonen.",
        criteria=("criterion.D6",),
        principles=("principle.equality",),
        judgements=[
            dropped(
                "2026-03-25",
                "Föreningen vi frågade ville hellre ha kontrastmarkering och en guide i "
                "telefonen. Det ingår nu i ombyggnaden.",
            )
        ],
    ),
]
