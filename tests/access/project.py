"""The start page, search, Nuläge, vacancies, handover, jobs, deeds, help and the footer's pages."""

from __future__ import annotations

from tests.access.row import EVERYONE, OURS, Row, but


def function(who):
    return lambda w: [w.functions[who].pk]


LEADERS = "strategist neighbour"
WITH_FUNCTION = but(EVERYONE, "administrator")


def step(**more):
    return {
        "title": "Delårsrapport",
        "track": "follow_up",
        "from_day": 1,
        "from_month": 8,
        "to_day": 31,
        "to_month": 9,
        "edition": 1,
        **more,
    }


ROWS = [
    Row("project:start", opens=EVERYONE),
    Row("project:council", opens=EVERYONE),
    Row("project:situation", opens=EVERYONE),
    Row("project:situation", query="?kartlaggning=999999&enhet=999999&jamfor=x", opens=EVERYONE),
    Row("project:situation", query="?format=xlsx", opens=EVERYONE),
    Row("project:situation_cell", note="(no round with roles)"),
    Row(
        "project:situation_cell",
        query="?roll=role.welfare&princip=principle.equality&kartlaggning=1",
        note="(no round with roles)",
    ),
    Row("project:search", opens=EVERYONE),
    Row("project:search", query="?q=barn&slag=measure&amne=crc.12", opens=EVERYONE),
    Row("project:topic", args=lambda w: [w.criterion.key], opens=EVERYONE),
    Row("project:topic", args=lambda w: ["no.such.topic"], note="(unknown)"),
    Row("project:agenda", opens=EVERYONE),
    Row("project:agenda", query="?vems=authority&sida=9", opens=EVERYONE),
    Row("project:own_calendar", opens=EVERYONE),
    Row("project:own_calendar", post={"scope": "mine"}, opens=EVERYONE),
    Row(
        "project:close_calendar",
        args=lambda w: [w.calendar_link.pk],
        post={},
        opens="reporter",
        note="one's own",
    ),
    Row("project:reminders", opens=EVERYONE),
    Row("project:reminders", post={"often": "daily", "days_before": 3}, opens=EVERYONE),
    Row(
        "project:calendar",
        args=lambda w: [w.calendar_token],
        opens=EVERYONE,
        public=True,
        note="by its secret address",
    ),
    Row("project:calendar", args=lambda w: ["gissning"], closed=True, public=True, note="guessed"),
    Row("project:year", opens=WITH_FUNCTION),
    Row("project:year", query="?ar=2025&format=csv", opens=WITH_FUNCTION),
    Row("project:year_begin", post={}, opens=LEADERS, refused=but(WITH_FUNCTION, LEADERS)),
    Row("project:year_step_new", opens=LEADERS, refused=but(WITH_FUNCTION, LEADERS)),
    Row(
        "project:year_step_new",
        post=lambda w: step(),
        opens=LEADERS,
        refused=but(WITH_FUNCTION, LEADERS),
    ),
    Row(
        "project:year_step_new",
        post=lambda w: step(owner=w.functions["neighbour"].pk),
        opens="neighbour",
        invalid="strategist",
        refused=but(WITH_FUNCTION, LEADERS),
        note="foreign function",
    ),
    Row(
        "project:year_step",
        args=lambda w: [w.year_step.pk],
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "project:year_step",
        args=lambda w: [w.year_step.pk],
        post=lambda w: step(),
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "project:year_step_remove",
        args=lambda w: [w.year_step.pk],
        post={},
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row("project:retention", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row(
        "project:discard",
        args=lambda w: [w.discard_rule.pk],
        post={},
        opens="strategist",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "project:erase",
        args=lambda w: [w.people["reader"].pk],
        opens="strategist administrator",
        refused=but(OURS, "strategist"),
    ),
    Row(
        "project:erase",
        args=lambda w: [w.people["reader"].pk],
        post={"why": "Begärt"},
        opens="strategist administrator",
        refused=but(OURS, "strategist"),
        note="too early: said on the page",
    ),
    Row("project:fetch_everything", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row("project:fetch_everything", post={}, opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row("project:vacancies", opens=LEADERS, refused=but(EVERYONE, LEADERS)),
    Row(
        "project:deeds",
        opens=f"{LEADERS} auditor",
        refused=but(EVERYONE, LEADERS, "auditor"),
    ),
    Row(
        "project:deeds",
        query="?format=csv&sak=barn&vem=person",
        opens=f"{LEADERS} auditor",
        refused=but(EVERYONE, LEADERS, "auditor"),
    ),
    # The reporter's function: its holder, the strategist, the manager over it.
    Row(
        "project:handover",
        args=function("reporter"),
        opens="strategist reporter manager",
        refused=but(f"{OURS} administrator", "strategist reporter manager"),
    ),
    Row(
        "project:handover",
        args=function("reporter"),
        query="?format=docx",
        opens="strategist reporter manager",
        refused=but(f"{OURS} administrator", "strategist reporter manager"),
    ),
    Row(
        "project:handover",
        args=function("neighbour"),
        opens="neighbour",
        refused="administrator",
        note="(Granby's)",
    ),
    Row(
        "project:take_over",
        args=function("reporter"),
        post={},
        opens="reporter",
        refused=but(f"{OURS} administrator", "reporter"),
    ),
    Row(
        "project:take_over",
        args=function("neighbour"),
        post={},
        opens="neighbour",
        refused="administrator",
        note="(Granby's)",
    ),
    Row("project:start_agenda", opens=EVERYONE),
    Row("project:start_movement", opens=EVERYONE),
    Row("project:help", public=True),
    Row("project:help", query="?q=logga+in", public=True),
    Row("project:help_page", args=lambda w: ["borja-har"], public=True),
    Row("project:accessibility", public=True),
    Row("project:personal_data", public=True),
]
