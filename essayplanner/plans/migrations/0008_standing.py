"""Plans are handed in and given back; how each stands is kept for who looks at many."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0007_plan_edition'),
    ]

    operations = [
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to='plans.plan')),
                ('as_of', models.DateTimeField()),
                ('words', models.PositiveIntegerField()),
                ('gaps', models.PositiveSmallIntegerField()),
                ('set_aside', models.PositiveSmallIntegerField()),
                ('says', models.TextField(blank=True)),
                ('picture', models.TextField(blank=True)),
                ('facts', models.JSONField()),
            ],
        ),
        migrations.AddField(
            model_name='plan',
            name='handed_in_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='plan',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
