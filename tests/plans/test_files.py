"""A plan as a file, out and in again: whole, or refused in a sentence."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertRedirects

from essayplanner.accounts.people import Person
from essayplanner.argument import outline as values
from essayplanner.argument.outline import LINK_KINDS, Evidence, Outline, Quotation, Source
from essayplanner.argument.plan_file import FORMAT, VERSION, PlanFileError, read, write
from essayplanner.exports.papers import ALL
from essayplanner.plans import actions, keeping, ranking
from essayplanner.plans.build import build_outline
from essayplanner.plans.copying import cite
from essayplanner.plans.models import Choice, Plan
from essayplanner.plans.own_items import PREFIX
from essayplanner.plans.plan_files import MAX_CHOSEN, MAX_FILE, storable
from essayplanner.plans.saving import MAX_TEXT
from factors.dates import HistoricalDate
from factors.loading import load_pack
from factors.models import Bank, Topic
from factors.pack import PACKS_DIR, read_pack
from factors.records import SOURCE_TYPES
from tests.argument.strategies import tuples
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
ANYTHING_GOES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def send(client: Client, data: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("my.plan.json", data, "application/json")
    return client.post("/plans/open/", {"file": file}, **more)


def file_of(client: Client, plan: Plan) -> bytes:
    answer = client.get(reverse("exports:paper", args=[plan.pk, "plan", "json"]))
    assert ".plan.json" in answer["Content-Disposition"]
    return bytes(answer.content)


@pytest.fixture
def full(cast: Cast) -> Plan:
    """The student's plan with something in every part of it."""
    plan = cast.plan
    for place in ("argument", "criterion_1", "judgement", "skill-point", "rivals-weighed_3"):
        actions.save_text(plan, place, "", f"“{place}”\n\nis <b>mine</b> & true 🎓")
    skill = plan.paragraphs.select_related("plan__bank").get(factor="skill")
    actions.choose(skill, Choice.Kind.EVIDENCE, "oath-speech")
    assert plan.bank
    quotation = plan.bank.quotation_set.all()[0]
    actions.choose(skill, Choice.Kind.QUOTATION, quotation.slug)
    ranking.move(plan, "structure", "up")
    plan.links.create(number=1, cause="skill", effect="rivals", kind="limited", sentence="So.")
    return Plan.objects.select_related("owner").get(pk=plan.pk)


def envelope(plan: Plan) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(write(build_outline(plan)))
    return loaded


# ------------------------------------------------------------------ out and in again


