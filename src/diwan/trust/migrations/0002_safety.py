from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("trust", "0001_trust")]
    operations = []
