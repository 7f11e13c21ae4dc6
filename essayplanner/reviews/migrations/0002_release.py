"""What a student reads of a review is kept as it was released."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def release_what_was(apps, schema_editor):
    """Let each review that was released say what it says now."""
    Review = apps.get_model("reviews", "Review")
    Release = apps.get_model("reviews", "Release")
    for row in Review.objects.exclude(released_at=None):
        levels = [[level.strand, level.level] for level in row.levels.order_by("id") if level.level]
        Release.objects.create(
            review=row,
            made_at=row.released_at,
            exam_format=row.exam_format if levels or row.mark is not None else "",
            summary=row.summary,
            levels=levels,
            mark=row.mark,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("reviews", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField()),
                ("exam_format", models.SlugField(blank=True, max_length=80)),
                ("summary", models.TextField(blank=True)),
                ("levels", models.JSONField(blank=True, default=list)),
                ("mark", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="releases", to=settings.AUTH_USER_MODEL)),
                ("review", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="reviews.review")),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.RunPython(release_what_was, migrations.RunPython.noop),
    ]
