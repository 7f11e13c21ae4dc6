"""Make what every topic holds its first bank."""

from django.db import migrations
from django.utils import timezone

RECORDS = ("Factor", "Question", "Source", "Historian", "Evidence", "Quotation")


def make_banks(apps, schema_editor):
    for topic in apps.get_model("factors", "Topic").objects.all():
        bank = apps.get_model("factors", "Bank").objects.create(
            topic=topic,
            number=1,
            title=topic.title,
            summary=topic.summary,
            starts=topic.starts,
            ends=topic.ends,
            version=topic.version,
            published_at=timezone.now(),
        )
        for name in RECORDS:
            apps.get_model("factors", name).objects.filter(topic=topic).update(bank=bank)
        topic.current = bank
        topic.built_in = True
        topic.save()
    # It was a yes or no, and is now where and when; nothing had been checked.
    apps.get_model("factors", "Quotation").objects.update(checked="")


class Migration(migrations.Migration):

    dependencies = [
        ('factors', '0002_banks'),
    ]

    operations = [
        migrations.RunPython(make_banks, migrations.RunPython.noop),
    ]
