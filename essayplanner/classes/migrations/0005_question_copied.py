"""An assignment has its question, and the bank to answer it from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('classes', '0004_copy_questions'),
    ]

    operations = [
        migrations.RemoveField('assignment', 'of_library'),
        migrations.AlterField(
            model_name='assignment',
            name='bank',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='factors.bank'),
        ),
    ]
