"""The desk's addresses: one a verb."""

from django.urls import path

from essayplanner.plans.views import (
    aiming,
    arranging,
    choosing,
    desk,
    editions,
    factors,
    history,
    keeping,
    linking,
    own,
    ranking,
    rehearsing,
    setting_aside,
    starting,
    strands,
)

app_name = "plans"
urlpatterns = [
    path("start/<slug:topic>/", starting.start_own, name="start_own"),
    path("start/<slug:topic>/<slug:question>/", starting.start, name="start"),
    path("assignments/<uuid:pk>/start/", starting.start_assignment, name="start_assignment"),
    path("deleted/", keeping.deleted, name="deleted"),
    path("open/", keeping.open_file, name="open_file"),
    path("<uuid:pk>/delete/", keeping.delete, name="delete"),
    path("<uuid:pk>/bring-back/", keeping.bring_back, name="bring_back"),
    path("<uuid:pk>/duplicate/", keeping.duplicate, name="duplicate"),
    path("<uuid:pk>/", desk.desk, name="desk"),
    path("<uuid:pk>/check/", desk.check, name="check"),
    path("<uuid:pk>/save/", desk.save, name="save"),
    path("<uuid:pk>/library/", choosing.open_library, name="open_library"),
    path("<uuid:pk>/shelf/", choosing.shelf, name="shelf"),
    path("<uuid:pk>/own/", own.write_own, name="write_own"),
    path("<uuid:pk>/own-evidence/<slug:factor>/", own.own_evidence, name="own_evidence"),
    path("<uuid:pk>/own-evidence/<slug:factor>/<slug:key>/", own.own_evidence, name="own_evidence"),
    path("<uuid:pk>/own-quotation/<slug:factor>/", own.own_quotation, name="own_quotation"),
    path(
        "<uuid:pk>/own-quotation/<slug:factor>/<slug:key>/", own.own_quotation, name="own_quotation"
    ),
    path("<uuid:pk>/choose/", choosing.choose, name="choose"),
    path("<uuid:pk>/take-out/", choosing.take_out, name="take_out"),
    path("<uuid:pk>/move/", ranking.move, name="move"),
    path("<uuid:pk>/arrange/", arranging.arrange, name="arrange"),
    path("<uuid:pk>/rehearsals/", rehearsing.rehearsals, name="rehearsals"),
    path("<uuid:pk>/rehearsals/start/", rehearsing.start_rehearsal, name="start_rehearsal"),
    path("<uuid:pk>/rehearsals/<int:number>/", rehearsing.rehearse, name="rehearse"),
    path(
        "<uuid:pk>/rehearsals/<int:number>/save/", rehearsing.save_rehearsal, name="save_rehearsal"
    ),
    path(
        "<uuid:pk>/rehearsals/<int:number>/finish/",
        rehearsing.finish_rehearsal,
        name="finish_rehearsal",
    ),
    path("<uuid:pk>/library-changes/", editions.library_changes, name="library_changes"),
    path("<uuid:pk>/renew-library/", editions.renew_library, name="renew_library"),
    path("<uuid:pk>/keep-ranking/", ranking.keep_ranking, name="keep_ranking"),
    path("<uuid:pk>/history/", history.history, name="history"),
    path("<uuid:pk>/history/<int:number>/", history.revision, name="revision"),
    path("<uuid:pk>/history/<int:number>/restore/", history.restore, name="restore"),
    path("<uuid:pk>/aim/", aiming.aim, name="aim"),
    path("<uuid:pk>/aim-here/", aiming.aim_here, name="aim_here"),
    path("<uuid:pk>/rank/", ranking.rank, name="rank"),
    path("<uuid:pk>/reorder/", ranking.reorder, name="reorder"),
    path("<uuid:pk>/order-as-ranked/", ranking.order_as_ranked, name="order_as_ranked"),
    path("<uuid:pk>/add-link/", linking.add_link, name="add_link"),
    path("<uuid:pk>/change-link/", linking.change_link, name="change_link"),
    path("<uuid:pk>/drop-link/", linking.drop_link, name="drop_link"),
    path("<uuid:pk>/strands/", strands.strands, name="strands"),
    path("<uuid:pk>/set-aside/", setting_aside.set_aside, name="set_aside"),
    path("<uuid:pk>/look-again/", setting_aside.look_again, name="look_again"),
    path("<uuid:pk>/factors/", factors.factors, name="factors"),
]
