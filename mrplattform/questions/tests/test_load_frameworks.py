"""Frameworks are loaded from files: shipped, again, changed, in a new version, and wrong."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from mrplattform.core.history import history
from mrplattform.core.marked_yaml import Faulty
from mrplattform.questions.models import FrameworkVersion, Kind, Question
from mrplattform.questions.reading import questions_of
from mrplattform.questions.services.frameworks import (
    check_files,
    files_in,
    load_framework,
    load_frameworks,
)
from mrplattform.questions.services.publishing import NotAllowed, publish, retire
from mrplattform.rights.services import load_rights
from tests import make

FILE = """\
key: our-questions
version: {version}
title: {title}
source: Vi själva
wording_note: Våra ord
scales:
  steps:
    - {{value: 0, label: Nej, description: Ingenting}}
    - {{value: 1, label: Lite}}
    - {{value: 2, label: Mycket}}
sections:
  - key: one
    title: Avsnitt
    topics: [group.x]
    questions:
      - {{key: q1, kind: yes_no, text: Gör ni det?}}
      - {{key: q2, kind: level, scale: steps, text: Hur mycket?, when: {{question: q1, is: yes}}}}
"""


@pytest.fixture
def write(tmp_path):
    def write(name="a.yaml", **changes):
        path = tmp_path / name
        path.write_text(FILE.format(**{"version": 1, "title": "Våra frågor"} | changes))
        return [path]

    return write


@pytest.fixture
def group(db):
    return make.make_topic("group.x")


# --- What is shipped ------------------------------------------------------------------------


@pytest.fixture
def shipped(db):
    load_rights()
    load_frameworks()
    versions = FrameworkVersion.objects.select_related("framework")
    return {version.framework.key: version for version in versions}


def test_the_shipped_frameworks_are_published_and_in_order(shipped):
    counts = {key: version.questions.count() for key, version in shipped.items()}

    assert counts == {
        "platform-criteria": 40,
        "inventory-matrix": 27,
        "implementation-keys": 15,
        "theory-practice-gap": 14,
        "principle-self-check": 9,
        "national-mapping": 13,
    }
    assert {version.state for version in shipped.values()} == {"published"}
    assert all(version.sha256 and version.published_at for version in shipped.values())


def test_every_shipped_question_says_whose_words_it_has(shipped):
    assert not Question.objects.filter(source="").exists()
    assert not Question.objects.filter(wording_note="").exists()


def test_the_shipped_frameworks_ask_in_every_way(shipped):
    assert set(Question.objects.values_list("kind", flat=True)) == set(Kind.values)


def test_the_criteria_stand_in_twelve_sections_of_role_and_principle(shipped):
    version = shipped["platform-criteria"]
    places = {
        section.key: {topic.key for topic in section.topics.all()}
        for section in version.sections.prefetch_related("topics")
    }

    assert len(places) == len({frozenset(topics) for topics in places.values()}) == 12
    for topics in places.values():
        assert sorted(key.split(".")[0] for key in topics) == ["principle", "role"]
    for question in questions_of(version):
        keys = {topic.key for topic in question.topics.all()}
        assert f"criterion.{question.key}" in keys
        assert {topic.key for topic in question.section.topics.all()} <= keys
        assert set(question.texts) == set(question.helps) == {"sv", "en"}


def test_a_level_may_have_words_of_its_own(shipped):
    question = shipped["platform-criteria"].questions.get(key="D4")

    words = {option.value: option.description for option in question.choices}
    assert words[1] == "Vi har börjat, men det finns inget beslut."
    assert words[4] == "Vi har följt upp och kan visa vad det betytt för barn och unga."
    other = shipped["platform-criteria"].questions.get(key="S2")
    assert other.choices[4].description != words[4]


def test_the_shipped_files_are_checked_without_a_database():
    assert check_files(files_in()) == []


# --- Again, changed, in a new version -------------------------------------------------------


def test_loading_again_changes_nothing(group, write):
    load_frameworks(write())

    again = load_frameworks(write())

    assert (len(again.new), len(again.unchanged)) == (0, 1)
    assert FrameworkVersion.objects.count() == 1


def test_all_that_a_file_says_is_kept(group, write):
    [version] = load_frameworks(write()).new

    first, second = questions_of(version)
    assert (version.number, version.title, version.source) == (1, "Våra frågor", "Vi själva")
    assert version.source_text == FILE.format(version=1, title="Våra frågor")
    assert [topic.key for topic in first.section.topics.all()] == ["group.x"]
    assert second.condition == {"question": "q1", "is": True}
    assert [option["value"] for option in second.options] == [0, 1, 2]
    assert (first.order, second.order) == (1, 2)
    assert (first.allow_unknown, first.allow_not_applicable, first.required) == (True, True, False)
    assert [deed.verb for deed in history(version)] == ["framework_published", "framework_loaded"]


def test_a_changed_file_with_the_same_number_is_refused_with_words(group, write):
    load_frameworks(write())

    with pytest.raises(Faulty) as problem:
        load_frameworks(write(title="Andra frågor"))

    assert str(problem.value) == (
        "a.yaml:2: version (our-questions): Version 1 är publicerad och ser annorlunda ut. "
        "Skriv version: 2."
    )
    assert FrameworkVersion.objects.get().title == "Våra frågor"


def test_a_higher_number_makes_a_new_version_and_leaves_the_old(group, write):
    [old] = load_frameworks(write()).new
    sheet = make.make_sheet(old)

    [new] = load_frameworks(write(version=2, title="Andra frågor")).new

    assert list(FrameworkVersion.objects.in_use()) == [new]
    old.refresh_from_db()
    assert (old.state, old.title, sheet.version_id) == ("published", "Våra frågor", old.pk)
    assert history(old).first().verb == "framework_replaced"


def test_a_lower_number_is_refused(group, write):
    load_frameworks(write(version=3))

    with pytest.raises(Faulty, match=r"Version 3 finns redan\. Skriv version: 4\."):
        load_frameworks(write(version=2))


def test_one_wrong_file_stops_them_all(group, write):
    paths = write() + write("b.yaml", version="två")

    with pytest.raises(Faulty):
        load_frameworks(paths)
    assert not FrameworkVersion.objects.exists()


def test_the_same_framework_in_two_files_is_told(group, write):
    with pytest.raises(Faulty, match=r"b\.yaml:1: .*Samma nyckel och version finns i a\.yaml\."):
        load_frameworks(write() + write("b.yaml"))


def test_a_draft_can_be_loaded_again_until_it_is_published(ekvik, group, strategist):
    text = FILE.format(version=1, title="Ekviks frågor")
    load_framework(text, "a.yaml", authority=ekvik, by=strategist)
    draft = load_framework(text.replace("Gör", "Har"), "a.yaml", authority=ekvik, by=strategist)

    assert draft.state == "draft"
    assert [question.text for question in questions_of(draft)] == ["Har ni det?", "Hur mycket?"]
    publish(draft, by=strategist)

    with pytest.raises(Faulty):
        load_framework(text, "a.yaml", authority=ekvik, by=strategist)


def test_a_draft_is_seen_by_its_own_strategist_only(ekvik, group, strategist, reporter, neighbour):
    text = FILE.format(version=1, title="Ekviks frågor")
    draft = load_framework(text, "a.yaml", authority=ekvik, by=strategist)

    def seen_by(user):
        return FrameworkVersion.objects.visible_to(user).filter(pk=draft.pk).exists()

    assert [seen_by(user) for user in (strategist, reporter, neighbour)] == [True, False, False]
    publish(draft, by=strategist)
    assert [seen_by(user) for user in (strategist, reporter, neighbour)] == [True, True, False]


def test_a_retired_version_is_offered_no_more(group, write, strategist):
    [version] = load_frameworks(write()).new

    retire(version, by=strategist, why="Ersätts av SKR:s egna")

    assert not FrameworkVersion.objects.in_use().exists()
    assert history(version).first().why == "Ersätts av SKR:s egna"
    with pytest.raises(NotAllowed):
        publish(version, by=strategist)


# --- The command ----------------------------------------------------------------------------


def test_the_command_checks_and_loads(group, write, capsys):
    call_command("frameworks", "check")
    assert "6 framework files are in order" in capsys.readouterr().out

    call_command("frameworks", "load", *map(str, write()))
    assert "1 new, 0 unchanged" in capsys.readouterr().out

    with pytest.raises(CommandError, match=r"No such file: nowhere\.yaml"):
        call_command("frameworks", "check", "nowhere.yaml")
    with pytest.raises(CommandError, match=r"a\.yaml:14: .*Ämnet group\.x finns inte\."):
        call_command("frameworks", "check", *map(str, write()))  # the vocabulary has no such group


def test_the_shipped_files_lie_where_settings_say():
    assert {path.name for path in files_in(settings.FRAMEWORKS_DIR)} >= {"platform-criteria.yaml"}


# --- Wrong files ----------------------------------------------------------------------------

HEAD = """\
key: ours
version: 1
title: Frågor
source: Vi
wording_note: Vi
scales:
  steps: [{value: 0, label: Nej}, {value: 1, label: Ja}]