def test_a_file_says_what_it_is_and_can_be_read_by_people(cast: Cast, full: Plan) -> None:
    text = file_of(cast.student, full).decode()
    assert text.startswith(f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "plan": {{')
    assert "is <b>mine</b> & true 🎓" in text


def test_a_plan_goes_to_another_person_whole_and_is_theirs(cast: Cast, full: Plan) -> None:
    answer = send(cast.stranger, file_of(cast.student, full))
    plan = Plan.objects.get(owner__username="stranger")
    assertRedirects(answer, f"/plans/{plan.pk}/", fetch_redirect_response=False)
    sent = build_outline(full)
    assert sent.author == "Student"
    assert build_outline(plan) == replace(sent, author="Stranger")
    assert (plan.assignment, plan.bank, plan.guest_key) == (None, full.bank, "")
    assertContains(cast.stranger.get(answer["Location"]), "The library beside your plan is")
    assert cast.student.get(answer["Location"]).status_code == 404


def test_opening_a_file_again_makes_another_plan_and_touches_none(cast: Cast, full: Plan) -> None:
    before, data = build_outline(full), file_of(cast.student, full)
    for _ in range(2):
        send(cast.student, data)
    assert Plan.objects.filter(owner=full.owner).count() == 3
    assert build_outline(full) == before
    assertContains(cast.student.get("/"), "Copy made", 2)


def test_a_guest_opens_a_file(cast: Cast, full: Plan) -> None:
    data = file_of(cast.student, full)
    plan = send(cast.other_guest, data)["Location"]
    assert cast.other_guest.get(plan).status_code == 200
    assertContains(cast.other_guest.get("/"), plan)


def test_looking_at_the_form_makes_no_guest(client: Client) -> None:
    assertContains(client.get("/"), "/plans/open/")
    client.get("/plans/open/")
    send(client, b"{}")
    assert not client.session.keys()


def test_a_file_that_an_editor_marked_as_utf_8_is_opened(cast: Cast, full: Plan) -> None:
    data = b"\xef\xbb\xbf" + file_of(cast.student, full)
    assert send(cast.student, data).status_code == 302


# ------------------------------------------------------------------ the library on the other side


def test_without_its_topic_a_plan_is_opened_and_says_so(cast: Cast, full: Plan) -> None:
    data = envelope(full)
    data["plan"]["question"]["topic_slug"] = "nowhere"
    answer = send(cast.student, json.dumps(data).encode(), follow=True)
    assertContains(answer, "This site has no library for its topic that is open to you")
    assert Plan.objects.exclude(copied_at=None).get().bank is None


def test_a_topic_that_is_not_open_to_somebody_is_not_opened_by_a_file(
    cast: Cast, full: Plan
) -> None:
    data = file_of(cast.student, full)
    Topic.objects.filter(slug="stalin-rise").update(built_in=False, author=full.owner)
    for client, bank in ((cast.student, full.bank), (cast.stranger, None), (cast.guest, None)):
        plan = Plan.objects.get(pk=send(client, data)["Location"].split("/")[2])
        assert plan.bank == bank


def test_a_plan_is_on_the_edition_that_is_current_here_with_its_signs(
    cast: Cast, full: Plan
) -> None:
    data = file_of(cast.student, full)
    pack = read_pack(PACKS_DIR / "stalin-rise")
    turned = pack.topic.model_copy(update={"factors": [*pack.topic.factors[::-1]]})
    load_pack(pack.model_copy(update={"topic": turned}))
    newest = Bank.objects.get(current_of__slug="stalin-rise")
    assert newest != full.bank
    send(cast.student, data)
    plan = Plan.objects.exclude(copied_at=None).get()
    assert plan.bank == newest
    signs = dict(newest.factor_set.values_list("slug", "order"))
    assert {row.factor: row.mark for row in plan.paragraphs.all()} == {
        key: signs[key] for key in ("skill", "rivals", "structure")
    }


# ------------------------------------------------------------------ what is refused


def refused(client: Client, data: bytes, says: str) -> None:
    before = list(Plan.objects.values())
    answer = send(client, data)
    assertContains(answer, says, status_code=422)
    assert list(Plan.objects.values()) == before


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty."),
        (b"My plan", "cannot be read as JSON"),
        (b"\xff\xfe{", "cannot be read as JSON"),
        (b"PK\x03\x04", "cannot be read as JSON"),
        (b"[" * 1_000_000, "cannot be read as JSON"),
        (b'{"a":' * 300_000, "cannot be read as JSON"),
        (b'{"format": "\\ud800"}', "cannot be read as JSON"),
        (b"[]", "but not a plan file"),
        (b"null", "but not a plan file"),
        (b'"Essay Planner plan file"', "but not a plan file"),
        (b'[{"id": "carr1958socialism", "type": "book"}]', "but not a plan file"),
        (b"x" * (MAX_FILE + 1), "larger than 2 MB"),
    ],
)
def test_what_is_no_plan_file_is_refused(data: bytes, says: str, cast: Cast) -> None:
    refused(cast.student, data, says)


def test_no_file_at_all_is_refused(cast: Cast) -> None:
    assertContains(cast.student.post("/plans/open/"), "Choose a file first.", status_code=422)


LONG = "x" * (MAX_TEXT + 1)
A_NUMBER = "a number of 5000 digits"
DEEP: Any = []
for _ in range(150):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("version", VERSION + 1, "was made by a newer Essay Planner"),
        ("version", "1", "does not say its version"),
        ("version", True, "does not say its version"),
        ("version", 0, "does not say its version"),
        ("plan", None, "This plan file is damaged"),
        ("plan", {}, "The fault is at: question."),
        ("plan.argument", 3, "The fault is at: argument."),
        ("plan.argument", DEEP, "The fault is at: argument."),
        ("plan.argument", LONG, "has 10001 characters, and one box holds 10000"),
        ("plan.argument", "a\x00b", "(NUL)"),
        ("plan.secret", "words", "no part of a plan: “secret”"),
        ("plan.paragraphs.0.factor.secret", "words", "no part of a plan: “secret”"),
        ("plan.paragraphs.0.evidence.0.text", "a\x00b", "(NUL)"),
        ("plan.paragraphs.0.evidence.0.date", "soon", "“soon” in this file is not a date"),
        ("plan.paragraphs.0.evidence.0.key", "a/b", "“a/b” in this file is no key"),
        ("plan.paragraphs.0.evidence.0.key", "", "“” in this file is no key"),
        ("plan.paragraphs.0.evidence.0.source.type", "rumour", "is no kind of source"),
        ("plan.paragraphs.0.evidence.0.source.url", "javascript:x", "no address of a web page"),
        ("plan.paragraphs.0.evidence.0.source.issued", A_NUMBER, "cannot be read as JSON"),
        ("plan.paragraphs.0.evidence.0.source.issued", 10**9, "A year in this file"),
        ("plan.paragraphs.0.evidence.0.source.accessed", "2026-13", "is not a date"),
        ("plan.paragraphs.0.factor.key", "a b", "“a b” in this file is no key"),
        ("plan.paragraphs.0.factor.key", "x" * 81, "is no key"),
        ("plan.paragraphs.0.factor.key", "rivals", "the factor “rivals” twice"),
        ("plan.paragraphs.0.factor.name", "x" * 101, "has more than 100 characters"),
        ("plan.paragraphs.0.factor.name", " ", "has no name"),
        ("plan.paragraphs.0.factor.short_name", "x" * 31, "has more than 30 characters"),
        ("plan.paragraphs.0.weighed", ["", ""], "The fault is at: paragraphs › 1 › weighed"),
        ("plan.paragraphs.0.rank", A_NUMBER, "cannot be read as JSON"),
        ("plan.question.text", " ", "has no question"),
        ("plan.question.topic", "x" * 201, "has more than 200 characters"),
        ("plan.question.topic_slug", "a b", "is no key"),
        ("plan.question.named_factor", "a b", "is no key"),
        ("plan.question.starts", 10_000, "A year in this file"),
        ("plan.question.ends", -44, "A year in this file"),
        ("plan.question.starts", 1930, "ends before it begins"),
        ("plan.paragraphs.0.evidence.0.own", True, "not the key of an item of one’s own"),
        ("plan.links.0.cause", "luck", "does not go from one factor of the plan to another"),
        ("plan.links.0.effect", "skill", "does not go from one factor of the plan to another"),
        ("plan.links.0.kind", "caused", "The fault is at: links › 1 › kind"),
        ("plan.links.0.evidence", "a b", "is no key"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_reason(
    path: str, value: Any, says: str, cast: Cast, full: Plan
) -> None:
    data = envelope(full)
    order = {"skill": 0, "rivals": 1, "structure": 2}
    data["plan"]["paragraphs"].sort(key=lambda row: order[row["factor"]["key"]])
    *way, last = path.split(".")
    place: Any = data
    for step in way:
        place = place[int(step)] if step.isdecimal() else place[step]
    place[last] = value
    sent = json.dumps(data).replace(f'"{A_NUMBER}"', "9" * 5000).encode()
    refused(cast.student, sent, says)


def test_twice_the_same_and_too_many_are_refused(cast: Cast, full: Plan) -> None:
    def changed(part: str, rows: int) -> bytes:
        data = envelope(full)
        data["plan"][part] *= rows
        return json.dumps(data).encode()

    refused(cast.student, changed("links", 2), "the link “skill → rivals” twice")
    refused(cast.student, changed("paragraphs", 3), "has 9 paragraphs, and one holds 8 at most")
    data = envelope(full)
    row = next(row for row in data["plan"]["paragraphs"] if row["evidence"])
    row["evidence"] *= 2
    refused(cast.student, json.dumps(data).encode(), "the item “oath-speech” twice")
    item = row["evidence"][0] | {"source": None, "text": ""}
    row["evidence"] = [item | {"key": f"k{number}"} for number in range(MAX_CHOSEN + 1)]
    says = f"{MAX_CHOSEN + 2} pieces of evidence and quotations"
    refused(cast.student, json.dumps(data).encode(), says)


def test_a_mark_that_there_is_not_becomes_one_that_there_is(cast: Cast, full: Plan) -> None:
    data = envelope(full)
    data["plan"]["question"]["topic_slug"] = ""
    for row, mark in zip(data["plan"]["paragraphs"], (0, 9, -(10**12)), strict=True):
        row["factor"]["mark"] = mark
    send(cast.student, json.dumps(data).encode())
    plan = Plan.objects.exclude(copied_at=None).get()
    assert [row.mark for row in plan.paragraphs.all()] == [8, 1, 8]


def test_line_breaks_of_another_system_make_no_conflict(cast: Cast, full: Plan) -> None:
    data = envelope(full)
    data["plan"]["argument"] = "one\r\ntwo\rthree"
    send(cast.student, json.dumps(data).encode())
    assert Plan.objects.exclude(copied_at=None).get().argument == "one\ntwo\nthree"


def test_nothing_is_half_opened(cast: Cast, full: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(Plan.objects.values())
    monkeypatch.setattr(actions, "renew_library", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keeping.take_in(Person(user_id=full.owner_id), build_outline(full), timezone.now())
    assert list(Plan.objects.values()) == before


# ------------------------------------------------------------------ any plan, any file

WORDS = st.sampled_from(["", " \n", "Because of this.", "“So” – 🎓"]) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12
)
NAMES = st.sampled_from(["Skill", "Rivals’ weakness", "<b>&amp;"])
KEYS = st.from_regex(r"\A[a-zA-Z0-9_-]{1,8}\Z")
YEARS = st.none() | st.integers(1, 9999)
DATES = st.sampled_from(["", "1924", "1924-05", "1922-24", "1924-01-16/1924-01-18", "0001"])
MAYBE_DATES = st.none() | DATES

names = st.builds(values.Name, family=WORDS, given=WORDS)
sources = st.builds(
    Source,
    key=KEYS,
    type=st.sampled_from(list(SOURCE_TYPES)),
    title=WORDS,
    authors=tuples(names),
    editors=tuples(names),
    translators=tuples(names),
    container_title=WORDS,
    edition=WORDS,
    pages=WORDS,
    issued=YEARS,
    original=YEARS,
    date=MAYBE_DATES,
    event=WORDS,
    archive=WORDS,
    url=st.sampled_from(["", "https://example.org/a?b=c"]),
    accessed=MAYBE_DATES,
).map(lambda source: cite(source, "harvard"))


def _keyed(item: Any) -> Any:
    """An item of the student's own has a key of its own kind."""
    own = f"{PREFIX}{item.key.encode().hex():0>16}"
    return replace(item, key=own) if item.own else item


evidence = st.builds(
    Evidence,
    key=KEYS,
    date=DATES,
    date_text=WORDS,
    title=WORDS,
    text=WORDS,
    locator=WORDS,
    source=st.none() | sources,
    views=tuples(st.builds(values.View, holders=WORDS, claim=WORDS)),
    own=st.booleans(),
).map(_keyed)
quotations = st.builds(
    Quotation,
    key=KEYS,
    historian=WORDS,
    text=WORDS,
    source=sources,
    short=WORDS,
    page=WORDS,
    checked=st.booleans(),
    wording=WORDS,
    notes=tuples(WORDS),
    own=st.booleans(),
).map(_keyed)


def _first_day(item: Evidence) -> str:
    return HistoricalDate.parse(item.date).starts.isoformat() if item.date else "9999"


def _in_order(years: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    return (min(years), max(years)) if None not in years else years  # type: ignore[type-var]


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Any plan that the desk can make."""
    keys = draw(st.lists(KEYS, unique=True, max_size=4))
    ranked = draw(st.booleans())
    ranks = draw(st.permutations(range(1, len(keys) + 1)))
    items = st.lists(evidence, max_size=2, unique_by=lambda item: item.key)
    words = st.lists(quotations, max_size=2, unique_by=lambda item: item.key)
    pairs = [(one, other) for one in keys for other in keys if one != other]
    starts, ends = draw(st.tuples(YEARS, YEARS).map(_in_order))
    linked = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3)) if pairs else []
    return Outline(
        question=values.Question(
            text=draw(NAMES),
            topic=draw(WORDS),
            named_factor=draw(st.sampled_from(["", *keys])),
            starts=starts,
            ends=ends,
        ),
        argument=draw(WORDS),
        ranked=ranked,
        ordered=draw(st.booleans()),
        paragraphs=tuple(
            values.Paragraph(
                factor=values.Factor(
                    key=key, name=draw(NAMES), short_name="S", mark=draw(st.integers(1, 8))
                ),
                rank=rank if ranked else 0,
                point=draw(WORDS),
                evidence=tuple(sorted(draw(items), key=_first_day)),
                quotations=tuple(draw(words)),
                counter_argument=draw(WORDS),
                weighed=draw(st.tuples(WORDS, WORDS, WORDS)),
            )
            for key, rank in zip(keys, ranks, strict=True)
        ),
        links=tuple(
            values.Link(
                cause=cause,
                effect=effect,
                kind=draw(st.sampled_from(list(LINK_KINDS))),
                sentence=draw(WORDS),
                evidence=draw(st.just("") | KEYS),
            )
            for cause, effect in linked
        ),
        criteria=draw(st.tuples(WORDS, WORDS, WORDS)),
        judgement=draw(WORDS),
    )


def opened(client: Client, data: bytes) -> Plan | None:
    """Return the plan that a file became, or nothing where it was refused."""
    answer = send(client, data)
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        return None
    return Plan.objects.get(pk=answer["Location"].split("/")[2])


@given(outlines())
@ANYTHING_GOES
def test_from_file_to_plan_to_file_nothing_changes(client: Client, outline: Outline) -> None:
    assert storable(read(write(outline), MAX_TEXT)) == outline
    plan = opened(client, write(outline))
    assert plan
    assert build_outline(plan) == outline
    assert file_of(client, plan) == write(outline)


HOSTILE = st.sampled_from(
    [
        *(None, True, 0, -1, 10**30, 1.5, "", " ", "x", "a b", "\x00", "\ud800", "é" * 101, LONG),
        *([], {}, [[]], [None], {"a": 1}, DEEP, "1924", "9999-99", "1e400"),
    ]
)


@st.composite
def mutations(draw: st.DrawFn, plain: Any) -> Any:
    """A plain value with something in it replaced, taken out, doubled or added."""
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            places.append((value, key))
            if isinstance(value[key], dict | list):
                walk(value[key])

    walk(plain)
    for _ in range(draw(st.integers(1, 2))):
        holder, key = draw(st.sampled_from(places))
        how = draw(st.sampled_from(["replace", "take out", "double", "add"]))
        try:
            if how == "take out":
                del holder[key]
            elif how == "double" and isinstance(holder, list):
                holder.append(holder[key])
            elif how == "add" and isinstance(holder, dict):
                holder[draw(st.text(max_size=5))] = draw(HOSTILE)
            else:
                holder[key] = draw(HOSTILE)
        except (KeyError, IndexError):
            pass  # the first change took it away
    return plain


def as_opened(outline: Outline) -> Outline:
    """A plan as it is here: its evidence by date, its ranks without gaps, its sources cited."""

    def cited(item: Any) -> Any:
        return replace(item, source=item.source and cite(item.source, "harvard"))

    ranking = [row.factor.key for row in outline.ranking]
    return replace(
        outline,
        author="",
        question=replace(outline.question, edition=0),  # its topic is in no library here
        paragraphs=tuple(
            replace(
                row,
                rank=ranking.index(row.factor.key) + 1 if outline.ranked else 0,
                evidence=tuple(sorted(map(cited, row.evidence), key=_first_day)),
                quotations=tuple(map(cited, row.quotations)),
            )
            for row in outline.paragraphs
        ),
    )


@given(data=st.data())
@ANYTHING_GOES
def test_a_file_that_was_tampered_with_is_refused_or_opened_as_it_says(
    client: Client, data: st.DataObject
) -> None:
    outline = data.draw(outlines())
    plain = data.draw(mutations(json.loads(write(outline))))
    sent = json.dumps(plain).encode()
    plan = opened(client, sent)
    if plan is None:
        return
    assert build_outline(plan) == as_opened(storable(read(sent, MAX_TEXT)))
    for path in (reverse("plans:desk", args=[plan.pk]), *_papers(plan)):
        assert client.get(path).status_code == 200


def _papers(plan: Plan) -> list[str]:
    every = [each for each in ALL if each[1] != "pdf"]
    return [reverse("exports:paper", args=[plan.pk, *each]) for each in every]


@given(st.binary(max_size=200) | st.text().map(str.encode))
@ANYTHING_GOES
def test_any_bytes_are_refused_in_a_sentence(client: Client, data: bytes) -> None:
    with pytest.raises(PlanFileError, match=r"\.$"):
        read(data, MAX_TEXT)
