"""Files that belong to reports: taken in, kept, handed out to whoever may see the duty."""
