"""Writing a topic: by form or by file, as a draft until it is published to one's own classes."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.authoring.records import KINDS
from essayplanner.plans.models import Plan
from factors.archive import read_zip, write_zip
from factors.editing import delete_record, write_record
from factors.loading import bank_pack, load_pack
from factors.models import Bank, Topic
from factors.pack import packs, read_pack
from factors.records import TOPIC_RECORDS
from factors.workbook import read_workbook, write_workbook
from tests.authoring.forms import SentForm
from tests.conftest import Cast
from tests.factors.packs import sound, write

pytestmark = pytest.mark.django_db

WRITE = "/library/write/"

NEW = {
    "title": "The fall of the monasteries",
    "summary": "The Crown closed them.",
    "starts": "1529",
    "ends": "1540",
    "factors-0-text": "The Crown’s need of money",
    "factors-1-text": "Reform of religion",
}


def started(client: Client) -> Topic:
    """A topic that a teacher has just started."""
    assert client.post(f"{WRITE}new/", NEW).status_code == 302
    return Topic.objects.get(author__isnull=False)


def draft(topic: Topic) -> Bank:
    return topic.banks.drafts().select_related("topic").get()


def add(client: Client, topic: Topic, table: str, **values: Any) -> None:
    answer = client.post(f"{WRITE}{topic.slug}/{table}/add/", values)
    assert answer.status_code == 302, answer.content.decode()


def filled(client: Client) -> Topic:
    """A topic with the least that can be planned on."""
    topic = started(client)
    for factor in ("the-crowns-need-of-money", "reform-of-religion"):
        path = f"{WRITE}{topic.slug}/factors/{factor}/"
        sent = SentForm(client.get(path).content.decode()).values
        assert client.post(path, sent | {"summary": "It explains it."}).status_code == 302
    add(client, topic, "sources", type="book", title="The Religious Orders", issued="1959")
    add(
        client,
        topic,
        "questions",
        text="Why were the monasteries dissolved?",
        starts="1536",
        ends="1540",
        factors=["the-crowns-need-of-money", "reform-of-religion"],
    )
    add(
        client,
        topic,
        "evidence",
        date="March 1536",
        title="The Act of 1536",
        text="Parliament gave the Crown the smaller houses.",
        source="the-religious-orders",
        **{"bearings-the-crowns-need-of-money-supports": "The line was drawn by income."},
    )
    return topic


def publish(client: Client, topic: Topic, *classes: Any) -> None:
    answer = client.post(f"{WRITE}{topic.slug}/publish/", {"classes": [row.pk for row in classes]})
    assert answer.status_code == 302


def test_a_topic_starts_as_a_draft_that_says_what_it_still_needs(cast: Cast) -> None:
    topic = started(cast.teacher)
    page = cast.teacher.get(f"{WRITE}{topic.slug}/").content.decode()
    assert "A draft that only you see." in page
    assert "Factor “Reform of religion”: summary is empty." in page
    assert "Questions: needs at least one." in page
    assert [row.name for row in draft(topic).factor_set.all()] == [
        "The Crown’s need of money",
        "Reform of religion",
    ]


def test_what_is_typed_into_the_forms_is_what_the_pack_says(cast: Cast) -> None:
    pack = bank_pack(draft(filled(cast.teacher)))
    (evidence,) = pack.evidence
    assert evidence.model_dump() == {
        "slug": "the-act-of-1536",
        "source": "the-religious-orders",
        "supports": {"the-crowns-need-of-money": "The line was drawn by income."},
        "turns_against": {},
        "date": "1536-03",
        "old_style": False,
        "title": "The Act of 1536",
        "text": "Parliament gave the Crown the smaller houses.",
        "people": [],
        "locator": "",
        "views": [],
    }
    assert pack.topic.questions[0].named_factor is None


def test_a_published_topic_is_planned_on_by_its_classes_and_seen_by_nobody_else(
    cast: Cast,
) -> None:
    topic = filled(cast.teacher)
    assertNotContains(cast.student.get("/"), "The fall of the monasteries")
    publish(cast.teacher, topic, cast.classroom)
    start = f"/plans/start/{topic.slug}/why-were-the-monasteries-dissolved/"
    for client, seen in ((cast.student, True), (cast.teacher, True), (cast.stranger, False)):
        shown = "The fall of the monasteries" in client.get("/").content.decode()
        assert shown is seen
        assert client.post(start).status_code == (302 if seen else 404)
    plan = Plan.objects.get(owner__username="student", bank=topic.banks.get())
    data = {"to": "the-crowns-need-of-money", "item": "evidence/the-act-of-1536"}
    assert cast.student.post(f"/plans/{plan.pk}/choose/", data).status_code == 302
    assertContains(cast.student.get(f"/plans/{plan.pk}/papers/one-side.html"), "The Act of 1536")


def test_a_class_that_is_not_ticked_any_more_loses_the_topic_and_no_plan(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic, cast.classroom)
    cast.student.post(f"/plans/start/{topic.slug}/why-were-the-monasteries-dissolved/")
    plan = Plan.objects.get(owner__username="student", bank__topic=topic)
    publish(cast.teacher, topic)
    assert cast.student.get(f"/library/topics/{topic.slug}/").status_code == 404
    assertContains(cast.student.get(f"/plans/{plan.pk}/"), "The Act of 1536")


def test_an_unsound_draft_is_not_published_and_what_was_published_stays(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic, cast.classroom)
    before = bank_pack(topic.banks.select_related("topic").get(current_of=topic))
    path = f"{WRITE}{topic.slug}/evidence/the-act-of-1536/delete/"
    cast.teacher.post(f"{WRITE}{topic.slug}/questions/why-were-the-monasteries-dissolved/delete/")
    cast.teacher.post(path)
    answer = cast.teacher.post(f"{WRITE}{topic.slug}/publish/", {})
    assertContains(answer, "Not published: first mend what is listed here.", status_code=422)
    current = Bank.objects.select_related("topic").get(current_of=topic)
    assert bank_pack(current) == before
    assert list(topic.classrooms.all()) == [cast.classroom]


def test_a_change_after_publication_is_a_draft_until_it_is_published(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic, cast.classroom)
    add(cast.teacher, topic, "terms", term="prior", meaning="The head of a house.")
    current = Bank.objects.get(current_of=topic)
    assert not current.term_set.exists()
    publish(cast.teacher, topic, cast.classroom)
    assert Bank.objects.get(current_of=topic).term_set.get().term == "prior"
    assert topic.banks.count() == 2


def test_a_discarded_draft_leaves_what_was_published(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic)
    add(cast.teacher, topic, "terms", term="prior", meaning="The head of a house.")
    cast.teacher.post(f"{WRITE}{topic.slug}/discard/")
    assert not topic.banks.drafts().exists()
    page = cast.teacher.get(f"{WRITE}{topic.slug}/").content.decode()
    assert "Published" in page


def test_what_was_thrown_away_can_be_put_back(cast: Cast) -> None:
    topic = filled(cast.teacher)
    before = bank_pack(draft(topic))
    cast.teacher.post(f"{WRITE}{topic.slug}/discard/")
    number = topic.banks.get().number
    assert cast.teacher.get(f"{WRITE}{topic.slug}/").status_code == 200
    cast.teacher.post(f"{WRITE}{topic.slug}/restore/{number}/")
    assert bank_pack(draft(topic)) == before


def test_the_draft_that_a_file_replaced_can_be_put_back(cast: Cast, tmp_path: Path) -> None:
    topic = filled(cast.teacher)
    before = bank_pack(draft(topic))
    file = SimpleUploadedFile("mine.zip", write_zip(read_pack(write(tmp_path, sound()))))
    cast.teacher.post(f"{WRITE}{topic.slug}/replace/", {"file": file})
    assert bank_pack(draft(topic)) != before
    cast.teacher.post(f"{WRITE}{topic.slug}/restore/{before_number(topic)}/")
    assert bank_pack(draft(topic)) == before


def before_number(topic: Topic) -> int:
    return topic.banks.exclude(discarded_at=None).get().number


def test_two_tabs_on_one_record_lose_no_word(cast: Cast) -> None:
    topic = filled(cast.teacher)
    path = f"{WRITE}{topic.slug}/evidence/the-act-of-1536/"
    first, second = (SentForm(cast.teacher.get(path).content.decode()).values for _ in range(2))
    assert cast.teacher.post(path, first | {"text": "From the first."}).status_code == 302
    answer = cast.teacher.post(path, second | {"text": "From the second."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the second." in page
    assert "Evidence, as stored now: From the first." in page
    assert draft(topic).evidence_set.get().text == "From the first."
    again = SentForm(page).values
    assert cast.teacher.post(path, again).status_code == 302
    assert draft(topic).evidence_set.get().text == "From the second."


def test_two_tabs_on_what_a_topic_is_about_lose_no_word(cast: Cast) -> None:
    topic = filled(cast.teacher)
    path = f"{WRITE}{topic.slug}/about/"
    first, second = (SentForm(cast.teacher.get(path).content.decode()).values for _ in range(2))
    cast.teacher.post(path, first | {"title": "First"})
    answer = cast.teacher.post(path, second | {"title": "Second"})
    assert answer.status_code == 409
    assert draft(topic).title == "First"


def test_two_tabs_that_begin_a_draft_share_it(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic)
    for name in ("prior", "abbot"):
        add(cast.teacher, topic, "terms", term=name, meaning="The head of a house.")
    assert {term.term for term in draft(topic).term_set.all()} == {"prior", "abbot"}
    assert topic.banks.count() == 2


def test_a_published_bank_is_written_by_no_verb(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic)
    published = topic.banks.get()
    with pytest.raises(ValueError, match="Only a draft is written"):
        write_record(published, "terms", {"slug": "x", "term": "x", "also": [], "meaning": "x"})
    with pytest.raises(ValueError, match="Only a draft is written"):
        delete_record(published, "evidence", "the-act-of-1536")


def test_looking_at_a_form_or_failing_at_one_starts_no_draft(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic, cast.classroom)
    cast.teacher.get(f"{WRITE}{topic.slug}/terms/add/")
    assert cast.teacher.post(f"{WRITE}{topic.slug}/terms/add/", {}).status_code == 422
    publish(cast.teacher, topic, cast.classroom)
    assert topic.banks.count() == 1


def test_publishing_what_is_published_already_is_no_new_edition(cast: Cast) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic, cast.classroom)
    add(cast.teacher, topic, "terms", term="prior", meaning="The head of a house.")
    cast.teacher.post(f"{WRITE}{topic.slug}/terms/prior/delete/")
    before = Topic.objects.get(pk=topic.pk).current
    publish(cast.teacher, topic, cast.classroom)
    assert Topic.objects.get(pk=topic.pk).current == before


def test_a_factor_that_evidence_bears_on_is_not_deleted(cast: Cast) -> None:
    topic = filled(cast.teacher)
    path = f"{WRITE}{topic.slug}/factors/the-crowns-need-of-money/delete/"
    answer = cast.teacher.post(path, follow=True)
    assertContains(answer, "Not deleted: it is used by “Why were the monasteries dissolved?”")
    assert draft(topic).factor_set.count() == 2
    assert draft(topic).evidence_set.get().bearings.count() == 1


def test_a_person_whom_evidence_names_is_not_deleted(cast: Cast) -> None:
    cast.teacher.post(f"{WRITE}copy/stalin-rise/")
    topic = Topic.objects.get(author__isnull=False)
    answer = cast.teacher.post(f"{WRITE}{topic.slug}/people/trotsky/delete/", follow=True)
    assertContains(answer, "Not deleted: it is used by")
    assert draft(topic).person_set.filter(slug="trotsky").exists()


def test_factors_keep_the_first_signs_when_one_is_deleted_and_one_added(cast: Cast) -> None:
    topic = filled(cast.teacher)
    add(cast.teacher, topic, "factors", name="Luck", short_name="Luck", summary="Chance.")
    draft(topic).factor_set.filter(slug="reform-of-religion").update(order=7)
    publish(cast.teacher, topic)
    assert sorted(topic.banks.get().factor_set.values_list("order", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    "title",
    [
        "The collectivisation of Soviet agriculture and its consequences, 1928 to 1933 " * 2,
        "snake_case -- and a _ b",
        "Война и мир",
    ],
)
def test_any_title_can_be_published(title: str, cast: Cast) -> None:
    cast.teacher.post(f"{WRITE}new/", NEW | {"title": title, "factors-0-text": "War _ Peace"})
    topic = Topic.objects.get(author__isnull=False)
    page = cast.teacher.get(f"{WRITE}{topic.slug}/").content.decode()
    assert "Slug" not in page
    assert "single hyphens" not in page


def test_a_record_may_be_called_like_a_verb(cast: Cast) -> None:
    topic = filled(cast.teacher)
    add(cast.teacher, topic, "terms", term="Add", meaning="To put to.")
    (term,) = draft(topic).term_set.all()
    assertContains(cast.teacher.get(f"{WRITE}{topic.slug}/terms/{term.slug}/"), "Change a term")


def test_a_sound_file_takes_the_place_of_an_unsound_draft(cast: Cast, tmp_path: Path) -> None:
    topic = started(cast.teacher)
    pack = read_pack(write(tmp_path, sound()))
    file = SimpleUploadedFile("mine.xlsx", write_workbook(pack))
    assert cast.teacher.post(f"{WRITE}{topic.slug}/replace/", {"file": file}).status_code == 302
    assert bank_pack(draft(topic)).evidence == pack.evidence


def test_one_sheet_for_an_unsound_draft_is_refused_with_the_reason(cast: Cast) -> None:
    topic = started(cast.teacher)
    file = SimpleUploadedFile("Terms.csv", b"Term,Meaning\nprior,The head of a house.\n")
    answer = cast.teacher.post(f"{WRITE}{topic.slug}/replace/", {"file": file})
    assertContains(answer, "One sheet can replace its own only in a topic", status_code=422)


def test_a_class_that_is_gone_leaves_the_page_with_a_sentence(cast: Cast) -> None:
    topic = filled(cast.teacher)
    sent = {"classes": ["00000000-0000-0000-0000-000000000000"]}
    answer = cast.teacher.post(f"{WRITE}{topic.slug}/publish/", sent)
    assertContains(answer, "is not one of the available choices", status_code=422)


def test_a_source_that_evidence_rests_on_is_not_deleted(cast: Cast) -> None:
    topic = filled(cast.teacher)
    path = f"{WRITE}{topic.slug}/sources/the-religious-orders/delete/"
    answer = cast.teacher.post(path, follow=True)
    assertContains(answer, "Not deleted: it is used by “Mar 1536: The Act of 1536”.")
    assert draft(topic).source_set.exists()


def test_a_form_with_a_fault_gives_every_word_back_and_writes_nothing(cast: Cast) -> None:
    topic = filled(cast.teacher)
    sent = {
        "date": "the day before yesterday",
        "title": "T" * 61,
        "text": "Two\r\nlines.",
        "source": "the-religious-orders",
        "bearings-reform-of-religion-turns_against": "It says nothing of religion.",
        "views-0-holders": "Some",
    }
    answer = cast.teacher.post(f"{WRITE}{topic.slug}/evidence/add/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for kept in ("the day before yesterday", "T" * 61, "lines.", "It says nothing of religion."):
        assert kept in page
    assert "“the day before yesterday” is not a date; write it like 3 April 1922" in page
    assert draft(topic).evidence_set.count() == 1


def test_each_fault_of_a_record_stands_at_its_box(cast: Cast) -> None:
    topic = filled(cast.teacher)
    sent = {
        "date": "1536",
        "title": "T" * 61,
        "text": "Text.",
        "source": "the-religious-orders",
        "views-0-holders": "Some",
    }
    page = cast.teacher.post(f"{WRITE}{topic.slug}/evidence/add/", sent).content.decode()
    for sentence in (
        "This is longer than 60 characters.",
        "This needs at least one.",
        "In row 1, the claim is empty.",
    ):
        assert sentence in page


@pytest.mark.parametrize("folder", packs(), ids=lambda folder: folder.name)
def test_saving_every_form_of_a_built_in_topic_untouched_changes_nothing(
    folder: Path, cast: Cast
) -> None:
    cast.teacher.post(f"{WRITE}copy/{folder.name}/")
    topic = Topic.objects.get(author__isnull=False)
    before = bank_pack(draft(topic))
    for table in KINDS:
        within = before.topic if table in TOPIC_RECORDS else before
        # One of a kind is enough of those that are alike; all of those with rows in them.
        rows = getattr(within, table)
        for row in rows if table in ("tables", "documents", "people") else rows[::5]:
            path = f"{WRITE}{topic.slug}/{table}/{row.slug}/"
            sent = SentForm(cast.teacher.get(path).content.decode()).values
            answer = cast.teacher.post(path, sent)
            assert answer.status_code == 302, (path, answer.content.decode())
    assert bank_pack(draft(topic)).model_dump() == before.model_dump()


def test_a_copy_says_what_the_original_says_and_leaves_it_alone(cast: Cast, bank: Bank) -> None:
    cast.teacher.post(f"{WRITE}copy/stalin-rise/")
    copy = bank_pack(draft(Topic.objects.get(author__isnull=False)))
    original = bank_pack(bank)
    renamed = copy.topic.model_copy(update={"slug": "stalin-rise"})
    assert copy.model_copy(update={"topic": renamed}) == original


@pytest.mark.parametrize(("form", "read"), [("xlsx", read_workbook), ("zip", read_zip)])
def test_a_downloaded_topic_loads_again_to_the_same_thing(
    form: str, read: Any, cast: Cast, bank: Bank
) -> None:
    answer = cast.teacher.get(f"{WRITE}stalin-rise/download/{form}/")
    assert answer["Content-Disposition"] == f'attachment; filename="stalin-rise.{form}"'
    assert read(answer.content) == bank_pack(bank)


def test_an_uploaded_workbook_is_a_draft_that_says_what_it_says(cast: Cast, tmp_path: Path) -> None:
    pack = read_pack(write(tmp_path, sound()))
    file = SimpleUploadedFile("mine.xlsx", write_workbook(pack))
    assert cast.teacher.post(f"{WRITE}upload/", {"file": file}).status_code == 302
    topic = Topic.objects.get(author__isnull=False)
    assert bank_pack(draft(topic)).evidence == pack.evidence


def test_every_fault_of_an_upload_is_listed_with_its_place_and_nothing_is_saved(
    cast: Cast,
) -> None:
    file = SimpleUploadedFile("mine.xlsx", write_workbook(None))
    answer = cast.teacher.post(f"{WRITE}upload/", {"file": file})
    assert answer.status_code == 422
    assertContains(answer, "Nothing was saved.", status_code=422)
    assert not Topic.objects.filter(built_in=False).exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.xlsx", b""),
        ("mine.xlsx", b"PK\x03\x04 and then nonsense"),
        ("mine.zip", b"not a zip"),
        ("mine.exe", b"MZ"),
        ("../../mine.xlsx", b"\x00" * 1000),
    ],
)
def test_what_is_no_topic_is_refused_with_a_sentence(name: str, content: bytes, cast: Cast) -> None:
    answer = cast.teacher.post(f"{WRITE}upload/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Topic.objects.filter(built_in=False).exists()


def test_a_file_in_the_place_of_the_draft_leaves_what_is_published(
    cast: Cast, tmp_path: Path
) -> None:
    topic = filled(cast.teacher)
    publish(cast.teacher, topic)
    pack = read_pack(write(tmp_path, sound()))
    file = SimpleUploadedFile("mine.zip", write_zip(pack))
    cast.teacher.post(f"{WRITE}{topic.slug}/replace/", {"file": file})
    assert bank_pack(draft(topic)).evidence == pack.evidence
    assert Bank.objects.get(current_of=topic).evidence_set.get().slug == "the-act-of-1536"


def test_one_sheet_as_csv_replaces_that_sheet_of_the_draft(cast: Cast) -> None:
    topic = filled(cast.teacher)
    before = bank_pack(draft(topic))
    file = SimpleUploadedFile("Terms.csv", b"Term,Meaning\nprior,The head of a house.\n")
    cast.teacher.post(f"{WRITE}{topic.slug}/replace/", {"file": file})
    after = bank_pack(draft(topic))
    assert [(term.slug, term.meaning) for term in after.terms] == [
        ("prior", "The head of a house.")
    ]
    assert after.model_copy(update={"terms": []}) == before


def test_a_draft_is_previewed_by_its_writer_alone(cast: Cast) -> None:
    topic = filled(cast.teacher)
    path = f"/library/drafts/{topic.slug}/"
    assertContains(cast.teacher.get(path), "The Act of 1536")
    assert cast.other_teacher.get(path).status_code == 404
    assert cast.guest.get(path).status_code == 404


def test_an_unsound_draft_is_not_previewed(cast: Cast) -> None:
    topic = started(cast.teacher)
    assert cast.teacher.get(f"/library/drafts/{topic.slug}/").status_code == 404
    page = cast.teacher.get(f"{WRITE}{topic.slug}/")
    assertContains(page, "a preview comes when nothing is missing")


def test_a_built_in_pack_cannot_be_shadowed_by_a_teachers_topic(cast: Cast) -> None:
    cast.teacher.post(f"{WRITE}copy/stalin-rise/")
    assert load_pack(read_pack(packs()[0])) in (True, False)
    assert Topic.objects.filter(built_in=True).count() == len(packs())


def test_whoever_was_signed_out_meanwhile_gets_every_word_back(cast: Cast) -> None:
    topic = filled(cast.teacher)
    cast.teacher.logout()
    sent = {"term": "prior", "meaning": "The head of a house."}
    answer = cast.teacher.post(f"{WRITE}{topic.slug}/terms/add/", sent)
    assertContains(answer, "The head of a house.", status_code=403)
    assert not draft(topic).term_set.exists()
