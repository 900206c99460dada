"""Answer sheets are opened, locked, unlocked, and read by those who may."""

import datetime as dt

import pytest

from mrplattform.core.history import history
from mrplattform.organisations.models import Share
from mrplattform.questions.models import AnswerSheet
from mrplattform.questions.services.sheets import (
    NotPublished,
    lock,
    open_sheet,
    open_sheets,
    unlock,
)
from tests import make

DAY = dt.date(2026, 11, 1)


def test_a_sheet_belongs_to_its_organisation_and_authority(ekvik, school, strategist):
    sheet = open_sheet(make.make_version(), school, DAY, by=strategist)

    assert (sheet.organisation, sheet.authority, sheet.day) == (school, ekvik, DAY)
    deed = history(sheet).get()
    assert (deed.verb, deed.by_name, deed.scope) == ("sheet_opened", "Astrid Sandell", ekvik.pk)


def test_a_draft_cannot_be_answered(school, strategist):
    with pytest.raises(NotPublished):
        open_sheet(make.make_version(published=False), school, DAY, by=strategist)


@pytest.mark.parametrize("count", [1, 3])
def test_opening_many_costs_as_much_as_opening_one(
    ekvik, strategist, count, django_assert_num_queries
):
    version = make.make_version()
    units = [make.make_administration(ekvik) for _ in range(count)]
    open_sheet(version, ekvik, DAY, by=strategist)  # what is looked up once is known by now

    with django_assert_num_queries(4):  # two inserts, each between its savepoint
        sheets = open_sheets(version, units, DAY, by=strategist)

    assert [sheet.organisation for sheet in sheets] == units
    assert all(sheet.pk for sheet in sheets)


def test_locking_and_unlocking_is_told_with_the_reason(school, strategist):
    sheet = make.make_sheet(organisation=school)

    lock(sheet, by=strategist)
    lock(sheet, by=strategist)
    unlock(sheet, by=strategist, why="Fel år i svaret på fråga 3")

    told = [(deed.verb, deed.why) for deed in history(sheet)]
    assert told == [
        ("sheet_unlocked", "Fel år i svaret på fråga 3"),
        ("sheet_locked", ""),
        ("sheet_opened", ""),
    ]


def test_who_sees_a_sheet(ekvik, school, strategist, reporter, reader, neighbour, administrator):
    sheet = make.make_sheet(organisation=school)
    other = make.make_member(make.make_administration(ekvik))

    def seen_by(person):
        return AnswerSheet.objects.visible_to(person).filter(pk=sheet.pk).exists()

    assert seen_by(strategist)
    assert seen_by(reporter)
    assert not seen_by(reader)  # it is being written
    lock(sheet, by=reporter)
    assert seen_by(reader)  # at the top of the municipality, so above the school
    assert not seen_by(other)
    assert not seen_by(neighbour)
    assert not seen_by(administrator)

    share = Share.objects.create(
        thing=sheet,
        authority=ekvik,
        to_organisation=neighbour.standing.functions[0].authority,
        starts=DAY,
        ends=DAY,
    )
    neighbour.__dict__.pop("standing")
    assert not seen_by(neighbour)  # that day only
    share.ends = None
    share.save()
    neighbour.__dict__.pop("standing")
    assert seen_by(neighbour)


def test_an_anonymous_sheet_is_nobodys_to_read_and_leaves_no_deed(school, strategist, reporter):
    sheet = make.make_sheet(organisation=school, anonymous=True, by=reporter)

    assert not history(sheet).exists()
    for person in (strategist, reporter):
        assert not AnswerSheet.objects.visible_to(person).exists()
