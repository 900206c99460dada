"""What the deeds of this app are called on the history of a page."""

from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS

# They read alone on the thing's own page, and before its name in the list of all deeds.
VERBS.update(
    opened=_("öppnade"),
    edited=_("ändrade uppgifterna"),
    renamed=_("bytte namn"),
    moved=_("flyttade"),
    split=_("delade"),
    merged=_("slog ihop"),
    took_in=_("slog ihop flera till en"),
    closed=_("stängde"),
    reopened=_("öppnade igen"),
    imported=_("läste in från fil"),
    undone=_("ångrade en ändring"),
    began_use=_("tog plattformen i bruk"),
    registered=_("förde in i registret"),
    holding_began=_("satte en ny innehavare"),
    holding_ended=_("ändrade en innehavares sista dag"),
    holding_cancelled=_("tog bort ett tillträde"),
    term_opened=_("lade in en mandatperiod"),
    term_changed=_("ändrade en mandatperiod"),
    group_created=_("bildade gruppen"),
    group_ended=_("avslutade gruppen"),
    seat_added=_("lade till en plats"),
    seat_filled=_("fyllde en plats"),
    seat_emptied=_("lämnade en plats tom"),
    seat_ended=_("tog bort en plats"),
    decided=_("registrerade beslutet"),
    corrected=_("kompletterade beslutet"),
    rule_changed=_("ändrade en gallringsregel"),
    word_template_changed=_("bytte Word-mall"),
)
