"""Typst, held tight: own fonts only, no network, data as data, and every warning an error."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.contrib.staticfiles import finders

HERE = Path(__file__).parent


class TypesettingError(Exception):
    """The document could not be set as it should; what came out is not to be trusted."""


def typeset(template: str, data: Any, **options: Any) -> Any:
    """`data` reaches the template as JSON in sys.inputs.document."""
    compiler = typst.Compiler(
        HERE / template,
        root=HERE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
    )
    try:
        made, warnings = compiler.compile_with_warnings(**options)
    except typst.TypstError as problem:
        raise TypesettingError(getattr(problem, "diagnostic", str(problem))) from problem
    if warnings:
        raise TypesettingError("; ".join(str(warning) for warning in warnings))
    return made


@cache
def fonts() -> typst.Fonts:
    folder = finders.find("vendor/fonts")
    if not folder:
        raise TypesettingError("The fonts are missing. `make setup` brings them.")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
