import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0001_initial'),
        ('factors', '0003_first_banks'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='bank',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='plans', to='factors.bank'),
        ),
    ]
