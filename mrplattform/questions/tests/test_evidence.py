"""Files and links behind an answer: added, removed, and opened by those who may read the answer."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrplattform.core.history import history
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import Role, Share
from mrplattform.questions.models import Answer, Evidence
from mrplattform.questions.services.answers import clear_answer
from mrplattform.questions.services.evidence import add_file, add_link, remove
from mrplattform.questions.services.sheets import SheetLocked, lock
from tests import make


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def answer(school):
    return make.make_answer(make.make_sheet(organisation=school))


def text_file(name="rutin.txt", content=b"Elevradet far svar inom tre veckor."):
    # What the browser says that it is plays no part.
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_a_file_is_kept_with_its_fingerprint(answer, reporter):
    one = add_file(answer, text_file(), title="Rutin för elevråd", by=reporter)

    file = one.attachment
    assert (one.title, file.name, file.size) == ("Rutin för elevråd", "rutin.txt", 35)
    assert file.content_type == "text/plain"
    assert len(file.sha256) == 64
    assert "rutin" not in file.file.name
    assert file.file.open().read() == b"Elevradet far svar inom tre veckor."


def test_without_a_title_the_file_or_link_speaks_for_itself(answer, reporter):
    assert add_file(answer, text_file(), by=reporter).title == "rutin.txt"
    assert add_link(answer, "https://ekvik.example/rutin", by=reporter).title.endswith("/rutin")


def test_a_file_that_is_not_what_it_says_is_refused(answer, reporter):
    with pytest.raises(ValidationError, match="inte en PDF-fil"):
        add_file(answer, SimpleUploadedFile("rutin.pdf", b"MZ program"), by=reporter)
    assert not Evidence.objects.exists()
    assert not Attachment.objects.exists()


def test_what_is_added_and_removed_is_told_on_the_sheet(answer, reporter, manager):
    one = add_link(answer, "https://ekvik.example", title="Rutin", by=reporter)
    remove(one, by=manager)
    remove(one, by=manager)  # pressed twice

    told = [(deed.by_name, deed.verb, deed.changes) for deed in history(answer.sheet)]
    assert told[:2] == [
        ("Mona Lind", "evidence_removed", {"f1": ["Rutin", None]}),
        ("Bo Hedlund", "evidence_added", {"f1": [None, "Rutin"]}),
    ]
    assert not answer.evidence.current().exists()
    assert answer.evidence.exists()


def test_taking_the_answer_back_tells_what_went_with_it(answer, reporter):
    add_link(answer, "https://ekvik.example", title="Rutin", by=reporter)

    clear_answer(answer.sheet, answer.question, by=reporter, edition=1)

    assert history(answer.sheet).first().changes == {"f1": ["Rutin", None]}
    assert not Answer.objects.exists()


def test_a_locked_sheet_takes_and_gives_no_evidence(answer, reporter, strategist):
    one = add_link(answer, "https://ekvik.example", by=reporter)
    lock(answer.sheet, by=strategist)

    with pytest.raises(SheetLocked):
        add_link(answer, "https://ekvik.example", by=reporter)
    with pytest.raises(SheetLocked):
        remove(one, by=reporter)
    assert answer.evidence.current().count() == 1


def test_an_anonymous_answer_takes_none(school, reporter):
    answer = make.make_answer(make.make_sheet(organisation=school, anonymous=True))

    with pytest.raises(ValidationError, match="Anonyma svar"):
        add_file(answer, text_file(), by=reporter)


# --- Opening it -----------------------------------------------------------------------------


def opened_by(client, person, evidence):
    client.force_login(person)
    return client.get(reverse("questions:evidence", args=[evidence.pk]))


def test_the_file_comes_as_a_download_under_its_own_name(client, answer, reporter):
    one = add_file(answer, text_file("Rutin för återkoppling.txt"), by=reporter)

    response = opened_by(client, reporter, one)

    assert response["Content-Disposition"].startswith("attachment;")
    assert "Rutin%20f%C3%B6r%20%C3%A5terkoppling.txt" in response["Content-Disposition"]
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"Elevradet")


@pytest.mark.parametrize(
    ("role", "here", "status"),
    [
        (Role.REPORTER, True, 200),
        (Role.MANAGER, True, 200),
        (Role.STRATEGIST, False, 200),
        (Role.AUDITOR, False, 404),
        (Role.REPORTER, False, 404),
    ],
)
def test_who_may_open_it_while_the_sheet_is_being_written(
    client, ekvik, school, answer, reporter, role, here, status
):
    one = add_file(answer, text_file(), by=reporter)
    elsewhere = make.make_administration(ekvik)
    person = make.make_member(school if here else elsewhere, role)

    assert opened_by(client, person, one).status_code == status


def test_an_auditor_may_open_it_once_the_sheet_is_locked(client, ekvik, answer, reporter):
    one = add_file(answer, text_file(), by=reporter)
    lock(answer.sheet, by=reporter)

    assert opened_by(client, make.make_member(ekvik, Role.AUDITOR), one).status_code == 200


def test_a_neighbour_may_open_it_only_while_it_is_shared(client, answer, reporter, neighbour):
    one = add_file(answer, text_file(), by=reporter)
    assert opened_by(client, neighbour, one).status_code == 404

    Share.objects.create(
        thing=answer.sheet,
        authority=answer.authority,
        to_function=neighbour.standing.functions[0],
        starts=make.LONG_AGO,
    )

    assert opened_by(client, neighbour, one).status_code == 200


def test_a_removed_file_and_a_link_are_not_opened_here(client, answer, reporter):
    one = add_file(answer, text_file(), by=reporter)
    remove(one, by=reporter)
    link = add_link(answer, "https://ekvik.example", by=reporter)

    assert opened_by(client, reporter, one).status_code == 404
    assert opened_by(client, reporter, link).status_code == 404
    assert link.get_absolute_url() == "https://ekvik.example"
