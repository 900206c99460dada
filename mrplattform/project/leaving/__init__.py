"""An authority leaves with everything that is its own, in a file that an empty installation reads."""
