"""Where the school asks its teachers for a second step, and where it does not."""

from typing import Any

import pytest
from django.utils import timezone

from essayplanner.classes.models import Classroom
from tests.accounts.second_step import set_up_app
from tests.conftest import Cast

SETTING_UP = "/accounts/second-step/"


@pytest.fixture
def asked(settings: Any) -> None:
    settings.TEACHERS_NEED_SECOND_STEP = True


def test_who_teaches_gets_no_other_page(cast: Cast, asked: None) -> None:
    for page in ("/", "/classes/", "/library/", "/inbox/", f"/plans/{cast.plan.pk}/"):
        assert cast.teacher.get(page).headers["Location"] == SETTING_UP, page
    assert "Your school asks" in cast.teacher.get(SETTING_UP).content.decode()


def test_who_teaches_can_set_one_up_and_goes_on(cast: Cast, asked: None) -> None:
    set_up_app(cast.teacher)
    assert cast.teacher.get("/accounts/second-step/recovery-codes/").status_code == 200
    assert cast.teacher.get("/classes/").status_code == 200
    assert "Your school asks" not in cast.teacher.get(SETTING_UP).content.decode()


def test_what_a_teacher_had_typed_is_given_back(cast: Cast, asked: None) -> None:
    answer = cast.teacher.post("/classes/", {"name": "The Tuesday set"})
    assert (answer.status_code, "The Tuesday set" in answer.content.decode()) == (403, True)
    assert "set up a second step" in answer.content.decode()
    assert not Classroom.objects.filter(name="The Tuesday set").exists()


def test_a_teacher_may_sign_out_and_see_to_their_privacy(cast: Cast, asked: None) -> None:
    assert cast.teacher.get("/privacy/").status_code != 302
    assert cast.teacher.post("/accounts/sign-out/").headers["Location"] == "/"
    assert "_auth_user_id" not in cast.teacher.session


def test_nobody_else_is_asked(cast: Cast, asked: None) -> None:
    for client in (cast.student, cast.classmate, cast.stranger, cast.guest):
        assert client.get("/").status_code == 200


def test_an_archived_class_asks_for_one_as_well(cast: Cast, asked: None) -> None:
    Classroom.objects.update(archived_at=timezone.now())
    for address in ("/classes/", f"/plans/{cast.plan.pk}/review/"):
        assert cast.teacher.get(address).headers["Location"] == SETTING_UP


def test_removing_the_last_step_asks_for_one_again(cast: Cast, asked: None) -> None:
    set_up_app(cast.teacher)
    cast.teacher.post("/accounts/second-step/totp/deactivate/")
    assert cast.teacher.get("/classes/").headers["Location"] == SETTING_UP


def test_it_costs_one_query_where_it_is_asked_and_none_where_it_is_not(
    cast: Cast, settings: Any, django_assert_num_queries: Any
) -> None:
    for needed, queries in ((False, 2), (True, 3)):
        settings.TEACHERS_NEED_SECOND_STEP = needed
        with django_assert_num_queries(queries):
            cast.student.get("/check/")


def test_where_it_is_not_asked_a_quiet_line_advises_it(cast: Cast) -> None:
    line = "Set up a second step"
    assert line in cast.teacher.get("/classes/").content.decode()
    assert line not in cast.student.get("/classes/").content.decode()
    set_up_app(cast.teacher)
    assert line not in cast.teacher.get("/classes/").content.decode()
    Classroom.objects.update(archived_at=timezone.now())
    assert line not in cast.other_teacher.get("/classes/").content.decode()
