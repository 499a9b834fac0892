"""Records: divisions, offices, people, holders, holidays; taken in whole or not at all."""
