"""The world of the access table: Ekvik with all its people, Granby next door, and their things.

Each app adds what it holds, for both municipalities where a foreign identifier could be posted.
"""

from __future__ import annotations

from types import SimpleNamespace

from mrplattform.organisations.models import Role
from tests import make


def build() -> SimpleNamespace:
    w = SimpleNamespace(people={})
    add_people(w)
    add_organisations(w)
    add_rights(w)
    add_questions(w)
    add_assessments(w)
    add_plans(w)
    add_reports(w)
    add_project(w)
    return w


def add_people(w) -> None:
    w.ekvik = make.make_municipality("Ekvik")
    w.school = make.make_administration(w.ekvik, "Barn- och utbildningsförvaltningen")
    w.social = make.make_administration(w.ekvik, "Socialförvaltningen")
    w.granby = make.make_municipality("Granby")
    w.granby_school = make.make_administration(w.granby, "Granby skolförvaltning")
    places = {
        "strategist": (w.ekvik, Role.STRATEGIST),
        "reporter": (w.school, Role.REPORTER),
        "manager": (w.school, Role.MANAGER),
        "elected": (w.ekvik, Role.ELECTED),
        "auditor": (w.ekvik, Role.AUDITOR),
        "reader": (w.ekvik, Role.READER),
        "other_reporter": (w.social, Role.REPORTER),
        "network_coordinator": (w.ekvik, Role.NETWORK_COORDINATOR),
        "reviewer": (w.ekvik, Role.REVIEWER),
        "researcher": (w.ekvik, Role.RESEARCHER),
        "national_coordinator": (w.ekvik, Role.NATIONAL_COORDINATOR),
        "neighbour": (w.granby, Role.STRATEGIST),
    }
    w.functions = {}
    for who, (organisation, role) in places.items():
        person = make.make_person(f"Person {who}")
        w.functions[who] = make.make_function(organisation, role=role, holder=person)
        w.people[who] = person
    w.people["administrator"] = make.make_person("Person administrator", is_administrator=True)


# --- organisations ---------------------------------------------------------------------------


def add_organisations(w) -> None:
    pass


# --- rights ----------------------------------------------------------------------------------


def add_rights(w) -> None:
    w.criterion = make.make_topic("criterion.D4", kind="criterion")
    w.granby_topic = make.make_topic("own.granby", authority=w.granby)
    w.recommendation = make.make_recommendation(topics=[w.criterion])


# --- questions -------------------------------------------------------------------------------


def add_questions(w) -> None:
    pass


# --- assessments -----------------------------------------------------------------------------


def add_assessments(w) -> None:
    pass


# --- plans -----------------------------------------------------------------------------------


def add_plans(w) -> None:
    pass


# --- reports ---------------------------------------------------------------------------------


def add_reports(w) -> None:
    pass


# --- project ---------------------------------------------------------------------------------


def add_project(w) -> None:
    pass
