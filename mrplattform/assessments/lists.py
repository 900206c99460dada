"""A list of units that somebody pasted or sent as a file: tried first, so that she sees what was
found and what was not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mrplattform.assessments.candidates import Candidate
from mrplattform.assessments.services.preparing import Choice
from mrplattform.assessments.whom import Whom
from mrplattform.organisations.services.spreadsheets import plain_name, read_sheet

HEADS = {
    "unit": ["enhet", "id", "eget id", "kod", "kommun", "region", "organisation", "namn"],
    "email": ["e-post", "epost", "e-postadress", "mejl", "mail"],
}
CODE_DIGITS = 4  # a spreadsheet eats the zero before 114


@dataclass
class Trial:
    """What the list says, understood. `found`: addresses by candidate, in the list's order."""

    found: dict[int, tuple[Candidate, list[str]]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    bad_emails: list[str] = field(default_factory=list)

    @property
    def lacking(self) -> int:
        """How many of those found that neither a function nor an address answers for."""
        return sum(not emails and not one.reporter for one, emails in self.found.values())


def lines_of_file(data: bytes, ending: str) -> str:
    """The rows of an Excel or CSV file as the text that somebody could have pasted."""
    sheet = read_sheet(data, ending, HEADS, required=["unit"])
    if sheet.problems:
        raise ValidationError([f"{one.row}: {one.reason}" for one in sheet.problems[:5]])
    return "\n".join(f"{line.get('unit')};{line.get('email')}" for line in sheet.lines)


def try_list(text: str, whom: Whom) -> Trial:
    trial, known = Trial(), _known(whom.candidates)
    for line in filter(None, map(str.strip, text.splitlines())):
        cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
        said, email = cells[0], next((cell for cell in cells[1:] if cell), "")
        places = known[plain_name(said)] or known[said.zfill(CODE_DIGITS)]
        if len(places) != 1:
            (trial.unclear if places else trial.missing).append(said)
            continue
        _one, emails = trial.found.setdefault(places[0].unit.pk, (places[0], []))
        if email and not _is_email(email):
            trial.bad_emails.append(f"{said}: {email}")
        elif email and email.lower() not in emails:
            emails.append(email.lower())
    return trial


def choices(trial: Trial, whom: Whom) -> list[Choice]:
    """What the draft asks when the list is added to it; an address goes before a function, and
    without names the addresses are added to those that are there."""
    found = []
    for candidate, emails in trial.found.values():
        choice = whom.choice(candidate)
        if whom.round.is_anonymous:
            lines = dict.fromkeys([*choice.emails.split(), *emails])
            choice = replace(choice, emails="\n".join(lines))
        elif emails:
            choice = replace(choice, reporter=None, email=emails[-1])
        found.append(choice)
    return found


def _known(candidates: Iterable[Candidate]) -> defaultdict[str, list[Candidate]]:
    """Every name, id and code that may mean a unit."""
    found = defaultdict(list)
    for one in candidates:
        unit = one.unit
        words = {plain_name(one.name), plain_name(unit.external_id)}
        if unit.is_authority:
            words |= {code.code for code in unit.codes.all()}
            words |= {f"{plain_name(one.name)}{ending}" for ending in (" kommun", "s kommun")}
        for word in words - {""}:
            found[word].append(one)
    return found


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
