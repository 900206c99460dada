"""Looks into a file before anyone keeps it, and says plainly why one is refused.

What a file is, is told by its content; the name must agree with it.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePath

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

# Word, Excel and OpenDocument files are zip archives; this is what stands in them.
ZIPPED = {
    "docx": b"wordprocessingml.document.main+xml",
    "dotx": b"wordprocessingml.template.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
SIGNED = {"pdf": {".pdf"}, "png": {".png"}, "jpg": {".jpg", ".jpeg"}, "jpeg": {".jpg", ".jpeg"}}
TEXT = ("csv", "txt", "yaml", "yml")
SHEETS = ("xlsx", "ods", "csv")
DOCUMENTS = ("pdf", "docx", "odt", "pptx", "xlsx", "ods", "csv", "txt", "png", "jpg", "jpeg")
MACRO_ENDINGS = ("docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "ppsm", "potm")

# A long report with pictures unpacks to tens of megabytes; a bomb to gigabytes.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_ENTRIES = 5000
MAX_RATIO = 200  # one entry, when it is larger than SMALL_ENTRY
SMALL_ENTRY = 1024 * 1024
MAX_PDF_OBJECTS = 100_000
DANGEROUS_ACTIONS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute")


def check_upload(file, *, allowed: tuple[str, ...] = DOCUMENTS) -> str:
    """Return the file's ending when it may be kept; refuse with a reason otherwise."""
    ending = PurePath(file.name or "").suffix.lower().lstrip(".")
    _check_name(ending, allowed)
    _check_size(file)
    file.seek(0)
    try:
        if ending in ZIPPED:
            _check_zip(file, ending)
        elif ending in TEXT:
            _check_text(file, ending)
        else:
            _check_signature(file, ending)
            if ending == "pdf":
                _check_pdf(file)
    finally:
        file.seek(0)
    return ending


def _refuse(message: str, code: str) -> ValidationError:
    return ValidationError(message, code=code)


def _check_name(ending: str, allowed: tuple[str, ...]) -> None:
    if ending in MACRO_ENDINGS:
        raise _macros()
    if ending in ("svg", "svgz"):
        raise _refuse(
            _("Bilder av typen SVG tas inte emot. Spara bilden som PNG och försök igen."), "svg"
        )
    if ending not in allowed:
        kinds = ", ".join(one.upper() for one in allowed if one != "jpeg")
        raise _refuse(_("Filtypen tas inte emot. De här går bra: %s.") % kinds, "kind")


def _check_size(file) -> None:
    if not file.size:
        raise _refuse(_("Filen är tom. Kontrollera att den är sparad och välj den igen."), "empty")
    if file.size > settings.MAX_UPLOAD_BYTES:
        most = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        raise _refuse(_("Filen är för stor. Högst %d MB går bra.") % most, "size")


def _macros() -> ValidationError:
    return _refuse(
        _("Filen innehåller makron. Spara den utan makron (docx, xlsx eller PDF)."), "macros"
    )


def _not_what_it_says(ending: str) -> ValidationError:
    return _refuse(
        _("Filen är inte en %s-fil, fast den heter så. Spara om den i rätt program.")
        % ending.upper(),
        "content",
    )


def _broken() -> ValidationError:
    return _refuse(_("Filen går inte att läsa. Öppna den, spara om den och försök igen."), "broken")


# --- By content -----------------------------------------------------------------------------


