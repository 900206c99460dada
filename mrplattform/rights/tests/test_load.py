"""The vocabulary is loaded from its files: once, again, changed, and when the files are wrong."""

import pytest
from django.core.management import CommandError, call_command

from mrplattform.core.history import history
from mrplattform.core.marked_yaml import Faulty
from mrplattform.rights.files import DATA, read
from mrplattform.rights.models import Recommendation, ReviewBody, Topic, TopicLink
from mrplattform.rights.services import load_rights

TOPICS = """\
kind: {kind}
source: En källa
wording_note: Egen formulering
topics:
{topics}
"""


@pytest.fixture
def folder(tmp_path):
    """A place for files: folder("a.yaml", text)."""

    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf8")
        return tmp_path

    return write


def small(folder, *, name="Kön", extra=""):
    text = TOPICS.format(kind="ground", topics=f"  - {{key: ground.sex, name: {name}}}\n{extra}")
    return folder("a.yaml", text)


# --- What is shipped ------------------------------------------------------------------------


def test_the_shipped_files_hold_the_whole_vocabulary(db):
    load_rights()

    counts = {kind: Topic.objects.kind(kind).count() for kind in Topic.Kind.values}
    assert counts["role"] == 4
    assert counts["principle"] == 3
    assert counts["criterion"] == 40
    assert counts["right"] == 30
    assert counts["article"] == 54
    assert counts["ground"] == 7
    assert counts["goal"] == 17
    assert counts["group"] >= 20
    assert Recommendation.objects.filter(key__startswith="crc.2015.").count() == 12
    assert ReviewBody.objects.filter(key="crc").exists()


def test_every_shipped_topic_says_whose_words_it_has():
    for row in read().topics:
        assert row.source, row.key
        assert row.wording_note, row.key
        assert set(row.names) == {"sv", "en"}, row.key


def test_every_criterion_bears_on_its_role_and_a_principle_and_a_right(db):
    load_rights()

    for criterion in Topic.objects.kind("criterion"):
        keys = set(criterion.links_out.values_list("to_topic__key", flat=True))
        assert criterion.parent.kind == "role", criterion.key
        assert any(key.startswith("principle.") for key in keys), criterion.key
        assert any(key.startswith(("udhr.", "crc.")) for key in keys), criterion.key
        assert criterion.wording_note == "Egen formulering, inte SKR:s."


def test_links_have_one_direction(db):
    load_rights()

    assert TopicLink.objects.filter(from_topic__key="criterion.D4", to_topic__key="crc.12").exists()
    assert not TopicLink.objects.filter(
        from_topic__key="crc.12", to_topic__key="criterion.D4"
    ).exists()


# --- Again, and changed ---------------------------------------------------------------------


def test_loading_again_changes_nothing(db):
    load_rights()
    deeds = history(Topic.objects.get(key="crc.12")).count()

    again = load_rights()

    assert (again.created, again.changed, again.retired) == (0, 0, 0)
    assert history(Topic.objects.get(key="crc.12")).count() == deeds == 1


def test_a_changed_name_is_told_in_the_history(db, folder):
    load_rights(small(folder))

    loaded = load_rights(small(folder, name="Könstillhörighet"))

    assert loaded.changed == 1
    deed = history(Topic.objects.get()).first()
    assert deed.verb == "topic_changed"
    assert deed.changes == {"names": [{"sv": "Kön"}, {"sv": "Könstillhörighet"}]}


def test_changed_links_are_replaced_and_told(db, folder):
    age = "  - {key: ground.age, name: Ålder%s}\n"
    link = ", links: [{to: ground.sex, strength: strong, note: Båda}]"
    load_rights(small(folder, extra=age % ""))
    load_rights(small(folder, extra=age % link))

    stored = TopicLink.objects.get()
    assert (stored.from_topic.key, stored.strength, stored.note) == ("ground.age", 3, "Båda")

    loaded = load_rights(small(folder, extra=age % ""))
    assert not TopicLink.objects.exists()
    assert loaded.changed == 1
    assert history(stored.from_topic).first().changes == {"links": [["ground.sex"], []]}


