"""The timeline: events and evidence by date, chosen by person and by factor."""

import datetime

import pytest
from django.test import Client

from essayplanner.library.timeline import Entry, Timeline
from tests.library.banks import TOPIC, part, read, rich, says


def entry(year: int, people: set[str], factors: set[str]) -> Entry:
    starts = datetime.date(year, 1, 1)
    return Entry(starts, frozenset(people), frozenset(factors), f"{year}")


TIMELINE = Timeline(
    entries=(
        entry(1924, {"lenin"}, {"skill"}),
        entry(1922, {"lenin", "stalin"}, set()),
        entry(1924, {"stalin"}, {"skill", "luck"}),
    ),
    people=(("lenin", "Lenin"), ("stalin", "Stalin")),
    factors=(("skill", "Skill"), ("luck", "Luck")),
)


@pytest.mark.parametrize(
    ("person", "factor", "years", "chosen"),
    [
        ("", "", {1922: 1, 1924: 2}, []),
        ("lenin", "", {1922: 1, 1924: 1}, ["Lenin"]),
        ("", "luck", {1924: 1}, ["Luck"]),
        ("lenin", "luck", {}, ["Lenin", "Luck"]),
        ("nobody", "nothing", {1922: 1, 1924: 2}, []),
    ],
)
def test_what_is_shown_is_what_was_chosen(
    person: str, factor: str, years: dict[int, int], chosen: list[str]
) -> None:
    shown = TIMELINE.select(person, factor)
    assert {year: len(entries) for year, entries in shown.years} == years
    assert (shown.count, shown.total, shown.chosen) == (sum(years.values()), 3, chosen)


@pytest.mark.django_db
class TestThePage:
    def test_events_and_evidence_stand_together_by_year(self) -> None:
        rich()
        page = read("timeline/")
        assert "All 4 dates." in says(page)
        order = [
            page.index(f'id="{anchor}"')
            for anchor in (
                "year-1535",
                "events-valor",
                "year-1536",
                "evidence-act-of-1536",
                "evidence-pilgrimage",
                "year-1540",
                "events-last-house",
            )
        ]
        assert order == sorted(order)

    def test_an_entry_shows_date_people_source_and_both_views(self) -> None:
        rich()
        page = read("timeline/")
        assert part(page, "events-valor", "li") == (
            "1535 Commissioners count what each religious house is worth "
            "(Knowles, 1959, ch. 20) Thomas Cromwell"
        )
        assert part(page, "evidence-pilgrimage", "li") == (
            "Oct – Dec 1536 (O.S.) The Pilgrimage of Grace Money, Faith Historians disagree "
            "Some: It was about religion. Others: It was about taxes. "
            "Thomas Cromwell, Robert Aske"
        )
        assert "Most: It was Waltham. A few: It was another." in part(
            page, "events-last-house", "li"
        )

    def test_a_choice_is_shown_with_its_count_and_a_way_back(self) -> None:
        rich()
        page = read("timeline/?person=cromwell&factor=money")
        assert "2 of 4 dates: Thomas Cromwell, The Crown’s need of money. Show all" in says(page)
        assert '<option value="cromwell" selected>' in page
        assert '<option value="money" selected>' in page
        assert 'id="events-valor"' not in page

    def test_a_choice_of_nothing_that_is_there_shows_all_and_says_so(self) -> None:
        rich()
        assert "All 4 dates." in says(read("timeline/?person=<b>&factor=x&factor=y"))

    def test_a_topic_without_stances_has_no_chart(self) -> None:
        rich(
            {
                "people": [],
                "evidence.0.people": [],
                "evidence.1.people": [],
                "events": [],
                "documents": [],
            }
        )
        page = read("timeline/")
        assert "Who stood with whom" not in page
        assert "Person" not in says(page)
        assert Client().get(f"{TOPIC}timeline/").status_code == 200
