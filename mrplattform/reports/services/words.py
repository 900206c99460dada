"""What the deeds are called on the page."""

from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS

VERBS.update(
    report_created=_("skapade rapporten"),
    report_edited=_("ändrade rapporten"),
    words_written=_("skrev egna ord i rapporten"),
    report_commented=_("kommenterade rapporten"),
    comment_settled=_("sa att en kommentar är klar"),
    report_locked=_("förde in beslutet och låste rapporten"),
    report_renewed=_("skapade en ny version av rapporten"),
    report_removed=_("tog bort rapporten"),
    report_restored=_("lade tillbaka rapporten"),
)
