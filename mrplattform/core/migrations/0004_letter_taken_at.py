from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_cache_table")]
    operations = [
        migrations.AddField("letter", "taken_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "letter",
            "state",
            models.CharField(
                choices=[
                    ("queued", "I kö"),
                    ("sending", "Skickas"),
                    ("sent", "Skickat"),
                    ("failed", "Gick inte att skicka"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
    ]
