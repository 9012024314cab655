"""Who reads what: reviewers and their languages, conflicts, proposals, declining, handing over, reminders."""