sections:
  - key: s
    title: Avsnitt
    questions:
"""
Q1 = "      - {key: q1, kind: yes_no, text: Ja?}\n"
Q2 = "      - {key: q2, kind: text, text: Vad?, "
C = "choices: [{value: a, label: A}, {value: b, label: B}]"
WRONG = [
    (
        HEAD + "      - {key: q1, kind: sort, text: Ja?}",
        ":12: sections[0].questions[0].kind (q1): sort finns inte. Välj bland level",
    ),
    (
        HEAD + "      - {key: q1, kind: yes_no}",
        ":12: sections[0].questions[0] (q1): Fältet text saknas.",
    ),
    (
        HEAD + "      - {key: q1, kind: yes_no, text: Ja?, hlep: X}",
        ":12: sections[0].questions[0].hlep (q1): Okänt fält.",
    ),
    (
        HEAD + "      - {key: q1, kind: yes_no, text: Ja?, text: Nej?}",
        ":12: sections[0].questions[0].text (q1): Står två gånger.",
    ),
    (HEAD + Q1 + Q1, ":13: sections[0].questions[1].key (q1): Nyckeln finns redan på rad 12."),
    (
        HEAD + "      - {key: å 1, kind: yes_no, text: Ja?}",
        ":12: sections[0].questions[0].key (å 1): Skriv nyckeln utan mellanslag",
    ),
    (
        HEAD + Q1 + Q2 + "when: {question: q9, is: yes}}",
        ":13: sections[0].questions[1].when.question (q2): Frågan q9 finns inte före den här.",
    ),
    (
        HEAD + Q2 + "when: {question: q1, is: yes}}\n" + Q1,
        ":12: sections[0].questions[0].when.question (q2): Frågan q1 finns inte före den här.",
    ),
    (HEAD + Q2 + "when: {question: q2, is: x}}", "Frågan q2 finns inte före den här."),
    (
        HEAD + Q1 + Q2 + "when: {question: q1, is: kanske}}",
        ":13: sections[0].questions[1].when.is (q2): Ska vara true eller false.",
    ),
    (
        HEAD + Q1 + Q2 + "when: {question: q1}}",
        "Skriv antingen is: ett värde, eller in: en lista med värden.",
    ),
    (HEAD + Q1 + Q2 + "when: {question: q1, is: yes, in: [yes]}}", "Skriv antingen is"),
    (
        HEAD + Q1 + Q2 + "when: {question: q1, equals: yes}}",
        "Okänt fält. De här finns: question, is, in.",
    ),
    (
        HEAD
        + "      - {key: q1, kind: level, scale: steps, text: T}\n"
        + Q2
        + "when: {question: q1, in: [1, 4]}}",
        "4 är inget svar på q1. Välj bland 0, 1.",
    ),
    (
        HEAD
        + f"      - {{key: q1, kind: choice, text: T, {C}}}\n"
        + Q2
        + "when: {question: q1, is: c}}",
        "c är inget svar på q1. Välj bland a, b.",
    ),
    (
        HEAD + "      - {key: q1, kind: number, text: T}\n" + Q2 + "when: {question: q1, is: 3}}",
        "Villkor kan bara gälla frågor av slaget level, yes_no, choice, several.",
    ),
    (
        HEAD + "      - {key: q1, kind: level, text: T}",
        ":12: sections[0].questions[0] (q1): Fältet scale saknas",
    ),
    (
        HEAD + "      - {key: q1, kind: level, scale: ladder, text: T}",
        ":12: sections[0].questions[0].scale (q1): ladder finns inte. Välj bland steps.",
    ),
    (
        HEAD + "      - {key: q1, kind: level, scale: steps, text: T, levels: {3: X}}",
        "Skalan steps har ingen nivå 3.",
    ),
    (
        HEAD + "      - {key: q1, kind: text, scale: steps, text: T}",
        "scale hör till frågor av slaget level.",
    ),
    (HEAD + "      - {key: q1, kind: choice, text: T}", "Fältet choices saknas"),
    (
        HEAD + "      - {key: q1, kind: choice, text: T, choices: [{value: a, label: A}]}",
        "Minst två val behövs.",
    ),
    (
        HEAD
        + "      - {key: q1, kind: choice, text: T, choices: [{value: a, label: A}, {value: a, label: B}]}",
        "Värdet a står två gånger.",
    ),
    (
        HEAD
        + "      - {key: q1, kind: choice, text: T, choices: [{value: unknown, label: A}, {value: b, label: B}]}",
        "Värdet unknown är upptaget.",
    ),
    (
        HEAD + f"      - {{key: q1, kind: yes_no, text: T, {C}}}",
        "choices hör till frågor av slaget choice, several.",
    ),
    (
        HEAD + "      - {key: q1, kind: text, text: T, unit: kg}",
        "unit hör till frågor av slaget number.",
    ),
    (
        HEAD + "      - {key: q1, kind: number, text: T, minimum: 5, maximum: 3}",
        "Minsta värdet är större än det största.",
    ),
    (
        HEAD + "      - {key: q1, kind: number, text: T, minimum: få}",
        ":12: sections[0].questions[0].minimum (q1): Ska vara ett tal.",
    ),
    (HEAD + "      - {key: q1, kind: number, text: T, maximum: .inf}", "Ska vara ett ändligt tal."),
    (
        HEAD + "      - {key: q1, kind: date, text: T, minimum: 3}",
        "minimum hör till frågor av slaget number, money.",
    ),
    (
        HEAD + "      - {key: q1, kind: text, text: T, maximum: 0}",
        "Ska vara ett heltal från 1 och uppåt.",
    ),
    (
        HEAD + "      - {key: q1, kind: text, text: T, required: kanske}",
        "Ska vara true eller false.",
    ),
    (
        HEAD + "      - {key: q1, kind: text, text: T, topics: [crc.99]}",
        ":12: sections[0].questions[0].topics[0] (q1): Ämnet crc.99 finns inte.",
    ),
    (
        HEAD + "      - {key: q1, kind: text, text: T, topics: [crc.12, crc.12]}",
        "Ämnet crc.12 står två gånger.",
    ),
    (
        HEAD + "      - {key: q1, kind: text, text: {sv: T, fi: T}}",
        "Språket fi står inte bland filens språk.",
    ),
    (HEAD + "      - {key: q1, kind: text, text: }", "Ska vara en text."),
    (
        HEAD + "      - kind: text\n        text: T",
        ":12: sections[0].questions[0] (s): Fältet key saknas.",
    ),
    (HEAD + "      text", ":12: sections[0].questions (s): Ska vara en lista."),
    (HEAD + "      - text", ":12: sections[0].questions[0] (s): Ska vara fält med värden."),
    (HEAD + "      []", ":9: sections[0] (s): Avsnittet har inga frågor."),
    (
        HEAD.replace("version: 1", "version: ett") + Q1,
        ":2: version (ours): Ska vara ett heltal mellan 1 och 9999.",
    ),
    (
        HEAD.replace("key: ours", "key: Våra frågor") + Q1,
        ":1: key (Våra frågor): Skriv nyckeln med små bokstäver",
    ),
    (
        HEAD.replace("source: Vi\n", "") + Q1,
        ":11: sections[0].questions[0] (q1): Fältet source saknas, här och för hela filen.",
    ),
    (
        HEAD.replace("value: 1", "value: 7") + Q1,
        ":7: scales.steps[1].value (ours): Ska vara ett heltal mellan 0 och 4.",
    ),
    (
        HEAD.replace("value: 1", "value: 0") + Q1,
        ":7: scales.steps (ours): Nivåerna ska stå i ordning",
    ),
    (HEAD.replace(", {value: 1, label: Ja}", "") + Q1, "En skala behöver minst två nivåer."),
    ("languages: [en]\n" + HEAD + Q1, ":1: languages (ours): Svenska (sv) måste finnas."),
    ("languages: [sv, svenska]\n" + HEAD + Q1, "svenska är ingen språkkod."),
    ("languages: [sv, en]\n" + HEAD + Q1, ":4: title (ours): Texten saknas på en."),
    ("sections: []\nkey: ours\nversion: 1\ntitle: T", "Minst ett avsnitt behövs."),
    ("- key", ":1: Ska vara fält med värden."),
    ("key: [", "Filen är inte giltig YAML"),
    ("", ":1: Filen är tom."),
    ("x: " + "[" * 5000, "Filen"),
    ("a: &a [x]\nb: *a", "Ankare (&, *) används inte här."),
    ("key: " + "x" * 1_000_001, "Filen är för stor för att läsas."),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_fault_is_told_with_file_line_and_key(tmp_path, text, words):
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf8")

    faults = [str(fault) for fault in check_files([path])]

    assert any(words in fault for fault in faults), faults
    assert all(fault.startswith("ours.yaml:") for fault in faults)


def test_a_right_file_has_no_faults(tmp_path):
    """Or the table above would prove nothing."""
    path = tmp_path / "ours.yaml"
    path.write_text(
        HEAD + Q1 + Q2 + "when: {question: q1, is: no}, maximum: 10}\n"
        "      - {key: q3, kind: number, text: T, minimum: 0.5, maximum: 1_000, unit: kg}\n"
        f"      - {{key: q4, kind: several, text: T, {C}, when: {{question: q1, in: [yes, no]}}}}\n"
        "      - {key: q5, kind: text, text: T, when: {question: q4, is: b}, topics: [crc.12]}\n",
        encoding="utf8",
    )

    assert check_files([path]) == []


def test_numbers_are_kept_as_they_are_written(group, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "      - {key: q1, kind: number, text: T, minimum: 0.1, maximum: 7}\n")

    [version] = load_frameworks([path]).new

    question = version.questions.get()
    assert (question.minimum, question.maximum) == (Decimal("0.1"), Decimal(7))
