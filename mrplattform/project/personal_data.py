"""What is kept about people, told from the models. A test finds a model that is not told of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kept:
    what: Any
    why: Any
    how_long: Any
    # The models it stands in.
    models: tuple[str, ...]


KEPT = [
    Kept(
        _("Namn, e-postadress och vilket språk du läser på"),
        _("Så att du kan logga in, få utskick och synas som den som håller en funktion."),
        _("Så länge du har en uppgift här. När du slutar stängs ditt konto."),
        ("organisations.Person", "account.EmailAddress", "account.EmailConfirmation"),
    ),
    Kept(
        _("Vilka funktioner du har haft, och mellan vilka datum"),
        _("Ansvaret hör till funktionen. Den som tar över ser vem som höll den före."),
        _("Som allmän handling, enligt kommunens dokumenthanteringsplan."),
        ("organisations.Holding", "organisations.Invitation"),
    ),
    Kept(
        _("Vad du har gjort här, när, i vilken funktion och varför"),
        _(
            "Inget skrivs över i tysthet. Den som läser ett svar eller ett beslut ser hur det kom till."
        ),
        _("Som allmän handling. Namnet kan tas bort; funktionen och händelsen står kvar."),
        (
            "core.Deed",
            "organisations.Reorganisation",
            "organisations.Share",
            "organisations.Import",
        ),
    ),
    Kept(
        _("Svar, underlag och texter som du har skrivit i tjänsten"),
        _("Det är kommunens underlag för att följa upp och förbättra."),
        _("Som allmän handling, enligt kommunens dokumenthanteringsplan."),
        (
            "questions.Answer",
            "questions.HistoricalAnswer",
            "questions.Evidence",
            "core.Attachment",
            "assessments.Remark",
            "plans.ProgressNote",
            "reports.Comment",
        ),
    ),
    Kept(
        _("E-postadressen till den som svarar utan konto, med personlig länk"),
        _("Så att länken kommer fram, och så att det syns varifrån svaren kom."),
        _("Så länge kartläggningens svar bevaras. Länken slutar gälla efter slutdagen."),
        ("assessments.AskedUnit", "assessments.AnswerLink"),
    ),
    Kept(
        _("E-postadressen till den som får svara utan namn"),
        _("Så att koden kommer fram. Vem som svarade vad finns inte någonstans."),
        _("Tas bort när kartläggningen stängs."),
        ("assessments.Ticket",),
    ),
    Kept(
        _("Hur du vill bli påmind, och dina kalenderlänkar i kodad form"),
        _("Så att påminnelser kommer som du vill, och din kalender visar det som är på gång."),
        _("Tills du ändrar det, tar tillbaka länken eller slutar."),
        ("project.ReminderWish", "project.CalendarLink"),
    ),
    Kept(
        _("E-post som plattformen har skickat till dig"),
        _("Så att samma påminnelse inte skickas två gånger, och så att ett fel går att se."),
        _("90 dagar efter att den skickades."),
        ("core.Letter", "core.DemoMail"),
    ),
    Kept(
        _("Inloggningar: lösenord i kodad form, säkerhetsnycklar, pågående sessioner och länkar"),
        _("Så att bara du kommer in som du. Lösenordet kan ingen läsa, inte heller vi."),
        _("Sessioner och länkar tas bort när de har gått ut. Resten när kontot tas bort."),
        (
            "organisations.SignInLink",
            "mfa.Authenticator",
            "usersessions.UserSession",
            "socialaccount.SocialAccount",
        ),
    ),
    Kept(
        _("Arbete som du har startat i bakgrunden, och filen som det gav"),
        _("Så att du kan se hur långt det har kommit och hämta resultatet."),
        _("30 dagar."),
        ("core.Job",),
    ),
]
