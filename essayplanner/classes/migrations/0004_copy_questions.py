"""Copy the question of the library that an assignment was: it is its own from now on."""

from django.db import migrations


def copy_questions(apps, schema_editor):
    rows = apps.get_model("classes", "Assignment").objects.select_related("of_library__named_factor")
    for row in rows.exclude(of_library=None):
        asked = row.of_library
        row.bank_id = asked.bank_id
        row.question = asked.text
        row.named_factor = asked.named_factor.slug if asked.named_factor else ""
        row.factors = list(asked.factors.order_by("order").values_list("slug", flat=True))
        row.starts, row.ends = asked.starts, asked.ends
        row.save()


class Migration(migrations.Migration):

    dependencies = [
        ('classes', '0003_made_and_set'),
    ]

    operations = [
        migrations.RunPython(copy_questions, migrations.RunPython.noop),
    ]
