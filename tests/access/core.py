"""The look's own pages hold no data; language and colours are the visitor's choice."""

from tests.access.row import Row


def job(which):
    return lambda w: [getattr(w, which).pk]


ROWS = [
    Row("core:look", public=True),
    Row("core:language", post={"language": "sv", "next": "/"}, public=True),
    Row("core:scheme", post={"scheme": "dark", "next": "/"}, public=True),
    # Only who started a job sees it.
    Row("core:job", args=job("done_job"), opens="strategist"),
    Row("core:job_file", args=job("done_job"), opens="strategist"),
    Row("core:job_file", args=job("failed_job"), note="(without a file)"),
    Row("core:job_retry", args=job("failed_job"), post={}, opens="strategist"),
    Row("core:job_retry", args=job("done_job"), post={}, refused="strategist", note="(done)"),
]
