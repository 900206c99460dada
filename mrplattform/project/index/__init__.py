"""The one index over all apps: search, topic pages and agenda are served from it."""
