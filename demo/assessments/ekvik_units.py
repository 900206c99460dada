"""What Ekvik's units say of their own: whom they are there for, where, and a few things about
each of the four roles, one for when little is done and one for when more is."""

from __future__ import annotations

from demo.assessments.unit import Unit

EKVIK = {
    "Kommunledningskontoret": Unit(
        "invånare",
        "på kontoret",
        society=(
            "Vi samordnar åt andra men har inte gjort läxan för vår egen del.",
            "Fullmäktiges program finns i introduktionen för alla nya chefer i kommunen.",
        ),
        democracy=(
            "Kontaktcenter tar emot synpunkter men skickar dem vidare utan att räkna dem.",
            "Kansliet läser varje beslutsunderlag innan det går till kommunstyrelsen.",
        ),
        welfare=(
            "Vi möter sällan invånare själva, så frågan har fått vänta.",
            "Kontaktcenter svarar på fem språk och ringer upp den som hellre vill prata.",
        ),
        employer=(
            "HR-avdelningen har underlaget men har inte hunnit bryta ner det för oss.",
            "HR-avdelningen går igenom siffrorna med facken två gånger om året.",
        ),
    ),
    "Barn- och utbildningsförvaltningen": Unit(
        "elever",
        "på skolorna",
        society=(
            "Skolorna är med i områdesarbetet, men var för sig.",
            "Skolorna i Norrby och Hamnen lämnar uppgifter till den gemensamma bilden varje månad.",
        ),
        democracy=(
            "Elevråden gör det här bra på några skolor. Förvaltningen själv har inte börjat.",
            "Rektorerna tar upp det på sitt gemensamma möte varje termin.",
        ),
        welfare=(
            "Fristående skolor är inte med, och vi vet lite om deras elever.",
            "Elevhälsan är med i alla frågor om enskilda skolor och ser mönster som vi andra missar.",
        ),
        employer=(
            "Lärarna hinner inte. Det säger de själva i skyddskommittén.",
            "Alla nya lärare har en mentor som tar upp frågan under första terminen.",
        ),
    ),
    "Socialförvaltningen": Unit(
        "personer som söker stöd",
        "på enheterna",
        society=(
            "Vi ser konsekvenserna av bostadsbristen men är inte med när planerna ritas.",
            "Vi lämnar en sida om utsatta grupper till budgetberedningen varje vår.",
        ),
        democracy=(
            "Den som har det svårast klagar minst, och det har vi inte hittat något sätt att möta.",
            "Sökande läser våra mallar innan de tas i bruk, mot ersättning.",
        ),
        welfare=(
            "Inflödet till mottagningen har ökat, och dokumentationen är det som får stå tillbaka.",
            "Vi läser tio slumpvis valda utredningar i månaden, två kollegor tillsammans.",
        ),
        employer=(
            "Var femte tjänst på barn och familj hade ny innehavare i år.",
            "Handledningen har en fast punkt där svåra lägen tas upp utan namn.",
        ),
    ),
    "Vård- och omsorgsförvaltningen": Unit(
        "äldre och anhöriga",
        "på boendena",
        society=(
            "Äldre hörs via pensionärsrådet, men bara när en plan redan är ritad.",
            "Vi har beskrivit gångavstånd och hållplatser kring boendena, och det används i planerna.",
        ),
        democracy=(
            "Anhöriga ringer sin enhetschef. Det löser mycket men syns ingenstans.",
            "Boenderåden träffas varje månad, och det som de bestämt sitter på anslagstavlan.",
        ),
        welfare=(
            "Vikarierna på sommaren får sällan veta vad som gäller.",
            "Genomförandeplanerna går igenom önskemål om språk, mat och vem som hjälper till i duschen.",
        ),
        employer=(
            "Nattpersonalen nås inte av utbildningar som ges på dagen.",
            "Vi har räknat ut vad heltid för alla kostar och klarar det på fyra av fem boenden.",
        ),
    ),
    "Kultur- och fritidsförvaltningen": Unit(
        "besökare",
        "på bibliotek och fritidsgårdar",
        society=(
            "Vi är öppna för alla men vet lite om vilka som inte kommer.",
            "Föreningarna är med och sätter öppettiderna på Ekhults fritidsgård.",
        ),
        democracy=(
            "Vi frågar ofta, men svaren stannar i en pärm.",
            "Unga på tre fritidsgårdar bestämmer över en egen pott pengar varje halvår.",
        ),
        welfare=(
            "Simhallen är byggd på sjuttiotalet, och omklädningsrummen passar inte alla.",
            "Biblioteken har kvällstid på finska och arabiska varannan vecka.",
        ),
        employer=(
            "Många är timanställda och får inte samma introduktion.",
            "Bibliotekarierna lär av varandra vid en studiedag varje termin.",
        ),
    ),
    "Samhällsbyggnadsförvaltningen": Unit(
        "boende",
        "i planarbetet",
        society=(
            "Vi har bråttom i de flesta planer, och då blir prövningen tunn.",
            "I Norra hamnen gick vi rundor med skolbarn och med synskadade innan gatorna ritades.",
        ),
        democracy=(
            "Samrådsmöten samlar mest äldre villaägare.",
            "Planhandlingarna har numera en sida med bilder och kort text först.",
        ),
        welfare=(
            "Bygglov är svårt att förstå för den som söker en gång i livet.",
            "Den som söker bygglov kan boka ett samtal med tolk utan kostnad.",
        ),
        employer=(
            "Ingenjörerna tycker att frågan hör hemma någon annanstans.",
            "Driftavdelningen har byggt om tre omklädningsrum sedan genomgången.",
        ),
    ),
    "Miljöförvaltningen": Unit(
        "boende och företagare",
        "i tillsynen",
        society=(
            "Buller och dålig luft drabbar vissa områden mer. Vi har siffrorna men har inte lagt ihop dem.",
            "Mätningarna redovisas per bostadsområde, och Norrby fick sin trafikdämpning först.",
        ),
        democracy=(
            "Våra beslut är fulla av paragrafer, och få orkar läsa dem.",
            "Inspektörerna lämnar ett enkelt blad på plats om vad beslutet betyder.",
        ),
        welfare=(
            "Vi tänker på företagare som våra motparter och sällan på dem som bor granne.",
            "Klagomål om bostäder går först, eftersom barn bor där.",
        ),
        employer=(
            "Vi är elva inspektörer, och alla har redan ett extra uppdrag.",
            "Inspektörerna åker två och två till ställen där hot har förekommit.",
        ),
    ),
    "Förvaltningen för arbete och vuxenutbildning": Unit(
        "deltagare",
        "på våra enheter",
        society=(
            "Arbetsgivarna frågar oss sällan om detta, och vi har inte tagit upp det.",
            "Tolv arbetsgivare har skrivit på att de tar emot praktikanter oavsett bakgrund.",
        ),
        democracy=(
            "Deltagarrådet vilade under hela våren.",
            "Deltagarrådet har fått en egen ordförande och möts på svenska med tolk.",
        ),
        welfare=(
            "Väntetiden till sfi på kvällstid är fjorton veckor.",
            "Studie- och yrkesvägledarna frågar alla om hinder för att studera, också om hot hemma.",
        ),
        employer=(
            "Två förvaltningar blev en, och rutinerna skiljer sig fortfarande åt.",
            "Sedan sammanslagningen har vi samma introduktion för alla.",
        ),
    ),
    "Serviceförvaltningen": Unit(
        "matgäster",
        "i kök och lokalvård",
        society=(
            "Vi köper in för nittio miljoner om året men har en enda upphandlare.",
            "Upphandlaren gör oanmälda besök tillsammans med grannkommunen.",
        ),
        democracy=(
            "Matgäster klagar på maten direkt i luckan. Det skrivs inte ner.",
            "Skolornas matråd får svar från köket vid nästa möte.",
        ),
        welfare=(
            "Specialkost fungerar, men den som frågar möts ibland med en suck.",
            "Alla kök kan laga mat efter religion och allergi utan läkarintyg.",
        ),
        employer=(
            "Lokalvårdarna arbetar ensamma och tidigt och kommer sällan på möten.",
            "Träffarna hålls numera på arbetstid klockan nio, och då kommer de flesta.",
        ),
    ),
    "Ekviks räddningstjänst": Unit(
        "drabbade och anhöriga",
        "på stationerna",
        society=(
            "Vi tänker på olyckor och inte på vem som oftast drabbas.",
            "Hembesöken görs i de områden där det brinner mest.",
        ),
        democracy=(
            "Varningar går ut på svenska. Det är vi medvetna om.",
            "Varningar och råd finns på lätt svenska och som film.",
        ),
        welfare=(
            "Den som larmar utan svenska får hjälp, men det hänger på vem som är i tjänst.",
            "Tolk kopplas in redan på vägen dit.",
        ),
        employer=(
            "Omklädningsrummen i Norra är gjorda för män.",
            "Två av de senaste fem som anställdes är kvinnor, och proven är ändrade.",
        ),
    ),
    "Överförmyndarkontoret": Unit(
        "huvudmän",
        "i granskningen",
        society=(
            "Vi är fyra personer och ser mest till det enskilda ärendet.",
            "Vi berättar varje år för kommunstyrelsen vad vi ser hos huvudmännen som grupp.",
        ),
        democracy=(
            "Huvudmannen hörs genom sin gode man, och det är just problemet.",
            "Vi ringer numera tio huvudmän i månaden och frågar dem själva.",
        ),
        welfare=(
            "Ensamkommande barn är få nu, och rutinen har inte rörts sedan 2017.",
            "Gode män får en kväll om rätten att bestämma själv innan de får sitt uppdrag.",
        ),
        employer=(
            "På ett litet kontor görs det mesta muntligt.",
            "Vi delar utbildningar med två grannkommuner.",
        ),
    ),
    "Ekviksbostäder AB": Unit(
        "hyresgäster",
        "i områdena",
        society=(
            "Styrelsen talar om avkastning och underhåll. Rättigheter har inte varit en egen punkt.",
            "Kraven på entreprenörer står i avtalen, och platschefen frågar efter löner och papper.",
        ),
        democracy=(
            "Felanmälan räknas, men inte vem som anmäler eller hur de blir bemötta.",
            "Husvärdarna har samma mottagning i alla områden och skriver upp det som inte är fel i huset.",
        ),
        welfare=(
            "Uthyrningspolicyn kräver inkomst som många ensamstående inte har.",
            "Ett kontrakt i veckan går till någon som socialförvaltningen ordnar stöd för.",
        ),
        employer=(
            "Bolaget följer branschens nyckeltal, och där finns inte frågan.",
            "Bolaget har egen plan och samma företagshälsa som kommunen.",
        ),
    ),
    "Ekvik Energi AB": Unit(
        "kunder",
        "i bolaget",
        society=(
            "Frågan är ny för ett energibolag, och vi har börjat med att läsa på.",
            "Taxan prövas mot hushåll med låga inkomster innan styrelsen beslutar.",
        ),
        democracy=(
            "Kundtjänst svarar på svenska och engelska, inget annat.",
            "Fakturan är omgjord efter att trettio kunder läste den högt för oss.",
        ),
        welfare=(
            "Avstängning av el har ingen sett som en fråga om rättigheter förrän nu.",
            "Innan el stängs av ringer vi och frågar om det finns barn eller sjuka i hemmet.",
        ),
        employer=(
            "Sex av sextio anställda är kvinnor. Vi har inte satt något mål.",
            "Montörerna har varit med och valt skyddskläder som passar alla.",
        ),
    ),
    # Two that became Förvaltningen för arbete och vuxenutbildning in 2025.
    "Arbetsmarknadsförvaltningen": Unit(
        "arbetssökande",
        "på jobbcentrum",
        society=(
            "Vi vet vilka som kommer till oss. Vilka som aldrig kommer vet vi inte.",
            "Feriearbeten fördelas så att alla områden får lika många.",
        ),
        democracy=(
            "Synpunkter lämnas till handläggaren, och många vågar inte.",
            "Varje grupp avslutas med en fråga om vad vi borde göra annorlunda.",
        ),
        welfare=(
            "Praktikplatser ges ofta till den som redan kan språket.",
            "Vi går igenom varje kvartal vilka som får praktik och vilka som väntar.",
        ),
        employer=(
            "Vi väntar med nya rutiner till sammanslagningen.",
            "Handledarna får utbildning i bemötande före varje ny grupp.",
        ),
    ),
    "Vuxenutbildningen": Unit(
        "studerande",
        "på komvux och sfi",
        society=(
            "Vi möter hela världen men deltar sällan i kommunens arbete.",
            "Sfi bjuder in föreningar till en öppen eftermiddag varje månad.",
        ),
        democracy=(
            "De studerande byts var tionde vecka, och råd hinner inte bildas.",
            "En fråga i veckan i klassrummet ger oss svar som vi räknar ihop.",
        ),
        welfare=(
            "Barnomsorg på kvällen saknas, och då slutar mammorna.",
            "Den som har svårt att läsa får en egen plan under första veckan.",
        ),
        employer=(
            "Timlärarna är nästan hälften och får sällan utbildning.",
            "Lärarlagen har en timme i veckan för svåra lägen.",
        ),
    ),
}
