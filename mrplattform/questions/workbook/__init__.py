"""A framework as an Excel file that a person can change without knowing YAML, and back again."""

from mrplattform.questions.workbook.incoming import from_excel
from mrplattform.questions.workbook.outgoing import to_excel

__all__ = ["from_excel", "to_excel"]