def test_a_topic_that_left_the_files_stays_but_is_retired(db, folder):
    load_rights(small(folder, extra="  - {key: ground.age, name: Ålder}\n"))

    assert load_rights(small(folder)).retired == 1
    assert Topic.objects.get(key="ground.age").retired
    assert list(Topic.objects.current().values_list("key", flat=True)) == ["ground.sex"]

    load_rights(small(folder, extra="  - {key: ground.age, name: Ålder}\n"))
    assert not Topic.objects.get(key="ground.age").retired


def test_an_authoritys_own_topic_is_left_alone(ekvik, folder):
    own = Topic.objects.create(key="own.1", kind="group", names={"sv": "Vår"}, authority=ekvik)

    load_rights(small(folder))

    own.refresh_from_db()
    assert not own.retired


def test_recommendations_change_with_their_file(db, folder):
    small(folder)
    folder("b.yaml", "bodies:\n  - {key: crc, name: Barnrättskommittén}\n")
    text = (
        "body: crc\nyear: 2015\nsource: Rapport\nrecommendations:\n"
        "  - {key: crc.2015.1, text: %s, reach: state, topics: [%s]}\n"
    )
    load_rights(folder("c.yaml", text % ("Stifta lag", "")))
    load_rights(folder("c.yaml", text % ("Stifta en lag", "ground.sex")))

    one = Recommendation.objects.get()
    assert one.text == "Stifta en lag"
    assert [topic.key for topic in one.topics.all()] == ["ground.sex"]
    assert one.standing == "verify"  # unless the file says otherwise
    assert history(one).first().changes == {
        "text": ["Stifta lag", "Stifta en lag"],
        "topics": [[], ["ground.sex"]],
    }


# --- Wrong files ----------------------------------------------------------------------------

