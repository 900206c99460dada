"""Finds the cells of an Excel file that compute: what they show is not what somebody wrote."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from defusedxml import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def find_formulas(data: bytes) -> list[tuple[str, str]]:
    """(sheet, cell) of each formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (name, cell)
            for name, path in _sheets(archive)
            if path in archive.namelist()
            for cell in _cells(archive.read(path))
        ]


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    paths = {one.get("Id"): one.get("Target", "") for one in links}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        path = paths.get(sheet.get(RELATION), "")
        yield sheet.get("name", ""), posixpath.normpath(posixpath.join("/xl", path))[1:]


def _cells(xml: bytes) -> Iterator[str]:
    for cell in ElementTree.fromstring(xml).iter(f"{MAIN}c"):
        if cell.find(f"{MAIN}f") is not None:
            yield cell.get("r", "")
