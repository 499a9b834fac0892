"""The rehearsal: a whole year of a whole province played through the same casework, in a database of its own."""