ONE = "  - {key: ground.sex, name: Kön}"
WRONG = [
    ("kind: a: b", "a.yaml:1: Filen är inte giltig YAML"),
    ("", "a.yaml:1: Filen är tom."),
    ("något: 1", "a.yaml:1: Filen ska ha topics, bodies eller recommendations."),
    (TOPICS.format(kind="sort", topics=ONE), "a.yaml:1: kind: sort finns inte. Välj bland role"),
    (
        TOPICS.format(kind="ground", topics=f"{ONE}\n{ONE}"),
        "a.yaml:6: topics[1].key (ground.sex): Nyckeln finns redan i a.yaml:5.",
    ),
    (
        TOPICS.format(kind="ground", topics="  - {key: kön, name: Kön}"),
        "a.yaml:5: topics[0].key (kön): Skriv nyckeln som slag.namn",
    ),
    (
        TOPICS.format(kind="ground", topics="  - {key: ground.sex}"),
        "a.yaml:5: topics[0] (ground.sex): Fältet name saknas.",
    ),
    (
        TOPICS.format(kind="ground", topics="  - key: ground.sex\n    name: Kön\n    nmae: Kön"),
        "a.yaml:7: topics[0].nmae (ground.sex): Okänt fält.",
    ),
    (
        TOPICS.format(kind="ground", topics="  - key: ground.sex\n    name: Kön\n    name: Sex"),
        "a.yaml:7: topics[0].name (ground.sex): Står två gånger.",
    ),
    (
        TOPICS.format(
            kind="ground",
            topics="  - key: ground.sex\n    name: Kön\n    links:\n"
            "      - {to: ground.height, strength: strong}",
        ),
        "a.yaml:8: topics[0].links[0].to (ground.sex): Ämnet ground.height finns inte.",
    ),
    (
        TOPICS.format(
            kind="ground",
            topics="  - key: ground.sex\n    name: Kön\n    links:\n"
            "      - {to: ground.sex, strength: strong}",
        ),
        "Ämnet kan inte länka till sig självt.",
    ),
    (
        TOPICS.format(
            kind="ground",
            topics="  - key: ground.sex\n    name: Kön\n    links:\n"
            "      - {to: ground.sex, strength: hard}",
        ),
        "a.yaml:8: topics[0].links[0].strength (ground.sex): hard finns inte. Välj bland weak",
    ),
    (
        TOPICS.format(kind="ground", topics="  - {key: ground.sex, name: Kön, parent: role.x}"),
        "Ämnet role.x finns inte.",
    ),
    (
        TOPICS.format(
            kind="ground",
            topics="  - {key: ground.a, name: A, parent: ground.b}\n"
            "  - {key: ground.b, name: B, parent: ground.a}",
        ),
        "Ämnet hamnar under sig självt.",
    ),
    (
        TOPICS.format(kind="ground", topics="  - {key: ground.sex, name: {sv: Kön, en: Sex}}"),
        "Språket en står inte bland filens språk.",
    ),
    (
        "languages: [sv, en]\n" + TOPICS.format(kind="ground", topics=ONE),
        "a.yaml:6: topics[0].name (ground.sex): Texten saknas på en.",
    ),
    ("bodies:\n  - {key: crc}", "a.yaml:2: bodies[0] (crc): Fältet name saknas."),
    (
        "body: un\nyear: 2015\nsource: S\nrecommendations:\n"
        "  - {key: un.1, text: T, reach: local, topics: [x.1]}",
        "a.yaml:5: recommendations[0].topics[0] (un.1): Ämnet x.1 finns inte.",
    ),
    (
        "body: un\nyear: 2015\nsource: S\nrecommendations:\n  - {key: un.1, text: T, reach: local}",
        "Granskningsorganet un finns inte.",
    ),
    (
        "body: un\nyear: 15\nrecommendations:\n  - {key: un.1, text: T, reach: near}",
        "a.yaml:2: year: Ska vara ett heltal mellan 1948 och 2100.",
    ),
    (
        "body: un\nyear: 2015\nrecommendations:\n  - {key: un.1, text: T, reach: local}",
        "a.yaml:4: recommendations[0] (un.1): Källan saknas.",
    ),
    ("topics: &a [1]\nkind: *a", "Ankare (&, *) används inte här."),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_fault_is_told_with_file_line_and_key(folder, text, words):
    with pytest.raises(Faulty) as problem:
        read(folder("a.yaml", text))

    assert any(
        str(fault).startswith(words) or words in fault.text for fault in problem.value.faults
    ), problem.value


def test_all_faults_of_all_files_are_told_at_once(folder):
    folder("a.yaml", "kind: x\ntopics: [{key: 1}]")
    path = folder("b.yaml", "bodies: 3")

    with pytest.raises(Faulty) as problem:
        read(path)

    assert {fault.file for fault in problem.value.faults} == {"a.yaml", "b.yaml"}
    assert len(problem.value.faults) >= 4


def test_a_faulty_folder_changes_nothing(db, folder):
    load_rights(small(folder))

    with pytest.raises(Faulty):
        load_rights(small(folder, name="Nytt", extra="  - {key: ground.age}\n"))
    assert Topic.objects.get().name == "Kön"


def test_the_command_loads_and_tells(db, capsys, monkeypatch, folder):
    call_command("rights", "load")
    assert "0 changed, 0 retired" in capsys.readouterr().out

    monkeypatch.setattr("mrplattform.rights.services.read", _faulty(folder))
    with pytest.raises(CommandError, match=r"a\.yaml:1"):
        call_command("rights", "load")


def _faulty(folder):
    path = folder("a.yaml", "")
    return lambda _folder: read(path)


def test_the_data_lies_where_the_wheel_takes_it():
    assert (DATA / "3-criteria.yaml").exists()
