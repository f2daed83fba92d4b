from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("gathering", "0005_attention")]
    operations = []
