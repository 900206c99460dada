"""What the deeds of this app are called on the history of a page."""

from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS

VERBS.update(
    opened=_("öppnade"),
    edited=_("ändrade uppgifterna"),
    renamed=_("bytte namn på"),
    moved=_("flyttade"),
    split=_("delade"),
    merged=_("slog ihop"),
    closed=_("stängde"),
    reopened=_("öppnade igen"),
    took_over=_("lät ta över"),
    imported=_("läste in från fil"),
    undone=_("ångrade"),
    began_use=_("tog i bruk"),
    registered=_("förde in i registret"),
    holding_began=_("satte en person på"),
    holding_ended=_("avslutade ett innehav av"),
    holding_cancelled=_("tog bort ett innehav av"),
    handed_over=_("lämnade över"),
    term_opened=_("lade in mandatperiod för"),
    term_changed=_("ändrade mandatperiod för"),
    group_created=_("bildade"),
    group_ended=_("avslutade"),
    seat_added=_("lade till en plats i"),
    seat_filled=_("fyllde en plats i"),
    seat_emptied=_("lämnade en plats tom i"),
    seat_ended=_("tog bort en plats i"),
    decided=_("registrerade beslutet"),
    corrected=_("rättade"),
    rule_changed=_("ändrade gallringsregeln"),
)
