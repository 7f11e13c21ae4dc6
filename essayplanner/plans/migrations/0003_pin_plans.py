"""Pin every plan to the bank of the library that it was built on."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def pin_plans(apps, schema_editor):
    topics = apps.get_model("factors", "Topic").objects.filter(pk=OuterRef("topic"))
    apps.get_model("plans", "Plan").objects.update(bank=Subquery(topics.values("current")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0002_plan_bank'),
    ]

    operations = [
        migrations.RunPython(pin_plans, migrations.RunPython.noop),
    ]
