import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factors', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Camp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('order', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('summary', models.TextField()),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('order', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('date', models.CharField(max_length=21)),
                ('summary', models.TextField()),
                ('passages', models.JSONField(blank=True, default=list)),
                ('views', models.JSONField(blank=True, default=list)),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Bank',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField()),
                ('starts', models.PositiveSmallIntegerField()),
                ('ends', models.PositiveSmallIntegerField()),
                ('notes', models.TextField(blank=True)),
                ('version', models.CharField(blank=True, max_length=64)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('order', models.PositiveIntegerField()),
                ('date', models.CharField(max_length=21)),
                ('old_style', models.BooleanField(default=False)),
                ('title', models.CharField(max_length=200)),
                ('locator', models.CharField(blank=True, max_length=50)),
                ('views', models.JSONField(blank=True, default=list)),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExamFormat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('board', models.CharField(max_length=100)),
                ('specification', models.CharField(max_length=100)),
                ('paper', models.CharField(max_length=200)),
                ('marks', models.PositiveSmallIntegerField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('bands', models.JSONField(default=list)),
                ('strands', models.JSONField(default=list)),
                ('historians', models.TextField()),
                ('source', models.TextField()),
                ('checked_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['board', 'specification', 'paper'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('order', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('also', models.JSONField(blank=True, default=list)),
                ('lived', models.CharField(max_length=60)),
                ('summary', models.TextField()),
                ('posts', models.JSONField(blank=True, default=list)),
                ('stances', models.JSONField(blank=True, default=list)),
                ('fate', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Table',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('order', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('columns', models.JSONField(default=list)),
                ('rows', models.JSONField(default=list)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('order', models.PositiveIntegerField()),
                ('term', models.CharField(max_length=100)),
                ('also', models.JSONField(blank=True, default=list)),
                ('meaning', models.TextField()),
            ],
            options={
                'ordering': ['order'],
                'abstract': False,
            },
        ),
        migrations.AlterModelOptions(
            name='topic',
            options={'ordering': ['-built_in', 'pk']},
        ),
        migrations.RemoveConstraint(
            model_name='evidence',
            name='unique_evidence_in_topic',
        ),
        migrations.RemoveConstraint(
            model_name='factor',
            name='unique_factor_in_topic',
        ),
        migrations.RemoveConstraint(
            model_name='historian',
            name='unique_historian_in_topic',
        ),
        migrations.RemoveConstraint(
            model_name='question',
            name='unique_question_in_topic',
        ),
        migrations.RemoveConstraint(
            model_name='quotation',
            name='unique_quotation_in_topic',
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='unique_source_in_topic',
        ),
        migrations.AddField(
            model_name='quotation',
            name='short',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='quotation',
            name='tested_by',
            field=models.ManyToManyField(blank=True, related_name='tests', to='factors.evidence'),
        ),
        migrations.AddField(
            model_name='source',
            name='accessed',
            field=models.CharField(blank=True, max_length=21, null=True),
        ),
        migrations.AddField(
            model_name='source',
            name='archive',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='source',
            name='archive_location',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='source',
            name='date',
            field=models.CharField(blank=True, max_length=21, null=True),
        ),
        migrations.AddField(
            model_name='source',
            name='event',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='source',
            name='issue',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='source',
            name='pages',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name='source',
            name='translators',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='source',
            name='url',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='topic',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='topic',
            name='built_in',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='order',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='views',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='factor',
            name='order',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='historian',
            name='given',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='historian',
            name='order',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='question',
            name='order',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='quotation',
            name='checked',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='quotation',
            name='notes',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='quotation',
            name='order',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='source',
            name='authors',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='source',
            name='editors',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='source',
            name='order',
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name='source',
            name='type',
            field=models.CharField(choices=[('book', 'Book'), ('chapter', 'Chapter in an edited volume'), ('article-journal', 'Article in a journal'), ('article-newspaper', 'Article in a newspaper'), ('entry-encyclopedia', 'Entry in an encyclopedia'), ('webpage', 'Web page'), ('speech', 'Speech'), ('document', 'Published document'), ('manuscript', 'Document in an archive')], max_length=30),
        ),
        migrations.AlterField(
            model_name='topic',
            name='slug',
            field=models.SlugField(max_length=80, unique=True),
        ),
        migrations.AddField(
            model_name='document',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='documents', to='factors.source'),
        ),
        migrations.AddField(
            model_name='bank',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='banks', to='factors.topic'),
        ),
        migrations.AddField(
            model_name='document',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='camp',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='bank',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='factor',
            name='bank',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='historian',
            name='bank',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='question',
            name='bank',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='quotation',
            name='bank',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='source',
            name='bank',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='topic',
            name='current',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='current_of', to='factors.bank'),
        ),
        migrations.AddField(
            model_name='event',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='event',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='events', to='factors.source'),
        ),
        migrations.AddField(
            model_name='examformat',
            name='author',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exam_formats', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='person',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='person',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='people', to='factors.source'),
        ),
        migrations.AddField(
            model_name='event',
            name='people',
            field=models.ManyToManyField(blank=True, related_name='events', to='factors.person'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='people',
            field=models.ManyToManyField(blank=True, related_name='evidence', to='factors.person'),
        ),
        migrations.AddField(
            model_name='table',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddField(
            model_name='term',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddConstraint(
            model_name='bank',
            constraint=models.UniqueConstraint(fields=('topic', 'number'), name='banks_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='bank',
            constraint=models.UniqueConstraint(condition=models.Q(('published_at', None)), fields=('topic',), name='one_draft_a_topic'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_document_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='camp',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_camp_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_person_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_event_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='table',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_table_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_term_in_bank'),
        ),
    ]
