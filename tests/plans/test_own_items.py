"""Evidence and quotations of the student's own."""

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertRedirects

from essayplanner.argument.outline import Evidence, Name, Quotation, from_json, to_json
from essayplanner.plans import actions, own_items, revisions
from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Choice, Paragraph, Plan, Revision
from essayplanner.plans.own_items import read_names, write_names
from essayplanner.plans.views import choosing, own
from essayplanner.plans.writing import write_outline
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

KEY = "own-0123456789abcdef"
EVIDENCE = {
    "date": "3 April 1922",
    "what": "Molotov hands over the office",
    "details": "He had run it for a year.",
    "author": "E. H. Carr; Service, Robert",
    "title": "A History",
    "year": "1958",
    "pages": "p. 12",
}
QUOTATION = {
    "historian": "Sheila Fitzpatrick",
    "words": "A bureaucracy, and\nno party.",
    "author": "",
    "title": "The Revolution",
    "year": "1982",
    "pages": "p. 99",
}


def path(cast: Cast, kind: str, *more: str) -> str:
    return reverse(f"plans:own_{kind}", args=[cast.plan.pk, *(more or ("skill", KEY))])


def send(cast: Cast, kind: str, **changes: str) -> Any:
    usual = EVIDENCE if kind == "evidence" else QUOTATION
    return cast.student.post(path(cast, kind), usual | changes)


def items(cast: Cast) -> tuple[tuple[Evidence, ...], tuple[Quotation, ...]]:
    paragraph = build_outline(Plan.objects.get(pk=cast.plan.pk)).paragraphs[0]
    return paragraph.evidence, paragraph.quotations


def test_evidence_of_ones_own_is_dated_and_cited_in_the_schools_style(cast: Cast) -> None:
    answer = send(cast, "evidence")
    desk = reverse("plans:desk", args=[cast.plan.pk])
    assertRedirects(answer, f"{desk}?to=skill#skill-evidence")
    ((item,), ()) = items(cast)
    source = item.source
    assert source is not None
    assert item == Evidence(
        key=KEY,
        date="1922-04-03",
        date_text="3 Apr 1922",
        title="Molotov hands over the office",
        text="He had run it for a year.",
        locator="p. 12",
        source=source,
        own=True,
    )
    assert source.authors == (
        Name(family="Carr", given="E. H."),
        Name(family="Service", given="Robert"),
    )
    assert (source.title, source.issued, source.label) == (
        "A History",
        1958,
        "Carr and Service, 1958",
    )
    assert source.reference


def test_a_quotation_of_ones_own_is_never_checked(cast: Cast) -> None:
    answer = send(cast, "quotation")
    desk = reverse("plans:desk", args=[cast.plan.pk])
    assertRedirects(answer, f"{desk}?to=skill&kind=quotation#skill-quotation")
    ((), (item,)) = items(cast)
    assert (item.historian, item.text, item.page) == (
        "Sheila Fitzpatrick",
        "A bureaucracy, and\nno party.",
        "99",
    )
    assert (item.own, item.checked) == (True, False)
    assert item.source.authors == (Name(family="Fitzpatrick", given="Sheila"),)
    page = cast.student.get(desk)
    assertContains(page, "your own")
    assertContains(page, f'value="quotation/skill/{KEY}"')


def test_little_is_enough_for_evidence(cast: Cast) -> None:
    empty = dict.fromkeys(EVIDENCE, "") | {"what": "It happened"}
    send(cast, "evidence", **empty)
    ((item,), ()) = items(cast)
    assert item == Evidence(key=KEY, date="", date_text="", title="It happened", text="", own=True)
    desk = cast.student.get(reverse("plans:desk", args=[cast.plan.pk]))
    assertContains(desk, "It happened")


def test_undated_evidence_stands_after_what_has_a_date(cast: Cast) -> None:
    send(cast, "evidence", date="")
    data = {"to": "skill", "item": "evidence/oath-speech"}
    cast.student.post(reverse("plans:choose", args=[cast.plan.pk]), data)
    assert [item.key for item in items(cast)[0]] == ["oath-speech", KEY]


def test_what_was_sent_twice_is_there_once(cast: Cast) -> None:
    for _ in range(2):
        send(cast, "evidence")
        send(cast, "quotation")
    assert Choice.objects.filter(paragraph__plan=cast.plan).count() == 2
    assert [row.words for row in Revision.objects.all()] == [0]  # as it was before the first


def test_the_form_of_a_new_item_knows_the_key_that_the_item_will_have(cast: Cast) -> None:
    form = cast.student.get(path(cast, "evidence", "skill")).content.decode()
    action = form.split("data-guard")[0].rsplit('action="', 1)[1].split('"')[0]
    for _ in range(2):
        cast.student.post(action, EVIDENCE)
    cast.student.post(path(cast, "evidence", "skill"), EVIDENCE)
    assert len(items(cast)[0]) == 2


