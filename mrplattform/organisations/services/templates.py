"""Files to fill in: the heads that an import knows, with what is there now as rows."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from mrplattform.core.exports.excel import write_xlsx
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.organisations.models import Function, Holding, Import, Organisation
from mrplattform.organisations.services import imports
from mrplattform.organisations.tree import Tree

Kind = Import.Kind


def explained(kind: str) -> list[tuple[str, str]]:
    """Each column's head and what goes there, for the page and for the file's second sheet."""
    if kind == Kind.HOLDERS:
        return [
            ("enhet", _("Enhetens namn eller id.")),
            ("funktion", _("Funktionens titel, så som den står i listan.")),
            ("namn", _("Personens namn.")),
            ("e-post", _("Personens adress. Med den loggar personen in.")),
            ("från", _("Första dag, till exempel 2027-01-01. Tomt betyder dagen du väljer.")),
            ("till", _("Sista dag. Tomt betyder tills vidare, för förtroendevalda perioden ut.")),
            ("ersättare", _("ja för den som är ersättare.")),
        ]
    kinds = ", ".join(said[0] for said in imports.KINDS.values())
    words = _("Titeln på enhetens funktion med den rollen, eller ja. Frivilligt.")
    return [
        ("id", _("Ert eget id. Frivilligt, men med id känns en enhet igen när den byter namn.")),
        ("namn", _("Enhetens namn.")),
        ("kortnamn", _("Frivilligt, högst 20 tecken.")),
        ("slag", _("Ett av: %s. Tomt betyder enhet.") % kinds),
        ("storlek", _("Antal anställda, för kommunen själv antal invånare. Frivilligt.")),
        ("överordnad", _("Den överordnades id, namn eller väg: Skolor / Ekskolan. Tomt: överst.")),
        *[(imports.COLUMNS[role][0], words) for role in imports.ROLES],
    ]


def template(authority: Organisation, kind: str) -> bytes:
    rows = _tree_rows(authority) if kind == Kind.TREE else _holder_rows(authority)
    heads = [head for head, _words in explained(kind)]
    return write_xlsx(
        [
            Sheet(_("Fyll i"), [SheetColumn(head) for head in heads], rows),
            Sheet(
                _("Förklaring"),
                [SheetColumn(_("Kolumn")), SheetColumn(_("Vad som ska stå där"))],
                explained(kind),
            ),
        ]
    )


def _tree_rows(authority: Organisation) -> list[list[str]]:
    words = {str(kind): said[0] for kind, said in imports.KINDS.items()}
    units = Tree(authority)
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    for unit, role, title in (
        Function.objects.on()
        .filter(authority=authority)
        .values_list("organisation_id", "role", "title")
    ):
        titles[unit].setdefault(role, title)
    return [
        [
            node.external_id,
            node.name_on,
            node.short_name,
            words[node.kind],
            node.size,
            _parent(units, node),
            *[titles[node.pk].get(role, "") for role in imports.ROLES],
        ]
        for node, _depth in units.rows()[1:]
    ]


def _parent(units: Tree, node: Organisation) -> str:
    parent = node.parent_on or units.authority.pk
    return "" if parent == units.authority.pk else _place(units, parent)


def _place(units: Tree, pk: int) -> str:
    """A unit as the import will know it again: its id, else the whole path."""
    node = units.nodes.get(pk)
    if node is None or node.is_authority:
        return units.authority.name
    return node.external_id or " / ".join(step.name_on for step in units.path(pk)[1:])


def _holder_rows(authority: Organisation) -> list[list[str]]:
    held = defaultdict(list)
    for holding in (
        Holding.objects.on().filter(function__authority=authority).select_related("person")
    ):
        held[holding.function_id].append(holding)
    functions = Function.objects.on().filter(authority=authority)
    units, rows = Tree(authority), []
    for function in functions.select_related("organisation").order_by(
        "organisation__name", "title"
    ):
        place = _place(units, function.organisation_id)
        for holding in held[function.pk] or [None]:
            rows.append([place, function.title, *_holder(holding)])
    return rows


def _holder(holding: Holding | None) -> list[str]:
    if holding is None:
        return [""] * 5
    return [
        holding.person.name,
        holding.person.email,
        holding.starts.isoformat(),
        holding.ends.isoformat() if holding.ends and not holding.term_id else "",
        _("ja") if holding.stand_in else "",
    ]
