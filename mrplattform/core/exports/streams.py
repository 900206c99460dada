"""Lists of any length as a file: made while it is fetched, in memory that does not grow with it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import translation
from django.utils.text import slugify

from mrplattform.core.exports import csv, excel
from mrplattform.core.exports.sheets import Sheet, SheetColumn


def csv_response(
    columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]], *, name: Any
) -> StreamingHttpResponse:
    chunks = _in_this_language(csv.stream_csv(columns, rows))
    return _response(chunks, csv.TYPE, f"{_slug(name)}.csv")


def xlsx_response(sheets: Iterable[Sheet], *, name: Any) -> StreamingHttpResponse:
    return _response(excel.stream_xlsx(sheets), excel.TYPE, f"{_slug(name)}.xlsx")


def _response(chunks, kind: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(chunks, content_type=kind, headers=headers)


def _slug(name: Any) -> str:
    return slugify(str(name)) or "lista"


def _in_this_language(chunks: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    """What is fetched after the page's own work is done still speaks the visitor's language."""
    language = translation.get_language()

    def told():
        with closing(chunks):
            while True:
                with translation.override(language):
                    chunk = next(chunks, None)
                if chunk is None:
                    return
                yield chunk

    return told()
