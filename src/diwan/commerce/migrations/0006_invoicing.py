from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("commerce", "0005_tickets")]

    operations = []
