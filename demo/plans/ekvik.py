"""Ekvik's plan 2025–2028: what it wants, what could stop it, who is told and what it costs."""

from __future__ import annotations

from demo.organisations.ekvik import BUILDING, CARE, HOUSING, OFFICE, RESCUE, SCHOOL, SOCIAL
from demo.plans.ekvik_democracy import DEMOCRACY
from demo.plans.ekvik_first import FIRST
from demo.plans.ekvik_place import PLACE, WORK_PLACE
from demo.plans.ekvik_welfare import WELFARE
from demo.plans.told import Adoption, GoalTold, MessageTold, MoneyTold, PlanTold, RiskTold, day

STRATEGIST = ("MR-strateg", OFFICE)
# The rescue service's chief of staff has left, and nobody has come yet.
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
    "Kontaktcenterchef": "Jasmin Holst",
    "Säkerhetssamordnare": "Torsten Vik",
    "Elevhälsochef": "Margareta Sund",
    "Fritidschef": "Dennis Palmér",
    "Ekonomichef": "Liv Brännström",
    "Uthyrningschef": "Robert Kero",
    "Kundchef": "Anneli Stark",
    "Fastighetschef": "Per Hagman",
}
# Who steps in when the holder is away.
DEPUTIES = {
    "Kanslichef": "Peter Wallin",
    "HR-chef": "Nour Khalil",
    "Säkerhetssamordnare": "Kim Aldén",
    "Utvecklingschef": "Agnes Wik",
    "Minoritetssamordnare": "Karin Åsberg",
}
GOALS = [
    GoalTold(
        title="Förslag från barn och unga får svar",
        direction=0,
        owner=("Demokratistrateg", OFFICE),
        was="Var tredje ung fick svar på sitt förslag.",
        wanted="Alla får svar, också när svaret är nej.",
        numbers=("31", "95"),
        unit="procent av förslagen besvarade",
        ends=day("2027-12-31"),
        known_by="Räknas av skolorna och fritidsgårdarna varje termin.",
        heard="Elevråden på fjorton skolor och tre fritidsgårdar.",
        changed_by_hearing="De ville ha muntliga svar i klassrummet. Målet räknar därför svar, inte "
        "brev.",
        now={
            "2025-12-08": ("Hälften av förslagen får svar.", "52"),
            "2026-10-05": ("Tre av fyra förslag får svar.", "73"),
        },
        wants_more={"2026-01-26": ("Alla får svar inom fyra veckor, också när det är nej.", "95")},
    ),
    GoalTold(
        title="Beslut går att förstå",
        direction=0,
        owner=("Kommunikatör", OFFICE),
        was="Varannan säger sig förstå sitt beslut.",
        wanted="Åtta av tio förstår sitt beslut och vet hur man överklagar.",
        numbers=("52", "80"),
        unit="procent som förstår",
        ends=day("2028-06-30"),
        known_by="Samma tre frågor i omsorg och ekonomiskt bistånd, varje höst.",
        heard="Pensionärsrådet och sju personer som har sökt bistånd.",
        changed_by_hearing="Frågan om överklagande lades till.",
        now={"2026-10-12": ("Sex av tio förstår sitt beslut.", "61")},
    ),
    GoalTold(
        title="Barnets bästa prövas innan det är bestämt",
        direction=1,
        owner=("Barnrättssamordnare", SOCIAL),
        was="Tre verksamheter prövade före beslut.",
        wanted="Alla tretton gör det.",
        numbers=("3", "13"),
        unit="verksamheter",
        ends=day("2028-12-31"),
        known_by="Svaren på kriterium V2 i den årliga kartläggningen.",
        heard="Barnrättsgruppen och två elevråd.",
        changed_by_hearing="Elevråden strök fyra rutor i mallen.",
        now={
            "2025-12-08": ("Sex verksamheter.", "6"),
            "2026-11-12": ("Åtta verksamheter.", "8"),
        },
    ),
    GoalTold(
        title="Ingen tar omvägar på kvällen",
        direction=2,
        owner=("Gatuchef", BUILDING),
        was="Nästan hälften av unga undviker platser efter mörkrets inbrott.",
        wanted="Högst var femte gör det.",
        numbers=("44", "20"),
        unit="procent av unga som undviker platser",
        more_is_better=False,
        ends=day("2028-10-31"),
        known_by="Skolans enkät i årskurs 8 och gymnasiets år 2.",
        heard="112 unga på åtta vandringar.",
        changed_by_hearing="De ville ha vuxna på platsen. Fältarbetarna fick nya tider.",
        now={"2026-05-04": ("Fler än var tredje undviker platser.", "38")},
    ),
    GoalTold(
        title="Medarbetare vågar säga ifrån",
        direction=3,
        owner=("HR-chef", OFFICE),
        was="Många vet inte vart de ska vända sig, och flera är rädda för följderna.",
        wanted="Alla vet vart de vänder sig, och den som berättar blir inte straffad.",
        ends=day("2028-03-31"),
        known_by="Medarbetarenkäten i mars 2027 och samtal med skyddsombud.",
        heard="Skyddsombuden och fackförbunden.",
        changed_by_hearing="En extern mottagare av visselblåsning lades till.",
    ),
    GoalTold(
        title="Klagomål leder till ändring",
        direction=1,
        owner=("Kanslichef", OFFICE),
        was="Klagomål besvaras ett och ett. Ingen läser dem tillsammans.",
        wanted="Två gånger om året ändrar vi något efter vad klagomålen visar, och berättar det.",
        ends=day("2027-12-31"),
        known_by="Rapporten om klagomål på gruppnivå.",
    ),
]
RISKS = [
    RiskTold(
        title="Insatser hänger på enstaka personer",
        owner=STRATEGIST,
        likelihood=3,
        consequence=3,
        consequence_for="Arbetet stannar när någon slutar. Barn i familjehem märker det först.",
        response="Varje insats har en ersättare eller en rad om vad som händer då.",
    ),
    RiskTold(
        title="Omsorgens system kan inte lämna ut uppgifter per område",
        owner=("Förvaltningschef", CARE),
        likelihood=4,
        consequence=2,
        consequence_for="Skillnader mellan områden syns inte när pengarna fördelas.",
        response="Kravet är inskrivet i upphandlingen av nytt system.",
        measure="Kvalitetsdata per område",
    ),
    RiskTold(
        title="Ingen behörig personal till finsk förskola",
        owner=("Förvaltningschef", SCHOOL),
        likelihood=3,
        consequence=4,
        consequence_for="Elva barn förlorar sitt språk under de år då det går lättast att lära.",
        response="Språkkrav först, behörighet genom betald utbildning sedan.",
        measure="Förskola på finska",
    ),
    RiskTold(
        title="Bolagen ser planen som frivillig",
        owner=("Kommundirektör", OFFICE),
        likelihood=3,
        consequence=2,
        consequence_for="Hyresgäster och elkunder får andra villkor än andra invånare.",
        response="Ägardirektiven ändrades i juni 2025.",
        over="2025-06-23",
    ),
    RiskTold(
        title="Räddningstjänsten har ingen som leder arbetet",
        owner=("Räddningschef", RESCUE),
        likelihood=3,
        consequence=3,
        consequence_for="Den som larmar kan bemötas olika.",
        response="MR-strategen och räddningschefen möts varje månad tills stabschef är tillsatt.",
        measure="Bemötande på larmet: utbildning i räddningstjänsten",
        lower=("2026-11-20", 2),
    ),
    RiskTold(
        title="Utsatta grupper får frågor men aldrig svar",
        owner=("Demokratistrateg", OFFICE),
        likelihood=2,
        consequence=2,
        consequence_for="De slutar komma, och vi hör bara dem som redan hörs.",
        response="Alla som har blivit hörda får veta vad det ändrade inom två månader.",
    ),
]
MESSAGES = [
    MessageTold(
        "Planen är beslutad, och det här lovar vi",
        "Alla invånare",
        "Webb, affischer på fem språk och talat inslag",
        "2025-02-25",
        ("Kommunikatör", OFFICE),
        "2025-02-25",
        "3 100 besök första veckan. Frågor om hur man klagar kom mest.",
    ),
    MessageTold(
        "Vad planen betyder för din enhet",
        "Chefer i alla förvaltningar och bolag",
        "Chefsforum, tjugo minuter",
        "2025-03-13",
        STRATEGIST,
        "2025-03-13",
        "Två bolag bad om egna möten.",
    ),
    MessageTold(
        "Ni sa – vi gjorde",
        "Barn och unga som har lämnat förslag",
        "Muntligt i klassrummet och på fritidsgårdar",
        "2025-12-12",
        ("Utvecklingschef", SCHOOL),
        "2025-12-16",
        "Elevråden rättade två svar som inte stämde.",
    ),
    MessageTold(
        "Så gick det första året",
        "Föreningar och råd som har blivit hörda",
        "Kvällsmöte i biblioteket",
        "2026-04-23",
        STRATEGIST,
        "2026-04-23",
        "41 kom. De ville se vad som inte har blivit av, och fick det.",
    ),
    MessageTold(
        "Vart vänder jag mig om något har blivit fel?",
        "Hyresgäster i Ekviksbostäder",
        "Brev med hyresavin, på fyra språk",
        "2026-10-30",
        ("Uthyrningschef", HOUSING),
    ),
    MessageTold(
        "Vad svaren i kartläggningen visar",
        "Medarbetare",
        "Arbetsplatsträffar, med bilder att ta med",
        "2026-12-04",
        ("Kommunikatör", OFFICE),
    ),
    MessageTold(
        "Året som gick, på en sida",
        "Fullmäktige och invånare",
        "Webb, bibliotek och fullmäktiges möte",
        "2027-04-26",
        STRATEGIST,
    ),
]
MONEY = [
    MoneyTold(
        2025, "Samordning och stöd till förvaltningarna", 900_000, "Kommunstyrelsen", 870_000
    ),
    MoneyTold(
        2025,
        "Fritidsutrustning",
        380_000,
        "Kultur- och fritidsnämnden",
        395_000,
        "Låna fritidsutrustning gratis",
    ),
    MoneyTold(
        2026, "Samordning och stöd till förvaltningarna", 920_000, "Kommunstyrelsen", 760_000
    ),
    MoneyTold(
        2026,
        "Belysning vid Norra stationen",
        1_900_000,
        "Investeringsbudgeten",
        1_780_000,
        "Trygga gångvägar vid Norra stationen",
    ),
    MoneyTold(
        2026,
        "Tolk och klarspråk",
        450_000,
        "Vård- och omsorgsnämnden",
        210_000,
        "Tolk och klarspråk i omsorgen",
    ),
    MoneyTold(2027, "Samordning och stöd till förvaltningarna", 940_000, "Kommunstyrelsen"),
    MoneyTold(
        2027,
        "Träd vid förskolor och boenden",
        600_000,
        "Statsbidrag, sökt",
        measure="Barn och äldre i klimatanpassningen",
    ),
]
ADOPTIONS = [
    Adoption(
        "2025-02-24",
        "18",
        "KS 2024/0311",
        "Kommunfullmäktige antar Plan för mänskliga rättigheter 2025–2028. Nämnder och bolag ska "
        "redovisa sina insatser i årsredovisningen.",
    ),
    Adoption(
        "2026-02-23",
        "14",
        "KS 2025/0402",
        "Kommunfullmäktige antar planen i ny version.",
        "Nio insatser är nya. Två har avslutats utan att bli av. Förskola på finska och en väg in "
        "för klagomål får mer tid eller pengar.",
        "Kartläggningen hösten 2025 visade att få följer upp om arbetet gör skillnad.",
    ),
    Adoption(
        "2026-09-28",
        "121",
        "KS 2026/0288",
        "Kommunfullmäktige antar planen i ny version och noterar att två insatser är sena.",
        "Läsombud och tillgängliga arbetsplatser är nya insatser.",
        "Delårsuppföljningen visade att språk och tillgänglighet hade för få insatser.",
    ),
]
EKVIK_PLAN = PlanTold(
    title="Plan för mänskliga rättigheter 2025–2028",
    aim="Invånarna i Ekvik ska känna igen sina rättigheter i mötet med kommunen, och vi ska kunna "
    "visa vad som har blivit bättre.",
    made="2025-01-20",
    starts="2025-01-01",
    ends="2028-12-31",
    directions=[
        (
            "Alla ska kunna förstå och påverka",
            "Den som berörs hörs före beslutet och får svar efter.",
        ),
        ("Skola, vård och omsorg på lika villkor", "Skillnader i utfall ska synas och minska."),
        ("En plats för alla", "Trygghet, bostad och närmiljö, också för den som sällan hörs."),
        ("En arbetsgivare att lita på", "Medarbetare med kunskap, villkor och mod."),
    ],
    goals=GOALS,
    measures=[*FIRST, *DEMOCRACY, *WELFARE, *PLACE, *WORK_PLACE],
    risks=RISKS,
    messages=MESSAGES,
    money=MONEY,
    adoptions=ADOPTIONS,
    holders=HOLDERS,
    deputies=DEPUTIES,
)