def _check_signature(file, ending: str) -> None:
    head = file.read(4096)
    try:
        found = {match.extension for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        found = set()
    # Something runnable may carry a second signature further in.
    if head[:2] == b"MZ" or not found & SIGNED.get(ending, set()):
        raise _not_what_it_says(ending)


def _check_text(file, ending: str) -> None:
    data = file.read()
    if b"\0" in data or data[:4] in (b"%PDF", b"PK\x03\x04") or data[:2] == b"MZ":
        raise _not_what_it_says(ending)
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml")):
        raise _not_what_it_says(ending)


# --- Zip archives ---------------------------------------------------------------------------


def _check_zip(file, ending: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive.infolist())
            if _kind_of(archive) != ending:
                raise _not_what_it_says(ending)
            _check_unpacked(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken() from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED_BYTES or any(map(_is_bomb, entries)):
        raise _refuse(
            _("Filen blir orimligt stor när den packas upp. Spara om den och försök igen."), "bomb"
        )
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        if name.startswith("/") or ".." in name.split("/"):
            raise _broken()
        if entry.flag_bits & 0x1:
            raise _refuse(_("Filen har lösenord. Ta bort lösenordet och försök igen."), "locked")
        if _is_macro(name):
            raise _macros()


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL_ENTRY and entry.file_size > MAX_RATIO * max(
        1, entry.compress_size
    )


def _is_macro(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return (
        last in ("vbaproject.bin", "vbadata.xml")
        or "/activex/" in name
        or "/macrosheets/" in name
        or name.startswith(("basic/", "scripts/"))
    )


def _kind_of(archive: zipfile.ZipFile) -> str:
    """What the archive says that it is, or '' when it does not say."""
    names = set(archive.namelist())
    if "mimetype" in names:
        said = archive.read("mimetype")
    elif "[Content_Types].xml" in names:
        said = archive.read("[Content_Types].xml")
    else:
        return ""
    if b"macroenabled" in said.lower():
        raise _macros()
    return next((kind for kind, mark in ZIPPED.items() if mark in said), "")


def _check_unpacked(archive: zipfile.ZipFile) -> None:
    """Unpack it all once: the sizes that an archive states may be lies, the checksums tell."""
    for entry in archive.infolist():
        with archive.open(entry) as part:
            head = part.read(65536)
            if entry.filename.lower().endswith((".xml", ".rels")) and _has_entities(head):
                raise _broken()
            while part.read(1024 * 1024):
                pass


def _has_entities(xml: bytes) -> bool:
    """Office programs write no document types; entity bombs need one."""
    text = xml.replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in text or b"<!ENTITY" in text


# --- PDF ------------------------------------------------------------------------------------


def _check_pdf(file) -> None:
    file.seek(0)
    if _raw_danger(file.read()):
        raise _pdf_actions()
    file.seek(0)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _refuse(_("Filen har lösenord. Ta bort lösenordet och försök igen."), "locked")
        if not len(reader.pages):
            raise _broken()
        dangerous = any(_is_dangerous(thing) for thing in _pdf_objects(reader))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _broken() from error
    except (IndexError, OverflowError, NotImplementedError, OSError, AssertionError) as error:
        raise _broken() from error
    if dangerous:
        raise _pdf_actions()


def _pdf_actions() -> ValidationError:
    return _refuse(
        _(
            "PDF-filen innehåller skript eller startar program. "
            "Skriv ut den till en ny PDF och försök igen."
        ),
        "actions",
    )


def _raw_danger(data: bytes) -> bool:
    """Names that stand in the open, also written with hexadecimal signs (/J#61vaScript)."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), data)
    return b"/JavaScript" in plain or b"/Launch" in plain


def _pdf_objects(reader: PdfReader):
    """Every object of the file, those packed into object streams as well."""
    places = {
        (number, generation) for generation, numbers in reader.xref.items() for number in numbers
    } | {(number, 0) for number in reader.xref_objStm}
    if len(places) > MAX_PDF_OBJECTS:
        raise _broken()
    for number, generation in sorted(places):
        yield reader.get_object(IndirectObject(number, generation, reader))
    yield reader.trailer


def _is_dangerous(thing, depth: int = 0) -> bool:
    """Actions that run something; references are followed where they lead to, not here."""
    if depth > 50:
        raise _broken()
    if isinstance(thing, DictionaryObject):
        if "/JS" in thing or thing.get("/S") in DANGEROUS_ACTIONS:
            return True
        values = [dict.__getitem__(thing, key) for key in thing]
    elif isinstance(thing, ArrayObject):
        values = list(list.__iter__(thing))
    else:
        return False
    return any(
        _is_dangerous(value, depth + 1)
        for value in values
        if isinstance(value, DictionaryObject | ArrayObject)
    )
