
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factors', '0004_records_of_banks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('slug', models.SlugField(db_index=False, max_length=80)),
                ('rank', models.CharField(max_length=40)),
                ('heading', models.TextField()),
                ('folded', models.TextField()),
                ('title', models.TextField()),
                ('date', models.CharField(blank=True, max_length=60)),
                ('text', models.TextField(blank=True)),
                ('bank', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'constraints': [models.UniqueConstraint(fields=('bank', 'kind', 'slug'), name='one_entry_a_record')],
            },
        ),
    ]
