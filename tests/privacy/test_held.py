"""The one list of what is held has every table, and every column of it."""

from django.apps import apps

from essayplanner.privacy.held import HELD, INSIDE, NOBODYS


def test_every_table_has_its_row() -> None:
    tables = [model._meta.label for model in apps.get_models(include_auto_created=True)]
    rows = [*dict.fromkeys(held.model for held in HELD), *INSIDE, *NOBODYS]
    assert sorted(rows) == sorted(tables)


def test_every_column_is_handed_out_or_left_out_with_the_reason() -> None:
    for held in HELD:
        model = apps.get_model(held.model)._meta
        columns = {row.name for row in (*model.concrete_fields, *model.many_to_many)}
        shown = {path.split("__")[0] for paths in held.columns.values() for path in paths}
        # Its own number, and the row that it is shown under.
        said = {"id", held.of} if model.pk.name == "id" else {held.of}
        said |= shown | {held.way.split("__")[0]} if not held.of else shown
        assert columns - said - {*held.left_out} == set(), held.key
        assert set(held.left_out) <= columns, held.key
        assert all(held.left_out.values()), held.key


def test_every_kind_is_called_something_of_its_own() -> None:
    assert len({held.key for held in HELD}) == len({held.called for held in HELD}) == len(HELD)
