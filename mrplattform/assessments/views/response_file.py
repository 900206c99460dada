"""Who answers and who does not, as a file: groups, and in Excel also what was said and the units
that have not handed in."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mrplattform.assessments.response import Response
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.core.exports.streams import csv_response, xlsx_response


def response_file(response: Response, ending: str):
    name = _("Svarande i %s") % response.round.title
    columns = [
        SheetColumn(_("Indelning")),
        SheetColumn(_("Grupp")),
        SheetColumn(_("Tillfrågade"), "number"),
        SheetColumn(_("Har svarat"), "number"),
        SheetColumn(_("Svarar tydligt mer sällan")),
    ]
    if ending == "csv":
        return csv_response(columns, _group_rows(response), name=name)
    sheets = [
        Sheet(_("Grupper"), columns, _group_rows(response)),
        Sheet(
            _("I ord"),
            [SheetColumn(_("Text"), width=100)],
            [[words] for words in response.sentences],
        ),
        Sheet(
            _("Inte inskickade"),
            [
                SheetColumn(_("Enhet")),
                SheetColumn(_("Har börjat")),
                SheetColumn(_("Sista dag"), "date"),
            ],
            [
                [one.organisation.name, one.begun, one.last_day]
                for one in response.assessments
                if not one.is_handed_in
            ],
        ),
    ]
    return xlsx_response(sheets, name=name)


def _group_rows(response: Response) -> Iterator[list]:
    for division in response.divisions:
        for group in division.groups:
            missing = _("ja") if group.is_missing else ""
            yield [division.title, group.label, group.asked, group.answered, missing]
