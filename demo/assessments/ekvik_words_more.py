"""Other ways in which Ekvik's units say the same: begun, decided, done. As in ekvik_words."""

from __future__ import annotations

MORE: dict[str, tuple[str, str, str]] = {
    "S2": (
        "En student gjorde en kartläggning åt oss i fjol. Den är bra men blev en engångssak.",
        "Bilden ska göras vartannat år enligt beslut i maj. Vi saknar ännu siffror per område.",
        "Vi lägger siffror och samtal bredvid varandra varje höst, och bilden används i budgeten.",
    ),
    "S3": (
        "Vi prövar om någon frågar. Oftast gör ingen det.",
        "Nämnden vill ha prövning i alla ärenden över två miljoner. Vi har hunnit med fem av elva.",
        "Prövningen görs före samrådet, och förslaget har ändrats flera gånger efter den.",
    ),
    "S7": (
        "Två av oss går på nätverksträffar om trygghet. Det som sägs där stannar hos dem.",
        "Vi har utsett en kontaktperson som ska lämna våra uppgifter från och med hösten.",
        "Lägesbilden tas upp på ledningsgruppen var sjätte vecka, och vi har flyttat personal efter den.",
    ),
    "S6": (
        "En förening hjälper oss när vi ber om det. Någon överenskommelse finns inte.",
        "Ett avtal med Stadsmissionen i Ekvik ska upp i nämnden före jul.",
        "Avtalet med två föreningar är inne på sitt tredje år, och de har ändrat hur vi arbetar.",
    ),
    "S9": (
        "Vi ställde frågan i en förstudie om solceller. Svaret blev en halv sida.",
        "Mallen för investeringar har fått tre frågor om vem som berörs. Ingen har fyllt i den än.",
        "Frågorna ställs innan pengar anslås, och ett förslag drogs tillbaka efter samtal med dem som bor där.",
    ),
    "S1": (
        "Programmet ligger på intranätet. De flesta {var} har inte sett det.",
        "Ledningsgruppen har valt ut tre meningar ur programmet som ska gälla oss särskilt.",
        "Fullmäktiges beslut står först i vårt styrkort, och det frågas efter på medarbetarsamtal.",
    ),
    "S4": (
        "Vi köper det mesta på kommunens avtal och har aldrig läst vad där står om arbetsvillkor.",
        "I nya avtal står att vi får göra besök. Vi har inte gjort något än.",
        "Leverantörer i tre branscher följs upp varje år, och en har fått rätta till löner.",
    ),
    "S5": (
        "Bolagen svarar på samma frågor som vi, men mål för dem saknas.",
        "Målen för bolagen är skrivna och går till fullmäktige i februari.",
        "Bolagen redovisar till fullmäktige samtidigt som nämnderna, med samma rubriker.",
    ),
    "S8": (
        "Tre program frågar oss om nästan samma sak. Vi har sagt till.",
        "Det är bestämt att våra mål ska märkas med både globala mål och rättigheter.",
        "Vi följer upp en gång, och svaren räcker till alla programmen.",
    ),
    "S10": (
        "Vi känner till att Sverige granskas, mer är det inte.",
        "Utredaren har tagit reda på vilka granskningar som rör oss och när nästa är.",
        "Våra siffror om barn lämnades till länsstyrelsen i mars, och vi har sparat underlaget.",
    ),
    "D2": (
        "Vi läste siffrorna efter valet och blev förvånade. Sedan hände inget.",
        "Nämnden har bett om ett förslag på vad vi kan bidra med före 2030.",
        "Vi hjälpte till med vallokaler och skjuts, och har räknat hur många som använde dem.",
    ),
    "D6": (
        "Det viktigaste bladet finns på engelska. Annat finns på svenska.",
        "En lista över vad som ska översättas är beslutad, med språk efter behov.",
        "Texterna prövas av tre läsare som inte arbetar här innan de trycks.",
    ),
    "D8": (
        "En ledamot berättade om hot i våras. Vi visste inte vem som skulle ta emot det.",
        "Frågan ställs till alla ledamöter i januari, för första gången.",
        "Enkäten görs varje år, och två ledamöter har fått stöd efter den.",
    ),
    "D3": (
        "Vi har pratat med finska föreningen om en enda fråga. Det blev inget protokoll.",
        "Samråden ligger i årskalendern från nästa år, och frågorna ska gå ut en månad före.",
        "Samråden hålls på våren och hösten, och svaren finns på webben på båda språken.",
    ),
    "D4": (
        "Barn deltog i en workshop. De undrar fortfarande vad som hände sedan.",
        "Det är beslutat vem som ger svaret och hur snart. I år har det skett två gånger.",
        "Alla förslag från barn får svar av den som kan bestämma, också när svaret är nej.",
    ),
    "D1": (
        "Flera ledamöter bryr sig, men ingen har fått uppdraget.",
        "Uppdraget ligger på presidiet. Vad det innebär ska skrivas före sommaren.",
        "Vice ordföranden har uppdraget och har besökt alla våra enheter.",
    ),
    "D5": (
        "Barnets bästa brukar nämnas. Andra rättigheter gör det inte.",
        "Alla handläggare har fått en lathund. Hur den används vet vi först i vår.",
        "Nämnden återremitterade två ärenden där avvägningen saknades, och sedan dess finns den med.",
    ),
    "D7": (
        "Synpunkter kommer in på fem olika vägar, och vi ser bara en av dem.",
        "En gemensam ingång är beslutad. Vi börjar efter nyår.",
        "Den som klagar får svar inom tio dagar, och mönster tas upp i ledningen varje kvartal.",
    ),
    "D9": (
        "Bisysslor kontrolleras. Annan påverkan har vi inte tittat på.",
        "Två riskområden är utpekade, och kontrollen görs i vår.",
        "Vi kontrollerar jäv och gåvor varje år, och resultatet är offentligt.",
    ),
    "D10": (
        "Siffrorna finns i nämndens handlingar, om man vet var man ska leta.",
        "En sida på webben är beställd.",
        "Varje mål har en egen rad på webben med hur det går och vem som svarar.",
    ),
    "V3": (
        "Vi kan dela upp på kön. Ingen har frågat efter mer.",
        "Systemet klarar uppdelning från och med i höst, och nämnden har bett om den.",
        "Skillnader förklaras i text, och två av dem är borta sedan i fjol.",
    ),
    "V5": (
        "Vi får höra om bemötande när det är dåligt, annars inte.",
        "Fem frågor om bemötande är valda. De ställs första gången i vår.",
        "Vi frågar direkt efter mötet med två knappar och en rad, och läser svaren varje vecka.",
    ),
    "V7": (
        "Vi har haft två fall. De löstes, men på olika sätt.",
        "Det är beslutat vad som gäller hos oss. Vi väntar på juristens granskning.",
        "Det finns ett telefonnummer att ringa, och alla nya får öva på ett exempel.",
    ),
    "V8": (
        "Affischer med telefonnummer sitter {var}. Längre har vi inte kommit.",
        "En samordnare är utsedd, på halvtid från mars.",
        "Alla vet hur man frågar, och vi följer hur många som har fått skydd och hur fort.",
    ),
    "V9": (
        "Vi vet att behoven skiljer sig. Pengarna fördelas per huvud.",
        "Tio procent av ramen ska gå efter behov från nästa år.",
        "Fördelningen prövas varje höst, och de två områden som hade sämst utfall fick mer.",
    ),
    "V2": (
        "Mallen används av några. De andra tycker att den är för lång.",
        "Alla har gått en halvdag, och prövningen ska finnas i alla nya ärenden.",
        "Barnets egna ord finns i prövningen, och vi stickprovar tio i kvartalet.",
    ),
    "V6": (
        "På webben står att man har rätt. Hur man gör står inte.",
        "Frågan om språk ska ställas till alla från första februari.",
        "Frågan ställs vid första kontakten, och nio har bytt till personal som talar finska.",
    ),
    "V1": (
        "Några chefer kan svara. De andra pekar på lagen.",
        "En övning för arbetsplatsträffar är framtagen och ska göras av alla under våren.",
        "Övningen är gjord på alla enheter, och listan sitter på väggen där vi fikar.",
    ),
    "V4": (
        "Vi har samlat sju svåra lägen. De ligger i en mapp.",
        "Den som är osäker ska ringa juristen. Det är bestämt, men få gör det.",
        "Svåra lägen tas upp i en grupp varannan vecka, och vägningen skrivs ner.",
    ),
    "V10": (
        "Vi litar på att utföraren sköter det.",
        "Från nästa avtal gäller samma krav. Uppföljningen är inte bestämd.",
        "Utföraren svarar på samma frågor som vi, och svaren läggs bredvid våra.",
    ),
    "A1": (
        "Vi har en plan från 2022. Ingen minns vem som skrev den.",
        "Riskerna är undersökta, och åtgärderna ska beslutas i januari.",
        "Åtgärderna följs upp i skyddskommittén, och tre av fem är klara.",
    ),
    "A2": (
        "Vi vet att den görs, eftersom HR frågade om två tjänster.",
        "Vi har fått vårt resultat och ska ta upp det med facken.",
        "Resultatet gås igenom varje höst, och i år fanns inget oförklarat kvar.",
    ),
    "A5": (
        "Frågan kom upp när vi anställde senast. Några siffror togs aldrig fram.",
        "Siffrorna är beställda från HR, och mål ska sättas i april.",
        "Vi har mål för chefer och följer dem. Bland medarbetarna stämmer bilden med befolkningen.",
    ),
    "A7": (
        "Vi ser totalen. Var det skaver syns inte.",
        "Skyddskommittén ska få siffrorna uppdelade från och med nästa möte.",
        "Sjukfrånvaron följs per yrke, och schemat är ändrat där den var högst.",
    ),
    "A8": (
        "Vi löser det när någon behöver det. Ingen har gått runt och tittat.",
        "Genomgången görs i två av fem hus före sommaren.",
        "Annonserna prövas av HR, och två tjänster har tillsatts med anpassning i år.",
    ),
    "A9": (
        "Det händer vid kaffet. Det är bra, men når inte ledningen.",
        "En brevlåda utan avsändare är beslutad.",
        "Vi använder korta berättelser utan namn, och var tredje leder till något nytt.",
    ),
    "A3": (
        "Den som vill får gå. Fyra har gjort det.",
        "Utbildningen finns på webben och ska vara klar för alla i mars. En tredjedel har gjort den.",
        "Alla har gått grunden, och varje yrkesgrupp har haft en egen träff med exempel från jobbet.",
    ),
    "A4": (
        "En kollega som brinner för frågan gör det mesta.",
        "Uppdraget är skrivet och ligger hos chefen för påskrift.",
        "Två funktioner delar uppdraget, så att det inte faller när någon slutar.",
    ),
    "A6": (
        "Affischen sitter i matrummet. Vi har aldrig pratat om den.",
        "Genomgång ska ske på alla träffar i februari.",
        "Vi går igenom kanalen varje år och har visat hur det går till med ett påhittat exempel.",
    ),
    "A10": (
        "Listor på deltagare finns. Vad de lärde sig vet vi inte.",
        "Frågor till deltagarna är skrivna och skickas efter sommaren.",
        "Cheferna berättar på sitt möte i mars vad som gjordes annorlunda efter utbildningen.",
    ),
}
