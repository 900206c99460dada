"""The look's own pages hold no data; language and colours are the visitor's choice."""

from tests.access.row import Row

ROWS = [
    Row("core:look", public=True),
    Row("core:language", post={"language": "sv", "next": "/"}, public=True),
    Row("core:scheme", post={"scheme": "dark", "next": "/"}, public=True),
]
