import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trust", "0002_safety"), ("people", "0002_reach")]
    operations = []
