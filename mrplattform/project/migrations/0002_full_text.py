"""Full-text search beside the table of entries, by what each database has for it.

Both index the same words (title_words, words), so both give the same answers.
"""

from django.db import migrations

# å, ä and ö are letters of their own: the tokenizer must not take their marks away.
SQLITE = [
    """
    CREATE VIRTUAL TABLE project_entry_words USING fts5(
        title_words, words, content='project_entry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0", prefix='3 4 5'
    )
    """,
    """
    CREATE TRIGGER project_entry_words_insert AFTER INSERT ON project_entry BEGIN
        INSERT INTO project_entry_words(rowid, title_words, words)
        VALUES (new.id, new.title_words, new.words);
    END
    """,
    """
    CREATE TRIGGER project_entry_words_delete AFTER DELETE ON project_entry BEGIN
        INSERT INTO project_entry_words(project_entry_words, rowid, title_words, words)
        VALUES ('delete', old.id, old.title_words, old.words);
    END
    """,
    """
    CREATE TRIGGER project_entry_words_update AFTER UPDATE OF title_words, words ON project_entry
    BEGIN
        INSERT INTO project_entry_words(project_entry_words, rowid, title_words, words)
        VALUES ('delete', old.id, old.title_words, old.words);
        INSERT INTO project_entry_words(rowid, title_words, words)
        VALUES (new.id, new.title_words, new.words);
    END
    """,
    "INSERT INTO project_entry_words(project_entry_words) VALUES ('rebuild')",
]
POSTGRESQL = [
    """
    ALTER TABLE project_entry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_words), 'A')
        || setweight(to_tsvector('simple', words), 'B')
    ) STORED
    """,
    "CREATE INDEX project_entry_vector ON project_entry USING gin (vector)",
]


def create(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def remove(apps, schema_editor):
    names = ("insert", "delete", "update")
    sqlite = [f"DROP TRIGGER project_entry_words_{name}" for name in names]
    postgresql = ["ALTER TABLE project_entry DROP COLUMN vector"]
    run(
        schema_editor,
        {"sqlite": [*sqlite, "DROP TABLE project_entry_words"], "postgresql": postgresql},
    )


def run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("project", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
