"""Each plan knows the number of the edition that it is built on, also without the library."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def number(apps, schema_editor):
    banks = apps.get_model("factors", "Bank").objects.filter(pk=OuterRef("bank"))
    plans = apps.get_model("plans", "Plan").objects.exclude(bank=None)
    plans.update(edition=Subquery(banks.values("number")))


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_set_aside")]

    operations = [
        migrations.AddField("plan", "edition", models.PositiveIntegerField(default=0)),
        migrations.RunPython(number, migrations.RunPython.noop, elidable=True),
    ]
