"""The rubric: versions of it, edited by chief reviewers, seen by teachers from the first day."""