def test_an_item_is_edited_in_its_place_and_its_old_words_are_kept(cast: Cast) -> None:
    send(cast, "evidence")
    send(cast, "quotation")
    form = cast.student.get(path(cast, "evidence")).content.decode()
    for value in ("3 Apr 1922", "Molotov hands over the office", "E. H. Carr; Robert Service"):
        assert f'value="{value}"' in form
    form = cast.student.get(path(cast, "quotation")).content.decode()
    assert 'name="author" value' not in form  # as it is the historian
    before = build_outline(Plan.objects.get(pk=cast.plan.pk))
    send(cast, "evidence", what="Another title", date="spring 1922")
    ((item,), (quotation,)) = items(cast)
    assert (item.title, item.date, quotation) == (
        "Another title",
        "1922-21",
        before.paragraphs[0].quotations[0],
    )
    newest = Revision.objects.all()[0]
    assert revisions.read(newest).paragraphs == before.paragraphs


def test_an_opened_form_that_is_sent_as_it_is_changes_nothing(cast: Cast) -> None:
    for kind in ("evidence", "quotation"):
        send(cast, kind)
        form = cast.student.get(path(cast, kind)).context["form"]
        shown = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
        before = items(cast), Revision.objects.count()
        send(cast, kind, **shown)
        assert (items(cast), Revision.objects.count()) == before


