"""The start page, search, Nuläge, vacancies, handover, jobs, deeds, help and the footer's pages."""

from __future__ import annotations

from tests.access.row import EVERYONE, OURS, Row, but


def function(who):
    return lambda w: [w.functions[who].pk]


def job(which):
    return lambda w: [getattr(w, which).pk]


LEADERS = "strategist neighbour"

ROWS = [
    Row("project:start", opens=EVERYONE),
    Row("project:council", opens=EVERYONE),
    Row("project:situation", opens=EVERYONE),
    Row("project:situation", query="?kartlaggning=999999&enhet=999999&jamfor=x", opens=EVERYONE),
    Row("project:situation", query="?format=xlsx", opens=EVERYONE),
    Row("project:search", opens=EVERYONE),
    Row("project:search", query="?q=barn&slag=measure&amne=crc.12", opens=EVERYONE),
    Row("project:topic", args=lambda w: [w.criterion.key], opens=EVERYONE),
    Row("project:topic", args=lambda w: ["no.such.topic"], note="(unknown)"),
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
    # Only who started a job sees it.
    Row("project:job", args=job("done_job"), opens="strategist"),
    Row("project:job_file", args=job("done_job"), opens="strategist"),
    Row("project:job_file", args=job("failed_job"), note="(without a file)"),
    Row("project:job_retry", args=job("failed_job"), post={}, opens="strategist"),
    Row("project:job_retry", args=job("done_job"), post={}, refused="strategist", note="(done)"),
    Row("project:help", public=True),
    Row("project:help", query="?q=logga+in", public=True),
    Row("project:help_page", args=lambda w: ["borja-har"], public=True),
    Row("project:accessibility", public=True),
    Row("project:personal_data", public=True),
]
