"""Exam formats as they are written in data files. Nothing wrote one before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("factors", "0005_entries")]

    operations = [
        migrations.AlterModelOptions(
            name="examformat",
            options={"ordering": ["board", "specification", "paper", "slug"]},
        ),
        migrations.RemoveField(model_name="examformat", name="historians"),
        migrations.RemoveField(model_name="examformat", name="source"),
        migrations.AddField(
            model_name="examformat",
            name="kind",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="examformat",
            name="historians_required",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="examformat",
            name="note",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="examformat",
            name="wording",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="examformat",
            name="document",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="examformat",
            name="year",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="examformat",
            name="bands",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
