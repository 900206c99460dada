"""Reading, one text a page: on a phone, or with nothing but the keyboard; saved as one goes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.coded import FIRST, SECOND
from mrplattform.assessments.forms.themes import ReadingForm, ThemeForm
from mrplattform.assessments.models import Coding, Passage, Reading
from mrplattform.assessments.passages import question_of
from mrplattform.assessments.services import readings as services
from mrplattform.assessments.services import themes as theme_services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.coding.common import closed_meanwhile, find_coding
from mrplattform.core.access import require

AUTOSAVE = "X-Autosave"
KEYS = 9  # themes that a digit on the keyboard chooses


def coding_read(request, pk):
    """To the next text that is not read."""
    coding = find_coding(request.user, pk)
    reader = _reader(request.user, coding)
    return redirect(_onward(coding, reader, after=0) or coding)


def coding_text(request, pk, place):
    coding = find_coding(request.user, pk)
    reader = _reader(request.user, coding)
    passage = get_object_or_404(Passage.objects.of(coding, reader), place=place)
    passage.coding = coding
    if coding.state != Coding.State.OPEN:
        return closed_meanwhile(request, coding)
    form = ReadingForm(request.POST or None, themes=coding.themes.all())
    is_sent = request.method == "POST" and form.is_valid()
    if _is_compared(passage, reader) and not (is_sent and _is_stored(passage, reader, form)):
        said = _("Ni har båda läst texten. Nu kommer ni överens om den tillsammans.")
        messages.info(request, said)
        return redirect("assessments:coding_settle", pk, place)
    return _save(request, passage, reader, form) if is_sent else _page(request, passage, reader)


def _reader(user, coding: Coding) -> str:
    reader = rules.reader_of(user, coding)
    require(bool(reader))
    return reader


def _is_compared(passage: Passage, reader: str) -> bool:
    """Read by both: what each saw first is kept as it was, or the comparison would mean nothing."""
    other = SECOND if reader == FIRST else FIRST
    readers = set(passage.readings.values_list("reader", flat=True))
    return {reader, other} <= readers and _all_compared(passage.coding)


def _is_stored(passage: Passage, reader: str, form: ReadingForm) -> bool:
    """The same as is kept already: the last text was saved as it was chosen, and then handed on."""
    reading = passage.readings.get(reader=reader)
    return set(reading.themes.all()) == set(form.cleaned_data["themes"])


def _all_compared(coding: Coding) -> bool:
    shared = Passage.objects.shared(coding)
    for reader in (FIRST, SECOND):
        read = Reading.objects.filter(passage=OuterRef("pk"), reader=reader)
        shared = shared.filter(Exists(read))
    return shared.count() == Passage.objects.shared(coding).count()


# --- Saving ----------------------------------------------------------------------------------


def _save(request, passage: Passage, reader: str, form: ReadingForm):
    by_itself = request.headers.get(AUTOSAVE) == "1"
    do = request.POST.get("do", "next")
    chosen = list(form.cleaned_data["themes"])
    try:
        if do == "theme":
            return _new_theme(request, passage, reader, form)
        if by_itself and not chosen:
            services.take_back(passage, reader, saw=form.shown, by=request.user)
            return JsonResponse({"words": "", "saw": ReadingForm.UNREAD})
        if not chosen and do != "none":
            return _nothing_chosen(request, passage, reader, do)
        themes = [] if do == "none" else chosen
        services.read(passage, reader, themes, saw=form.shown, by=request.user)
    except services.ReadMeanwhile as conflict:
        return _met(request, passage, reader, conflict, chosen, by_itself)
    except WrongState:
        if by_itself:
            return JsonResponse({"words": _("Kodningen är avslutad.")}, status=423)
        return closed_meanwhile(request, passage.coding)
    if by_itself:
        seen = ReadingForm.seen(one.pk for one in themes)
        return JsonResponse({"words": _("Sparat"), "saw": seen})
    return redirect(_leads_to(request, passage, reader, do))


def _leads_to(request, passage: Passage, reader: str, do: str) -> str:
    coding = passage.coding
    if do == "previous":
        return _beside(passage, reader) or coding.get_absolute_url()
    onward = _onward(coding, reader, after=passage.place)
    if onward is None:
        messages.success(request, _("Du har läst alla texter."))
    return onward or coding.get_absolute_url()


def _onward(coding: Coding, reader: str, *, after: int) -> str | None:
    """The next text that is not read, from here on and round from the start."""
    read = Reading.objects.filter(passage=OuterRef("pk"), reader=reader)
    left = Passage.objects.of(coding, reader).filter(~Exists(read)).order_by("place")
    one = left.filter(place__gt=after).first() or left.first()
    return _address(coding, one.place) if one else None


def _beside(passage: Passage, reader: str) -> str | None:
    """The text before this one, read or not."""
    rows = Passage.objects.of(passage.coding, reader).filter(place__lt=passage.place)
    one = rows.order_by("-place").first()
    return _address(passage.coding, one.place) if one else None


def _address(coding: Coding, place: int) -> str:
    return reverse("assessments:coding_text", args=[coding.pk, place])


def _nothing_chosen(request, passage, reader, do: str):
    if do == "previous":
        return redirect(_beside(passage, reader) or passage.coding)
    words = _("Välj minst ett tema, eller tryck på Inget tema passar.")
    return _page(request, passage, reader, error=words, chosen=set(), status=422)


def _new_theme(request, passage: Passage, reader: str, form: ReadingForm):
    """Made and ticked; nothing else on the page is lost, and the text stays."""
    chosen = {one.pk for one in form.cleaned_data["themes"]}
    new = ThemeForm({"name": request.POST.get("new_theme", "")}, coding=passage.coding)
    if not new.is_valid():
        error = next(words for errors in new.errors.values() for words in errors)
        return _page(request, passage, reader, theme_error=error, chosen=chosen, status=422)
    try:
        theme = theme_services.make(passage.coding, new.cleaned_data["name"], by=request.user)
    except ValidationError as problem:  # somebody made it just now
        return _page(
            request, passage, reader, theme_error=problem.messages[0], chosen=chosen, status=422
        )
    return _page(request, passage, reader, chosen=chosen | {theme.pk})


def _met(request, passage, reader, conflict, chosen, by_itself: bool):
    """Somebody in the same function read it meanwhile: both are shown, the next save decides."""
    if by_itself:
        return JsonResponse({"words": _("Någon annan läste texten samtidigt.")}, status=409)
    theirs = ", ".join(one.name for one in conflict.theirs.themes.all())
    words = _("Någon i samma funktion läste texten samtidigt och valde: %s. Vad ska gälla?")
    error = words % (theirs or _("inget tema passar"))
    return _page(
        request, passage, reader, error=error, chosen={one.pk for one in chosen}, status=409
    )


# --- What is shown ---------------------------------------------------------------------------


def _page(request, passage: Passage, reader: str, *, chosen=None, status: int = 200, **words):
    coding = passage.coding
    stored = Reading.objects.filter(passage=passage, reader=reader).first()
    seen = {one.pk for one in stored.themes.all()} if stored else None
    mine = Passage.objects.of(coding, reader)
    ticked = chosen if chosen is not None else seen or set()
    context = {
        "coding": coding,
        "passage": passage,
        "asked": question_of(passage.source),
        "choices": [
            {"theme": one, "key": number if number <= KEYS else "", "ticked": one.pk in ticked}
            for number, one in enumerate(coding.themes.all(), start=1)
        ],
        "saw": ReadingForm.seen(seen),
        "fits_none": seen == set() and not ticked,
        "is_read": stored is not None,
        "previous": _beside(passage, reader),
        "read": mine.filter(readings__reader=reader).count(),
        "all": mine.count(),
        **words,
    }
    return render(request, "assessments/coding_text.html", context, status=status)
