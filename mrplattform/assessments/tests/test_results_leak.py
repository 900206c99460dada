"""An ordinary reader as attacker: nothing she can open depends on what was not handed in.

Two worlds that differ only in drafts (now, and in an earlier round) must look the same to her,
byte for byte, on every page, with every filter, and in every file.
"""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.tests.grid import answered, grid_version, past_round
from mrplattform.questions.models import Answer, Evidence
from tests import make

State = Assessment.State
PAGES = {
    "results": [
        {},
        {"visa": "bakat"},
        {"visa": "saknas"},
        {"lage": "inskickade"},
        {"ordna": "namn"},
    ],
    "section": [{}],
    "time": [{}, {"rader": "fragor"}, {"enhet": "draft"}, {"enhet": "mixed"}],
    "movement": [{}, {"enhet": "draft"}],
    "spread": [{}, {"avsnitt": "society.equality"}],
    "texts": [{}, {"sok": "hemligt"}, {"niva": "4"}, {"fraga": "society.equality.1"}],
    "compare": [{}],
    "meeting": [{}, {"alla": "1"}, {"fraga": "society.equality.1"}],
    "workbook": [{}],
}
FILES = ["", "csv", "xlsx", "docx"]


@pytest.fixture
def world(ekvik, school):
    version = grid_version()
    earlier = past_round(ekvik, version)
    round = make.make_round(ekvik, version=version)
    mixed, hidden = (make.make_administration(ekvik, name) for name in ("Blandad", "Utkast"))
    answered(earlier, school, 1, 2, 3)
    answered(round, school, 2, 2, 2)
    # Handed in now, never handed in then; and one that is a draft now but was handed in then.
    drafts = [
        answered(earlier, mixed, state=State.DRAFT),
        answered(round, hidden, state=State.DRAFT),
    ]
    answered(round, mixed, 3, 1, "u")
    answered(earlier, hidden, 2, 2)
    returned = answered(round, make.make_administration(ekvik, "Återlämnad"), state=State.RETURNED)
    return round, [*drafts, returned], {"draft": hidden.pk, "mixed": mixed.pk}


def write(drafts, *levels):
    for one in drafts:
        for question, level in zip(
            one.sheet.version.questions.order_by("order"), levels, strict=False
        ):
            answer = make.make_answer(one.sheet, question, value=level, comment=f"Hemligt {level}")
            make.make_evidence(answer)


def erase(drafts):
    sheets = [one.sheet_id for one in drafts]
    Evidence.objects.filter(answer__sheet__in=sheets).delete()
    Answer.objects.filter(sheet__in=sheets).delete()


def everything(client, round, units):
    """Whatever the reader gets, by address."""
    found = {}
    for name, queries in PAGES.items():
        args = [round.pk, "society.equality"] if name == "section" else [round.pk]
        for query in queries:
            query = {key: units.get(value, value) for key, value in query.items()}
            for form in FILES:
                if form == "docx" and name != "results":
                    continue
                asked = query | ({"format": form} if form else {})
                response = client.get(reverse(f"assessments:{name}", args=args), asked)
                found[name, str(asked)] = response.status_code, plain(b"".join(response))
    return found


def plain(body: bytes) -> str:
    """What a file or a page says, without what differs each time it is made."""
    if body[:2] == b"PK":
        book = zipfile.ZipFile(io.BytesIO(body))
        parts = [name for name in book.namelist() if not name.startswith("docProps")]
        return "\n".join(book.read(name).decode("utf8", "replace") for name in parts)
    text = body.decode("utf8", "replace")
    return re.sub(r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken[^>]+', "", text)


def test_nothing_that_a_reader_opens_depends_on_drafts(client, reader, world):
    round, drafts, units = world
    client.force_login(reader)
    looks = []
    for levels in ((), (4, 4, 4, 4), (0, 1, 0, 1, 0, 1, 0, 1)):
        write(drafts, *levels)
        looks.append(everything(client, round, units))
        erase(drafts)

    assert all(status in (200, 404) for status, _text in looks[0].values())
    for look in looks[1:]:
        differing = [address for address in look if look[address] != looks[0][address]]
        assert not differing


def test_the_same_attack_sees_a_difference_for_who_coordinates(client, strategist, world):
    """Or the test above could not fail."""
    round, drafts, units = world
    client.force_login(strategist)
    before = everything(client, round, units)
    write(drafts, 4, 4, 4, 4)

    after = everything(client, round, units)

    changed = {name for (name, query) in after if after[name, query] != before[name, query]}
    assert changed == set(PAGES) - {"meeting", "compare"}  # these show drafts to nobody


def test_a_units_cell_is_refused_before_it_is_handed_in(client, reader, world):
    round, (_then, now, returned), _units = world
    client.force_login(reader)

    for one in (now, returned):
        url = reverse("assessments:cell", args=[round.pk, "society.equality", one.pk])
        assert client.get(url).status_code == 403
        assert client.get(url, {"format": "csv"}).status_code == 403