@pytest.mark.parametrize(
    ("kind", "field", "value", "says"),
    [
        ("evidence", "date", "a while ago", "is not a date; write it like 3 April 1922"),
        ("evidence", "date", "31 April 1922", "April 1922 has 30 days."),
        ("evidence", "date", "9" * 5000, "there is room for 60"),
        ("evidence", "what", "  ", "Say in a few words what happened."),
        ("evidence", "what", "x" * 121, "This has 121 characters, and there is room for 120"),
        ("evidence", "details", "x" * 100_000, "there is room for 1000"),
        ("evidence", "details", "a\0b", "This holds the character U+0000"),
        ("evidence", "what", "a\x07b", "This holds the character U+0007"),
        ("evidence", "title", "", "Give the title too, or leave the whole source empty."),
        ("evidence", "year", "about 1950", "Type the year in four digits, such as 1996."),
        ("evidence", "year", "١٩٥٠", "Type the year in four digits"),
        ("evidence", "author", ";;,", "Type the name, such as Sheila Fitzpatrick."),
        ("evidence", "author", "x" * 150, "Put a semicolon between one name and the next."),
        ("evidence", "pages", "x" * 51, "there is room for 50"),
        ("quotation", "historian", "", "Say whose words these are."),
        ("quotation", "words", "", "Copy the words, letter for letter."),
        ("quotation", "words", "x" * 2001, "there is room for 2000"),
        ("quotation", "title", "", "Say where you found it: give the title."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_and_given_back(
    kind: str, field: str, value: str, says: str, cast: Cast
) -> None:
    answer = send(cast, kind, **{field: value})
    assert answer.status_code == 422
    assertContains(answer, says, status_code=422)
    rest = EVIDENCE if kind == "evidence" else QUOTATION
    for name, words in rest.items():
        if name != field:
            assertContains(answer, words, status_code=422)
    assert not Choice.objects.exists()


@pytest.mark.parametrize(
    "key", ["oath-speech", "own-", "own-xyz", "own-0123456789ABCDEF", KEY + "0", "x" * 500]
)
def test_only_a_key_of_ones_own_is_written(key: str, cast: Cast) -> None:
    for kind in ("evidence", "quotation"):
        for factor in ("skill", "nothing"):
            address = path(cast, kind, factor, key)
            assert cast.student.get(address).status_code == 404
            assert cast.student.post(address, EVIDENCE | QUOTATION).status_code == 404
    assert cast.student.get(path(cast, "evidence")).status_code == 404  # not there yet
    assert not Choice.objects.exists()


def test_nobody_else_reads_or_writes_it(cast: Cast) -> None:
    send(cast, "evidence")
    before = items(cast)
    others = {"teacher": 403, "classmate": 404, "stranger": 404, "guest": 404}
    clients: dict[str, Client] = cast.clients()
    for who, status in others.items():
        for more in (("skill", KEY), ("skill",)):
            address = path(cast, "evidence", *more)
            assert clients[who].get(address).status_code == status
            sent = clients[who].post(address, EVIDENCE | {"what": "Mine now"})
            assert sent.status_code == status
    assert items(cast) == before


@pytest.mark.parametrize(
    ("own", "address"),
    [
        ("evidence", "own-evidence/rivals/"),
        ("quotation", "own-quotation/rivals/"),
        (f"evidence/skill/{KEY}", f"own-evidence/skill/{KEY}/"),
    ],
)
def test_the_way_there_saves_every_text_first(own: str, address: str, cast: Cast) -> None:
    send(cast, "evidence")
    data = {"own": own, "to": "rivals", "argument.was": "", "argument": "It was skill."}
    answer = cast.student.post(reverse("plans:write_own", args=[cast.plan.pk]), data)
    assertRedirects(answer, f"/plans/{cast.plan.pk}/{address}")
    assert Plan.objects.get(pk=cast.plan.pk).argument == "It was skill."


@pytest.mark.parametrize("own", ["", "people", "evidence/", "evidence/a/b/c", "evidence/\0", "/"])
def test_there_is_no_way_to_anything_else(own: str, cast: Cast) -> None:
    data = {"own": own, "to": "rivals"}
    answer = cast.student.post(reverse("plans:write_own", args=[cast.plan.pk]), data)
    assert answer.status_code == 404


def test_a_text_in_conflict_keeps_the_student_at_the_desk(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(argument="Elsewhere.")
    data = {"own": "evidence", "to": "skill", "argument.was": "", "argument": "Here."}
    answer = cast.student.post(reverse("plans:write_own", args=[cast.plan.pk]), data)
    assertContains(answer, "Elsewhere.", status_code=409)


def test_it_prints_and_is_taken_out_like_any_other(cast: Cast) -> None:
    send(cast, "evidence")
    send(cast, "quotation")
    page = cast.student.get(reverse("exports:paper", args=[cast.plan.pk, "one-side", "html"]))
    for words in ("3 Apr 1922", "Molotov hands over the office", "Carr and Service, 1958"):
        assertContains(page, words)
    assertContains(page, "unchecked wording")
    pdf = cast.student.get(reverse("exports:paper", args=[cast.plan.pk, "one-side", "pdf"])).content
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Molotov hands over the office" in " ".join(text.split())
    for kind in ("evidence", "quotation"):
        data = {"chosen": f"skill/{kind}/{KEY}"}
        cast.student.post(reverse("plans:take_out", args=[cast.plan.pk]), data)
    assert items(cast) == ((), ())


def test_it_survives_a_revision_and_a_file(cast: Cast) -> None:
    send(cast, "evidence")
    send(cast, "quotation")
    before = build_outline(Plan.objects.get(pk=cast.plan.pk))
    assert from_json(to_json(before)) == before
    now: datetime = timezone.now()
    kept = revisions.keep(cast.plan, Revision.Reason.WORK, now)
    write_outline(cast.plan, replace(before, paragraphs=()))
    write_outline(cast.plan, revisions.read(kept))
    assert build_outline(Plan.objects.get(pk=cast.plan.pk)).paragraphs == before.paragraphs


def test_the_same_book_is_one_source(cast: Cast) -> None:
    for number in range(2):
        key = f"own-{number:016}"
        cast.student.post(path(cast, "evidence", "skill", key), EVIDENCE)
    assert len(build_outline(Plan.objects.get(pk=cast.plan.pk)).sources) == 1


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Sheila Fitzpatrick", [("Fitzpatrick", "Sheila")]),
        ("Sebag Montefiore, Simon", [("Sebag Montefiore", "Simon")]),
        ("Parliament of England", [("Parliament of England", "")]),
        ("Plato", [("Plato", "")]),
        ("E. H. Carr ;Robert  Service;", [("Carr", "E. H."), ("Service", "Robert")]),
        (" ; , ", []),
    ],
)
def test_authors_are_read_as_people_type_them(typed: str, names: list[tuple[str, str]]) -> None:
    assert read_names(typed) == tuple(Name(family=family, given=given) for family, given in names)


@given(st.text(max_size=60))
def test_authors_are_written_as_they_are_read(typed: str) -> None:
    assert read_names(write_names(read_names(typed))) == read_names(typed)


def test_a_new_key_is_a_key() -> None:
    assert own_items.is_key(own_items.new_key())


def test_an_item_lands_in_the_paragraph_as_it_is_by_now(cast: Cast) -> None:
    fetched = cast.plan.paragraphs.get(factor="skill")
    write_outline(cast.plan, build_outline(cast.plan))  # each paragraph is another row now
    item = Evidence(key=KEY, date="", date_text="", title="Mine", text="", own=True)
    own_items.write_own(fetched, item)
    assert items(cast) == ((item,), ())
    actions.take_out(fetched, "evidence", KEY)
    assert items(cast) == ((), ())


def _dropped_meanwhile(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """Let the factor be taken out between the view's look at it and the lock."""
    look = module.own_paragraph

    def late(plan: Plan, factor: str) -> Paragraph:
        found: Paragraph = look(plan, factor)
        Paragraph.objects.filter(pk=found.pk).delete()
        return found

    monkeypatch.setattr(module, "own_paragraph", late)


def test_words_for_a_factor_that_was_dropped_meanwhile_are_given_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dropped_meanwhile(monkeypatch, own)
    answer = send(cast, "evidence")
    assertContains(answer, "\nMolotov hands over the office</pre>", 1, 404)


def test_taking_out_of_a_factor_that_was_dropped_meanwhile_is_not_found(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dropped_meanwhile(monkeypatch, choosing)
    data = {"chosen": f"skill/evidence/{KEY}"}
    answer = cast.student.post(reverse("plans:take_out", args=[cast.plan.pk]), data)
    assert answer.status_code == 404
