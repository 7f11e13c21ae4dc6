import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factors', '0003_first_banks'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='evidence',
            name='topic',
        ),
        migrations.RemoveField(
            model_name='factor',
            name='topic',
        ),
        migrations.RemoveField(
            model_name='historian',
            name='topic',
        ),
        migrations.RemoveField(
            model_name='question',
            name='topic',
        ),
        migrations.RemoveField(
            model_name='quotation',
            name='topic',
        ),
        migrations.RemoveField(
            model_name='source',
            name='topic',
        ),
        migrations.RemoveField(
            model_name='topic',
            name='ends',
        ),
        migrations.RemoveField(
            model_name='topic',
            name='starts',
        ),
        migrations.RemoveField(
            model_name='topic',
            name='summary',
        ),
        migrations.RemoveField(
            model_name='topic',
            name='title',
        ),
        migrations.RemoveField(
            model_name='topic',
            name='version',
        ),
        migrations.AlterField(
            model_name='evidence',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AlterField(
            model_name='factor',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AlterField(
            model_name='historian',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AlterField(
            model_name='question',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AlterField(
            model_name='quotation',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AlterField(
            model_name='source',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='factors.bank'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_source_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='factor',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_factor_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='historian',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_historian_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_question_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='quotation',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_quotation_in_bank'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('bank', 'slug'), name='unique_evidence_in_bank'),
        ),
    ]
