import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_deed", models.BigIntegerField(default=0)),
                ("gone_through_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("title_words", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("address", models.CharField(max_length=300)),
                ("authority_id", models.BigIntegerField(null=True)),
                ("circle", models.CharField(max_length=12)),
                ("day", models.DateField(null=True)),
                ("ends", models.DateField(null=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["authority_id", "day"], name="entry_authority")],
                "constraints": [
                    models.UniqueConstraint(fields=("content_type", "object_id"), name="entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="project.entry",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key", "entry"], name="entry_topic_key")],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "key"), name="entry_topic_once")
                ],
            },
        ),
    ]
