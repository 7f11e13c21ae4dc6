"""Evidence and quotations of the student's own."""

import uuid

from django.core.exceptions import ObjectDoesNotExist
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from essayplanner.plans import own_items
from essayplanner.plans.access import own_plan
from essayplanner.plans.own_forms import OwnEvidenceForm, OwnQuotationForm
from essayplanner.plans.views.answers import answer, own_paragraph, save_texts

_FORMS: dict[str, type[OwnEvidenceForm] | type[OwnQuotationForm]] = {
    "evidence": OwnEvidenceForm,
    "quotation": OwnQuotationForm,
}


@require_POST
def write_own(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Save, and go to where an item of one's own is written.

    ``own`` is the kind of a new one for the paragraph ``to``, or ``kind/factor/key``.
    """
    plan = own_plan(request, pk)
    troubles = save_texts(request, plan)
    kind, *place = request.POST.get("own", "").split("/")
    place = place or [own_paragraph(plan, request.POST.get("to", "")).factor]
    if kind not in _FORMS or len(place) > 2 or not all(map(slug_re.fullmatch, place)):
        raise Http404
    if troubles:
        return answer(request, plan, troubles, "")
    return redirect(f"plans:own_{kind}", pk, *place)


@require_http_methods(["GET", "HEAD", "POST"])
def own_evidence(request: HttpRequest, pk: uuid.UUID, factor: str, key: str = "") -> HttpResponse:
    """Ask for a piece of evidence of the student's own, and put it into a paragraph."""
    return _write(request, pk, "evidence", factor, key)


@require_http_methods(["GET", "HEAD", "POST"])
def own_quotation(request: HttpRequest, pk: uuid.UUID, factor: str, key: str = "") -> HttpResponse:
    """Ask for a quotation of the student's own, and put it into a paragraph."""
    return _write(request, pk, "quotation", factor, key)


def _write(request: HttpRequest, pk: uuid.UUID, kind: str, factor: str, key: str) -> HttpResponse:
    plan = own_plan(request, pk)
    paragraph = own_paragraph(plan, factor)
    posted = request.POST if request.method == "POST" else None
    kept = own_items.read_own(paragraph, kind, key)
    if key and not (own_items.is_key(key) and (kept or posted is not None)):
        raise Http404
    # A form that was sent twice is one item: its address holds the key that the item will have.
    key = key or own_items.new_key()
    form = _FORMS[kind](posted, initial=_FORMS[kind].typed(kept) if kept else None)
    if form.is_valid():
        try:
            own_items.write_own(paragraph, form.item(key))
        except ObjectDoesNotExist:
            raise Http404 from None
        query = {"to": factor, "kind": kind} if kind != "evidence" else {"to": factor}
        place = f"{factor}-{kind}"
        return redirect(reverse("plans:desk", args=[pk], query=query, fragment=place))
    action = reverse(f"plans:own_{kind}", args=[pk, factor, key])
    context = {"paragraph": paragraph, "kind": kind, "form": form, "action": action, "kept": kept}
    return render(request, "plans/own_item.html", context, status=422 if form.is_bound else 200)
