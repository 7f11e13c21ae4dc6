"""The addresses of classes: making and joining them, and what they are set."""

from django.urls import path

from essayplanner.classes import (
    class_views,
    joining_views,
    people_views,
    roster_views,
    setting_views,
)

app_name = "classes"
urlpatterns = [
    path("join/", joining_views.join, name="join"),
    path("join/in/", joining_views.enter, name="enter"),
    path("join/<str:code>/", joining_views.join_by_link, name="join_by_link"),
    path("classes/", class_views.classes, name="classes"),
    path("classes/invited/<str:token>/", people_views.invited, name="invited"),
    path("classes/invited/<str:token>/accept/", people_views.accept, name="accept"),
    path("classes/<uuid:pk>/people/", class_views.people, name="people"),
    path("classes/<uuid:pk>/people/<int:member>/", people_views.student, name="student"),
    path("classes/<uuid:pk>/people/<int:member>/move/", people_views.move, name="move"),
    path("classes/<uuid:pk>/people/<int:member>/remove/", people_views.remove, name="remove"),
    path(
        "classes/<uuid:pk>/teachers/<int:member>/remove/",
        people_views.remove_teacher,
        name="remove_teacher",
    ),
    path(
        "classes/<uuid:pk>/people/<int:member>/password/",
        people_views.reset_password,
        name="reset_password",
    ),
    path("classes/<uuid:pk>/name/", class_views.rename, name="rename"),
    path("classes/<uuid:pk>/code/", class_views.open_code, name="open_code"),
    path("classes/<uuid:pk>/code/close/", class_views.close_code, name="close_code"),
    path("classes/<uuid:pk>/archive/", class_views.archive, name="archive"),
    path("classes/<uuid:pk>/reopen/", class_views.reopen, name="reopen"),
    path("classes/<uuid:pk>/invite/", people_views.invite, name="invite"),
    path("classes/<uuid:pk>/invite/<int:invitation>/", people_views.withdraw, name="withdraw"),
    path("classes/<uuid:pk>/leave/", class_views.leave, name="leave"),
    path("classes/<uuid:pk>/let-reset/", class_views.let_reset, name="let_reset"),
    path("classes/<uuid:pk>/poster/", class_views.poster, name="poster"),
    path("classes/<uuid:pk>/set/", setting_views.set_work, name="set"),
    path("classes/<uuid:pk>/set/<slug:topic>/", setting_views.set_own, name="set_own"),
    path("classes/set/<uuid:pk>/change/", setting_views.change, name="change"),
    path("classes/set/<uuid:pk>/remove/", setting_views.remove, name="remove_work"),
    path("classes/set/<uuid:pk>/extensions/", setting_views.extensions, name="extensions"),
    path(
        "classes/set/<uuid:pk>/extensions/<int:number>/end/",
        setting_views.end_extension,
        name="end_extension",
    ),
    path("classes/<uuid:pk>/roster/", roster_views.roster, name="roster"),
    path("classes/<uuid:pk>/roster/check/", roster_views.check, name="roster_check"),
    path("classes/<uuid:pk>/roster/make/", roster_views.make, name="roster_make"),
    path("classes/<uuid:pk>/roster/slips/", roster_views.slips, name="roster_slips"),
]
