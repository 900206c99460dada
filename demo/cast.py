"""Whom to be first on the page where one chooses, and what to try as each."""

from __future__ import annotations

TO_TRY = {
    # Ekvik
    "Astrid Sandell": "Följ Plattformen 2026: vem är sen, vad har rört sig sedan 2024? Starta "
    "Barnrättsgruppens möte.",
    "Emil Lagerqvist": "Svara på de tio frågor som räddningstjänsten har kvar.",
    "Danijel Horvat": "Svaren har kommit tillbaka. Se vad som saknas, och skicka in igen.",
    "Gustav Lindh": "Godkänn kultur och fritids svar, eller lämna tillbaka dem.",
    "Petra Ekvall": "Energibolaget har fått mer tid. Fördela ett avsnitt till en kollega.",
    "Hans Widell": "Du har fått ett avsnitt av en kollega och ser bara det.",
    "Yasmin Darwish": "Läs läget på en sida, som ledamot.",
    "Rut Dahl": "Läs allt som är inskickat, som revisor.",
    "Filip Asp": "Se vad den ser som bara läser.",
    "Gunilla Ström": "Kommentera utkastet till årets rapport. En av dina insatser har stannat.",
    "Jasmin Holst": "Se vad din insats ledde till, och vad som ännu inte syns.",
    # Granby
    "Nils Ek": "Läs svaren som lämnades utan namn, och slutsatsen som de ledde till.",
    "Amina Warsame": "Koda texter i teman, och jämför med den andra läsaren.",
    "Tuva Kling": "Läs samma texter som Amina. Två är inte avgjorda.",
    "Jon Sved": "Godkänn byskolornas svar som ersättare för en kollega.",
    "Ingegerd Storm": "Läs Granbys läge på en sida, som ordförande i fullmäktige.",
    # The country
    "Sigbritt Landgren": "Följ en nationell kartläggning till 310 kommuner och regioner.",
    "Ester Holgersson": "Svara för en kommun, dela svaren och jämför med andra som har delat.",
}
