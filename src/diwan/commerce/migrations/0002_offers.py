from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("commerce", "0001_till")]

    operations = []
