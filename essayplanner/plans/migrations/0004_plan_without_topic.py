from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0003_pin_plans'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='plan',
            name='topic',
        ),
    ]
